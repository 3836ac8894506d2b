//! Reading one value.

use super::{
    parameter::{Holds, LAST_PAGE, MOST_PER_PAGE, Parameter},
    problem::Problem,
};
use jiff::civil::Time;
use reticolo_base::Instant;
use reticolo_directory::hsds::Weekday;
use serde_json::Value;
use uuid::Uuid;

/// A value that was understood.
#[derive(Debug, Clone, PartialEq)]
pub enum Said {
    /// Words, a code, a choice.
    Text(String),
    /// A whole number.
    Whole(u64),
    /// A number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// An id.
    Id(Uuid),
    /// A moment.
    Moment(Instant),
    /// A time on the clock.
    Time(Time),
    /// Days of the week.
    Days(Vec<Weekday>),
}

/// A value as it came: written in an address or a form, or typed in JSON.
#[derive(Debug, Clone, PartialEq)]
pub enum Raw {
    /// Written.
    Written(String),
    /// Typed.
    Typed(Value),
}

impl Raw {
    fn text(&self) -> Option<&str> {
        match self {
            Self::Written(text) | Self::Typed(Value::String(text)) => Some(text.trim()),
            Self::Typed(_) => None,
        }
    }

    fn number(&self) -> Option<f64> {
        let number = match self {
            Self::Written(text) => text.trim().parse().ok(),
            Self::Typed(value) => value.as_f64(),
        };
        number.filter(|n: &f64| n.is_finite())
    }

    fn whole(&self, from: u64, to: u64) -> Option<u64> {
        let whole = match self {
            Self::Written(text) => text.trim().parse().ok()?,
            // In JSON Schema 2.0 is an integer.
            Self::Typed(value) => value.as_u64().or_else(|| {
                value.as_f64().filter(|n| n.fract() == 0.0 && (0.0..1e15).contains(n)).map(|n| n as u64)
            })?,
        };
        (from..=to).contains(&whole).then_some(whole)
    }

    fn flag(&self) -> Option<bool> {
        match self {
            Self::Written(text) => text.trim().parse().ok(),
            Self::Typed(value) => value.as_bool(),
        }
    }
}

/// Reads a value. `now` is what the word *now* means.
///
/// # Errors
/// 400, naming the parameter and saying what it takes.
pub fn read(parameter: &Parameter, raw: &Raw, now: Instant) -> Result<Said, Problem> {
    let bad = |takes: String| Problem::value(parameter.name, format!("{} takes {takes}.", parameter.name));
    let number = |from: f64, to: f64, takes: &str| {
        raw.number()
            .filter(|n| (from..=to).contains(n))
            .map(Said::Number)
            .ok_or_else(|| bad(takes.to_owned()))
    };
    let text = |good: &dyn Fn(&str) -> bool, takes: &str| {
        raw.text()
            .filter(|text| good(text))
            .map(|text| Said::Text(text.to_owned()))
            .ok_or_else(|| bad(takes.to_owned()))
    };
    match parameter.holds {
        Holds::Words => text(&|_| true, "words"),
        Holds::Page => raw
            .whole(1, LAST_PAGE)
            .map(Said::Whole)
            .ok_or_else(|| bad(format!("a whole number from 1 to {LAST_PAGE}"))),
        Holds::PerPage => raw
            .whole(1, MOST_PER_PAGE)
            .map(Said::Whole)
            .ok_or_else(|| bad(format!("a whole number from 1 to {MOST_PER_PAGE}"))),
        Holds::Choice(of) => text(&|text| of.contains(&text), &format!("one of {}", of.join(", "))),
        Holds::Id => raw
            .text()
            .filter(|text| text.len() == 36)
            .and_then(|text| text.parse().ok())
            .map(Said::Id)
            .ok_or_else(|| bad("a UUID, as in the ids of this API".to_owned())),
        Holds::Moment(or_now) => {
            let moment =
                raw.text().and_then(|text| if or_now && text == "now" { Some(now) } else { moment(text) });
            let takes = "a moment as in 2026-11-23T09:30:00+01:00 (RFC 3339) or a day as in 2026-11-23";
            moment
                .map(Said::Moment)
                .ok_or_else(|| bad(format!("{takes}{}", if or_now { ", or now" } else { "" })))
        }
        Holds::Flag => raw.flag().map(Said::Flag).ok_or_else(|| bad("true or false".to_owned())),
        Holds::Age => number(0.0, 150.0, "an age in years, from 0 to 150"),
        Holds::Time => raw
            .text()
            .and_then(time)
            .map(Said::Time)
            .ok_or_else(|| bad("a time as in 09:30, from 00:00 to 23:59".to_owned())),
        Holds::Days => raw.text().and_then(days).map(Said::Days).ok_or_else(|| {
            bad("days as in MO,WE: some of MO, TU, WE, TH, FR, SA, SU, separated by commas".to_owned())
        }),
        Holds::Tag => text(&is_tag, "a BCP 47 language tag as in ar or pt-BR"),
        Holds::Need => text(&is_need, "the code of a need as in stay.renewal, or of a group as in stay"),
        Holds::Postcode => {
            text(&is_postcode, "a postal code of letters, digits, spaces and hyphens, 2 to 12 long")
        }
        Holds::Metres => number(1.0, 1_000_000.0, "metres, from 1 to 1000000"),
        Holds::Latitude => number(-90.0, 90.0, "degrees, from -90 to 90"),
        Holds::Longitude => number(-180.0, 180.0, "degrees, from -180 to 180"),
    }
}

