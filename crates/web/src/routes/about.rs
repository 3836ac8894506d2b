//! What this is, who is behind it, where the facts come from.
use crate::{App, Shell, Visit, render, render::Answer};
use askama::Template;
use axum::{Router, routing::get};

/// `/{lang}/about`.
pub fn routes() -> Router<App> {
    Router::new().route("/{lang}/about", get(page))
}

#[derive(Template)]
#[template(path = "about.html")]
struct Page {
    shell: Shell,
}

async fn page(visit: Visit) -> Answer {
    let shell = visit.shell(visit.words().say("about-title"));
    render::page(&Page { shell })
}
