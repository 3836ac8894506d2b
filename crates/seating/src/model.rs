//! The gathering, compiled into what the search asks millions of times.

use crate::{
    gathering::Gathering,
    grid::{Grid, nth},
};
use std::collections::BTreeMap;

/// No seat: the person is not there.
pub(crate) const NOWHERE: u16 = u16::MAX;

/// What breaking a hard rule costs: more than all wishes that one exchange can touch.
pub(crate) const HARD: i64 = 100_000;

/// Numbers instead of names.
#[derive(Debug)]
pub(crate) struct Model {
    pub people: usize,
    /// All tables that there ever were; those from `open` on have been taken away.
    pub tables: usize,
    pub open: usize,
    pub rounds: usize,
    /// Rounds before this one are over and stay as they are.
    pub first: usize,
    /// Languages as bits; none when unknown.
    pub speaks: Vec<u128>,
    pub known: Vec<bool>,
    pub mediator: Vec<bool>,
    pub any_languages: bool,
    /// 0 for unknown, which is like nothing else.
    pub kind: Vec<u16>,
    pub territory: Vec<u16>,
    pub any_mixing: bool,
    pub apart: Vec<Vec<u16>>,
    pub any_apart: bool,
    pub needs_step_free: Vec<bool>,
    pub has_steps: Vec<bool>,
    pub host: Vec<bool>,
    /// Where she must sit, by round.
    pub place: Grid<u16>,
    /// Where she was told that she would sit, by round.
    pub announced: Grid<u16>,
    /// Sizes to begin with, by round and table.
    pub sizes: Grid<u16>,
    /// Chairs at each table, by round; its size may be one more or less.
    pub seats: Grid<u16>,
    /// Who is there, by round.
    pub present: Grid<bool>,
    pub repeat: i64,
    pub table: i64,
    pub same_kind: i64,
    pub same_territory: i64,
    pub moved: i64,
}

impl Model {
    pub fn of(gathering: &Gathering, first: usize, announced: Grid<u16>) -> Self {
        let (people, open, rounds) = (gathering.people.len(), gathering.tables.len(), gathering.rounds);
        let taken =
            (0..announced.height()).flat_map(|round| announced.row(round)).filter(|table| **table != NOWHERE);
        let tables = taken.map(|table| usize::from(*table) + 1).max().unwrap_or(0).max(open);
        let shared = gathering.shared_languages();
        let bits = |code: &String| shared.binary_search(&code.as_str()).map_or(0, |bit| 1_u128 << bit);
        let all = &gathering.people;
        let mut place = Grid::filled(rounds, people, NOWHERE);
        let mut present = Grid::filled(rounds, people, false);
        let mut sizes = Grid::filled(rounds, tables, 0_u16);
        let mut seats = Grid::filled(rounds, tables, 0_u16);
        for round in 0..rounds {
            for (number, person) in all.iter().enumerate().filter(|(_, person)| person.is_present(round)) {
                present.put(round, number, true);
                place.put(round, number, person.place(round).map_or(NOWHERE, |table| table as u16));
            }
            let equal = gathering.present(round).div_ceil(open.max(1));
            for (table, asked) in gathering.tables.iter().enumerate() {
                seats.put(round, table, asked.seats.unwrap_or(equal) as u16);
            }
            for (table, size) in gathering.sizes(gathering.present(round)).into_iter().enumerate() {
                sizes.put(round, table, size as u16);
            }
        }
        let mut apart = vec![Vec::new(); people];
        for (a, b) in gathering.apart.iter().flat_map(|&(a, b)| [(a, b), (b, a)]) {
            if let Some(list) = apart.get_mut(a).filter(|list| !list.contains(&(b as u16))) {
                list.push(b as u16);
            }
        }
        let kind = numbers(all.iter().map(|person| person.kind.as_deref()));
        let territory = numbers(all.iter().map(|person| person.territory.as_deref()));
        let w = gathering.weights;
        Self {
            people,
            tables,
            open,
            rounds,
            first,
            speaks: all
                .iter()
                .map(|p| p.languages.iter().flatten().map(bits).fold(0, |all, bit| all | bit))
                .collect(),
            known: all.iter().map(|p| p.languages.as_ref().is_some_and(|known| !known.is_empty())).collect(),
            mediator: all.iter().map(|p| p.mediator).collect(),
            any_languages: all.iter().any(|p| p.languages.is_some()),
            any_mixing: kind.iter().chain(&territory).any(|number| *number > 0),
            kind,
            territory,
            any_apart: !gathering.apart.is_empty(),
            apart,
            needs_step_free: all.iter().map(|p| p.step_free).collect(),
            has_steps: gathering.tables.iter().map(|table| !table.step_free).collect(),
            host: all.iter().map(|p| p.host.is_some()).collect(),
            place,
            announced,
            sizes,
            present,
            seats,
            repeat: w.repeat.into(),
            table: w.table.into(),
            same_kind: w.kind.into(),
            same_territory: w.territory.into(),
            moved: w.announced.into(),
        }
    }

