//! What a source says newly about a card that is kept here.

use super::{Named, Told, id, on, private, say};
use crate::{Fault, Shell, Visit, fields::Fields, limits::Deed, render::Answer};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use reticolo_directory::{
    book,
    keeping::{Piece, draft, overview::Name, upstream},
};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "keeping/offers.html")]
struct Page {
    shell: Shell,
    name: Named,
    service: Uuid,
    problem: Option<String>,
    offers: Vec<Line>,
}

/// One piece: what stands on the card, what the source says.
struct Line {
    code: String,
    name: String,
    ours: Vec<String>,
    theirs: Vec<String>,
}

pub async fn page(visit: Visit, Path((_, service)): Path<(String, String)>) -> Answer {
    show(&visit, id(&service)?, &Told::nothing()).await
}

async fn show(visit: &Visit, service: Uuid, told: &Told) -> Answer {
    let words = visit.words();
    let offers = upstream::offers(&visit.app.db, &visit.ctx, service).await?;
    let card = book::card(&visit.app.db, service).await.map_err(|failure| Fault::store(&failure))?;
    let line = |offer: upstream::Offer| {
        let code = offer.piece.code();
        Line {
            name: say::piece(&code, words),
            ours: say::lines(&code, &offer.ours, words),
            theirs: say::lines(&code, &offer.text, words),
            code,
        }
    };
    let page = Page {
        shell: visit.shell(words.say("keeping-offers-title")).kept_from_robots(),
        name: Named::of(&Name::of(&card.ok_or_else(Fault::not_found)?.service), visit),
        service,
        problem: told.at(visit, ""),
        offers: offers.into_iter().map(line).collect(),
    };
    private(told.status, &page)
}

/// Takes the source's words into a draft, or stays with what stands on the card.
pub async fn decide(visit: Visit, Path((_, service)): Path<(String, String)>, fields: Fields) -> Answer {
    visit.app.limits.count(Deed::Ask, &visit)?;
    let (service, db, ctx) = (id(&service)?, &visit.app.db, &visit.ctx);
    let before = draft::open_of(db, ctx, service).await?;
    let piece = fields.one("piece").and_then(Piece::parse);
    let piece = piece.ok_or_else(|| Fault::of(StatusCode::UNPROCESSABLE_ENTITY))?;
    let words = upstream::decide(db, ctx, service, &piece).await?;
    let (Piece::Field(field), true) = (piece, fields.ticked("take")) else {
        return on(&visit, &format!("keeping/services/{service}"));
    };
    let at = (Uuid::now_v7(), before.map_or(0, |draft| draft.version));
    match draft::save(db, ctx, service, at, &[(field, words)]).await {
        Ok(draft) => on(&visit, &format!("keeping/drafts/{draft}")),
        Err(refused) => show(&visit, service, &Told::of(refused)?).await,
    }
}
