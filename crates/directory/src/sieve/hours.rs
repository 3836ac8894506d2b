//! Hours, each kind once: many places share the same.

use crate::{
    hours::{Hours, Slot},
    hsds::{HoursProfile, Schedule, Weekday},
    reference::Reference,
};
use jiff::civil::{Date, Time};
use reticolo_base::Instant;
use std::collections::HashMap;

/// No hours are known.
pub(super) const NONE: u32 = u32::MAX;

/// All kinds of hours.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    hours: Vec<Option<Hours>>,
    by_text: HashMap<String, u32>,
}

impl Shelf {
    /// The number of these hours; [`NONE`] when nothing is said.
    pub(super) fn put(
        &mut self,
        profile: &HoursProfile,
        schedules: &[Schedule],
        municipality: Option<&str>,
    ) -> u32 {
        if profile.expression.is_none() && schedules.is_empty() {
            return NONE;
        }
        let patron = municipality.filter(|istat| Reference::get().territory().patron(istat).is_some());
        let Ok(text) = serde_json::to_string(&(profile, times_only(schedules), patron)) else { return NONE };
        if let Some(number) = self.by_text.get(&text) {
            return *number;
        }
        let Ok(number) = u32::try_from(self.hours.len()) else { return NONE };
        let hours = Hours::parse(profile, schedules).ok();
        self.hours.push(match patron {
            Some(istat) => hours.map(|hours| hours.in_municipality(istat)),
            None => hours,
        });
        self.by_text.insert(text, number);
        number
    }

    /// Forgets what was needed for putting only.
    pub(super) fn close(&mut self) {
        self.by_text = HashMap::new();
    }

    /// For each hours whether the question holds; what cannot be read holds never.
    pub(super) fn judge(&self, holds: impl Fn(&Hours) -> bool) -> Vec<bool> {
        self.hours.iter().map(|hours| hours.as_ref().is_some_and(&holds)).collect()
    }
}

/// Ids would make every schedule different.
fn times_only(schedules: &[Schedule]) -> Vec<Schedule> {
    let plain = |schedule: &Schedule| Schedule {
        id: String::new(),
        service_id: None,
        location_id: None,
        service_at_location_id: None,
        attributes: Vec::new(),
        metadata: Vec::new(),
        ..schedule.clone()
    };
    schedules.iter().map(plain).collect()
}

/// Surely open at a moment.
pub(super) fn open_at(hours: &Hours, at: Instant) -> bool {
    hours.intervals(at, Instant(at.0.saturating_add(1))).iter().any(|interval| interval.sure)
}

/// Days and times of the coming week on which it must be open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Week {
    /// One of these days; any day when empty.
    pub days: Vec<Weekday>,
    /// Open from this time on the clock, or earlier.
    pub from: Option<Time>,
    /// Open until this time on the clock, or later.
    pub until: Option<Time>,
}

impl Week {
    /// Whether one opening in the seven days from a first one is as wanted.
    pub(super) fn holds(&self, hours: &Hours, first: Date) -> bool {
        hours
            .week(first)
            .iter()
            .any(|day| self.is_wanted(day.date) && day.slots.iter().any(|slot| self.covers(slot)))
    }

    fn is_wanted(&self, date: Date) -> bool {
        let place = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or(0);
        self.days.is_empty() || Weekday::ALL.get(place).is_some_and(|day| self.days.contains(day))
    }

    fn covers(&self, slot: &Slot) -> bool {
        let next_day = slot.closes <= slot.opens;
        slot.sure
            && self.from.is_none_or(|from| slot.opens <= from && (next_day || from < slot.closes))
            && self.until.is_none_or(|until| slot.opens < until && (next_day || until <= slot.closes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};

    fn office() -> Hours {
        Hours::of("Mo-Fr 09:00-12:00; We 15:00-18:00; PH off", "Europe/Rome").unwrap()
    }

    fn week(days: &[Weekday], from: Option<Time>, until: Option<Time>) -> bool {
        Week { days: days.to_vec(), from, until }.holds(&office(), date(2026, 11, 23))
    }

    #[test]
    fn one_opening_must_cover_the_time_on_the_day() {
        let at = |hour| Some(time(hour, 0, 0, 0));
        assert!(week(&[Weekday::Mo], at(9), at(12)));
        assert!(week(&[Weekday::Mo, Weekday::Su], at(10), None));
        assert!(!week(&[Weekday::Su], None, None));
        assert!(!week(&[Weekday::Mo], at(15), at(18)));
        assert!(week(&[], at(15), at(18)));
        assert!(!week(&[], at(9), at(18)), "two openings are not one");
        assert!(!week(&[Weekday::Mo], at(12), None), "it closes at twelve");
    }

    #[test]
    fn a_feast_counts() {
        let christmas = Week { days: vec![Weekday::Fr], from: None, until: None };
        assert!(!christmas.holds(&office(), date(2026, 12, 21)));
        assert!(christmas.holds(&office(), date(2026, 11, 23)));
    }

    #[test]
    fn the_same_hours_are_put_once_and_nothing_is_nothing() {
        let mut shelf = Shelf::default();
        let profile = HoursProfile { expression: Some("24/7".into()), time_zone: None };
        let first = shelf.put(&profile, &[], None);
        assert_eq!(first, shelf.put(&profile, &[], None));
        assert_eq!(shelf.put(&HoursProfile::default(), &[], None), NONE);
        let bad =
            shelf.put(&HoursProfile { expression: Some("whenever".into()), time_zone: None }, &[], None);
        let judged = shelf.judge(|hours| open_at(hours, Instant(0)));
        assert_eq!((judged[first as usize], judged[bad as usize]), (true, false));
    }
}