    /// Whether anything but meetings and tables counts.
    pub const fn any_rule(&self) -> bool {
        self.any_languages || self.any_mixing || self.any_apart
    }

    /// How much fuller a table is than it should be.
    pub fn gap(&self, round: usize, table: usize, size: usize) -> i64 {
        size as i64 - i64::from(self.seats.at(round, table))
    }

    /// What it costs that two people sit together, apart from meeting again.
    #[inline]
    pub fn pair(&self, a: usize, b: usize) -> i64 {
        let mut cost = 0;
        if self.any_mixing {
            let (kind, territory) = (nth(&self.kind, a), nth(&self.territory, a));
            cost += if kind > 0 && kind == nth(&self.kind, b) { self.same_kind } else { 0 };
            cost +=
                if territory > 0 && territory == nth(&self.territory, b) { self.same_territory } else { 0 };
        }
        if self.any_apart
            && self.apart.get(a).is_some_and(|list| !list.is_empty() && list.contains(&(b as u16)))
        {
            cost += HARD;
        }
        cost
    }

    /// What it costs that somebody sits at a table, whoever else does.
    #[inline]
    pub fn alone(&self, round: usize, person: usize, table: usize) -> i64 {
        let steps = nth(&self.needs_step_free, person) && nth(&self.has_steps, table);
        let told = self.announced.width() > 0 && {
            let told = self.announced.at(round, person);
            told != NOWHERE && usize::from(told) != table
        };
        i64::from(steps) * HARD + i64::from(told) * self.moved
    }

    /// How many at a table do not understand: the fewest over the languages that the table could speak.
    ///
    /// A table speaks one language. Somebody whose languages are known understands when she speaks it, or when a mediator
    /// at the table speaks it and one of hers. Nothing is asked of those whose languages are unknown.
    pub fn left_out(&self, members: &(impl Iterator<Item = usize> + Clone)) -> u16 {
        let speakers = || members.clone().filter(|person| nth(&self.known, *person));
        let common = speakers().fold(u128::MAX, |all, person| all & nth(&self.speaks, person));
        if common != 0 {
            return 0;
        }
        let mut spoken = speakers().fold(0, |all, person| all | nth(&self.speaks, person));
        let mut fewest = speakers().count() as u16;
        if fewest < 2 {
            return 0;
        }
        while spoken != 0 {
            let language = spoken & spoken.wrapping_neg();
            spoken ^= language;
            fewest = fewest.min(self.not_reached(language, &speakers()) as u16);
        }
        // When all speak languages that nobody else speaks, each but one is left out.
        fewest.min(speakers().count() as u16 - 1)
    }

    /// How many of these do not understand a table that speaks this language.
    fn not_reached(&self, language: u128, speakers: &(impl Iterator<Item = usize> + Clone)) -> usize {
        let bridges = || {
            let may =
                |person: &usize| nth(&self.mediator, *person) && nth(&self.speaks, *person) & language != 0;
            speakers.clone().filter(may)
        };
        let bridged = bridges().fold(language, |all, mediator| all | nth(&self.speaks, mediator));
        speakers.clone().filter(|person| nth(&self.speaks, *person) & bridged == 0).count()
    }

    /// The language bit of a table, and who does not understand it.
    pub fn misunderstood(&self, members: &[usize]) -> (u128, Vec<usize>) {
        let speakers = || members.iter().copied().filter(|person| nth(&self.known, *person));
        let mut spoken = speakers().fold(0, |all, person| all | nth(&self.speaks, person));
        let mut best = (usize::MAX, 0);
        while spoken != 0 {
            let language = spoken & spoken.wrapping_neg();
            spoken ^= language;
            best = best.min((self.not_reached(language, &speakers()), language));
        }
        let language = best.1;
        let bridges = speakers().filter(|p| nth(&self.mediator, *p) && nth(&self.speaks, *p) & language != 0);
        let bridged = bridges.fold(language, |all, mediator| all | nth(&self.speaks, mediator));
        let mut lost: Vec<_> =
            speakers().filter(|person| nth(&self.speaks, *person) & bridged == 0).collect();
        if language == 0 && !lost.is_empty() {
            lost.remove(0);
        }
        (language, lost)
    }
}

fn numbers<'a>(values: impl Iterator<Item = Option<&'a str>>) -> Vec<u16> {
    let mut known = BTreeMap::new();
    values
        .map(|value| {
            let next = known.len() as u16 + 1;
            value.map_or(0, |value| *known.entry(value).or_insert(next))
        })
        .collect()
}
