//! The minutes as files: OpenDocument text, JSON, tables.

use super::{page::readable, wording};
use crate::{Fault, Visit, render::Answer};
use axum::{
    extract::Path,
    http::header,
    response::{IntoResponse as _, Response},
};
use reticolo_lab::report::{odt, sheets};

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
