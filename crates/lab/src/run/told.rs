//! Broken rules and what would help: who, where, which languages – ready to be said in any language.

use crate::run::hall::Arranged;
use reticolo_seating::{Broken, Change, Gathering};
use std::collections::BTreeSet;

/// Somebody with what she speaks, as codes.
pub type Speaker = (String, Vec<String>);

/// A rule that is broken. Rounds and tables count from 1. About people kept apart it says neither who they are nor who asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// The rule: `language`, `apart`, `steps`, `place`, `size` or `seat`; also the last part of its text's key.
    pub rule: &'static str,
    /// The round.
    pub round: i64,
    /// The number of the table.
    pub table: Option<i64>,
    /// Whom it concerns.
    pub people: Vec<Speaker>,
    /// The language that most at the table share; `None` when no two do.
    pub language: Option<String>,
    /// How many sit there, and should, give or take one.
    pub size: Option<(usize, usize)>,
}

impl Trouble {
    /// A broken rule of an arranged block.
    pub fn of(broken: &Broken, arranged: &Arranged) -> Self {
        let people: Vec<usize> = match broken {
            Broken::Language { people, .. } => people.clone(),
            Broken::Steps { person, .. } | Broken::Place { person, .. } | Broken::Seat { person, .. } => {
                vec![*person]
            }
            Broken::Apart { .. } | Broken::Size { .. } => Vec::new(),
        };
        let language = if let Broken::Language { language, .. } = broken { language.clone() } else { None };
        let size =
            if let Broken::Size { people, seats, .. } = broken { Some((*people, *seats)) } else { None };
        Self {
            rule: broken.rule(),
            round: broken.round() as i64 + 1,
            table: broken.table().and_then(|table| arranged.numbers.get(table).copied()),
            people: people.iter().map(|person| speaker(&arranged.gathering, *person)).collect(),
            language,
            size,
        }
    }
}

/// Something that somebody could do, after which no rule would be broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Help {
    /// What: `interpret`, `mediator`, `step-free`, `release` or `table`; also the last part of its text's key.
    pub what: &'static str,
    /// Who could.
    pub person: Option<Speaker>,
    /// Between which languages.
    pub languages: Vec<String>,
    /// The number of the table.
    pub table: Option<i64>,
}

impl Help {
    /// A change of an arranged block.
    pub fn of(change: &Change, arranged: &Arranged) -> Self {
        let codes = |languages: &BTreeSet<String>| languages.iter().cloned().collect();
        let number = |table: &usize| arranged.numbers.get(*table).copied();
        let somebody = |person: &usize| Some(speaker(&arranged.gathering, *person));
        let empty = Self { what: "table", person: None, languages: Vec::new(), table: None };
        match change {
            Change::Interpret { person, languages } => {
                Self { what: "interpret", person: somebody(person), languages: codes(languages), ..empty }
            }
            Change::Mediator { languages, table } => {
                Self { what: "mediator", languages: codes(languages), table: number(table), ..empty }
            }
            Change::StepFree { table } => Self { what: "step-free", table: number(table), ..empty },
            Change::Release { person } => Self { what: "release", person: somebody(person), ..empty },
            Change::Table => empty,
        }
    }
}

fn speaker(gathering: &Gathering, person: usize) -> Speaker {
    gathering.people.get(person).map_or_else(Default::default, |person| {
        (person.name.clone(), person.languages.iter().flatten().cloned().collect())
    })
}
