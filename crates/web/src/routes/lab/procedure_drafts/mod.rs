//! Drafts of collaboration procedures that came from proposals: read, edited as a plain form, printed, taken away as JSON.

mod edit;
mod one;

use crate::App;
use axum::{Router, routing::get};

/// `/{lang}/labs/{lab}/procedures…`.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/{lang}/labs/{lab}/procedures", get(one::list).post(one::begin))
        .route("/{lang}/labs/{lab}/procedures/{id}", get(one::show))
        .route("/{lang}/labs/{lab}/procedures/{id}/procedure.json", get(one::json))
        .route("/{lang}/labs/{lab}/procedures/{id}/edit", get(edit::form).post(edit::save))
}
