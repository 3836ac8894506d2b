//! Plans in which each row of people moves on by a step of its own.
//!
//! The people stand in as many rows as there are seats, each row as long as there are tables. In round m the person at place
//! y of row x sits at table y + step(m, x). Two people of different rows meet in two rounds only when the two rows' steps
//! differ by the same amount in both; so the plan is free of repeats when, for any two rounds, the differences of steps are
//! different for every row (a *difference matrix*; Handbook of Combinatorial Designs, ch. VI.17). In a field step = m · x
//! does it (the lines of an affine plane); else the steps are looked for. People of one row never meet: they may host.

use super::Design;
use crate::{
    design::field::Field,
    grid::{Grid, nth},
};

/// How many steps may be tried where no field helps.
const TRIES: usize = 60_000;

/// Whether the first row stays at its table in every round, as hosts do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FirstRow {
    /// Its people are hosts: the person at place y of row 0 sits at table y in every round.
    Stays,
    /// Its people travel as all others do, where there is room for it.
    Travels,
}

/// A plan of at most `rounds` rounds at `tables` tables of `seats`. It may have fewer rounds; the last row may be left open.
pub fn build(tables: usize, seats: usize, rounds: usize, first: FirstRow) -> Option<Design> {
    if seats > tables || tables < 2 || seats < 2 {
        return None;
    }
    let rounds = rounds.min(tables);
    // One row more, the one that would stay, is left out when everybody travels.
    let unused = usize::from(first == FirstRow::Travels && seats < tables);
    steps(tables, seats + unused, rounds)
        .map(|found| (found, unused))
        .or_else(|| (unused == 1).then(|| steps(tables, seats, rounds)).flatten().map(|found| (found, 0)))
        .map(|((steps, field), skip)| shifted(tables, seats, &steps, skip, field.as_ref()))
}

fn shifted(tables: usize, seats: usize, steps: &Grid<u16>, skip: usize, field: Option<&Field>) -> Design {
    let mut plan = Grid::filled(steps.height(), tables * seats, 0_u16);
    for round in 0..steps.height() {
        for row in 0..seats {
            let step = usize::from(steps.at(round, row + skip));
            for place in 0..tables {
                let table = field.map_or((place + step) % tables, |field| field.plus(place, step));
                plan.put(round, row * tables + place, table as u16);
            }
        }
    }
    Design { seats: plan, spare: tables - 1 }
}

fn steps(tables: usize, rows: usize, rounds: usize) -> Option<(Grid<u16>, Option<Field>)> {
    let field = Field::of(tables);
    let simple = |times: &dyn Fn(usize, usize) -> usize| {
        let mut steps = Grid::filled(rounds, rows, 0_u16);
        for round in 0..rounds {
            for row in 0..rows {
                steps.put(round, row, times(round, row) as u16);
            }
        }
        steps
    };
    if let Some(field) = field {
        return Some((simple(&|round, row| field.times(round, row)), Some(field)));
    }
    if rounds.saturating_sub(1) * (rows - 1) < tables {
        return Some((simple(&|round, row| round * row), None));
    }
    Search { tables, steps: Grid::filled(rounds, rows, 0), tries: TRIES }.run().map(|steps| (steps, None))
}

/// Fills the steps one by one and goes back where none fits.
struct Search {
    tables: usize,
    steps: Grid<u16>,
    tries: usize,
}

impl Search {
    fn run(mut self) -> Option<Grid<u16>> {
        // Adding the same step to a whole round or a whole row changes nothing: the first of both may be 0.
        self.fill(1, 1).then_some(self.steps)
    }

    fn fill(&mut self, round: usize, row: usize) -> bool {
        if round >= self.steps.height() {
            return true;
        }
        if row >= self.steps.width() {
            return self.fill(round + 1, 1);
        }
        for step in 0..self.tables {
            if self.tries == 0 {
                return false;
            }
            if !self.fits(round, row, step) {
                continue;
            }
            self.tries -= 1;
            self.steps.put(round, row, step as u16);
            if self.fill(round, row + 1) {
                return true;
            }
        }
        false
    }

    fn fits(&self, round: usize, row: usize, step: usize) -> bool {
        let now = self.steps.row(round);
        (0..round).all(|earlier| {
            let then = self.steps.row(earlier);
            let gap =
                |now: usize, place: usize| (now + self.tables - usize::from(nth(then, place))) % self.tables;
            let own = gap(step, row);
            now.iter().take(row).enumerate().all(|(place, step)| gap(usize::from(*step), place) != own)
        })
    }
}
