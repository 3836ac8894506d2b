//! The screen for a beamer, or shared in a video call: names, tables, clock. Hands or keyboard alone are enough.

use crate::{
    Fault, Markup, Shell, Visit,
    fields::Fields,
    render::{self, Answer},
    routes::lab::run::{id, said},
};
use askama::Template;
use axum::extract::Path;
use reticolo_accounts::policy::Action;
use reticolo_lab::{
    programme,
    run::{self, Console, Phase},
};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "lab/run/screen.html")]
struct Page {
    shell: Shell,
    base: String,
    title: Markup,
    phase_words: String,
    left: Option<i64>,
    shown: String,
    turn: Option<String>,
    by_table: bool,
    /// By name: name and table; by table: below.
    names: Vec<(String, i64)>,
    tables: Vec<(i64, Option<Markup>, Vec<String>)>,
    told: Option<Markup>,
}

pub async fn page(visit: Visit, Path((_, session)): Path<(String, String)>) -> Answer {
    let session = id(&session)?;
    let by_table = Fields::of_query(visit.query.as_deref()).one("by") == Some("table");
    render::private(&Page::of(&visit, session, by_table).await?)
}

impl Page {
    async fn of(visit: &Visit, session: Uuid, by_table: bool) -> Result<Self, Fault> {
        let (db, words, lang) = (&visit.app.db, visit.words(), visit.lang());
        programme::bearer_of_session(db, session).await?.may(&visit.ctx, Action::RunSession)?;
        let console = run::console(db, &visit.ctx, session).await?;
        let heading = run::heading(db, session).await?;
        let running = console.running;
        let left = running.left(visit.ctx.now);
        let seated = matches!(running.phase, Phase::Plenary | Phase::Closed);
        let turn = console.hall.as_ref().filter(|hall| !seated && hall.seated_round() <= hall.block.rounds);
        Ok(Self {
            shell: visit.shell(words.say("lab-run-screen").into_owned()).kept_from_robots(),
            base: visit.href(&format!("sessions/{session}")),
            title: said::shown(&heading.title, lang),
            phase_words: words.say(&format!("lab-run-people-{}", running.phase.code())).into_owned(),
            shown: left.map(said::clock).unwrap_or_default(),
            left: left.filter(|_| running.phase == Phase::Round),
            turn: turn.map(|hall| words.say_with("lab-run-turn", &[("round", hall.seated_round().into())])),
            by_table,
            names: if turn.is_some() { names(&console) } else { Vec::new() },
            tables: if turn.is_some() { tables(&console, lang) } else { Vec::new() },
            told: console.told.first().map(|told| said::marked(&told.words, told.lang, lang)),
        })
    }
}

fn names(console: &Console) -> Vec<(String, i64)> {
    let seats = console
        .tables
        .iter()
        .flat_map(|table| table.people.iter().map(move |person| (person.name.clone(), table.table.number)));
    let mut all: Vec<_> = seats.collect();
    all.sort_by_key(|(name, table)| (reticolo_base::folding::fold(name), *table));
    all
}

fn tables(console: &Console, lang: reticolo_base::Lang) -> Vec<(i64, Option<Markup>, Vec<String>)> {
    let questions = console.hall.iter().flat_map(|hall| &hall.block.questions).collect::<Vec<_>>();
    let question = |id: Option<Uuid>| {
        let found = questions.iter().find(|question| Some(question.id) == id)?;
        Some(said::shown(&found.words, lang))
    };
    let one = |now: &run::TableNow| {
        let mut people: Vec<String> = now.people.iter().map(|person| person.name.clone()).collect();
        people.sort();
        (now.table.number, question(now.table.question), people)
    };
    console.tables.iter().map(one).collect()
}
