//! What each row of a list means, and what a person should look at before it is added.

use super::{Column, Lexicon, Row};
use crate::people::{Kind, Participant, Role};
use reticolo_base::{Lang, folding};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;

/// A row as it is understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weighed {
    /// Its place in the list, from 0.
    pub place: usize,
    /// The name.
    pub name: String,
    /// The body.
    pub body: String,
    /// The code of its kind; empty when unknown.
    pub kind: String,
    /// ISTAT code; empty when unknown.
    pub territory: String,
    /// What she speaks.
    pub speaks: Option<BTreeSet<String>>,
    /// What she reads; as far as nothing else is said, what she speaks.
    pub reads: Option<BTreeSet<String>>,
    /// In which language she is written to.
    pub lang: Lang,
    /// Whether she interprets.
    pub mediator: bool,
    /// Whether she needs a table without steps.
    pub step_free: bool,
    /// Her role.
    pub role: Role,
    /// The mail address; empty when there is none or it is not usable.
    pub mail: String,
    /// The telephone.
    pub phone: String,
    /// What else she needs.
    pub access: String,
    /// With whom she must not sit, by name as written.
    pub apart: Vec<String>,
    /// Who she is, when she is in the Lab already.
    pub already: Option<Uuid>,
    /// What is doubtful.
    pub doubts: Vec<Doubt>,
}

/// Something doubtful, at a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// The column.
    pub column: Column,
    /// What about it.
    pub about: About,
}

/// What is doubtful.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// There is no name.
    NoName,
    /// Somebody on an earlier line has the same name.
    SameName(u32),
    /// Somebody on an earlier line has the same mail address.
    SameMail(u32),
    /// Words that are no language we know.
    Language(String),
    /// No kind of body that we know.
    Kind(String),
    /// No province or municipality that we know.
    Territory(String),
    /// No role that we know.
    Role(String),
    /// No language of the pages.
    Lang(String),
    /// Neither yes nor no.
    YesNo(String),
    /// No mail address.
    Mail(String),
    /// A formula; it is taken as empty.
    Formula,
    /// Somebody to keep apart who is neither on the list nor in the Lab; the name is not repeated, for it is private.
    NotThere,
}

impl About {
    /// Whether the row cannot be added before it is corrected.
    pub fn holds(&self) -> bool {
        matches!(self, Self::NoName | Self::SameName(_) | Self::SameMail(_))
    }
}

/// In English, for the command line; pages say it in the reader's language.
impl std::fmt::Display for About {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoName => f.write_str("no name; left out"),
            Self::SameName(line) => write!(f, "the same name is on line {line}; left out"),
            Self::SameMail(line) => write!(f, "the same mail address is on line {line}; left out"),
            Self::Language(says) => write!(f, "no language we know: {says}"),
            Self::Kind(says) => write!(f, "no kind of body we know: {says}"),
            Self::Territory(says) => write!(f, "no province or municipality we know: {says}"),
            Self::Role(says) => write!(f, "no role: {says}; taken as a participant"),
            Self::Lang(says) => write!(f, "no language of the pages: {says}"),
            Self::YesNo(says) => write!(f, "neither yes nor no: {says}; taken as no"),
            Self::Mail(says) => write!(f, "no mail address: {says}; taken as empty"),
            Self::Formula => f.write_str("a formula; taken as empty"),
            Self::NotThere => {
                f.write_str("somebody to keep apart is not on the list; that wish was left out")
            }
        }
    }
}

impl Weighed {
    /// Whether it can be added as it is: somebody new about whom nothing stands in the way.
    pub fn is_new(&self) -> bool {
        self.already.is_none() && !self.is_held()
    }

    /// Whether something stands in the way.
    pub fn is_held(&self) -> bool {
        self.already.is_none() && self.doubts.iter().any(|doubt| doubt.about.holds())
    }
}

/// Somebody who is in the Lab already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Who.
    pub participant: Participant,
    /// Her mail address; empty when there is none.
    pub mail: String,
}

