//! Taking what most people want, one after the other, as far as budgets and places reach.

use super::{Ballot, Candidate, Choice};

/// A proposal with what speaks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Worth {
    /// Its number.
    pub number: i64,
    /// Approvals, or points.
    pub support: i64,
    /// How many voters support it.
    pub supporters: usize,
}

/// What speaks for each proposal, in the order of their numbers.
pub fn worths(choice: &Choice, ballots: &[Ballot]) -> Vec<Worth> {
    let worth = |candidate: &Candidate| {
        let support = ballots.iter().map(|ballot| ballot.support(candidate.number));
        let supporters = support.clone().filter(|support| *support > 0).count();
        Worth { number: candidate.number, support: support.sum(), supporters }
    };
    choice.candidates.iter().map(worth).collect()
}

/// The numbers of what is chosen: most support first, of equally supported ones the one made first; what no longer fits is
/// passed over. Also the numbers that were decided by that tie.
pub fn choose(choice: &Choice, worths: &[Worth]) -> (Vec<i64>, Vec<i64>) {
    let mut order: Vec<&Worth> = worths.iter().filter(|worth| worth.support > 0).collect();
    order.sort_by_key(|worth| (-worth.support, worth.number));
    let rules = &choice.rules;
    let (mut hours, mut euros) = (rules.hours, rules.euros);
    let mut seats = rules.seats.unwrap_or(i64::MAX);
    let mut chosen: Vec<&Worth> = Vec::new();
    for worth in &order {
        let Some(candidate) = choice.candidates.iter().find(|c| c.number == worth.number) else { continue };
        let fits = |left: Option<i64>, cost: i64| left.is_none_or(|left| cost <= left);
        if seats < 1 || !fits(hours, candidate.hours) || !fits(euros, candidate.euros) {
            continue;
        }
        seats -= 1;
        hours = hours.map(|left| left - candidate.hours);
        euros = euros.map(|left| left - candidate.euros);
        chosen.push(worth);
    }
    let is_chosen = |worth: &Worth| chosen.iter().any(|own| own.number == worth.number);
    // A tie decided something only where one of the equals was chosen and another was not.
    let tied = |worth: &&&Worth| {
        order.iter().any(|other| other.support == worth.support && is_chosen(other) != is_chosen(worth))
    };
    let ties = order.iter().filter(tied).map(|worth| worth.number).collect();
    (chosen.iter().map(|worth| worth.number).collect(), ties)
}