/// A plus in an address that nobody encoded arrives as a space.
fn moment(text: &str) -> Option<Instant> {
    let mended = if text.len() > 19 {
        text.replacen(' ', "+", usize::from(!text.contains('+')))
    } else {
        text.to_owned()
    };
    let day = text.len() == 10;
    if !day && !text.contains(['T', 't']) {
        return None;
    }
    mended.parse().ok().or_else(|| text.parse().ok())
}

fn time(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once(':')?;
    let part = |text: &str| {
        if text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit()) { text.parse().ok() } else { None }
    };
    Time::new(part(hour)?, part(minute)?, 0, 0).ok()
}

fn days(text: &str) -> Option<Vec<Weekday>> {
    let day = |code: &str| Weekday::ALL.into_iter().find(|day| day.code() == code);
    text.split(',').map(day).collect()
}

fn is_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let primary = parts
        .next()
        .is_some_and(|p| (2..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphabetic()));
    primary
        && text.len() <= 35
        && parts.all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()))
}

fn is_need(text: &str) -> bool {
    (1..=60).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'.')
}

fn is_postcode(text: &str) -> bool {
    (2..=12).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b' ' || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routes::api::parameter::named;
    use proptest::prelude::*;

    fn written(name: &str, text: &str) -> Result<Said, Problem> {
        read(named(name).unwrap(), &Raw::Written(text.to_owned()), Instant(7))
    }

    #[test]
    fn pages_begin_at_one_and_end_somewhere() {
        assert_eq!(written("page", "3"), Ok(Said::Whole(3)));
        for bad in ["0", "-1", "1000000000", "abc", "1.5", "", "99999999999999999999999"] {
            assert!(written("page", bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_moment_is_rfc_3339_or_a_day() {
        let at = |text: &str| written("modified_after", text);
        assert_eq!(at("2026-11-23"), Ok(Said::Moment("2026-11-23".parse().unwrap())));
        let east = Ok(Said::Moment("2026-11-23T08:30:00Z".parse().unwrap()));
        assert_eq!(at("2026-11-23T09:30:00+01:00"), east);
        assert_eq!(at("2026-11-23T09:30:00 01:00"), east);
        for bad in ["yesterday", "2026-13-01", "now", "12", "2026-11-23T25:00:00Z"] {
            assert!(at(bad).is_err(), "{bad}");
        }
        assert_eq!(written("open_at", "now"), Ok(Said::Moment(Instant(7))));
    }

    #[test]
    fn days_and_times_are_written_one_way() {
        assert_eq!(written("day", "MO,SU"), Ok(Said::Days(vec![Weekday::Mo, Weekday::Su])));
        assert!(["mo", "MO, TU", "", "XX", "Monday"].iter().all(|bad| written("day", bad).is_err()));
        assert!(written("start_time", "09:30").is_ok());
        assert!(
            ["9:30", "24:00", "09:60", "09:30:00", "noon"]
                .iter()
                .all(|bad| written("start_time", bad).is_err())
        );
    }

    #[test]
    fn json_must_have_the_right_type() {
        let typed = |name: &str, value: Value| read(named(name).unwrap(), &Raw::Typed(value), Instant(0));
        assert_eq!(typed("page", 2.into()), Ok(Said::Whole(2)));
        assert_eq!(typed("page", 2.0.into()), Ok(Said::Whole(2)));
        assert!(typed("page", "2".into()).is_err());
        assert!(typed("free", "true".into()).is_err() && typed("free", true.into()).is_ok());
        assert!(typed("search", Value::Null).is_err() && typed("lat", Value::from("41")).is_err());
    }

    #[test]
    fn there_is_nothing_off_the_earth() {
        assert!(
            written("lat", "90.1").is_err()
                && written("lon", "-181").is_err()
                && written("lat", "NaN").is_err()
        );
        assert_eq!(written("lat", "41.1"), Ok(Said::Number(41.1)));
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,60}", at in 0..27_usize) {
            let parameter = &crate::routes::api::parameter::PARAMETERS[at];
            let _ = read(parameter, &Raw::Written(text), Instant(0));
        }
    }
}
