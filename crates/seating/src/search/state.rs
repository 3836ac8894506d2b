//! Who sits where while a plan is looked for, and what an exchange would change.

use crate::{
    grid::{Grid, nth},
    model::{HARD, Model, NOWHERE},
};

/// Somebody goes to another table in one round; where both tables must keep their size, somebody comes back.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Exchange {
    pub round: usize,
    pub goes: usize,
    pub from: usize,
    pub to: usize,
    pub comes: Option<usize>,
}

/// A plan in the making.
#[derive(Debug, Clone)]
pub(crate) struct State<'m> {
    pub model: &'m Model,
    pub seat: Grid<u16>,
    members: Vec<Vec<u16>>,
    meetings: Grid<u8>,
    visits: Grid<u8>,
    left_out: Grid<u16>,
}

impl<'m> State<'m> {
    /// The plan that a table of seats says.
    pub fn new(model: &'m Model, seat: Grid<u16>) -> Self {
        let mut state = Self {
            model,
            seat,
            members: Vec::new(),
            meetings: Grid::default(),
            visits: Grid::default(),
            left_out: Grid::default(),
        };
        state.recount();
        state
    }

    /// Counts everything anew from the seats.
    pub fn recount(&mut self) {
        let Model { people, tables, rounds, .. } = *self.model;
        self.members = vec![Vec::new(); rounds * tables];
        self.meetings = Grid::filled(people, people, 0);
        self.visits = Grid::filled(people, tables, 0);
        self.left_out = Grid::filled(rounds, tables, 0);
        for round in 0..rounds {
            for person in 0..people {
                self.enter(round, person, self.seat.at(round, person));
            }
            for table in 0..tables {
                self.hear(round, table);
            }
        }
    }

    fn enter(&mut self, round: usize, person: usize, table: u16) {
        if table == NOWHERE {
            return;
        }
        let table = usize::from(table);
        let others =
            self.members.get(round * self.model.tables + table).map(Vec::as_slice).unwrap_or_default();
        for other in others {
            let other = usize::from(*other);
            add(&mut self.meetings, person, other, 1);
            add(&mut self.meetings, other, person, 1);
        }
        add(&mut self.visits, person, table, 1);
        if let Some(members) = self.members.get_mut(round * self.model.tables + table) {
            members.push(person as u16);
        }
    }

    fn hear(&mut self, round: usize, table: usize) {
        if self.model.any_languages {
            let left = self.model.left_out(&self.at(round, table).iter().map(|person| usize::from(*person)));
            self.left_out.put(round, table, left);
        }
    }

