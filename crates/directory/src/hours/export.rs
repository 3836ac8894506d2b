//! Hours as HSDS schedules, for export. What schedules cannot say – feasts, comments – is kept in `notes` as the
//! expression itself.

use super::{Hours, week::Slot};
use crate::hsds::{Schedule, Weekday};
use jiff::{
    ToSpan,
    civil::{Date, Time},
};
use std::collections::BTreeMap;

/// The weeks that are looked at to see how hours repeat.
const WEEKS: i64 = 52;

/// When more seasons than this would be needed, one schedule names the days without times: readers must not take it
/// for closed, and `notes` has the expression.
const MOST_SEASONS: usize = 6;

/// How an opening repeats.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Repeat {
    Weekly {
        from: Option<Date>,
        to: Option<Date>,
    },
    Monthly {
        nth: Vec<i8>,
    },
    /// In a way that schedules cannot say, or that is not sure.
    Irregular,
}

/// One day of the week within the year ahead: whether each of its dates has the opening; feasts are left out.
type Dates = Vec<(Date, bool)>;

impl Hours {
    /// The schedules of these hours as they are from a day on. `owner` is the id of the record they belong to:
    /// ids are derived from it, so that exporting twice gives the same ones. Time zones are offsets in hours on
    /// that day, as HSDS wants them; across a change of the clock they are wrong, and `notes` has the expression.
    pub fn to_schedules(&self, owner: &str, on: Date) -> Vec<Schedule> {
        let mut groups: BTreeMap<(Repeat, Time, Time), Vec<Weekday>> = BTreeMap::new();
        for (place, weekday) in Weekday::ALL.into_iter().enumerate() {
            for (opens, closes, dates) in self.openings(on, place) {
                for repeat in repeats(&dates) {
                    let times =
                        if repeat == Repeat::Irregular { (Time::MIN, Time::MIN) } else { (opens, closes) };
                    let days = groups.entry((repeat, times.0, times.1)).or_default();
                    if !days.contains(&weekday) {
                        days.push(weekday);
                    }
                }
            }
        }
        let mut schedules = Vec::new();
        for ((repeat, opens, closes), days) in groups {
            let id = reticolo_base::id::foreign(owner, "schedule", &format!("{repeat:?} {opens} {closes}"));
            schedules.push(self.schedule(id.to_string(), on, &repeat, (opens, closes), &days));
        }
        schedules
    }

    /// Every opening that occurs on a weekday (0 is Monday) in the year ahead, with the dates; an unsure one has none.
    fn openings(&self, on: Date, weekday: usize) -> Vec<(Time, Time, Dates)> {
        let ahead =
            (7 + i64::try_from(weekday).unwrap_or(0) - i64::from(on.weekday().to_monday_zero_offset())) % 7;
        let days: Vec<_> = (0..WEEKS)
            .filter_map(|week| on.checked_add((ahead + 7 * week).days()).ok())
            .map(|date| self.day(date))
            .filter(|day| day.holiday.is_none())
            .collect();
        let mut times: Vec<_> =
            days.iter().flat_map(|day| &day.slots).map(|slot| (slot.opens, slot.closes)).collect();
        times.sort();
        times.dedup();
        let dates = |(opens, closes): (Time, Time)| {
            let same = |slot: &&Slot| (slot.opens, slot.closes) == (opens, closes);
            // What is unsure even once is not told as a rule.
            let sure = days.iter().flat_map(|day| &day.slots).filter(same).all(|slot| slot.sure);
            let has = |slots: &[Slot]| sure && slots.iter().any(|slot| same(&slot));
            (opens, closes, days.iter().map(|day| (day.date, has(&day.slots))).collect())
        };
        times.into_iter().map(dates).collect()
    }

    fn schedule(
        &self,
        id: String,
        on: Date,
        repeat: &Repeat,
        times: (Time, Time),
        days: &[Weekday],
    ) -> Schedule {
        let text = |day: &Option<Date>| day.map(|day| day.to_string());
        let codes = days.iter().map(|day| day.code());
        let (freq, byday, from, to) = match repeat {
            Repeat::Weekly { from, to } => {
                ("WEEKLY", codes.collect::<Vec<_>>().join(","), text(from), text(to))
            }
            Repeat::Irregular => ("WEEKLY", codes.collect::<Vec<_>>().join(","), None, None),
            Repeat::Monthly { nth } => {
                let each = codes.flat_map(|code| nth.iter().map(move |n| format!("{n}{code}")));
                ("MONTHLY", each.collect::<Vec<_>>().join(","), None, None)
            }
        };
        let clock =
            |time: Time| (*repeat != Repeat::Irregular).then(|| time.strftime("%H:%M:%S").to_string());
        Schedule {
            id,
            freq: Some(freq.to_owned()),
            byday: Some(byday),
            valid_from: from,
            valid_to: to,
            wkst: Some("MO".to_owned()),
            interval: Some(1.into()),
            opens_at: clock(times.0),
            closes_at: clock(times.1),
            timezone: self.offset(on),
            notes: Some(self.expression()),
            ..Schedule::default()
        }
    }

    /// The offset from UTC at noon of a day, in hours.
    fn offset(&self, on: Date) -> Option<serde_json::Number> {
        let noon = on.at(12, 0, 0, 0).to_zoned(self.zone().clone()).ok()?;
        let seconds = noon.offset().seconds();
        if seconds % 3600 == 0 {
            return Some((seconds / 3600).into());
        }
        serde_json::Number::from_f64(f64::from(seconds) / 3600.0)
    }
}

/// How an opening repeats on the dates of one weekday.
fn repeats(dates: &Dates) -> Vec<Repeat> {
    if !dates.iter().any(|(_, open)| *open) {
        return vec![Repeat::Irregular];
    }
    if dates.iter().all(|(_, open)| *open) {
        return vec![Repeat::Weekly { from: None, to: None }];
    }
    if let Some(nth) = nth_of_month(dates) {
        return vec![Repeat::Monthly { nth }];
    }
    let seasons = seasons(dates);
    if seasons.len() > MOST_SEASONS { vec![Repeat::Irregular] } else { seasons }
}

/// The places in the month, when they alone decide.
fn nth_of_month(dates: &Dates) -> Option<Vec<i8>> {
    let place = |date: Date| (date.day() - 1) / 7 + 1;
    let nth: Vec<i8> =
        (1..=5).filter(|n| dates.iter().any(|(date, open)| *open && place(*date) == *n)).collect();
    if dates.iter().all(|(date, open)| *open == nth.contains(&place(*date))) {
        return Some(nth);
    }
    let is_last = |date: Date| date.checked_add(7.days()).is_ok_and(|next| next.month() != date.month());
    dates.iter().all(|(date, open)| *open == is_last(*date)).then(|| vec![-1])
}

/// Unbroken runs of dates, widened to whole weeks so that the days of a week share them.
fn seasons(dates: &Dates) -> Vec<Repeat> {
    let week_of = |date: Date, last: i8| {
        let offset = i64::from(last) - i64::from(date.weekday().to_monday_zero_offset());
        date.checked_add(offset.days()).ok()
    };
    let mut seasons = Vec::new();
    let mut from = None;
    let mut open = false;
    let mut before = None;
    for (date, has) in dates {
        match (open, *has) {
            (false, true) => from = before.and(week_of(*date, 0)),
            (true, false) => {
                seasons.push(Repeat::Weekly { from, to: before.and_then(|day| week_of(day, 6)) });
            }
            _ => {}
        }
        open = *has;
        before = Some(*date);
    }
    if open {
        seasons.push(Repeat::Weekly { from, to: None });
    }
    seasons
}
