//! Taking a note from the cloth, and laying it back. Nothing is ever thrown away.

use crate::{
    Refused,
    table::write::{changed, note},
};
use reticolo_base::Ctx;
use reticolo_store::{Db, sql};
use uuid::Uuid;

/// Takes a note from the cloth: one's own, or any when one keeps the table.
///
/// # Errors
/// [`Refused::NotFound`] for what others wrote, [`Refused::Conflict`] when the session is over.
pub async fn hide(db: &Db, ctx: &Ctx, id: Uuid) -> Result<(), Refused> {
    let (at, note) = note(db, ctx, id).await?;
    let own = at.mends(&note) && note.author.is_some();
    at.must(own || at.hides())?;
    set(db, ctx, &at, id, if own { "author" } else { "host" }).await
}

/// Lays it back. What its author took away only she lays back.
///
/// # Errors
/// As [`hide`].
pub async fn unhide(db: &Db, ctx: &Ctx, id: Uuid) -> Result<(), Refused> {
    let (at, note) = note(db, ctx, id).await?;
    let own = at.mends(&note) && note.author.is_some();
    at.must(if note.taken_back { own } else { at.hides() })?;
    set(db, ctx, &at, id, "").await
}

async fn set(db: &Db, ctx: &Ctx, at: &super::AtTable, id: Uuid, by: &str) -> Result<(), Refused> {
    let update = sql!("update contribution set hidden = $2, hidden_by = $3 where id = $1");
    let action = if by.is_empty() { "contribution.laid_back" } else { "contribution.hidden" };
    let mut tx = db.begin(ctx).await?;
    tx.run(update.bind(id).bind(!by.is_empty()).bind(by)).await?;
    changed(&mut tx, at, action, Some(id), by).await?;
    Ok(tx.commit().await?)
}
