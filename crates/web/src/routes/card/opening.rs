//! When it is open, in words: now, today, this week.

use crate::{Markup, assets};
use jiff::{civil::Date, tz::TimeZone};
use reticolo_base::Instant;
use reticolo_directory::{
    book::{Joined, Place},
    hours::{Holiday, Hours, HoursError, OpenState, Slot},
    hsds::{HoursProfile, Schedule},
};
use reticolo_words::Words;

/// Whether it is open, in a sentence.
#[derive(Debug, Clone)]
pub struct Open {
    /// `open`, `closed` or `unknown`; of the rules only `open-open` differs.
    pub class: &'static str,
    /// Its picture.
    pub icon: Markup,
    /// Its words.
    pub words: String,
}

/// A day of the week that a card shows, today on top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// "Tuesday 15".
    pub name: String,
    /// It is today.
    pub today: bool,
    /// "09:00–12:00, 15:00–17:00", or "closed".
    pub times: String,
    /// The feast on this day.
    pub feast: Option<String>,
}

/// The hours of a service at a place: what the place says of the service, what the service says, what the place says.
pub fn hours_at(joined: &Joined, place: Option<&Place>) -> Result<Hours, HoursError> {
    let location = place.and_then(|place| place.location.as_ref());
    let mut sources: Vec<(&HoursProfile, &[Schedule])> = Vec::new();
    sources.extend(place.map(|place| (&place.at.profile.hours, place.at.schedules.as_slice())));
    sources.push((&joined.service.profile.hours, &joined.service.schedules));
    sources.extend(location.map(|location| (&location.profile.hours, location.schedules.as_slice())));
    let mut hours = Err(HoursError::Unsaid);
    for (profile, schedules) in sources {
        match Hours::parse(profile, schedules) {
            Err(HoursError::Unsaid) => {}
            found => {
                hours = found;
                break;
            }
        }
    }
    let istat = location.and_then(|location| location.profile.municipality.as_deref());
    match istat {
        Some(istat) => hours.map(|hours| hours.in_municipality(istat)),
        None => hours,
    }
}

/// The zone of hours, or Italy's.
pub fn zone_of(hours: &Result<Hours, HoursError>) -> TimeZone {
    hours.as_ref().map_or_else(|_| rome(), |hours| hours.zone().clone())
}

/// Italy's clock.
pub fn rome() -> TimeZone {
    TimeZone::get("Europe/Rome").unwrap_or(TimeZone::UTC)
}

impl Open {
    /// A state at a moment, told by the clock of a zone.
    pub fn of(state: OpenState, now: Instant, zone: &TimeZone, words: &Words) -> Self {
        let today = now.day_in(zone);
        let (class, icon, words) = match state {
            OpenState::Open { until } => ("open", assets::icon("door"), opened(until, today, zone, words)),
            OpenState::Closed { opens_next } => {
                ("closed", assets::icon("clock-off"), closed(opens_next, today, zone, words))
            }
            OpenState::Unknown => {
                ("unknown", assets::icon("clock-question"), words.say("open-unknown").into_owned())
            }
        };
        Self { class, icon, words }
    }

    /// The state of hours that may be unreadable.
    pub fn now(hours: &Result<Hours, HoursError>, now: Instant, words: &Words) -> Self {
        Self::of(OpenState::of(hours, now), now, &zone_of(hours), words)
    }
}

fn opened(until: Option<Instant>, today: Date, zone: &TimeZone, words: &Words) -> String {
    let Some(until) = until else { return words.say("open-always").into_owned() };
    let end = until.timestamp().to_zoned(zone.clone());
    let soon = end.date() == today || today.tomorrow().is_ok_and(|day| day == end.date() && end.hour() < 12);
    if soon {
        return words.say_with("open-until", &[("time", words.time(end.time()).into())]);
    }
    words.say("open-now").into_owned()
}

fn closed(next: Option<Instant>, today: Date, zone: &TimeZone, words: &Words) -> String {
    let Some(next) = next else { return words.say("closed-now").into_owned() };
    let start = next.timestamp().to_zoned(zone.clone());
    let time = words.time(start.time()).into();
    let days = today.until(start.date()).map_or(i32::MAX, |span| span.get_days());
    match days {
        0 => words.say_with("closed-today", &[("time", time)]),
        1 => words.say_with("closed-tomorrow", &[("time", time)]),
        2..=6 => {
            let day = words.weekday(start.date().weekday());
            words.say_with("closed-weekday", &[("day", day.into()), ("time", time)])
        }
        _ => words.say_with("closed-date", &[("date", words.full_date(start.date()).into()), ("time", time)]),
    }
}

/// Seven days from today.
pub fn week(hours: &Hours, now: Instant, words: &Words) -> Vec<Day> {
    let today = now.day_in(hours.zone());
    let days = hours.week(today);
    let day = |day: &reticolo_directory::hours::Day| Day {
        name: format!("{} {}", words.weekday(day.date.weekday()), day.date.day()),
        today: day.date == today,
        times: times(&day.slots, words),
        feast: day.holiday.as_ref().map(|holiday| feast(holiday, words)),
    };
    days.iter().map(day).collect()
}

fn times(slots: &[Slot], words: &Words) -> String {
    if slots.is_empty() {
        return words.say("day-closed").into_owned();
    }
    let one = |slot: &Slot| {
        let text = if slot.is_whole_day() {
            words.say("day-whole").into_owned()
        } else {
            // A range of times is read from left to right in every language: isolated, with marks that nobody sees.
            format!("\u{2066}{}–{}\u{2069}", words.time(slot.opens), words.time(slot.closes))
        };
        if slot.sure { text } else { words.say_with("day-perhaps", &[("times", text.into())]) }
    };
    slots.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// The name of a feast.
pub fn feast(holiday: &Holiday, words: &Words) -> String {
    match holiday {
        Holiday::Italy(feast) => words.say(&format!("feast-{}", feast.code())).into_owned(),
        Holiday::Patron(saint) => words.say_with("feast-patron", &[("saint", saint.as_str().into())]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use reticolo_base::Lang;

    fn words_at(moment: &str, expression: &str, lang: Lang) -> String {
        let hours = Hours::of(expression, "Europe/Rome");
        Open::now(&hours, moment.parse().unwrap(), Words::of(lang)).words
    }

    #[test]
    fn it_says_when_it_closes_and_when_it_opens() {
        let week = "Mo-Fr 09:00-12:00; PH off";
        assert!(words_at("2026-11-23T09:00:00Z", week, Lang::En).contains("12:00"));
        assert!(words_at("2026-11-23T06:00:00Z", week, Lang::En).contains("09:00"));
        assert!(words_at("2026-11-21T09:00:00Z", week, Lang::En).contains("Monday"));
        let unknown = words_at("2026-11-23T09:00:00Z", "when we like", Lang::It);
        assert_eq!(unknown, Words::of(Lang::It).say("open-unknown"));
    }

    #[test]
    fn the_week_begins_today_and_knows_its_feasts() {
        let hours = Hours::of("Mo-Fr 09:00-12:00; PH off", "Europe/Rome").unwrap();
        let week = week(&hours, "2026-12-07T08:00:00Z".parse().unwrap(), Words::of(Lang::It));
        assert!(week[0].today && week[0].name.starts_with("lunedì"));
        assert_eq!(week.iter().filter(|day| day.today).count(), 1);
        assert!(week[1].feast.is_some(), "the Immaculate Conception");
        assert_eq!(week[1].times, Words::of(Lang::It).say("day-closed"));
        assert!(week[0].times.contains("09:00–12:00"));
    }
}
