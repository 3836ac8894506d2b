//! When a rule is broken: the smallest change that would keep it, tried out before it is told.

use crate::{
    gathering::{Gathering, Person, Table},
    grid::Grid,
    model::Model,
    outcome::Outcome,
    plan::Plan,
    score::{Broken, broken},
    search::{self, Effort},
    tongues,
};
use serde::Serialize;
use std::collections::BTreeSet;

/// Something that somebody could do about a broken rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// Ask somebody who is there, and speaks both languages, whether she would interpret.
    Interpret {
        /// Who.
        person: usize,
        /// Between these languages.
        languages: BTreeSet<String>,
    },
    /// One more person: a mediator, or somebody ready to interpret.
    Mediator {
        /// Between these languages.
        languages: BTreeSet<String>,
        /// A table, from 0, where she would be needed.
        table: usize,
    },
    /// A way without steps to a table.
    StepFree {
        /// The table, from 0.
        table: usize,
    },
    /// Let somebody sit elsewhere than at the table where she must.
    Release {
        /// Who.
        person: usize,
    },
    /// One more table.
    Table,
}

/// How many changes are put together at most.
const MOST_CHANGES: usize = 4;
/// How many changes are tried out at each step.
const MOST_TRIED: usize = 10;

/// The changes after which no hard rule would be broken; empty when none is broken, or none was found that helps.
///
/// Each was tried out: with all of them the gathering has a plan that keeps every rule.
pub fn smallest_change(gathering: &Gathering, outcome: &Outcome, seed: u64) -> Vec<Change> {
    let mut tried = gathering.clone();
    let mut left = outcome.broken.clone();
    let mut changes = Vec::new();
    while !left.is_empty() {
        let wishes = candidates(&tried, &left);
        let outcomes = wishes.into_iter().take(MOST_TRIED).map(|change| {
            let next = changed(&tried, &change);
            let broken = still_broken(&next, seed);
            (weight(&broken), change, next, broken)
        });
        let best = outcomes.min_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        let Some((rest, change, next, broken)) = best.filter(|best| best.0 < weight(&left)) else {
            return Vec::new();
        };
        changes.push(change);
        if rest > 0 && changes.len() == MOST_CHANGES {
            return Vec::new();
        }
        (tried, left) = (next, broken);
    }
    changes
}

fn still_broken(gathering: &Gathering, seed: u64) -> Vec<Broken> {
    if gathering.check().is_err() {
        return vec![Broken::Seat { round: 0, person: 0 }; usize::from(u16::MAX)];
    }
    let seats = search::fresh(gathering, seed, Effort::Brief);
    broken(gathering, &Plan::of(&seats, gathering.tables.len()), 0)
}

fn weight(broken: &[Broken]) -> usize {
    let one = |broken: &Broken| if let Broken::Language { people, .. } = broken { people.len() } else { 1 };
    broken.iter().map(one).sum()
}

/// What might help, the cheapest first.
fn candidates(gathering: &Gathering, broken: &[Broken]) -> Vec<Change> {
    let mut found = BTreeSet::new();
    for one in broken {
        match one {
            Broken::Language { table, people, language, .. } => {
                bridges(gathering, *table, people, language.as_deref(), &mut found);
            }
            Broken::Apart { .. } => {
                found.insert(Change::Table);
            }
            Broken::Steps { .. } => {
                let stepped = gathering.tables.iter().enumerate().filter(|(_, table)| !table.step_free);
                found.extend(stepped.map(|(table, _)| Change::StepFree { table }));
            }
            Broken::Place { .. } | Broken::Size { .. } | Broken::Seat { .. } => {}
        }
        let placed = |round, table| {
            let people = gathering.people.iter().enumerate();
            people
                .filter(move |(_, p)| p.place(round) == Some(table))
                .map(|(person, _)| Change::Release { person })
        };
        if let Some(table) = one.table().filter(|_| !matches!(one, Broken::Apart { .. })) {
            found.extend(placed(one.round(), table));
        }
    }
    found.into_iter().collect()
}

fn bridges(
    gathering: &Gathering,
    table: usize,
    people: &[usize],
    language: Option<&str>,
    found: &mut BTreeSet<Change>,
) {
    let common = most_spoken(gathering);
    let Some(language) = language.or(common.as_deref()) else { return };
    for person in people {
        let Some(own) = gathering.people.get(*person).and_then(|person| person.languages.as_ref()) else {
            continue;
        };
        for one in own.iter().filter(|one| *one != language) {
            let languages: BTreeSet<String> = [one.clone(), language.to_owned()].into();
            let speaks =
                |person: &Person| person.languages.as_ref().is_some_and(|all| all.is_superset(&languages));
            let ready =
                gathering.people.iter().enumerate().filter(|(_, person)| !person.mediator && speaks(person));
            found.extend(
                ready.take(3).map(|(person, _)| Change::Interpret { person, languages: languages.clone() }),
            );
            found.insert(Change::Mediator { languages, table });
        }
    }
}

fn most_spoken(gathering: &Gathering) -> Option<String> {
    let model = Model::of(gathering, 0, Grid::default());
    let speakers = |bit: usize| model.speaks.iter().filter(|all| **all >> bit & 1 == 1).count();
    let shared = gathering.shared_languages();
    let best = (0..shared.len()).max_by_key(|bit| speakers(*bit))?;
    shared.get(best).map(|code| (*code).to_owned())
}

fn changed(gathering: &Gathering, change: &Change) -> Gathering {
    let mut next = gathering.clone();
    match change {
        Change::Interpret { person, .. } => {
            if let Some(person) = next.people.get_mut(*person) {
                person.mediator = true;
            }
        }
        Change::Mediator { languages, .. } => next.people.push(Person {
            mediator: true,
            languages: Some(languages.clone()),
            ..Person::named("a mediator")
        }),
        Change::StepFree { table } => {
            if let Some(table) = next.tables.get_mut(*table) {
                table.step_free = true;
            }
        }
        Change::Release { person } => {
            if let Some(person) = next.people.get_mut(*person) {
                person.pins.clear();
                person.host = None;
            }
        }
        Change::Table => next.tables.push(Table::default()),
    }
    next
}

impl Change {
    /// The change as one would ask for it, in English.
    pub fn words(&self, gathering: &Gathering) -> String {
        let name = |person: &usize| gathering.people.get(*person).map_or("?", |person| person.name.as_str());
        let both = |languages: &BTreeSet<String>| {
            languages.iter().map(|code| tongues::name(code)).collect::<Vec<_>>().join(" and ")
        };
        match self {
            Self::Interpret { person, languages } => {
                format!("ask {}, who speaks {}, to interpret", name(person), both(languages))
            }
            Self::Mediator { languages, table } => {
                format!(
                    "one more person who speaks {} and interprets, for instance at table {}",
                    both(languages),
                    table + 1
                )
            }
            Self::StepFree { table } => format!("make table {} reachable without steps", table + 1),
            Self::Release { person } => format!("let {} sit at another table", name(person)),
            Self::Table => "one more table".to_owned(),
        }
    }
}
