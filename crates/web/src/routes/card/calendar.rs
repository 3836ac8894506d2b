//! Opening hours as a calendar (RFC 5545): one event for each opening, weekly, without the days on which it does not open.
//!
//! Everything is worked out from the openings of the year ahead, so that feasts, closures and odd weeks are right.

use super::opening;
use icalendar::{Calendar, Component as _, Event, EventLike as _, Property};
use jiff::{
    ToSpan,
    civil::{Date, Time},
    tz::TimeZone,
};
use reticolo_base::Instant;
use reticolo_directory::{book::Joined, hours::Hours};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

/// For how many days ahead.
const DAYS: i64 = 365;

/// The days on which an opening happens, by its times.
type Openings = BTreeMap<(Time, Time), BTreeSet<Date>>;

/// What an event says.
#[derive(Debug)]
pub struct About<'a> {
    /// The name of the service.
    pub name: &'a str,
    /// The address of its card.
    pub url: &'a str,
}

/// The calendar of a service's hours; `None` when they are not known.
pub fn of(joined: &Joined, now: Instant, about: &About<'_>) -> Option<String> {
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0")).append_property(("PRODID", "-//Reticolo//Reticolo//IT"));
    calendar.append_property(("CALSCALE", "GREGORIAN")).append_property(("METHOD", "PUBLISH"));
    calendar.name(about.name);
    let mut zones: BTreeMap<String, String> = BTreeMap::new();
    let places: Vec<_> =
        if joined.places.is_empty() { vec![None] } else { joined.places.iter().map(Some).collect() };
    for place in places {
        let Ok(hours) = opening::hours_at(joined, place) else { continue };
        let Some(zone) = hours.zone().iana_name().map(str::to_owned) else { continue };
        let today = now.day_in(hours.zone());
        let location = place.filter(|place| !place.protected()).and_then(|place| place.location.as_ref());
        let address = location.and_then(|l| l.addresses.first()).map(|a| super::place::lines(a).join(", "));
        let owner = place.map_or(joined.service.id.as_str(), |place| place.at.id.as_str());
        for (times, days) in openings(&hours, today) {
            let mut event = weekly(times, &days, &zone, hours.zone())?;
            let id = format!("{owner}-{}", times.0.strftime("%H%M"));
            event
                .uid(&format!("{id}-{}@reticolo", times.1.strftime("%H%M")))
                .summary(about.name)
                .url(about.url);
            event.append_property(("DTSTAMP", stamp(joined.modified_at).as_str()));
            event.append_property(("TRANSP", "TRANSPARENT"));
            if let Some(address) = &address {
                event.location(address);
            }
            calendar.push(event.done());
        }
        zones.entry(zone).or_insert_with_key(|name| observances(name, hours.zone(), now));
    }
    let text = calendar.to_string();
    let zones: String = zones.into_values().collect();
    // A zone stands before the events that name it.
    text.contains("BEGIN:VEVENT").then(|| text.replacen("BEGIN:VEVENT", &format!("{zones}BEGIN:VEVENT"), 1))
}

fn openings(hours: &Hours, today: Date) -> Openings {
    let mut openings = Openings::new();
    for day in today.series(1.day()).take(usize::try_from(DAYS).unwrap_or(0)).map(|date| hours.day(date)) {
        for slot in day.slots.iter().filter(|slot| slot.sure) {
            openings.entry((slot.opens, slot.closes)).or_default().insert(day.date);
        }
    }
    openings
}

/// One event that comes on the weekdays of these days, without the days between that are not among them.
fn weekly(
    (opens, closes): (Time, Time),
    days: &BTreeSet<Date>,
    zone: &str,
    time_zone: &TimeZone,
) -> Option<Event> {
    let (first, last) = (*days.first()?, *days.last()?);
    let weekdays: BTreeSet<i8> = days.iter().map(|day| day.weekday().to_monday_zero_offset()).collect();
    let codes = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    let byday: Vec<_> =
        weekdays.iter().filter_map(|n| codes.get(usize::try_from(*n).ok()?).copied()).collect();
    let until = last.to_datetime(opens).to_zoned(time_zone.clone()).ok()?.timestamp();
    let ends = if closes > opens { first } else { first.tomorrow().ok()? };
    let mut event = Event::new();
    event.append_property(local("DTSTART", &[first], opens, zone));
    event.append_property(local("DTEND", &[ends], closes, zone));
    let rule = format!("FREQ=WEEKLY;WKST=MO;BYDAY={};UNTIL={}", byday.join(","), stamp(until.into()));
    event.append_property(("RRULE", rule.as_str()));
    let missing = first.series(1.day()).take_while(|day| *day <= last);
    let missing = missing
        .filter(|day| weekdays.contains(&day.weekday().to_monday_zero_offset()) && !days.contains(day));
    for day in missing {
        event.append_multi_property(local("EXDATE", &[day], opens, zone));
    }
    Some(event)
}

