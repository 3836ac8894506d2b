//! What the sieve reads of a record: only what lists are filtered by.

use crate::hsds::{HoursProfile, Schedule};
use reticolo_base::Point;
use serde::Deserialize;
use uuid::Uuid;

/// Of an organisation or a taxonomy: what it is called.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Named {
    pub name: Option<String>,
    pub alternate_name: Option<String>,
    pub description: Option<String>,
    pub attributes: Vec<Attribute>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Service {
    pub name: Option<String>,
    pub alternate_name: Option<String>,
    pub description: Option<String>,
    pub attributes: Vec<Attribute>,
    pub minimum_age: Option<f64>,
    pub maximum_age: Option<f64>,
    pub languages: Vec<Language>,
    pub phones: Vec<Phone>,
    pub schedules: Vec<Schedule>,
    pub service_areas: Vec<Area>,
    pub profile: ServiceProfile,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ServiceProfile {
    pub needs: Vec<String>,
    pub free: Option<bool>,
    pub summary: Option<String>,
    pub hours: HoursProfile,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Attribute {
    taxonomy_term_id: Option<String>,
    taxonomy_term: Option<Id>,
}

impl Attribute {
    pub(super) fn term(&self) -> Option<Uuid> {
        let nested = || self.taxonomy_term.as_ref().map(|term| term.id.as_str());
        self.taxonomy_term_id.as_deref().or_else(nested).and_then(|id| id.parse().ok())
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Id {
    pub id: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Language {
    code: Option<String>,
    interpreted: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Phone {
    pub languages: Vec<Language>,
}

/// The codes of languages that somebody there speaks, without those that are interpreted.
pub(super) fn spoken<'a>(languages: impl Iterator<Item = &'a Language>) -> impl Iterator<Item = String> {
    languages
        .filter(|l| !l.interpreted)
        .filter_map(|l| l.code.as_deref())
        .map(|code| code.trim().to_ascii_lowercase())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Area {
    extent: Option<String>,
    name: Option<String>,
}

impl Area {
    /// What may be an ISTAT code or a postal code.
    pub(super) fn codes(&self) -> impl Iterator<Item = &str> {
        [&self.extent, &self.name].into_iter().filter_map(|text| text.as_deref()).map(str::trim)
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Place {
    pub attributes: Vec<Attribute>,
    pub description: Option<String>,
    pub phones: Vec<Phone>,
    pub schedules: Vec<Schedule>,
    pub service_areas: Vec<Area>,
    pub profile: HoursOnly,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct HoursOnly {
    pub hours: HoursProfile,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Location {
    pub name: Option<String>,
    latitude: Option<f64>,
    longitude: Option<f64>,
    pub addresses: Vec<Address>,
    pub languages: Vec<Language>,
    pub phones: Vec<Phone>,
    pub schedules: Vec<Schedule>,
    pub profile: LocationProfile,
}

impl Location {
    pub(super) fn point(&self) -> Option<Point> {
        Point::new(self.latitude?, self.longitude?).ok()
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Address {
    pub postal_code: Option<String>,
    pub city: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct LocationProfile {
    pub protected: bool,
    pub municipality: Option<String>,
    pub hours: HoursProfile,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Term {
    pub name: Option<String>,
    pub description: Option<String>,
    pub code: Option<String>,
    pub parent_id: Option<String>,
    pub taxonomy: Option<String>,
    pub taxonomy_id: Option<String>,
}
