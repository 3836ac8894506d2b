//! The first page: one question.

use crate::{App, Shell, Visit, render, render::Answer, visit};
use askama::Template;
use axum::{
    Router,
    extract::Path,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::get,
};
use reticolo_base::Lang;
use reticolo_directory::reference::{Group, Reference};

/// `/`, `/{lang}` and `/{lang}/`.
pub fn routes() -> Router<App> {
    Router::new().route("/", get(door)).route("/{lang}", get(without_slash)).route("/{lang}/", get(home))
}

/// The address without a language leads to the one that the device prefers.
async fn door(headers: HeaderMap) -> Response {
    to(visit::preferred("/", &headers), "")
}

async fn without_slash(Path(code): Path<String>) -> Answer {
    let lang = Lang::ALL.into_iter().find(|l| l.code() == code).ok_or_else(crate::Fault::not_found)?;
    Ok((StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, format!("/{lang}/"))]).into_response())
}

/// A redirection to a page in a language that was negotiated.
pub(crate) fn to(lang: Lang, path: &str) -> Response {
    let headers =
        [(header::LOCATION, format!("/{lang}/{path}")), (header::VARY, "accept-language".to_owned())];
    (StatusCode::FOUND, headers).into_response()
}

#[derive(Template)]
#[template(path = "home.html")]
struct Home {
    shell: Shell,
    groups: &'static [Group],
}

async fn home(visit: Visit) -> Answer {
    let shell = visit.shell(visit.words().say("home-title"));
    render::page(&Home { shell, groups: Reference::get().needs().groups() })
}
