//! Full HSDS objects, as the API answers them and exports write them: records put into one another again.
//!
//! What is protected never gets here: a protected place appears by its name only. Languages spoken through a mediator
//! are told in `interpretation_services`. Fields that HSDS requires and the source left empty are filled with an
//! empty text (`status` with `active`, `location_type` with `physical`, and a mark in the profile that it was not told);
//! reading our own export gives what was told again.

use super::{draft::telling, filled, interpreted, schema, tongue};
use crate::{
    book::Joined,
    hsds::{Location, Organization, Program, Service, ServiceAtLocation, Taxonomy, TaxonomyTerm},
    records::Records,
};
use reticolo_base::Lang;
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::HashMap;

/// How much of an object is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// As in HSDS lists: its own simple fields; for a service also its organisation's and program's.
    List,
    /// Everything of the object; its organisation as in lists. For exports, which tell organisations once.
    Lean,
    /// Everything, as in the HSDS full objects.
    Full,
}

/// What surrounds a service.
#[derive(Debug, Clone, Default)]
pub struct Around<'a> {
    /// Its organisation.
    pub organization: Option<&'a Organization>,
    /// Its program.
    pub program: Option<&'a Program>,
    /// Where it is offered.
    pub places: Vec<(&'a ServiceAtLocation, Option<&'a Location>)>,
    /// All places of its organisation.
    pub locations: Vec<&'a Location>,
    /// All programs of its organisation.
    pub programs: Vec<&'a Program>,
}

impl<'a> From<&'a Joined> for Around<'a> {
    fn from(joined: &'a Joined) -> Self {
        Self {
            organization: joined.organization.as_ref(),
            program: joined.program.as_ref(),
            places: joined.places.iter().map(|place| (&place.at, place.location.as_ref())).collect(),
            ..Self::default()
        }
    }
}

/// A service with what surrounds it.
pub fn service(service: &Service, around: &Around<'_>, depth: Depth) -> Value {
    let mut map = service_alone(service, depth);
    if depth != Depth::List && !around.places.is_empty() {
        let owner = service.organization_id.as_deref();
        let places = around.places.iter().map(|(at, location)| place(at, *location, owner)).collect();
        map.insert("service_at_locations".to_owned(), Value::Array(places));
    }
    if let Some(organization) = around.organization {
        map.remove("organization_id");
        map.insert("organization".to_owned(), embedded(organization, around, depth));
    }
    put_program(&mut map, service, around);
    Value::Object(map)
}

/// A service as a card knows it. Its organisation comes without places and programs of other services.
pub fn joined(joined: &Joined, depth: Depth) -> Value {
    service(&joined.service, &Around::from(joined), depth)
}

