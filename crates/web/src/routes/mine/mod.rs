//! Her own page: she comes with the code of her ticket, without an account. What is happening, who knows what, who looked;
//! and what she decides: yes or no to a sheet, taking back, writing, whether it helped.
//!
//! The address and the title never name the matter, nobody keeps a copy, and the sign-in is short: the phone may be another's.

mod act;
mod enter;
mod page;
pub(super) mod said;
mod share;
mod take;

use crate::{App, Fault, Visit, render::Answer};
use axum::{
    Router,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::{get, post},
};
use reticolo_base::Actor;
use reticolo_desk::Desk;
use uuid::Uuid;

/// Everything under `/{lang}/my-requests`.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/{lang}/my-requests", get(page::page).post(enter::enter))
        .route("/{lang}/my-requests/leave", post(enter::leave))
        .route("/{lang}/my-requests/exit", get(enter::exit))
        .route("/{lang}/my-requests/withdraw", post(act::withdraw_all))
        .route("/{lang}/my-requests/reminders", post(act::remind))
        .route("/{lang}/my-requests/data", get(take::printed).post(take::data))
        .route("/{lang}/my-requests/{referral}/sheet", get(share::sheet).post(share::answer))
        .route("/{lang}/my-requests/{referral}/withdraw", post(act::withdraw))
        .route("/{lang}/my-requests/{referral}/message", post(act::write))
        .route("/{lang}/my-requests/{referral}/answer", post(act::hear))
        .route("/{lang}/my-requests/{referral}/calendar.ics", get(take::calendar))
}

/// The desk as her page asks it.
fn desk(visit: &Visit) -> Desk<'_> {
    Desk { db: &visit.app.db, vault: &visit.app.vault, ctx: &visit.ctx }
}

/// Who she is, where she came with her code.
fn her(visit: &Visit) -> Option<Uuid> {
    match visit.ctx.actor {
        Actor::Person { id } => Some(id),
        _ => None,
    }
}

/// For whoever is not inside: the page that asks for the code, when her time was over; nothing for anybody else.
fn outside(visit: &Visit) -> Answer {
    match visit.ctx.actor {
        Actor::Anonymous => Ok(to(visit, "my-requests?over")),
        _ => Err(Fault::not_found()),
    }
}

/// The id of an address.
fn id(text: &str) -> Result<Uuid, Fault> {
    text.parse().map_err(|_| Fault::not_found())
}

/// To another page in the same language, after something was done; nobody keeps it.
fn to(visit: &Visit, path: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    if let Ok(place) = HeaderValue::from_str(&visit.href(path)) {
        response.headers_mut().insert(header::LOCATION, place);
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
