//! Opening hours as seven lines, one a weekday, for people who do not write OpenStreetMap's rules.

use crate::hsds::Weekday;

/// The days as OpenStreetMap writes them.
const DAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

/// A week of opening hours.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Week {
    /// The hours of Monday to Sunday: `09:00-12:00, 15:00-18:00`; empty when closed.
    pub days: [String; 7],
    /// Closed on feasts.
    pub feasts_off: bool,
    /// Rules that are no week, as OpenStreetMap writes them: `2026 Aug 10-2026 Aug 21 off`.
    pub more: String,
}

/// What is wrong with a day: which, from 0 for Monday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoHours(pub usize);

impl Week {
    /// The week of an expression; `None` when it says more than a week can.
    pub fn read(expression: &str) -> Option<Self> {
        let mut week = Self::default();
        let mut more: Vec<&str> = Vec::new();
        for rule in expression.split(';').map(str::trim).filter(|rule| !rule.is_empty()) {
            if rule == "PH off" && !week.feasts_off {
                week.feasts_off = true;
            } else if let Some((days, times)) = weekly(rule).filter(|_| more.is_empty() && !week.feasts_off) {
                for (line, meant) in week.days.iter_mut().zip(days) {
                    if meant {
                        // A later rule takes the place of an earlier one.
                        times.clone_into(line);
                    }
                }
            } else if rule.starts_with(|c: char| c.is_ascii_digit()) && rule.ends_with(" off") {
                more.push(rule);
            } else {
                return None;
            }
        }
        week.more = more.join("; ");
        Some(week)
    }

    /// The week of what was typed, each day as people write hours: `9-12 e 15-18`, `9.00–12.30`, nothing when closed.
    ///
    /// # Errors
    /// The first day that cannot be read.
    pub fn typed(days: &[&str; 7], feasts_off: bool, more: &str) -> Result<Self, NoHours> {
        let mut week = Self { feasts_off, more: more.trim().to_owned(), ..Self::default() };
        for (number, (line, typed)) in week.days.iter_mut().zip(days).enumerate() {
            *line = times(typed).ok_or(NoHours(number))?;
        }
        Ok(week)
    }

    /// As OpenStreetMap writes it; empty when no day has hours.
    pub fn expression(&self) -> String {
        let mut rules: Vec<String> = Vec::new();
        let mut told: Vec<&str> = vec![""];
        for times in &self.days {
            if !told.contains(&times.as_str()) {
                told.push(times);
                rules.push(format!("{} {}", self.days_with(times), times.replace(", ", ",")));
            }
        }
        if rules.is_empty() {
            return self.more.clone();
        }
        if self.feasts_off {
            rules.push("PH off".to_owned());
        }
        rules.extend((!self.more.is_empty()).then(|| self.more.clone()));
        rules.join("; ")
    }

    /// `Mo-Fr`, `Tu,Th`.
    fn days_with(&self, times: &str) -> String {
        let mut parts: Vec<String> = Vec::new();
        let mut run: Vec<&str> = Vec::new();
        let mut end = |run: &mut Vec<&str>| {
            match run.as_slice() {
                [first, .., last] if run.len() > 2 => parts.push(format!("{first}-{last}")),
                _ => parts.extend(run.iter().map(|day| (*day).to_owned())),
            }
            run.clear();
        };
        for (day, line) in DAYS.into_iter().zip(&self.days) {
            if line == times { run.push(day) } else { end(&mut run) }
        }
        end(&mut run);
        parts.join(",")
    }
}

/// The weekdays of a rule and its times: `Mo-Fr 09:00-12:00,15:00-18:00`.
fn weekly(rule: &str) -> Option<([bool; 7], String)> {
    let (head, tail) = rule.split_once(' ')?;
    let place = |day: &str| DAYS.iter().position(|known| *known == day);
    let mut days = [false; 7];
    for part in head.split(',') {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        let (from, to) = (place(from)?, place(to)?);
        for step in 0..7 {
            let day = (from + step) % 7;
            *days.get_mut(day)? = true;
            if day == to {
                break;
            }
        }
    }
    if tail == "off" {
        return Some((days, String::new()));
    }
    let exact = tail.split(',').all(|span| span.len() == 11 && span.contains('-'));
    let times = times(tail).filter(|times| exact && !times.is_empty())?;
    Some((days, times))
}

