//! Referrals: written, shown to her, sent, answered.

mod act;
mod draft;
mod link;
mod list;
mod moves;
mod page;
mod share;

use super::moment;
use crate::{App, Visit};
use axum::{
    Router,
    routing::{get, post},
};
use reticolo_desk::referral::{Clock, Referral};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/{lang}/desk/referrals", get(list::show).post(draft::write))
        .route("/{lang}/desk/referrals/new", post(draft::ask))
        .route("/{lang}/desk/referrals/{id}", get(page::show))
        .route("/{lang}/desk/referrals/{id}/draft", get(draft::ask_again).post(draft::rewrite))
        .route("/{lang}/desk/referrals/{id}/share", get(share::show).post(share::answer))
        .route("/{lang}/desk/referrals/{id}/link", post(link::issue))
        .route("/{lang}/desk/referrals/{id}/{act}", post(act::act))
}

/// What is awaited and until when, in words; empty when nothing is.
pub fn due(visit: &Visit, referral: &Referral) -> String {
    let Some(at) = referral.due_at.filter(|_| referral.clock != Clock::None) else { return String::new() };
    let key = format!("desk-clock-{}", referral.clock.code());
    visit.words().say_with(&key, &[("when", moment(visit, at).into())])
}
