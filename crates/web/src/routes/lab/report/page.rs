//! The minutes as a page, and their approval.

use super::wording;
use crate::{
    Fault, Markup, Shell, Visit,
    fields::Fields,
    render::{self, Answer},
    routes::{
        card::reading::attrs,
        lab::follow::{self, Ask, Field, ask::Look, day, id},
    },
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use reticolo_lab::{
    Refused,
    report::{
        self, Report, Section,
        paper::{Block, Span, Tone},
        retention::{self, Erased},
    },
};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "lab/after/minutes.html")]
struct Page {
    shell: Shell,
    here: String,
    lab: String,
    title: String,
    standing: String,
    draft: bool,
    may_correct: bool,
    outdated: bool,
    version: i64,
    problem: Option<String>,
    by: Field,
    open: bool,
    erased: Option<String>,
    parts: Vec<Part>,
}

/// A part with what the facilitator may do to it.
struct Part {
    key: &'static str,
    heading: String,
    blocks: Vec<Block>,
    own: bool,
    outdated: bool,
}

impl Page {
    /// `lang` and `dir` of words in another language.
    fn attrs(&self, span: &Span) -> Markup {
        span.lang.map(|lang| attrs(lang, self.shell.lang)).unwrap_or_default()
    }

    fn quiet(&self, span: &Span) -> bool {
        span.tone == Tone::Quiet
    }

    fn strong(&self, span: &Span) -> bool {
        span.tone == Tone::Strong
    }

    /// A picture that this software drew, whose texts it escaped.
    fn drawn(&self, svg: &str) -> Markup {
        Markup(svg.to_owned())
    }
}

pub async fn show(visit: Visit, Path((_, session)): Path<(String, String)>) -> Answer {
    page(&visit, id(&session)?, &Fields::default(), None).await
}

async fn page(
    visit: &Visit,
    session: Uuid,
    typed: &Fields,
    refused: Option<(StatusCode, Refused)>,
) -> Answer {
    let report = report::read(&visit.app.db, &visit.ctx, session).await?;
    let paper = wording::paper(&report, visit.words());
    let ask = Ask::new(visit, typed, refused.as_ref().map(|(_, refused)| refused));
    let draft = report.approved.is_none();
    let erased = retention::told(&visit.app.db, report.minutes.opening.lab).await?;
    let part = |part: report::paper::Part| {
        let section = Section::parse(part.key);
        Part {
            own: draft && section.is_some_and(|section| report.own.contains_key(&section)),
            outdated: section.is_some_and(|section| report.outdated(section)),
            key: part.key,
            heading: part.heading,
            blocks: part.blocks,
        }
    };
    let parts: Vec<Part> = paper.parts.into_iter().map(part).collect();
    let page = Page {
        shell: visit.shell(paper.title.as_str()).kept_from_robots(),
        here: visit.href(&format!("sessions/{session}/minutes")),
        lab: visit.href(&format!("labs/{}", report.minutes.opening.lab)),
        title: paper.title,
        standing: paper.standing,
        draft,
        may_correct: draft && report.may_correct,
        outdated: parts.iter().any(|part| part.outdated),
        version: report.version,
        problem: ask.problem(),
        by: ask.field("by", Look::Line, "lab-after-minutes-by"),
        open: typed.ticked("open"),
        erased: erased.map(|(at, erased)| said_erased(visit, at, erased)),
        parts,
    };
    let mut response = render::with_status(refused.map_or(StatusCode::OK, |(status, _)| status), &page)?;
    let no_store = axum::http::HeaderValue::from_static("no-store");
    response.headers_mut().insert(axum::http::header::CACHE_CONTROL, no_store);
    Ok(response)
}

fn said_erased(visit: &Visit, at: reticolo_base::Instant, erased: Erased) -> String {
    let args = [("day", day(visit, at).into()), ("n", erased.participants.into())];
    visit.words().say_with("lab-after-minutes-erased", &args)
}

pub async fn approve(visit: Visit, Path((_, session)): Path<(String, String)>, fields: Fields) -> Answer {
    let session = id(&session)?;
    let (by, open) = (fields.one("by").unwrap_or_default(), fields.ticked("open"));
    let version = follow::version(&fields);
    match report::approve(&visit.app.db, &visit.ctx, session, version, by, open).await {
        Ok(()) => follow::on(&visit, &format!("sessions/{session}/minutes")),
        Err(refused) => page(&visit, session, &fields, Some(follow::back(refused)?)).await,
    }
}

/// The minutes that a visitor may read.
///
/// # Errors
/// 404 when there are none for her.
pub(super) async fn readable(visit: &Visit, session: &str) -> Result<(Uuid, Report), Fault> {
    let session = id(session)?;
    Ok((session, report::read(&visit.app.db, &visit.ctx, session).await?))
}
