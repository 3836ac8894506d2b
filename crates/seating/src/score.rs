//! What a plan is worth, counted anew from the plan alone: the search is not believed.

use crate::{bound::fewest_pairs, gathering::Gathering, grid::Grid, model::Model, plan::Plan};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// How well the wishes are met. Where 0 cannot be reached, the least that can is told beside.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Score {
    /// Meetings that are not the first of their pair.
    pub repeats: u64,
    /// Pairs that meet at least once.
    pub pairs_met: u64,
    /// Travellers' visits to a table where they have been before.
    pub tables_again: u64,
    /// Pairs from one kind of body at a table, over all rounds, and the fewest possible.
    pub same_kind: (u64, u64),
    /// Pairs from one territory at a table, over all rounds, and the fewest possible.
    pub same_territory: (u64, u64),
}

/// A hard rule that a plan breaks. Rounds and tables count from 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum Broken {
    /// People who do not understand the language that most at their table share, and no mediator there who speaks both.
    Language {
        /// The round.
        round: usize,
        /// The table.
        table: usize,
        /// Who does not understand.
        people: Vec<usize>,
        /// The language of the table; `None` when no two there share one.
        language: Option<String>,
    },
    /// Two people who must not sit together do. Private: not even who they are is told.
    Apart {
        /// The round.
        round: usize,
        /// The table.
        table: usize,
    },
    /// Somebody who needs a table without steps sits at another.
    Steps {
        /// The round.
        round: usize,
        /// The table.
        table: usize,
        /// Who.
        person: usize,
    },
    /// Somebody does not sit where she must.
    Place {
        /// The round.
        round: usize,
        /// The table where she must sit.
        table: usize,
        /// Who.
        person: usize,
    },
    /// A table has two or more people too many or too few.
    Size {
        /// The round.
        round: usize,
        /// The table.
        table: usize,
        /// So many sit there.
        people: usize,
        /// So many should, give or take one.
        seats: usize,
    },
    /// Somebody who is there has no seat, or has one and is not there.
    Seat {
        /// The round.
        round: usize,
        /// Who.
        person: usize,
    },
}

impl Score {
    /// The score of a plan.
    pub fn of(gathering: &Gathering, plan: &Plan) -> Self {
        let meetings = plan.meetings(gathering.people.len());
        let same = |group: fn(&Gathering, usize) -> Option<&str>| {
            let is = plan.pairs().filter(|(_, a, b)| {
                let one = group(gathering, *a);
                one.is_some() && one == group(gathering, *b)
            });
            (is.count() as u64, fewest_alike(gathering, plan, group))
        };
        Self {
            repeats: meetings.repeats(),
            pairs_met: meetings.pairs_met(),
            tables_again: tables_again(gathering, plan),
            same_kind: same(|gathering, person| gathering.people.get(person)?.kind.as_deref()),
            same_territory: same(|gathering, person| gathering.people.get(person)?.territory.as_deref()),
        }
    }
}

fn fewest_alike(gathering: &Gathering, plan: &Plan, group: fn(&Gathering, usize) -> Option<&str>) -> u64 {
    let fewest = |tables: &Vec<Vec<usize>>| {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for name in tables.iter().flatten().filter_map(|person| group(gathering, *person)) {
            *counts.entry(name).or_default() += 1;
        }
        counts.values().map(|count| fewest_pairs(*count, tables.len())).sum::<u64>()
    };
    plan.rounds.iter().map(fewest).sum()
}

fn tables_again(gathering: &Gathering, plan: &Plan) -> u64 {
    let mut visits: BTreeMap<(usize, usize), u64> = BTreeMap::new();
    for tables in &plan.rounds {
        for (table, members) in tables.iter().enumerate() {
            for person in members {
                *visits.entry((*person, table)).or_default() += 1;
            }
        }
    }
    let travels = |person: &usize| gathering.people.get(*person).is_some_and(|person| person.host.is_none());
    visits.iter().filter(|((person, _), _)| travels(person)).map(|(_, count)| count - 1).sum()
}

/// The hard rules that a plan breaks, in rounds from `first` on.
pub fn broken(gathering: &Gathering, plan: &Plan, first: usize) -> Vec<Broken> {
    let model = Model::of(gathering, 0, Grid::default());
    let shared = gathering.shared_languages();
    let apart: BTreeSet<_> = gathering.apart.iter().map(|(a, b)| (*a.min(b), *a.max(b))).collect();
    let mut found = Vec::new();
    for (round, tables) in plan.rounds.iter().enumerate().skip(first) {
        found.extend(misseated(gathering, plan, round));
        for (table, members) in tables.iter().enumerate() {
            let (bit, people) = model.misunderstood(members);
            if !people.is_empty() {
                let language = shared.get(bit.trailing_zeros() as usize).map(|code| (*code).to_owned());
                found.push(Broken::Language { round, table, people, language });
            }
            let pairs = members.iter().flat_map(|a| members.iter().map(move |b| (*a, *b)));
            found.extend(pairs.filter(|pair| apart.contains(pair)).map(|_| Broken::Apart { round, table }));
            let has_steps = gathering.tables.get(table).is_some_and(|table| !table.step_free);
            let needs =
                |person: &&usize| has_steps && gathering.people.get(**person).is_some_and(|p| p.step_free);
            found.extend(members.iter().filter(needs).map(|person| Broken::Steps {
                round,
                table,
                person: *person,
            }));
        }
        found.extend(sizes(gathering, round, tables));
    }
    found
}

fn misseated(gathering: &Gathering, plan: &Plan, round: usize) -> Vec<Broken> {
    let mut found = Vec::new();
    let mut seats = vec![Vec::new(); gathering.people.len()];
    for (table, members) in plan.rounds.get(round).into_iter().flatten().enumerate() {
        for person in members {
            if let Some(seats) = seats.get_mut(*person) {
                seats.push(table);
            }
        }
    }
    for (number, (person, seats)) in gathering.people.iter().zip(seats).enumerate() {
        let present = person.is_present(round);
        if seats.len() != usize::from(present) {
            found.push(Broken::Seat { round, person: number });
        } else if let Some(table) = person.place(round).filter(|table| present && !seats.contains(table)) {
            found.push(Broken::Place { round, table, person: number });
        }
    }
    found
}

fn sizes(gathering: &Gathering, round: usize, tables: &[Vec<usize>]) -> Vec<Broken> {
    let present: usize = tables.iter().map(Vec::len).sum();
    let count = gathering.tables.len().max(1);
    let mut found = Vec::new();
    for (table, members) in tables.iter().enumerate() {
        let people = members.len();
        let asked = gathering.tables.get(table).and_then(|table| table.seats);
        let (least, most) = match asked {
            Some(seats) => (seats.saturating_sub(1), seats + 1),
            // Without a number of its own a table has as many as the others, give or take one.
            None if gathering.tables.iter().all(|table| table.seats.is_none()) => {
                (present / count, present.div_ceil(count))
            }
            None => (1, usize::MAX),
        };
        if !(least..=most).contains(&people) {
            found.push(Broken::Size { round, table, people, seats: asked.unwrap_or(most) });
        }
    }
    found
}
