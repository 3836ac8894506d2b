//! "This is wrong": a reader tells us, gets a code, and finds the answer by it. No name, no account.

mod answer;
mod report;

use crate::{
    App,
    routes::wrong::{
        answer::{ask, find},
        report::{form, send},
    },
};
use axum::{Router, routing::get};

/// `/{lang}/services/{id}/wrong` and `/{lang}/answer`.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/{lang}/services/{id}/wrong", get(form).post(send))
        .route("/{lang}/answer", get(ask).post(find))
}
