//! The plan, and who meets whom in it.

use crate::{
    gathering::{Fault, Gathering},
    grid::Grid,
    model::NOWHERE,
};
use serde::{Deserialize, Serialize};

/// Who sits where: for each round, for each table, the places of its people in [`Gathering::people`], in order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Plan {
    /// Round, table, people.
    pub rounds: Vec<Vec<Vec<usize>>>,
}

impl Plan {
    /// Where somebody sits in a round.
    pub fn table_of(&self, round: usize, person: usize) -> Option<usize> {
        self.rounds.get(round)?.iter().position(|table| table.contains(&person))
    }

    /// Each person's way through the tables, a table or `None` for each round: what a seat ticket says.
    pub fn way(&self, person: usize) -> Vec<Option<usize>> {
        (0..self.rounds.len()).map(|round| self.table_of(round, person)).collect()
    }

    /// The pairs that sit together in each round, with the round.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, usize, usize)> + '_ {
        self.rounds.iter().enumerate().flat_map(|(round, tables)| {
            tables.iter().flat_map(move |table| {
                let later = move |place: usize| table.iter().skip(place + 1);
                table
                    .iter()
                    .enumerate()
                    .flat_map(move |(place, a)| later(place).map(move |b| (round, *a, *b)))
            })
        })
    }

    /// Who meets whom.
    pub fn meetings(&self, people: usize) -> Meetings {
        let mut counts = Grid::filled(people, people, 0_u16);
        for (_, a, b) in self.pairs() {
            counts.put(a, b, counts.at(a, b) + 1);
            counts.put(b, a, counts.at(b, a) + 1);
        }
        Meetings { counts }
    }

    pub(crate) fn of(seats: &Grid<u16>, tables: usize) -> Self {
        let round = |round: usize| {
            let mut members = vec![Vec::new(); tables];
            for (person, table) in seats.row(round).iter().enumerate().filter(|(_, table)| **table != NOWHERE)
            {
                if let Some(members) = members.get_mut(usize::from(*table)) {
                    members.push(person);
                }
            }
            members
        };
        Self { rounds: (0..seats.height()).map(round).collect() }
    }

    /// The seats of a plan that was announced to these people; rounds that it lacks have none.
    pub(crate) fn seats(&self, gathering: &Gathering) -> Result<Grid<u16>, Fault> {
        let people = gathering.people.len();
        let mut seats = Grid::filled(gathering.rounds, people, NOWHERE);
        for (round, tables) in self.rounds.iter().enumerate().take(gathering.rounds) {
            for (table, members) in tables.iter().enumerate() {
                for person in members {
                    match () {
                        () if *person >= people => {
                            return Err(Fault::OtherPlan("it seats somebody who is not on it"));
                        }
                        () if seats.at(round, *person) != NOWHERE => {
                            return Err(Fault::OtherPlan("it seats somebody twice in one round"));
                        }
                        () => seats.put(round, *person, table as u16),
                    }
                }
            }
        }
        Ok(seats)
    }
}

/// How often each two people meet: the picture of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meetings {
    counts: Grid<u16>,
}

impl Meetings {
    /// How often two people sit together.
    pub fn between(&self, a: usize, b: usize) -> u16 {
        self.counts.at(a, b)
    }

    /// How often somebody sits with each other person; with herself 0.
    pub fn of(&self, person: usize) -> &[u16] {
        self.counts.row(person)
    }

    /// How many people there are.
    pub fn people(&self) -> usize {
        self.counts.height()
    }

    /// How many meetings are not the first of their pair.
    pub fn repeats(&self) -> u64 {
        self.over_pairs(|count| u64::from(count.saturating_sub(1)))
    }

    /// How many pairs meet at least once.
    pub fn pairs_met(&self) -> u64 {
        self.over_pairs(|count| u64::from(count > 0))
    }

    fn over_pairs(&self, value: impl Fn(u16) -> u64) -> u64 {
        (0..self.people()).flat_map(|person| self.of(person)).map(|count| value(*count)).sum::<u64>() / 2
    }
}
