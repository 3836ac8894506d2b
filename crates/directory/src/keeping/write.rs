//! A text that its keeper typed, put into the sheet. What was there keeps its id, and so its translations.

use super::{Field, Refused, Sheet, lines, read};
use crate::{
    hours::{DEFAULT_ZONE, Hours},
    hsds::{HoursProfile, Schedule},
};
use jiff::civil::Date;
use reticolo_accounts::Email;
use reticolo_base::folding;

/// The words of HSDS for whether a service is there.
pub const STATUSES: [&str; 4] = ["active", "inactive", "temporarily closed", "defunct"];

/// A text as it is compared and kept: lines without blanks around them, no signs that cannot be seen.
///
/// # Errors
/// [`Refused::Invalid`] when it is longer than is taken; nothing is cut in silence.
pub fn tidied(field: Field, typed: &str) -> Result<String, Refused> {
    let typed = typed.replace("\r\n", "\n");
    if typed.trim().chars().nth(field.most()).is_some() {
        return Err(wrong(field, "keeping-problem-long"));
    }
    if field.is_line() {
        return Ok(folding::one_line(&typed, field.most()));
    }
    let lines: Vec<&str> = typed.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    Ok(folding::lines(&lines.join("\n"), field.most()))
}

fn wrong(field: Field, key: &'static str) -> Refused {
    Refused::Invalid(field.code(), key)
}

/// Puts a text, as [`tidied`] gives it, into a field. `today` is the day from which schedules are made.
///
/// # Errors
/// [`Refused::Invalid`] with the field, when it is not what the field takes.
pub fn put(field: Field, sheet: &mut Sheet, text: &str, today: Date) -> Result<(), Refused> {
    let said = (!text.is_empty()).then(|| text.to_owned());
    let lines: Vec<&str> = text.lines().collect();
    let (service, at) = (&mut sheet.service, |key| wrong(field, key));
    match field {
        Field::Name if text.is_empty() => return Err(at("keeping-problem-name")),
        Field::Name => service.name = said,
        Field::Status if !STATUSES.contains(&text) => return Err(at("keeping-problem-status")),
        Field::Status => service.status = said,
        Field::Alert => service.alert = said,
        Field::Summary => {
            // A description that only repeats the sentence goes on doing so.
            if said.is_some()
                && service.description.is_some()
                && service.description == service.profile.summary
            {
                service.description.clone_from(&said);
            }
            service.profile.summary = said;
        }
        Field::Description => service.description = said,
        Field::Who => service.profile.who = said,
        Field::How => how(service, said),
        Field::Documents => lines::documents(service, &lines),
        Field::Result => service.profile.result = said,
        Field::Times => service.profile.times = said,
        Field::Waiting => waiting(service, text),
        Field::Conditions => service.profile.conditions = said,
        Field::Costs => lines::costs(service, &lines).map_err(at)?,
        Field::Hours | Field::PlaceHours(_) => hours(field, sheet, text, today)?,
        Field::Phones => lines::phones(service, &lines).map_err(at)?,
        Field::Email => {
            if let Some(email) = &said {
                Email::parse(email).map_err(|_| at("keeping-problem-email"))?;
            }
            service.email = said;
        }
        Field::Url => {
            let is_web = |url: &String| {
                ["https://", "http://"]
                    .iter()
                    .any(|scheme| url.strip_prefix(scheme).is_some_and(|host| host.contains('.')))
                    && !url.contains(char::is_whitespace)
            };
            if said.as_ref().is_some_and(|url| !is_web(url)) {
                return Err(at("keeping-problem-url"));
            }
            service.url = said;
        }
        Field::Contacts => lines::contacts(service, &lines),
        Field::Languages => lines::languages(service, &lines).map_err(at)?,
    }
    Ok(())
}

fn how(service: &mut crate::hsds::Service, said: Option<String>) {
    // Written where it was read; where both were there, both say the same.
    if service.profile.how.is_some() || service.application_process.is_none() {
        service.profile.how.clone_from(&said);
    }
    service.application_process = said;
}

fn waiting(service: &mut crate::hsds::Service, text: &str) {
    service.profile.waiting_days = text.parse().ok();
    service.wait_time = match service.profile.waiting_days {
        Some(days) => Some(format!("{days} giorni")),
        None => (!text.is_empty()).then(|| text.to_owned()),
    };
}

fn hours(field: Field, sheet: &mut Sheet, text: &str, today: Date) -> Result<(), Refused> {
    if !text.is_empty() {
        Hours::of(text, zone(&sheet.service.profile.hours))
            .map_err(|_| wrong(field, "keeping-problem-hours"))?;
    }
    let own: Vec<bool> = sheet.places.iter().map(|place| read::has_own_hours(sheet, place)).collect();
    if field == Field::Hours {
        let service = &mut sheet.service;
        service.schedules = schedules(text, &mut service.profile.hours, &service.id, None, today);
    }
    for (place, own) in sheet.places.iter_mut().zip(own) {
        let meant = match field {
            Field::PlaceHours(id) => place.at.id == id.to_string(),
            _ => !own,
        };
        if !meant {
            continue;
        }
        let municipality = place.location.as_ref().and_then(|location| location.profile.municipality.clone());
        let (id, at) = (place.at.id.clone(), &mut place.at);
        let made = schedules(text, &mut at.profile.hours, &id, municipality.as_deref(), today);
        at.schedules = made
            .into_iter()
            .map(|schedule| Schedule { service_at_location_id: Some(id.clone()), ..schedule })
            .collect();
    }
    Ok(())
}

fn zone(hours: &HoursProfile) -> &str {
    hours.time_zone.as_deref().unwrap_or(DEFAULT_ZONE)
}

fn schedules(
    text: &str,
    hours: &mut HoursProfile,
    owner: &str,
    municipality: Option<&str>,
    today: Date,
) -> Vec<Schedule> {
    if text.is_empty() {
        hours.expression = None;
        return Vec::new();
    }
    let zone = zone(hours).to_owned();
    hours.expression = Some(text.to_owned());
    let Ok(mut read) = Hours::of(text, &zone) else { return Vec::new() };
    hours.time_zone = Some(zone);
    if let Some(istat) = municipality {
        read = read.in_municipality(istat);
    }
    read.to_schedules(owner, today)
}
