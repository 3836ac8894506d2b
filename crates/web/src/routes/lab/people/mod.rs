//! The people of a session, for those who prepare it: the list, who is missing, a list pasted or uploaded, one person, the
//! door, invitations.

mod add;
mod door;
mod draft;
mod export;
mod invitation;
mod list;
mod person;
mod row;
pub mod show;
mod upload;

use crate::App;
use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};
use tower_http::limit::RequestBodyLimitLayer;

/// What begins with `/{lang}/sessions/{session}/people`, and the invitations.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/{lang}/sessions/{session}/people", get(list::page))
        .route("/{lang}/sessions/{session}/people.csv", get(export::csv))
        .route("/{lang}/sessions/{session}/people.xlsx", get(export::xlsx))
        .route("/{lang}/sessions/{session}/people/drafts/{draft}", get(draft::page).post(draft::correct))
        .route("/{lang}/sessions/{session}/people/drafts/{draft}/removal", post(draft::discard))
        .route("/{lang}/sessions/{session}/people/walk-in", get(door::form).post(door::add))
        .route("/{lang}/sessions/{session}/people/door", post(door::turn))
        .route("/{lang}/sessions/{session}/people/{person}", get(person::form).post(person::change))
        .route("/{lang}/sessions/{session}/people/{person}/apart", post(person::apart))
        .route("/{lang}/sessions/{session}/people/{person}/presence", post(person::presence))
        .route("/{lang}/sessions/{session}/people/{person}/removal", post(person::remove))
        .route("/{lang}/sessions/{session}/people/{person}/invitation", get(invitation::one))
        .route("/{lang}/sessions/{session}/invitations", get(invitation::all).post(invitation::mark))
        .route("/{lang}/sessions/{session}/wishes/{wish}/settled", post(person::settle))
}

/// What takes a whole list, and therefore a longer body than other pages.
pub fn uploads() -> Router<App> {
    Router::new()
        .route("/{lang}/sessions/{session}/people/new", get(add::form).post(add::read))
        .layer(DefaultBodyLimit::max(upload::MOST_BYTES))
        .layer(RequestBodyLimitLayer::new(upload::MOST_BYTES))
}
