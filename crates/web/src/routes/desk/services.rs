//! Services that answer a need of a person. May she use them? Answered from what she chose to tell, which stays on the server:
//! nothing of it stands in an address. Where the law forbids asking for her position, it is not looked at.

use super::{
    ask::{Ask, need, needs},
    desk, house, id,
    part::{Act, Line, Page, Part, Weight},
};
use crate::{App, Visit, fields::Fields, render::Answer, routes::find::hit::Hit};
use axum::{Router, extract::Path, routing::get};
use reticolo_base::folding;
use reticolo_desk::person::{self, Person};
use reticolo_directory::{access, find::Query, reference::Reference};
use uuid::Uuid;

/// Services of a page.
const MOST: u32 = 20;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/{lang}/desk/people/{id}/services", get(show).post(search))
}

async fn show(visit: Visit, Path((_, person)): Path<(String, String)>) -> Answer {
    page(&visit, id(&person)?, &Fields::default()).await
}

/// Need and words may say what she suffers from: they come in a body.
async fn search(visit: Visit, Path((_, person)): Path<(String, String)>, fields: Fields) -> Answer {
    page(&visit, id(&person)?, &fields).await
}

async fn page(visit: &Visit, person: Uuid, fields: &Fields) -> Answer {
    house(visit)?;
    let opened = person::open(desk(visit), person).await?;
    let finder = visit.app.finder()?;
    let asked = fields.one("need").filter(|code| Reference::get().need(code).is_some());
    let typed = folding::one_line(fields.one("words").unwrap_or_default(), folding::QUERY_CHARS);
    let town = &opened.record.circumstances.municipality;
    let query = Query {
        needs: asked.map(str::to_owned).into_iter().collect(),
        territory: Some(town)
            .filter(|town| !town.is_empty())
            .and_then(|town| town.get(..3))
            .map(str::to_owned),
        per_page: MOST,
        ..Query::of(typed, visit.lang())
    };
    let words = visit.words();
    let mut page = Page::new(visit, words.say("desk-services-title"))
        .from(visit.href(&format!("desk/people/{person}")), opened.record.identity.call_name.clone());
    let ask = Ask { visit, typed: Some(fields), wrong: None };
    let form = Act::button(
        visit,
        "services",
        &format!("desk/people/{person}/services"),
        ("search", "desk-people-search"),
    )
    .hiding("case", fields.one("case").unwrap_or_default())
    .with(vec![ask.select("need", needs(visit), ""), ask.line("words", "")]);
    let searching = asked.is_some() || !query.words.is_empty();
    page.parts.push(Part { acts: vec![if searching { form.folded() } else { form }], ..Part::default() });
    if searching {
        let found = finder.find(&query, &said_of(&opened, asked), visit.ctx.now);
        let need_of =
            asked.map(str::to_owned).or_else(|| found.needs.first().map(|heard| heard.code.clone()));
        let mut part =
            Part { title: words.say_with("find-count", &[("n", found.total.into())]), ..Part::default() };
        for (place, hit) in found.hits.iter().enumerate() {
            let hit = Hit::of(hit, place + 1, visit.ctx.now, words);
            part.lines.push(line(visit, (person, fields.one("case")), need_of.as_deref(), hit));
        }
        if let Some(code) = &need_of {
            page.lead = need(visit, code);
        }
        page.parts.push(part);
    }
    page.answer()
}

/// What she chose to tell, as far as it may be looked at for this need.
fn said_of(opened: &Person, need: Option<&str>) -> access::Person {
    let life = &opened.record.circumstances;
    let forbidden =
        need.and_then(|code| Reference::get().need(code)).is_some_and(|need| need.position_not_asked);
    access::Person {
        position: Some(life.position.clone()).filter(|position| !position.is_empty() && !forbidden),
        municipality: Some(life.municipality.clone()).filter(|town| !town.is_empty()),
        ..access::Person::default()
    }
}

fn line(visit: &Visit, (person, case): (Uuid, Option<&str>), need: Option<&str>, hit: Hit) -> Line {
    let send = Act::button(visit, "refer", "desk/referrals/new", ("send", "desk-refer"))
        .hiding("person", person)
        .hiding("case", case.unwrap_or_default())
        .hiding("service", &hit.id)
        .hiding("need", need.unwrap_or_default())
        .weighing(Weight::First);
    let why = hit.why.map(|why| why.text).unwrap_or_default();
    Line {
        href: visit.href(&format!("services/{}", hit.id)),
        title: hit.name.text,
        tag: hit.may.words.clone(),
        text: hit.summary.map(|line| line.text).unwrap_or_default(),
        small: [hit.organization, hit.town, Some(hit.languages), Some(why)]
            .into_iter()
            .flatten()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(" · "),
        acts: vec![send],
    }
}
