//! Reading what people type: lines, numbers, days, times.

use jiff::civil::{Date, Time};
use reticolo_base::folding;

/// The longest title, in characters.
pub const TITLE_CHARS: usize = 160;

/// The longest purpose, welcome or description, in characters.
pub const TEXT_CHARS: usize = 2_000;

/// The longest question, in characters.
pub const QUESTION_CHARS: usize = 300;

/// A line that must say something, of at most so many characters.
///
/// # Errors
/// The key of a message when it is empty or too long.
pub(super) fn line(typed: &str, most: usize) -> Result<String, &'static str> {
    let line = folding::one_line(typed, most + 1);
    match line.chars().count() {
        0 => Err("lab-problem-empty"),
        long if long > most => Err("lab-problem-long"),
        _ => Ok(line),
    }
}

/// Lines that may be empty, of at most so many characters.
///
/// # Errors
/// The key of a message when they are too long.
pub(super) fn text(typed: &str, most: usize) -> Result<String, &'static str> {
    let text = folding::lines(typed, most + 1);
    if text.chars().count() > most { Err("lab-problem-long") } else { Ok(text) }
}

/// A whole number between two others; `None` when it is none or beyond.
pub(super) fn number(typed: &str, least: u32, most: u32) -> Option<u32> {
    let number: u32 = typed.trim().parse().ok()?;
    (least..=most).contains(&number).then_some(number)
}

/// A day as a browser sends it, or as people write it: `2027-02-01`, `1/2/2027`, `01.02.2027`.
pub(super) fn day(typed: &str) -> Option<Date> {
    let typed = typed.trim();
    if let Ok(day) = typed.parse::<Date>() {
        return (typed.len() == 10).then_some(day);
    }
    let mut parts = typed.split(['/', '.', '-']).map(str::trim);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// A time of day: `9:30`, `09.30`, `14`.
pub(super) fn time(typed: &str) -> Option<Time> {
    let typed = typed.trim();
    let (hour, minute) = typed.split_once([':', '.', 'h']).unwrap_or((typed, "0"));
    let digits = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    if !digits(hour) || !digits(minute) {
        return None;
    }
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_says_something_and_hides_nothing() {
        assert_eq!(line("  Terzo\u{0}\u{202e}  incontro ", 20), Ok("Terzo incontro".into()));
        assert_eq!(line("\u{0}\n \t", 20), Err("lab-problem-empty"));
        assert_eq!(line(&"a".repeat(21), 20), Err("lab-problem-long"));
        assert_eq!(text("", 5), Ok(String::new()));
        assert_eq!(text("riga\nriga", 5), Err("lab-problem-long"));
    }

    #[test]
    fn days_and_times_are_read_as_people_write_them() {
        let day_of = |text| day(text).map(|day| day.to_string());
        assert_eq!(day_of("2027-02-01").as_deref(), Some("2027-02-01"));
        assert_eq!(day_of(" 1/2/2027 ").as_deref(), Some("2027-02-01"));
        for bad in ["30/2/2027", "1/2/27", "domani", "", "2027-02-01T10:00", "1/2/2027/3"] {
            assert_eq!(day(bad), None, "{bad}");
        }
        let time_of = |text| time(text).map(|time| (time.hour(), time.minute()));
        assert_eq!(time_of("9:30"), Some((9, 30)));
        assert_eq!(time_of("14"), Some((14, 0)));
        for bad in ["24:00", "9:60", "-1", "nove", "", "+9:30", "9:3 0"] {
            assert_eq!(time(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_billion_tables_are_not_taken() {
        assert_eq!(number("8", 1, 60), Some(8));
        for bad in ["1000000000", "0", "-3", "8.5", "", "99999999999999999999"] {
            assert_eq!(number(bad, 1, 60), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn nothing_typed_panics(typed in "\\PC{0,60}") {
            let _ = (day(&typed), time(&typed), number(&typed, 0, 9), line(&typed, 5), text(&typed, 5));
        }
    }
}
