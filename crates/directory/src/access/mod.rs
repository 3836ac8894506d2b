//! Access rules: who may use a service. Yes, no, or unknown – and why.
//!
//! A rule never guesses: what a person did not say stays unknown, and a rule past its review date answers unknown.
//! Answers are those of Kleene's three-valued logic, so that saying more can settle an answer but never turn
//! a yes into a no, unless what is said contradicts itself.

mod answer;
mod condition;
mod fact;
mod person;
mod rule;
mod verdict;

pub use condition::Condition;
pub use fact::Fact;
pub use person::{Person, Standing};
pub use rule::{AccessRule, Because, Reason, Verdict};
pub use verdict::verdict;

#[cfg(test)]
mod tests;
