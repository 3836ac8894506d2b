//! Sessions: the page of one, and preparing it in fifteen minutes.

mod block;
mod edit;
mod page;
mod prepare;
mod question;

pub use prepare::prepared;

use crate::App;
use axum::{
    Router,
    routing::{get, post},
};

/// `/{lang}/labs/{lab}/sessions/new` and what begins with `/{lang}/sessions/{session}`.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/{lang}/labs/{lab}/sessions/new", get(edit::fresh).post(edit::make))
        .route("/{lang}/sessions/{session}", get(page::page))
        .route("/{lang}/sessions/{session}/prepare", get(prepare::page))
        .route("/{lang}/sessions/{session}/change", get(edit::form).post(edit::change))
        .route("/{lang}/sessions/{session}/opening", post(prepare::open))
        .route("/{lang}/sessions/{session}/removed/{part}", post(prepare::restore))
        .route("/{lang}/sessions/{session}/blocks/new", get(block::fresh).post(block::add))
        .route("/{lang}/sessions/{session}/blocks/{block}", get(block::form).post(block::change))
        .route("/{lang}/sessions/{session}/blocks/{block}/place", post(block::place))
        .route("/{lang}/sessions/{session}/blocks/{block}/removal", post(block::remove))
        .route(
            "/{lang}/sessions/{session}/blocks/{block}/questions/new",
            get(question::fresh).post(question::add),
        )
        .route("/{lang}/sessions/{session}/questions/{question}", get(question::form).post(question::change))
        .route("/{lang}/sessions/{session}/questions/{question}/place", post(question::place))
        .route("/{lang}/sessions/{session}/questions/{question}/removal", post(question::remove))
}
