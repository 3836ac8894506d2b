//! What a proposal says, and how two people's changes to it come together.

use crate::{Refused, harvest::typed};
use serde::{Deserialize, Serialize};

/// The fields of a proposal, in the order in which they are asked. The stored words are also the last part of their texts'
/// keys.
pub const FIELDS: [Field; 8] = [
    Field::Title,
    Field::Problem,
    Field::Parties,
    Field::Change,
    Field::Beneficiaries,
    Field::Hours,
    Field::Euros,
    Field::FirstStep,
];

/// A field of a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// What it is called.
    Title,
    /// Which problem it answers.
    Problem,
    /// Who must take part.
    Parties,
    /// What changes.
    Change,
    /// For whom.
    Beneficiaries,
    /// What it costs in hours of work.
    Hours,
    /// What it costs in euros.
    Euros,
    /// What is done first.
    FirstStep,
}

impl Field {
    /// Its name in forms, also the last part of its text's key.
    pub fn code(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Problem => "problem",
            Self::Parties => "parties",
            Self::Change => "change",
            Self::Beneficiaries => "beneficiaries",
            Self::Hours => "hours",
            Self::Euros => "euros",
            Self::FirstStep => "first-step",
        }
    }

    /// Whether it is a sum.
    pub fn is_sum(self) -> bool {
        matches!(self, Self::Hours | Self::Euros)
    }
}

/// What a proposal says. Empty or `None` is what nobody has worked out yet; 0 hours means that it takes none.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Draft {
    /// What it is called.
    pub title: String,
    /// Which problem it answers.
    pub problem: String,
    /// Who must take part.
    pub parties: String,
    /// What changes.
    pub change: String,
    /// For whom.
    pub beneficiaries: String,
    /// What it costs in hours of work.
    pub hours: Option<i64>,
    /// What it costs in whole euros.
    pub euros: Option<i64>,
    /// What is done first.
    pub first_step: String,
}

/// Two people's changes, come together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The changes of both; where they clash, what is typed now.
    pub draft: Draft,
    /// The fields that both changed, each in another way.
    pub clashes: Vec<Field>,
    /// The fields that only the other one changed.
    pub theirs: Vec<Field>,
}

impl Draft {
    /// From what was typed: the value of each field by its code. Only the title must be there.
    ///
    /// # Errors
    /// Every field that is not as it must be, with its reason.
    pub fn parse<'a>(typed: impl Fn(Field) -> &'a str) -> Result<Self, Vec<(Field, Refused)>> {
        let (mut draft, mut wrong) = (Self::default(), Vec::new());
        for field in FIELDS {
            if let Err(reason) = draft.set(field, typed(field)) {
                wrong.push((field, reason));
            }
        }
        if wrong.is_empty() { Ok(draft) } else { Err(wrong) }
    }

    fn set(&mut self, field: Field, text: &str) -> Result<(), Refused> {
        match field {
            Field::Title => self.title = typed::line(text, typed::TITLE)?,
            Field::Problem => self.problem = typed::some_lines(text, typed::LONG)?,
            Field::Parties => self.parties = typed::some_lines(text, typed::LONG)?,
            Field::Change => self.change = typed::some_lines(text, typed::LONG)?,
            Field::Beneficiaries => self.beneficiaries = typed::some_lines(text, typed::LONG)?,
            Field::Hours => self.hours = typed::amount(text, typed::MOST)?,
            Field::Euros => self.euros = typed::amount(text, typed::MOST)?,
            Field::FirstStep => self.first_step = typed::some_lines(text, typed::LONG)?,
        }
        Ok(())
    }

    /// What a field says, as it stands in a form.
    pub fn get(&self, field: Field) -> String {
        let sum = |sum: Option<i64>| sum.map(|sum| sum.to_string()).unwrap_or_default();
        match field {
            Field::Title => self.title.clone(),
            Field::Problem => self.problem.clone(),
            Field::Parties => self.parties.clone(),
            Field::Change => self.change.clone(),
            Field::Beneficiaries => self.beneficiaries.clone(),
            Field::Hours => sum(self.hours),
            Field::Euros => sum(self.euros),
            Field::FirstStep => self.first_step.clone(),
        }
    }

    fn copy(&mut self, field: Field, from: &Self) {
        match field {
            Field::Title => self.title.clone_from(&from.title),
            Field::Problem => self.problem.clone_from(&from.problem),
            Field::Parties => self.parties.clone_from(&from.parties),
            Field::Change => self.change.clone_from(&from.change),
            Field::Beneficiaries => self.beneficiaries.clone_from(&from.beneficiaries),
            Field::Hours => self.hours = from.hours,
            Field::Euros => self.euros = from.euros,
            Field::FirstStep => self.first_step.clone_from(&from.first_step),
        }
    }

    /// The fields that nobody has worked out yet.
    pub fn missing(&self) -> Vec<Field> {
        FIELDS.into_iter().filter(|field| self.get(*field).is_empty()).collect()
    }

    /// The fields in which two drafts differ.
    pub fn differs(&self, other: &Self) -> Vec<Field> {
        FIELDS.into_iter().filter(|field| self.get(*field) != other.get(*field)).collect()
    }
}

