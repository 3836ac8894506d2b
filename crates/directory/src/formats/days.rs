//! Dates as people and spreadsheets write them.

use jiff::civil::Date;
use reticolo_base::folding;

/// A date, or a date with its time, as it was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Day {
    /// Year-month-day already (with or without a time).
    Fine,
    /// Mended into this.
    Mended(String),
    /// Not to be understood.
    Unreadable,
}

const MONTHS: [(&str, i8); 24] = [
    ("jan", 1),
    ("gen", 1),
    ("feb", 2),
    ("fev", 2),
    ("mar", 3),
    ("apr", 4),
    ("avr", 4),
    ("may", 5),
    ("mag", 5),
    ("mai", 5),
    ("jun", 6),
    ("giu", 6),
    ("juin", 6),
    ("jul", 7),
    ("lug", 7),
    ("juil", 7),
    ("aug", 8),
    ("ago", 8),
    ("sep", 9),
    ("set", 9),
    ("oct", 10),
    ("ott", 10),
    ("nov", 11),
    ("dic", 12),
];

/// Reads a date. Of 03/04/2025 the first number is the day, as in Italy, unless only the other way makes a date.
pub fn read(text: &str) -> Day {
    let head: String = text.chars().take(10).collect();
    let rest = text.chars().nth(10);
    // Eight digits in a row are a date too, but not one as HSDS writes it.
    let dashed = head.chars().nth(4) == Some('-');
    if dashed && head.parse::<Date>().is_ok() && matches!(rest, None | Some('T' | ' ')) {
        return Day::Fine;
    }
    let folded = folding::fold(text);
    let parts: Vec<&str> = folding::words(&folded).take(4).collect();
    let date = match parts.as_slice() {
        [a, b, c] | [a, b, c, _] => by_name(a, b, c).or_else(|| by_number(a, b, c)),
        [one] => compact(one),
        _ => None,
    };
    date.map_or(Day::Unreadable, |date| Day::Mended(date.to_string()))
}

fn date(year: Option<i16>, month: Option<i8>, day: Option<i8>) -> Option<Date> {
    let year = year.map(|y| {
        if (0..70).contains(&y) {
            y + 2000
        } else if (70..100).contains(&y) {
            y + 1900
        } else {
            y
        }
    })?;
    (year >= 1000).then_some(())?;
    Date::new(year, month?, day?).ok()
}

fn by_number(a: &str, b: &str, c: &str) -> Option<Date> {
    let [x, y] = [a, b].map(|n| n.parse::<i8>().ok());
    if a.len() == 4 {
        return date(a.parse().ok(), y, c.parse().ok());
    }
    let year = c.parse().ok();
    date(year, y, x).or_else(|| date(year, x, y))
}

fn by_name(a: &str, b: &str, c: &str) -> Option<Date> {
    let (name, day) = if a.starts_with(|c: char| c.is_alphabetic()) { (a, b) } else { (b, a) };
    if !name.starts_with(|c: char| c.is_alphabetic()) {
        return None;
    }
    let month =
        MONTHS.iter().chain(&[("dec", 12), ("mars", 3), ("out", 10)]).find(|(m, _)| name.starts_with(m))?.1;
    let digits: String = day.chars().take_while(char::is_ascii_digit).collect();
    // The year 0001 stands for "every year" in some exports: not a date of ours.
    date(c.parse().ok().filter(|_| c != "0001"), Some(month), digits.parse().ok())
}

fn compact(text: &str) -> Option<Date> {
    let number: i32 = text.parse().ok().filter(|_| text.len() == 8)?;
    date(
        i16::try_from(number / 10_000).ok(),
        i8::try_from(number / 100 % 100).ok(),
        i8::try_from(number % 100).ok(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn mended(text: &str) -> Option<String> {
        match read(text) {
            Day::Mended(date) => Some(date),
            Day::Fine => Some(text.to_owned()),
            Day::Unreadable => None,
        }
    }

    #[test]
    fn dates_are_read_as_they_are_written_in_italy() {
        assert_eq!(mended("03/04/2025").as_deref(), Some("2025-04-03"));
        assert_eq!(mended("3.4.25").as_deref(), Some("2025-04-03"));
        assert_eq!(mended("3 aprile 2025").as_deref(), Some("2025-04-03"));
        assert_eq!(mended("12/24/2015").as_deref(), Some("2015-12-24"));
        assert_eq!(mended("December 24, 2015").as_deref(), Some("2015-12-24"));
        assert_eq!(mended("20250403").as_deref(), Some("2025-04-03"));
        assert_eq!(mended("2025/4/3").as_deref(), Some("2025-04-03"));
    }

    #[test]
    fn a_good_date_stays_as_it_is() {
        assert_eq!(read("2024-09-25T14:23:06.5+01:00"), Day::Fine);
        assert_eq!(read("2024-02-29"), Day::Fine);
    }

    #[test]
    fn what_is_no_date_is_not_made_one() {
        for text in ["2025-02-30", "soon", "31/31/2025", "January 01, 0001", "", "٣٠"] {
            assert_eq!(read(text), Day::Unreadable, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in any::<String>()) {
            let _ = read(&text);
        }
    }
}
