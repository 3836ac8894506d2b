//! From records to the catalogue and the text index.

use super::{
    Area, Catalogue,
    catalogue::{BITS, Entry, flag, need_codes},
    document::Around,
    hearing::Hearing,
    opening::{Openings, Said},
    place::{NONE, Place},
    say,
    texts::{Kind, Texts},
};
use crate::{
    hsds::{Gender, Language, Location, Organization, Service, ServiceAtLocation},
    records::Records,
    reference::Reference,
};
use reticolo_base::{Instant, Point};
use reticolo_search::Document;
use std::{collections::HashMap, hash::Hash};
use uuid::Uuid;

/// When a person last confirmed a service: its id and the moment.
pub type Verification = (Uuid, Instant);

/// Numbers for values, given in the order in which they come.
struct Numbered<T> {
    values: Vec<T>,
    numbers: HashMap<T, u32>,
}

impl<T: Hash + Eq + Clone> Numbered<T> {
    fn new(values: Vec<T>) -> Self {
        let numbers = values.iter().cloned().zip(0..).collect();
        Self { values, numbers }
    }

    fn number(&mut self, value: T) -> u32 {
        let next = self.values.len() as u32;
        *self.numbers.entry(value).or_insert_with_key(|value| {
            self.values.push(value.clone());
            next
        })
    }

    /// The number of a value that has a bit of 128, or none.
    fn bit(&mut self, value: T) -> Option<u32> {
        if self.values.len() >= BITS && !self.numbers.contains_key(&value) {
            return None;
        }
        Some(self.number(value))
    }
}

/// Records by id, and services in the order of their ordinals.
pub(super) struct Joined<'a> {
    services: Vec<&'a Service>,
    organizations: HashMap<&'a str, &'a Organization>,
    programs: HashMap<&'a str, &'a str>,
    locations: HashMap<&'a str, &'a Location>,
    places: HashMap<&'a str, Vec<&'a ServiceAtLocation>>,
}

impl<'a> Joined<'a> {
    /// Services that are no longer offered are left out, and those without a valid id. Services of one need stand
    /// together: a query for it then walks through memory in order, which is several times faster.
    pub(super) fn of(records: &'a Records) -> Self {
        let offered = |service: &&Service| {
            let ended = service.status.as_deref().is_some_and(|s| matches!(s.trim(), "inactive" | "defunct"));
            !ended && Uuid::parse_str(&service.id).is_ok()
        };
        let mut places: HashMap<&str, Vec<&ServiceAtLocation>> = HashMap::new();
        for place in &records.places {
            if let Some(service) = place.service_id.as_deref() {
                places.entry(service).or_default().push(place);
            }
        }
        let programs = records.programs.iter();
        let hearing = Hearing::get();
        let mut services: Vec<_> = records.services.iter().filter(offered).collect();
        services.sort_by_cached_key(|service| {
            let main = service.profile.needs.first().and_then(|code| hearing.number(code));
            (main.is_none(), main)
        });
        Self {
            services,
            organizations: records.organizations.iter().map(|o| (o.id.as_str(), o)).collect(),
            programs: programs.filter_map(|p| Some((p.id.as_str(), p.name.as_deref()?))).collect(),
            locations: records.locations.iter().map(|l| (l.id.as_str(), l)).collect(),
            places,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.services.len()
    }

    fn organization(&self, service: &Service) -> Option<&'a Organization> {
        self.organizations.get(service.organization_id.as_deref()?).copied()
    }

    fn places(&self, service: &Service) -> &[&'a ServiceAtLocation] {
        self.places.get(service.id.as_str()).map(Vec::as_slice).unwrap_or_default()
    }

    fn location(&self, place: &ServiceAtLocation) -> Option<&'a Location> {
        self.locations.get(place.location_id.as_deref()?).copied()
    }

    /// What the text index learns of a service.
    pub(super) fn document(&self, ordinal: u32, hearing: &Hearing) -> Document {
        let Some(service) = self.services.get(ordinal as usize).copied() else { return Document::default() };
        let locations: Vec<_> =
            self.places(service).iter().filter_map(|place| self.location(place)).collect();
        let organization = self.organization(service);
        let territory = Reference::get().territory();
        let mut areas: Vec<String> = Vec::new();
        for location in &locations {
            areas.extend(area_of(location, organization).map(|area| area.name));
        }
        if areas.is_empty() {
            let code = organization.and_then(|o| o.profile.territory.as_deref());
            areas.extend(code.and_then(|code| territory.name_of(code)).map(str::to_owned));
        }
        areas.sort_unstable();
        areas.dedup();
        let areas: Vec<_> = areas.iter().map(String::as_str).collect();
        let program = service.program_id.as_deref().and_then(|id| self.programs.get(id)).copied();
        Around { service, organization, program }.document(&locations, &areas, hearing)
    }
}