fn local(name: &str, days: &[Date], time: Time, zone: &str) -> Property {
    let value: Vec<_> =
        days.iter().map(|day| day.to_datetime(time).strftime("%Y%m%dT%H%M%S").to_string()).collect();
    let mut property = Property::new(name, value.join(","));
    property.add_parameter("TZID", zone);
    property
}

fn stamp(at: Instant) -> String {
    at.timestamp().strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// The changes of a clock from a year ago to two years ahead, as a component of the calendar.
fn observances(name: &str, zone: &TimeZone, now: Instant) -> String {
    let mut text = format!("BEGIN:VTIMEZONE\r\nTZID:{name}\r\n");
    let from = now.plus_days(-DAYS).timestamp();
    let changes: Vec<_> = zone
        .following(from)
        .take_while(|change| change.timestamp() < now.plus_days(2 * DAYS).timestamp())
        .collect();
    if changes.is_empty() {
        let offset = utc_offset(zone.to_offset(from).seconds());
        let _ = write!(
            text,
            "BEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:{offset}\r\nTZOFFSETTO:{offset}\r\nEND:STANDARD\r\n"
        );
    }
    let mut before = zone.to_offset(from);
    for change in changes {
        let kind = if change.dst().is_dst() { "DAYLIGHT" } else { "STANDARD" };
        let start = before.to_datetime(change.timestamp()).strftime("%Y%m%dT%H%M%S").to_string();
        let _ = write!(
            text,
            "BEGIN:{kind}\r\nDTSTART:{start}\r\nTZOFFSETFROM:{}\r\nTZOFFSETTO:{}\r\nTZNAME:{}\r\nEND:{kind}\r\n",
            utc_offset(before.seconds()),
            utc_offset(change.offset().seconds()),
            change.abbreviation(),
        );
        before = change.offset();
    }
    text.push_str("END:VTIMEZONE\r\n");
    text
}

fn utc_offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.unsigned_abs() / 60;
    format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use reticolo_directory::hsds::Service;

    fn calendar(expression: &str, now: &str) -> Option<String> {
        let mut service = Service { id: "0195".into(), ..Service::default() };
        service.profile.hours.expression = Some(expression.into());
        let joined = Joined {
            service,
            organization: None,
            program: None,
            places: Vec::new(),
            verified: Vec::new(),
            modified_at: Instant::EPOCH,
        };
        of(
            &joined,
            now.parse().unwrap(),
            &About { name: "Sportello, STP", url: "https://x.example/it/services/0195" },
        )
    }

    fn unfolded(text: &str) -> String {
        text.replace("\r\n ", "")
    }

    #[test]
    fn weekdays_with_the_same_hours_are_one_event_without_feasts() {
        let text = unfolded(&calendar("Mo-Fr 09:00-12:00; PH off", "2026-11-23T08:00:00Z").unwrap());
        assert_eq!(text.matches("BEGIN:VEVENT").count(), 1);
        assert!(text.contains("RRULE:FREQ=WEEKLY;WKST=MO;BYDAY=MO,TU,WE,TH,FR;UNTIL="), "{text}");
        assert!(text.contains("DTSTART;TZID=Europe/Rome:20261123T090000"));
        assert!(
            text.contains("EXDATE;TZID=Europe/Rome:20261208T090000"),
            "the Immaculate Conception: {text}"
        );
        assert!(text.contains("EXDATE;TZID=Europe/Rome:20270101T090000"));
    }

    #[test]
    fn the_zone_stands_before_the_events_with_both_its_clocks() {
        let text = unfolded(&calendar("Tu 15:00-17:00", "2026-11-23T08:00:00Z").unwrap());
        let (zone, event) = (text.find("BEGIN:VTIMEZONE").unwrap(), text.find("BEGIN:VEVENT").unwrap());
        assert!(zone < event);
        assert!(
            text.contains(
                "BEGIN:DAYLIGHT\r\nDTSTART:20270328T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200"
            ),
            "{text}"
        );
        assert!(
            text.contains(
                "BEGIN:STANDARD\r\nDTSTART:20271031T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100"
            ),
            "{text}"
        );
    }

    #[test]
    fn a_night_ends_on_the_next_day() {
        let text = unfolded(&calendar("Mo 20:00-02:00", "2026-11-23T08:00:00Z").unwrap());
        assert!(
            text.contains("DTSTART;TZID=Europe/Rome:20261123T200000")
                && text.contains("DTEND;TZID=Europe/Rome:20261124T020000"),
            "{text}"
        );
    }

    #[test]
    fn hours_that_are_not_known_are_no_calendar() {
        assert!(calendar("by appointment perhaps", "2026-11-23T08:00:00Z").is_none());
    }
}
