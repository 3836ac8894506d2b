//! A made network of any size.

use jiff::civil::date;
use reticolo_base::{Lang, Text, id};
use reticolo_directory::{
    access::{AccessRule, Condition},
    find::Verification,
    hsds::{Language, Location, Organization, RequiredDocument, Service, ServiceAtLocation, Translation},
    records::Records,
    reference::{Municipality, Need, Reference},
};

/// The network, and when its services were confirmed.
pub struct Made {
    pub records: Records,
    pub verified: Vec<Verification>,
    /// For each service the place of its main need in the list, and its municipality.
    pub of: Vec<(usize, usize)>,
}

/// Numbers without end, the same on every run (xorshift64*, Vigna 2014).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % end.max(1)
    }

    pub fn of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        all.get(self.below(all.len()))
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

const BODIES: [&str; 12] = [
    "Comune",
    "Questura",
    "ASL",
    "Patronato",
    "Caritas",
    "CPIA",
    "Centro per l'impiego",
    "Cooperativa Arcobaleno",
    "Associazione Ponte",
    "Sportello immigrazione",
    "Consultorio",
    "Sindacato",
];
const DAYS: [&str; 7] = ["Mo-Fr", "Mo-Sa", "Tu,Th", "Mo,We,Fr", "Mo-Th", "We", "Mo-Su"];
const TIMES: [&str; 6] =
    ["09:00-12:00", "09:00-13:00,15:00-18:00", "08:30-12:30", "10:00-19:00", "15:00-17:00", "00:00-24:00"];

/// Makes a network of so many services.
pub fn make(services: u32) -> Made {
    let reference = Reference::get();
    let needs: Vec<&Need> = reference.needs().iter().collect();
    let towns = reference.territory().municipalities();
    let rules = rules();
    let mut made = Made { records: Records::default(), verified: Vec::new(), of: Vec::new() };
    let mut dice = Dice::new(u64::from(services));
    for n in 0..services as usize {
        // Towns by square: a few have many services.
        let town = dice.below(towns.len()) * dice.below(towns.len()) / towns.len().max(1);
        let need = dice.below(needs.len());
        let (Some(main), Some(place)) = (needs.get(need), towns.get(town)) else { continue };
        let organization = organization(&mut made.records, n, place, &mut dice);
        let mut service = service(n, main, &needs, place, &mut dice);
        service.organization_id = Some(organization);
        service.profile.access_rules = dice.of(&rules).cloned().unwrap_or_default();
        if let (Ok(id), true) = (service.id.parse(), dice.chance(80)) {
            made.verified.push((id, super::NOW.plus_days(-(dice.below(900) as i64))));
        }
        location(&mut made.records, n, &service, place, &mut dice);
        made.records.services.push(service);
        made.of.push((need, town));
    }
    made
}

fn organization(records: &mut Records, n: usize, town: &Municipality, dice: &mut Dice) -> String {
    // About ten services an organisation.
    if !n.is_multiple_of(10)
        && let Some(last) = records.organizations.last()
    {
        return last.id.clone();
    }
    let mut organization = Organization {
        id: id::foreign("bench", "organization", &n.to_string()).to_string(),
        ..Organization::default()
    };
    organization.name = dice.of(&BODIES).map(|body| format!("{body} {}", town.name));
    organization.profile.lang = Some(Lang::It);
    organization.profile.territory = Some(town.istat.clone());
    records.organizations.push(organization.clone());
    organization.id
}

