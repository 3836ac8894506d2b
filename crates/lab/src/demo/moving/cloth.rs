//! What was written reaches the live cloth of its table: pages that are open see it at once.

use crate::{
    Refused,
    table::{AtTable, Contribution, Kind, Sign, live_seat},
};
use reticolo_base::Ctx;
use reticolo_live::{Change, Draft, Ending, Hub, Seat};
use std::sync::Arc;
use uuid::Uuid;

/// The domain has allowed it: the cloth does not ask again whose note it is.
fn seat(at: &AtTable, ctx: &Ctx) -> Seat {
    let seat = live_seat(at, ctx).unwrap_or(Seat { who: "demonstration".into(), host: true });
    Seat { host: true, ..seat }
}

fn refused(ending: Ending) -> Refused {
    tracing::debug!(%ending, "a simulated participant did not reach the cloth");
    Refused::Conflict("lab-table-problem-later")
}

/// Lays a new note.
pub(super) async fn lay(hub: &Arc<Hub>, at: &AtTable, ctx: &Ctx, one: &Contribution) -> Result<(), Refused> {
    let draft = Draft {
        id: one.id,
        signed: one.signed.is_some(),
        kind: one.kind.map(|kind| kind.code().to_owned()),
        text: one.words.clone(),
        lang: one.lang.clone(),
        x: one.x,
        y: one.y,
        round: one.round,
        at: one.written_at.0 / 1_000,
    };
    hub.room(at.table.room).await?.write_note(&seat(at, ctx), &draft).await.map_err(refused)
}

/// Lays an old note back with other words.
pub(super) async fn lay_back(
    hub: &Arc<Hub>,
    at: &AtTable,
    ctx: &Ctx,
    (id, words, kind): (Uuid, &str, Option<Kind>),
) -> Result<(), Refused> {
    let (room, seat) = (hub.room(at.table.room).await?, seat(at, ctx));
    room.rewrite(&seat, id, words).await.map_err(refused)?;
    let kind = Change::Kind(kind.map(|kind| kind.code().to_owned()));
    room.change(&seat, id, &kind).await.map_err(refused)?;
    room.change(&seat, id, &Change::Hidden(false)).await.map_err(refused)
}

/// Takes a note from the cloth.
pub(super) async fn hide(hub: &Arc<Hub>, room: Uuid, id: Uuid) -> Result<(), Refused> {
    let seat = Seat { who: "demonstration".into(), host: true };
    hub.room(room).await?.change(&seat, id, &Change::Hidden(true)).await.map_err(refused)
}

/// Gives a sign.
pub(super) async fn react(
    hub: &Arc<Hub>,
    at: &AtTable,
    ctx: &Ctx,
    (id, sign): (Uuid, Sign),
) -> Result<(), Refused> {
    let room = hub.room(at.table.room).await?;
    room.react(&seat(at, ctx), id, sign.code(), true).await.map_err(refused)
}

/// Writes the summary of a turn.
pub(super) async fn sum_up(
    hub: &Arc<Hub>,
    at: &AtTable,
    ctx: &Ctx,
    (round, words): (i64, &str),
) -> Result<(), Refused> {
    let room = hub.room(at.table.room).await?;
    room.summarise(&seat(at, ctx), round, words).await.map_err(refused)
}
