//! What people type into the forms of this part: refused at the field when it is not as it must be, never cut in silence.

use crate::Refused;
use jiff::{civil::Date, tz::TimeZone};
use reticolo_base::{Instant, folding};

/// The longest title or name, in characters.
pub const TITLE_CHARS: usize = 200;

/// The longest text, in characters.
pub const TEXT_CHARS: usize = 4_000;

/// The farthest day that may be named, in days: what is promised later is promised to nobody.
pub const MOST_DAYS: i64 = 3_660;

/// The variable of a refusal that names the field.
pub const FIELD: &str = "field";

fn refused(key: &'static str, field: &'static str) -> Refused {
    Refused::Invalid(key, vec![(FIELD, field.to_owned())])
}

/// The field that a refusal speaks of.
pub fn of(refused: &Refused) -> Option<&str> {
    let Refused::Invalid(_, args) = refused else { return None };
    args.iter().find(|(name, _)| *name == FIELD).map(|(_, value)| value.as_str())
}

/// One line that must be there.
///
/// # Errors
/// [`Refused::Invalid`] when it is blank or too long.
pub fn title(field: &'static str, typed: &str) -> Result<String, Refused> {
    let typed = measured(field, typed, TITLE_CHARS)?;
    let line = folding::one_line(typed, TITLE_CHARS);
    if line.is_empty() { Err(refused("lab-after-empty", field)) } else { Ok(line) }
}

/// Several lines that must be there.
///
/// # Errors
/// [`Refused::Invalid`] when they are blank or too long.
pub fn text(field: &'static str, typed: &str) -> Result<String, Refused> {
    let lines = text_or_none(field, typed)?;
    if lines.is_empty() { Err(refused("lab-after-empty", field)) } else { Ok(lines) }
}

/// Several lines that may be left out.
///
/// # Errors
/// [`Refused::Invalid`] when they are too long.
pub fn text_or_none(field: &'static str, typed: &str) -> Result<String, Refused> {
    Ok(folding::lines(measured(field, typed, TEXT_CHARS)?, TEXT_CHARS))
}

fn measured<'a>(field: &'static str, typed: &'a str, most: usize) -> Result<&'a str, Refused> {
    let typed = typed.trim();
    // Counting stops where the answer is known.
    if typed.chars().nth(most).is_none() {
        return Ok(typed);
    }
    let args = vec![(FIELD, field.to_owned()), ("most", most.to_string())];
    Err(Refused::Invalid("lab-after-too-long", args))
}

/// A whole number between two others.
///
/// # Errors
/// [`Refused::Invalid`] when it is none, or outside.
pub fn number(field: &'static str, typed: &str, (least, most): (i64, i64)) -> Result<i64, Refused> {
    let number = typed.trim().parse::<i64>().ok().filter(|n| (least..=most).contains(n));
    number.ok_or_else(|| {
        let args = vec![(FIELD, field.to_owned()), ("least", least.to_string()), ("most", most.to_string())];
        Refused::Invalid("lab-after-number", args)
    })
}

/// The zone in which days are meant: that of the territory.
pub fn zone() -> TimeZone {
    TimeZone::get("Europe/Rome").unwrap_or(TimeZone::UTC)
}

/// The day of a moment, as the territory's calendars show it.
pub fn day_of(at: Instant) -> Date {
    at.day_in(&zone())
}

/// A day, as `2026-12-24`: its first moment in the territory.
///
/// # Errors
/// [`Refused::Invalid`] when it is blank or no day.
pub fn day(field: &'static str, typed: &str) -> Result<Instant, Refused> {
    if typed.trim().is_empty() {
        return Err(refused("lab-after-day-missing", field));
    }
    let day: Date = typed.trim().parse().map_err(|_| refused("lab-after-day", field))?;
    start(day).ok_or_else(|| refused("lab-after-day", field))
}

fn start(day: Date) -> Option<Instant> {
    Some(day.to_zoned(zone()).ok()?.timestamp().into())
}

/// A day by which something is due: its last second. Today is still in time.
///
/// # Errors
/// [`Refused::Invalid`] when it is no day, past, or too far.
pub fn due(field: &'static str, typed: &str, now: Instant) -> Result<Instant, Refused> {
    day(field, typed)?;
    let next = typed.trim().parse::<Date>().ok().and_then(|day| start(day.tomorrow().ok()?));
    let due = next.ok_or_else(|| refused("lab-after-day", field))?.plus_seconds(-1);
    if due < now {
        return Err(refused("lab-after-past", field));
    }
    if due.days_since(now) > MOST_DAYS {
        return Err(refused("lab-after-far", field));
    }
    Ok(due)
}

/// One of some words.
///
/// # Errors
/// [`Refused::Invalid`] when it is none of them.
pub fn choice<T>(field: &'static str, chosen: Option<T>) -> Result<T, Refused> {
    chosen.ok_or_else(|| refused("lab-after-choose", field))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use reticolo_base::Refusal as _;

    fn noon() -> Instant {
        "2026-11-23T12:00:00Z".parse().unwrap()
    }

    #[test]
    fn today_is_in_time_until_its_last_second() {
        let due = due("due", "2026-11-23", noon()).unwrap();
        assert_eq!(due.to_string(), "2026-11-23T22:59:59Z");
    }

    #[test]
    fn yesterday_and_the_next_century_are_told_at_the_field() {
        for (day, key) in [
            ("2026-11-22", "lab-after-past"),
            ("2126-11-22", "lab-after-far"),
            ("", "lab-after-day-missing"),
            ("2026-02-30", "lab-after-day"),
            ("domani", "lab-after-day"),
        ] {
            let refused = due("due", day, noon()).unwrap_err();
            assert_eq!((refused.key(), of(&refused)), (key, Some("due")), "{day}");
        }
    }

    #[test]
    fn a_million_characters_are_refused_and_never_cut() {
        let long = "a".repeat(1_000_000);
        assert_eq!(text("what", &long).unwrap_err().key(), "lab-after-too-long");
        assert_eq!(text("what", &"a".repeat(TEXT_CHARS)).unwrap().len(), TEXT_CHARS);
    }

    #[test]
    fn marks_that_turn_the_direction_are_dropped() {
        assert_eq!(title("title", "abc\u{202e}fdp.exe\n x").unwrap(), "abc fdp.exe x");
        assert_eq!(title("title", " \u{202e} ").unwrap_err().key(), "lab-after-empty");
    }

    proptest! {
        #[test]
        fn nothing_typed_panics(typed in "\\PC{0,60}") {
            let _ = (due("d", &typed, noon()), title("t", &typed), text("t", &typed), number("n", &typed, (1, 9)));
        }
    }
}
