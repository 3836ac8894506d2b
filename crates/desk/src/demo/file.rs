//! The form of the files in `data/demo/desk/`. A field that is not known here is a mistake and refused.

use reticolo_directory::reference::{Data, ReferenceError};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct People {
    person: Vec<Person>,
}

/// Somebody who came to a desk.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Person {
    pub key: String,
    /// The body that welcomed her.
    pub at: String,
    pub call_name: String,
    pub names: [String; 2],
    pub languages: Vec<String>,
    #[serde(default)]
    pub mediator: bool,
    #[serde(default)]
    pub phone: String,
    /// Which ways are safe.
    #[serde(default)]
    pub safe: Vec<String>,
    #[serde(default)]
    pub position: String,
    #[serde(default)]
    pub household: String,
    /// What she asks for, one after the other: `need service@body`, or `service@body` where both have one name.
    pub asks: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Courses {
    course: Vec<Course>,
}

/// A way that requests take.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Course {
    /// Where they stand at the end.
    pub ends: String,
    /// How many there are.
    pub times: u32,
    /// How many days ago they began: the latest and the earliest.
    pub ago: [i64; 2],
    /// What happens: the day, counted from the beginning; the act; what it needs.
    pub acts: Vec<String>,
    /// Whose they are; one after the other when nobody is named.
    #[serde(default)]
    pub person: String,
    /// What the desk writes to the receiver.
    #[serde(default)]
    pub note: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Today {
    pub ticket: Vec<Ticket>,
    pub visits: Visits,
    pub step: Vec<String>,
}

/// A number of the queue.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ticket {
    pub lang: String,
    /// Where it was called; empty while it waits.
    #[serde(default)]
    pub place: String,
    #[serde(default)]
    pub done: bool,
}

/// What visits are made of.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Visits {
    pub count: usize,
    pub days: i64,
    pub langs: Vec<String>,
    pub needs: Vec<String>,
    pub outcomes: Vec<String>,
    pub channels: Vec<String>,
}

pub(super) fn people() -> Result<Vec<Person>, ReferenceError> {
    Data::toml::<People>("demo/desk/people.toml").map(|file| file.person)
}

pub(super) fn courses() -> Result<Vec<Course>, ReferenceError> {
    Data::toml::<Courses>("demo/desk/courses.toml").map(|file| file.course)
}

pub(super) fn today() -> Result<Today, ReferenceError> {
    Data::toml("demo/desk/today.toml")
}
