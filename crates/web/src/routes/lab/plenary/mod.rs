//! The wall of a plenary: for a beamer, for hands, for the keyboard alone.

mod act;
mod board;
mod page;

use crate::App;
use axum::{Router, routing::get};

/// `/{lang}/sessions/{id}/plenary`.
pub fn routes() -> Router<App> {
    Router::new().route("/{lang}/sessions/{id}/plenary", get(page::show).post(act::act))
}
