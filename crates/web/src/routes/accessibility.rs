//! The accessibility statement, and how to say what does not work.
use crate::{App, Shell, Visit, render, render::Answer};
use askama::Template;
use axum::{Router, routing::get};
use jiff::civil::{Date, date};

/// The day on which the statement was last looked through.
const WRITTEN: Date = date(2026, 11, 23);

/// `/{lang}/accessibility`.
pub fn routes() -> Router<App> {
    Router::new().route("/{lang}/accessibility", get(page))
}

#[derive(Template)]
#[template(path = "accessibility.html")]
struct Page {
    shell: Shell,
    reachable: bool,
    written: String,
}

async fn page(visit: Visit) -> Answer {
    let shell = visit.shell(visit.words().say("accessibility-title"));
    let contact = &shell.settings.contact;
    let reachable = contact.phone.is_some() || contact.email.is_some();
    let written = visit.words().date(WRITTEN);
    render::page(&Page { shell, reachable, written })
}
