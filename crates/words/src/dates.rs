//! Days and weekdays as a language writes them.

use crate::digits::locale_of;
use icu::calendar::{Date as IcuDate, Gregorian};
use icu::datetime::FixedCalendarDateTimeFormatter;
use icu::datetime::fieldsets::{E, MD, YMD, YMDE};
use jiff::civil::{Date, Weekday, date};
use reticolo_base::Lang;

/// A day as the formatter writes it; in ISO form when there is no formatter for the language.
macro_rules! shown {
    ($formatter:expr, $day:expr) => {{
        let day: Date = $day;
        match (&$formatter, gregorian(day)) {
            (Some(formatter), Some(date)) => formatter.format(&date).to_string(),
            _ => day.to_string(),
        }
    }};
}

pub(crate) struct Dates {
    full: Option<FixedCalendarDateTimeFormatter<Gregorian, YMDE>>,
    long: Option<FixedCalendarDateTimeFormatter<Gregorian, YMD>>,
    day: Option<FixedCalendarDateTimeFormatter<Gregorian, MD>>,
    weekday: Option<FixedCalendarDateTimeFormatter<Gregorian, E>>,
    short_weekday: Option<FixedCalendarDateTimeFormatter<Gregorian, E>>,
}

impl Dates {
    pub(crate) fn new(lang: Lang) -> Self {
        let locale = locale_of(lang);
        Self {
            full: FixedCalendarDateTimeFormatter::try_new((&locale).into(), YMDE::long()).ok(),
            long: FixedCalendarDateTimeFormatter::try_new((&locale).into(), YMD::long()).ok(),
            day: FixedCalendarDateTimeFormatter::try_new((&locale).into(), MD::long()).ok(),
            weekday: FixedCalendarDateTimeFormatter::try_new((&locale).into(), E::long()).ok(),
            short_weekday: FixedCalendarDateTimeFormatter::try_new((&locale).into(), E::medium()).ok(),
        }
    }

    pub(crate) fn full(&self, day: Date) -> String {
        shown!(self.full, day)
    }

    pub(crate) fn long(&self, day: Date) -> String {
        shown!(self.long, day)
    }

    pub(crate) fn day(&self, day: Date) -> String {
        shown!(self.day, day)
    }

    pub(crate) fn weekday(&self, weekday: Weekday) -> String {
        shown!(self.weekday, some(weekday))
    }

    pub(crate) fn short_weekday(&self, weekday: Weekday) -> String {
        shown!(self.short_weekday, some(weekday))
    }
}

fn gregorian(day: Date) -> Option<IcuDate<Gregorian>> {
    let (month, of_month) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    IcuDate::try_new_gregorian(i32::from(day.year()), month, of_month).ok()
}

/// Some day that falls on this weekday: 5 January 2026 was a Monday.
fn some(weekday: Weekday) -> Date {
    date(2026, 1, 5 + weekday.to_monday_zero_offset())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_as_on_a_letter() {
        let day = date(2026, 9, 15);
        assert_eq!(Dates::new(Lang::It).long(day), "15 settembre 2026");
        assert_eq!(Dates::new(Lang::It).full(day), "martedì 15 settembre 2026");
        assert_eq!(Dates::new(Lang::En).full(day), "Tuesday, 15 September 2026");
        assert_eq!(Dates::new(Lang::Ar).long(day), "15 سبتمبر 2026");
        assert_eq!(Dates::new(Lang::Fr).day(day), "15 septembre");
    }

    #[test]
    fn weekdays_have_their_names() {
        assert_eq!(Dates::new(Lang::It).weekday(Weekday::Monday), "lunedì");
        assert_eq!(Dates::new(Lang::Sq).weekday(Weekday::Sunday), "e diel");
        assert_eq!(Dates::new(Lang::Ro).short_weekday(Weekday::Friday), "vin.");
    }
}
