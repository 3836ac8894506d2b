//! Who comes, which tables there are, and what must hold.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The most people for whom a plan is made at once.
pub const MOST_PEOPLE: usize = 5_000;
/// The most rounds.
pub const MOST_ROUNDS: usize = 100;
/// The most languages that two or more people speak.
pub const MOST_LANGUAGES: usize = 128;

/// Somebody who takes part. People are known by their place in [`Gathering::people`], which must not change while a
/// session runs: newcomers are added at the end, and who has gone is [present](Self::rounds) in no further round.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// What the others call her.
    pub name: String,
    /// Codes of the languages she speaks; `None` when nobody has asked yet, which breaks no rule.
    pub languages: Option<BTreeSet<String>>,
    /// She interprets between her languages, for the table where she sits.
    pub mediator: bool,
    /// The kind of body she comes from.
    pub kind: Option<String>,
    /// The territory she comes from.
    pub territory: Option<String>,
    /// She needs a table that is reached without steps.
    pub step_free: bool,
    /// The table that she hosts: she stays there in every round.
    pub host: Option<usize>,
    /// The table where she must sit, by round.
    pub pins: BTreeMap<usize, usize>,
    /// The rounds in which she is there, from 0; `None` for all.
    pub rounds: Option<BTreeSet<usize>>,
}

impl Person {
    /// Somebody of whom only the name is known.
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// Whether she is there in a round.
    pub fn is_present(&self, round: usize) -> bool {
        self.rounds.as_ref().is_none_or(|rounds| rounds.contains(&round))
    }

    /// Where she must sit in a round, as host or because she is pinned.
    pub fn place(&self, round: usize) -> Option<usize> {
        self.pins.get(&round).copied().or(self.host)
    }
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// How many should sit here, give or take one; `None` for as many as at the others.
    pub seats: Option<usize>,
    /// It is reached without steps.
    pub step_free: bool,
}

impl Default for Table {
    fn default() -> Self {
        Self { seats: None, step_free: true }
    }
}

/// How much a wish weighs beside the others. Hard rules come before any sum of wishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weights {
    /// A pair that meets again.
    pub repeat: u16,
    /// A traveller who comes to a table, and so to a question, again.
    pub table: u16,
    /// Two people from the same kind of body at a table.
    pub kind: u16,
    /// Two people from the same territory at a table.
    pub territory: u16,
    /// A seat that had been announced and changes, in a re-plan.
    pub announced: u16,
}

impl Default for Weights {
    fn default() -> Self {
        Self { repeat: 40, table: 4, kind: 3, territory: 2, announced: 90 }
    }
}

/// All that a plan is made from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gathering {
    /// Who takes part.
    pub people: Vec<Person>,
    /// The tables.
    pub tables: Vec<Table>,
    /// How many rounds.
    pub rounds: usize,
    /// Pairs that must not sit together. Private: nothing that is explained says who they are.
    pub apart: Vec<(usize, usize)>,
    /// How much each wish weighs.
    pub weights: Weights,
}

/// Why no plan can be made at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Nobody takes part.
    #[error("nobody is on the list")]
    Nobody,
    /// There is no table.
    #[error("there is no table: at least one is needed")]
    NoTable,
    /// There is no round.
    #[error("there is no round: at least one is needed")]
    NoRound,
    /// Some tables would stay empty.
    #[error("round {}: {people} people cannot fill {tables} tables; take at most {people}", round + 1)]
    EmptyTables {
        /// The round, from 0.
        round: usize,
        /// Who is there.
        people: usize,
        /// The tables.
        tables: usize,
    },
    /// More than is planned at once.
    #[error("{is} {what} are too many: at most {most}")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// So many there are.
        is: usize,
        /// So many may be.
        most: usize,
    },
    /// Two people host one table.
    #[error("table {} has two hosts: {first} and {second}", table + 1)]
    TwoHosts {
        /// The table, from 0.
        table: usize,
        /// One host.
        first: String,
        /// The other.
        second: String,
    },
    /// Somebody is placed at a table that is not there.
    #[error("{name} is placed at table {}, but there are only {tables}", table + 1)]
    NoSuchTable {
        /// Who.
        name: String,
        /// The table, from 0.
        table: usize,
        /// So many there are.
        tables: usize,
    },
    /// A pair names somebody who is not on the list, or one person twice.
    #[error("a pair to keep apart is not made of two people on the list")]
    NoSuchPair,
    /// A plan that should be changed does not belong to these people.
    #[error("the announced plan is not for this list: {0}")]
    OtherPlan(&'static str),
}

