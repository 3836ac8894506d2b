//! The guided path: a few questions, each the one that tells most, then what to do first and what to bring.
//!
//! Everything here is pure: what a person says comes in with each request and is kept nowhere. Questions that the
//! law forbids for a need are never asked for it, and never while the need is not known.

mod answers;
mod candidate;
mod choose;
mod first_steps;
mod question;

pub use answers::{Answers, NotAnAnswer};
pub use candidate::Candidate;
pub use choose::{FEW, information, next_question};
pub use first_steps::{Bring, FirstStep, Visit, first_steps};
pub use question::{Asks, Choice, Entry, Question, questions};

#[cfg(test)]
mod tests;
