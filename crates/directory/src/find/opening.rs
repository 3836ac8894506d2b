//! When places are open: worked out once per kind of hours, for the days around now.

use crate::{
    hours::{Hours, OpenState},
    hsds::{HoursProfile, Schedule},
    reference::Reference,
};
use reticolo_base::Instant;
use serde::{Deserialize, Serialize};
use std::sync::{Arc, Mutex};

/// Days before and after now for which openings are worked out.
const BEFORE: i64 = 1;
const AFTER: i64 = 15;
/// So many days before they end, they are worked out anew.
const RESERVE: i64 = 8;

/// Hours as the records say them. Many places share the same.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Said {
    /// `HoursProfile` and schedules, as JSON: the snapshot's format cannot leave fields out.
    json: String,
    /// The municipality, where its patron's day makes a difference.
    municipality: String,
}

/// All hours, with the openings around a moment.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Openings {
    said: Vec<Said>,
    /// For each, what was worked out; `None` when the hours cannot be read.
    #[serde(skip)]
    known: Vec<Option<Known>>,
    from: i64,
    to: i64,
    /// The minute last asked about, and the state of all hours in it: openings change on the minute.
    #[serde(skip)]
    minute: Mutex<Option<(i64, Arc<[State]>)>>,
}

/// Whether hours are open at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Open,
    Closed,
    Unknown,
}

const MINUTE: i64 = 60_000_000;

/// Hours outside the days worked out are computed for so many kinds of hours; the rest is unknown.
const MOST_COMPUTED: usize = 1_000;

/// Hours, and when they are open around now: (opens, closes, surely) in order.
#[derive(Debug, Clone)]
struct Known {
    hours: Hours,
    intervals: Vec<(i64, i64, bool)>,
}

impl Said {
    /// `None` when nothing is said.
    pub(super) fn of(
        profile: &HoursProfile,
        schedules: &[Schedule],
        municipality: Option<&str>,
    ) -> Option<Self> {
        if profile.expression.is_none() && schedules.is_empty() {
            return None;
        }
        let patron = municipality.filter(|istat| Reference::get().territory().patron(istat).is_some());
        Some(Self {
            json: serde_json::to_string(&(profile, times_only(schedules))).ok()?,
            municipality: patron.unwrap_or_default().to_owned(),
        })
    }

