//! Writing over a section, and letting it write itself again.

use super::{page::readable, wording};
use crate::{
    Fault, Shell, Visit,
    fields::Fields,
    render::{self, Answer},
    routes::lab::follow::{self, id},
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use reticolo_lab::{
    Refused,
    report::{self, Section, draft::OWN_CHARS, paper},
};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "lab/after/minutes-section.html")]
struct Page {
    shell: Shell,
    here: String,
    minutes: String,
    heading: String,
    generated: String,
    value: String,
    own: bool,
    outdated: bool,
    version: i64,
    problem: Option<String>,
    most: usize,
}

type Address = Path<(String, String, String)>;

fn section(code: &str) -> Result<Section, Fault> {
    Section::parse(code).ok_or_else(Fault::not_found)
}

pub async fn form(visit: Visit, Path((_, session, code)): Address) -> Answer {
    page(&visit, &session, section(&code)?, None).await
}

async fn page(
    visit: &Visit,
    session: &str,
    section: Section,
    refused: Option<(StatusCode, Refused, &str)>,
) -> Answer {
    let (session, report) = readable(visit, session).await?;
    if !report.may_correct {
        return Err(Fault::not_found());
    }
    let words = visit.words();
    let generated = paper::plain(&wording::section(&report.minutes, section, words));
    let own = report.own.get(&section).map(|own| own.words.clone());
    let value = match &refused {
        Some((_, _, typed)) => (*typed).to_owned(),
        None => own.clone().unwrap_or_else(|| generated.clone()),
    };
    let minutes = visit.href(&format!("sessions/{session}/minutes"));
    let page = Page {
        shell: follow::shell(visit, "lab-after-minutes-correct"),
        here: format!("{minutes}/sections/{}", section.code()),
        minutes,
        heading: words.say(&format!("lab-after-section-{}", section.code())).into_owned(),
        generated,
        value,
        own: own.is_some(),
        outdated: report.outdated(section),
        version: report.version,
        problem: refused.as_ref().map(|(_, refused, _)| crate::errors::message(refused, words)),
        most: OWN_CHARS,
    };
    render::with_status(refused.map_or(StatusCode::OK, |(status, ..)| status), &page)
}

fn minutes(visit: &Visit, session: Uuid, section: Section) -> Answer {
    follow::on(visit, &format!("sessions/{session}/minutes#{}", section.code()))
}

pub async fn save(visit: Visit, Path((_, session, code)): Address, fields: Fields) -> Answer {
    let (section, typed) = (section(&code)?, fields.one("words").unwrap_or_default());
    let (at, version) = (id(&session)?, follow::version(&fields));
    match report::correct(&visit.app.db, &visit.ctx, at, version, section, typed).await {
        Ok(()) => minutes(&visit, at, section),
        Err(refused) => {
            let (status, refused) = follow::back(refused)?;
            page(&visit, &session, section, Some((status, refused, typed))).await
        }
    }
}

pub async fn restore(visit: Visit, Path((_, session, code)): Address, fields: Fields) -> Answer {
    let (section, at) = (section(&code)?, id(&session)?);
    report::restore(&visit.app.db, &visit.ctx, at, follow::version(&fields), section).await?;
    minutes(&visit, at, section)
}
