//! `reticolo bench seating`: plans of all sizes, plain, with hosts, and with every rule; re-plans; and how time grows.

use super::figure;
use anyhow::Result;
use clap::Args;
use reticolo_seating::{Effort, Gathering, Outcome, Person, choose_hosts, replan, seat};
use std::{collections::BTreeSet, hint::black_box, time::Instant};

/// People, seats at a table, rounds.
const SIZES: [(usize, usize, usize); 8] =
    [(30, 5, 4), (60, 6, 4), (100, 5, 4), (32, 4, 8), (32, 4, 10), (15, 3, 7), (120, 6, 5), (500, 8, 4)];

/// Seat gatherings of all sizes
#[derive(Debug, Args)]
pub struct Seating {
    /// What chance decides
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How often each is measured; the median is told
    #[arg(long, default_value_t = 5)]
    times: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    Hosts,
    Rules,
}

impl Seating {
    /// Runs the bench.
    ///
    /// # Errors
    /// When a gathering cannot be seated at all.
    pub async fn run(self) -> Result<()> {
        for (people, seats, rounds) in SIZES {
            for (kind, name) in [(Kind::Plain, "plain"), (Kind::Hosts, "hosts"), (Kind::Rules, "rules")] {
                let gathering = gathering(people, seats, rounds, kind);
                let name = format!("seating_{people}_{seats}_{rounds}_{name}");
                let (time, outcome) = self.median(|| Ok(seat(&gathering, self.seed, Effort::Patient)?))?;
                figure(&name, time * 1e3, "ms");
                figure(&format!("{name}_repeats"), outcome.score.repeats as f64, "meetings");
                figure(&format!("{name}_repeats_bound"), outcome.bound.repeats as f64, "meetings");
                figure(&format!("{name}_broken"), outcome.broken.len() as f64, "rules");
                if kind == Kind::Rules {
                    let (is, least) = outcome.score.same_kind;
                    figure(&format!("{name}_same_kind"), is as f64, "pairs");
                    figure(&format!("{name}_same_kind_bound"), least as f64, "pairs");
                }
                self.drop_outs(&gathering, &outcome, &name)?;
            }
        }
        self.growth()
    }

    /// One in ten stays away after the first round.
    fn drop_outs(&self, gathering: &Gathering, outcome: &Outcome, name: &str) -> Result<()> {
        let mut left = gathering.clone();
        for (number, person) in left.people.iter_mut().enumerate() {
            if number % 10 == 3 {
                person.rounds = Some(BTreeSet::from([0]));
            }
        }
        let (time, now) = self.median(|| Ok(replan(&left, &outcome.plan, 1, self.seed)?))?;
        figure(&format!("{name}_replan"), time * 1e3, "ms");
        figure(&format!("{name}_replan_moved"), now.moved.len() as f64, "seats");
        figure(&format!("{name}_replan_broken"), now.outcome.broken.len() as f64, "rules");
        Ok(())
    }

    /// The exponent of time from a tenth to ten times 500 people.
    fn growth(&self) -> Result<()> {
        for (kind, name) in [(Kind::Plain, "plain"), (Kind::Rules, "rules")] {
            let mut times = Vec::new();
            for people in [50, 500, 5000] {
                let gathering = gathering(people, 8, 4, kind);
                let (time, outcome) = self.median(|| Ok(seat(&gathering, self.seed, Effort::Patient)?))?;
                figure(&format!("seating_growth_{people}_{name}"), time * 1e3, "ms");
                figure(
                    &format!("seating_growth_{people}_{name}_repeats"),
                    outcome.score.repeats as f64,
                    "meetings",
                );
                times.push(time);
            }
            if let [_, middle, large] = times.as_slice() {
                figure(
                    &format!("seating_growth_{name}_exponent"),
                    (large / middle).log10(),
                    "power of people",
                );
            }
        }
        Ok(())
    }

    fn median<T>(&self, work: impl Fn() -> Result<T>) -> Result<(f64, T)> {
        let mut last = black_box(work()?);
        let mut times = Vec::new();
        for _ in 0..self.times.max(1) {
            let begun = Instant::now();
            last = black_box(work()?);
            times.push(begun.elapsed().as_secs_f64());
        }
        Ok((super::quantile(&mut times, 0.5), last))
    }
}

/// A gathering as they come: everybody speaks Italian or one of four other languages, a fifth both; one in six interprets;
/// six kinds of body, three provinces; one in ten does not want to sit with somebody.
fn gathering(people: usize, seats: usize, rounds: usize, kind: Kind) -> Gathering {
    let tables = people.div_ceil(seats);
    let everybody = (0..people).map(|number| person(number, kind)).collect();
    let mut gathering = Gathering::of(everybody, tables, rounds);
    if kind == Kind::Rules {
        gathering.apart = (0..people / 10).map(|pair| (pair * 10, (pair * 10 + 7) % people)).collect();
    }
    if kind != Kind::Plain {
        choose_hosts(&mut gathering, tables, 1);
    }
    gathering
}

fn person(number: usize, kind: Kind) -> Person {
    const OTHERS: [&str; 4] = ["fr", "ar", "en", "sq"];
    const KINDS: [&str; 6] = ["comune", "asl", "associazione", "cooperativa", "sindacato", "scuola"];
    const PROVINCES: [&str; 3] = ["BA", "FG", "LE"];
    let mut person = Person::named(format!("Person {number}"));
    if kind != Kind::Rules {
        return person;
    }
    let pick =
        |list: &'static [&'static str], turn: usize| list.get(turn % list.len()).copied().unwrap_or_default();
    let other = pick(&OTHERS, number / 5).to_owned();
    let languages = match number % 20 {
        0 => vec![other],
        1 | 6 | 11 | 16 => vec!["it".to_owned(), other],
        19 => vec![],
        _ => vec!["it".to_owned()],
    };
    person.mediator = number % 6 == 5;
    person.languages = match languages.is_empty() {
        true => None,
        false if person.mediator => {
            Some(OTHERS.iter().chain(&["it"]).map(|code| (*code).to_owned()).collect())
        }
        false => Some(languages.into_iter().collect()),
    };
    person.kind = Some(pick(&KINDS, number * 7 / 3).to_owned());
    person.territory = Some(pick(&PROVINCES, number * 5 / 7).to_owned());
    person
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gathering_with_rules_has_every_rule_and_can_be_seated() {
        let gathering = gathering(30, 5, 4, Kind::Rules);
        assert!(gathering.check().is_ok());
        assert!(!gathering.apart.is_empty());
        assert!(gathering.people.iter().any(|person| person.mediator));
        assert!(gathering.people.iter().any(|person| person.languages.is_none()));
        assert_eq!(gathering.people.iter().filter(|person| person.host.is_some()).count(), 6);
        assert_eq!(seat(&gathering, 1, Effort::Patient).unwrap().broken, []);
    }
}
