//! "Now go to table 7": where a person goes, in her language.

use crate::{
    Markup, Shell, Visit,
    render::{self, Answer},
    routes::lab::run::{id, said},
};
use askama::Template;
use axum::extract::Path;
use reticolo_accounts::policy::Action;
use reticolo_lab::{
    programme,
    run::{self, Phase},
};

#[derive(Template)]
#[template(path = "lab/run/place.html")]
struct Page {
    shell: Shell,
    here: String,
    title: Markup,
    phase: Phase,
    phase_words: String,
    left: Option<i64>,
    shown: String,
    place: Option<Shown>,
    told: Vec<Markup>,
}

struct Shown {
    table: i64,
    heading: String,
    turn: String,
    question: Option<Markup>,
    you_host: bool,
    companions: Vec<With>,
    video: Option<String>,
}

struct With {
    name: String,
    speaks: String,
    host: bool,
    mediator: bool,
}

pub async fn page(visit: Visit, Path((_, session)): Path<(String, String)>) -> Answer {
    let session = id(&session)?;
    let (db, words, lang) = (&visit.app.db, visit.words(), visit.lang());
    programme::bearer_of_session(db, session).await?.may(&visit.ctx, Action::TakePart)?;
    let running = run::state(db, session).await?;
    let me = visit.ctx.actor.participant();
    let place = match me {
        Some(me) => run::place(db, session, me).await?,
        None => None,
    };
    let heading = run::heading(db, session).await?;
    let left = running.left(visit.ctx.now);
    let told = run::announcements(db, session, lang).await?;
    let page = Page {
        shell: visit.shell(words.say("lab-run-place").into_owned()).kept_from_robots(),
        here: visit.href(&format!("sessions/{session}/place")),
        title: said::shown(&heading.title, lang),
        phase: running.phase,
        phase_words: words.say(&format!("lab-run-people-{}", running.phase.code())).into_owned(),
        shown: left.map(said::clock).unwrap_or_default(),
        left: left.filter(|_| running.phase == Phase::Round),
        place: place.map(|place| Shown::of(&visit, place)),
        told: told.iter().map(|told| said::marked(&told.words, told.lang, lang)).collect(),
    };
    render::private(&page)
}

impl Shown {
    fn of(visit: &Visit, place: run::Place) -> Self {
        let words = visit.words();
        let table = place.table;
        let key = if place.now { "lab-run-place-now" } else { "lab-run-place-next" };
        let speaks = |codes: &Option<Vec<String>>| match codes {
            Some(codes) => said::tongues(codes, words),
            None => words.say("lab-run-speaks-unknown").into_owned(),
        };
        let safe = |address: &String| address.starts_with("https://") || address.starts_with("http://");
        Self {
            table,
            heading: words.say_with(key, &[("table", table.into())]),
            turn: words.say_with("lab-run-turn", &[("round", place.round.into())]),
            question: place.question.map(|question| said::shown(&question.words, visit.lang())),
            you_host: place.host.is_some() && place.host == visit.ctx.actor.participant(),
            companions: place
                .companions
                .iter()
                .map(|one| With {
                    name: one.name.clone(),
                    speaks: speaks(&one.speaks),
                    host: one.host,
                    mediator: one.mediator,
                })
                .collect(),
            video: Some(place.video).filter(safe),
        }
    }
}
