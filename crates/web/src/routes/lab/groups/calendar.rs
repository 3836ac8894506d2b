//! The next date of a working group as a calendar file (RFC 5545), for its members and those who follow up.

use crate::{Fault, Visit, render::Answer, routes::lab::follow::id};
use axum::{extract::Path, http::header, response::IntoResponse as _};
use icalendar::{Calendar, Component as _, Event};
use reticolo_base::Instant;
use reticolo_lab::after::group;

/// For how long a group is expected to meet when nobody says it.
const SECONDS: i64 = 3_600;

pub async fn file(visit: Visit, Path((_, _, group)): Path<(String, String, String)>) -> Answer {
    let id = id(&group)?;
    group::members(&visit.app.db, &visit.ctx, id).await?;
    let (found, ..) = group::one(&visit.app.db, &visit.ctx, id).await?;
    let next = found.next_at.ok_or_else(Fault::not_found)?;
    let page = visit.href(&format!("labs/{}/groups/{id}", found.lab));
    let mut event = Event::new();
    event.uid(&format!("{id}-{}@reticolo", found.version)).summary(found.title.seen().0);
    event.description(found.task.seen().0).url(&format!("{}{page}", visit.app.settings.base_url));
    event.add_property("DTSTAMP", stamp(visit.ctx.now));
    event.add_property("DTSTART", stamp(next)).add_property("DTEND", stamp(next.plus_seconds(SECONDS)));
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0")).append_property(("PRODID", "-//Reticolo//Reticolo//IT"));
    calendar.push(event.done());
    let kind = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"reticolo.ics\""),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((kind, calendar.to_string()).into_response())
}

fn stamp(at: Instant) -> String {
    at.timestamp().strftime("%Y%m%dT%H%M%SZ").to_string()
}
