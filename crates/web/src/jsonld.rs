//! Parts of a card for machines (schema.org): when it is open, whom it serves, what is spoken there.

use jiff::{ToSpan, civil::Date};
use reticolo_directory::{
    hours::Hours,
    hsds::{Language, Service},
    reference::Reference,
};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/// So many weeks are looked at for a weekday that is no holiday, and for holidays to tell.
const WEEKS: i64 = 4;

/// `OpeningHoursSpecification`s: the usual week as it is from a day on, then the holidays of the weeks ahead on which
/// it is otherwise. What is not sure is not told.
pub fn opening_hours(hours: &Hours, from: Date) -> Vec<Value> {
    let ahead: Vec<_> =
        (0..WEEKS * 7).filter_map(|n| from.checked_add(n.days()).ok()).map(|date| hours.day(date)).collect();
    let mut usual: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for place in 0..DAYS.len() {
        let plain =
            |day: &&reticolo_directory::hours::Day| day.holiday.is_none() && weekday(day.date) == place;
        for slot in
            ahead.iter().find(plain).into_iter().flat_map(|day| day.slots.iter().filter(|slot| slot.sure))
        {
            usual.entry((clock(slot.opens), closing(slot))).or_default().push(place);
        }
    }
    let on = |place: &usize| DAYS.get(*place).map(|day| format!("https://schema.org/{day}"));
    let mut told: Vec<Value> = usual
        .iter()
        .map(|((opens, closes), days)| {
            let days: Vec<_> = days.iter().filter_map(on).collect();
            json!({ "@type": "OpeningHoursSpecification", "dayOfWeek": days, "opens": opens, "closes": closes })
        })
        .collect();
    let usually_open = |date: Date| usual.values().any(|days| days.contains(&weekday(date)));
    for day in ahead.iter().filter(|day| day.holiday.is_some() && usually_open(day.date)) {
        let date = day.date.to_string();
        let special = |opens: &str, closes: &str| json!({ "@type": "OpeningHoursSpecification", "validFrom": date, "validThrough": date, "opens": opens, "closes": closes });
        match day.slots.as_slice() {
            // Opening and closing at midnight means closed all day.
            [] => told.push(special("00:00", "00:00")),
            slots => told.extend(
                slots.iter().filter(|slot| slot.sure).map(|slot| special(&clock(slot.opens), &closing(slot))),
            ),
        }
    }
    told
}

/// The places that a service serves, by name; `None` when it does not say.
pub fn area_served(service: &Service) -> Option<Value> {
    let territory = Reference::get().territory();
    let name = |area: &reticolo_directory::hsds::ServiceArea| {
        let coded = area.extent.as_deref().and_then(|code| territory.name_of(code)).map(str::to_owned);
        coded.or_else(|| area.name.clone()).or_else(|| area.description.clone())
    };
    let areas: Vec<Value> = service
        .service_areas
        .iter()
        .filter_map(name)
        .map(|name| json!({ "@type": "AdministrativeArea", "name": name }))
        .collect();
    (!areas.is_empty()).then_some(Value::Array(areas))
}

/// The languages that somebody there speaks; those through a mediator do not count. `None` when nothing is said.
pub fn available_language(languages: &[Language]) -> Option<Value> {
    let spoken: Vec<&str> =
        languages.iter().filter(|l| !l.interpreted).filter_map(|l| l.code.as_deref()).collect();
    (!spoken.is_empty()).then(|| json!(spoken))
}

fn weekday(date: Date) -> usize {
    usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or(0)
}

fn clock(time: jiff::civil::Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// schema.org knows no 24:00; a whole day ends at 23:59.
fn closing(slot: &reticolo_directory::hours::Slot) -> String {
    if slot.is_whole_day() { "23:59".to_owned() } else { clock(slot.closes) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use reticolo_directory::hsds::ServiceArea;

    #[test]
    fn days_with_the_same_hours_are_told_together_and_holidays_apart() {
        let hours = Hours::of("Mo-Fr 09:00-12:00; We 15:00-18:00; PH off", "Europe/Rome").unwrap();
        let told = opening_hours(&hours, date(2026, 12, 14));
        assert_eq!(told[0]["dayOfWeek"].as_array().unwrap().len(), 4);
        assert_eq!((told[0]["opens"].as_str(), told[0]["closes"].as_str()), (Some("09:00"), Some("12:00")));
        assert_eq!(told[1]["dayOfWeek"], json!(["https://schema.org/Wednesday"]));
        let christmas = told.iter().find(|one| one["validFrom"] == "2026-12-25").unwrap();
        assert_eq!((&christmas["opens"], &christmas["closes"]), (&json!("00:00"), &json!("00:00")));
    }

    #[test]
    fn what_is_not_sure_is_not_told() {
        let hours = Hours::of("Mo 09:00-12:00 unknown", "Europe/Rome").unwrap();
        assert!(opening_hours(&hours, date(2026, 11, 23)).is_empty());
        let always = Hours::of("24/7", "Europe/Rome").unwrap();
        assert_eq!(opening_hours(&always, date(2026, 11, 23))[0]["closes"], "23:59");
    }

    #[test]
    fn areas_have_names_and_mediated_languages_do_not_count() {
        let area = ServiceArea { extent: Some("071024".into()), ..ServiceArea::default() };
        let service = Service { service_areas: vec![area], ..Service::default() };
        assert_eq!(area_served(&service).unwrap()[0]["name"], "Foggia");
        assert_eq!(area_served(&Service::default()), None);
        let language = |code: &str, interpreted| Language {
            code: Some(code.into()),
            interpreted,
            ..Language::default()
        };
        assert_eq!(available_language(&[language("ar", true), language("fr", false)]), Some(json!(["fr"])));
        assert_eq!(available_language(&[language("ar", true)]), None);
    }
}
