//! Counting: from ballots to an outcome with its reasons. Pure.

use super::{
    Answer, Ballot, Choice, Method, greedy,
    shares::{self, Unit},
};
use reticolo_opinion::shares::{Choice as Chosen, Completion, Utility, Why as Lack, choose};
use serde::{Deserialize, Serialize};

/// What came out of a choice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// How many ballots were counted.
    pub voters: usize,
    /// The numbers of the chosen proposals, in the order of choice.
    pub chosen: Vec<i64>,
    /// Each proposal, in the order of their numbers.
    pub results: Vec<Standing>,
    /// Proposals with equal support of which not all could be chosen: the one made first went first.
    pub ties: Vec<i64>,
    /// Objections, without names; they stay as dissent.
    pub dissent: Vec<Dissent>,
    /// With equal shares: who got what.
    pub shares: Option<Shares>,
}

/// What came out for one proposal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// Its number.
    pub number: i64,
    /// Approvals or points; with consent, how many said that it is fine.
    pub support: i64,
    /// How many voters support it.
    pub supporters: usize,
    /// With consent: how many have a serious objection.
    pub objections: usize,
    /// Why it was chosen or not.
    pub why: Why,
    /// With equal shares: the most that a supporter paid, in the unit of the shares.
    pub price: Option<f64>,
    /// With equal shares: what its supporters lacked, in the unit of the shares.
    pub lacking: Option<f64>,
}

/// Why a proposal was chosen or not. The words are also the last part of their texts' keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// Nobody has a serious objection.
    NoObjection,
    /// Somebody has a serious objection.
    Objection,
    /// It had the support, and there was room.
    Support,
    /// Its supporters bought it with their equal shares.
    EqualShares,
    /// Its supporters bought it with shares that were raised because money was left.
    RaisedShares,
    /// It was the cheapest that fitted into what was left.
    Leftover,
    /// It costs nothing, and somebody wants it.
    Free,
    /// Nobody wants it.
    NoSupport,
    /// It alone costs more than there is.
    OverBudget,
    /// Others had more support, and no room was left.
    NoRoom,
    /// Its supporters hold less than its cost.
    SupportersLack,
}

impl Why {
    /// Its code.
    pub fn code(self) -> &'static str {
        match self {
            Self::NoObjection => "no-objection",
            Self::Objection => "objection",
            Self::Support => "support",
            Self::EqualShares => "equal-shares",
            Self::RaisedShares => "raised-shares",
            Self::Leftover => "leftover",
            Self::Free => "free",
            Self::NoSupport => "no-support",
            Self::OverBudget => "over-budget",
            Self::NoRoom => "no-room",
            Self::SupportersLack => "supporters-lack",
        }
    }
}

/// A serious objection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dissent {
    /// The number of the proposal.
    pub number: i64,
    /// Its words.
    pub words: String,
}

/// Who got what.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Shares {
    /// What is shared.
    pub unit: Unit,
    /// All there is.
    pub budget: f64,
    /// What the chosen cost.
    pub spent: f64,
    /// The share of each voter.
    pub share: f64,
    /// By how much each share was raised because something was left.
    pub raised: f64,
    /// Whether raising was given up because it took too long.
    pub cut_short: bool,
    /// How many voters got nothing of what they wanted.
    pub nothing: usize,
    /// How many would have got nothing if the most supported proposals had simply been taken.
    pub nothing_greedy: usize,
    /// What that would have been.
    pub greedy: Vec<i64>,
    /// Each voter, in an order that tells nothing about who she is.
    pub each: Vec<VoterShare>,
}

/// Where a voter's share went.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VoterShare {
    /// Proposals with what she paid for them.
    pub paid: Vec<(i64, f64)>,
    /// What she has left.
    pub left: f64,
}

/// Counts ballots. The same ballots give the same outcome, whatever their order.
pub fn count(choice: &Choice, ballots: &[Ballot]) -> Outcome {
    match choice.rules.method {
        Method::Consent => consent(choice, ballots),
        Method::Approval => approval(choice, ballots),
        Method::Shares => equal_shares(choice, ballots),
    }
}

fn consent(choice: &Choice, ballots: &[Ballot]) -> Outcome {
    let worths = greedy::worths(choice, ballots);
    let mut outcome = empty(ballots);
    for worth in worths {
        let objection = |ballot: &Ballot| match ballot.0.get(&worth.number) {
            Some(Answer::Object(words)) => Some(Dissent { number: worth.number, words: words.clone() }),
            _ => None,
        };
        let dissent: Vec<Dissent> = ballots.iter().filter_map(objection).collect();
        let why = match (dissent.len(), worth.support) {
            (0, 0) => Why::NoSupport,
            (0, _) => Why::NoObjection,
            _ => Why::Objection,
        };
        if why == Why::NoObjection {
            outcome.chosen.push(worth.number);
        }
        outcome.results.push(Standing { objections: dissent.len(), ..result(worth, why) });
        outcome.dissent.extend(dissent);
    }
    outcome
}

