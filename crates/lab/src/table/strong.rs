//! The three contributions that a table brings to the plenary.

use crate::{
    Refused,
    table::write::{changed, note},
};
use reticolo_base::Ctx;
use reticolo_store::{Db, sql};
use uuid::Uuid;

/// How many a table brings.
pub const STRONGEST: i64 = 3;

/// Marks a contribution as one of the table's strongest.
///
/// # Errors
/// [`Refused::Conflict`] when there are three already, or it is hidden, or the session is over; [`Refused::NotFound`] for
/// whoever does not keep the table.
pub async fn mark_strong(db: &Db, ctx: &Ctx, id: Uuid) -> Result<(), Refused> {
    let (at, note) = note(db, ctx, id).await?;
    at.must(at.keeps())?;
    if note.hidden || note.summary {
        return Err(Refused::Conflict("lab-table-problem-hidden"));
    }
    let mut tx = db.begin(ctx).await?;
    let count = sql!(
        "select count(*) from contribution
         where block_id = $1 and table_number = $2 and strong and not hidden and id <> $3"
    );
    let row = tx.row(count.bind(note.block).bind(note.table).bind(id)).await?;
    if row.map(|row| row.get::<i64>(0)).transpose()?.unwrap_or(0) >= STRONGEST {
        return Err(Refused::Conflict("lab-table-problem-three"));
    }
    tx.run(sql!("update contribution set strong = $2 where id = $1").bind(id).bind(true)).await?;
    changed(&mut tx, &at, "contribution.strong", Some(id), "").await?;
    Ok(tx.commit().await?)
}

/// Takes the mark away.
///
/// # Errors
/// As [`mark_strong`].
pub async fn mark_weak(db: &Db, ctx: &Ctx, id: Uuid) -> Result<(), Refused> {
    let (at, _) = note(db, ctx, id).await?;
    at.must(at.keeps())?;
    let mut tx = db.begin(ctx).await?;
    tx.run(sql!("update contribution set strong = $2 where id = $1").bind(id).bind(false)).await?;
    changed(&mut tx, &at, "contribution.not_strong", Some(id), "").await?;
    Ok(tx.commit().await?)
}
