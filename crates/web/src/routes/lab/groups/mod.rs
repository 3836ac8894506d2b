//! Working groups: the list of a Lab, one group with its thread, its calendar file.

mod calendar;
mod list;
mod one;

use crate::App;
use axum::{
    Router,
    routing::{get, post},
};

/// `/{lang}/labs/{lab}/groups…`.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/{lang}/labs/{lab}/groups", get(list::show).post(list::form))
        .route("/{lang}/labs/{lab}/groups/{id}", get(one::show))
        .route("/{lang}/labs/{lab}/groups/{id}/posts", post(one::write))
        .route("/{lang}/labs/{lab}/groups/{id}/posts/{post}", post(one::translate))
        .route("/{lang}/labs/{lab}/groups/{id}/members", post(one::join))
        .route("/{lang}/labs/{lab}/groups/{id}/members/leaving", post(one::leave))
        .route("/{lang}/labs/{lab}/groups/{id}/date", post(one::meet))
        .route("/{lang}/labs/{lab}/groups/{id}/end", post(one::close))
        .route("/{lang}/labs/{lab}/groups/{id}/calendar.ics", get(calendar::file))
}
