//! What a person answered so far. It travels in the body of each request and is kept nowhere.

use super::{Asks, Question, questions};
use crate::{
    access::{Person, Standing},
    hsds::Gender,
    reference::Reference,
};
use std::collections::BTreeMap;

/// The value of a question that was skipped.
const SKIP: &str = "";

/// What a person answered so far.
#[derive(Clone, Default, PartialEq)]
pub struct Answers {
    /// What she said about herself.
    pub person: Person,
    group: Option<String>,
    need: Option<String>,
    language: Option<String>,
    office_hours: Option<bool>,
    given: BTreeMap<Asks, String>,
}

/// What was answered is not an answer to the question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an answer to this question")]
pub struct NotAnAnswer;

impl std::fmt::Debug for Answers {
    /// Tells nothing, like [`Person`].
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Answers(…)")
    }
}

impl Answers {
    /// The answers in the fields of a form; fields that are no question, and answers that are none, are left out.
    pub fn from_fields<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut answers = Self::default();
        for (code, value) in fields {
            if let Some(question) = questions().iter().find(|question| question.code == code) {
                // What is not an answer leaves the question open: it will be asked again.
                let _ = answers.put(question, value);
            }
        }
        answers
    }

    /// The fields that carry these answers to the next request, in the order of the questions.
    pub fn fields(&self) -> Vec<(&'static str, &str)> {
        let given = |question: &'static Question| {
            self.given.get(&question.asks).map(|value| (question.code.as_str(), value.as_str()))
        };
        questions().iter().filter_map(given).collect()
    }

    /// Puts an answer; an empty one skips the question.
    ///
    /// # Errors
    /// [`NotAnAnswer`], and nothing is changed.
    pub fn put(&mut self, question: &Question, value: &str) -> Result<(), NotAnAnswer> {
        let value = value.trim();
        let mut said = value.to_owned();
        if value != SKIP {
            said = self.say(question.asks, value).ok_or(NotAnAnswer)?;
        }
        self.given.insert(question.asks, said);
        Ok(())
    }

    /// Skips a question.
    pub fn skip(&mut self, question: &Question) {
        self.given.insert(question.asks, SKIP.to_owned());
    }

    fn say(&mut self, asks: Asks, value: &str) -> Option<String> {
        let reference = Reference::get();
        let mut kept = value.to_owned();
        match asks {
            Asks::Group => self.group = Some(reference.needs().group(value)?.code.clone()),
            Asks::Need => {
                let need = reference.need(value)?;
                self.group = Some(need.group().to_owned());
                self.need = Some(need.code.clone());
            }
            Asks::Municipality => {
                let territory = reference.territory();
                kept = territory.municipality(value).or_else(|| territory.named(value))?.istat.clone();
                self.person.municipality = Some(kept.clone());
            }
            Asks::Age => self.person.age = Some(value.parse().ok().filter(|age| *age <= 120)?),
            Asks::Position => self.person.position = Some(reference.position(value)?.code.clone()),
            Asks::Standing => self.person.standing = Some(standing(value)?),
            Asks::Registered => self.person.registered = Some(yes_or_no(value)?),
            Asks::WithChildren => self.person.with_children = Some(yes_or_no(value)?),
            Asks::Pregnant => self.person.pregnant = Some(yes_or_no(value)?),
            Asks::Works => self.person.works = Some(yes_or_no(value)?),
            Asks::Gender => self.person.gender = Some(gender(value)?),
            Asks::Language => self.language = Some(reference.languages().get(value)?.code.clone()),
            Asks::OfficeHours => self.office_hours = Some(yes_or_no(value)?),
        }
        Some(kept)
    }

    /// Whether a question was answered or skipped. Who named a need named its group.
    pub fn has(&self, asks: Asks) -> bool {
        self.given.contains_key(&asks) || (asks == Asks::Group && self.group.is_some())
    }

    /// The group of needs, by code.
    pub fn group(&self) -> Option<&str> {
        self.group.as_deref()
    }

    /// The need, by code.
    pub fn need(&self) -> Option<&str> {
        self.need.as_deref()
    }

    /// The language she wants to speak, by code.
    pub fn language(&self) -> Option<&str> {
        self.language.as_deref()
    }

    /// Whether she can go in office hours.
    pub fn office_hours(&self) -> Option<bool> {
        self.office_hours
    }
}

fn yes_or_no(value: &str) -> Option<bool> {
    match value {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

fn standing(value: &str) -> Option<Standing> {
    match value {
        "valid" => Some(Standing::Valid),
        "receipt" => Some(Standing::Receipt),
        "expired" => Some(Standing::Expired),
        "none" => Some(Standing::None),
        _ => value.parse().ok().map(Standing::Until),
    }
}

fn gender(value: &str) -> Option<Gender> {
    match value {
        "f" => Some(Gender::Woman),
        "m" => Some(Gender::Man),
        _ => None,
    }
}
