//! Where it is, when it is open there, and how one gets in. A protected address is told by nobody.

use super::{
    opening::{self, Day, Open},
    reading::{Line, Reading},
};
use reticolo_base::{Instant, Point};
use reticolo_directory::{
    book::{self, Joined},
    hsds::{Address, Location, Phone},
};
use reticolo_words::Words;

/// A place as a card shows it.
#[derive(Debug, Clone)]
pub struct Place {
    /// Its name.
    pub name: Option<Line>,
    /// The lines of its address; none when it is protected or unknown.
    pub address: Vec<String>,
    /// The address must not be shown.
    pub protected: bool,
    /// Where it is on earth; never of a protected one.
    pub point: Option<Point>,
    /// How to get there.
    pub directions: Option<Line>,
    /// Whether it is open.
    pub open: Open,
    /// Seven days from today; empty when the hours are not known.
    pub week: Vec<Day>,
    /// Its hours are those of the place before.
    pub same_hours: bool,
    /// Whether one gets in without steps.
    pub step_free: Option<bool>,
    /// What else the source says about getting in.
    pub accessibility: Vec<Line>,
    /// Telephones of the place.
    pub phones: Vec<Telephone>,
}

/// A telephone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telephone {
    /// As it is written.
    pub number: String,
    /// As it is dialled.
    pub dial: String,
    /// What it is for.
    pub note: Option<String>,
}

impl Place {
    /// A place of a service; the service alone when it has none.
    pub fn of(joined: &Joined, place: Option<&book::Place>, now: Instant, words: &'static Words) -> Self {
        let hours = opening::hours_at(joined, place);
        let protected = place.is_some_and(book::Place::protected);
        let open = Open::now(&hours, now, words);
        let week = hours.as_ref().map(|hours| opening::week(hours, now, words)).unwrap_or_default();
        let plain = Self {
            name: None,
            address: Vec::new(),
            protected,
            point: None,
            directions: None,
            open,
            week,
            same_hours: false,
            step_free: None,
            accessibility: Vec::new(),
            phones: place.map(|place| telephones(&place.at.phones)).unwrap_or_default(),
        };
        // Of a protected place nothing is told but when it answers: a name or a way to get there may give it away.
        match place.and_then(|place| place.location.as_ref()).filter(|_| !protected) {
            Some(location) => plain.at(location, joined, words),
            None => plain,
        }
    }

    fn at(mut self, location: &Location, joined: &Joined, words: &'static Words) -> Self {
        let reading = Reading::location(location, &joined.service, words.lang());
        self.name = reading.line("name", location.name.as_deref());
        self.address = location.addresses.first().map(lines).unwrap_or_default();
        self.point = point(location);
        self.directions = reading.line("transportation", location.transportation.as_deref());
        self.step_free = location.profile.step_free;
        if self.step_free.is_none() {
            let described = location.accessibility.iter();
            let field = |id: &str| format!("accessibility/{id}/description");
            self.accessibility =
                described.filter_map(|a| reading.line(&field(&a.id), a.description.as_deref())).collect();
        }
        self.phones.extend(telephones(&location.phones));
        self
    }

    /// The page of a map on which the way there can be looked up: a link that is only followed by a tap.
    pub fn way_there(&self) -> Option<String> {
        let point = self.point?;
        let (lat, lon) = (point.lat(), point.lon());
        Some(format!("https://www.openstreetmap.org/?mlat={lat:.5}&mlon={lon:.5}#map=17/{lat:.5}/{lon:.5}"))
    }
}

/// Where a place is on earth; `None` when it is protected, off the earth or unknown.
pub fn point(location: &Location) -> Option<Point> {
    if location.profile.protected {
        return None;
    }
    Point::new(location.latitude.as_ref()?.as_f64()?, location.longitude.as_ref()?.as_f64()?).ok()
}

/// An address as on an envelope.
pub fn lines(address: &Address) -> Vec<String> {
    let of = |parts: &[&Option<String>]| {
        let parts: Vec<_> = parts
            .iter()
            .filter_map(|part| part.as_deref())
            .map(str::trim)
            .filter(|p| !p.is_empty())
            .collect();
        parts.join(" ")
    };
    let province = address.state_province.as_ref().map(|sigla| format!("({sigla})"));
    let town = of(&[&address.postal_code, &address.city, &province]);
    [of(&[&address.address_1]), of(&[&address.address_2]), town]
        .into_iter()
        .filter(|line| !line.is_empty())
        .collect()
}

/// The telephones that have a number.
pub fn telephones(phones: &[Phone]) -> Vec<Telephone> {
    let one = |phone: &Phone| {
        let number = phone.number.as_deref()?.trim();
        let dial = dialled(number)?;
        let extension = phone.extension.as_ref().map(|n| format!(";ext={n}")).unwrap_or_default();
        let note = phone.description.clone().filter(|note| !note.trim().is_empty());
        Some(Telephone { number: number.to_owned(), dial: format!("tel:{dial}{extension}"), note })
    };
    phones.iter().filter_map(one).collect()
}

/// A number without what only eyes need; `None` when there is no digit in it.
fn dialled(number: &str) -> Option<String> {
    let plus = number.starts_with('+').then_some('+');
    let dial: String = plus
        .into_iter()
        .chain(number.chars().filter(|c| c.is_ascii_digit() || matches!(c, '#' | '*')))
        .collect();
    dial.chars().any(|c| c.is_ascii_digit()).then_some(dial)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_written_as_on_an_envelope() {
        let address = Address {
            address_1: Some("Via della Prova 12".into()),
            address_2: Some(" ".into()),
            city: Some("Foggia".into()),
            postal_code: Some("71121".into()),
            state_province: Some("FG".into()),
            ..Address::default()
        };
        assert_eq!(lines(&address), ["Via della Prova 12", "71121 Foggia (FG)"]);
        assert!(lines(&Address::default()).is_empty());
    }

    #[test]
    fn only_what_can_be_dialled_is_a_telephone() {
        let phone = |number: &str| Phone { number: Some(number.into()), ..Phone::default() };
        let found = telephones(&[
            phone("+39 0000 000 101"),
            phone("(800) 290-290"),
            phone("call us"),
            phone("javascript:1"),
        ]);
        let dials: Vec<_> = found.iter().map(|p| p.dial.as_str()).collect();
        assert_eq!(dials, ["tel:+390000000101", "tel:800290290", "tel:1"]);
    }
}
