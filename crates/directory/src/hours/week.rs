//! A week of hours, as a card shows it.

use super::{Holiday, Hours, feast, slot::night};
use jiff::{
    ToSpan,
    civil::{Date, Time},
};

/// The hours of one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// The day.
    pub date: Date,
    /// Openings that begin on this day, in order; none means closed.
    pub slots: Vec<Slot>,
    /// The feast on this day.
    pub holiday: Option<Holiday>,
}

/// One opening.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// It opens, on the day's clock.
    pub opens: Time,
    /// It closes; on the next day when not later than it opens.
    pub closes: Time,
    /// Whether it is surely open then.
    pub sure: bool,
}

impl Slot {
    /// Whether it is open from midnight to midnight.
    pub fn is_whole_day(&self) -> bool {
        self.opens == Time::midnight() && self.closes == Time::midnight()
    }

    /// Whether it closes on the next day.
    pub fn is_past_midnight(&self) -> bool {
        self.closes <= self.opens && self.closes != Time::midnight()
    }
}

impl Hours {
    /// Seven days from the first, each with its openings.
    pub fn week(&self, first: Date) -> [Day; 7] {
        std::array::from_fn(|n| {
            let day = first.checked_add(i64::try_from(n).unwrap_or(0).days()).unwrap_or(Date::MAX);
            self.day(day)
        })
    }

    /// The openings that begin on a day. One that lasts beyond midnight is told with the day on which it began.
    pub fn day(&self, date: Date) -> Day {
        let mut spans = self.spans(date);
        let next = date.tomorrow().map(|day| self.spans(day)).unwrap_or_default();
        let before = date.yesterday().map(|day| self.spans(day)).unwrap_or_default();
        if night(&before, &spans).is_some() && !spans.is_empty() {
            spans.remove(0);
        }
        let end = night(&spans, &next);
        let last = spans.len().saturating_sub(1);
        let slots = spans.iter().enumerate().map(|(place, span)| Slot {
            opens: time(span.from),
            closes: time(end.filter(|_| place == last).unwrap_or(span.to)),
            sure: span.sure,
        });
        let holiday = if self.italian { feast::holiday(date, self.municipality.as_deref()) } else { None };
        Day { date, slots: slots.collect(), holiday }
    }
}

/// The time on the clock so many minutes after midnight; 24:00 is midnight.
pub(super) fn time(minutes: u16) -> Time {
    let (hour, minute) = ((minutes / 60) % 24, minutes % 60);
    let part = |n: u16| i8::try_from(n).unwrap_or(0);
    Time::new(part(hour), part(minute), 0, 0).unwrap_or(Time::midnight())
}