/// Brings together what two people made of `base`: each keeps what only she changed; what both changed differently is a
/// clash.
pub fn merge(base: &Draft, theirs: &Draft, mine: &Draft) -> Merged {
    let (changed, own) = (base.differs(theirs), base.differs(mine));
    let mut merged = Merged { draft: mine.clone(), clashes: Vec::new(), theirs: Vec::new() };
    for field in changed {
        if !own.contains(&field) {
            merged.draft.copy(field, theirs);
            merged.theirs.push(field);
        } else if theirs.get(field) != mine.get(field) {
            merged.clashes.push(field);
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn draft(title: &str, change: &str, hours: Option<i64>) -> Draft {
        Draft { title: title.into(), change: change.into(), hours, ..Draft::default() }
    }

    #[test]
    fn changes_to_different_fields_come_together() {
        let base = draft("Un solo sportello", "", None);
        let merged = merge(
            &base,
            &draft("Un solo sportello", "Si entra da ogni porta", None),
            &draft("Un solo sportello", "", Some(40)),
        );
        assert_eq!(merged.draft, draft("Un solo sportello", "Si entra da ogni porta", Some(40)));
        assert_eq!((merged.clashes, merged.theirs), (vec![], vec![Field::Change]));
    }

    #[test]
    fn two_who_change_the_same_field_are_told_and_nothing_typed_is_lost() {
        let base = draft("Uno", "", None);
        let merged = merge(&base, &draft("Due", "", None), &draft("Tre", "", None));
        assert_eq!((merged.draft.title.as_str(), merged.clashes), ("Tre", vec![Field::Title]));
        assert_eq!(merge(&base, &draft("Due", "", None), &draft("Due", "", None)).clashes, []);
    }

    #[test]
    fn every_field_that_is_wrong_is_told_at_once() {
        let typed = |field: Field| match field {
            Field::Hours => "-4",
            Field::Euros => "1000000000000000000",
            _ => "",
        };
        let wrong: Vec<_> =
            Draft::parse(typed).unwrap_err().into_iter().map(|(f, r)| (f, r.to_string())).collect();
        assert_eq!(
            wrong,
            [
                (Field::Title, "lab-harvest-problem-empty".to_owned()),
                (Field::Hours, "lab-harvest-problem-negative".to_owned()),
                (Field::Euros, "lab-harvest-problem-too-much".to_owned())
            ]
        );
    }

    #[test]
    fn nothing_is_something_else_than_no_cost() {
        let free = Draft { hours: Some(0), euros: Some(0), ..draft("Uno", "x", None) };
        assert_eq!(free.missing(), [Field::Problem, Field::Parties, Field::Beneficiaries, Field::FirstStep]);
        assert!(Draft::default().missing().len() == FIELDS.len());
    }

    proptest! {
        #[test]
        fn no_change_of_either_is_ever_lost(texts in prop::array::uniform6("[ab]{0,2}"), sums in prop::array::uniform3(prop::option::of(0_i64..3))) {
            let [a, b, c, d, e, f] = &texts;
            let (base, theirs, mine) = (draft(a, b, sums[0]), draft(c, d, sums[1]), draft(e, f, sums[2]));
            let merged = merge(&base, &theirs, &mine);
            for field in FIELDS {
                if mine.get(field) != base.get(field) {
                    prop_assert_eq!(merged.draft.get(field), mine.get(field));
                }
                if theirs.get(field) != base.get(field) && theirs.get(field) != merged.draft.get(field) {
                    prop_assert!(merged.clashes.contains(&field));
                }
            }
        }
    }
}
