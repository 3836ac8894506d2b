//! From records to the objects that are answered. Places of a protected address leave here, before anything is told.

use super::{endpoint::What, given::Given, problem::Problem, shelf::Shelf, texts::in_language};
use crate::App;
use jiff::civil::Date;
use reticolo_base::Lang;
use reticolo_directory::{
    book::{self, Body, Joined, Place},
    formats::assemble::{self, Around, Depth},
    hsds::{Location, Organization},
};
use serde_json::Value;
use uuid::Uuid;

/// How objects are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Telling {
    /// How much of them.
    pub depth: Depth,
    /// Services of organisations as whole objects.
    pub full_service: bool,
    /// The language of the texts, when one is wanted.
    pub lang: Option<Lang>,
    /// The day on which hours are looked at.
    pub today: Date,
}

impl Telling {
    /// As asked in a list: simple fields unless everything is wanted.
    pub fn in_list(given: &Given, today: Date) -> Self {
        let depth = if given.flag("full") == Some(true) { Depth::Full } else { Depth::List };
        Self { depth, ..Self::alone(given, today) }
    }

    /// As asked of one object: everything.
    pub fn alone(given: &Given, today: Date) -> Self {
        Self {
            depth: Depth::Full,
            full_service: given.flag("full_service") == Some(true),
            lang: given.text("lang").and_then(Lang::from_tag),
            today,
        }
    }
}

/// The objects of these ids, in the order asked. An id of nothing is passed over.
///
/// # Errors
/// [`Problem`] when the database does not answer.
pub async fn told(
    app: &App,
    shelf: &Shelf,
    what: What,
    ids: &[Uuid],
    how: Telling,
) -> Result<Vec<Value>, Problem> {
    Ok(match what {
        What::Services => {
            let cards = book::cards(&app.db, ids).await?;
            cards.into_iter().map(|card| assemble::joined(&ready(card, shelf, how), how.depth)).collect()
        }
        What::Places => {
            let places = book::services_at(&app.db, ids).await?;
            places.into_iter().filter_map(|(place, card)| at_place(place, card, shelf, how)).collect()
        }
        What::Organizations => organizations(app, shelf, ids, how).await?,
        What::Taxonomies => {
            let found = book::taxonomies(&app.db, ids).await?;
            found.iter().map(|taxonomy| assemble::taxonomy(taxonomy, how.depth)).collect()
        }
        What::Terms => {
            let found = book::terms(&app.db, ids).await?;
            found.iter().map(|term| assemble::taxonomy_term(term, how.depth)).collect()
        }
    })
}

/// The card as it may be told: no protected place, with schedules, in the wanted language.
fn ready(mut card: Joined, shelf: &Shelf, how: Telling) -> Joined {
    card.places.retain(|place| !place.protected());
    card.service.last_modified.get_or_insert_with(|| card.modified_at.to_string());
    if how.depth != Depth::List {
        let service = &mut card.service;
        shelf.put_schedules(&service.id, &service.profile.hours, &mut service.schedules, how.today);
        card.places.iter_mut().for_each(|place| place_ready(place, shelf, how));
    }
    if let Some(lang) = how.lang {
        let (own, translations) = (card.service.profile.lang, card.service.profile.translations.clone());
        card.service = in_language(card.service, own, &translations, lang);
        card.organization = card.organization.map(|organization| speaking(organization, lang));
    }
    card
}

fn place_ready(place: &mut Place, shelf: &Shelf, how: Telling) {
    let at = &mut place.at;
    shelf.put_schedules(&at.id, &at.profile.hours, &mut at.schedules, how.today);
    if let Some(location) = place.location.take() {
        place.location = Some(location_ready(location, shelf, how));
    }
}

fn location_ready(mut location: Location, shelf: &Shelf, how: Telling) -> Location {
    shelf.put_schedules(&location.id, &location.profile.hours, &mut location.schedules, how.today);
    match how.lang {
        Some(lang) => {
            let translations = location.profile.translations.clone();
            in_language(location, None, &translations, lang)
        }
        None => location,
    }
}

fn speaking(organization: Organization, lang: Lang) -> Organization {
    let (own, translations) = (organization.profile.lang, organization.profile.translations.clone());
    in_language(organization, own, &translations, lang)
}

fn at_place(mut place: Place, card: Joined, shelf: &Shelf, how: Telling) -> Option<Value> {
    if place.protected() {
        return None;
    }
    if how.depth != Depth::List {
        place_ready(&mut place, shelf, how);
    }
    let card = ready(card, shelf, how);
    let around = Around::from(&card);
    Some(assemble::service_at_location(
        &place.at,
        place.location.as_ref(),
        Some((&card.service, &around)),
        how.depth,
    ))
}

async fn organizations(app: &App, shelf: &Shelf, ids: &[Uuid], how: Telling) -> Result<Vec<Value>, Problem> {
    let mut told = Vec::with_capacity(ids.len());
    for mut body in book::organizations(&app.db, ids).await? {
        if how.depth == Depth::List && !how.full_service {
            let organization =
                how.lang.map_or(body.organization.clone(), |lang| speaking(body.organization.clone(), lang));
            told.push(assemble::organization(&organization, &Around::default(), &[], Depth::List));
            continue;
        }
        body.locations.retain(|location| !location.profile.protected);
        body.locations =
            body.locations.into_iter().map(|location| location_ready(location, shelf, how)).collect();
        if let Some(lang) = how.lang {
            body.organization = speaking(body.organization, lang);
        }
        told.push(with_services(app, shelf, &body, how).await?);
    }
    Ok(told)
}

async fn with_services(app: &App, shelf: &Shelf, body: &Body, how: Telling) -> Result<Value, Problem> {
    let id = Uuid::parse_str(&body.organization.id).unwrap_or_default();
    let ids = book::services_of(&app.db, id).await?;
    let cards: Vec<Joined> =
        book::cards(&app.db, &ids).await?.into_iter().map(|card| ready(card, shelf, how)).collect();
    let around = Around {
        locations: body.locations.iter().collect(),
        programs: body.programs.iter().collect(),
        ..Around::default()
    };
    let services: Vec<_> = cards.iter().map(|card| (&card.service, Around::from(card))).collect();
    if how.full_service {
        return Ok(assemble::organization(&body.organization, &around, &services, Depth::Full));
    }
    let mut value = assemble::organization(&body.organization, &around, &[], Depth::Full);
    let short = |(service, _): &(&_, Around<'_>)| {
        let mut whole = assemble::service(service, &Around::default(), Depth::List);
        if let Some(map) = whole.as_object_mut() {
            map.retain(|field, _| matches!(field.as_str(), "id" | "name" | "status"));
        }
        whole
    };
    if let (Some(map), false) = (value.as_object_mut(), services.is_empty()) {
        map.insert("services".to_owned(), services.iter().map(short).collect());
    }
    Ok(value)
}