fn approval(choice: &Choice, ballots: &[Ballot]) -> Outcome {
    let worths = greedy::worths(choice, ballots);
    let (chosen, ties) = greedy::choose(choice, &worths);
    let over = |number: i64| {
        let candidate = choice.candidates.iter().find(|candidate| candidate.number == number);
        let above = |limit: Option<i64>, cost: i64| limit.is_some_and(|limit| cost > limit);
        candidate.is_some_and(|c| above(choice.rules.hours, c.hours) || above(choice.rules.euros, c.euros))
    };
    let why = |worth: &greedy::Worth| match worth {
        worth if chosen.contains(&worth.number) => Why::Support,
        worth if worth.support == 0 => Why::NoSupport,
        worth if over(worth.number) => Why::OverBudget,
        _ => Why::NoRoom,
    };
    let results = worths.iter().map(|worth| result(*worth, why(worth))).collect();
    Outcome { chosen, ties, results, ..empty(ballots) }
}

fn equal_shares(choice: &Choice, ballots: &[Ballot]) -> Outcome {
    let election = shares::election(choice, ballots);
    let utility = Utility::usual(election.ballots);
    let bought = choose(&election, utility, Completion::Full);
    let scale = shares::scale(&choice.rules, &election);
    let worths = greedy::worths(choice, ballots);
    let (greedy, _) = greedy::choose(choice, &worths);
    let chosen: Vec<i64> = bought.chosen.iter().filter_map(|chosen| chosen.id.parse().ok()).collect();
    let nothing = |chosen: &[i64]| {
        ballots.iter().filter(|ballot| !chosen.iter().any(|number| ballot.support(*number) > 0)).count()
    };
    let results = worths.iter().map(|worth| bought_or_not(*worth, &bought, scale)).collect();
    let shares = Shares {
        unit: shares::unit(&choice.rules).unwrap_or(Unit::Hours),
        budget: bought.budget * scale,
        spent: bought.spent * scale,
        share: bought.share * scale,
        raised: bought.raised_by as f64 * scale,
        cut_short: bought.cut_short,
        nothing: nothing(&chosen),
        nothing_greedy: nothing(&greedy),
        greedy,
        each: each(&bought, scale),
    };
    Outcome { chosen, results, shares: Some(shares), ..empty(ballots) }
}

fn bought_or_not(worth: greedy::Worth, bought: &Chosen, scale: f64) -> Standing {
    use reticolo_opinion::shares::Stage;
    let is = |id: &str| id.parse() == Ok(worth.number);
    if let Some(own) = bought.chosen.iter().find(|own| is(&own.id)) {
        let why = match own.stage {
            Stage::Free => Why::Free,
            Stage::EqualShares => Why::EqualShares,
            Stage::RaisedShares => Why::RaisedShares,
            Stage::CostOrder => Why::Leftover,
        };
        let paid = matches!(why, Why::EqualShares | Why::RaisedShares);
        return Standing { price: paid.then_some(own.price * scale), ..result(worth, why) };
    }
    let refused = bought.refused.iter().find(|own| is(&own.id));
    let why = match refused.map(|own| own.why) {
        Some(Lack::OverBudget) => Why::OverBudget,
        Some(Lack::SupportersLack) => Why::SupportersLack,
        Some(Lack::NoSupport) | None => Why::NoSupport,
    };
    let lacking = refused.filter(|_| why == Why::SupportersLack).map(|own| own.lacking * scale);
    Standing { lacking, ..result(worth, why) }
}

fn each(bought: &Chosen, scale: f64) -> Vec<VoterShare> {
    let paid = |paid: &[(String, f64)]| {
        paid.iter().filter_map(|(id, amount)| Some((id.parse().ok()?, amount * scale))).collect()
    };
    bought.voters.iter().map(|v| VoterShare { paid: paid(&v.paid), left: v.left * scale }).collect()
}

fn result(worth: greedy::Worth, why: Why) -> Standing {
    let greedy::Worth { number, support, supporters } = worth;
    Standing { number, support, supporters, objections: 0, why, price: None, lacking: None }
}

fn empty(ballots: &[Ballot]) -> Outcome {
    Outcome {
        voters: ballots.len(),
        chosen: Vec::new(),
        results: Vec::new(),
        ties: Vec::new(),
        dissent: Vec::new(),
        shares: None,
    }
}
