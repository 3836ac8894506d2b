//! Signing in, joining, one's own account; members and organisations for whoever keeps them.

mod enter;
mod forgotten;
mod form;
mod invited;
mod me;
mod members;
mod organizations;
mod own;
mod square;

use crate::{App, Fault, Visit, secret};
use axum::{
    Router,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::{get, post},
};
use reticolo_accounts::{Refused, recovery};

/// Everything under `/{lang}/sign-in`, `/{lang}/invitation`, `/{lang}/account`, `/{lang}/members`, `/{lang}/organizations`.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/{lang}/sign-in", get(enter::ask).post(enter::password))
        .route("/{lang}/sign-in/code", get(enter::ask_code).post(enter::code))
        .route("/{lang}/sign-in/forgotten", get(forgotten::ask).post(forgotten::send))
        .route("/{lang}/sign-in/password/{code}", get(forgotten::choose).post(forgotten::chosen))
        .route("/{lang}/sign-out", post(enter::leave))
        .route("/{lang}/invitation/{code}", get(invited::ask).post(invited::accept))
        .route("/{lang}/account", get(me::page))
        .route("/{lang}/account/sessions/end", post(me::end_others))
        .route("/{lang}/account/sessions/{id}/end", post(me::end_one))
        .route("/{lang}/account/password", get(own::ask_password).post(own::password))
        .route("/{lang}/account/second-factor", get(own::ask_second_factor).post(own::second_factor))
        .route("/{lang}/account/recovery", get(own::ask_recovery).post(own::recovery))
        .route("/{lang}/organizations", get(organizations::page).post(organizations::add))
        .route("/{lang}/organizations/{id}/members", get(members::page).post(members::invite))
        .route("/{lang}/members/{id}/roles", post(members::roles))
        .route("/{lang}/members/{id}/end", post(members::end))
        .route("/{lang}/members/{id}/link", post(members::link))
}

/// To another page in the same language, after something was done.
fn to(visit: &Visit, path: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    if let Ok(place) = HeaderValue::from_str(&visit.href(path)) {
        response.headers_mut().insert(header::LOCATION, place);
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// New recovery codes, as people copy them.
fn recovery_codes(visit: &Visit) -> Vec<String> {
    (0..recovery::COUNT).map(|_| secret::written((visit.app.secrets)())).collect()
}

/// A refusal that a form can show comes back as its key; any other is the request's end.
fn shown(refused: Refused) -> Result<&'static str, Fault> {
    match refused {
        Refused::Invalid(key) | Refused::Conflict(key) => Ok(key),
        other => Err(other.into()),
    }
}
