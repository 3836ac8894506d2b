//! Exact amounts, worked out only when a float cannot decide.
//!
//! Voters with the same past hold the same money: they share a *purse*. A purse remembers what was paid from which
//! one before; its exact amount follows. After t purchases every amount is a whole number of 1/D(t), with D(t) the
//! product of the weights that shared the prices so far: no fraction is ever reduced.

use num_bigint::BigInt;
use num_traits::{ToPrimitive as _, Zero as _};
use std::{cmp::Ordering, collections::BTreeMap};

/// The number of a purse.
pub type Purse = u32;
/// The purse of those who have nothing left.
pub const EMPTY: Purse = 0;
/// The purse of those who have not paid yet.
pub const FULL: Purse = 1;

#[derive(Debug, Clone, Copy)]
struct Past {
    before: Purse,
    purchase: u32,
    weight: i64,
}

#[derive(Debug)]
struct Bought {
    cost: i128,
    emptied: Vec<(Purse, i64)>,
    weight: i128,
}

/// A price: `money` over the weights, both exact; `money` counts in 1/D(t).
#[derive(Debug, Clone)]
pub struct Price {
    /// What those who are not emptied pay together.
    pub money: BigInt,
    /// Their weight.
    pub weight: i128,
    /// The purses that are emptied, each with the weight of its owner.
    pub emptied: Vec<(Purse, i64)>,
}

/// All purses and purchases of a run.
#[derive(Debug)]
pub struct Ledger {
    start: i128,
    past: Vec<Past>,
    bought: Vec<Bought>,
    // Filled as far as needed.
    scales: Vec<BigInt>,
    prices: Vec<BigInt>,
    amounts: Vec<Option<BigInt>>,
}

impl Ledger {
    /// Everybody holds the same.
    pub fn new(start: i128) -> Self {
        let none = Past { before: EMPTY, purchase: 0, weight: 0 };
        Self {
            start,
            past: vec![none, none],
            bought: Vec::new(),
            scales: vec![BigInt::from(1)],
            prices: Vec::new(),
            amounts: Vec::new(),
        }
    }

    /// Notes a purchase: its cost, the purses it empties with how many voters each, and the weight of the others.
    pub fn buy(&mut self, cost: i128, emptied: Vec<(Purse, i64)>, weight: i128) {
        self.bought.push(Bought { cost, emptied, weight });
    }

    /// The purse after paying, with this weight, for the purchase noted last.
    pub fn paid(&mut self, before: Purse, weight: i64) -> Purse {
        let purchase = self.bought.len().saturating_sub(1) as u32;
        self.past.push(Past { before, purchase, weight });
        (self.past.len() - 1) as Purse
    }

    /// The exact price for supporters, counted by purse and weight; `None` if they cannot afford it together.
    pub fn price(&mut self, cost: i128, supporters: &BTreeMap<(Purse, i64), i64>) -> Option<Price> {
        let now = self.bought.len();
        self.work_out(now);
        let scale = self.scales.get(now).cloned().unwrap_or_else(|| BigInt::from(1));
        let mut rich: Vec<(Purse, i64, i64, BigInt)> = supporters
            .iter()
            .map(|((purse, weight), count)| (*purse, *weight, *count, self.amount(*purse, now)))
            .collect();
        let held: BigInt = rich.iter().map(|(_, _, count, amount)| amount * count).sum();
        let mut money = BigInt::from(cost) * &scale;
        if held < money {
            return None;
        }
        let mut emptied = Vec::new();
        loop {
            let weight: i128 =
                rich.iter().map(|(_, weight, count, _)| i128::from(*weight) * i128::from(*count)).sum();
            let too_poor = |(_, own, _, amount): &(Purse, i64, i64, BigInt)| amount * weight < &money * *own;
            let (poor, rest): (Vec<_>, Vec<_>) = rich.into_iter().partition(too_poor);
            rich = rest;
            if poor.is_empty() {
                return Some(Price { money, weight, emptied });
            }
            for (purse, weight, count, amount) in poor {
                money -= amount * count;
                emptied.push((purse, weight));
            }
        }
    }

    /// Compares money·x with money·y, for the prices of one moment.
    pub fn compare(a: &Price, x: (i128, i128), b: &Price, y: (i128, i128)) -> Ordering {
        (&a.money * x.0 * x.1).cmp(&(&b.money * y.0 * y.1))
    }

