//! Access rules: who may use a service. Yes, no, or unknown – and why.
//!
//! A rule never guesses: what a person did not say stays unknown, and a rule past its review date answers unknown.

mod condition;
mod person;
mod rule;

pub use condition::Condition;
pub use person::{Person, Standing};
pub use rule::{AccessRule, Because, Reason, Verdict};
