//! Labs: the list, the page of one, making and changing one.

mod edit;
mod list;
mod page;

use crate::App;
use axum::{Router, routing::get};

/// `/{lang}/labs`, `/{lang}/labs/new`, `/{lang}/labs/{lab}`, `/{lang}/labs/{lab}/change`.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/{lang}/labs", get(list::list))
        .route("/{lang}/labs/new", get(edit::fresh).post(edit::make))
        .route("/{lang}/labs/{lab}", get(page::page))
        .route("/{lang}/labs/{lab}/change", get(edit::form).post(edit::change))
}
