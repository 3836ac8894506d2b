//! HSDS schedules, made into one expression. What a schedule says but an expression cannot (every second week,
//! weeks of the year) becomes *unknown* on its days, never open and never closed.

use super::{HoursError, spoken};
use crate::hsds::{Schedule, Weekday};
use jiff::civil::Date;

/// The most schedules that are read for one service.
const MOST: usize = 60;

const MONTHS: [(&str, u8); 12] = [
    ("Jan", 31),
    ("Feb", 28),
    ("Mar", 31),
    ("Apr", 30),
    ("May", 31),
    ("Jun", 30),
    ("Jul", 31),
    ("Aug", 31),
    ("Sep", 30),
    ("Oct", 31),
    ("Nov", 30),
    ("Dec", 31),
];

/// The expression of several schedules together.
pub(super) fn expression(schedules: &[Schedule]) -> Result<String, HoursError> {
    let rules: Vec<_> = schedules.iter().take(MOST).filter_map(rule).collect();
    if rules.is_empty() || schedules.len() > MOST { Err(HoursError::Schedules) } else { Ok(rules.join(", ")) }
}

/// The rule of one schedule; `None` when it does not say on which days.
fn rule(schedule: &Schedule) -> Option<String> {
    let days = days(schedule)?;
    let (times, unknown) = match times(schedule) {
        Some((opens, closes)) => (format!(" {opens}-{closes}"), !is_plain(schedule)),
        None => (String::new(), true),
    };
    let (season, unsure) = season(schedule);
    let unknown = if unknown || unsure { " unknown" } else { "" };
    // A season of days of the month is written on each of them.
    Some(format!("{season}{days}{times}{unknown}"))
}

/// Whether an expression can say all of it.
fn is_plain(schedule: &Schedule) -> bool {
    let every = schedule.interval.as_ref().and_then(serde_json::Number::as_u64).unwrap_or(1);
    let filled = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
    let both = filled(&schedule.bymonthday) && (filled(&schedule.valid_from) || filled(&schedule.valid_to));
    every == 1
        && schedule.count.is_none()
        && !filled(&schedule.byweekno)
        && !filled(&schedule.byyearday)
        && !both
        && !matches!(frequency(schedule).as_str(), "YEARLY" | "HOURLY" | "MINUTELY" | "SECONDLY")
}

fn frequency(schedule: &Schedule) -> String {
    schedule.freq.as_deref().unwrap_or_default().trim().to_ascii_uppercase()
}

/// The days: `byday`, the weekday of HSDS 1.1, days of the month, or every day.
fn days(schedule: &Schedule) -> Option<String> {
    if let Some(byday) = schedule.byday.as_deref().filter(|text| !text.trim().is_empty()) {
        return byday.split(',').map(day).collect::<Option<Vec<_>>>().map(|days| days.join(","));
    }
    if let Some(weekday) = schedule.other.get("weekday").and_then(serde_json::Value::as_str) {
        return Weekday::parse(weekday).map(osm);
    }
    if let Some(month_days) = schedule.bymonthday.as_deref().filter(|text| !text.trim().is_empty()) {
        return days_of_month(month_days);
    }
    if frequency(schedule) == "DAILY" {
        return Some("Mo-Su".to_owned());
    }
    let start: Date = schedule.dtstart.as_deref()?.get(..10)?.parse().ok()?;
    let place = usize::try_from(start.weekday().to_monday_zero_offset()).ok()?;
    (frequency(schedule) == "WEEKLY").then(|| Weekday::ALL.get(place).copied().map(osm)).flatten()
}

/// `MO` → `Mo`, `2TU` → `Tu[2]`, `-1FR` → `Fr[-1]`.
fn day(text: &str) -> Option<String> {
    let text = text.trim();
    let name = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '+' || c == '-');
    let weekday = osm(Weekday::parse(name).filter(|_| name.len() >= 2)?);
    let nth = text.strip_suffix(name)?.trim_start_matches('+');
    match nth.parse::<i8>() {
        Ok(n) if (1..=5).contains(&n) || (-5..=-1).contains(&n) => Some(format!("{weekday}[{n}]")),
        Err(_) if nth.is_empty() => Some(weekday),
        _ => None,
    }
}

fn osm(day: Weekday) -> String {
    let code = day.code();
    let (head, tail) = code.split_at(1);
    format!("{head}{}", tail.to_ascii_lowercase())
}

/// `1,15` → the first and fifteenth of every month. Days that a month does not have are left out of it.
fn days_of_month(text: &str) -> Option<String> {
    let days = text.split(',').map(|day| day.trim().parse::<u8>().ok()).collect::<Option<Vec<_>>>()?;
    let one = |day: &u8| (1..=31).contains(day);
    if !days.iter().all(one) {
        return None;
    }
    let of_month = |(month, last): &(&str, u8)| {
        days.iter().filter(|day| *day <= last).map(|day| format!("{month} {day:02}")).collect::<Vec<_>>()
    };
    Some(MONTHS.iter().flat_map(of_month).collect::<Vec<_>>().join(","))
}

/// When it opens and closes, as an expression writes it; `None` when that is not plain.
fn times(schedule: &Schedule) -> Option<(String, String)> {
    let opens = spoken::time(schedule.opens_at.as_deref()?)?;
    let closes = spoken::time(schedule.closes_at.as_deref()?)?;
    // "9:00am to 5:00" does not say which five o'clock.
    if opens.half != closes.half {
        return None;
    }
    let (opens, closes) = (opens.minutes % (24 * 60), closes.minutes % (24 * 60));
    // 00:00–00:00, 00:00–23:59 and 23:00–22:59 mean all day; 09:00–09:00 means nothing.
    let whole = (opens == 0 && closes == 0) || (closes + 1) % (24 * 60) == opens;
    if whole {
        return Some(("00:00".to_owned(), "24:00".to_owned()));
    }
    (opens != closes).then(|| (clock(opens), if closes == 0 { "24:00".to_owned() } else { clock(closes) }))
}

fn clock(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// The season, followed by a space, and whether it could not be understood.
fn season(schedule: &Schedule) -> (String, bool) {
    if schedule.bymonthday.as_deref().is_some_and(|text| !text.trim().is_empty()) {
        return (String::new(), false);
    }
    let day = |text: &Option<String>| match text.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
        None => Ok(None),
        Some(text) => text.get(..10).unwrap_or(text).parse::<Date>().map(Some),
    };
    let end = schedule.valid_to.as_ref().or(schedule.until.as_ref()).cloned();
    match (day(&schedule.valid_from), day(&end)) {
        (Ok(None), Ok(None)) => (String::new(), false),
        (Ok(from), Ok(to)) => {
            let from = from.map_or_else(|| "1900 Jan 01".to_owned(), written);
            let to = to.map_or_else(|| "2999 Dec 31".to_owned(), written);
            (format!("{from}-{to} "), false)
        }
        _ => (String::new(), true),
    }
}

fn written(day: Date) -> String {
    let month = usize::try_from(day.month()).ok().and_then(|n| MONTHS.get(n.saturating_sub(1)));
    format!("{:04} {} {:02}", day.year(), month.map_or("Jan", |(name, _)| name), day.day())
}
