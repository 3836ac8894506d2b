//! The queue: a number and a language, no name. The screen of the waiting room calls each number in its own language; it needs
//! no sign-in and no script, so that an old television shows it.

use super::{
    ask::{Ask, USUAL, Wrong, language, said},
    desk, house, id, moment,
    part::{Act, Choice, Line, Page, Part, Way, Weight, unkept},
    to,
};
use crate::{App, Shell, Visit, fields::Fields, render::Answer};
use askama::Template;
use axum::{
    Router,
    extract::Path,
    http::StatusCode,
    routing::{get, post},
};
use reticolo_accounts::organization;
use reticolo_base::Lang;
use reticolo_desk::{
    Refused,
    queue::{self, State, Ticket},
};
use reticolo_words::Words;
use uuid::Uuid;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/{lang}/desk/queue", get(show).post(draw))
        .route("/{lang}/desk/queue/{id}", post(set))
        .route("/{lang}/queue/{organization}", get(screen))
}

async fn show(visit: Visit) -> Answer {
    page(&visit, None).await
}

async fn page(visit: &Visit, wrong: Option<&Wrong>) -> Answer {
    let organization = house(visit)?;
    let tickets = queue::today(desk(visit)).await?;
    let words = visit.words();
    let mut page = Page::new(visit, words.say("desk-queue-title")).after(wrong);
    let ask = Ask { visit, typed: None, wrong };
    let languages = USUAL.into_iter().map(|code| Choice::new(code, language(visit, code))).collect();
    let fields = vec![
        ask.choice("lang", languages, false, &[]),
        ask.select("other_lang", super::ask::languages(visit), ""),
    ];
    let give = Act::button(visit, "draw", "desk/queue", ("hash", "desk-queue-draw"))
        .hiding("id", Uuid::now_v7())
        .with(fields)
        .weighing(Weight::First);
    let mut part = Part::of(visit, "desk-queue-now");
    part.lines = tickets.iter().map(|ticket| line(visit, ticket)).collect();
    if tickets.is_empty() {
        part = part.saying(words.say("desk-queue-empty"));
    }
    page.parts.push(part);
    page.parts.push(Part {
        acts: vec![give],
        ways: vec![Way::to(visit, "device-desktop", &format!("queue/{organization}"), "desk-queue-screen")],
        ..Part::default()
    });
    page.answer()
}

fn line(visit: &Visit, ticket: &Ticket) -> Line {
    let path = format!("desk/queue/{}", ticket.id);
    let act = |id, icon, submit: &str, state: State| {
        Act::button(visit, id, &path, (icon, submit)).hiding("state", state.code())
    };
    let fresh = Ask::new(visit);
    let call = if ticket.state == State::Called { "desk-queue-again" } else { "desk-queue-call" };
    let call =
        act("call", "speakerphone", call, State::Called).with(vec![fresh.line("place", &ticket.place)]);
    let mut acts = vec![call];
    if ticket.state == State::Called {
        acts.push(act("seen", "check", "desk-queue-done", State::Done).weighing(Weight::First));
        acts.push(act("gone", "x", "desk-queue-gone", State::Gone).weighing(Weight::Quiet));
    }
    Line {
        title: visit.words().number(ticket.number),
        tag: said(visit, "desk-queue-state", ticket.state.code()),
        text: language(visit, &ticket.lang),
        small: moment(visit, ticket.called_at.unwrap_or(ticket.made_at)),
        acts,
        href: String::new(),
    }
}

async fn draw(visit: Visit, fields: Fields) -> Answer {
    house(&visit)?;
    let lang = fields.one("other_lang").or_else(|| fields.one("lang")).unwrap_or_default();
    let drawn = queue::draw(desk(&visit), super::carried(&fields, "id")?, lang).await;
    after(&visit, drawn.map(drop)).await
}

async fn set(visit: Visit, Path((_, ticket)): Path<(String, String)>, fields: Fields) -> Answer {
    house(&visit)?;
    let ticket = id(&ticket)?;
    let done = match fields.one("state").and_then(State::parse) {
        Some(state) => queue::set(desk(&visit), ticket, state, fields.one("place").unwrap_or_default()).await,
        None => Err(Refused::Invalid("state", "desk-problem-kind")),
    };
    after(&visit, done).await
}

async fn after(visit: &Visit, done: Result<(), Refused>) -> Answer {
    match done {
        Ok(()) => Ok(to(visit, "desk/queue")),
        Err(refused) => page(visit, Some(&Wrong::of(visit, refused)?)).await,
    }
}

/// A number as the screen calls it.
struct Call {
    number: i64,
    lang: Lang,
    words: String,
}

#[derive(Template)]
#[template(path = "desk/screen.html")]
struct Screen {
    shell: Shell,
    organization: String,
    calls: Vec<Call>,
    waiting: String,
}

/// The screen of a waiting room: numbers and counters, which everybody there sees anyway.
async fn screen(visit: Visit, Path((_, organization)): Path<(String, String)>) -> Answer {
    let found = organization::find(&visit.app.db, id(&organization)?).await?;
    let (tickets, waiting) = queue::screen(&visit.app.db, found.id, visit.ctx.now).await?;
    let words = visit.words();
    let calls = tickets.iter().map(|ticket| {
        let lang = Lang::negotiate(&ticket.lang).unwrap_or(visit.lang());
        let place = [("place", ticket.place.as_str().into())];
        Call { number: ticket.number, lang, words: Words::of(lang).say_with("desk-queue-come", &place) }
    });
    let screen = Screen {
        shell: visit.shell(words.say("desk-queue-title")).kept_from_robots(),
        organization: found.name,
        calls: calls.collect(),
        waiting: words.say_with("desk-queue-waiting", &[("n", waiting.into())]),
    };
    unkept(StatusCode::OK, &screen)
}
