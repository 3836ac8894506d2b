//! One round that is turned: the others follow from it.
//!
//! The people are laid out in circles of as many places as there are rounds, and a few (as many as are left over) stay in
//! the middle. From round to round each circle turns by one place while the tables stay. Two people of two circles then meet
//! in some round exactly when some pair of those circles sits together in the first round *at the same distance*; so the
//! whole plan is free of repeats when the first round has no distance twice. That is a far smaller riddle than the plan.
//! (Starter blocks of cyclic resolvable designs; Handbook of Combinatorial Designs, ch. II.7 and VI.16.)

use super::Design;
use crate::{
    dice::Dice,
    grid::{Grid, nth},
};

/// The most people for whom a first round is looked for.
const MOST_PEOPLE: usize = 160;

/// A plan of `rounds` rounds at `tables` tables of `seats`, none empty, if one is found with so many tries.
pub fn find(tables: usize, seats: usize, rounds: usize, tries: usize) -> Option<Design> {
    let people = tables * seats;
    if !(2..=MOST_PEOPLE).contains(&people) || rounds < 2 || rounds > people || seats < 2 {
        return None;
    }
    let mut riddle = Riddle::new(tables, seats, rounds);
    if riddle.room() < tables * seats * (seats - 1) / 2 {
        return None;
    }
    riddle.solve(tries).then(|| riddle.turned())
}

struct Riddle {
    tables: usize,
    seats: usize,
    rounds: usize,
    /// For each two places the distance that they use up.
    distance: Grid<u16>,
    /// How often a distance may be used: once, or never when turning it would bring the same two together again.
    may: Vec<u8>,
    used: Vec<u8>,
    /// Who sits on which seat of the first round; the table is the seat divided by `seats`.
    sits: Vec<u16>,
}

impl Riddle {
    fn new(tables: usize, seats: usize, rounds: usize) -> Self {
        let people = tables * seats;
        let circles = people / rounds;
        let mut numbers = std::collections::BTreeMap::new();
        let mut may = Vec::new();
        let mut distance = Grid::filled(people, people, 0_u16);
        for a in 0..people {
            for b in a + 1..people {
                let (key, most) = kind_of_pair(a, b, rounds, circles);
                let number = *numbers.entry(key).or_insert_with(|| {
                    may.push(most);
                    may.len() as u16 - 1
                });
                distance.put(a, b, number);
                distance.put(b, a, number);
            }
        }
        let used = vec![0; may.len()];
        Self { tables, seats, rounds, distance, may, used, sits: Vec::new() }
    }

    /// How many pairs may sit together in the first round.
    fn room(&self) -> usize {
        self.may.iter().map(|most| usize::from(*most)).sum()
    }

    fn solve(&mut self, tries: usize) -> bool {
        let people = self.tables * self.seats;
        let mut dice = Dice::new(people as u64 ^ (self.rounds as u64) << 32);
        // Small riddles fall at once or not at all; large ones need to cool slowly.
        let span = (people * 3_000).min(tries.max(1));
        for _ in 0..tries.div_ceil(span) {
            if self.anneal(people, span, &mut dice) {
                return true;
            }
        }
        false
    }

    fn anneal(&mut self, people: usize, span: usize, dice: &mut Dice) -> bool {
        self.sits = (0..people as u16).collect();
        dice.shuffle(&mut self.sits);
        self.used.fill(0);
        let mut cost = 0;
        for seat in 0..people {
            cost += self.join(seat, seat % self.seats);
        }
        for step in 0..span {
            if cost == 0 {
                return true;
            }
            let heat = 0.3 * (1.0 - step as f64 / span as f64) + 0.1;
            let (a, b) = (dice.below(people), dice.below(people));
            if a / self.seats == b / self.seats {
                continue;
            }
            let change = self.swap(a, b);
            if change > 0 && dice.share() >= (-f64::from(change) / heat).exp() {
                self.swap(a, b);
            } else {
                cost += change;
            }
        }
        cost == 0
    }

    fn swap(&mut self, a: usize, b: usize) -> i32 {
        let before = self.leave(a) + self.leave(b);
        self.sits.swap(a, b);
        before + self.join(a, self.seats) + self.join(b, self.seats)
    }

    /// Counts the pairs that this seat makes with the first `seated` others of its table.
    fn join(&mut self, seat: usize, seated: usize) -> i32 {
        self.count(seat, seated, |used, may| {
            *used += 1;
            i32::from(*used > may)
        })
    }

    fn leave(&mut self, seat: usize) -> i32 {
        self.count(seat, self.seats, |used, may| {
            *used -= 1;
            -i32::from(*used >= may)
        })
    }

    fn count(&mut self, seat: usize, seated: usize, change: impl Fn(&mut u8, u8) -> i32) -> i32 {
        let first = seat - seat % self.seats;
        let row = self.distance.row(usize::from(nth(&self.sits, seat)));
        let others = self.sits.get(first..first + seated).unwrap_or_default();
        let mut sum = 0;
        for (_, other) in others.iter().enumerate().filter(|(place, _)| first + place != seat) {
            let number = usize::from(nth(row, usize::from(*other)));
            if let (Some(used), Some(may)) = (self.used.get_mut(number), self.may.get(number)) {
                sum += change(used, *may);
            }
        }
        sum
    }

    fn turned(&self) -> Design {
        let people = self.tables * self.seats;
        let turning = people / self.rounds * self.rounds;
        let mut seats = Grid::filled(self.rounds, people, 0_u16);
        for round in 0..self.rounds {
            for (seat, person) in self.sits.iter().enumerate() {
                let person = usize::from(*person);
                let circle = person / self.rounds * self.rounds;
                let now =
                    if person < turning { circle + (person - circle + round) % self.rounds } else { person };
                seats.put(round, now, (seat / self.seats) as u16);
            }
        }
        Design { seats, spare: 0 }
    }
}

type Key = (usize, usize, usize);

/// Which distance two places use up, and how often it may be used.
fn kind_of_pair(a: usize, b: usize, rounds: usize, circles: usize) -> (Key, u8) {
    let (x, y) = (a / rounds, b / rounds);
    let apart = (b % rounds + rounds - a % rounds) % rounds;
    match (a < circles * rounds, b < circles * rounds) {
        (true, true) if x == y => {
            let near = apart.min(rounds - apart);
            ((x, y, near), u8::from(near * 2 != rounds))
        }
        (true, true) => ((x, y, apart), 1),
        (true, false) => ((x, b, usize::MAX), 1),
        // Two who stay in the middle would meet in every round.
        _ => ((a, b, usize::MAX), 0),
    }
}
