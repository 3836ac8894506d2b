//! People as an organisation knows them: found again without a name in an address, written down in under a minute.

mod form;
mod guard;
mod list;
mod page;
mod write;

use crate::App;
use axum::{
    Router,
    routing::{get, post},
};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/{lang}/desk/people", get(list::show).post(list::search))
        .route("/{lang}/desk/people/new", get(write::ask_new).post(write::add))
        .route("/{lang}/desk/people/{id}", get(page::show))
        .route("/{lang}/desk/people/{id}/edit", get(write::ask_change).post(write::change))
        .route("/{lang}/desk/people/{id}/code", post(page::code))
        .route("/{lang}/desk/people/{id}/cases", post(page::add_case))
        .route("/{lang}/desk/people/{id}/export", get(guard::export))
        .route("/{lang}/desk/people/{id}/reserve", post(guard::reserve))
        .route("/{lang}/desk/people/{id}/restrict", post(guard::restrict))
        .route("/{lang}/desk/people/{id}/erase", get(guard::ask_erase).post(guard::erase))
        .route("/{lang}/desk/people/{id}/withdraw", post(guard::withdraw_all))
        .route("/{lang}/desk/emergency", get(guard::ask_emergency).post(guard::emergency))
}
