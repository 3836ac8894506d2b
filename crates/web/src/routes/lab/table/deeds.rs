//! What is done with a note by plain forms: each posts, and leads back to the table.

use super::{
    machine,
    note::{Typed, again, found},
    page::told,
    seat::back,
};
use crate::{Visit, fields::Fields, limits::Deed, render::Answer};
use axum::extract::Path;
use reticolo_base::{Instant, Lang};
use reticolo_lab::{
    Refused,
    table::{self, AtTable, Contribution, Kind, Sign},
    translation::Maker,
};
use uuid::Uuid;

type Address = Path<(String, String, String, String)>;

async fn at(
    visit: &Visit,
    Path((_, session, number, note)): &Address,
) -> Result<(AtTable, Contribution), crate::Fault> {
    visit.app.limits.count(Deed::Ask, visit)?;
    found(visit, (session, number, note)).await
}

/// Back to the table, or the note again with what was typed and why it could not be taken.
async fn done(
    visit: &Visit,
    (at, one): (AtTable, Contribution),
    result: Result<(), Refused>,
    typed: Typed,
) -> Answer {
    match result {
        Ok(()) => Ok(back(visit, &at, &format!("note-{}", one.id))),
        Err(refused) => {
            let (status, problem) = told(visit, refused)?;
            again(visit, &at, &one, status, Typed { problem: Some(problem), ..typed }).await
        }
    }
}

/// Mends one's own words.
pub async fn words(visit: Visit, address: Address, fields: Fields) -> Answer {
    let place = at(&visit, &address).await?;
    let words = fields.one("words").unwrap_or_default();
    let kind = fields.one("kind");
    let seen = Instant(fields.one("version").and_then(|version| version.parse().ok()).unwrap_or(0));
    let change = (words, kind.and_then(Kind::parse), place.1.lang.as_str());
    let result = table::edit(&visit.app.db, &visit.ctx, place.1.id, change, seen).await;
    let typed = Typed {
        words: Some(words.to_owned()),
        kind: Some(kind.unwrap_or_default().to_owned()),
        ..Typed::default()
    };
    done(&visit, place, result, typed).await
}

/// Takes a note from the cloth (`on` = 1) or lays it back.
pub async fn hidden(visit: Visit, address: Address, fields: Fields) -> Answer {
    let place = at(&visit, &address).await?;
    let result = if fields.ticked("on") {
        table::hide(&visit.app.db, &visit.ctx, place.1.id).await
    } else {
        table::unhide(&visit.app.db, &visit.ctx, place.1.id).await
    };
    done(&visit, place, result, Typed::default()).await
}

/// Marks one of the three strongest (`on` = 1), or takes the mark away.
pub async fn strong(visit: Visit, address: Address, fields: Fields) -> Answer {
    let place = at(&visit, &address).await?;
    let result = if fields.ticked("on") {
        table::mark_strong(&visit.app.db, &visit.ctx, place.1.id).await
    } else {
        table::mark_weak(&visit.app.db, &visit.ctx, place.1.id).await
    };
    done(&visit, place, result, Typed::default()).await
}

/// Gives a sign, or takes it back.
pub async fn signs(visit: Visit, address: Address, fields: Fields) -> Answer {
    let place = at(&visit, &address).await?;
    let sign = fields.one("sign").and_then(Sign::parse).ok_or(Refused::NotFound)?;
    let result = table::react(&visit.app.db, &visit.ctx, place.1.id, sign).await.map(drop);
    done(&visit, place, result, Typed::default()).await
}

/// Links with another note (`on` = 1), or takes the line away.
pub async fn links(visit: Visit, address: Address, fields: Fields) -> Answer {
    let place = at(&visit, &address).await?;
    let other: Uuid = fields.one("other").and_then(|id| id.parse().ok()).ok_or(Refused::NotFound)?;
    let result = if fields.ticked("on") {
        table::link(&visit.app.db, &visit.ctx, place.1.id, other).await
    } else {
        table::unlink(&visit.app.db, &visit.ctx, place.1.id, other).await
    };
    done(&visit, place, result, Typed::default()).await
}

/// How far one tap moves a note, in units of the cloth.
const STEP: f64 = 120.0;

/// Moves a note on the cloth by a step.
pub async fn place(visit: Visit, address: Address, fields: Fields) -> Answer {
    let place = at(&visit, &address).await?;
    let (x, y) = (place.1.x, place.1.y);
    let to = match fields.one("way") {
        Some("left") => (x - STEP, y),
        Some("right") => (x + STEP, y),
        Some("up") => (x, y - STEP),
        Some("down") => (x, y + STEP),
        _ => (x, y),
    };
    let result = table::place(&visit.app.db, &visit.ctx, place.1.id, to).await;
    done(&visit, place, result, Typed::default()).await
}

/// Puts a note into another language, by her own words or, where she asks for it, by the configured machine.
pub async fn translations(visit: Visit, address: Address, fields: Fields) -> Answer {
    let place = at(&visit, &address).await?;
    let into = fields.one("into").unwrap_or_default();
    let typed = fields.one("translation").unwrap_or_default().to_owned();
    let result = match Lang::from_tag(into) {
        Some(lang) => translated(&visit, &place.1, lang, &typed, fields.ticked("machine")).await,
        None => Err(Refused::invalid("lab-table-problem-language")),
    };
    let typed = Typed { translation: Some((into.to_owned(), typed)), ..Typed::default() };
    done(&visit, place, result, typed).await
}

async fn translated(
    visit: &Visit,
    one: &Contribution,
    lang: Lang,
    typed: &str,
    by_machine: bool,
) -> Result<(), Refused> {
    let (db, ctx) = (&visit.app.db, &visit.ctx);
    if !by_machine {
        return table::translate(db, ctx, one.id, (lang, typed), Maker::Person).await;
    }
    let server = visit.app.settings.translate.clone().ok_or(Refused::NotFound)?;
    let words = machine::translate(server, one.words.clone(), one.lang.clone(), lang).await;
    let words = words.ok_or(Refused::Conflict("lab-table-problem-machine"))?;
    table::translate(db, ctx, one.id, (lang, &words), Maker::Machine).await
}
