//! Proposals: the list, working one out together, its history and comments, on paper.

mod edit;
mod list;
mod page;

use crate::App;
use axum::{
    Router,
    routing::{get, post},
};

/// `/{lang}/sessions/{id}/proposals…`.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/{lang}/sessions/{id}/proposals", get(list::show))
        .route("/{lang}/sessions/{id}/proposals/new", get(edit::new).post(edit::create))
        .route("/{lang}/sessions/{id}/proposals/{proposal}", get(page::show))
        .route("/{lang}/sessions/{id}/proposals/{proposal}/edit", get(edit::form).post(edit::save))
        .route("/{lang}/sessions/{id}/proposals/{proposal}/history", get(page::history))
        .route("/{lang}/sessions/{id}/proposals/{proposal}/comments", post(page::comment))
}
