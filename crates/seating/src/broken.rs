//! A broken rule in words. In English, for the command line; pages have words of their own.

use crate::{gathering::Gathering, score::Broken, tongues};

impl Broken {
    /// The round, from 0.
    pub const fn round(&self) -> usize {
        match self {
            Self::Language { round, .. }
            | Self::Apart { round, .. }
            | Self::Steps { round, .. }
            | Self::Place { round, .. }
            | Self::Size { round, .. }
            | Self::Seat { round, .. } => *round,
        }
    }

    /// The table, from 0.
    pub const fn table(&self) -> Option<usize> {
        match self {
            Self::Language { table, .. }
            | Self::Apart { table, .. }
            | Self::Steps { table, .. }
            | Self::Place { table, .. }
            | Self::Size { table, .. } => Some(*table),
            Self::Seat { .. } => None,
        }
    }

    /// Which rule it is, in one word.
    pub const fn rule(&self) -> &'static str {
        match self {
            Self::Language { .. } => "language",
            Self::Apart { .. } => "apart",
            Self::Steps { .. } => "steps",
            Self::Place { .. } => "place",
            Self::Size { .. } => "size",
            Self::Seat { .. } => "seat",
        }
    }

    /// What is broken, as one would say it. About people kept apart it says neither who they are nor who asked.
    pub fn words(&self, gathering: &Gathering) -> String {
        let name = |person: &usize| gathering.people.get(*person).map_or("?", |person| person.name.as_str());
        let at = |round: &usize, table: &usize| format!("round {}, table {}", round + 1, table + 1);
        match self {
            Self::Language { round, table, people, language } => {
                let names: Vec<_> = people.iter().map(|person| spoken(gathering, *person)).collect();
                let verb = if people.len() == 1 { "does" } else { "do" };
                let rest = language.as_ref().map_or("no two there share a language".to_owned(), |code| {
                    format!("the table speaks {}, and no mediator there speaks both", tongues::name(code))
                });
                format!("{}: {} {verb} not understand: {rest}", at(round, table), names.join(", "))
            }
            Self::Apart { round, table } => {
                format!("{}: two people sit together who must not", at(round, table))
            }
            Self::Steps { round, table, person } => {
                format!("{}: {} needs a table without steps", at(round, table), name(person))
            }
            Self::Place { round, table, person } => {
                format!("{}: {} must sit here, and does not", at(round, table), name(person))
            }
            Self::Size { round, table, people, seats } => {
                format!("{}: {people} people where {seats} should sit, give or take one", at(round, table))
            }
            Self::Seat { round, person } => {
                format!("round {}: {} does not have exactly one seat", round + 1, name(person))
            }
        }
    }
}

/// Somebody's name with what she speaks.
fn spoken(gathering: &Gathering, person: usize) -> String {
    let Some(person) = gathering.people.get(person) else { return "?".to_owned() };
    let languages: Vec<_> = person.languages.iter().flatten().map(|code| tongues::name(code)).collect();
    format!("{} ({})", person.name, languages.join(", "))
}
