//! Joining with a code, and what a participant finds then: the languages that are asked, the welcome room, a rehearsal, her
//! own data.

mod calendar;
mod code;
mod mine;
mod rehearsal;
mod tongues;
mod welcome;

use crate::App;
use axum::{
    Router,
    routing::{get, post},
};

/// `/{lang}/join` and what participants find under `/{lang}/sessions/{session}`.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/{lang}/join", get(code::form).post(code::enter))
        .route("/{lang}/join/door", post(code::come))
        .route("/{lang}/join/languages", get(tongues::form).post(tongues::keep))
        .route("/{lang}/join/me", get(mine::page))
        .route("/{lang}/join/me/wish", post(mine::wish))
        .route("/{lang}/join/me/companion", post(mine::companion))
        .route("/{lang}/join/me/data", post(mine::data))
        .route("/{lang}/join/me/leaving", post(mine::leave))
        .route("/{lang}/sessions/{session}/welcome", get(welcome::page))
        .route("/{lang}/sessions/{session}/welcome/now", get(welcome::now))
        .route("/{lang}/sessions/{session}/welcome/reply", post(welcome::reply))
        .route("/{lang}/sessions/{session}/welcome/presence", post(welcome::presence))
        .route("/{lang}/sessions/{session}/calendar.ics", get(calendar::file))
        .route("/{lang}/sessions/{session}/rehearsal", get(rehearsal::page).post(rehearsal::write))
}
