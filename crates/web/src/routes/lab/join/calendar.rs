//! A session as a calendar file (RFC 5545), for those who are expected. Its link carries no code.

use crate::{Visit, render::Answer, routes::lab::people::show};
use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::IntoResponse as _,
};
use icalendar::{Calendar, Component as _, Event, EventLike as _};
use reticolo_base::Instant;
use reticolo_lab::{people, programme::Session};

pub async fn file(visit: Visit, Path((_, session)): Path<(String, String)>) -> Answer {
    people::require_seat(&visit.app.db, &visit.ctx, show::id(&session)?).await?;
    let plan = show::plan(&visit, &session).await?;
    let welcome = visit.href(&format!("sessions/{}/welcome", plan.session.id));
    let url = format!("{}{welcome}", visit.app.settings.base_url);
    let title = plan.session.title.seen(visit.lang()).text.to_owned();
    let purpose = plan.session.purpose.seen(visit.lang()).text.to_owned();
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"incontro.ics\"")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    let text = written(&plan.session, visit.ctx.now, (&title, &purpose, &url));
    Ok((headers, text).into_response())
}

/// In universal time, which every calendar shows in the zone of its owner.
fn written(session: &Session, now: Instant, (title, purpose, url): (&str, &str, &str)) -> String {
    let stamp = |at: Instant| at.timestamp().strftime("%Y%m%dT%H%M%SZ").to_string();
    let mut event = Event::new();
    event.uid(&format!("{}@reticolo", session.id)).summary(title).description(purpose).url(url);
    event.append_property(("DTSTAMP", stamp(now).as_str()));
    event.append_property(("DTSTART", stamp(session.starts_at).as_str()));
    event.append_property(("DTEND", stamp(session.ends_at).as_str()));
    event.append_property(("SEQUENCE", session.version.to_string().as_str()));
    if !session.place.is_empty() {
        event.location(&session.place);
    }
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0")).append_property(("PRODID", "-//Reticolo//Reticolo//IT"));
    calendar.append_property(("METHOD", "PUBLISH"));
    calendar.push(event.done());
    calendar.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use reticolo_base::Lang;
    use reticolo_lab::programme::{Phrase, SessionState, Video};
    use uuid::Uuid;

    #[test]
    fn a_session_is_one_event_in_universal_time() {
        let words = |text: &str| Phrase::new(Lang::It, text);
        let session = Session {
            id: Uuid::nil(),
            lab: Uuid::nil(),
            template: "cafe".into(),
            title: words("Incontro, primo"),
            purpose: words(""),
            welcome: words(""),
            starts_at: "2026-11-30T15:00:00Z".parse().unwrap(),
            ends_at: "2026-11-30T17:00:00Z".parse().unwrap(),
            zone: "Europe/Rome".into(),
            place: "Bari".into(),
            video: Video::None,
            room: Uuid::nil(),
            state: SessionState::Inviting,
            version: 3,
        };
        let text =
            written(&session, Instant::EPOCH, ("Incontro, primo", "Parlarne", "https://x.example/it/w"));
        for line in [
            "DTSTART:20261130T150000Z",
            "DTEND:20261130T170000Z",
            "SUMMARY:Incontro\\, primo",
            "LOCATION:Bari",
        ] {
            assert!(text.contains(line), "{line} in {text}");
        }
        assert_eq!(text.matches("BEGIN:VEVENT").count(), 1);
    }
}
