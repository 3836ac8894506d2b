//! Open now? And until when?

use super::{
    Hours, HoursError, clock,
    slot::{DAY, Span},
};
use jiff::{ToSpan, civil::Date};
use reticolo_base::Instant;

/// How many days ahead the next change is looked for.
const HORIZON: i64 = 370;

/// How many days of intervals are given at most.
const MOST_DAYS: i64 = 3_700;

/// Whether something is open at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenState {
    /// It is open.
    Open {
        /// It closes then; `None` when not within a year.
        until: Option<Instant>,
    },
    /// It is closed.
    Closed {
        /// It surely opens then; `None` when not within a year.
        opens_next: Option<Instant>,
    },
    /// It cannot be said.
    Unknown,
}

/// From one moment to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// It opens.
    pub opens: Instant,
    /// It closes.
    pub closes: Instant,
    /// Whether it is surely open then; otherwise perhaps.
    pub sure: bool,
}

impl OpenState {
    /// The state of hours that may not be readable: those answer unknown.
    pub fn of(hours: &Result<Hours, HoursError>, at: Instant) -> Self {
        hours.as_ref().map_or(Self::Unknown, |hours| hours.state(at))
    }
}

impl Hours {
    /// Whether it is open at a moment, and when that changes.
    pub fn state(&self, at: Instant) -> OpenState {
        if self.always {
            return OpenState::Open { until: None };
        }
        let today = at.day_in(&self.zone);
        let mut until = None;
        for interval in self.run(today.checked_sub(1.day()).unwrap_or(today), HORIZON) {
            match until {
                // What follows without a gap is the same opening.
                Some(end) if interval.sure && interval.opens == end => until = Some(interval.closes),
                Some(end) => return OpenState::Open { until: Some(end) },
                None if interval.closes <= at => {}
                None if interval.opens <= at && interval.sure => until = Some(interval.closes),
                None if interval.opens <= at => return OpenState::Unknown,
                None if interval.sure => return OpenState::Closed { opens_next: Some(interval.opens) },
                None => {}
            }
        }
        // Whoever is still open at the end of the horizon is not known to close.
        if until.is_some() { OpenState::Open { until: None } } else { OpenState::Closed { opens_next: None } }
    }

    /// When it is open between two moments, in order and cut to them; at most ten years.
    pub fn intervals(&self, from: Instant, to: Instant) -> Vec<Interval> {
        if from >= to {
            return Vec::new();
        }
        let first = from.day_in(&self.zone).checked_sub(1.day()).unwrap_or(Date::MIN);
        let days = to.days_since(from).saturating_add(3).min(MOST_DAYS);
        let mut intervals: Vec<Interval> = Vec::new();
        for interval in self.run(first, days) {
            let (opens, closes) = (interval.opens.max(from), interval.closes.min(to));
            match intervals.last_mut() {
                Some(last) if last.closes == opens && last.sure == interval.sure && opens < closes => {
                    last.closes = closes;
                }
                _ if opens < closes => intervals.push(Interval { opens, closes, ..interval }),
                _ => {}
            }
        }
        intervals
    }

    /// The openings of so many days, cut at every midnight.
    fn run(&self, first: Date, days: i64) -> impl Iterator<Item = Interval> {
        let count = usize::try_from(days).unwrap_or(0);
        first
            .series(jiff::Span::new().days(1))
            .take(count)
            .flat_map(move |day| self.spans(day).into_iter().map(move |span| self.interval(day, span)))
            .filter(|interval| interval.opens < interval.closes)
    }

    fn interval(&self, day: Date, span: Span) -> Interval {
        Interval { opens: self.at(day, span.from), closes: self.at(day, span.to), sure: span.sure }
    }

    /// The moment at which a day's clock shows so many minutes since midnight; 24:00 is the next midnight.
    fn at(&self, day: Date, minutes: u16) -> Instant {
        let (day, minutes) = match day.tomorrow() {
            Ok(next) if minutes >= DAY => (next, minutes - DAY),
            _ => (day, minutes.min(DAY - 1)),
        };
        clock::moment(day.to_datetime(super::week::time(minutes)), &self.zone)
    }
}