impl Gathering {
    /// People who sit at so many equal tables for so many rounds.
    pub fn of(people: Vec<Person>, tables: usize, rounds: usize) -> Self {
        Self { people, tables: vec![Table::default(); tables], rounds, ..Self::default() }
    }

    /// How many are there in a round.
    pub fn present(&self, round: usize) -> usize {
        self.people.iter().filter(|person| person.is_present(round)).count()
    }

    /// Whether a plan can be made.
    ///
    /// # Errors
    /// The first reason why not.
    pub fn check(&self) -> Result<(), Fault> {
        self.check_from(0)
    }

    /// Whether the rounds from this one can be planned; those before are over, whatever they were.
    pub(crate) fn check_from(&self, first: usize) -> Result<(), Fault> {
        let tables = self.tables.len();
        match () {
            () if self.people.is_empty() => return Err(Fault::Nobody),
            () if tables == 0 => return Err(Fault::NoTable),
            () if self.rounds == 0 => return Err(Fault::NoRound),
            () => {}
        }
        for (what, is, most) in
            [("people", self.people.len(), MOST_PEOPLE), ("rounds", self.rounds, MOST_ROUNDS)]
        {
            if is > most {
                return Err(Fault::TooMany { what, is, most });
            }
        }
        for round in first..self.rounds {
            let people = self.present(round);
            if people < tables {
                return Err(Fault::EmptyTables { round, people, tables });
            }
        }
        let together = |&(a, b): &(usize, usize)| a == b || a.max(b) >= self.people.len();
        if self.apart.iter().any(together) {
            return Err(Fault::NoSuchPair);
        }
        self.check_places()?;
        let languages = self.shared_languages().len();
        if languages > MOST_LANGUAGES {
            return Err(Fault::TooMany { what: "languages", is: languages, most: MOST_LANGUAGES });
        }
        Ok(())
    }

    fn check_places(&self) -> Result<(), Fault> {
        let tables = self.tables.len();
        let mut hosts: BTreeMap<usize, &Person> = BTreeMap::new();
        for person in &self.people {
            if let Some(&table) = person.pins.values().chain(&person.host).find(|table| **table >= tables) {
                return Err(Fault::NoSuchTable { name: person.name.clone(), table, tables });
            }
            let Some(table) = person.host else { continue };
            if let Some(other) = hosts.insert(table, person) {
                let (first, second) = (other.name.clone(), person.name.clone());
                return Err(Fault::TwoHosts { table, first, second });
            }
        }
        Ok(())
    }

    /// The languages that at least two people speak, in order. One that a single person speaks joins nobody.
    pub(crate) fn shared_languages(&self) -> Vec<&str> {
        let mut speakers: BTreeMap<&str, usize> = BTreeMap::new();
        for language in self.people.iter().flat_map(|p| p.languages.iter().flatten()) {
            *speakers.entry(language).or_default() += 1;
        }
        speakers.into_iter().filter(|(_, count)| *count > 1).map(|(language, _)| language).collect()
    }

    /// How many sit at each table when so many people are there: as far from each table's seats as from the others'.
    pub fn sizes(&self, people: usize) -> Vec<usize> {
        let equal = people.div_ceil(self.tables.len().max(1));
        let seats: Vec<usize> = self.tables.iter().map(|table| table.seats.unwrap_or(equal)).collect();
        let mut sizes = seats.clone();
        let mut sum: usize = sizes.iter().sum();
        let gap =
            |size: usize, table: usize| size as isize - seats.get(table).copied().unwrap_or(equal) as isize;
        while sum > people {
            let full = sizes.iter_mut().enumerate().filter(|(_, size)| **size > 1);
            let Some((_, size)) = full.max_by_key(|(t, size)| (gap(**size, *t), *t)) else { break };
            (*size, sum) = (*size - 1, sum - 1);
        }
        while sum < people {
            let Some((_, size)) = sizes.iter_mut().enumerate().min_by_key(|(t, size)| (gap(**size, *t), *t))
            else {
                break;
            };
            (*size, sum) = (*size + 1, sum + 1);
        }
        sizes
    }
}
