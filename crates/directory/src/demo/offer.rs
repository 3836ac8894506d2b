//! What an organisation offers: a service of a template, at its places, with hours, languages and free places.

use super::{
    Demo, Shelf,
    file::{Body, Network, Offer, Tongue},
    key, template,
};
use crate::{
    book::{Entity, Verified},
    hours::Hours,
    hsds::{
        Capacity, HoursProfile, Language, Location, Phone, PlaceProfile, Schedule, Service, ServiceArea,
        ServiceAtLocation, Unit, Weekday,
    },
    records::Records,
    reference::Reference,
};
use jiff::civil::Date;
use reticolo_base::Lang;

/// Who is said to have confirmed the cards.
const CONFIRMED_BY: &str = "Curatela (dimostrazione)";

/// Puts what an organisation offers; what is wrong with it otherwise.
pub(super) fn put(offer: &Offer, network: &Network, shelf: &Shelf, demo: &mut Demo) -> Result<(), String> {
    let wrong = |what: &str| format!("{} of {}: {what}", offer.service, offer.organization);
    let body = network.organization.iter().find(|body| body.key == offer.organization);
    let body = body.ok_or_else(|| wrong("no such organisation"))?;
    let template = shelf.templates.get(&offer.service).ok_or_else(|| wrong("no such service"))?;
    let id = service_id(offer, &demo.records);
    let hours = hours(offer).map_err(|what| wrong(&what))?;
    for seat in &offer.locations {
        let location =
            place_of(seat, body, &demo.records).ok_or_else(|| wrong(&format!("no such place: {seat}")))?;
        let place = place(&id, location, &hours, shelf.today).map_err(|what| wrong(&what))?;
        demo.records.places.push(place);
    }
    let mut service = template::service(template, id, shelf).map_err(|what| wrong(&what))?;
    fill(&mut service, offer, body, shelf).map_err(|what| wrong(&what))?;
    service.schedules = schedules(&hours, &service.id, None, shelf.today).map_err(|what| wrong(&what))?;
    service.profile.hours = hours;
    confirm(&mut service, offer, shelf, demo)?;
    demo.records.services.push(service);
    Ok(())
}

/// The id of an offer; a second offer of the same service by the same organisation has its own.
fn service_id(offer: &Offer, records: &Records) -> String {
    let name = format!("{}@{}", offer.service, offer.organization);
    let first = key("service", &name);
    if records.services.iter().all(|service| service.id != first) {
        return first;
    }
    key("service", &format!("{name}@{}", offer.locations.join("+")))
}

fn place_of<'a>(seat: &str, body: &Body, records: &'a Records) -> Option<&'a Location> {
    body.location.iter().find(|location| location.key == seat)?;
    let id = key("location", seat);
    records.locations.iter().find(|location| location.id == id)
}

fn place(
    service: &str,
    location: &Location,
    hours: &HoursProfile,
    today: Date,
) -> Result<ServiceAtLocation, String> {
    let id = key("service_at_location", &format!("{service} {}", location.id));
    let municipality = location.profile.municipality.as_deref();
    Ok(ServiceAtLocation {
        service_id: Some(service.to_owned()),
        location_id: Some(location.id.clone()),
        schedules: schedules(hours, &id, municipality, today)?
            .into_iter()
            .map(|schedule| Schedule { service_at_location_id: Some(id.clone()), ..schedule })
            .collect(),
        profile: PlaceProfile { hours: hours.clone() },
        id,
        ..ServiceAtLocation::default()
    })
}

/// The hours with the closure of August in the expression.
fn hours(offer: &Offer) -> Result<HoursProfile, String> {
    let Some(expression) = &offer.hours else { return Ok(HoursProfile::default()) };
    let mut expression = expression.clone();
    if let Some(closure) = &offer.august_closure {
        let (from, to) = closure.split_once('/').ok_or("the closure is not an interval")?;
        let day = |text: &str| text.parse::<Date>().map(|day| day.strftime("%Y %b %d").to_string());
        let (from, to) = (day(from).map_err(|e| e.to_string())?, day(to).map_err(|e| e.to_string())?);
        expression.push_str(&format!("; {from}-{to} off"));
    }
    Ok(HoursProfile { expression: Some(expression), time_zone: Some(crate::hours::DEFAULT_ZONE.to_owned()) })
}

