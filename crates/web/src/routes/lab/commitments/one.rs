//! One promise: how it stands, where it comes from; keep, drop or move it.

use super::list::Line;
use crate::{
    Fault, Shell, Visit,
    fields::Fields,
    limits::Deed,
    render::{self, Answer},
    routes::lab::follow::{self, Ask, Field, Top, Way, ask::Look, id},
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use reticolo_lab::{
    Refused,
    after::commitment::{self, End, Standing},
    provenance::Thing,
};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "lab/after/commitment.html")]
struct Page {
    shell: Shell,
    top: Top,
    here: String,
    c: Line,
    may_change: bool,
    /// The form to move it comes back.
    moving: bool,
    version: i64,
    problem: Option<String>,
    note: Field,
    due: Field,
    reason: Field,
    way: Way,
}

type Address = Path<(String, String, String)>;

fn path(lab: Uuid, commitment: Uuid) -> String {
    format!("labs/{lab}/commitments/{commitment}")
}

pub async fn show(visit: Visit, Path((_, lab, commitment)): Address) -> Answer {
    page(&visit, (id(&lab)?, id(&commitment)?), &Fields::default(), None).await
}

async fn page(
    visit: &Visit,
    (lab, commitment): (Uuid, Uuid),
    typed: &Fields,
    refused: Option<(StatusCode, Refused)>,
) -> Answer {
    let (found, ..) = commitment::one(&visit.app.db, &visit.ctx, commitment).await?;
    if found.lab != lab {
        return Err(Fault::not_found());
    }
    let top = Top::of(visit, lab, "commitments").await?;
    let ask = Ask::new(visit, typed, refused.as_ref().map(|(_, refused)| refused));
    let open = matches!(found.standing, Standing::Open | Standing::Late);
    let page = Page {
        shell: visit.shell(found.what.seen().0.chars().take(80).collect::<String>()).kept_from_robots(),
        here: visit.href(&path(lab, commitment)),
        c: Line::of(visit, &found),
        may_change: open && (top.follows() || found.mine),
        moving: refused.is_some() && typed.one("end").is_none(),
        version: found.version,
        problem: ask.problem(),
        note: ask.field("note", Look::Text, "lab-after-commitment-note"),
        due: ask.field("due", Look::Day, "lab-after-commitment-new-due"),
        reason: ask.field("reason", Look::Text, "lab-after-commitment-reason"),
        way: Way::of(visit, lab, &Thing::new(commitment::KIND, commitment)).await?,
        top,
    };
    render::with_status(refused.map_or(StatusCode::OK, |(status, _)| status), &page)
}

async fn after(visit: &Visit, at: (Uuid, Uuid), fields: &Fields, done: Result<(), Refused>) -> Answer {
    match done {
        Ok(()) => follow::on(visit, &path(at.0, at.1)),
        Err(refused) => page(visit, at, fields, Some(follow::back(refused)?)).await,
    }
}

pub async fn end(visit: Visit, Path((_, lab, commitment)): Address, fields: Fields) -> Answer {
    visit.app.limits.count(Deed::Ask, &visit)?;
    let at = (id(&lab)?, id(&commitment)?);
    let end = match fields.one("end") {
        Some("kept") => End::Kept,
        Some("dropped") => End::Dropped,
        _ => return Err(Fault::of(StatusCode::UNPROCESSABLE_ENTITY)),
    };
    let note = fields.one("note").unwrap_or_default();
    let version = follow::version(&fields);
    let done = commitment::end(&visit.app.db, &visit.ctx, at.1, version, end, note).await;
    after(&visit, at, &fields, done).await
}

pub async fn postpone(visit: Visit, Path((_, lab, commitment)): Address, fields: Fields) -> Answer {
    visit.app.limits.count(Deed::Ask, &visit)?;
    let at = (id(&lab)?, id(&commitment)?);
    let to = (fields.one("due").unwrap_or_default(), fields.one("reason").unwrap_or_default());
    let version = follow::version(&fields);
    let done = commitment::postpone(&visit.app.db, &visit.ctx, at.1, version, to).await;
    after(&visit, at, &fields, done).await
}
