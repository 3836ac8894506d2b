//! The form of the files in `data/demo/lab/`. A field that is not known here is a mistake and refused.

use reticolo_base::{Lang, Text};
use serde::{Deserialize, de::DeserializeOwned};
use std::collections::BTreeMap;

#[derive(rust_embed::RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../data/demo/lab"]
struct Files;

/// A data file of the demonstration that is missing or broken; a test forbids it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("data/demo/lab/{file}: {what}")]
pub struct Unreadable {
    /// The file.
    pub file: String,
    /// What is wrong, for whoever mends it.
    pub what: String,
}

/// Reads a file.
pub(super) fn read<T: DeserializeOwned>(file: &str) -> Result<T, Unreadable> {
    let broken = |what: String| Unreadable { file: file.to_owned(), what };
    let found = Files::get(file).ok_or_else(|| broken("missing".into()))?;
    let text = std::str::from_utf8(&found.data).map_err(|error| broken(error.to_string()))?;
    toml::from_str(text).map_err(|error| broken(error.to_string()))
}

/// The same words in other languages, by a person.
pub(super) type To = BTreeMap<Lang, String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct People {
    pub person: Vec<Person>,
}

/// Somebody who takes part.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Person {
    pub key: String,
    pub name: String,
    pub body: String,
    pub kind: String,
    pub territory: String,
    pub speaks: String,
    pub lang: Lang,
    #[serde(default)]
    pub role: String,
    #[serde(default)]
    pub mediator: bool,
    #[serde(default)]
    pub step_free: bool,
    #[serde(default)]
    pub absent: bool,
    #[serde(default)]
    pub guest: bool,
    pub meetings: String,
}

/// A meeting that was held.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Meeting {
    pub template: String,
    pub days_ago: i64,
    pub from: (i8, i8),
    pub place: String,
    pub tables: i64,
    pub reviewed: bool,
    pub note: Vec<Note>,
    pub summary: Vec<Summary>,
    pub theme: Vec<Theme>,
}

/// Something said.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Note {
    pub key: String,
    pub who: String,
    pub round: i64,
    pub kind: String,
    pub lang: String,
    #[serde(default)]
    pub table: bool,
    #[serde(default)]
    pub strong: bool,
    pub words: String,
    pub to: To,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Summary {
    pub round: i64,
    pub lang: String,
    pub words: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Theme {
    pub key: String,
    pub title: String,
    pub to: To,
    pub notes: Vec<String>,
    pub merged_from: Option<Part>,
    pub asked: String,
    pub objection: Option<Objection>,
}

/// A theme that became part of another.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Part {
    pub key: String,
    pub title: String,
    pub notes: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Objection {
    pub who: String,
    pub words: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Votes {
    pub devices: usize,
    pub statement: Vec<Statement>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Statement {
    pub key: String,
    pub picture: String,
    pub lean: [f64; 3],
    pub words: String,
    pub to: To,
}

/// What came of the first two meetings.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct After {
    pub lab_title: Text,
    pub lab_purpose: Text,
    pub problem: Vec<Problem>,
    pub proposal: Vec<Proposal>,
    pub choice: Choice,
    pub group: Group,
    pub experiment: Experiment,
    pub commitment: Vec<Commitment>,
    pub clock: Vec<Clock>,
    pub answer: Vec<Answer>,
    pub minutes: Minutes,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Problem {
    pub key: String,
    pub title: String,
    pub description: String,
    pub evidence: String,
    pub source: String,
    pub needs: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Proposal {
    pub key: String,
    pub by: String,
    pub then: String,
    pub themes: Vec<String>,
    pub title: String,
    pub to: To,
    pub problem: String,
    pub parties: String,
    pub change: String,
    pub beneficiaries: String,
    pub first_step: String,
    pub hours: i64,
    pub euros: i64,
    pub comments: Vec<Word>,
}

/// Words that somebody writes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Word {
    #[serde(default)]
    pub by: String,
    #[serde(default)]
    pub days: i64,
    pub lang: Lang,
    pub words: String,
    #[serde(default)]
    pub to: To,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Choice {
    pub title: String,
    pub euros: i64,
    pub hours: i64,
    pub points: i64,
    pub ballots: Vec<BTreeMap<String, [i64; 3]>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    pub from: String,
    pub title: String,
    pub title_to: To,
    pub task: String,
    pub task_to: To,
    pub next_days: i64,
    pub members: Vec<String>,
    pub posts: Vec<Word>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Experiment {
    pub from: String,
    pub title: String,
    pub title_to: To,
    pub hypothesis: String,
    pub hypothesis_to: To,
    pub place: String,
    pub measure: String,
    pub measure_to: To,
    pub starts: i64,
    pub weeks: i64,
    pub notes: Vec<Word>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Commitment {
    pub key: String,
    #[serde(default)]
    pub who: String,
    pub by: Option<String>,
    pub from: String,
    pub promised: i64,
    pub due: i64,
    pub what: String,
    pub to: To,
    pub kept: Option<Kept>,
    pub moved: Option<Moved>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Kept {
    pub days: i64,
    pub note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Moved {
    pub days: i64,
    pub due: i64,
    pub reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Clock {
    pub about: String,
    pub organization: String,
    pub accepted: i64,
    pub due: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Answer {
    pub about: String,
    pub days: i64,
    pub outcome: String,
    pub organization: String,
    pub words: String,
    pub to: To,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Minutes {
    pub approved: i64,
    pub by: String,
    pub corrected: String,
}

/// What simulated participants write.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Moving {
    pub text: Vec<Line>,
    pub summary: Vec<Line>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Line {
    /// The place of the block among those with tables, from 1.
    pub block: usize,
    #[serde(default)]
    pub kind: String,
    pub lang: String,
    pub words: String,
    #[serde(default)]
    pub to: To,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_can_be_read_and_a_missing_one_is_named() {
        assert_eq!(read::<People>("people.toml").unwrap().person.len(), 44);
        read::<Meeting>("first.toml").unwrap();
        read::<Meeting>("second.toml").unwrap();
        assert_eq!(read::<Votes>("votes.toml").unwrap().statement.len(), 14);
        read::<After>("after.toml").unwrap();
        read::<Moving>("moving.toml").unwrap();
        let missing = read::<Moving>("no.toml").err().unwrap();
        assert_eq!(missing.to_string(), "data/demo/lab/no.toml: missing");
    }

    #[test]
    fn whoever_speaks_in_the_files_is_one_of_the_people_and_speaks_that_language() {
        let people = read::<People>("people.toml").unwrap().person;
        let speaks = |key: &str, lang: &str| {
            people.iter().any(|one| one.key == key && one.speaks.split(' ').any(|code| code == lang))
        };
        for file in ["first.toml", "second.toml"] {
            for note in read::<Meeting>(file).unwrap().note {
                assert!(speaks(&note.who, &note.lang), "{file}: {}", note.key);
            }
        }
        let after = read::<After>("after.toml").unwrap();
        let words = after.proposal.iter().flat_map(|one| &one.comments).chain(&after.group.posts);
        assert!(words.into_iter().all(|word| speaks(&word.by, word.lang.code())));
    }

    #[test]
    fn no_ballot_gives_away_more_points_than_there_are() {
        let choice = read::<After>("after.toml").unwrap().choice;
        for ballot in &choice.ballots {
            for kind in 0..3 {
                assert!(ballot.values().map(|points| points[kind]).sum::<i64>() <= choice.points);
            }
        }
    }
}
