//! A card for the address book of a telephone: vCard 3.0 (RFC 2426), which old telephones read too.

use super::place;
use reticolo_base::Lang;
use reticolo_directory::book::Joined;

use super::reading::Reading;

/// The longest line, in bytes (RFC 2426, 2.6).
const LINE: usize = 75;

/// The contact of a service. A protected address is not in it.
pub fn of(joined: &Joined, reader: Lang, address: &str) -> String {
    let service = &joined.service;
    let reading = Reading::service(service, reader);
    let name = reading.line("name", service.name.as_deref()).map(|line| line.text).unwrap_or_default();
    let organization = joined.organization.as_ref().and_then(|o| o.name.as_deref());
    let mut card = Lines::default();
    card.line("BEGIN", "VCARD");
    card.line("VERSION", "3.0");
    card.line("UID", &format!("urn:uuid:{}", service.id));
    card.line("FN", &text(&name));
    card.line("N", &format!("{};;;;", text(&name)));
    if let Some(organization) = organization {
        card.line("ORG", &text(organization));
    }
    let places = joined.places.iter().filter(|place| !place.protected());
    let phones = service.phones.iter().chain(joined.places.iter().flat_map(|place| &place.at.phones));
    for phone in place::telephones(&phones.cloned().collect::<Vec<_>>()) {
        card.line("TEL;TYPE=WORK,VOICE", phone.dial.trim_start_matches("tel:"));
    }
    let email = service.email.as_ref().or(joined.organization.as_ref().and_then(|o| o.email.as_ref()));
    if let Some(email) = email {
        card.line("EMAIL;TYPE=INTERNET", &text(email));
    }
    for location in places.filter_map(|place| place.location.as_ref()) {
        if let Some(a) = location.addresses.first() {
            let part = |part: &Option<String>| text(part.as_deref().unwrap_or_default());
            let parts = [
                part(&a.address_2),
                part(&a.address_1),
                part(&a.city),
                part(&a.state_province),
                part(&a.postal_code),
                part(&a.country),
            ];
            card.line("ADR;TYPE=WORK", &format!(";{}", parts.join(";")));
        }
        if let Some(point) = place::point(location) {
            card.line("GEO", &format!("{:.5};{:.5}", point.lat(), point.lon()));
        }
    }
    if let Some(summary) = reading.line("profile.summary", service.profile.summary.as_deref()) {
        card.line("NOTE", &text(&summary.text));
    }
    card.line("URL", address);
    card.line("REV", &joined.modified_at.to_string());
    card.line("END", "VCARD");
    card.0
}

/// A value with what has a meaning escaped; control characters are left out.
fn text(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '\\' | ',' | ';' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[derive(Default)]
struct Lines(String);

impl Lines {
    /// A line, folded where it is too long, never inside a letter.
    fn line(&mut self, name: &str, value: &str) {
        let mut used = 0;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if used + c.len_utf8() > LINE {
                self.0.push_str("\r\n ");
                used = 1;
            }
            self.0.push(c);
            used += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use reticolo_base::Instant;
    use reticolo_directory::hsds::{Phone, Service};

    fn joined(name: &str) -> Joined {
        let phone = Phone { number: Some("+39 0000 000 101".into()), ..Phone::default() };
        let service =
            Service { id: "0195".into(), name: Some(name.into()), phones: vec![phone], ..Service::default() };
        Joined {
            service,
            organization: None,
            program: None,
            places: Vec::new(),
            verified: Vec::new(),
            modified_at: Instant::EPOCH,
        }
    }

    #[test]
    fn it_has_what_a_telephone_wants() {
        let card = of(&joined("Sportello STP"), Lang::It, "https://x.example/it/services/0195");
        for line in [
            "BEGIN:VCARD",
            "VERSION:3.0",
            "FN:Sportello STP",
            "N:Sportello STP;;;;",
            "TEL;TYPE=WORK,VOICE:+390000000101",
            "END:VCARD",
        ] {
            assert!(card.contains(&format!("{line}\r\n")), "{line} in {card}");
        }
    }

    #[test]
    fn no_name_breaks_out_of_its_line() {
        let card = of(&joined("A; B, C\nTEL:112\r\u{7}"), Lang::It, "x");
        assert!(card.contains("FN:A\\; B\\, C\r\n"), "{card}");
        assert!(!card.contains("\r\nTEL:112"));
    }

    #[test]
    fn long_lines_are_folded_between_letters() {
        let card = of(&joined(&"مكتب ".repeat(60)), Lang::It, "x");
        assert!(card.split("\r\n").all(|line| line.len() <= LINE));
    }
}
