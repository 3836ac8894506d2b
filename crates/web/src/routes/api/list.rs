//! A list: by GET, or by POST with the same parameters.

use super::{
    endpoint::{Endpoint, What},
    etag,
    given::Given,
    objects::{Telling, told},
    page::{self, Page},
    parameter::MOST_MINIMAL,
    problem::Problem,
    selection::{Selection, moments},
    shelf::{Shelf, today},
};
use crate::{App, visit};
use axum::{
    extract::Request,
    http::Method,
    response::{IntoResponse as _, Response},
};
use reticolo_base::Instant;
use reticolo_directory::book;
use serde_json::json;
use std::sync::Arc;

/// Answers a list.
pub async fn answer(app: App, shelf: Arc<Shelf>, endpoint: &'static Endpoint, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    if let Err(refused) = shelf.guard.admit(visit::address(&parts, &app)) {
        return refused;
    }
    found(app, shelf, endpoint, Request::from_parts(parts, body)).await.unwrap_or_else(Problem::into_response)
}

async fn found(
    app: App,
    shelf: Arc<Shelf>,
    endpoint: &Endpoint,
    request: Request,
) -> Result<Response, Problem> {
    let now = (app.clock)();
    let headers = request.headers().clone();
    let uri = request.uri().clone();
    let posted = request.method() == Method::POST;
    let given = Given::of(endpoint, request, now).await?;
    let revision = book::revision(&app.db).await?;
    // What is open now is another answer in a minute, and what was posted nobody keeps.
    let lasting = !posted && !given.any(&["open_at"]);
    let tag = if lasting { etag::tag(revision, &uri, today(now)) } else { None };
    if let Some(unchanged) = tag.as_ref().and_then(|tag| etag::unchanged(&headers, tag)) {
        return Ok(unchanged);
    }
    let mut response = if endpoint.what == What::Services && given.flag("minimal") == Some(true) {
        minimal(&app, &shelf, &given, revision, now).await?
    } else {
        objects(app, shelf, endpoint.what, &given, revision, now).await?
    };
    etag::stamp(&mut response, tag);
    Ok(response)
}

async fn objects(
    app: App,
    shelf: Arc<Shelf>,
    what: What,
    given: &Given,
    revision: i64,
    now: Instant,
) -> Result<Response, Problem> {
    let how = Telling::in_list(given, today(now));
    let selection = Selection::of(&app, &shelf, what, given, revision, now).await?;
    if given.text("format") == Some("ndjson") {
        return page::stream(app, shelf, what, selection, how).await;
    }
    let (number, per_page) = page::wanted(given);
    let total = selection.count(&app).await?;
    let ids = selection.ids(&app, (number - 1).saturating_mul(per_page), per_page).await?;
    let contents = told(&app, &shelf, what, &ids, how).await?;
    Ok(Page::new(total, number, per_page, contents).answer())
}

/// Ids and moments of everything, in one page unless another size is asked for: to see what changed.
async fn minimal(
    app: &App,
    shelf: &Shelf,
    given: &Given,
    revision: i64,
    now: Instant,
) -> Result<Response, Problem> {
    let all = moments(app, shelf, given, revision, now).await?;
    let one = |(id, at): &(uuid::Uuid, Instant)| json!({ "id": id, "modified_date": at.to_string() });
    if given.text("format") == Some("ndjson") {
        let text: String = all.iter().map(|pair| format!("{}\n", one(pair))).collect();
        return Ok(([(axum::http::header::CONTENT_TYPE, "application/x-ndjson")], text).into_response());
    }
    let (number, per_page) =
        (given.whole("page").unwrap_or(1), given.whole("per_page").unwrap_or(MOST_MINIMAL));
    let skip = usize::try_from((number - 1).saturating_mul(per_page)).unwrap_or(usize::MAX);
    let most = usize::try_from(per_page).unwrap_or(usize::MAX);
    let contents = all.iter().skip(skip).take(most).map(one).collect();
    Ok(Page::new(all.len() as u64, number, per_page, contents).answer())
}
