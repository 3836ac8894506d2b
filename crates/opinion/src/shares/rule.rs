//! One run of equal shares with a given share for each voter.
//!
//! Money counts in 1/n of the smallest amount, so that the share of each of n voters is a whole number. Floats carry a
//! bound on their error; whenever two of them are too close to tell, the [`Ledger`] decides exactly.

use super::{
    ballot::Offer,
    exact::{EMPTY, FULL, Ledger, Price, Purse},
};
use std::{
    cmp::Ordering,
    collections::{BTreeMap, HashMap, HashSet},
};

const EPSILON: f64 = f64::EPSILON;

/// Something bought.
#[derive(Debug, Clone, PartialEq)]
pub struct Purchase {
    /// The number of the proposal.
    pub project: u32,
    /// Who paid how much, in 1/n; only if asked for.
    pub paid: Vec<(u32, f64)>,
}

/// What a run bought, and what voters have left (in 1/n).
#[derive(Debug, Clone, PartialEq)]
pub struct Bought {
    /// In the order in which it was bought.
    pub purchases: Vec<Purchase>,
    /// What each voter has left.
    pub left: Vec<f64>,
}

/// Whether to note who paid what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Receipts {
    /// Note it.
    Kept,
    /// Only what was bought matters.
    None,
}

/// Runs the rule. `share` is what each voter gets, in 1/n.
pub fn run(offers: &[Offer], voters: usize, share: i128, receipts: Receipts) -> Bought {
    let mut run = Run {
        offers,
        voters: voters as i128,
        money: vec![Money { amount: share as f64, error: share as f64 * EPSILON }; voters],
        purses: vec![FULL; voters],
        ledger: Ledger::new(share),
        after: After::default(),
    };
    let mut open: Vec<Open> = (0..)
        .zip(offers)
        .filter(|(_, offer)| offer.cost > 0 && offer.weight > 0)
        .map(|(project, offer)| Open { project, least: run.first_guess(offer) })
        .collect();
    let mut purchases = Vec::new();
    while let Some(best) = run.best(&mut open) {
        open.retain(|o| o.project != best.project);
        purchases.push(run.buy(&best, receipts));
    }
    Bought { purchases, left: run.money.iter().map(|money| money.amount).collect() }
}

/// A proposal that may still be bought. Its ρ never falls during a run: an old one is a lower bound.
#[derive(Debug)]
struct Open {
    project: u32,
    least: f64,
}

struct Run<'a> {
    offers: &'a [Offer],
    voters: i128,
    money: Vec<Money>,
    purses: Vec<Purse>,
    ledger: Ledger,
    after: After,
}

/// What a voter holds, with a bound on the error.
#[derive(Debug, Clone, Copy, Default)]
struct Money {
    amount: f64,
    error: f64,
}

/// What a proposal costs its supporters: for one weight, with a bound on the error.
#[derive(Debug)]
struct Quote {
    project: u32,
    price: f64,
    error: f64,
    weight: i128,
    emptied: usize,
    exact: Option<Price>,
}

enum Answer {
    TooDear,
    Close,
    Quote(Quote),
}

