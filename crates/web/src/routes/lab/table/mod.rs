//! The table: question, who is here, what is said; for a phone first, with forms that need no script.

mod deeds;
mod machine;
mod note;
mod page;
mod said;
mod seat;
mod state;

use crate::App;
use axum::{
    Router,
    routing::{get, post},
};

/// `/{lang}/sessions/{session}/table` and everything under `/{lang}/sessions/{session}/tables/{number}`.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/{lang}/sessions/{session}/table", get(page::own))
        .route("/{lang}/sessions/{session}/tables/{number}", get(page::show))
        .route("/{lang}/sessions/{session}/tables/{number}/state", get(state::state))
        .route("/{lang}/sessions/{session}/tables/{number}/notes", post(page::write))
        .route("/{lang}/sessions/{session}/tables/{number}/summary", post(page::sum_up))
        .route("/{lang}/sessions/{session}/tables/{number}/help", post(page::help))
        .route("/{lang}/sessions/{session}/tables/{number}/notes/{note}", get(note::show))
        .route("/{lang}/sessions/{session}/tables/{number}/notes/{note}/words", post(deeds::words))
        .route("/{lang}/sessions/{session}/tables/{number}/notes/{note}/hidden", post(deeds::hidden))
        .route("/{lang}/sessions/{session}/tables/{number}/notes/{note}/strong", post(deeds::strong))
        .route("/{lang}/sessions/{session}/tables/{number}/notes/{note}/signs", post(deeds::signs))
        .route("/{lang}/sessions/{session}/tables/{number}/notes/{note}/links", post(deeds::links))
        .route("/{lang}/sessions/{session}/tables/{number}/notes/{note}/place", post(deeds::place))
        .route(
            "/{lang}/sessions/{session}/tables/{number}/notes/{note}/translations",
            post(deeds::translations),
        )
}
