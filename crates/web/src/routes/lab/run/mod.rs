//! A running session: seats, the facilitator's console, where a person goes, the screen, lists to paste, paper.

mod console;
mod deeds;
mod lists;
mod picture;
mod place;
mod print;
mod said;
mod screen;
mod seating;
mod sheet;

use crate::{App, Fault};
use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};
use tower_http::limit::RequestBodyLimitLayer;
use uuid::Uuid;

/// The room that a form takes around the largest photograph, in bytes.
const FORM_ROOM: usize = 64 * 1024;

/// Everything under `/{lang}/sessions/{id}/…` that is about seats and the clock, and `/{lang}/sheet`.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/{lang}/sessions/{id}/console", get(console::page))
        .route("/{lang}/sessions/{id}/console/{deed}", post(deeds::act))
        .route("/{lang}/sessions/{id}/seating", get(seating::page))
        .route("/{lang}/sessions/{id}/seating/{deed}", post(seating::act))
        .route("/{lang}/sessions/{id}/place", get(place::page))
        .route("/{lang}/sessions/{id}/screen", get(screen::page))
        .route("/{lang}/sessions/{id}/seats/{list}", get(lists::file))
        .route("/{lang}/sessions/{id}/print/{what}", get(print::page))
        .route("/{lang}/sheet", get(sheet::page).post(sheet::write))
}

/// Photographs of sheets.
pub fn uploads() -> Router<App> {
    let largest = reticolo_lab::run::photo::MOST_BYTES + FORM_ROOM;
    Router::new()
        .route("/{lang}/sheet/photo", get(sheet::photo).post(sheet::keep))
        .layer(DefaultBodyLimit::max(largest))
        .layer(RequestBodyLimitLayer::new(largest))
}

/// The id in an address; whatever is none leads nowhere.
fn id(text: &str) -> Result<Uuid, Fault> {
    text.parse().map_err(|_| Fault::not_found())
}
