//! The choice, with its reasons: who paid what, and why a proposal was not chosen.

use super::{
    ballot::{Ballots, Election, Offer, Utility, offers},
    complete::{self, Completion, Raised},
    rule::{self, Bought, Receipts},
};
use serde::Serialize;

/// When a proposal was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// It costs nothing and somebody wants it.
    Free,
    /// Its supporters bought it with their equal shares.
    EqualShares,
    /// Its supporters bought it with raised shares.
    RaisedShares,
    /// It fitted into what was left.
    CostOrder,
}

/// A proposal that was chosen.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chosen {
    /// Its id.
    pub id: String,
    /// When.
    pub stage: Stage,
    /// Its cost, in whole units.
    pub cost: f64,
    /// How many support it.
    pub supporters: usize,
    /// The most that one of them paid.
    pub price: f64,
}

/// Why a proposal was not chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// Nobody supports it.
    NoSupport,
    /// It alone costs more than the budget.
    OverBudget,
    /// Its supporters hold less than its cost.
    SupportersLack,
}

/// A proposal that was not chosen.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Refused {
    /// Its id.
    pub id: String,
    /// Why.
    pub why: Why,
    /// Its cost, in whole units.
    pub cost: f64,
    /// How many support it.
    pub supporters: usize,
    /// What its supporters hold at the end.
    pub held: f64,
    /// How much they lack.
    pub lacking: f64,
}

/// What a voter paid.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Paid {
    /// Her id.
    pub voter: String,
    /// For which proposals, and how much, in whole units.
    pub paid: Vec<(String, f64)>,
    /// What she has left of her (raised) share.
    pub left: f64,
}

/// The choice.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Choice {
    /// How people voted.
    pub ballots: Ballots,
    /// What counted as worth.
    pub utility: Utility,
    /// The budget, in whole units.
    pub budget: f64,
    /// What the chosen cost together.
    pub spent: f64,
    /// The share of each voter before raising.
    pub share: f64,
    /// By how many whole units it was raised.
    pub raised_by: u64,
    /// Whether raising was given up because it would take too long.
    pub cut_short: bool,
    /// What equal shares alone choose, in the order of choice.
    pub equal_shares: Vec<String>,
    /// What raised shares choose; the same where none were raised.
    pub raised_shares: Vec<String>,
    /// What is chosen, in the order of choice.
    pub chosen: Vec<Chosen>,
    /// What is not, in the order of the file.
    pub refused: Vec<Refused>,
    /// What each voter paid.
    pub voters: Vec<Paid>,
}

/// Chooses.
pub fn choose(election: &Election, utility: Utility, completion: Completion) -> Choice {
    let offers = offers(election, utility);
    let voters = election.voters.len();
    let plain = rule::run(&offers, voters, i128::from(election.budget), Receipts::Kept);
    let raised = match completion {
        Completion::None => Raised { bought: plain.clone(), by: 0, cut_short: false },
        Completion::AddOne | Completion::Full => complete::add_one(election, &offers),
    };
    let free = free(&offers);
    let bought: Vec<u32> = raised.bought.purchases.iter().map(|purchase| purchase.project).collect();
    let rest = match completion {
        Completion::Full => complete::by_cost(election, &offers, &bought),
        Completion::None | Completion::AddOne => Vec::new(),
    };
    let telling = Telling { election, offers: &offers, bought: &raised.bought };
    let stage = if raised.by == 0 { Stage::EqualShares } else { Stage::RaisedShares };
    let mut chosen: Vec<Chosen> = free.iter().map(|project| telling.chosen(*project, Stage::Free)).collect();
    chosen.extend(bought.iter().map(|project| telling.chosen(*project, stage)));
    chosen.extend(rest.iter().map(|project| telling.chosen(*project, Stage::CostOrder)));
    let taken: Vec<u32> = free.iter().chain(&bought).chain(&rest).copied().collect();
    let with_free = |bought: &Bought| {
        let bought = bought.purchases.iter().map(|purchase| &purchase.project);
        free.iter().chain(bought).map(|project| telling.id(*project)).collect()
    };
    Choice {
        ballots: election.ballots,
        utility,
        budget: election.amount(election.budget as f64),
        spent: election.amount(taken.iter().map(|project| telling.cost(*project)).sum::<i64>() as f64),
        share: election.amount(election.budget as f64 / voters.max(1) as f64),
        raised_by: raised.by,
        cut_short: raised.cut_short,
        equal_shares: with_free(&plain),
        raised_shares: with_free(&raised.bought),
        chosen,
        refused: telling.refused(&taken),
        voters: telling.voters(),
    }
}

/// What costs nothing and is worth something to somebody, in the order of ties.
fn free(offers: &[Offer]) -> Vec<u32> {
    let mut free: Vec<(u32, u32)> =
        (0..).zip(offers).filter(|(_, o)| o.cost == 0 && o.weight > 0).map(|(p, o)| (o.rank, p)).collect();
    free.sort_unstable();
    free.into_iter().map(|(_, project)| project).collect()
}

struct Telling<'a> {
    election: &'a Election,
    offers: &'a [Offer],
    bought: &'a Bought,
}

impl Telling<'_> {
    fn id(&self, project: u32) -> String {
        self.election.projects.get(project as usize).map(|p| p.id.clone()).unwrap_or_default()
    }

    fn cost(&self, project: u32) -> i64 {
        self.offers.get(project as usize).map_or(0, |offer| offer.cost)
    }

    /// From 1/n of the smallest amount to whole units.
    fn money(&self, parts: f64) -> f64 {
        self.election.amount(parts / self.election.voters.len().max(1) as f64)
    }

    fn chosen(&self, project: u32, stage: Stage) -> Chosen {
        let purchase = self.bought.purchases.iter().find(|purchase| purchase.project == project);
        let most = purchase.map_or(0.0, |p| p.paid.iter().map(|(_, part)| *part).fold(0.0, f64::max));
        let supporters = self.offers.get(project as usize).map_or(0, |offer| offer.supporters.len());
        let cost = self.election.amount(self.cost(project) as f64);
        Chosen { id: self.id(project), stage, cost, supporters, price: self.money(most) }
    }

    fn refused(&self, taken: &[u32]) -> Vec<Refused> {
        let open = (0..).zip(self.offers).filter(|(project, _)| !taken.contains(project));
        open.map(|(project, offer)| {
            let held: f64 =
                offer.supporters.iter().filter_map(|(voter, _)| self.bought.left.get(*voter as usize)).sum();
            let (held, cost) = (self.money(held.max(0.0)), self.election.amount(offer.cost as f64));
            let why = match offer {
                offer if offer.supporters.is_empty() => Why::NoSupport,
                offer if offer.cost > self.election.budget => Why::OverBudget,
                _ => Why::SupportersLack,
            };
            let supporters = offer.supporters.len();
            Refused { id: self.id(project), why, cost, supporters, held, lacking: (cost - held).max(0.0) }
        })
        .collect()
    }

    fn voters(&self) -> Vec<Paid> {
        let left = self.bought.left.iter();
        let mut voters: Vec<Paid> = self
            .election
            .voters
            .iter()
            .zip(left)
            .map(|(voter, left)| Paid {
                voter: voter.id.clone(),
                paid: Vec::new(),
                left: self.money(left.max(0.0)),
            })
            .collect();
        for purchase in &self.bought.purchases {
            for (voter, part) in &purchase.paid {
                if let Some(paid) = voters.get_mut(*voter as usize).filter(|_| *part > 0.0) {
                    paid.paid.push((self.id(purchase.project), self.money(*part)));
                }
            }
        }
        voters
    }
}