impl Run<'_> {
    fn first_guess(&self, offer: &Offer) -> f64 {
        let price = offer.cost as f64 * self.voters as f64 / offer.weight as f64;
        price / offer.worth as f64 * (1.0 - 8.0 * EPSILON)
    }

    /// The proposal with the smallest ρ; those that nobody can afford any more are dropped on the way.
    fn best(&mut self, open: &mut Vec<Open>) -> Option<Quote> {
        open.sort_by(|a, b| a.least.total_cmp(&b.least));
        let mut best: Option<Quote> = None;
        let mut dropped = Vec::new();
        for candidate in open.iter_mut() {
            if best.as_ref().is_some_and(|b| candidate.least > self.rho(b) + self.rho_error(b)) {
                break;
            }
            let Some(quote) = self.quote(candidate) else {
                dropped.push(candidate.project);
                continue;
            };
            candidate.least = self.rho(&quote) - self.rho_error(&quote);
            best = Some(match best {
                None => quote,
                Some(best) => self.better(best, quote),
            });
        }
        open.retain(|o| !dropped.contains(&o.project));
        best
    }

    fn offer(&self, project: u32) -> Option<&Offer> {
        self.offers.get(project as usize)
    }

    fn worth(&self, quote: &Quote) -> i128 {
        self.offer(quote.project).map_or(1, |offer| i128::from(offer.worth))
    }

    fn rho(&self, quote: &Quote) -> f64 {
        quote.price / self.worth(quote) as f64
    }

    fn rho_error(&self, quote: &Quote) -> f64 {
        quote.error / self.worth(quote) as f64 + self.rho(quote) * 4.0 * EPSILON
    }

    fn quote(&mut self, open: &Open) -> Option<Quote> {
        match self.estimate(open) {
            Answer::TooDear => None,
            Answer::Quote(quote) => Some(quote),
            Answer::Close => self.exactly(open.project),
        }
    }

    /// The price by floats: whoever holds less than her part gives all she has, until nobody new does. It begins with
    /// what is known to be too little: those who cannot pay that are poor for sure.
    fn estimate(&self, open: &Open) -> Answer {
        let Some(offer) = self.offer(open.project) else { return Answer::TooDear };
        let cost = i128::from(offer.cost) as f64 * self.voters as f64;
        let least = open.least * offer.worth as f64 * (1.0 - 4.0 * EPSILON);
        let mut round = self.round(offer, cost, least, 0.0);
        let doubt = round.doubt + 4.0 * EPSILON * cost;
        if round.held + doubt < cost {
            return Answer::TooDear;
        }
        if round.held - doubt < cost {
            return Answer::Close;
        }
        loop {
            let next = self.round(offer, cost, round.price, round.error);
            if next.emptied == offer.supporters.len() {
                return Answer::Close;
            }
            if next.emptied == round.emptied {
                let Round { price, error, weight, emptied, .. } = next;
                let quote = Quote { project: open.project, price, error, weight, emptied, exact: None };
                return if next.close { Answer::Close } else { Answer::Quote(quote) };
            }
            round = next;
        }
    }

    /// Who is poor at a price, and the price that is left for the others.
    fn round(&self, offer: &Offer, cost: f64, price: f64, error: f64) -> Round {
        let mut round = Round::default();
        let (mut given, mut given_doubt, mut poor) = (0.0, 0.0, 0_i128);
        let equal = offer.weight == offer.supporters.len() as i128;
        for (voter, weight) in &offer.supporters {
            let has = self.money.get(*voter as usize).copied().unwrap_or_default();
            let part = if equal { price } else { price * *weight as f64 };
            let margin =
                has.error + 2.0 * EPSILON * part + if equal { error } else { error * *weight as f64 };
            round.held += has.amount;
            round.doubt += has.error;
            if has.amount < part - margin {
                given += has.amount;
                given_doubt += has.error;
                round.emptied += 1;
                if !equal {
                    poor += i128::from(*weight);
                }
            } else {
                round.close |= has.amount < part + margin;
            }
        }
        round.doubt += offer.supporters.len() as f64 * EPSILON * round.held;
        round.weight = offer.weight - if equal { round.emptied as i128 } else { poor };
        let rich = round.weight as f64;
        round.price = (cost - given) / rich;
        let rounding = round.emptied as f64 * EPSILON * given + 4.0 * EPSILON * cost;
        round.error = (given_doubt + rounding) / rich + 4.0 * EPSILON * round.price.abs();
        round
    }

    fn exactly(&mut self, project: u32) -> Option<Quote> {
        let offer = self.offers.get(project as usize)?;
        let mut supporters: BTreeMap<(Purse, i64), i64> = BTreeMap::new();
        for (voter, weight) in &offer.supporters {
            let purse = self.purses.get(*voter as usize).copied().unwrap_or(EMPTY);
            *supporters.entry((purse, *weight)).or_default() += 1;
        }
        let exact = self.ledger.price(i128::from(offer.cost) * self.voters, &supporters)?;
        let price = self.ledger.float(&exact);
        let (weight, emptied) = (exact.weight, exact.emptied.len());
        Some(Quote { project, price, error: price * 8.0 * EPSILON, weight, emptied, exact: Some(exact) })
    }

    /// The one with the smaller ρ; of equal ones the one whose id comes first.
    fn better(&mut self, a: Quote, b: Quote) -> Quote {
        let (x, y) = (self.rho(&a), self.rho(&b));
        let doubt = self.rho_error(&a) + self.rho_error(&b);
        if y > x + doubt {
            return a;
        }
        if y < x - doubt {
            return b;
        }
        let (order, a, b) = self.compare(a, b);
        let rank = |quote: &Quote| self.offer(quote.project).map_or(u32::MAX, |offer| offer.rank);
        if order.then(rank(&a).cmp(&rank(&b))) == Ordering::Greater { b } else { a }
    }

    fn compare(&mut self, a: Quote, b: Quote) -> (Ordering, Quote, Quote) {
        if a.emptied == 0 && b.emptied == 0 {
            let side = |own: &Quote, other: &Quote| {
                let cost = self.offer(own.project).map_or(0, |offer| i128::from(offer.cost));
                cost.checked_mul(other.weight)?.checked_mul(self.worth(other))
            };
            if let (Some(x), Some(y)) = (side(&a, &b), side(&b, &a)) {
                return (x.cmp(&y), a, b);
            }
        }
        let (a, b) = (self.made_exact(a), self.made_exact(b));
        let order = match (&a.exact, &b.exact) {
            (Some(x), Some(y)) => {
                Ledger::compare(x, (b.weight, self.worth(&b)), y, (a.weight, self.worth(&a)))
            }
            _ => self.rho(&a).total_cmp(&self.rho(&b)),
        };
        (order, a, b)
    }

    fn made_exact(&mut self, quote: Quote) -> Quote {
        if quote.exact.is_some() {
            return quote;
        }
        let project = quote.project;
        self.exactly(project).unwrap_or(quote)
    }

    /// Lets the supporters pay.
    fn buy(&mut self, quote: &Quote, receipts: Receipts) -> Purchase {
        let mut purchase = Purchase { project: quote.project, paid: Vec::new() };
        let Some(offer) = self.offers.get(quote.project as usize) else { return purchase };
        let emptied = self.emptied(offer, quote);
        let mut purses: BTreeMap<Purse, i64> = BTreeMap::new();
        for (voter, _) in offer.supporters.iter().zip(&emptied).filter(|(_, gone)| **gone).map(|(s, _)| s) {
            *purses.entry(self.purses.get(*voter as usize).copied().unwrap_or(EMPTY)).or_default() += 1;
        }
        self.ledger.buy(i128::from(offer.cost) * self.voters, purses.into_iter().collect(), quote.weight);
        self.after.forget();
        for ((voter, weight), gone) in offer.supporters.iter().zip(emptied) {
            let at = *voter as usize;
            let (Some(money), Some(purse)) = (self.money.get_mut(at), self.purses.get_mut(at)) else {
                continue;
            };
            let part = if gone { money.amount } else { quote.price * *weight as f64 };
            if receipts == Receipts::Kept {
                purchase.paid.push((*voter, part));
            }
            if gone {
                (*money, *purse) = (Money::default(), EMPTY);
            } else {
                money.amount -= part;
                money.error += quote.error * *weight as f64 + 2.0 * EPSILON * (part + money.amount.abs());
                *purse = self.after.purse(*purse, *weight, || self.ledger.paid(*purse, *weight));
            }
        }
        purchase
    }

    /// Which supporters give all they have.
    fn emptied(&self, offer: &Offer, quote: &Quote) -> Vec<bool> {
        let supporters = offer.supporters.iter();
        if let Some(exact) = &quote.exact {
            let emptied: HashSet<(Purse, i64)> = exact.emptied.iter().copied().collect();
            let purse = |voter: u32| self.purses.get(voter as usize).copied().unwrap_or(EMPTY);
            return supporters.map(|(voter, weight)| emptied.contains(&(purse(*voter), *weight))).collect();
        }
        let has = |voter: u32| self.money.get(voter as usize).map_or(0.0, |money| money.amount);
        supporters.map(|(voter, weight)| has(*voter) < quote.price * *weight as f64).collect()
    }
}

#[derive(Debug, Default)]
struct Round {
    price: f64,
    error: f64,
    weight: i128,
    emptied: usize,
    close: bool,
    held: f64,
    doubt: f64,
}

/// The purse that comes after another in the purchase under way. Weight 1 is by far the most frequent, and quick.
#[derive(Debug, Default)]
struct After {
    purchase: u32,
    ones: Vec<(u32, Purse)>,
    others: HashMap<(Purse, i64), Purse>,
}

impl After {
    fn forget(&mut self) {
        self.purchase += 1;
        self.others.clear();
    }

    fn purse(&mut self, before: Purse, weight: i64, new: impl FnOnce() -> Purse) -> Purse {
        if weight != 1 {
            return *self.others.entry((before, weight)).or_insert_with(new);
        }
        let at = before as usize;
        if self.ones.len() <= at {
            self.ones.resize(at + 1, (0, EMPTY));
        }
        match self.ones.get_mut(at) {
            Some((purchase, after)) => {
                if *purchase != self.purchase {
                    (*purchase, *after) = (self.purchase, new());
                }
                *after
            }
            None => new(),
        }
    }
}
