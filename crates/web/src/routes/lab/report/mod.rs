//! The minutes of a session: read, corrected, approved, taken away.

mod correct;
mod files;
mod page;
mod wording;

pub use files::html;
pub use wording::paper;

use crate::App;
use axum::{
    Router,
    routing::{get, post},
};

/// `/{lang}/sessions/{id}/minutes…`.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/{lang}/sessions/{id}/minutes", get(page::show))
        .route("/{lang}/sessions/{id}/minutes/approval", post(page::approve))
        .route("/{lang}/sessions/{id}/minutes/minutes.odt", get(files::odt))
        .route("/{lang}/sessions/{id}/minutes/minutes.json", get(files::json))
        .route("/{lang}/sessions/{id}/minutes/minutes.zip", get(files::tables))
        .route("/{lang}/sessions/{id}/minutes/sections/{section}", get(correct::form).post(correct::save))
        .route("/{lang}/sessions/{id}/minutes/sections/{section}/restored", post(correct::restore))
}
