//! Who confirmed what, and when.

use super::figures::day;
use reticolo_base::Instant;
use reticolo_directory::book::{Joined, Verified};
use reticolo_words::Words;

/// After so many days a confirmation is said to be old.
const OLD_DAYS: i64 = 180;

/// A confirmation as a card shows it.
#[derive(Debug, Clone)]
pub struct Confirmed {
    /// What was confirmed.
    pub what: String,
    /// "20 days ago, on 3 November 2026, by …".
    pub words: String,
    /// It is long ago.
    pub old: bool,
}

/// Fields that have a name in the texts.
const FIELDS: [&str; 12] = [
    "hours",
    "address",
    "phones",
    "documents",
    "access",
    "languages",
    "capacity",
    "name",
    "description",
    "cost",
    "contacts",
    "waiting",
];

/// The confirmations of a card, newest first.
pub fn of(joined: &Joined, now: Instant, words: &Words) -> Vec<Confirmed> {
    joined.verified.iter().map(|verified| one(verified, now, words)).collect()
}

/// "Confirmed 20 days ago": the newest confirmation of anything; `None` when nobody ever confirmed anything.
pub fn newest(joined: &Joined, now: Instant, words: &Words) -> Option<(String, bool)> {
    let at = joined.verified.iter().map(|verified| verified.at).max()?;
    let days = now.days_since(at).max(0);
    let text = words.say_with("confirmed-when", &[("when", words.relative_days(-days).into())]);
    Some((text, days > OLD_DAYS))
}

fn one(verified: &Verified, now: Instant, words: &Words) -> Confirmed {
    let days = now.days_since(verified.at).max(0);
    let field = match verified.field.as_str() {
        "required_documents" => "documents",
        "schedules" => "hours",
        "access_rules" => "access",
        "addresses" => "address",
        other => other,
    };
    let what = match FIELDS.into_iter().find(|known| *known == field) {
        Some(field) => words.say(&format!("field-{field}")).into_owned(),
        None if field == "*" => words.say("field-all").into_owned(),
        None => field.to_owned(),
    };
    let text = words.say_with(
        "confirmed-by",
        &[
            ("when", words.relative_days(-days).into()),
            ("date", words.date(day(verified.at)).into()),
            ("by", verified.by.as_str().into()),
        ],
    );
    Confirmed { what, words: text, old: days > OLD_DAYS }
}
