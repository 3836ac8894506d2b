//! The facts on which an answer may depend.

use super::{AccessRule, Condition, Person};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Something that a person may say about herself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// Her legal position.
    Position,
    /// Her age.
    Age,
    /// By what she is addressed.
    Gender,
    /// Where she lives.
    Municipality,
    /// Whether her residence is registered.
    Registered,
    /// The standing of her permit.
    Standing,
    /// Whether she has children with her.
    WithChildren,
    /// Whether she expects a child.
    Pregnant,
    /// Whether she works.
    Works,
}

impl Fact {
    /// Every fact.
    pub const ALL: [Self; 9] = [
        Self::Position,
        Self::Age,
        Self::Gender,
        Self::Municipality,
        Self::Registered,
        Self::Standing,
        Self::WithChildren,
        Self::Pregnant,
        Self::Works,
    ];

    /// Whether the person said it.
    pub fn is_said(self, person: &Person) -> bool {
        match self {
            Self::Position => person.position.is_some(),
            Self::Age => person.age.is_some(),
            Self::Gender => person.gender.is_some(),
            Self::Municipality => person.municipality.is_some(),
            Self::Registered => person.registered.is_some(),
            Self::Standing => person.standing.is_some(),
            Self::WithChildren => person.with_children.is_some(),
            Self::Pregnant => person.pregnant.is_some(),
            Self::Works => person.works.is_some(),
        }
    }
}

impl Condition {
    /// The facts on which its answer may depend.
    pub fn facts(&self) -> BTreeSet<Fact> {
        let mut facts = BTreeSet::new();
        self.gather(&mut facts);
        facts
    }

    fn gather(&self, facts: &mut BTreeSet<Fact>) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.gather(facts)),
            Self::Not(part) => part.gather(facts),
            Self::Always(_) => {}
            Self::Position(_) | Self::EuCitizen(_) => facts.extend([Fact::Position]),
            // A position may tell the age (a minor) or that there is no permit at all.
            Self::Age { .. } => facts.extend([Fact::Age, Fact::Position]),
            Self::PermitValid(_) => facts.extend([Fact::Standing, Fact::Position]),
            Self::ResidentIn(_) => facts.extend([Fact::Municipality]),
            Self::Registered(_) => facts.extend([Fact::Registered]),
            Self::Gender(_) => facts.extend([Fact::Gender]),
            Self::WithChildren(_) => facts.extend([Fact::WithChildren]),
            Self::Pregnant(_) => facts.extend([Fact::Pregnant]),
            Self::Works(_) => facts.extend([Fact::Works]),
        }
    }
}

impl AccessRule {
    /// The facts on which its answer may depend.
    pub fn facts(&self) -> BTreeSet<Fact> {
        self.when.facts()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_condition_names_all_facts_below_it_once() {
        let condition = Condition::All(vec![
            Condition::Not(Box::new(Condition::EuCitizen(true))),
            Condition::Any(vec![Condition::Registered(true), Condition::Position(vec!["study".into()])]),
            Condition::Always(true),
        ]);
        assert_eq!(condition.facts().into_iter().collect::<Vec<_>>(), [Fact::Position, Fact::Registered]);
        assert!(Condition::Always(true).facts().is_empty());
    }

    #[test]
    fn a_fact_is_said_or_not() {
        let silent = Person::default();
        assert!(Fact::ALL.into_iter().all(|fact| !fact.is_said(&silent)));
        let person = Person { age: Some(17), pregnant: Some(false), ..silent };
        let said: Vec<_> = Fact::ALL.into_iter().filter(|fact| fact.is_said(&person)).collect();
        assert_eq!(said, [Fact::Age, Fact::Pregnant]);
    }
}
