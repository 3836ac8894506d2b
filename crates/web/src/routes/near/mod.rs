//! Near me: desks first, then everything else; a list first, a map second. Where a device stands comes in a body only.

use crate::{
    App, Markup, Shell, Visit,
    fields::Fields,
    limits::Deed,
    map::{self, Marker},
    render,
    render::Answer,
    routes::{find::hit::Hit, said::municipality},
};
use askama::Template;
use axum::{Router, http::StatusCode, routing::get};
use reticolo_base::{Point, folding};
use reticolo_directory::{
    access::Person,
    find::{self, Finder, Near, Query, Sort},
    reference::Reference,
};
use std::collections::BTreeSet;

/// `/{lang}/near`: by GET with the name of a town, by POST with the place of a device.
pub fn routes() -> Router<App> {
    Router::new().route("/{lang}/near", get(town).post(device))
}

/// What a desk answers that listens to everybody.
const DESKS: [&str; 3] = ["voice.mediator", "voice.digital_help", "stay.file_status"];

/// Of so many kinds are the needs that a desk answers.
const KINDS: usize = 3;

/// Desks shown, and other services.
const MOST_DESKS: u32 = 5;
const MOST_OTHERS: u32 = 15;

/// Further than this nothing is near, in kilometres.
const FAR_KM: f64 = 50.0;

#[derive(Template)]
#[template(path = "near/page.html")]
struct Page {
    shell: Shell,
    typed: String,
    towns: Vec<&'static str>,
    problem: Option<String>,
    near: Option<String>,
    desks: Vec<Hit>,
    others: Vec<Hit>,
    map: Option<Markup>,
}

impl Page {
    /// The two lists, each with the key of its title.
    fn lists(&self) -> [(&[Hit], &'static str); 2] {
        [(&self.desks, "near-desks"), (&self.others, "near-others")]
    }
}

async fn town(visit: Visit) -> Answer {
    let fields = Fields::of_query(visit.query.as_deref());
    let typed = folding::one_line(fields.one("place").unwrap_or_default(), 60);
    if typed.is_empty() {
        return render::page(&empty(&visit, typed, None));
    }
    let town = municipality(&typed).and_then(|istat| Reference::get().territory().municipality(&istat));
    let Some(town) = town else {
        let page = empty(&visit, typed, Some("find-problem-place"));
        return render::with_status(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let page = around(
        &visit,
        town.point,
        visit.words().say_with("near-town", &[("town", town.name.as_str().into())]),
        town.name.clone(),
    )?;
    render::page(&page)
}

async fn device(visit: Visit, fields: Fields) -> Answer {
    visit.app.limits.count(Deed::Ask, &visit)?;
    let degrees = |name: &str| fields.one(name).and_then(|text| text.parse::<f64>().ok()).unwrap_or(f64::NAN);
    let Ok(point) = Point::new(degrees("lat"), degrees("lon")) else {
        let page = empty(&visit, String::new(), Some("find-problem-earth"));
        return render::with_status(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let territory = Reference::get().territory();
    let town = territory.municipality_at(point).map(|town| town.name.clone());
    let words = visit.words();
    let near = match &town {
        Some(town) => words.say_with("near-town", &[("town", town.as_str().into())]),
        None => words.say("near-you").into_owned(),
    };
    render::private(&around(&visit, point, near, String::new())?)
}

fn empty(visit: &Visit, typed: String, problem: Option<&str>) -> Page {
    Page {
        shell: visit.shell(visit.words().say("near-title").into_owned()),
        typed,
        towns: Reference::get().territory().municipalities().iter().map(|town| town.name.as_str()).collect(),
        problem: problem.map(|key| visit.words().say(key).into_owned()),
        near: None,
        desks: Vec::new(),
        others: Vec::new(),
        map: None,
    }
}

fn around(visit: &Visit, point: Point, near: String, typed: String) -> Result<Page, crate::Fault> {
    let finder = visit.app.finder()?;
    let mut desks = nearest(finder, visit, point, &DESKS, 100);
    desks.retain(is_desk);
    desks.truncate(usize::try_from(MOST_DESKS).unwrap_or(0));
    let known = |hit: &find::Hit| desks.iter().any(|desk| desk.summary.id == hit.summary.id);
    let mut others = nearest(finder, visit, point, &[], MOST_DESKS + MOST_OTHERS);
    others.retain(|hit| !known(hit));
    others.truncate(usize::try_from(MOST_OTHERS).unwrap_or(0));
    let numbered = |hits: &[find::Hit], first: usize| -> Vec<Hit> {
        hits.iter()
            .enumerate()
            .map(|(place, hit)| Hit::of(hit, first + place, visit.ctx.now, visit.words()))
            .collect()
    };
    let desks_shown = numbered(&desks, 1);
    let others_shown = numbered(&others, desks.len() + 1);
    let marker = |hit: &Hit| Some(Marker { point: hit.point?, number: Some(hit.number) });
    let markers: Vec<_> = desks_shown.iter().chain(&others_shown).filter_map(marker).collect();
    let map = map::surroundings(&markers, &visit.words().say("near-map"), 4.0);
    Ok(Page { near: Some(near), desks: desks_shown, others: others_shown, map, ..empty(visit, typed, None) })
}

/// A desk that listens to everybody answers needs of many kinds.
fn is_desk(hit: &find::Hit) -> bool {
    let groups: BTreeSet<_> = hit.summary.needs.iter().filter_map(|code| code.split('.').next()).collect();
    groups.len() >= KINDS
}

fn nearest(finder: &Finder, visit: &Visit, point: Point, needs: &[&str], most: u32) -> Vec<find::Hit> {
    let query = Query {
        needs: needs.iter().map(|code| (*code).to_owned()).collect(),
        near: Some(Near { point, within_km: Some(FAR_KM) }),
        sort: Sort::Near,
        per_page: most,
        ..Query::of("", visit.lang())
    };
    finder.find(&query, &Person::default(), visit.ctx.now).hits
}
