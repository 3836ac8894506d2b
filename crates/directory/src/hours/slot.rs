//! What holds on one day, from midnight to midnight on the clock.

use super::{Hours, feast};
use jiff::civil::Date;
use opening_hours::RuleKind;

/// Minutes of a day.
pub(super) const DAY: u16 = 24 * 60;

/// From one minute of a day to another: open for sure, or perhaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Span {
    pub from: u16,
    pub to: u16,
    pub sure: bool,
}

impl Hours {
    /// What is open on a day, in order, from midnight to midnight; what began the day before included.
    /// On a feast of which the hours do not speak nothing is sure; a night belongs to the day on which it began.
    pub(super) fn spans(&self, day: Date) -> Vec<Span> {
        let mut spans = self.said(day);
        if self.always || self.knows_feasts || !self.italian {
            return spans;
        }
        let yesterday = day.yesterday().ok();
        let morning = yesterday.filter(|before| night(&self.said(*before), &spans).is_some());
        for (place, span) in spans.iter_mut().enumerate() {
            let began = morning.filter(|_| place == 0).unwrap_or(day);
            span.sure &= feast::holiday(began, self.municipality.as_deref()).is_none();
        }
        spans
    }

    /// What the hours say of a day, feasts or not.
    fn said(&self, day: Date) -> Vec<Span> {
        let Some(date) = feast::naive(day) else { return Vec::new() };
        let mut spans: Vec<Span> = Vec::new();
        for range in self.rules.schedule_at(date) {
            if range.kind == RuleKind::Closed {
                continue;
            }
            let (from, to) =
                (range.range.start.mins_from_midnight(), range.range.end.mins_from_midnight().min(DAY));
            let sure = range.kind == RuleKind::Open;
            match spans.last_mut() {
                // A comment may divide what is one opening.
                Some(last) if last.to == from && last.sure == sure => last.to = to,
                _ if from < to => spans.push(Span { from, to, sure }),
                _ => {}
            }
        }
        spans
    }
}

/// When the last opening of a day closes, if it goes on beyond midnight and ends before noon.
pub(super) fn night(today: &[Span], tomorrow: &[Span]) -> Option<u16> {
    let (evening, morning) = (today.last()?, tomorrow.first()?);
    let goes_on = evening.to == DAY && evening.from > 0 && morning.from == 0 && morning.to <= DAY / 2;
    (goes_on && evening.sure == morning.sure).then_some(morning.to)
}
