//! What she takes with her: an appointment for her calendar, which says nothing of the matter, and all her data.

use super::{desk, enter, her, id, outside, said};
use crate::{Fault, Shell, Visit, render, render::Answer};
use askama::Template;
use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::IntoResponse as _,
};
use icalendar::{Calendar, Component as _, Event};
use reticolo_base::Instant;
use reticolo_desk::{hers, person};
use uuid::Uuid;

/// An appointment as a calendar file (RFC 5545): a day, an hour, and the word "appointment".
pub async fn calendar(visit: Visit, Path((_, referral)): Path<(String, String)>) -> Answer {
    if her(&visit).is_none() {
        return outside(&visit);
    }
    let referral = id(&referral)?;
    let page = hers::page(desk(&visit)).await?;
    let own = page.requests.iter().find(|request| request.referral.id == referral);
    let at = own.and_then(|request| request.referral.appointment_at).ok_or_else(Fault::not_found)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"calendar.ics\"")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    let title = said::say(&visit, "hers-calendar-title");
    Ok((headers, written(referral, (at, visit.ctx.now), &title)).into_response())
}

/// In universal time, which every calendar shows in the zone of its owner. No place, no organisation, no address.
fn written(id: Uuid, (at, now): (Instant, Instant), title: &str) -> String {
    let stamp = |at: Instant| at.timestamp().strftime("%Y%m%dT%H%M%SZ").to_string();
    let mut event = Event::new();
    // The id of the request is not given away either.
    let uid = blake3::hash(id.as_bytes()).to_hex();
    event.uid(&uid.chars().take(24).collect::<String>()).summary(title);
    event.append_property(("DTSTAMP", stamp(now).as_str()));
    event.append_property(("DTSTART", stamp(at).as_str()));
    event.append_property(("DTEND", stamp(at.plus_seconds(1800)).as_str()));
    event.append_property(("CLASS", "PRIVATE"));
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0")).append_property(("PRODID", "-//calendar//IT"));
    calendar.push(event.done());
    calendar.to_string()
}

/// Everything that is known of her, as a file.
pub async fn data(visit: Visit) -> Answer {
    let Some(her) = her(&visit) else { return outside(&visit) };
    let mine = person::export(desk(&visit), her).await?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"data.json\"")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    let text = serde_json::to_string_pretty(&mine).map_err(|_| Fault::broken())?;
    Ok((headers, text).into_response())
}

#[derive(Template)]
#[template(path = "mine/data.html")]
struct Page {
    shell: Shell,
    rows: Vec<(String, String)>,
}

/// The same as a page to read and print: every value under the name by which it is kept.
pub async fn printed(visit: Visit) -> Answer {
    let Some(her) = her(&visit) else { return outside(&visit) };
    let mine = person::export(desk(&visit), her).await?;
    let mut rows = Vec::new();
    flat(&mine, "", &mut rows);
    let shell = visit.shell(said::say(&visit, "hers-title")).kept_from_robots().with_exit_by(enter::EXIT);
    render::private(&Page { shell, rows })
}

/// Every value that is not empty, under the names that lead to it.
fn flat(value: &serde_json::Value, name: &str, rows: &mut Vec<(String, String)>) {
    use serde_json::Value as V;
    let within = |part: &str| if name.is_empty() { part.to_owned() } else { format!("{name} · {part}") };
    match value {
        V::Object(map) => map.iter().for_each(|(part, value)| flat(value, &within(part), rows)),
        V::Array(list) => {
            for (place, value) in list.iter().enumerate() {
                flat(
                    value,
                    &if value.is_object() { within(&(place + 1).to_string()) } else { name.to_owned() },
                    rows,
                );
            }
        }
        V::Null => {}
        V::String(text) if text.is_empty() => {}
        V::String(text) => rows.push((name.to_owned(), text.clone())),
        other => rows.push((name.to_owned(), other.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_calendar_says_when_and_nothing_else() {
        let at: Instant = "2026-11-26T09:00:00Z".parse().unwrap();
        let id = Uuid::from_u128(7);
        let text = written(id, (at, Instant::EPOCH), "Appuntamento");
        assert!(text.contains("DTSTART:20261126T090000Z") && text.contains("SUMMARY:Appuntamento"), "{text}");
        for word in ["LOCATION", "DESCRIPTION", "URL", "ORGANIZER", "reticolo", &id.to_string()] {
            assert!(!text.to_lowercase().contains(&word.to_lowercase()), "{word}: {text}");
        }
    }

    #[test]
    fn a_copy_names_every_value_once_and_leaves_out_what_is_empty() {
        let mut rows = Vec::new();
        let value =
            serde_json::json!({ "a": { "b": "x", "c": "" }, "d": [{ "e": 1 }], "f": ["y", "z"], "g": null });
        flat(&value, "", &mut rows);
        let rows: Vec<_> = rows.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(rows, [("a · b", "x"), ("d · 1 · e", "1"), ("f", "y"), ("f", "z")]);
    }
}
