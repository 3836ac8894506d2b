//! Spending what equal shares leave over.

use super::{
    ballot::{Election, Offer},
    rule::{self, Bought, Receipts},
};

/// How far to go in spending what is left over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Completion {
    /// What is left stays.
    None,
    /// Each voter gets one whole unit more, again and again, until nothing more fits or the result would cost too
    /// much (then the one before counts).
    AddOne,
    /// After that the cheapest supported proposals that still fit.
    #[default]
    Full,
}

/// The result of raising shares.
#[derive(Debug, Clone)]
pub struct Raised {
    /// What was bought.
    pub bought: Bought,
    /// By how many whole units each share was raised.
    pub by: u64,
    /// Whether it was given up because it would take too long; then the result before counts.
    pub cut_short: bool,
}

/// Raising by one cent where thousands are lacking would go on for days: after looking at so many ballot entries it is
/// given up, and said so. About ten seconds.
const MOST_WORK: u64 = 4_000_000_000;

/// Raises the shares one by one. `free` proposals (which cost nothing) are in any result.
pub fn add_one(election: &Election, offers: &[Offer]) -> Raised {
    let voters = election.voters.len();
    let step = i128::from(election.unit()) * voters as i128;
    let mut share = i128::from(election.budget);
    let mut before =
        Raised { bought: rule::run(offers, voters, share, Receipts::None), by: 0, cut_short: false };
    if voters == 0 || is_exhausted(election, offers, &before.bought) {
        return with_receipts(election, offers, &before);
    }
    let entries: u64 = offers.iter().map(|offer| offer.supporters.len() as u64).sum();
    let mut work = 0_u64;
    loop {
        work = work.saturating_add((entries + 512).saturating_mul(before.bought.purchases.len() as u64 + 1));
        if work > MOST_WORK {
            return with_receipts(election, offers, &Raised { cut_short: true, ..before });
        }
        share += step;
        let next = Raised {
            bought: rule::run(offers, voters, share, Receipts::None),
            by: before.by + 1,
            cut_short: false,
        };
        if cost(offers, &next.bought) > i128::from(election.budget) {
            return with_receipts(election, offers, &before);
        }
        if is_exhausted(election, offers, &next.bought) {
            return with_receipts(election, offers, &next);
        }
        before = next;
    }
}

fn with_receipts(election: &Election, offers: &[Offer], raised: &Raised) -> Raised {
    let voters = election.voters.len();
    let more = i128::from(election.unit()) * voters as i128 * i128::from(raised.by);
    let bought = rule::run(offers, voters, i128::from(election.budget) + more, Receipts::Kept);
    Raised { bought, by: raised.by, cut_short: raised.cut_short }
}

/// What was bought costs so much.
pub fn cost(offers: &[Offer], bought: &Bought) -> i128 {
    let costs = bought.purchases.iter().filter_map(|purchase| offers.get(purchase.project as usize));
    costs.map(|offer| i128::from(offer.cost)).sum()
}

/// Whether no further supported proposal fits the budget.
fn is_exhausted(election: &Election, offers: &[Offer], bought: &Bought) -> bool {
    let left = i128::from(election.budget) - cost(offers, bought);
    let mut taken = vec![false; offers.len()];
    for purchase in &bought.purchases {
        if let Some(slot) = taken.get_mut(purchase.project as usize) {
            *slot = true;
        }
    }
    let open = offers.iter().zip(taken).filter(|(offer, taken)| !taken && offer.weight > 0 && offer.cost > 0);
    open.map(|(offer, _)| i128::from(offer.cost)).all(|cost| cost > left)
}

/// The cheapest supported proposals that still fit, those with more support first among equally cheap ones.
pub fn by_cost(election: &Election, offers: &[Offer], taken: &[u32]) -> Vec<u32> {
    let spent: i128 = taken
        .iter()
        .filter_map(|project| offers.get(*project as usize))
        .map(|offer| i128::from(offer.cost))
        .sum();
    let mut left = i128::from(election.budget) - spent;
    let mut open: Vec<(u32, &Offer)> = (0..)
        .zip(offers)
        .filter(|(p, offer)| offer.weight > 0 && offer.cost > 0 && !taken.contains(p))
        .collect();
    open.sort_by_key(|(_, offer)| (offer.cost, usize::MAX - offer.supporters.len(), offer.rank));
    let mut more = Vec::new();
    for (project, offer) in open {
        if i128::from(offer.cost) <= left {
            left -= i128::from(offer.cost);
            more.push(project);
        }
    }
    more
}
