//! The Method of Equal Shares over hours, euros or both, as an election of [`reticolo_opinion::shares`].
//!
//! With one budget, costs are as they are. With both, each counts in millionths of its own budget, rounded up, and a
//! proposal costs the larger of the two: the sum of the larger ones bounds both sums, so that what fits one such budget
//! never exceeds the hours, nor the euros. The price is caution: two proposals, one all hours and one all euros, cost as
//! much as if they used the same thing.
//!
//! Shares that were not used up are raised by whole units. So that this ends soon, a unit is 1, 10, 100 … hours or euros,
//! the smallest of which a voter's share has at most 100,000; with both budgets it is a ten-thousandth of them.

use super::{Ballot, Ballots, Candidate, Choice, Rules};
use reticolo_opinion::shares::{Ballots as Kind, Election, Project, Voter};
use serde::{Deserialize, Serialize};

/// What the shares of a choice are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// Hours.
    Hours,
    /// Euros.
    Euros,
    /// Parts of both budgets, in hundredths of a per cent.
    Both,
}

/// With both budgets, all there is.
const WHOLE: i64 = 1_000_000;

/// What the shares are of; `None` without a budget.
pub fn unit(rules: &Rules) -> Option<Unit> {
    match (rules.hours, rules.euros) {
        (Some(_), Some(_)) => Some(Unit::Both),
        (Some(_), None) => Some(Unit::Hours),
        (None, Some(_)) => Some(Unit::Euros),
        (None, None) => None,
    }
}

fn budget(rules: &Rules) -> i64 {
    match (rules.hours, rules.euros) {
        (Some(_), Some(_)) => WHOLE,
        (hours, euros) => hours.or(euros).unwrap_or(0),
    }
}

/// What a proposal costs in the unit of the shares.
pub fn cost(rules: &Rules, candidate: &Candidate) -> i64 {
    match (rules.hours, rules.euros) {
        (Some(hours), Some(euros)) => part(candidate.hours, hours).max(part(candidate.euros, euros)),
        (Some(_), None) => candidate.hours,
        (None, Some(_)) => candidate.euros,
        (None, None) => 0,
    }
}

/// A cost in millionths of its budget, rounded up.
fn part(cost: i64, budget: i64) -> i64 {
    let parts = (i128::from(cost) * i128::from(WHOLE)).div_euclid(i128::from(budget.max(1)));
    let rest = (i128::from(cost) * i128::from(WHOLE)).rem_euclid(i128::from(budget.max(1)));
    i64::try_from(parts + i128::from(rest > 0)).unwrap_or(i64::MAX)
}

/// Decimals of the election, whose whole unit is the step by which shares are raised.
fn decimals(rules: &Rules, voters: usize) -> u32 {
    if unit(rules) == Some(Unit::Both) {
        return 2;
    }
    let share = budget(rules) / i64::try_from(voters.max(1)).unwrap_or(i64::MAX);
    (0..9).find(|places| share / 10_i64.pow(*places) <= 100_000).unwrap_or(9)
}

/// How much of the unit one whole unit of the election is: 1, unless budgets are very large.
pub fn scale(rules: &Rules, election: &Election) -> f64 {
    if unit(rules) == Some(Unit::Both) { 1.0 } else { election.unit() as f64 }
}

/// The election. Proposals are called by their numbers, with zeros before, so that the order of ties is theirs.
pub fn election(choice: &Choice, ballots: &[Ballot]) -> Election {
    let width = choice.candidates.len().to_string().len();
    let project = |candidate: &Candidate| Project {
        id: format!("{:0width$}", candidate.number),
        name: candidate.title.clone(),
        cost: cost(&choice.rules, candidate),
    };
    let supported = |ballot: &Ballot| {
        let all = (0_u32..).zip(&choice.candidates);
        all.map(|(place, candidate)| (place, ballot.support(candidate.number)))
            .filter(|(_, s)| *s > 0)
            .collect()
    };
    let voters_width = ballots.len().to_string().len();
    let voter = |(number, ballot): (usize, &Ballot)| Voter {
        id: format!("{:0voters_width$}", number + 1),
        ballot: supported(ballot),
    };
    Election {
        budget: budget(&choice.rules),
        decimals: decimals(&choice.rules, ballots.len()),
        point_decimals: 0,
        ballots: if choice.rules.ballots == Ballots::Points { Kind::Cumulative } else { Kind::Approval },
        projects: choice.candidates.iter().map(project).collect(),
        voters: ballots.iter().enumerate().map(voter).collect(),
    }
}
