//! Opening hours on the way out: HSDS schedules made from what people wrote. They are marked as derived,
//! so that reading our own export takes the hours themselves and not their copy.

use crate::{
    book::Joined,
    hours::Hours,
    hsds::{HoursProfile, Schedule},
    records::Records,
};
use jiff::civil::Date;
use serde_json::{Map, Value};

/// The mark of a schedule that was made from hours.
const DERIVED: &str = "derived";

/// Whether an object is a copy of hours that stand elsewhere.
pub(super) fn is_derived(object: &Map<String, Value>) -> bool {
    let mark = |value: &Value| value.as_bool() == Some(true) || value.as_str() == Some("true");
    object.get(DERIVED).is_some_and(mark)
}

/// Gives a card's hours as schedules too, as they are from a day on; those that have schedules keep them.
pub fn tell_hours(joined: &mut Joined, on: Date) {
    fill(&joined.service.id, &joined.service.profile.hours, &mut joined.service.schedules, on);
    for place in &mut joined.places {
        fill(&place.at.id, &place.at.profile.hours, &mut place.at.schedules, on);
        if let Some(location) = &mut place.location {
            fill(&location.id, &location.profile.hours, &mut location.schedules, on);
        }
    }
}

/// Gives all hours as schedules too, as they are from a day on.
pub fn tell_all_hours(records: &mut Records, on: Date) {
    for service in &mut records.services {
        fill(&service.id, &service.profile.hours, &mut service.schedules, on);
    }
    for at in &mut records.places {
        fill(&at.id, &at.profile.hours, &mut at.schedules, on);
    }
    for location in &mut records.locations {
        fill(&location.id, &location.profile.hours, &mut location.schedules, on);
    }
}

fn fill(owner: &str, told: &HoursProfile, schedules: &mut Vec<Schedule>, on: Date) {
    if told.expression.is_none() || !schedules.is_empty() {
        return;
    }
    let Ok(hours) = Hours::parse(told, &[]) else { return };
    *schedules = hours.to_schedules(owner, on);
    for schedule in schedules {
        schedule.other.insert(DERIVED.to_owned(), Value::Bool(true));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hsds::Service;

    #[test]
    fn hours_go_out_as_schedules_and_are_not_taken_for_schedules_on_the_way_back() {
        let id = "6e1a1f4e-7a52-4f8a-9f6a-0d8f3a2b1c00".to_owned();
        let mut service = Service { id, name: Some("Sportello".into()), ..Service::default() };
        service.profile.hours.expression = Some("Mo-Fr 09:00-12:00".into());
        let mut records = Records { services: vec![service], ..Records::default() };
        tell_all_hours(&mut records, "2026-03-02".parse().unwrap());
        let schedules = &records.services[0].schedules;
        assert_eq!(schedules[0].opens_at.as_deref().map(|t| t.starts_with("09:00")), Some(true));
        let folder = tempfile::tempdir().unwrap();
        for name in ["a.json", "a.zip"] {
            let path = folder.path().join(name);
            if name == "a.json" {
                super::super::write_json(&records, &path).unwrap();
            } else {
                super::super::write_tables(&records, &path).unwrap();
            }
            let back = super::super::read(&path, &super::super::Options::default()).unwrap();
            assert!(back.records.services[0].schedules.is_empty(), "{name}");
            assert_eq!(back.records.services[0].profile.hours, records.services[0].profile.hours);
            assert_eq!(back.report.refused_rows, 0);
        }
    }
}
