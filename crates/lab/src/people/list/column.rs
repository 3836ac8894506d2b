//! What the columns of a list are called, in Italian, English and French.

use super::{Line, Row};
use reticolo_base::folding;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// The name.
    Name,
    /// The family name, when it stands apart.
    Surname,
    /// The body.
    Body,
    /// Its kind.
    Kind,
    /// Province or municipality.
    Territory,
    /// Languages spoken.
    Speaks,
    /// Languages read.
    Reads,
    /// The language in which to write to her.
    Lang,
    /// Whether she interprets.
    Mediator,
    /// Whether she needs a table without steps.
    StepFree,
    /// The role at the session.
    Role,
    /// The mail address.
    Mail,
    /// The telephone.
    Phone,
    /// What else she needs to take part.
    Access,
    /// With whom she must not sit.
    Apart,
}

impl Column {
    /// Every column that a row of its own holds, in the order of the pages.
    pub const ALL: [Self; 14] = [
        Self::Name,
        Self::Body,
        Self::Kind,
        Self::Territory,
        Self::Speaks,
        Self::Reads,
        Self::Lang,
        Self::Mediator,
        Self::StepFree,
        Self::Role,
        Self::Mail,
        Self::Phone,
        Self::Access,
        Self::Apart,
    ];

    /// The name of its field in a form, also the last part of its text's key.
    pub fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Surname => "surname",
            Self::Body => "body",
            Self::Kind => "kind",
            Self::Territory => "territory",
            Self::Speaks => "speaks",
            Self::Reads => "reads",
            Self::Lang => "lang",
            Self::Mediator => "mediator",
            Self::StepFree => "steps",
            Self::Role => "role",
            Self::Mail => "mail",
            Self::Phone => "phone",
            Self::Access => "access",
            Self::Apart => "apart",
        }
    }

    /// The column with this head.
    pub fn named(head: &str) -> Option<Self> {
        let head = folding::words(&folding::fold(head)).collect::<Vec<_>>().join(" ");
        Some(match head.as_str() {
            "name" | "nome" | "full name" | "nominativo" | "nome e cognome" | "cognome e nome"
            | "partecipante" | "participant" | "persona" | "nom" | "prenom" | "nom et prenom"
            | "first name" => Self::Name,
            "surname" | "last name" | "cognome" | "nom de famille" => Self::Surname,
            "body"
            | "ente"
            | "organisation"
            | "organization"
            | "organizzazione"
            | "ente di appartenenza"
            | "associazione"
            | "servizio"
            | "organisme"
            | "istituzione" => Self::Body,
            "kind" | "tipo" | "tipo di ente" | "tipologia" | "tipologia ente" | "categoria" | "type" => {
                Self::Kind
            }
            "territory" | "territorio" | "provincia" | "province" | "comune" | "citta" | "city"
            | "municipality" | "territoire" | "ville" => Self::Territory,
            "languages" | "language" | "lingue" | "lingua" | "lingue parlate" | "parla" | "speaks"
            | "languages spoken" | "langues" | "langues parlees" => Self::Speaks,
            "reads" | "legge" | "lingue lette" | "languages read" | "langues lues" => Self::Reads,
            "lang"
            | "write in"
            | "scrivere in"
            | "lingua dell invito"
            | "lingua per scrivere"
            | "invitation language" => Self::Lang,
            "mediator" | "mediatore" | "mediatrice" | "mediazione" | "mediateur" => Self::Mediator,
            "step free" | "steps" | "senza gradini" | "accessible" | "accessibile" | "sans marches" => {
                Self::StepFree
            }
            "role" | "ruolo" => Self::Role,
            "mail" | "e mail" | "email" | "posta" | "posta elettronica" | "indirizzo mail"
            | "indirizzo email" | "courriel" => Self::Mail,
            "phone" | "telefono" | "cellulare" | "tel" | "cell" | "telephone" | "mobile" | "whatsapp"
            | "numero" => Self::Phone,
            "access" | "access needs" | "esigenze" | "bisogni" | "accessibilita" | "needs" | "besoins" => {
                Self::Access
            }
            "apart" | "separati" | "separato da" | "non con" | "not with" | "pas avec" => Self::Apart,
            _ => return None,
        })
    }
}

