//! The card for machines that read pages: schema.org GovernmentService as JSON-LD.

use super::{opening, place, reading::Reading};
use crate::{Markup, jsonld};
use jiff::civil::Date;
use reticolo_base::Lang;
use reticolo_directory::{book::Joined, reference::Reference};
use serde_json::{Map, Value, json};

/// The script element's content. Nothing in it can end the element or begin another.
pub fn of(joined: &Joined, reader: Lang, address: &str, today: Date) -> Markup {
    let service = &joined.service;
    let reading = Reading::service(service, reader);
    let mut card = Map::new();
    let mut put = |name: &str, value: Value| {
        if !value.is_null() {
            card.insert(name.to_owned(), value);
        }
    };
    put("@context", json!("https://schema.org"));
    put("@type", json!("GovernmentService"));
    put("@id", json!(address));
    put("url", json!(address));
    let line = |field: &str, text: Option<&str>| {
        reading.line(field, text).map_or(Value::Null, |line| json!(line.text))
    };
    put("name", line("name", service.name.as_deref()));
    put("description", line("profile.summary", service.profile.summary.as_deref()));
    put("inLanguage", json!(reader.code()));
    let needs: Vec<_> = service
        .profile
        .needs
        .iter()
        .filter_map(|code| Reference::get().need(code))
        .map(|n| n.label.words(reader))
        .collect();
    put("serviceType", if needs.is_empty() { Value::Null } else { json!(needs) });
    put("provider", provider(joined));
    put("availableChannel", channels(joined, address));
    put("hoursAvailable", hours(joined, today));
    put("areaServed", jsonld::area_served(service).unwrap_or_default());
    let free = service.profile.free == Some(true);
    put(
        "offers",
        if free { json!({ "@type": "Offer", "price": 0, "priceCurrency": "EUR" }) } else { Value::Null },
    );
    put("dateModified", json!(joined.modified_at.to_string()));
    Markup(escaped(&Value::Object(card).to_string()))
}

/// When it is open: at its first place, since a service has one list of hours in this vocabulary.
fn hours(joined: &Joined, today: Date) -> Value {
    let hours = opening::hours_at(joined, joined.places.first());
    let told = hours.map(|hours| jsonld::opening_hours(&hours, today)).unwrap_or_default();
    if told.is_empty() { Value::Null } else { Value::Array(told) }
}

fn provider(joined: &Joined) -> Value {
    let Some(organization) = &joined.organization else { return Value::Null };
    let mut provider = Map::from_iter([
        ("@type".to_owned(), json!("Organization")),
        ("name".to_owned(), json!(organization.name)),
    ]);
    for (name, value) in [("url", &organization.website), ("email", &organization.email)] {
        if let Some(value) = value {
            provider.insert(name.to_owned(), json!(value));
        }
    }
    Value::Object(provider)
}

fn channels(joined: &Joined, address: &str) -> Value {
    let service = &joined.service;
    let languages = jsonld::available_language(&service.languages);
    let phone = place::telephones(&service.phones).into_iter().next();
    let channel = |location: Option<Value>| {
        let mut channel = Map::from_iter([
            ("@type".to_owned(), json!("ServiceChannel")),
            ("serviceUrl".to_owned(), json!(address)),
        ]);
        if let Some(phone) = &phone {
            channel.insert(
                "servicePhone".to_owned(),
                json!({ "@type": "ContactPoint", "telephone": phone.dial.trim_start_matches("tel:") }),
            );
        }
        if let Some(languages) = &languages {
            channel.insert("availableLanguage".to_owned(), languages.clone());
        }
        if let Some(location) = location {
            channel.insert("serviceLocation".to_owned(), location);
        }
        Value::Object(channel)
    };
    let open = joined.places.iter().filter(|place| !place.protected());
    let channels: Vec<_> =
        open.filter_map(|place| place.location.as_ref()).map(|l| channel(Some(location(l)))).collect();
    if channels.is_empty() { channel(None) } else { Value::Array(channels) }
}

fn location(location: &reticolo_directory::hsds::Location) -> Value {
    let mut place =
        Map::from_iter([("@type".to_owned(), json!("Place")), ("name".to_owned(), json!(location.name))]);
    if let Some(address) = location.addresses.first() {
        let street: Vec<_> =
            [&address.address_1, &address.address_2].into_iter().flatten().map(String::as_str).collect();
        place.insert("address".to_owned(), json!({
            "@type": "PostalAddress", "streetAddress": street.join(", "), "addressLocality": address.city,
            "addressRegion": address.state_province, "postalCode": address.postal_code, "addressCountry": address.country,
        }));
    }
    if let Some(point) = place::point(location) {
        place.insert(
            "geo".to_owned(),
            json!({ "@type": "GeoCoordinates", "latitude": point.lat(), "longitude": point.lon() }),
        );
    }
    Value::Object(place)
}

/// JSON in which no sign has a meaning for HTML (HTML Living Standard, restrictions for contents of script elements).
fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use reticolo_base::Instant;
    use reticolo_directory::hsds::Service;

    #[test]
    fn no_name_ends_the_element() {
        let name = "</script><script>alert(1)</script><!--";
        let service = Service { name: Some(name.into()), ..Service::default() };
        let joined = Joined {
            service,
            organization: None,
            program: None,
            places: Vec::new(),
            verified: Vec::new(),
            modified_at: Instant::EPOCH,
        };
        let text = of(&joined, Lang::It, "https://x.example", jiff::civil::date(2026, 11, 23));
        assert!(!text.as_str().contains('<') && !text.as_str().contains('>'), "{text}");
        let value: Value = serde_json::from_str(text.as_str()).unwrap();
        assert_eq!(value["name"], name);
        assert_eq!(value["@type"], "GovernmentService");
    }
}
