//! Choosing among proposals: opening, ballots, the outcome with its reasons, exports.

mod ballot;
mod list;
mod outcome;

use crate::App;
use axum::{
    Router,
    routing::{get, post},
};

/// `/{lang}/sessions/{id}/choices…`.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/{lang}/sessions/{id}/choices", get(list::show).post(list::open))
        .route("/{lang}/sessions/{id}/choices/{choice}", get(ballot::show).post(ballot::cast))
        .route("/{lang}/sessions/{id}/choices/{choice}/close", post(ballot::close))
        .route("/{lang}/sessions/{id}/choices/{choice}/ballots.pb", get(ballot::pb))
        .route("/{lang}/sessions/{id}/choices/{choice}/ballots.csv", get(ballot::csv))
}
