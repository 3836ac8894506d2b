//! Choosing proposals by the Method of Equal Shares (Peters, Pierczyński & Skowron 2021).
//!
//! The budget is divided equally among the voters. A proposal can be bought when its supporters together hold its
//! cost; they pay in proportion to what it is worth to them, nobody more than she has. Each time, the proposal that
//! costs its supporters least for its worth (the smallest ρ) is bought. All decisions are exact: numbers with a bound on
//! their error decide where that is enough, whole numbers of any size where it is not.
//!
//! Ties go to the id that comes first in the order of characters, as in pabutools.

mod ballot;
mod choice;
mod complete;
mod exact;
pub mod pb;
mod rule;

pub use ballot::{Ballots, Election, Project, Utility, Voter};
pub use choice::{Choice, Chosen, Paid, Refused, Stage, Why, choose};
pub use complete::Completion;
