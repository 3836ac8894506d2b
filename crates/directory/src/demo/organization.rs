//! Organisations and their places.

use super::{
    file::{Body, Seat},
    key,
    words::{LANG, Words},
};
use crate::{
    hsds::{Accessibility, Address, Contact, Location, LocationProfile, Organization, OrganizationProfile},
    records::Records,
    reference::Reference,
};
use reticolo_base::Point;

/// Puts an organisation and its places; what is wrong with it otherwise.
pub(super) fn put(body: &Body, records: &mut Records) -> Result<(), String> {
    if Reference::get().territory().name_of(&body.territory).is_none() {
        return Err(format!("{}: no such territory: {}", body.key, body.territory));
    }
    let id = key("organization", &body.key);
    if records.organizations.iter().any(|other| other.id == id) {
        return Err(format!("{}: there twice", body.key));
    }
    for seat in &body.location {
        let location = location(seat, &id, body.reviewed)?;
        if records.locations.iter().any(|other| other.id == location.id) {
            return Err(format!("{}: there twice", seat.key));
        }
        records.locations.push(location);
    }
    records.organizations.push(organization(body, id));
    Ok(())
}

fn organization(body: &Body, id: String) -> Organization {
    let mut words = Words { reviewed: body.reviewed, ..Words::default() };
    let mut contacts = Vec::new();
    for (place, role) in body.contact.iter().enumerate() {
        let contact = key("contact", &format!("{} {place}", body.key));
        contacts.push(Contact {
            title: words.put(&format!("contacts/{contact}/title"), &role.title),
            id: contact,
            organization_id: Some(id.clone()),
            name: Some(role.name.clone()),
            ..Contact::default()
        });
    }
    Organization {
        name: Some(body.name.clone()),
        description: words.put("description", &body.description),
        email: body.email.clone(),
        website: body.url.clone(),
        contacts,
        profile: OrganizationProfile {
            lang: Some(LANG),
            kind: Some(body.kind.clone()),
            territory: Some(body.territory.clone()),
            translations: words.translations,
            demonstration: true,
        },
        id,
        ..Organization::default()
    }
}

fn location(seat: &Seat, organization: &str, reviewed: bool) -> Result<Location, String> {
    let wrong = |what: &str| format!("{}: {what}", seat.key);
    let territory = Reference::get().territory();
    let municipality =
        territory.municipality(&seat.municipality).ok_or_else(|| wrong("no such municipality"))?;
    let province = territory.province(&municipality.province).ok_or_else(|| wrong("no such province"))?;
    Point::new(seat.lat, seat.lon).map_err(|_| wrong("off the earth"))?;
    let id = key("location", &seat.key);
    let mut words = Words { reviewed, ..Words::default() };
    let degrees = serde_json::Number::from_f64;
    Ok(Location {
        location_type: Some("physical".to_owned()),
        organization_id: Some(organization.to_owned()),
        name: Some(seat.name.clone()),
        transportation: words.put("transportation", &seat.directions),
        latitude: degrees(seat.lat),
        longitude: degrees(seat.lon),
        addresses: vec![Address {
            id: key("address", &seat.key),
            location_id: Some(id.clone()),
            address_1: Some(seat.address.clone()),
            city: Some(municipality.name.clone()),
            region: Some(territory.region().1.to_owned()),
            state_province: Some(province.sigla.clone()),
            postal_code: Some(seat.postal_code.clone()),
            country: Some("IT".to_owned()),
            address_type: Some("physical".to_owned()),
            ..Address::default()
        }],
        accessibility: seat.step_free.iter().map(|free| step_free(&seat.key, &id, *free)).collect(),
        profile: LocationProfile {
            protected: seat.protected,
            municipality: Some(seat.municipality.clone()),
            step_free: seat.step_free,
            translations: words.translations,
            ..LocationProfile::default()
        },
        id,
        ..Location::default()
    })
}

fn step_free(seat: &str, location: &str, free: bool) -> Accessibility {
    let description = if free { "Ingresso senza gradini" } else { "Ingresso con gradini" };
    Accessibility {
        id: key("accessibility", seat),
        location_id: Some(location.to_owned()),
        description: Some(description.to_owned()),
        ..Accessibility::default()
    }
}