/// Hours as people write them, in one form: `09:00-12:00, 15:00-18:00`. Empty for a day that is closed.
fn times(typed: &str) -> Option<String> {
    let typed = typed.trim().to_lowercase();
    if typed.chars().count() > 120 {
        return None;
    }
    if matches!(
        typed.as_str(),
        "" | "-" | "–" | "chiuso" | "closed" | "fermé" | "ferme" | "مغلق" | "închis" | "inchis" | "mbyllur"
    ) {
        return Some(String::new());
    }
    let mut clocks: Vec<u16> = Vec::new();
    let mut number = String::new();
    let mut signs = typed.chars().chain([' ']).peekable();
    let mut hour: Option<u16> = None;
    while let Some(c) = signs.next() {
        if let Some(digit) = c.to_digit(10) {
            number.push(char::from_digit(digit, 10)?);
            continue;
        }
        let is_clock = matches!(c, ':' | '.') && signs.peek().is_some_and(char::is_ascii_digit);
        if number.is_empty() {
            if !(c.is_whitespace() || c.is_alphabetic() || "-–—,;/.".contains(c)) {
                return None;
            }
            continue;
        }
        let read: u16 = number.parse().ok().filter(|_| number.len() <= 2)?;
        number.clear();
        match (hour.take(), is_clock) {
            (None, true) => hour = Some(read),
            (None, false) => clocks.push(read * 60),
            (Some(hour), false) if read < 60 => clocks.push(hour * 60 + read),
            _ => return None,
        }
    }
    spans(&clocks)
}

fn spans(clocks: &[u16]) -> Option<String> {
    let mut spans = Vec::new();
    let mut last = 0;
    for pair in clocks.chunks(2) {
        let [opens, closes] = pair else { return None };
        if opens >= closes || *closes > 24 * 60 || *opens < last {
            return None;
        }
        last = *closes;
        spans.push(format!("{:02}:{:02}-{:02}:{:02}", opens / 60, opens % 60, closes / 60, closes % 60));
    }
    (!spans.is_empty()).then(|| spans.join(", "))
}

/// The name of a form's line: `mo` … `su`.
pub fn day_code(day: Weekday) -> String {
    day.code().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hours::{DEFAULT_ZONE, Hours};
    use proptest::prelude::*;

    #[test]
    fn the_hours_of_an_office_are_a_week() {
        for expression in [
            "Mo-Fr 10:00-13:00; PH off",
            "Tu,Th 09:30-12:30; PH off",
            "Mo-Fr 09:00-12:00; Sa 10:00-11:00; PH off; 2026 Aug 10-2026 Aug 21 off",
            "Mo-Su 00:00-24:00",
            "We 10:00-13:00,15:00-17:30",
        ] {
            let week = Week::read(expression).unwrap();
            assert_eq!(week.expression(), expression);
            assert!(Hours::of(&week.expression(), DEFAULT_ZONE).is_ok());
        }
    }

    #[test]
    fn what_a_week_cannot_say_stays_as_it_is_written() {
        for expression in ["24/7", "Mo[1] 09:00-12:00", "sunrise-sunset", "Mo-Fr 22:00-02:00", "Mo 09:00+"] {
            assert_eq!(Week::read(expression), None, "{expression}");
        }
    }

    #[test]
    fn hours_are_read_as_people_write_them() {
        for (typed, read) in [
            ("9-12", "09:00-12:00"),
            ("9.00 – 12.30", "09:00-12:30"),
            ("dalle 9 alle 12 e dalle 15 alle 18", "09:00-12:00, 15:00-18:00"),
            ("9-12, 15:30-18", "09:00-12:00, 15:30-18:00"),
            ("0-24", "00:00-24:00"),
            ("chiuso", ""),
            ("  ", ""),
        ] {
            assert_eq!(times(typed).as_deref(), Some(read), "{typed}");
        }
        for nonsense in ["9", "12-9", "9-12-15", "25-26", "9:75-12", "999-1000", "9-12 11-13", "@9-12"] {
            assert_eq!(times(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn the_day_that_is_wrong_is_named() {
        let days = ["9-12", "", "", "sempre", "", "", ""];
        assert_eq!(Week::typed(&days, true, ""), Err(NoHours(3)));
        let days = ["9-12", "9-12", "9-12", "", "", "", ""];
        assert_eq!(Week::typed(&days, true, "").unwrap().expression(), "Mo-We 09:00-12:00; PH off");
        assert_eq!(Week::typed(&[""; 7], true, "").unwrap().expression(), "");
    }

    proptest! {
        #[test]
        fn nothing_typed_breaks_a_week(typed in "\\PC{0,40}", expression in "\\PC{0,60}") {
            let _ = (times(&typed), Week::read(&expression));
        }

        #[test]
        fn a_week_is_read_back(open in proptest::array::uniform7(0u16..4), feasts_off: bool) {
            let line = |kind: u16| ["", "9-12", "9-12 15-18", "8:30-13"][usize::from(kind)];
            let days = open.map(line);
            let week = Week::typed(&days, feasts_off, "").unwrap();
            let expression = week.expression();
            if expression.is_empty() {
                prop_assert!(open.iter().all(|kind| *kind == 0));
            } else {
                prop_assert_eq!(Week::read(&expression), Some(week));
                prop_assert!(Hours::of(&expression, DEFAULT_ZONE).is_ok());
            }
        }
    }
}
