//! A rule with its source, and what it answers.

use super::Condition;
use jiff::civil::Date;
use reticolo_base::Text;
use serde::{Deserialize, Serialize};

/// A rule of access, with who vouches for it and until when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessRule {
    /// Its code, the same on every service that it governs.
    pub key: String,
    /// The condition.
    pub when: Condition,
    /// The rule as one plain sentence.
    pub says: Text,
    /// The law or document it comes from.
    pub source: String,
    /// The address of the source on the web.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_url: Option<String>,
    /// The day on which the steward last checked it.
    pub date: Date,
    /// Who keeps it true.
    pub steward: String,
    /// The last day on which it may be relied upon.
    pub review_by: Date,
}

/// Whether a person may use a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// She may.
    Yes,
    /// It cannot be said.
    Unknown,
    /// She may not.
    No,
}

/// Why a rule answers as it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    /// The condition holds, or does not.
    Condition,
    /// Something that decides was not said.
    NotSaid,
    /// The rule is past its review date.
    Overdue,
}

/// What one rule answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason<'a> {
    /// The rule.
    pub rule: &'a AccessRule,
    /// Its answer.
    pub verdict: Verdict,
    /// Why.
    pub because: Because,
}