fn schedules(
    hours: &HoursProfile,
    owner: &str,
    municipality: Option<&str>,
    today: Date,
) -> Result<Vec<Schedule>, String> {
    if hours.expression.is_none() {
        return Ok(Vec::new());
    }
    let mut hours = Hours::parse(hours, &[]).map_err(|error| error.to_string())?;
    if let Some(istat) = municipality {
        hours = hours.in_municipality(istat);
    }
    Ok(hours.to_schedules(owner, today))
}

/// What depends on who offers it.
fn fill(service: &mut Service, offer: &Offer, body: &Body, shelf: &Shelf) -> Result<(), String> {
    let id = service.id.clone();
    service.organization_id = Some(key("organization", &offer.organization));
    service.email.clone_from(&offer.email);
    service.phones = offer.phone.iter().map(|number| phone(number, &id)).collect();
    service.languages =
        offer.languages.iter().map(|tongue| language(tongue, &id)).collect::<Result<_, _>>()?;
    service.interpretation_services = interpreted(&service.languages);
    service.wait_time = offer.waiting_days.map(|days| format!("{days} giorni"));
    service.service_areas = vec![area(&body.territory, &id)];
    service.capacities = offer
        .capacity
        .iter()
        .map(|places| Capacity {
            id: key("service_capacity", &id),
            service_id: Some(id.clone()),
            unit: Some(Box::new(Unit {
                id: key("unit", &places.unit),
                name: Some(places.unit.clone()),
                ..Unit::default()
            })),
            unit_id: Some(key("unit", &places.unit)),
            available: Some(places.available.into()),
            updated: Some(shelf.noon(places.updated_days_ago).to_string()),
            ..Capacity::default()
        })
        .collect();
    service.profile.way_in = offer.access;
    service.profile.staff_gender.clone_from(&offer.staff_gender);
    service.profile.waiting_days = offer.waiting_days;
    Ok(())
}

fn phone(number: &str, service: &str) -> Phone {
    Phone {
        id: key("phone", service),
        service_id: Some(service.to_owned()),
        number: Some(number.to_owned()),
        kind: Some("voice".to_owned()),
        ..Phone::default()
    }
}

fn language(tongue: &Tongue, service: &str) -> Result<Language, String> {
    let unknown = || format!("no such language: {}", tongue.code);
    let known = Reference::get().languages().get(&tongue.code).ok_or_else(unknown)?;
    let days = tongue.days.iter().map(|day| Weekday::parse(day)).collect::<Option<_>>();
    Ok(Language {
        id: key("language", &format!("{service} {} {}", tongue.code, tongue.interpreted)),
        service_id: Some(service.to_owned()),
        name: Some(known.names.words(Lang::It).to_owned()),
        code: Some(tongue.code.clone()),
        days: days.ok_or_else(|| format!("{}: no such day", tongue.code))?,
        notice_days: tongue.notice_days,
        interpreted: tongue.interpreted,
        ..Language::default()
    })
}

fn interpreted(languages: &[Language]) -> Option<String> {
    let names: Vec<_> =
        languages.iter().filter(|l| l.interpreted).filter_map(|l| l.name.as_deref()).collect();
    (!names.is_empty()).then(|| format!("Con mediazione: {}", names.join(", ")))
}

fn area(territory: &str, service: &str) -> ServiceArea {
    ServiceArea {
        id: key("service_area", service),
        service_id: Some(service.to_owned()),
        name: Reference::get().territory().name_of(territory).map(str::to_owned),
        extent: Some(territory.to_owned()),
        extent_type: Some("text".to_owned()),
        ..ServiceArea::default()
    }
}

/// Notes who confirmed the card, and when.
fn confirm(service: &mut Service, offer: &Offer, shelf: &Shelf, demo: &mut Demo) -> Result<(), String> {
    let Some(days) = offer.verified_days_ago else { return Ok(()) };
    service.assured_date = Some(shelf.ago(days).to_string());
    demo.verified.push(Verified {
        entity: Entity::Service,
        id: service.id.parse().map_err(|error| format!("{}: {error}", service.id))?,
        field: "*".to_owned(),
        by: CONFIRMED_BY.to_owned(),
        at: shelf.noon(days),
    });
    Ok(())
}
