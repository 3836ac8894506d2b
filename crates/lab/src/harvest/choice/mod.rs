//! Choosing among proposals: by consent, by approval, or by the Method of Equal Shares under a budget.
//!
//! A budget may be of hours, of euros, or of both. With both, a proposal costs the *larger* of its two shares of the
//! budgets: whatever is chosen within one such budget keeps within both. See [`shares`].

mod ballot;
mod close;
mod count;
mod export;
mod greedy;
mod open;
mod read;
mod shares;

pub use ballot::{Answer, Ballot, cast, mine};
pub use close::close;
pub use count::{Dissent, Outcome, Shares, Standing, VoterShare, Why, count};
pub use export::{csv, pb};
pub use greedy::Worth;
pub use open::{MOST_OPTIONS, Opening, open};
pub use read::{choice, choices, my_number, turnout};
pub use shares::Unit;

use reticolo_base::{Instant, Lang};
use uuid::Uuid;

/// How the proposals are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// What nobody has a serious objection to.
    Consent,
    /// What most people want, as far as budgets and places reach.
    Approval,
    /// Everybody decides on an equal share of the budget (Peters, Pierczyński & Skowron 2021).
    Shares,
}

impl Method {
    /// Every method, in the order of the page.
    pub const ALL: [Self; 3] = [Self::Consent, Self::Approval, Self::Shares];

    /// The stored word, also the last part of its text's key.
    pub fn code(self) -> &'static str {
        match self {
            Self::Consent => "consent",
            Self::Approval => "approval",
            Self::Shares => "shares",
        }
    }

    /// From the stored word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.code() == code)
    }
}

/// What a ballot says of each proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ballots {
    /// Fine, no opinion, or a serious objection with its words.
    Consent,
    /// I want it, or nothing.
    Approval,
    /// Points, out of a number that one may give away.
    Points,
}

impl Ballots {
    const ALL: [Self; 3] = [Self::Consent, Self::Approval, Self::Points];

    /// The stored word, also the last part of its text's key.
    pub fn code(self) -> &'static str {
        match self {
            Self::Consent => "consent",
            Self::Approval => "approval",
            Self::Points => "points",
        }
    }

    /// From the stored word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ballots| ballots.code() == code)
    }
}

/// Whether ballots are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// They are, and may be changed.
    Open,
    /// They were counted.
    Closed,
}

/// A proposal on the ballot, with what it cost when the choice was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The proposal.
    pub proposal: Uuid,
    /// Its number on the ballot and in exports, from 1, in the order in which proposals were made.
    pub number: i64,
    /// Its title.
    pub title: String,
    /// The title's language.
    pub lang: Lang,
    /// What it costs in hours.
    pub hours: i64,
    /// What it costs in euros.
    pub euros: i64,
}

/// The rules of a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// How the proposals are chosen.
    pub method: Method,
    /// What a ballot says.
    pub ballots: Ballots,
    /// How many hours there are, if they are limited.
    pub hours: Option<i64>,
    /// How many euros there are, if they are limited.
    pub euros: Option<i64>,
    /// How many proposals are chosen at most, if that is limited.
    pub seats: Option<i64>,
    /// How many points one may give away.
    pub points: i64,
}

/// A choice.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Its id.
    pub id: Uuid,
    /// The session.
    pub session: Uuid,
    /// What is decided, in a few words.
    pub title: String,
    /// The title's language.
    pub lang: Lang,
    /// The rules.
    pub rules: Rules,
    /// Whether ballots are taken.
    pub state: State,
    /// The proposals.
    pub candidates: Vec<Candidate>,
    /// What came out, once it was closed.
    pub outcome: Option<Outcome>,
    /// When it was opened.
    pub created_at: Instant,
    /// When it was closed.
    pub closed_at: Option<Instant>,
}