/// Weighs every row.
pub fn weigh(rows: &[Row], lexicon: &Lexicon, known: &[Known]) -> Vec<Weighed> {
    let mut twins = Twins::of(known);
    let mut weighed: Vec<Weighed> = rows
        .iter()
        .enumerate()
        .map(|(place, row)| Weighing { row, lexicon, doubts: Vec::new() }.end(place))
        .collect();
    for (one, row) in weighed.iter_mut().zip(rows) {
        twins.meet(one, row);
    }
    let names: BTreeSet<String> = weighed
        .iter()
        .map(|one| folding::fold(&one.name))
        .chain(known.iter().map(|one| folding::fold(&one.participant.name)))
        .collect();
    for one in &mut weighed {
        let missing = one.apart.iter().any(|name| !names.contains(&folding::fold(name)));
        if missing {
            one.doubts.push(Doubt { column: Column::Apart, about: About::NotThere });
        }
    }
    weighed
}

/// Who was met before, by name and by mail address.
struct Twins {
    names: HashMap<String, (Uuid, String)>,
    mails: HashMap<String, Uuid>,
    lines: BTreeMap<String, Vec<(u32, String)>>,
    line_of_mail: HashMap<String, u32>,
}

impl Twins {
    fn of(known: &[Known]) -> Self {
        let names = known
            .iter()
            .map(|one| (folding::fold(&one.participant.name), (one.participant.id, one.mail.to_lowercase())));
        let mails = known.iter().filter(|one| !one.mail.is_empty());
        Self {
            names: names.collect(),
            mails: mails.map(|one| (one.mail.to_lowercase(), one.participant.id)).collect(),
            lines: BTreeMap::new(),
            line_of_mail: HashMap::new(),
        }
    }

    /// One mail address is one person. One name is one person unless both have addresses of their own, or somebody said that
    /// they are two.
    fn meet(&mut self, one: &mut Weighed, row: &Row) {
        if one.name.is_empty() {
            return;
        }
        let (name, mail) = (folding::fold(&one.name), one.mail.to_lowercase());
        let differ = |other: &str| !mail.is_empty() && !other.is_empty() && mail != other;
        let by_name =
            self.names.get(&name).filter(|(_, other)| !row.another && !differ(other)).map(|(id, _)| *id);
        one.already = self.mails.get(&mail).copied().or(by_name);
        if one.already.is_some() {
            return;
        }
        if let Some(line) = self.line_of_mail.get(&mail).copied() {
            one.doubts.push(Doubt { column: Column::Mail, about: About::SameMail(line) });
        } else if !mail.is_empty() {
            self.line_of_mail.insert(mail.clone(), row.line);
        }
        let lines = self.lines.entry(name).or_default();
        if let Some((line, _)) = lines.iter().find(|(_, other)| !row.another && !differ(other)) {
            one.doubts.push(Doubt { column: Column::Name, about: About::SameName(*line) });
        }
        lines.push((row.line, mail));
    }
}

struct Weighing<'a> {
    row: &'a Row,
    lexicon: &'a Lexicon,
    doubts: Vec<Doubt>,
}

