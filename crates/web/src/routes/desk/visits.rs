//! Visits: three taps and no person; the register; the figures that funders ask for.

use super::{
    ask::{Ask, USUAL, Wrong, language, need, needs, said},
    day, desk, house, id, moment,
    part::{Act, Choice, Line, Page, Part, Way, Weight},
    to, typed_moment,
};
use crate::{App, Fault, Visit, fields::Fields, render::Answer};
use axum::{
    Router,
    extract::Path,
    http::{HeaderValue, header},
    response::IntoResponse as _,
    routing::{get, post},
};
use reticolo_base::Instant;
use reticolo_desk::visit::{self, Channel, FEWEST, Outcome};
use uuid::Uuid;

/// How many days the register shows unless others are asked for.
const DAYS: i64 = 30;
/// The most visits that a page or a file holds.
const MOST: u32 = 5_000;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/{lang}/desk/visits", get(register))
        .route("/{lang}/desk/visits.csv", get(file))
        .route("/{lang}/desk/visits/new", get(ask).post(write))
        .route("/{lang}/desk/visits/{id}/undo", post(undo))
}

async fn ask(visit: Visit) -> Answer {
    house(&visit)?;
    form(&visit, &Ask::new(&visit))
}

fn form(visit: &Visit, ask: &Ask<'_>) -> Answer {
    let languages = USUAL.into_iter().map(|code| Choice::new(code, language(visit, code))).collect();
    let channel = [Channel::Desk.code().to_owned()];
    let outcomes = ask.coded("desk-visit-outcome", Outcome::ALL.map(Outcome::code));
    let channels = ask.coded("desk-visit-channel", Channel::ALL.map(Channel::code));
    let fields = vec![
        ask.choice("lang", languages, false, &[]),
        ask.select("other_lang", super::ask::languages(visit), ""),
        ask.select("need", needs(visit), ""),
        ask.choice("outcome", outcomes, false, &[]),
        ask.choice("channel", channels, false, &channel),
    ];
    let act = Act::button(visit, "visit", "desk/visits/new", ("check", "desk-visit-save"))
        .hiding("id", Uuid::now_v7())
        .with(fields)
        .weighing(Weight::First);
    let mut page = Page::new(visit, visit.words().say("desk-visit-new")).after(ask.wrong);
    page.lead = visit.words().say("desk-visit-lead").into_owned();
    page.parts.push(Part { acts: vec![act], ..Part::default() });
    page.answer()
}

async fn write(visit: Visit, fields: Fields) -> Answer {
    house(&visit)?;
    let Some(outcome) = fields.one("outcome").and_then(Outcome::parse) else {
        let missing = reticolo_desk::Refused::Invalid("outcome", "desk-problem-outcome");
        return form(&visit, &Ask::again(&visit, &fields, &Wrong::of(&visit, missing)?));
    };
    let lang = fields.one("other_lang").or_else(|| fields.one("lang")).unwrap_or_default();
    let written = visit::Visit {
        id: super::carried(&fields, "id")?,
        at: visit.ctx.now,
        channel: fields.one("channel").and_then(Channel::parse).unwrap_or(Channel::Desk),
        lang: lang.to_owned(),
        need: fields.one("need").unwrap_or_default().to_owned(),
        outcome,
    };
    match visit::write(desk(&visit), &written).await {
        Ok(()) => Ok(to(&visit, "desk/visits")),
        Err(refused) => form(&visit, &Ask::again(&visit, &fields, &Wrong::of(&visit, refused)?)),
    }
}

async fn undo(visit: Visit, Path((_, taken)): Path<(String, String)>) -> Answer {
    visit::take_back(desk(&visit), id(&taken)?).await?;
    Ok(to(&visit, "desk/visits"))
}

/// From when until when; the days of the address, or the last month.
fn span(visit: &Visit) -> (Instant, Instant) {
    let fields = Fields::of_query(visit.query.as_deref());
    let read = |name| fields.one(name).and_then(|text| typed_moment(text, 0));
    let until = read("until").map_or(visit.ctx.now.plus_days(1), |at| at.plus_days(1));
    (read("from").unwrap_or(visit.ctx.now.plus_days(-DAYS)), until)
}

async fn register(visit: Visit) -> Answer {
    let span = span(&visit);
    let found = visit::list(desk(&visit), span, MOST).await?;
    let figures = visit::figures(desk(&visit), span).await?;
    let words = visit.words();
    let mut page = Page::new(&visit, words.say("desk-visits-title"));
    let days = [("from", day(&visit, span.0).into()), ("until", day(&visit, span.1.plus_days(-1)).into())];
    page.lead = words.say_with("desk-span", &days);
    page.parts.push(Part {
        ways: vec![
            Way::to(&visit, "door-enter", "desk/visits/new", "desk-way-visit").first(),
            Way::to(&visit, "download", "desk/visits.csv", "desk-visits-csv"),
        ],
        ..Part::default()
    });
    let mut part = Part::of(&visit, "desk-visits-figures");
    part.facts = figures
        .iter()
        .map(|figure| {
            let count = match figure.count {
                Some(count) => words.number(count),
                None => words.say_with("desk-fewer", &[("n", FEWEST.into())]),
            };
            (named(&visit, figure.by, &figure.code), count)
        })
        .collect();
    page.parts.push(part);
    let mut list = Part::of(&visit, "desk-visits-last");
    list.lines = found.iter().take(50).map(|one| line(&visit, one)).collect();
    page.parts.push(list);
    page.answer()
}

fn named(visit: &Visit, of: &str, code: &str) -> String {
    match (of, code) {
        (_, "") => visit.words().say("desk-unsaid").into_owned(),
        ("lang", code) => language(visit, code),
        ("need", code) => need(visit, code),
        ("channel", code) => said(visit, "desk-visit-channel", code),
        (_, code) => said(visit, "desk-visit-outcome", code),
    }
}

fn line(visit: &Visit, one: &visit::Visit) -> Line {
    let undo = format!("desk/visits/{}/undo", one.id);
    let fresh = one.at > visit.ctx.now.plus_seconds(-24 * 3600);
    Line {
        title: moment(visit, one.at),
        tag: named(visit, "outcome", one.outcome.code()),
        text: [named(visit, "lang", &one.lang), named(visit, "need", &one.need)].join(" · "),
        small: named(visit, "channel", one.channel.code()),
        acts: fresh
            .then(|| {
                Act::button(visit, "undo", &undo, ("arrow-back-up", "desk-undo")).weighing(Weight::Quiet)
            })
            .into_iter()
            .collect(),
        href: String::new(),
    }
}

/// The register as a file for tables. No cell can be read as a formula: every one is a code, a day or a number.
async fn file(visit: Visit) -> Answer {
    let found = visit::list(desk(&visit), span(&visit), MOST).await?;
    let mut table = csv::Writer::from_writer(Vec::new());
    let mut write = |row: [&str; 5]| table.write_record(row).map_err(|_| Fault::broken());
    write(["at", "channel", "language", "need", "outcome"])?;
    for one in &found {
        let at = one.at.to_string();
        write([&at, one.channel.code(), &one.lang, &one.need, one.outcome.code()])?;
    }
    let bytes = table.into_inner().map_err(|_| Fault::broken())?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"visits.csv\"")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, bytes).into_response())
}
