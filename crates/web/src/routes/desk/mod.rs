//! The operator's desk: today, visits, people and their cases, referrals in and out. Only for members who welcome people;
//! to everybody else there is nothing here.

mod ask;
mod cases;
mod part;
mod people;
mod queue;
mod referrals;
mod services;
mod today;
mod visits;

use crate::{App, Fault, Visit, fields::Fields};
use axum::{
    Router,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use jiff::tz::TimeZone;
use reticolo_accounts::policy::{self, Action, Resource};
use reticolo_base::Instant;
use reticolo_desk::Desk;
use uuid::Uuid;

/// Everything under `/{lang}/desk`.
pub fn routes() -> Router<App> {
    Router::new()
        .merge(today::routes())
        .merge(visits::routes())
        .merge(queue::routes())
        .merge(people::routes())
        .merge(cases::routes())
        .merge(services::routes())
        .merge(referrals::routes())
}

/// What the domain works with.
fn desk(visit: &Visit) -> Desk<'_> {
    Desk { db: &visit.app.db, vault: &visit.app.vault, ctx: &visit.ctx }
}

/// The organisation for which the visitor welcomes people.
///
/// # Errors
/// 404 for everybody else.
fn house(visit: &Visit) -> Result<Uuid, Fault> {
    let organization = visit.ctx.actor.organization().ok_or_else(Fault::not_found)?;
    policy::may(&visit.ctx.actor, Action::Welcome, Resource::Organization(organization))
        .map_err(|_| Fault::not_found())?;
    Ok(organization)
}

/// An id in an address or a field; anything else is not there.
fn id(text: &str) -> Result<Uuid, Fault> {
    text.parse().map_err(|_| Fault::not_found())
}

/// An id that a form carries unseen; a form without it is none of ours. Who may ask is looked at before.
fn carried(fields: &Fields, name: &str) -> Result<Uuid, Fault> {
    let typed = fields.one(name).and_then(|typed| typed.parse().ok());
    typed.ok_or_else(|| Fault::of(StatusCode::UNPROCESSABLE_ENTITY))
}

/// The version that the form was made from; one that cannot be when it was not sent.
fn version(fields: &Fields) -> i64 {
    fields.one("version").and_then(|version| version.parse().ok()).unwrap_or(-1)
}

/// To another page in the same language, after something was done.
fn to(visit: &Visit, path: &str) -> Response {
    let place = HeaderValue::from_str(&visit.href(path)).unwrap_or(HeaderValue::from_static("/"));
    let kept = HeaderValue::from_static("no-store");
    (StatusCode::SEE_OTHER, [(header::LOCATION, place), (header::CACHE_CONTROL, kept)]).into_response()
}

fn rome() -> TimeZone {
    TimeZone::get("Europe/Rome").unwrap_or(TimeZone::UTC)
}

/// "Thursday, 26 November 2026, 10:00", in Italian time.
fn moment(visit: &Visit, at: Instant) -> String {
    let local = at.timestamp().to_zoned(rome());
    let words = visit.words();
    // Isolated, so that the time keeps its place in a page that runs from the right (Unicode UAX 9).
    format!("{}, \u{2066}{}\u{2069}", words.full_date(local.date()), words.time(local.time()))
}

/// "26 November 2026", in Italian time.
fn day(visit: &Visit, at: Instant) -> String {
    visit.words().date(at.day_in(&rome()))
}

/// A moment that a browser's field for day and time holds, in Italian time; at the stroke of an hour for a day alone.
fn typed_moment(text: &str, hour: i8) -> Option<Instant> {
    let local = match text.parse::<jiff::civil::DateTime>() {
        Ok(local) if text.contains('T') => local,
        _ => text.parse::<jiff::civil::Date>().ok()?.at(hour, 0, 0, 0),
    };
    Some(Instant(local.to_zoned(rome()).ok()?.timestamp().as_microsecond()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_in_italian_time() {
        let of = |text| typed_moment(text, 18).map(|at| at.to_string());
        assert_eq!(of("2026-11-26T10:00").as_deref(), Some("2026-11-26T09:00:00Z"));
        assert_eq!(of("2026-07-01").as_deref(), Some("2026-07-01T16:00:00Z"));
        for bad in ["", "tomorrow", "2026-13-01", "2026-11-26T25:00"] {
            assert_eq!(of(bad), None, "{bad}");
        }
    }
}
