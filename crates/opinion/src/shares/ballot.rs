//! Voters, proposals and ballots.

use serde::Serialize;

/// How people voted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Ballots {
    /// A list of proposals that one approves of.
    Approval,
    /// Points for each, from 0 or below.
    Scoring,
    /// Points for each, out of a number that one may give away.
    Cumulative,
    /// A ranking, the best first.
    Ordinal,
}

/// What a proposal is worth to a supporter when it is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Utility {
    /// Its cost: money well spent counts. Usual for approval ballots.
    Cost,
    /// One, whatever it costs.
    Cardinality,
    /// The points of the ballot; of a ranking of m the first has m − 1, the last 0 (Borda).
    Points,
}

impl Utility {
    /// The usual one for such ballots.
    pub fn usual(ballots: Ballots) -> Self {
        match ballots {
            Ballots::Approval => Self::Cost,
            Ballots::Scoring | Ballots::Cumulative | Ballots::Ordinal => Self::Points,
        }
    }
}

/// A proposal. Its cost counts in the election's smallest amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    /// Its id.
    pub id: String,
    /// Its name; empty if it has none.
    pub name: String,
    /// Its cost, from 0 to [`MOST`].
    pub cost: i64,
}

/// A voter with her ballot: proposals by number, each with points (1 each for approvals).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voter {
    /// Her id.
    pub id: String,
    /// Her ballot.
    pub ballot: Vec<(u32, i64)>,
}

/// Amounts beyond this are refused: up to here a float holds every whole number.
pub const MOST: i64 = 1 << 53;

/// An election: a budget, proposals, and ballots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Election {
    /// The budget, in the smallest amount.
    pub budget: i64,
    /// How many decimals amounts have: 2 when the smallest amount is a cent, 0 for hours.
    pub decimals: u32,
    /// How many decimals points have; the ballots count in the smallest.
    pub point_decimals: u32,
    /// How people voted.
    pub ballots: Ballots,
    /// The proposals.
    pub projects: Vec<Project>,
    /// The voters, including those with empty ballots.
    pub voters: Vec<Voter>,
}

impl Election {
    /// An amount in whole units (euros, hours).
    pub fn amount(&self, smallest: f64) -> f64 {
        smallest / 10_f64.powi(self.decimals.min(18) as i32)
    }

    /// The smallest amounts in a whole unit.
    pub fn unit(&self) -> i64 {
        10_i64.checked_pow(self.decimals).unwrap_or(1)
    }
}

/// A proposal as the rule sees it.
#[derive(Debug, Clone)]
pub struct Offer {
    pub cost: i64,
    /// Worth of one weight.
    pub worth: i64,
    /// Who supports it, and with which weight (> 0).
    pub supporters: Vec<(u32, i64)>,
    /// Sum of the weights.
    pub weight: i128,
    /// Its place among ties.
    pub rank: u32,
}

/// The proposals with their supporters, as the utility counts them.
pub fn offers(election: &Election, utility: Utility) -> Vec<Offer> {
    let mut order: Vec<(u32, &str)> = (0..).zip(election.projects.iter().map(|p| p.id.as_str())).collect();
    order.sort_by(|a, b| a.1.cmp(b.1));
    let mut ranks = vec![0; order.len()];
    for (rank, (project, _)) in (0..).zip(&order) {
        if let Some(slot) = ranks.get_mut(*project as usize) {
            *slot = rank;
        }
    }
    let mut offers: Vec<Offer> = election
        .projects
        .iter()
        .zip(ranks)
        .map(|(project, rank)| Offer {
            cost: project.cost,
            worth: if utility == Utility::Cost { project.cost } else { 1 },
            supporters: Vec::new(),
            weight: 0,
            rank,
        })
        .collect();
    for (voter, ballot) in (0..).zip(election.voters.iter().map(|voter| &voter.ballot)) {
        for (project, points) in ballot {
            let weight = if utility == Utility::Points { *points } else { 1 };
            if let Some(offer) =
                offers.get_mut(*project as usize).filter(|offer| weight > 0 && offer.worth > 0)
            {
                offer.supporters.push((voter, weight));
                offer.weight += i128::from(weight);
            }
        }
    }
    offers
}