impl Weighing<'_> {
    fn end(mut self, place: usize) -> Weighed {
        let name = self.line(Column::Name, 120);
        if name.is_empty() {
            self.doubt(Column::Name, About::NoName);
        }
        let body = self.line(Column::Body, 120);
        let speaks = self.tongues(Column::Speaks);
        let reads = self.tongues(Column::Reads).or_else(|| speaks.clone());
        let (kind, territory) = (self.kind(&body), self.territory());
        let (lang, role) = (self.lang(speaks.as_ref()), self.role());
        let mediator = self.yes(Column::Mediator) || role == Role::Mediator;
        Weighed {
            place,
            name,
            body,
            kind,
            territory,
            speaks,
            reads,
            lang,
            mediator,
            step_free: self.yes(Column::StepFree),
            role,
            mail: self.mail(),
            phone: self.line(Column::Phone, 40),
            access: self.line(Column::Access, 400),
            apart: self.apart(),
            already: None,
            doubts: self.doubts,
        }
    }

    fn doubt(&mut self, column: Column, about: About) {
        self.doubts.push(Doubt { column, about });
    }

    /// What a cell says on one line; nothing when it is a formula.
    fn line(&mut self, column: Column, most: usize) -> String {
        let cell = self.row.cell(column);
        if is_formula(cell) {
            self.doubt(column, About::Formula);
            return String::new();
        }
        // A sign before a formula's makes a spreadsheet take it for text; we write it ourselves when exporting.
        let words = cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@']));
        folding::one_line(words.unwrap_or(cell), most)
    }

    fn tongues(&mut self, column: Column) -> Option<BTreeSet<String>> {
        let cell = self.line(column, 200);
        let (known, unknown) = self.lexicon.tongues_of(&cell);
        if !unknown.is_empty() {
            self.doubt(column, About::Language(unknown.join(", ")));
        }
        known
    }

    /// The kind that is written, else the one that the body's name tells.
    fn kind(&mut self, body: &str) -> String {
        let cell = self.line(Column::Kind, 80);
        let found = Kind::heard(&cell);
        if found.is_none() && !cell.is_empty() {
            self.doubt(Column::Kind, About::Kind(cell.clone()));
        }
        let guessed = || cell.is_empty().then(|| Kind::told_by(body)).flatten();
        found.or_else(guessed).map(|kind| kind.code.clone()).unwrap_or_default()
    }

    fn territory(&mut self) -> String {
        let cell = self.line(Column::Territory, 80);
        match self.lexicon.place_of(&cell) {
            Some(code) => code.to_owned(),
            None if cell.is_empty() => String::new(),
            None => {
                self.doubt(Column::Territory, About::Territory(cell));
                String::new()
            }
        }
    }

    /// The language that is written; else Italian if she speaks it; else one of the pages that she speaks; else Italian.
    fn lang(&mut self, speaks: Option<&BTreeSet<String>>) -> Lang {
        let cell = self.line(Column::Lang, 40);
        let code = self.lexicon.tongue_of(&cell).unwrap_or_else(|| cell.clone());
        let written = Lang::ALL.into_iter().find(|lang| lang.code() == code);
        if written.is_none() && !cell.is_empty() {
            self.doubt(Column::Lang, About::Lang(cell));
        }
        let spoken =
            || Lang::ALL.into_iter().find(|lang| speaks.is_some_and(|all| all.contains(lang.code())));
        written.or_else(spoken).unwrap_or(Lang::It)
    }

    fn role(&mut self) -> Role {
        let cell = self.line(Column::Role, 60);
        let role = match folding::fold(&cell).as_str() {
            "" | "participant" | "partecipante" => Some(Role::Participant),
            "host" | "referente" | "referente del tavolo" | "referente di tavolo" | "table host" => {
                Some(Role::Host)
            }
            "scribe" | "verbalista" => Some(Role::Scribe),
            "mediator" | "mediatore" | "mediatrice" => Some(Role::Mediator),
            "facilitator" | "facilitatore" | "facilitatrice" => Some(Role::Facilitator),
            "observer" | "osservatore" | "osservatrice" => Some(Role::Observer),
            _ => None,
        };
        role.unwrap_or_else(|| {
            self.doubt(Column::Role, About::Role(cell));
            Role::Participant
        })
    }

    fn yes(&mut self, column: Column) -> bool {
        let cell = self.line(column, 40);
        match folding::fold(&cell).as_str() {
            "yes" | "y" | "true" | "1" | "x" | "si" | "s" | "vero" | "✓" | "oui" => true,
            "" | "no" | "n" | "false" | "0" | "-" | "falso" | "non" => false,
            _ => {
                self.doubt(column, About::YesNo(cell));
                false
            }
        }
    }

    fn mail(&mut self) -> String {
        let cell = self.line(Column::Mail, 254);
        let plain = cell.trim_start_matches("mailto:").trim_matches(['<', '>', ' ']).to_owned();
        if plain.is_empty() || is_mail(&plain) {
            return plain;
        }
        self.doubt(Column::Mail, About::Mail(cell));
        String::new()
    }

    fn apart(&mut self) -> Vec<String> {
        let cell = self.line(Column::Apart, 400);
        cell.split([';', '|', ','])
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect()
    }
}

/// A cell that a spreadsheet would work out: `=…`, `@…`, or a sign before what is no number.
fn is_formula(cell: &str) -> bool {
    let number = |rest: &str| rest.chars().all(|c| c.is_ascii_digit() || " .,()/-".contains(c));
    match cell.chars().next() {
        Some('=' | '@') => true,
        Some('+' | '-') => !number(cell.get(1..).unwrap_or_default()),
        _ => false,
    }
}