fn service(n: usize, need: &Need, needs: &[&Need], town: &Municipality, dice: &mut Dice) -> Service {
    let mut service =
        Service { id: id::foreign("bench", "service", &n.to_string()).to_string(), ..Service::default() };
    let profile = &mut service.profile;
    profile.lang = Some(Lang::It);
    profile.needs.push(need.code.clone());
    if let Some(further) =
        dice.of(needs).filter(|further| further.group() == need.group() && further.code != need.code)
    {
        profile.needs.push(further.code.clone());
    }
    for lang in Lang::ALL {
        let name =
            format!("{} {}", need.label.words(lang), if dice.chance(30) { town.name.as_str() } else { "" });
        let summary = format!("{} {}.", need.hint.words(lang), said(need, lang, 2, dice));
        if lang == Lang::It {
            service.name = Some(name.trim().to_owned());
            profile.summary = Some(summary);
        } else {
            profile.translations.push(Translation::made("name", lang, "x", name.trim(), true));
            profile.translations.push(Translation::made("profile.summary", lang, "x", &summary, true));
        }
    }
    let body = |lang: Lang, dice: &mut Dice| {
        let other = dice.of(needs).copied().unwrap_or(need);
        format!(
            "{}. {} {}. {}.",
            said(need, lang, 5, dice),
            town.name,
            other.hint.words(lang),
            said(other, lang, 2, dice)
        )
    };
    service.description = Some(body(Lang::It, dice));
    let english = body(Lang::En, dice);
    profile.translations.push(Translation::made("description", Lang::En, "x", &english, true));
    profile.free = [Some(true), Some(true), Some(false), None].get(dice.below(4)).copied().flatten();
    profile.documents_known = dice.chance(70);
    if dice.chance(60) {
        let document = Some("Documento d'identità".to_owned());
        service.required_documents.push(RequiredDocument { document, ..RequiredDocument::default() });
    }
    for language in Reference::get().languages().iter().take(12) {
        if dice.chance(if language.code == "it" { 100 } else { 20 }) {
            service.languages.push(Language { code: Some(language.code.clone()), ..Language::default() });
        }
    }
    service
}

/// Some everyday words of a need.
fn said(need: &Need, lang: Lang, count: usize, dice: &mut Dice) -> String {
    let words = need.words.get(&lang).map(Vec::as_slice).unwrap_or_default();
    (0..count).filter_map(|_| dice.of(words)).cloned().collect::<Vec<_>>().join(", ")
}

fn location(records: &mut Records, n: usize, service: &Service, town: &Municipality, dice: &mut Dice) {
    let mut location =
        Location { id: id::foreign("bench", "location", &n.to_string()).to_string(), ..Location::default() };
    let mut near =
        |degrees: f64| serde_json::Number::from_f64(degrees + (dice.below(200) as f64 - 100.0) * 2e-4);
    (location.latitude, location.longitude) = (near(town.point.lat()), near(town.point.lon()));
    location.name = Some(format!("Sede {}", town.name));
    location.profile.municipality = Some(town.istat.clone());
    let mut place = ServiceAtLocation {
        id: id::foreign("bench", "place", &n.to_string()).to_string(),
        service_id: Some(service.id.clone()),
        location_id: Some(location.id.clone()),
        ..ServiceAtLocation::default()
    };
    if let (Some(days), Some(times)) = (dice.of(&DAYS), dice.of(&TIMES)) {
        place.profile.hours.expression = Some(format!("{days} {times}; PH off"));
    }
    records.locations.push(location);
    records.places.push(place);
}

/// Sixty sets of rules, as positions, ages and places make them.
fn rules() -> Vec<Vec<AccessRule>> {
    let positions: Vec<String> =
        Reference::get().positions().iter().map(|position| position.code.clone()).collect();
    let mut dice = Dice::new(60);
    let mut rule = |n: usize| {
        let some: Vec<String> = (0..4).filter_map(|_| dice.of(&positions)).cloned().collect();
        let when = match n % 4 {
            0 => Condition::Always(true),
            1 => Condition::Not(Box::new(Condition::Position(some))),
            2 => Condition::All(vec![Condition::Position(some), Condition::Age { min: Some(18), max: None }]),
            _ => Condition::Any(vec![Condition::Position(some), Condition::Registered(true)]),
        };
        AccessRule {
            key: format!("rule-{n}"),
            when,
            says: Text::of(Lang::It, "Una regola"),
            source: "Prova".to_owned(),
            source_url: None,
            date: date(2026, 5, 1),
            steward: "Prova".to_owned(),
            review_by: date(2027, 5, 1),
        }
    };
    (0..60).map(|n| if n % 3 == 0 { vec![rule(n)] } else { vec![rule(n), rule(n + 1)] }).collect()
}

/// All texts of a service, for a peer that knows no languages.
pub fn text(service: &Service) -> String {
    let own = [&service.name, &service.profile.summary, &service.description];
    let own = own.into_iter().flatten().map(String::as_str);
    let translated =
        service.profile.translations.iter().flat_map(|t| t.paragraphs.iter().map(|p| p.text.as_str()));
    own.chain(translated).collect::<Vec<_>>().join("\n")
}