/// Where a place is. Of a protected one only the territory of its organisation is told.
fn area_of(location: &Location, organization: Option<&Organization>) -> Option<Area> {
    let territory = Reference::get().territory();
    let of_organization = || organization.and_then(|o| o.profile.territory.as_deref());
    if location.profile.protected {
        return of_organization().map(|code| Area::of_code(territory, code));
    }
    match location.profile.municipality.as_deref() {
        Some(code) => Some(Area::of_code(territory, code)),
        None => match say::town(location) {
            Some(town) => Some(Area::of_town(territory, town)),
            None => of_organization().map(|code| Area::of_code(territory, code)),
        },
    }
}

/// Makes a catalogue.
pub(super) struct Builder {
    names: Numbered<String>,
    areas: Numbered<Area>,
    needs: Numbered<String>,
    spoken: Numbered<String>,
    said: Numbered<Said>,
    rules: Numbered<String>,
    entries: Vec<Entry>,
    places: Vec<Place>,
    texts: Texts,
}

impl Builder {
    /// The catalogue of joined records.
    pub(super) fn build(joined: &Joined<'_>, verified: &[Verification], now: Instant) -> Catalogue {
        let spoken = Reference::get().languages().iter().map(|language| language.code.clone()).collect();
        let mut builder = Self {
            names: Numbered::new(Vec::new()),
            areas: Numbered::new(Vec::new()),
            needs: Numbered::new(need_codes()),
            spoken: Numbered::new(spoken),
            said: Numbered::new(Vec::new()),
            rules: Numbered::new(Vec::new()),
            entries: Vec::with_capacity(joined.len()),
            places: Vec::new(),
            texts: Texts::default(),
        };
        let verified: HashMap<Uuid, Instant> = verified.iter().copied().collect();
        for service in &joined.services {
            builder.add(joined, service, &verified);
        }
        let mut catalogue = Catalogue {
            entries: builder.entries,
            places: builder.places,
            texts: builder.texts,
            openings: Openings::new(builder.said.values, now),
            names: builder.names.values,
            areas: builder.areas.values,
            needs: builder.needs.values,
            spoken: builder.spoken.values,
            rules_json: builder.rules.values,
            ..Catalogue::default()
        };
        catalogue.complete();
        catalogue
    }

    fn add(&mut self, joined: &Joined<'_>, service: &Service, verified: &HashMap<Uuid, Instant>) {
        let Ok(id) = Uuid::parse_str(&service.id) else { return };
        self.add_texts(service);
        let organization = joined.organization(service);
        let first = self.places.len() as u32;
        self.add_places(joined, service, organization);
        let mut needs = 0u128;
        let mut main = u8::MAX;
        for code in &service.profile.needs {
            if let Some(bit) = self.needs.bit(code.clone()) {
                needs |= 1 << bit;
                main = if main == u8::MAX { bit as u8 } else { main };
            }
        }
        let organization = organization.and_then(|o| o.name.clone());
        let rules = serde_json::to_string(&service.profile.access_rules).unwrap_or_else(|_| "[]".to_owned());
        let spoken = self.spoken_bits(joined, service);
        self.entries.push(Entry {
            id,
            needs,
            main,
            spoken,
            flags: flags(service),
            rules: self.rules.number(rules),
            organization: organization.map_or(NONE, |name| self.names.number(name)),
            verified: verified_day(service, verified.get(&id).copied()),
            first,
            count: self.places.len() as u32 - first,
        });
    }

    fn add_texts(&mut self, service: &Service) {
        self.texts.begin();
        for (lang, name) in say::names(service) {
            self.texts.push(Kind::Name, lang, name);
        }
        for (lang, summary) in say::summaries(service) {
            self.texts.push(Kind::Summary, lang, &summary);
        }
    }

