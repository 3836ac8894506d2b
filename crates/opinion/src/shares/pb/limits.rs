//! The rules that a file sets for its own ballots.

use super::amount::Amount;
use crate::shares::ballot::{Ballots, Project};

/// Most proposals, most cost, most points.
#[derive(Debug, Clone, Default)]
pub struct Limits {
    pub most_projects: Option<i64>,
    pub most_cost: Option<i64>,
    pub most_points: Option<i64>,
    pub most_points_together: Option<i64>,
}

impl Limits {
    /// What a ballot breaks, if anything.
    pub fn broken(&self, ballots: Ballots, ballot: &[(u32, i64)], projects: &[Project]) -> Option<String> {
        let count = ballot.len() as i64;
        if let Some(most) = self.most_projects.filter(|most| count > *most) {
            return Some(format!("a ballot with {count} proposals, where {most} are allowed (max_length)"));
        }
        let cost = ballot
            .iter()
            .filter_map(|(project, _)| projects.get(*project as usize))
            .map(|p| i128::from(p.cost));
        if self.most_cost.is_some_and(|most| cost.sum::<i128>() > i128::from(most)) {
            return Some("a ballot over budget: its proposals cost more than max_sum_cost".into());
        }
        if !matches!(ballots, Ballots::Scoring | Ballots::Cumulative) {
            return None;
        }
        if self.most_points.is_some_and(|most| ballot.iter().any(|(_, points)| *points > most)) {
            return Some("more points for one proposal than max_points".into());
        }
        let sum: i128 = ballot.iter().map(|(_, points)| i128::from(*points)).sum();
        let over = self.most_points_together.is_some_and(|most| sum > i128::from(most));
        over.then(|| "a ballot over budget: more points than max_sum_points".into())
    }
}

/// A limit in units of so many decimals. A limit finer than the amounts themselves is rounded down: nothing between.
pub fn scaled(amount: Amount, decimals: u32) -> Option<i64> {
    if amount.decimals() <= decimals {
        return amount.scaled(decimals);
    }
    let fine = amount.scaled(amount.decimals())?;
    Some(fine.div_euclid(10_i64.checked_pow(amount.decimals() - decimals)?))
}
