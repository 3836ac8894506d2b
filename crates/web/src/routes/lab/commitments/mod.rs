//! Commitments: who promised what by when, for everybody to see.

mod list;
mod one;

use crate::App;
use axum::{
    Router,
    routing::{get, post},
};

/// `/{lang}/labs/{lab}/commitments…`.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/{lang}/labs/{lab}/commitments", get(list::show).post(list::promise))
        .route("/{lang}/labs/{lab}/commitments/{id}", get(one::show))
        .route("/{lang}/labs/{lab}/commitments/{id}/end", post(one::end))
        .route("/{lang}/labs/{lab}/commitments/{id}/day", post(one::postpone))
}
