//! The condition of a rule, in data.

use serde::{Deserialize, Serialize};

/// A condition about a person. Written in data as `{"position": ["asylum_seeker"]}`, `{"all": […]}` …
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// Every one holds.
    All(Vec<Condition>),
    /// At least one holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// Everybody (`true`) or nobody (`false`).
    Always(bool),
    /// The legal position is one of these codes.
    Position(Vec<String>),
    /// The age in years is within these bounds, both included.
    Age {
        /// At least.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<u8>,
        /// At most.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<u8>,
    },
    /// Lives in one of these ISTAT regions (2 digits), provinces (3) or municipalities (6).
    ResidentIn(Vec<String>),
    /// Has a registered residence, or not.
    Registered(bool),
    /// Is a citizen of the European Union, or not; follows from the position.
    EuCitizen(bool),
    /// Has a permit that is valid or whose renewal receipt is in hand.
    PermitValid(bool),
    /// Is one of these, where the law makes a difference.
    Gender(Vec<crate::hsds::Gender>),
    /// Has children with her, or not.
    WithChildren(bool),
    /// Expects a child, or not.
    Pregnant(bool),
    /// Works, or not.
    Works(bool),
}
