//! Days of patron saints: fixed, or by a rule such as `monday after third sunday of may`.

use super::easter;
use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};

/// The patron of a municipality.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Patron {
    /// The saint, in Italian.
    pub saint: String,
    /// The day of the feast.
    pub day: Feast,
    /// Where the day was found.
    pub source: String,
}

/// A day that comes every year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feast {
    /// The same month and day every year.
    Fixed {
        /// 1 to 12.
        month: i8,
        /// 1 to 31.
        day: i8,
    },
    /// The `nth` such weekday of a month (1 to 4, or −1 for the last), and so many days after it.
    Nth {
        /// 1 to 4, or −1 for the last.
        nth: i8,
        /// The day of the week.
        weekday: Weekday,
        /// 1 to 12.
        month: i8,
        /// Days after it.
        after: i8,
    },
    /// So many days after Easter Sunday.
    Easter {
        /// Days after it.
        after: i8,
    },
}

impl Feast {
    /// From `MM-DD`; `None` for a day that is in no year.
    pub fn fixed(text: &str) -> Option<Self> {
        let (month, day) = text.trim().split_once('-')?;
        let (month, day) = (month.parse().ok()?, day.parse().ok()?);
        // 2024 is a leap year: 29 February is a feast, if a rare one.
        Date::new(2024, month, day).ok().map(|_| Self::Fixed { month, day })
    }

    /// From a rule, as `data/territory/README.md` describes it.
    pub fn rule(text: &str) -> Option<Self> {
        let text = text.trim();
        if text == "first sunday after easter" {
            return Some(Self::Easter { after: 7 });
        }
        let (rest, after) = text.strip_prefix("monday after ").map_or((text, 0), |rest| (rest, 1));
        let mut words = rest.split_whitespace();
        let nth = match words.next()? {
            "first" => 1,
            "second" => 2,
            "third" => 3,
            "fourth" => 4,
            "last" => -1,
            _ => return None,
        };
        let weekday = match words.next()? {
            "sunday" => Weekday::Sunday,
            "monday" if after == 0 => Weekday::Monday,
            _ => return None,
        };
        let month = (words.next()? == "of").then(|| month(words.next()?)).flatten()?;
        words.next().is_none().then_some(Self::Nth { nth, weekday, month, after })
    }

    /// The day in a year.
    pub fn in_year(self, year: i16) -> Option<Date> {
        match self {
            Self::Fixed { month, day } => Date::new(year, month, day).ok(),
            Self::Nth { nth, weekday, month, after } => {
                let first = Date::new(year, month, 1).ok()?;
                first.nth_weekday_of_month(nth, weekday).ok()?.checked_add(i32::from(after).days()).ok()
            }
            Self::Easter { after } => easter(year)?.checked_add(i32::from(after).days()).ok(),
        }
    }
}

fn month(name: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let place = MONTHS.iter().position(|month| *month == name)?;
    i8::try_from(place + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn rules_give_the_day_of_each_year() {
        for (rule, day) in [
            ("monday after first sunday of september", date(2023, 9, 4)),
            ("third monday of june", date(2026, 6, 15)),
            ("last sunday of july", date(2026, 7, 26)),
            ("first sunday after easter", date(2026, 4, 12)),
            ("monday after fourth sunday of september", date(2026, 9, 28)),
        ] {
            assert_eq!(Feast::rule(rule).and_then(|feast| feast.in_year(day.year())), Some(day), "{rule}");
        }
    }

    #[test]
    fn fixed_days() {
        assert_eq!(Feast::fixed("08-26").and_then(|f| f.in_year(2026)), Some(date(2026, 8, 26)));
        assert_eq!(Feast::fixed("02-29").and_then(|f| f.in_year(2026)), None);
        assert_eq!(Feast::fixed("13-01"), None);
        assert_eq!(Feast::fixed("august"), None);
    }

    #[test]
    fn what_is_not_a_rule_is_none() {
        for rule in [
            "",
            "fifth sunday of may",
            "first friday of may",
            "first sunday of maggio",
            "first sunday of may x",
        ] {
            assert_eq!(Feast::rule(rule), None, "{rule}");
        }
    }

    proptest! {
        #[test]
        fn no_rule_panics(text in "\\PC{0,40}", year in i16::MIN..i16::MAX) {
            prop_assert!(Feast::rule(&text).is_none_or(|feast| feast.in_year(year).is_none_or(|_| true)));
        }

        #[test]
        fn a_feast_has_one_day_in_every_year(nth in 1i8..=4, month in 1i8..=12, year in 1583i16..4000) {
            let feast = Feast::Nth { nth, weekday: Weekday::Sunday, month, after: 0 };
            let day = feast.in_year(year).unwrap();
            prop_assert_eq!((day.month(), day.weekday()), (month, Weekday::Sunday));
        }
    }
}
