//! What became of it all: every theme, proposal and experiment of a Lab with its answer, for everybody to see.

mod list;
mod one;

pub use list::Given;

use crate::App;
use axum::{
    Router,
    routing::{get, post},
};

/// `/{lang}/labs/{lab}/answers…`.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/{lang}/labs/{lab}/answers", get(list::show))
        .route("/{lang}/labs/{lab}/answers/{kind}/{id}", get(one::show).post(one::give))
        .route("/{lang}/labs/{lab}/answers/{kind}/{id}/clock", post(one::accept))
        .route("/{lang}/labs/{lab}/answers/{kind}/{id}/translation", post(one::translate))
}