    /// Who sits at a table in a round.
    #[inline]
    pub fn at(&self, round: usize, table: usize) -> &[u16] {
        self.members.get(round * self.model.tables + table).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether somebody may sit elsewhere in a round.
    #[inline]
    pub fn may_move(&self, round: usize, person: usize) -> bool {
        self.model.place.at(round, person) == NOWHERE
    }

    /// The exchange of two people who sit in a round.
    pub fn exchange(&self, round: usize, goes: usize, comes: usize) -> Option<Exchange> {
        let (from, to) = (self.seat.at(round, goes), self.seat.at(round, comes));
        let both = from != to && from != NOWHERE && to != NOWHERE;
        both.then(|| Exchange { round, goes, from: from.into(), to: to.into(), comes: Some(comes) })
    }

    /// What an exchange changes in the cost of the company at both tables: languages, kinds, territories, apart, steps.
    pub fn company_change(&self, exchange: Exchange) -> i64 {
        let Exchange { round, goes, from, to, comes } = exchange;
        let model = self.model;
        let mut change = model.alone(round, goes, to) - model.alone(round, goes, from);
        if let Some(comes) = comes {
            change += model.alone(round, comes, from) - model.alone(round, comes, to);
        }
        if model.any_mixing || model.any_apart {
            let sum = |person: usize, table: usize, but: Option<usize>| -> i64 {
                let others = self.at(round, table).iter().map(|other| usize::from(*other));
                others
                    .filter(|other| *other != person && Some(*other) != but)
                    .map(|other| model.pair(person, other))
                    .sum()
            };
            change += sum(goes, to, comes) - sum(goes, from, None);
            if let Some(comes) = comes {
                change += sum(comes, from, Some(goes)) - sum(comes, to, None);
            }
        }
        if model.any_languages {
            let before = self.left_out.at(round, from) + self.left_out.at(round, to);
            let after = self.left_after(round, from, goes, comes)
                + self.left_after(round, to, comes.unwrap_or(usize::MAX), Some(goes));
            change += (i64::from(after) - i64::from(before)) * HARD;
        }
        change
    }

    fn left_after(&self, round: usize, table: usize, without: usize, with: Option<usize>) -> u16 {
        let stay = self
            .at(round, table)
            .iter()
            .map(|person| usize::from(*person))
            .filter(move |person| *person != without);
        self.model.left_out(&stay.chain(with))
    }

    /// What an exchange changes in the cost of meeting again and of coming again.
    pub fn meeting_change(&self, exchange: Exchange) -> i64 {
        let Exchange { round, goes, from, to, comes } = exchange;
        let model = self.model;
        let leaves = |person: usize, table: usize| -> i64 {
            let row = self.meetings.row(person);
            let others = self.at(round, table).iter().map(|other| usize::from(*other));
            others.filter(|other| *other != person).map(|other| i64::from(nth(row, other) > 1)).sum()
        };
        let joins = |person: usize, table: usize, but: Option<usize>| -> i64 {
            let row = self.meetings.row(person);
            let others = self.at(round, table).iter().map(|other| usize::from(*other));
            others.filter(|other| Some(*other) != but).map(|other| i64::from(nth(row, other) > 0)).sum()
        };
        let again = |person: usize, leaves: usize, enters: usize| -> i64 {
            i64::from(self.visits.at(person, enters) > 0) - i64::from(self.visits.at(person, leaves) > 1)
        };
        let mut repeats = joins(goes, to, comes) - leaves(goes, from);
        let mut tables = again(goes, from, to);
        if let Some(comes) = comes {
            repeats += joins(comes, from, Some(goes)) - leaves(comes, to);
            tables += again(comes, to, from);
        }
        repeats * model.repeat + tables * model.table
    }

    /// What an exchange changes in all.
    pub fn change(&self, exchange: Exchange) -> i64 {
        self.meeting_change(exchange) + self.company_change(exchange)
    }

    /// Does an exchange.
    pub fn apply(&mut self, exchange: Exchange) {
        let Exchange { round, goes, from, to, comes } = exchange;
        self.leave(round, goes, from);
        if let Some(comes) = comes {
            self.leave(round, comes, to);
            self.seat.put(round, comes, from as u16);
            self.enter(round, comes, from as u16);
        }
        self.seat.put(round, goes, to as u16);
        self.enter(round, goes, to as u16);
        self.hear(round, from);
        self.hear(round, to);
    }

    fn leave(&mut self, round: usize, person: usize, table: usize) {
        let Some(members) = self.members.get_mut(round * self.model.tables + table) else { return };
        members.retain(|member| usize::from(*member) != person);
        for other in members.iter() {
            let other = usize::from(*other);
            add(&mut self.meetings, person, other, -1);
            add(&mut self.meetings, other, person, -1);
        }
        add(&mut self.visits, person, table, -1);
    }

    /// Exchanges two people's seats in every round, without counting meetings anew: who meets is the same, but for their names.
    pub fn rename(&mut self, a: usize, b: usize) {
        for round in self.model.first..self.model.rounds {
            let (from, to) = (self.seat.at(round, a), self.seat.at(round, b));
            if from == to {
                continue;
            }
            self.seat.put(round, a, to);
            self.seat.put(round, b, from);
            for (table, old, new) in [(from, a, b), (to, b, a)] {
                let table = usize::from(table);
                let members = self.members.get_mut(round * self.model.tables + table);
                if let Some(member) =
                    members.and_then(|m| m.iter_mut().find(|member| usize::from(**member) == old))
                {
                    *member = new as u16;
                }
            }
            self.hear(round, from.into());
            self.hear(round, to.into());
        }
    }

    /// Lets two tables change places in a round when people then see more tables, or need no steps; whether they did.
    pub fn swap_tables(&mut self, round: usize, a: usize, b: usize) -> bool {
        let model = self.model;
        let gain = |from: usize, to: usize| -> i64 {
            let members = self.at(round, from).iter().map(|person| usize::from(*person));
            let one = |person: usize| {
                let again =
                    i64::from(self.visits.at(person, to) > 0) - i64::from(self.visits.at(person, from) > 1);
                again * model.table + model.alone(round, person, to) - model.alone(round, person, from)
            };
            members.map(one).sum()
        };
        let sizes = (self.at(round, a).len(), self.at(round, b).len());
        let fit = model.sizes.at(round, a) == model.sizes.at(round, b) || sizes.0 == sizes.1;
        if !fit || gain(a, b) + gain(b, a) >= 0 {
            return false;
        }
        for (from, to) in [(a, b), (b, a)] {
            for person in self.at(round, from).to_vec() {
                let person = usize::from(person);
                add(&mut self.visits, person, from, -1);
                add(&mut self.visits, person, to, 1);
                self.seat.put(round, person, to as u16);
            }
        }
        self.members.swap(round * model.tables + a, round * model.tables + b);
        self.hear(round, a);
        self.hear(round, b);
        true
    }

    /// Seats somebody who has no seat in a round.
    pub fn sit(&mut self, round: usize, person: usize, table: usize) {
        self.seat.put(round, person, table as u16);
        self.enter(round, person, table as u16);
        self.hear(round, table);
    }

    /// What it would cost to seat somebody who has no seat.
    pub fn sitting_cost(&self, round: usize, person: usize, table: usize) -> i64 {
        let model = self.model;
        let row = self.meetings.row(person);
        let others = || self.at(round, table).iter().map(|other| usize::from(*other));
        let company: i64 = others()
            .map(|other| model.pair(person, other) + i64::from(nth(row, other) > 0) * model.repeat)
            .sum();
        let languages = i64::from(self.left_after(round, table, usize::MAX, Some(person)))
            - i64::from(self.left_out.at(round, table));
        let again = i64::from(self.visits.at(person, table) > 0) * model.table;
        company
            + model.alone(round, person, table)
            + again
            + if model.any_languages { languages * HARD } else { 0 }
    }

    /// The tables, by round, where a hard rule is broken.
    pub fn trouble(&self) -> Vec<(usize, usize)> {
        let model = self.model;
        let all =
            (model.first..model.rounds).flat_map(|round| (0..model.tables).map(move |table| (round, table)));
        all.filter(|&(round, table)| {
            let members = || self.at(round, table).iter().map(|person| usize::from(*person));
            self.left_out.at(round, table) > 0
                || members().any(|a| {
                    model.alone(round, a, table) >= HARD || members().any(|b| model.pair(a, b) >= HARD)
                })
        })
        .collect()
    }

    /// What it costs that people are left out, meet again, come again, or are too much alike: all of it.
    pub fn cost(&self) -> i64 {
        self.company_cost() + self.meeting_cost()
    }

    /// The part of the cost that depends on who is who.
    pub fn company_cost(&self) -> i64 {
        let model = self.model;
        let mut cost = 0;
        for round in model.first..model.rounds {
            for table in 0..model.tables {
                cost += i64::from(self.left_out.at(round, table)) * HARD;
                let members = self.at(round, table);
                for (place, a) in members.iter().enumerate() {
                    cost += model.alone(round, usize::from(*a), table);
                    let later = members.iter().skip(place + 1);
                    cost += later.map(|b| model.pair(usize::from(*a), usize::from(*b))).sum::<i64>();
                }
            }
        }
        cost
    }

    /// The part of the cost that depends on who meets and comes again. Hosts stay where they are and are not counted.
    pub fn meeting_cost(&self) -> i64 {
        let model = self.model;
        let again =
            |counts: &[u8]| counts.iter().map(|count| i64::from(count.saturating_sub(1))).sum::<i64>();
        let repeats: i64 = (0..model.people).map(|person| again(self.meetings.row(person))).sum::<i64>() / 2;
        let travellers = (0..model.people).filter(|person| !nth(&model.host, *person));
        let tables: i64 = travellers.map(|person| again(self.visits.row(person))).sum();
        repeats * model.repeat + tables * model.table
    }

    /// How often a pair meets again.
    pub fn repeats(&self) -> u64 {
        let again = |person| {
            self.meetings.row(person).iter().map(|count| u64::from(count.saturating_sub(1))).sum::<u64>()
        };
        (0..self.model.people).map(again).sum::<u64>() / 2
    }
}

fn add(counts: &mut Grid<u8>, row: usize, column: usize, change: i8) {
    counts.put(row, column, counts.at(row, column).saturating_add_signed(change));
}
