//! What a plain form did reaches the live cloth, so that everybody at the table sees it at once.
//!
//! The domain has allowed and kept it before; a note that the cloth does not hold (typed from paper) is left alone there.

use crate::Visit;
use reticolo_base::{Actor, Ctx};
use reticolo_lab::{
    Refused,
    table::{self, AtTable, Cloth, Contribution, Kind, Sign, live_seat},
};
use reticolo_live::{Change, Draft, Ending, Room, Seat};
use std::sync::Arc;
use uuid::Uuid;

/// What was done.
pub enum Deed<'a> {
    /// Something was said, or laid back by its author.
    Said(&'a Contribution),
    /// Words and kind were mended.
    Mended(Uuid, &'a str, Option<Kind>),
    /// Its author took it back.
    TakenBack(Uuid),
    /// The host hid it, or laid it back.
    Hidden(Uuid, bool),
    /// It is one of the strongest, or no longer.
    Strong(Uuid, bool),
    /// A sign was given or taken back.
    Signed(Uuid, Sign, bool),
    /// Two notes were linked, or the line was taken away.
    Linked(Uuid, Uuid, bool),
    /// It was moved.
    Moved(Uuid, (f64, f64)),
    /// A round was summed up.
    Summed(i64, &'a str),
}

/// Brings it to the cloth.
///
/// # Errors
/// [`Refused::Conflict`] when the cloth cannot be reached now: she tries again with what she typed.
pub async fn tell(visit: &Visit, at: &AtTable, deed: Deed<'_>) -> Result<(), Refused> {
    let Some(seat) = seat(at, &visit.ctx) else { return Ok(()) };
    let room = visit.app.live.room(at.table.room).await?;
    match done(&room, &seat, deed).await {
        Ok(()) => Ok(()),
        Err(ending) => {
            tracing::warn!(?ending, "a form did not reach the cloth");
            Err(Refused::Conflict("lab-table-problem-later"))
        }
    }
}

/// Writes down what the cloth says now: somebody follows a link to a note that was laid there a moment ago.
///
/// # Errors
/// [`Refused::Store`] of the database.
pub async fn write_down(visit: &Visit, at: &AtTable) -> Result<(), Refused> {
    let room = visit.app.live.room(at.table.room).await?;
    let ctx = Ctx { actor: Actor::System("live"), ..visit.ctx.clone() };
    table::project(&visit.app.db, &ctx, at.table.room, &Cloth::of(&room.cloth(), &[])).await.map(drop)
}

/// The domain allowed it: on the cloth nobody asks again whose note it is.
fn seat(at: &AtTable, ctx: &Ctx) -> Option<Seat> {
    live_seat(at, ctx).map(|seat| Seat { host: true, ..seat })
}

async fn done(room: &Arc<Room>, seat: &Seat, deed: Deed<'_>) -> Result<(), Ending> {
    match deed {
        // A form that was sent twice says it once.
        Deed::Said(said) if room.cloth().notes.iter().any(|note| note.id == said.id) => Ok(()),
        Deed::Said(said) => room.write_note(seat, &draft(said)).await,
        Deed::Mended(id, words, kind) => {
            room.rewrite(seat, id, words).await?;
            room.change(seat, id, &Change::Kind(kind.map(|kind| kind.code().to_owned()))).await
        }
        Deed::TakenBack(id) => room.withdraw(seat, id).await,
        Deed::Hidden(id, hidden) => room.change(seat, id, &Change::Hidden(hidden)).await,
        Deed::Strong(id, strong) => room.change(seat, id, &Change::Strong(strong)).await,
        Deed::Signed(id, sign, given) => room.react(seat, id, sign.code(), given).await,
        Deed::Linked(a, b, linked) => room.link(seat, a.min(b), a.max(b), linked).await,
        Deed::Moved(id, (x, y)) => room.change(seat, id, &Change::Moved(x, y)).await,
        Deed::Summed(round, words) => room.summarise(seat, round, words).await,
    }
}

fn draft(said: &Contribution) -> Draft {
    Draft {
        id: said.id,
        signed: said.signed.is_some(),
        kind: said.kind.map(|kind| kind.code().to_owned()),
        text: said.words.clone(),
        lang: said.lang.clone(),
        x: said.x,
        y: said.y,
        round: said.round,
        at: said.written_at.0 / 1_000,
    }
}
