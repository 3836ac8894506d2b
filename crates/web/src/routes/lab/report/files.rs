//! The minutes as files: OpenDocument text, JSON, tables.

use super::{page::readable, wording};
use crate::{Fault, Markup, Visit, render::Answer, routes::card::reading::attrs};
use axum::{
    extract::Path,
    http::header,
    response::{IntoResponse as _, Response},
};
use reticolo_lab::report::{
    Report, odt,
    paper::{Block, Paper, Span, Tone},
    sheets,
};
use reticolo_words::Words;

type Address = Path<(String, String)>;

fn file(kind: &'static str, name: &'static str, bytes: Vec<u8>) -> Response {
    let head = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_DISPOSITION, name),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (head, bytes).into_response()
}

fn unwritable(cause: impl std::fmt::Display) -> Fault {
    tracing::error!(%cause, "minutes could not be written");
    Fault::broken()
}

pub async fn odt(visit: Visit, Path((_, session)): Address) -> Answer {
    let (_, report) = readable(&visit, &session).await?;
    let made = report.approved.as_ref().map_or(visit.ctx.now, |approval| approval.at);
    let bytes = odt::write(&wording::paper(&report, visit.words()), made).map_err(unwritable)?;
    Ok(file(odt::KIND, "attachment; filename=\"minutes.odt\"", bytes))
}

pub async fn json(visit: Visit, Path((_, session)): Address) -> Answer {
    let (_, report) = readable(&visit, &session).await?;
    let text = serde_json::to_string_pretty(&report.json()).map_err(unwritable)?;
    Ok(file("application/json", "attachment; filename=\"minutes.json\"", text.into_bytes()))
}

pub async fn tables(visit: Visit, Path((_, session)): Address) -> Answer {
    let (_, report) = readable(&visit, &session).await?;
    let bytes = sheets::zip(&report.minutes).map_err(unwritable)?;
    Ok(file("application/zip", "attachment; filename=\"minutes.zip\"", bytes))
}

/// The minutes as one page that needs nothing else, for the command line.
#[derive(askama::Template)]
#[template(path = "lab/after/minutes-alone.html")]
struct Alone<'a> {
    lang: reticolo_base::Lang,
    paper: &'a Paper,
}

impl Alone<'_> {
    fn attrs(&self, span: &Span) -> Markup {
        span.lang.map(|lang| attrs(lang, self.lang)).unwrap_or_default()
    }

    fn quiet(&self, span: &Span) -> bool {
        span.tone == Tone::Quiet
    }

    fn strong(&self, span: &Span) -> bool {
        span.tone == Tone::Strong
    }

    fn drawn(&self, svg: &str) -> Markup {
        Markup(svg.to_owned())
    }
}

/// The minutes as one page that needs nothing else.
///
/// # Errors
/// [`askama::Error`] when the page cannot be written.
pub fn html(report: &Report, words: &'static Words) -> Result<String, askama::Error> {
    let paper = wording::paper(report, words);
    askama::Template::render(&Alone { lang: words.lang(), paper: &paper })
}