fn is_mail(text: &str) -> bool {
    let Some((local, host)) = text.rsplit_once('@') else { return false };
    let plain = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    let label = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    !local.is_empty() && local.chars().all(plain) && host.contains('.') && host.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::{super::lexicon::sample, *};
    use proptest::prelude::*;

    fn weighed(text: &str) -> Vec<Weighed> {
        weigh(&super::super::read(text.as_bytes()).unwrap().rows, &sample(), &[])
    }

    fn abouts(one: &Weighed) -> Vec<&About> {
        one.doubts.iter().map(|doubt| &doubt.about).collect()
    }

    #[test]
    fn a_clear_row_is_a_person() {
        let text = "Nome;Ente;Provincia;Lingue;Mediatore;Senza gradini;E-mail;Telefono;Ruolo\n\
                    Awa Ndiaye;Associazione Teranga di prova;BA;wolof, francese;sì;x;awa@esempio.example;+39 080 000;referente";
        let [awa] = &weighed(text)[..] else { panic!("one row") };
        assert!(awa.doubts.is_empty(), "{:?}", awa.doubts);
        assert_eq!((awa.kind.as_str(), awa.territory.as_str(), awa.role), ("association", "072", Role::Host));
        assert_eq!((awa.lang, awa.mediator, awa.step_free), (Lang::Fr, true, true));
        assert_eq!((awa.mail.as_str(), awa.phone.as_str()), ("awa@esempio.example", "+39 080 000"));
        assert_eq!(awa.reads, awa.speaks);
    }

    #[test]
    fn every_doubt_is_told_at_its_cell_and_nothing_else_is_lost() {
        let text = "name,kind,territory,languages,mediator,mail,phone,role,lang\n\
                    Anna,gelateria,Atlantide,klingon,forse,anna(at)x,=HYPERLINK(1),re,klingon\n";
        let [anna] = &weighed(text)[..] else { panic!("one row") };
        let expected = [
            About::Formula,
            About::Language("klingon".into()),
            About::Kind("gelateria".into()),
            About::Territory("Atlantide".into()),
            About::Lang("klingon".into()),
            About::Role("re".into()),
            About::YesNo("forse".into()),
            About::Mail("anna(at)x".into()),
        ];
        for about in &expected {
            assert!(abouts(anna).contains(&about), "{about:?} in {:?}", anna.doubts);
        }
        assert_eq!(anna.doubts.len(), expected.len());
        assert!(anna.is_new(), "she can come all the same");
    }

    #[test]
    fn one_name_is_one_person_unless_addresses_differ() {
        let rows = weighed(
            "Nome,Mail\nMaria Rossi,a@x.example\nMARIA ROSSI,b@x.example\nMaria Rossi,\nLucia,a@x.example\n,c@x.example\n",
        );
        assert!(rows[0].is_new() && rows[1].is_new());
        assert_eq!(abouts(&rows[2]), [&About::SameName(2)]);
        assert_eq!(abouts(&rows[3]), [&About::SameMail(2)]);
        assert_eq!(abouts(&rows[4]), [&About::NoName]);
        assert!(rows[2..].iter().all(Weighed::is_held));
    }

    #[test]
    fn whoever_is_said_to_be_another_is_another() {
        let mut sheet = super::super::read(b"Nome\nMaria Rossi\nMaria Rossi\n").unwrap();
        sheet.rows[1].another = true;
        assert!(weigh(&sheet.rows, &sample(), &[]).iter().all(Weighed::is_new));
    }

    #[test]
    fn a_pair_to_keep_apart_must_be_there() {
        let rows = weighed("Nome,Non con\nAnna,Bruno\nBruno,Nessuno\n");
        assert!(rows[0].doubts.is_empty());
        assert_eq!(abouts(&rows[1]), [&About::NotThere]);
    }

    proptest! {
        #[test]
        fn nothing_pasted_panics_and_every_row_is_weighed(text in "\\PC{0,30}(\n\\PC{0,60}){0,8}") {
            if let Ok(sheet) = super::super::read(text.as_bytes()) {
                let weighed = weigh(&sheet.rows, &sample(), &[]);
                prop_assert_eq!(weighed.len(), sheet.rows.len());
                prop_assert!(weighed.iter().all(|one| !one.name.is_empty() || one.is_held()));
            }
        }
    }
}
