//! One object by its id.

use super::{
    endpoint::Endpoint,
    etag,
    given::Given,
    objects::{Telling, told},
    problem::Problem,
    shelf::{Shelf, today},
};
use crate::{App, visit};
use axum::{
    Json,
    extract::Request,
    response::{IntoResponse as _, Response},
};
use reticolo_directory::book;
use std::sync::Arc;
use uuid::Uuid;

/// Answers one object.
pub async fn answer(
    app: App,
    shelf: Arc<Shelf>,
    endpoint: &'static Endpoint,
    id: String,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    if let Err(refused) = shelf.guard.admit(visit::address(&parts, &app)) {
        return refused;
    }
    let request = Request::from_parts(parts, body);
    found(&app, &shelf, endpoint, &id, request).await.unwrap_or_else(Problem::into_response)
}

async fn found(
    app: &App,
    shelf: &Shelf,
    endpoint: &Endpoint,
    id: &str,
    request: Request,
) -> Result<Response, Problem> {
    let now = (app.clock)();
    let headers = request.headers().clone();
    let uri = request.uri().clone();
    let given = Given::of(endpoint, request, now).await?;
    let missing = || {
        Problem::not_found(format!("There is no {} of this id.", endpoint.what.object().replace('_', " ")))
    };
    let id: Uuid = id.parse().map_err(|_| missing())?;
    let revision = book::revision(&app.db).await?;
    let objects = told(app, shelf, endpoint.what, &[id], Telling::alone(&given, today(now))).await?;
    let object = objects.into_iter().next().ok_or_else(missing)?;
    let tag = etag::tag(revision, &uri, today(now));
    if let Some(unchanged) = tag.as_ref().and_then(|tag| etag::unchanged(&headers, tag)) {
        return Ok(unchanged);
    }
    let mut response = Json(object).into_response();
    etag::stamp(&mut response, tag);
    Ok(response)
}