    fn hours(&self) -> Option<Hours> {
        let (profile, schedules): (HoursProfile, Vec<Schedule>) = serde_json::from_str(&self.json).ok()?;
        let hours = Hours::parse(&profile, &schedules).ok()?;
        Some(if self.municipality.is_empty() { hours } else { hours.in_municipality(&self.municipality) })
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

impl Openings {
    pub(super) fn new(said: Vec<Said>, now: Instant) -> Self {
        let mut openings = Self { said, ..Self::default() };
        openings.work_out(now);
        openings
    }

    /// Whether they must be worked out anew soon.
    pub(super) fn is_stale(&self, now: Instant) -> bool {
        self.known.len() != self.said.len() || now.0 < self.from || now.plus_days(RESERVE).0 > self.to
    }

    /// Works out the openings around now.
    pub(super) fn work_out(&mut self, now: Instant) {
        let (from, to) = (now.plus_days(-BEFORE), now.plus_days(AFTER));
        let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(8);
        let share = self.said.len().div_ceil(threads).max(1);
        let work =
            |said: &Said| said.hours().map(|hours| Known { intervals: openings(&hours, from, to), hours });
        self.known = std::thread::scope(|scope| {
            let parts: Vec<_> = self
                .said
                .chunks(share)
                .map(|part| scope.spawn(move || part.iter().map(work).collect::<Vec<_>>()))
                .collect();
            parts.into_iter().flat_map(|part| part.join().unwrap_or_default()).collect()
        });
        self.known.resize(self.said.len(), None);
        (self.from, self.to) = (from.0, to.0);
        self.minute = Mutex::default();
    }

    /// Whether openings are worked out at a moment.
    pub(super) fn covers(&self, at: Instant) -> bool {
        (self.from..self.to).contains(&at.0)
    }

    /// The state of all hours at a moment.
    pub(super) fn at(&self, at: Instant) -> Arc<[State]> {
        let minute = at.0.div_euclid(MINUTE);
        if let Ok(known) = self.minute.lock()
            && let Some((_, states)) = known.as_ref().filter(|(known, _)| *known == minute)
        {
            return states.clone();
        }
        let most = if self.covers(at) { usize::MAX } else { MOST_COMPUTED };
        let state = |opening: usize| match Some(opening)
            .filter(|o| *o < most)
            .and_then(|o| self.is_open(o as u32, at))
        {
            Some(true) => State::Open,
            Some(false) => State::Closed,
            None => State::Unknown,
        };
        let states: Arc<[State]> = (0..self.said.len()).map(state).collect();
        if let Ok(mut known) = self.minute.lock() {
            *known = Some((minute, states.clone()));
        }
        states
    }

    /// Whether it is open at a moment; unknown where hours are absent, unreadable or doubtful.
    pub(super) fn is_open(&self, opening: u32, at: Instant) -> Option<bool> {
        let known = self.known.get(opening as usize)?.as_ref()?;
        if !self.covers(at) {
            return is_open(known.hours.state(at));
        }
        match known.at(at.0).0 {
            Some((_, closes, sure)) if at.0 < *closes => sure.then_some(true),
            _ => Some(false),
        }
    }

    /// The state at a moment, with the next change.
    pub(super) fn state(&self, opening: u32, at: Instant) -> OpenState {
        let Some(Some(known)) = self.known.get(opening as usize) else { return OpenState::Unknown };
        let slowly = || known.hours.state(at);
        if !self.covers(at) || known.hours.is_always() {
            return slowly();
        }
        // What was worked out ends somewhere: what happens there is asked of the hours themselves.
        match known.at(at.0) {
            (Some((_, closes, sure)), _) if at.0 < *closes => match sure {
                false => OpenState::Unknown,
                true if *closes < self.to => OpenState::Open { until: Some(Instant(*closes)) },
                true => slowly(),
            },
            (_, Some(next)) => OpenState::Closed { opens_next: Some(Instant(next)) },
            _ => slowly(),
        }
    }
}

impl Known {
    /// The last opening that began before or at a moment, and when the next sure one begins.
    fn at(&self, at: i64) -> (Option<&(i64, i64, bool)>, Option<i64>) {
        let next = self.intervals.partition_point(|(opens, ..)| *opens <= at);
        let last = next.checked_sub(1).and_then(|last| self.intervals.get(last));
        (last, self.intervals.iter().skip(next).find(|(.., sure)| *sure).map(|(opens, ..)| *opens))
    }
}

fn is_open(state: OpenState) -> Option<bool> {
    match state {
        OpenState::Open { .. } => Some(true),
        OpenState::Closed { .. } => Some(false),
        OpenState::Unknown => None,
    }
}

fn openings(hours: &Hours, from: Instant, to: Instant) -> Vec<(i64, i64, bool)> {
    hours.intervals(from, to).into_iter().map(|i| (i.opens.0, i.closes.0, i.sure)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> Instant {
        text.parse().unwrap()
    }

    fn office(expression: &str) -> Said {
        let profile = HoursProfile { expression: Some(expression.into()), time_zone: None };
        Said::of(&profile, &[], None).unwrap()
    }

    #[test]
    fn open_now_agrees_with_the_hours_themselves() {
        let said = office("Mo-Fr 09:00-12:00; PH off");
        let now = moment("2026-11-23T09:30:00Z");
        let openings = Openings::new(vec![said], now);
        for hours in 0..24 * 14 {
            let at = now.plus_seconds(hours * 3_600);
            assert_eq!(openings.is_open(0, at), is_open(openings.state(0, at)), "{at}");
            assert_eq!(
                openings.state(0, at),
                Hours::of("Mo-Fr 09:00-12:00; PH off", "Europe/Rome").unwrap().state(at)
            );
        }
        assert_eq!(openings.is_open(0, now), Some(true));
        assert_eq!(openings.is_open(0, now.plus_days(400)), is_open(openings.state(0, now.plus_days(400))));
    }

    #[test]
    fn what_cannot_be_read_is_unknown_and_what_is_not_there_too() {
        let now = moment("2026-11-23T09:30:00Z");
        let openings = Openings::new(vec![office("whenever")], now);
        assert_eq!(openings.is_open(0, now), None);
        assert_eq!(openings.is_open(7, now), None);
        assert_eq!(Said::of(&HoursProfile::default(), &[], None), None);
    }

    #[test]
    fn openings_grow_old_in_time() {
        let now = moment("2026-11-23T09:30:00Z");
        let mut openings = Openings::new(vec![office("24/7")], now);
        assert!(!openings.is_stale(now.plus_days(3)) && openings.is_stale(now.plus_days(12)));
        openings.work_out(now.plus_days(12));
        assert!(!openings.is_stale(now.plus_days(12)));
    }
}
