//! Lines between notes: this belongs to that.

use crate::{
    Refused,
    table::write::{changed, note},
};
use reticolo_base::Ctx;
use reticolo_store::{Db, Result, sql};
use uuid::Uuid;

/// Links two contributions of one table. The order does not matter, and twice is once.
///
/// # Errors
/// [`Refused::NotFound`] for contributions of different tables or for whoever may not write here, [`Refused::Invalid`] for
/// one with itself.
pub async fn link(db: &Db, ctx: &Ctx, a: Uuid, b: Uuid) -> std::result::Result<(), Refused> {
    set(db, ctx, a, b, true).await
}

/// Takes the line away.
///
/// # Errors
/// As [`link`].
pub async fn unlink(db: &Db, ctx: &Ctx, a: Uuid, b: Uuid) -> std::result::Result<(), Refused> {
    set(db, ctx, a, b, false).await
}

async fn set(db: &Db, ctx: &Ctx, a: Uuid, b: Uuid, linked: bool) -> std::result::Result<(), Refused> {
    if a == b {
        return Err(Refused::invalid("lab-table-problem-itself"));
    }
    let ((at, first), (_, second)) = (note(db, ctx, a).await?, note(db, ctx, b).await?);
    at.must_write()?;
    if (first.block, first.table) != (second.block, second.table) {
        return Err(Refused::NotFound);
    }
    let insert = sql!("insert into contribution_link (a, b) values ($1, $2) on conflict (a, b) do nothing");
    let delete = sql!("delete from contribution_link where a = $1 and b = $2");
    let mut tx = db.begin(ctx).await?;
    let statement = if linked { insert } else { delete };
    tx.run(statement.bind(a.min(b)).bind(a.max(b))).await?;
    changed(&mut tx, &at, if linked { "contribution.linked" } else { "contribution.unlinked" }, Some(a), "")
        .await?;
    Ok(tx.commit().await?)
}

/// Every line at a table. Whoever calls this has asked the policy.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn links(db: &Db, block: Uuid, table: i64) -> Result<Vec<(Uuid, Uuid)>> {
    let find = sql!(
        "select l.a, l.b from contribution_link l join contribution c on c.id = l.a
         where c.block_id = $1 and c.table_number = $2 order by l.a, l.b"
    );
    let rows = db.rows(find.bind(block).bind(table)).await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}
