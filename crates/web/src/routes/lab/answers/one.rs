//! One theme, proposal or experiment: where it comes from, what was answered, what came of it.

use super::list::{Given, Ticking};
use crate::{
    Fault, Shell, Visit,
    fields::Fields,
    render::{self, Answer},
    routes::lab::follow::{self, Ask, Field, Shown, Top, Way, ask::Look, id},
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use reticolo_base::Lang;
use reticolo_lab::{
    Refused,
    after::{
        answer::{self, Draft, Outcome},
        clock,
    },
    provenance::Thing,
};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "lab/after/matter.html")]
struct Page {
    shell: Shell,
    top: Top,
    here: String,
    code: String,
    kind: String,
    is_proposal: bool,
    title: Shown,
    given: Vec<Given>,
    clock: Option<Ticking>,
    has_clock: bool,
    answered: bool,
    problem: Option<String>,
    outcomes: Vec<(&'static str, String, bool)>,
    wrong_outcome: Option<String>,
    words: Field,
    organization: Field,
    due: Field,
    accepted_by: Field,
    langs: Vec<(&'static str, &'static str)>,
    proposal: Uuid,
    way: Way,
}

type Address = Path<(String, String, String, String)>;

struct At {
    lab: Uuid,
    thing: Thing,
}

impl At {
    fn of(lab: &str, kind: &str, thing: &str) -> Result<Self, Fault> {
        if !answer::ANSWERABLE.contains(&kind) {
            return Err(Fault::not_found());
        }
        Ok(Self { lab: id(lab)?, thing: Thing::new(kind, id(thing)?) })
    }

    fn path(&self) -> String {
        format!("labs/{}/answers/{}/{}", self.lab, self.thing.kind, self.thing.id)
    }
}

pub async fn show(visit: Visit, Path((_, lab, kind, thing)): Address) -> Answer {
    page(&visit, &At::of(&lab, &kind, &thing)?, &Fields::default(), None).await
}

async fn page(visit: &Visit, at: &At, typed: &Fields, refused: Option<(StatusCode, Refused)>) -> Answer {
    let (db, ctx, words) = (&visit.app.db, &visit.ctx, visit.words());
    let top = Top::of(visit, at.lab, "answers").await?;
    let matters = answer::of_lab(db, ctx, at.lab).await?;
    let matter =
        matters.into_iter().find(|matter| matter.step.thing == at.thing).ok_or_else(Fault::not_found)?;
    let ask = Ask::new(visit, typed, refused.as_ref().map(|(_, refused)| refused));
    let chosen = ask.typed("outcome");
    let answered = matter.answered();
    let outcome = |outcome: Outcome| {
        let says = words.say(&format!("lab-after-answer-{}", outcome.code())).into_owned();
        (outcome.code(), says, outcome.code() == chosen)
    };
    let possible = |outcome: &Outcome| !answered || *outcome == Outcome::Happened;
    let page = Page {
        shell: visit.shell(matter.step.title.seen().0.chars().take(80).collect::<String>()),
        here: visit.href(&at.path()),
        code: format!("{}:{}", at.thing.kind, at.thing.id),
        kind: words.say(&format!("lab-after-kind-{}", at.thing.kind)).into_owned(),
        is_proposal: at.thing.kind == "proposal",
        title: Shown::of(&matter.step.title, visit),
        given: matter.answers.iter().map(|given| Given::of(visit, given, false)).collect(),
        clock: Ticking::of(visit, matter.clock.as_ref()),
        has_clock: matter.clock.is_some(),
        answered,
        problem: ask.problem(),
        outcomes: Outcome::ALL.into_iter().filter(possible).map(outcome).collect(),
        wrong_outcome: ask.wrong("outcome"),
        words: ask.field("words", Look::Text, "lab-after-answer-words"),
        organization: ask.field("organization", Look::Line, "lab-after-answer-organization"),
        due: ask.field("due", Look::Day, "lab-after-clock-due"),
        accepted_by: ask.field("accepted_by", Look::Line, "lab-after-clock-organization"),
        langs: Lang::ALL.map(|lang| (lang.code(), lang.endonym())).into(),
        proposal: at.thing.id,
        way: Way::of(visit, at.lab, &at.thing).await?,
        top,
    };
    render::with_status(refused.map_or(StatusCode::OK, |(status, _)| status), &page)
}

async fn after(visit: &Visit, at: &At, fields: &Fields, done: Result<(), Refused>) -> Answer {
    match done {
        Ok(()) => follow::on(visit, &at.path()),
        Err(refused) => page(visit, at, fields, Some(follow::back(refused)?)).await,
    }
}

pub async fn give(visit: Visit, Path((_, lab, kind, thing)): Address, fields: Fields) -> Answer {
    let at = At::of(&lab, &kind, &thing)?;
    let one = |name| fields.one(name).unwrap_or_default();
    let outcome = fields.one("outcome").and_then(Outcome::parse);
    let draft = Draft { outcome, words: one("words"), organization: one("organization") };
    let done = answer::give(&visit.app.db, &visit.ctx, at.lab, Uuid::now_v7(), &at.thing, draft).await;
    after(&visit, &at, &fields, done).await
}

pub async fn accept(visit: Visit, Path((_, lab, kind, thing)): Address, fields: Fields) -> Answer {
    let at = At::of(&lab, &kind, &thing)?;
    let by = (fields.one("accepted_by").unwrap_or_default(), fields.one("due").unwrap_or_default());
    let done = clock::accept(&visit.app.db, &visit.ctx, at.lab, &at.thing, by).await;
    after(&visit, &at, &fields, done).await
}

pub async fn translate(visit: Visit, Path((_, lab, kind, thing)): Address, fields: Fields) -> Answer {
    let at = At::of(&lab, &kind, &thing)?;
    let answer = id(fields.one("answer").unwrap_or_default())?;
    let lang = fields.one("lang").and_then(Lang::from_tag).ok_or_else(Fault::not_found)?;
    let (words, reviewed) = (fields.one("translation").unwrap_or_default(), fields.ticked("reviewed"));
    let done = answer::translate(&visit.app.db, &visit.ctx, answer, lang, words, reviewed).await;
    after(&visit, &at, &fields, done).await
}
