//! The questions, from `data/questions.toml`.

use super::Answers;
use crate::reference::{Data, Reference, ReferenceError};
use reticolo_base::{Lang, Text};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, sync::LazyLock};

/// What an answer says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asks {
    /// The group of her need.
    Group,
    /// Her need.
    Need,
    /// Where she lives or sleeps.
    Municipality,
    /// The age of who needs the service.
    Age,
    /// Her legal position.
    Position,
    /// The standing of her permit.
    Standing,
    /// Whether her residence is registered.
    Registered,
    /// Whether she has children with her.
    WithChildren,
    /// Whether she expects a child.
    Pregnant,
    /// Whether she works.
    Works,
    /// Whether she is a woman or a man.
    Gender,
    /// The language she wants to speak.
    Language,
    /// Whether she can go in office hours.
    OfficeHours,
}

/// How a question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entry {
    /// One of [`Question::choices`].
    Choice,
    /// A number.
    Number,
    /// A municipality: its name or ISTAT code.
    Municipality,
}

/// When a question is never asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum NeverWhen {
    /// The law forbids asking for the permit.
    PositionNotAsked,
}

/// One way to answer.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// The picture, where there is one.
    #[serde(default)]
    pub icon: String,
    /// What is read.
    pub label: Text,
    /// How common it is, in any unit.
    #[serde(default)]
    share: f64,
}

/// A typical answer, where there are too many to try all.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sample {
    value: String,
    share: f64,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Its code: the name of the form field.
    pub code: String,
    /// What the answer says.
    pub asks: Asks,
    /// How it is answered.
    pub entry: Entry,
    /// The picture: a name of the Tabler outline icons.
    pub icon: String,
    /// The question.
    pub text: Text,
    /// What helps to answer it.
    pub hint: Text,
    never_when: Option<NeverWhen>,
    #[serde(default)]
    answer: Vec<Choice>,
    #[serde(default)]
    sample: Vec<Sample>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    question: Vec<Question>,
}

/// The questions; none should the file be broken, which a test forbids.
pub fn questions() -> &'static [Question] {
    static QUESTIONS: LazyLock<Vec<Question>> = LazyLock::new(|| {
        load().unwrap_or_else(|error| {
            tracing::error!(%error, "the questions of the guided path are broken");
            Vec::new()
        })
    });
    &QUESTIONS
}

/// Reads and checks the questions.
pub(super) fn load() -> Result<Vec<Question>, ReferenceError> {
    let file = "questions.toml";
    let questions = Data::toml::<File>(file)?.question;
    let mut asked = BTreeSet::new();
    for question in &questions {
        let wrong = |what: &str| Err(ReferenceError::new(file, format!("{}: {what}", question.code)));
        let six = |text: &Text| Lang::ALL.into_iter().all(|lang| text.get(lang).is_some());
        if !asked.insert(question.asks) {
            return wrong("asked twice");
        }
        if !six(&question.text) || !six(&question.hint) || !question.answer.iter().all(|a| six(&a.label)) {
            return wrong("a text is missing in some language");
        }
        for value in question.sample.iter().map(|s| &s.value).chain(question.answer.iter().map(|a| &a.value))
        {
            if Answers::default().put(question, value).is_err() {
                return wrong(&format!("not an answer: {value}"));
            }
        }
    }
    Ok(questions)
}

impl Question {
    /// Whether the law may forbid it.
    pub fn is_about_papers(&self) -> bool {
        self.never_when == Some(NeverWhen::PositionNotAsked)
    }

    /// The answers to choose from; empty where something is written instead.
    pub fn choices(&self, said: &Answers) -> Vec<Choice> {
        let reference = Reference::get();
        let of = |value: &str, icon: &str, label: &Text| Choice {
            value: value.to_owned(),
            icon: icon.to_owned(),
            label: label.clone(),
            share: self.share_of(value),
        };
        match self.asks {
            Asks::Group => {
                reference.needs().groups().iter().map(|g| of(&g.code, &g.icon, &g.label)).collect()
            }
            Asks::Need => said
                .group()
                .and_then(|group| reference.needs().group(group))
                .map(|group| group.needs.iter().map(|n| of(&n.code, &n.icon, &n.label)).collect())
                .unwrap_or_default(),
            Asks::Position => reference.positions().iter().map(|p| of(&p.code, "", &p.label)).collect(),
            Asks::Language => reference.languages().iter().map(|l| of(&l.code, "", &l.names)).collect(),
            _ => self.answer.clone(),
        }
    }

    fn share_of(&self, value: &str) -> f64 {
        self.sample.iter().find(|sample| sample.value == value).map_or(0.0, |sample| sample.share)
    }

    /// Answers to try, with how likely each is; the likelihoods add up to one.
    pub(super) fn tries(&self, said: &Answers) -> Vec<(String, f64)> {
        let mut tries: Vec<(String, f64)> = if self.sample.is_empty() {
            self.choices(said).into_iter().map(|choice| (choice.value, choice.share)).collect()
        } else {
            self.sample.iter().map(|sample| (sample.value.clone(), sample.share)).collect()
        };
        let total: f64 = tries.iter().map(|(_, share)| share).sum();
        let even = 1.0 / tries.len().max(1) as f64;
        for (_, share) in &mut tries {
            *share = if total > 0.0 { *share / total } else { even };
        }
        tries
    }
}
