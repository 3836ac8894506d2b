//! What columns are called, and what stands in their cells.

use crate::{gathering::Person, tongues};
use reticolo_base::folding::{fold, one_line};
use std::collections::BTreeSet;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    Name,
    Surname,
    Languages,
    Mediator,
    Kind,
    Territory,
    Apart,
    StepFree,
    Rounds,
}

impl Column {
    /// The column with this name, in English or Italian.
    pub fn named(name: &str) -> Option<Self> {
        let name: String = fold(name).chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(match name.as_str() {
            "name" | "nome" | "full name" | "nominativo" | "nome e cognome" | "cognome e nome" => Self::Name,
            "surname" | "last name" | "cognome" => Self::Surname,
            "languages" | "language" | "lingue" | "lingua" | "lingue parlate" => Self::Languages,
            "mediator" | "mediatore" | "mediatrice" | "mediazione" => Self::Mediator,
            "kind" | "ente" | "tipo" | "tipo di ente" | "organisation" | "organization"
            | "organizzazione" => Self::Kind,
            "territory" | "territorio" | "provincia" | "province" => Self::Territory,
            "apart" | "separati" | "separato da" | "non con" | "not with" => Self::Apart,
            "step free" | "senza gradini" | "accessible" | "accessibile" => Self::StepFree,
            "rounds" | "turni" | "present" | "presente" | "presenza" | "rounds present"
            | "turni presente" => Self::Rounds,
            _ => return None,
        })
    }
}

/// Puts what a cell says into a person; whether it was understood.
pub fn fill(person: &mut Person, column: Column, cell: &str) -> bool {
    match column {
        Column::Name | Column::Surname | Column::Apart => true,
        Column::Languages => languages(person, cell),
        Column::Mediator => yes_or_no(cell).map(|yes| person.mediator = yes).is_some(),
        Column::StepFree => yes_or_no(cell).map(|yes| person.step_free = yes).is_some(),
        Column::Kind => {
            person.kind = label(cell);
            true
        }
        Column::Territory => {
            person.territory = label(cell);
            true
        }
        Column::Rounds => rounds(cell).map(|rounds| person.rounds = rounds).is_some(),
    }
}

/// "Ente locale" and "ente  locale" are one.
fn label(cell: &str) -> Option<String> {
    let label = one_line(&fold(cell), 80);
    (!label.is_empty()).then_some(label)
}

fn languages(person: &mut Person, cell: &str) -> bool {
    if ["?", "-", "unknown", "sconosciuta", "sconosciute", "non so"].contains(&fold(cell).as_str()) {
        return true;
    }
    let words =
        cell.split(|c: char| c.is_whitespace() || ",;/+|&".contains(c)).filter(|word| !word.is_empty());
    let codes: Vec<_> = words.filter(|word| !["e", "and"].contains(word)).map(tongues::code).collect();
    let understood = codes.iter().all(Option::is_some);
    let known: BTreeSet<String> = codes.into_iter().flatten().collect();
    person.languages = (!known.is_empty()).then_some(known);
    understood
}

fn yes_or_no(cell: &str) -> Option<bool> {
    match fold(cell).as_str() {
        "yes" | "y" | "true" | "1" | "x" | "si" | "s" | "vero" | "✓" | "oui" => Some(true),
        "no" | "n" | "false" | "0" | "-" | "falso" | "non" => Some(false),
        _ => None,
    }
}

/// "1 3", "1,3", "2-3": counted from 1 as people do. "All" is `None` within.
fn rounds(cell: &str) -> Option<Option<BTreeSet<usize>>> {
    let folded = fold(cell).replace(['–', '—'], "-");
    if ["all", "tutti", "sempre", "always", "yes", "si", "x"].contains(&folded.as_str()) {
        return Some(None);
    }
    let mut rounds = BTreeSet::new();
    for part in folded.split(|c: char| c.is_whitespace() || ",;/".contains(c)).filter(|part| !part.is_empty())
    {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        let (from, to): (usize, usize) = (from.parse().ok()?, to.parse().ok()?);
        if from == 0 || to < from || to > crate::gathering::MOST_ROUNDS {
            return None;
        }
        rounds.extend(from - 1..to);
    }
    (!rounds.is_empty()).then_some(Some(rounds))
}