    fn add_places(&mut self, joined: &Joined<'_>, service: &Service, organization: Option<&Organization>) {
        for place in joined.places(service) {
            let location = joined.location(place);
            let area = location.and_then(|location| area_of(location, organization));
            let municipality = area.as_ref().map(|area| area.code.clone()).filter(|code| code.len() == 6);
            let opening = self.opening(service, place, location, municipality.as_deref());
            let shown = location.filter(|location| !location.profile.protected);
            let name = shown.and_then(|location| location.name.clone());
            let (area, name) = (
                area.map_or(NONE, |area| self.areas.number(area)),
                name.map_or(NONE, |name| self.names.number(name)),
            );
            self.places.push(Place::new(shown.and_then(point), area, opening, name));
        }
        if joined.places(service).is_empty() {
            let code = organization.and_then(|o| o.profile.territory.as_deref());
            let area = code.map(|code| Area::of_code(Reference::get().territory(), code));
            let profile = &service.profile.hours;
            let said = Said::of(profile, &service.schedules, None);
            let opening = said.map_or(NONE, |said| self.said.number(said));
            let area = area.map_or(NONE, |area| self.areas.number(area));
            self.places.push(Place::new(None, area, opening, NONE));
        }
    }

    /// The hours at the place, else of the place, else of the service.
    fn opening(
        &mut self,
        service: &Service,
        place: &ServiceAtLocation,
        location: Option<&Location>,
        municipality: Option<&str>,
    ) -> u32 {
        let here = Said::of(&place.profile.hours, &place.schedules, municipality);
        let own = || Said::of(&service.profile.hours, &service.schedules, municipality);
        let there = || location.and_then(|l| Said::of(&l.profile.hours, &l.schedules, municipality));
        here.or_else(own).or_else(there).map_or(NONE, |said| self.said.number(said))
    }

    fn spoken_bits(&mut self, joined: &Joined<'_>, service: &Service) -> u128 {
        let places = joined.places(service).iter().filter_map(|place| joined.location(place));
        let at_places = places.flat_map(|location| &location.languages);
        let codes: Vec<String> =
            service.languages.iter().chain(at_places).filter_map(language_code).collect();
        codes.into_iter().filter_map(|code| self.spoken.bit(code)).fold(0, |bits, bit| bits | 1 << bit)
    }
}

/// The code of a language, or of the one whose name is given.
fn language_code(language: &Language) -> Option<String> {
    let named = || {
        let name = language.name.as_deref()?.trim();
        let known = Reference::get().languages();
        let same = |known: &&crate::reference::Language| {
            known.own.eq_ignore_ascii_case(name)
                || known.names.iter().any(|(_, n)| n.eq_ignore_ascii_case(name))
        };
        known.iter().find(same).map(|language| language.code.clone())
    };
    let code = language.code.as_deref().map(str::trim).filter(|code| !code.is_empty());
    code.map(str::to_owned).or_else(named)
}

fn flags(service: &Service) -> u16 {
    let profile = &service.profile;
    let mut flags = 0;
    let mut say = |said: Option<bool>, yes: u16, no: u16| {
        flags |= said.map_or(0, |said| if said { yes } else { no });
    };
    say(profile.free, flag::FREE, flag::NOT_FREE);
    let required = service.required_documents.iter().any(|document| !document.optional);
    say((profile.documents_known || required).then_some(!required), flag::NO_DOCUMENTS, flag::DOCUMENTS);
    let available = service.capacities.iter().filter_map(|capacity| capacity.available.as_ref()?.as_f64());
    say(available.reduce(f64::max).map(|places| places > 0.0), flag::PLACES, flag::FULL);
    say(Some(profile.staff_gender.contains(&Gender::Woman)), flag::WOMAN, 0);
    say(Some(profile.staff_gender.contains(&Gender::Man)), flag::MAN, 0);
    say(Some(profile.sensitive), flag::SENSITIVE, 0);
    say(Some(profile.demonstration), flag::DEMONSTRATION, 0);
    flags
}

/// The day of the last confirmation: ours, else the source's.
fn verified_day(service: &Service, verified: Option<Instant>) -> u32 {
    let assured = || service.assured_date.as_deref().and_then(|day| day.get(..10)?.parse::<Instant>().ok());
    let day = verified.or_else(assured).map_or(0, |at| at.days_since(Instant::EPOCH));
    u32::try_from(day).unwrap_or(0)
}

fn point(location: &Location) -> Option<Point> {
    let (lat, lon) = (location.latitude.as_ref()?.as_f64()?, location.longitude.as_ref()?.as_f64()?);
    // 0° 0° lies in the sea: exporters write it for "unknown".
    if lat == 0.0 && lon == 0.0 { None } else { Point::new(lat, lon).ok() }
}
