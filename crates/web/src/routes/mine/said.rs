//! What a referral is, in her words: where it stands, what the other sees, when.

use crate::{Fault, Markup, Shell, Visit, markup::escaped};
use jiff::tz::TimeZone;
use reticolo_base::Instant;
use reticolo_desk::{
    field::Field,
    referral::{Capsule, Referral, State},
};
use reticolo_directory::reference::Reference;
use reticolo_words::Words;

/// The zone in which hours are said: that of the offices.
fn zone() -> TimeZone {
    TimeZone::get("Europe/Rome").unwrap_or(TimeZone::UTC)
}

/// A day in words: "Thursday, 26 November 2026".
pub fn day(words: &Words, at: Instant) -> String {
    words.full_date(at.day_in(&zone()))
}

/// A day and an hour in words.
pub fn moment(words: &Words, at: Instant) -> String {
    let local = at.timestamp().to_zoned(zone());
    let values = [("day", words.full_date(local.date()).into()), ("time", words.time(local.time()).into())];
    words.say_with("hers-moment", &values)
}

/// Where a referral stands, in one sentence with what comes next.
pub fn state(words: &Words, referral: &Referral) -> String {
    let (key, when) = match referral.state {
        State::Accepted => match referral.appointment_at {
            Some(at) => ("appointment", Some(moment(words, at))),
            None => ("accepted", referral.due_at.map(|at| day(words, at))),
        },
        State::Waitlisted => ("waitlisted", referral.expected_at.map(|at| day(words, at))),
        other => (other.code(), referral.due_at.map(|at| moment(words, at))),
    };
    let when = when.unwrap_or_else(|| words.say("hers-soon").into_owned());
    let values = [("receiver", referral.receiver_name.as_str().into()), ("when", when.into())];
    words.say_with(&format!("hers-state-{}", key.replace('_', "-")), &values)
}

/// The name of a need in the reader's language.
pub fn need(shell: &Shell, code: &str) -> Markup {
    Reference::get().need(code).map_or_else(Markup::default, |need| shell.show(&need.label))
}

/// A field and what it shows.
pub struct Line {
    /// The stored word of the field.
    pub code: &'static str,
    /// Its name.
    pub label: String,
    /// What it shows.
    pub values: Vec<Markup>,
    /// Whether the other cannot do without it.
    pub required: bool,
}

/// A field with its values: codes in the reader's language, everything else as it was written.
pub fn line(shell: &Shell, field: Field, values: &[String]) -> Line {
    let known = Reference::get();
    let value = |value: &String| {
        let text = match field {
            Field::Need => known.need(value).map(|need| shell.show(&need.label)),
            Field::Position => known.position(value).map(|position| shell.show(&position.label)),
            Field::Documents => known.document(value).map(|document| shell.show(&document.name)),
            Field::Languages => known.name_of(value, shell.lang).map(|name| Markup(escaped(name))),
            _ => None,
        };
        text.unwrap_or_else(|| Markup(format!("<bdi>{}</bdi>", escaped(value))))
    };
    Line {
        code: field.code(),
        label: shell.say(&format!("hers-field-{}", field.code())),
        values: values.iter().map(value).collect(),
        required: field.is_required(),
    }
}

/// What a capsule shows, field by field.
pub fn capsule(shell: &Shell, capsule: &Capsule) -> Vec<Line> {
    let mut lines: Vec<Line> =
        capsule.fields.iter().map(|shown| line(shell, shown.field, &shown.values)).collect();
    if capsule.mediator {
        let said = Markup(escaped(&shell.say("hers-mediator")));
        if let Some(languages) = lines.iter_mut().find(|line| line.code == Field::Languages.code()) {
            languages.values.push(said);
        }
    }
    lines
}

/// The version and the key that a form carries.
pub fn command(
    referral: uuid::Uuid,
    fields: &crate::fields::Fields,
) -> Result<reticolo_desk::referral::Command, Fault> {
    let wrong = || Fault::of(axum::http::StatusCode::UNPROCESSABLE_ENTITY);
    let version = fields.one("version").and_then(|text| text.parse().ok()).ok_or_else(wrong)?;
    let key = fields.one("key").and_then(|text| text.parse().ok()).ok_or_else(wrong)?;
    Ok(reticolo_desk::referral::Command { referral, version, key })
}

/// The texts of a visit's language.
pub fn say(visit: &Visit, key: &str) -> String {
    visit.words().say(key).into_owned()
}
