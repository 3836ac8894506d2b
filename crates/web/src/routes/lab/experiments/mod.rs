//! Experiments: the list of a Lab, and one with what was seen along the way.

mod list;
mod one;

use crate::App;
use axum::{
    Router,
    routing::{get, post},
};

/// `/{lang}/labs/{lab}/experiments…`.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/{lang}/labs/{lab}/experiments", get(list::show).post(list::begin))
        .route("/{lang}/labs/{lab}/experiments/{id}", get(one::show))
        .route("/{lang}/labs/{lab}/experiments/{id}/notes", post(one::observe))
        .route("/{lang}/labs/{lab}/experiments/{id}/decision", post(one::decide))
}