/// The columns of a table and where its rows begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// What each column holds; `None` for one that is left alone.
    pub columns: Vec<Option<Column>>,
    /// The heads of columns that are left alone.
    pub unknown: Vec<String>,
    /// Whether the first line names the columns.
    pub named: bool,
}

impl Head {
    /// From the first line. A list without heads is names in its first column, with mail addresses wherever they stand.
    pub fn of(lines: &[Line]) -> Self {
        let first = lines.first().map(|line| line.cells.as_slice()).unwrap_or_default();
        let columns: Vec<_> = first.iter().map(|head| Column::named(head)).collect();
        if columns.iter().any(|column| matches!(column, Some(Column::Name | Column::Surname))) {
            let left =
                first.iter().zip(&columns).filter(|(head, column)| column.is_none() && !head.is_empty());
            let unknown = left.map(|(head, _)| folding::one_line(head, 60)).collect();
            return Self { columns, unknown, named: true };
        }
        let width = lines.iter().take(50).map(|line| line.cells.len()).max().unwrap_or(0);
        let has_mail =
            |at: usize| lines.iter().take(50).any(|line| line.cells.get(at).is_some_and(|c| c.contains('@')));
        let mail = (0..width).find(|at| has_mail(*at));
        let name = (0..width).find(|at| Some(*at) != mail);
        let of = |at| match at {
            at if Some(at) == mail => Some(Column::Mail),
            at if Some(at) == name => Some(Column::Name),
            _ => None,
        };
        Self { columns: (0..width).map(of).collect(), unknown: Vec::new(), named: false }
    }

    /// A row from a line.
    pub fn row(&self, line: &Line) -> Row {
        let mut row = Row { line: line.number, ..Row::default() };
        let mut surname = String::new();
        for (cell, column) in line.cells.iter().zip(&self.columns).filter(|(cell, _)| !cell.is_empty()) {
            match column {
                Some(Column::Surname) => surname.clone_from(cell),
                Some(column) if row.cell(*column).is_empty() => row.put(*column, cell),
                _ => {}
            }
        }
        if !surname.is_empty() {
            let name = format!("{} {surname}", row.cell(Column::Name));
            row.put(Column::Name, name.trim());
        }
        row
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_known_in_several_languages_and_no_code_is_given_twice() {
        assert_eq!(Column::named("E-mail"), Some(Column::Mail));
        assert_eq!(Column::named("Lingue parlate "), Some(Column::Speaks));
        assert_eq!(Column::named("Prénom"), Some(Column::Name));
        assert_eq!(Column::named("codice fiscale"), None);
        for column in Column::ALL {
            assert_eq!(Column::named(column.code()), Some(column), "what we export is read again");
        }
    }

    fn line(number: u32, cells: &[&str]) -> Line {
        Line { number, cells: cells.iter().map(|cell| (*cell).to_owned()).collect() }
    }

    #[test]
    fn name_and_surname_become_one() {
        let lines = [line(1, &["Cognome", "Nome", "Colore"]), line(2, &["Rossi", "Anna", "blu"])];
        let head = Head::of(&lines);
        assert_eq!((head.named, head.unknown.as_slice()), (true, &["Colore".to_owned()][..]));
        assert_eq!(head.row(&lines[1]).cell(Column::Name), "Anna Rossi");
    }

    #[test]
    fn a_list_without_heads_is_names_and_addresses() {
        let lines = [line(1, &["anna@example.org", "Anna Rossi"]), line(2, &["", "Bruno"])];
        let head = Head::of(&lines);
        assert!(!head.named);
        let row = head.row(&lines[0]);
        assert_eq!((row.cell(Column::Name), row.cell(Column::Mail)), ("Anna Rossi", "anna@example.org"));
    }
}