/// An organisation with its places, programs and services, each with what surrounds it.
pub fn organization(
    organization: &Organization,
    around: &Around<'_>,
    services: &[(&Service, Around<'_>)],
    depth: Depth,
) -> Value {
    let mut value = embedded(organization, around, depth);
    if depth != Depth::List
        && !services.is_empty()
        && let Some(map) = value.as_object_mut()
    {
        let inside = |(each, around): &(&Service, Around<'_>)| {
            let around = Around { organization: None, ..around.clone() };
            let mut value = service(each, &around, depth);
            forget(&mut value, "organization_id");
            value
        };
        map.insert("services".to_owned(), services.iter().map(inside).collect());
    }
    value
}

/// A service at a place, with both.
pub fn service_at_location(
    at: &ServiceAtLocation,
    location: Option<&Location>,
    offered: Option<(&Service, &Around<'_>)>,
    depth: Depth,
) -> Value {
    let owner = offered.and_then(|(service, _)| service.organization_id.as_deref());
    let mut map = place_alone(at, location, depth);
    if let Some(found) = location {
        map.remove("location_id");
        map.insert("location".to_owned(), owned(found, owner, depth));
    }
    if let Some((offered, around)) = offered {
        map.remove("service_id");
        let around = Around { places: Vec::new(), ..around.clone() };
        map.insert("service".to_owned(), service(offered, &around, depth));
    }
    Value::Object(map)
}

/// A place. A protected one is only named.
pub fn location(location: &Location, depth: Depth) -> Value {
    if location.profile.protected {
        let name = location.name.clone().unwrap_or_default();
        return serde_json::json!({
            "id": location.id, "location_type": "physical", "name": name, "profile": { "protected": true },
        });
    }
    Value::Object(alone("location", location, depth))
}

/// A program.
pub fn program(program: &Program, depth: Depth) -> Value {
    Value::Object(alone("program", program, depth))
}

/// A scheme of terms.
pub fn taxonomy(taxonomy: &Taxonomy, depth: Depth) -> Value {
    Value::Object(alone("taxonomy", taxonomy, depth))
}

/// A term. Its scheme is told also in lists, as HSDS does.
pub fn taxonomy_term(term: &TaxonomyTerm, depth: Depth) -> Value {
    let mut map = alone("taxonomy_term", term, depth);
    if let Some(detail) = &term.taxonomy_detail {
        map.insert("taxonomy_detail".to_owned(), taxonomy(detail, depth));
    }
    Value::Object(map)
}

fn embedded(organization: &Organization, around: &Around<'_>, depth: Depth) -> Value {
    let mut map =
        alone("organization", organization, if depth == Depth::Full { Depth::Full } else { Depth::List });
    if depth == Depth::Full {
        let owner = Some(organization.id.as_str());
        let locations: Vec<Value> = around.locations.iter().map(|each| owned(each, owner, depth)).collect();
        if !locations.is_empty() {
            map.insert("locations".to_owned(), Value::Array(locations));
        }
        let programs: Vec<Value> =
            around.programs.iter().map(|each| of_owner(program(each, depth))).collect();
        if !programs.is_empty() {
            map.insert("programs".to_owned(), Value::Array(programs));
        }
    }
    Value::Object(map)
}

fn put_program(map: &mut Map<String, Value>, service: &Service, around: &Around<'_>) {
    let Some(found) = around.program else { return };
    map.remove("program_id");
    let mut value = program(found, Depth::Full);
    if found.organization_id == service.organization_id {
        forget(&mut value, "organization_id");
    }
    map.insert("program".to_owned(), value);
}

fn place(at: &ServiceAtLocation, location: Option<&Location>, owner: Option<&str>) -> Value {
    let mut map = place_alone(at, location, Depth::Full);
    map.remove("service_id");
    if let Some(found) = location {
        map.remove("location_id");
        map.insert("location".to_owned(), owned(found, owner, Depth::Full));
    }
    Value::Object(map)
}

/// What is told of a service at a protected place must not lead there either.
fn place_alone(at: &ServiceAtLocation, location: Option<&Location>, depth: Depth) -> Map<String, Value> {
    let mut map = alone("service_at_location", at, depth);
    if location.is_some_and(|location| location.profile.protected) {
        map.retain(|field, _| {
            matches!(
                field.as_str(),
                "id" | "service_id" | "location_id" | "schedules" | "profile" | "attributes"
            )
        });
    }
    map
}

/// A place inside something whose organisation is clear.
fn owned(found: &Location, owner: Option<&str>, depth: Depth) -> Value {
    let mut value = location(found, depth);
    if owner.is_some() && found.organization_id.as_deref() == owner {
        forget(&mut value, "organization_id");
    }
    value
}

fn of_owner(mut value: Value) -> Value {
    forget(&mut value, "organization_id");
    value
}

fn forget(value: &mut Value, field: &str) {
    if let Some(map) = value.as_object_mut() {
        map.remove(field);
    }
}

fn service_alone(service: &Service, depth: Depth) -> Map<String, Value> {
    let mut map = written(service);
    interpreted::scatter(&mut map);
    finished("service", map, depth)
}

fn alone(kind: &'static str, record: &impl Serialize, depth: Depth) -> Map<String, Value> {
    finished(kind, written(record), depth)
}

fn written(record: &impl Serialize) -> Map<String, Value> {
    match serde_json::to_value(record) {
        Ok(Value::Object(map)) => map,
        _ => Map::new(),
    }
}

fn finished(kind: &'static str, mut map: Map<String, Value>, depth: Depth) -> Map<String, Value> {
    match depth {
        Depth::List => {
            let columns = schema::object(kind).map(|object| object.columns).unwrap_or_default();
            map.retain(|field, _| columns.iter().any(|(column, _)| column == field));
        }
        Depth::Lean | Depth::Full => quiet(&mut map),
    }
    if depth != Depth::List {
        filled::mark(kind, &mut map);
    }
    complete(kind, &mut map);
    map
}

/// The language is not told where the words tell it.
fn quiet(map: &mut Map<String, Value>) {
    let words = telling(map);
    let Some(profile) = map.get_mut("profile").and_then(Value::as_object_mut) else { return };
    let lang = profile.get("lang").and_then(Value::as_str).and_then(Lang::from_tag);
    if lang.is_some() && tongue::detect(&words) == lang {
        profile.remove("lang");
    }
    if profile.is_empty() {
        map.remove("profile");
    }
}

/// What HSDS requires: kind, field, what stands there when nothing is known.
const REQUIRED: &[(&str, &str, &str)] = &[
    ("service", "name", ""),
    ("service", "status", "active"),
    ("organization", "name", ""),
    ("organization", "description", ""),
    ("program", "name", ""),
    ("program", "description", ""),
    ("taxonomy", "name", ""),
    ("taxonomy", "description", ""),
    ("taxonomy_term", "name", ""),
    ("taxonomy_term", "description", ""),
    ("location", "location_type", "physical"),
    ("address", "address_1", ""),
    ("address", "city", ""),
    ("address", "state_province", ""),
    ("address", "postal_code", ""),
    ("address", "country", ""),
    ("address", "address_type", "physical"),
    ("organization_identifier", "identifier_type", ""),
    ("organization_identifier", "identifier", ""),
    ("unit", "name", ""),
    ("metadata", "last_action_date", ""),
    ("metadata", "last_action_type", ""),
    ("metadata", "field_name", ""),
    ("metadata", "previous_value", ""),
    ("metadata", "replacement_value", ""),
    ("metadata", "updated_by", ""),
];

/// Without these a part means nothing and HSDS does not allow it: it is left out.
const ESSENTIAL: &[(&str, &[&str])] =
    &[("phone", &["number"]), ("url", &["url"]), ("service_capacity", &["unit", "available", "updated"])];

fn complete(kind: &str, map: &mut Map<String, Value>) {
    for (_, field, empty) in REQUIRED.iter().filter(|(of, ..)| *of == kind) {
        map.entry(*field).or_insert_with(|| Value::from(*empty));
    }
    let Some(object) = schema::object(kind) else { return };
    for (field, holds) in object.nested {
        match (holds, map.get_mut(*field)) {
            (schema::Holds::One(inside), Some(Value::Object(part))) => complete(inside, part),
            (schema::Holds::Many(inside), Some(Value::Array(parts))) => {
                let needed = ESSENTIAL
                    .iter()
                    .find(|(of, _)| of == inside)
                    .map(|(_, fields)| *fields)
                    .unwrap_or_default();
                parts.retain(|part| needed.iter().all(|field| part.get(*field).is_some()));
                parts.iter_mut().filter_map(Value::as_object_mut).for_each(|part| complete(inside, part));
                if parts.is_empty() {
                    map.remove(*field);
                }
            }
            _ => {}
        }
    }
}

/// Records by their ids and links.
#[derive(Debug)]
pub struct Shelf<'a> {
    records: &'a Records,
    organizations: HashMap<&'a str, &'a Organization>,
    programs: HashMap<&'a str, &'a Program>,
    locations: HashMap<&'a str, &'a Location>,
    places: HashMap<&'a str, Vec<&'a ServiceAtLocation>>,
    locations_of: HashMap<&'a str, Vec<&'a Location>>,
    programs_of: HashMap<&'a str, Vec<&'a Program>>,
}

impl<'a> Shelf<'a> {
    /// Records by their ids and links.
    pub fn new(records: &'a Records) -> Self {
        Self {
            records,
            organizations: records.organizations.iter().map(|o| (o.id.as_str(), o)).collect(),
            programs: records.programs.iter().map(|p| (p.id.as_str(), p)).collect(),
            locations: records.locations.iter().map(|l| (l.id.as_str(), l)).collect(),
            places: by(&records.places, |at| at.service_id.as_deref()),
            locations_of: by(&records.locations, |l| l.organization_id.as_deref()),
            programs_of: by(&records.programs, |p| p.organization_id.as_deref()),
        }
    }

    /// What surrounds a service.
    pub fn around(&self, service: &Service) -> Around<'a> {
        let owner = service.organization_id.as_deref().unwrap_or_default();
        let places = self.places.get(service.id.as_str()).into_iter().flatten();
        Around {
            organization: self.organizations.get(owner).copied(),
            program: service.program_id.as_deref().and_then(|id| self.programs.get(id).copied()),
            places: places.map(|at| (*at, self.location_of(at))).collect(),
            ..self.around_organization(owner)
        }
    }

    /// What surrounds an organisation.
    pub fn around_organization(&self, id: &str) -> Around<'a> {
        Around {
            locations: self.locations_of.get(id).cloned().unwrap_or_default(),
            programs: self.programs_of.get(id).cloned().unwrap_or_default(),
            ..Around::default()
        }
    }

    /// The place of a service at a place.
    pub fn location_of(&self, at: &ServiceAtLocation) -> Option<&'a Location> {
        at.location_id.as_deref().and_then(|id| self.locations.get(id).copied())
    }

    /// A service with what surrounds it.
    pub fn service(&self, each: &Service, depth: Depth) -> Value {
        service(each, &self.around(each), depth)
    }

    /// An organisation with its places, programs and services.
    pub fn organization(&self, each: &Organization, depth: Depth) -> Value {
        let services =
            self.records.services.iter().filter(|s| s.organization_id.as_deref() == Some(&each.id));
        let services: Vec<_> = services.map(|service| (service, self.around(service))).collect();
        organization(each, &self.around_organization(&each.id), &services, depth)
    }

    /// A service at a place, with both.
    pub fn service_at_location(&self, at: &ServiceAtLocation, depth: Depth) -> Value {
        let id = at.service_id.as_deref();
        let found = self.records.services.iter().find(|s| Some(s.id.as_str()) == id);
        let around = found.map(|service| self.around(service)).unwrap_or_default();
        service_at_location(at, self.location_of(at), found.map(|service| (service, &around)), depth)
    }
}

fn by<'a, T>(records: &'a [T], key: impl Fn(&'a T) -> Option<&'a str>) -> HashMap<&'a str, Vec<&'a T>> {
    let mut all: HashMap<&str, Vec<&T>> = HashMap::new();
    for record in records {
        if let Some(key) = key(record) {
            all.entry(key).or_default().push(record);
        }
    }
    all
}