    /// A price for one weight, as a float.
    pub fn float(&self, price: &Price) -> f64 {
        let scale = self.scales.get(self.bought.len()).cloned().unwrap_or_else(|| BigInt::from(1));
        ratio(&price.money, &(scale * price.weight))
    }

    /// Fills scales and prices up to a moment.
    fn work_out(&mut self, now: usize) {
        while self.prices.len() < now {
            let at = self.prices.len();
            let scale = self.scales.get(at).cloned().unwrap_or_else(|| BigInt::from(1));
            let Some(bought) = self.bought.get(at) else { return };
            let (mut money, weight) = (BigInt::from(bought.cost) * &scale, bought.weight);
            for (purse, count) in bought.emptied.clone() {
                money -= self.amount(purse, at) * count;
            }
            self.prices.push(money);
            self.scales.push(scale * weight);
        }
    }

    /// What a purse holds, in 1/D of a moment after its last purchase.
    fn amount(&mut self, purse: Purse, now: usize) -> BigInt {
        let (own, moment) = self.own_amount(purse);
        self.rescale(own, moment, now)
    }

    fn rescale(&self, amount: BigInt, from: usize, to: usize) -> BigInt {
        if amount.is_zero() {
            return amount;
        }
        self.bought.get(from..to).unwrap_or_default().iter().fold(amount, |sum, bought| sum * bought.weight)
    }

    /// What a purse holds, in 1/D of its own moment.
    fn own_amount(&mut self, purse: Purse) -> (BigInt, usize) {
        let mut chain = Vec::new();
        let mut at = purse;
        while at > FULL && self.amounts.get(at as usize).and_then(Option::as_ref).is_none() {
            chain.push(at);
            at = self.past.get(at as usize).map_or(EMPTY, |past| past.before);
        }
        let mut amount = match self.amounts.get(at as usize) {
            _ if at == EMPTY => BigInt::zero(),
            _ if at == FULL => BigInt::from(self.start),
            known => known.cloned().flatten().unwrap_or_default(),
        };
        let mut moment = self.moment(at);
        for next in chain.into_iter().rev() {
            let Some(past) = self.past.get(next as usize).copied() else { continue };
            let purchase = past.purchase as usize;
            let weight = self.bought.get(purchase).map_or(1, |bought| bought.weight);
            let price = self.prices.get(purchase).cloned().unwrap_or_default();
            amount = self.rescale(amount, moment, purchase) * weight - price * past.weight;
            moment = purchase + 1;
            if self.amounts.len() <= next as usize {
                self.amounts.resize(next as usize + 1, None);
            }
            if let Some(slot) = self.amounts.get_mut(next as usize) {
                *slot = Some(amount.clone());
            }
        }
        (amount, moment)
    }

    fn moment(&self, purse: Purse) -> usize {
        if purse <= FULL {
            0
        } else {
            self.past.get(purse as usize).map_or(0, |past| past.purchase as usize + 1)
        }
    }
}

/// A fraction as a float, for numbers of any size.
fn ratio(top: &BigInt, bottom: &BigInt) -> f64 {
    let extra = bottom.bits().max(top.bits()).saturating_sub(960);
    let (top, bottom) = (top >> extra, bottom >> extra);
    top.to_f64().unwrap_or(f64::NAN) / bottom.to_f64().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn purses_follow_purchases_exactly() {
        // Three voters with 10 each. The first buys something for 4 with the second: 2 each.
        let mut ledger = Ledger::new(10);
        ledger.buy(4, Vec::new(), 2);
        let eight = ledger.paid(FULL, 1);
        // All three buy something for 25: 25/3 is more than the 8 that two hold; they give all, the third pays 9.
        let supporters = BTreeMap::from([((eight, 1), 2), ((FULL, 1), 1)]);
        let price = ledger.price(25, &supporters).unwrap();
        assert_eq!((ledger.float(&price), price.emptied.clone()), (9.0, vec![(eight, 1)]));
        ledger.buy(25, vec![(eight, 2)], 1);
        let one = ledger.paid(FULL, 1);
        assert!(ledger.price(2, &BTreeMap::from([((one, 1), 1)])).is_none());
        assert_eq!(
            ledger.price(1, &BTreeMap::from([((one, 1), 1), ((EMPTY, 1), 5)])).map(|p| ledger.float(&p)),
            Some(1.0)
        );
    }

    #[test]
    fn huge_fractions_become_floats() {
        let huge = BigInt::from(3).pow(5_000);
        assert!((ratio(&(&huge * 2), &(&huge * 3)) - 2.0 / 3.0).abs() < 1e-15);
    }
}
