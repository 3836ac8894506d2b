//! Telling that something on a card is wrong.

use crate::{
    Fault, Shell, Visit,
    fields::Fields,
    limits::Deed,
    render,
    render::Answer,
    routes::card::{
        joined,
        reading::{Line, Reading},
    },
    secret,
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use reticolo_directory::book::{self, CorrectionRefusal, Joined};
use uuid::Uuid;

/// A page on which somebody tells.
#[derive(Template)]
#[template(path = "wrong/form.html")]
struct Form {
    shell: Shell,
    id: String,
    name: Line,
    /// Field and question.
    fields: Vec<(&'static str, String)>,
    chosen: String,
    message: String,
    problem: Option<String>,
    most: usize,
}

/// The page with the code.
#[derive(Template)]
#[template(path = "wrong/thanks.html")]
struct Thanks {
    shell: Shell,
    id: String,
    name: Line,
    code: String,
    address: String,
}

pub async fn form(visit: Visit, Path((_, id)): Path<(String, String)>) -> Answer {
    let joined = joined(&visit, &id).await?;
    render::page(&Form::of(&visit, &joined, "", "", None))
}

pub async fn send(visit: Visit, Path((_, id)): Path<(String, String)>, fields: Fields) -> Answer {
    visit.app.limits.count(Deed::Report, &visit)?;
    let joined = joined(&visit, &id).await?;
    let service: Uuid = joined.service.id.parse().map_err(|_| Fault::not_found())?;
    let (field, message) =
        (fields.one("field").unwrap_or_default(), fields.one("message").unwrap_or_default());
    let code = secret::written((visit.app.secrets)());
    let told =
        book::report_wrong(&visit.app.db, &visit.ctx, service, field, message, (Uuid::now_v7(), &code)).await;
    match told {
        Ok(()) => render::private(&Thanks::of(&visit, &joined, code)),
        Err(CorrectionRefusal::Empty) => {
            let page = Form::of(&visit, &joined, field, message, Some("wrong-problem-empty"));
            render::with_status(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(refusal) => Err(refusal.into()),
    }
}

fn name_of(joined: &Joined, visit: &Visit) -> Line {
    let reading = Reading::service(&joined.service, visit.lang());
    reading.line("name", joined.service.name.as_deref()).unwrap_or_else(|| Line::seen(None, visit.lang()))
}

impl Form {
    fn of(visit: &Visit, joined: &Joined, chosen: &str, message: &str, problem: Option<&str>) -> Self {
        let words = visit.words();
        let shell = visit.shell(words.say("wrong-title").into_owned()).kept_from_robots();
        Self {
            shell: if joined.service.profile.sensitive { shell.with_exit() } else { shell },
            id: joined.service.id.clone(),
            name: name_of(joined, visit),
            fields: book::CORRECTION_FIELDS
                .map(|field| (field, words.say(&format!("wrong-field-{field}")).into_owned()))
                .into(),
            chosen: chosen.to_owned(),
            message: message.chars().take(book::CORRECTION_CHARS).collect(),
            problem: problem.map(|key| words.say(key).into_owned()),
            most: book::CORRECTION_CHARS,
        }
    }
}

impl Thanks {
    fn of(visit: &Visit, joined: &Joined, code: String) -> Self {
        let shell = visit.shell(visit.words().say("wrong-thanks").into_owned()).kept_from_robots();
        Self {
            shell: if joined.service.profile.sensitive { shell.with_exit() } else { shell },
            id: joined.service.id.clone(),
            name: name_of(joined, visit),
            code,
            address: format!("{}{}", visit.app.settings.base_url, visit.href("answer")),
        }
    }
}
