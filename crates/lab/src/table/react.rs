//! Signs that need no words.

use crate::{
    Refused,
    table::{
        Sign,
        write::{changed, note},
    },
};
use reticolo_base::Ctx;
use reticolo_store::{Db, Result, sql};
use uuid::Uuid;

/// One sign of one person on one contribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reaction {
    /// The contribution.
    pub contribution: Uuid,
    /// Whose sign it is.
    pub participant: Uuid,
    /// The sign.
    pub sign: Sign,
}

/// Gives a sign, or takes it back when she gave it before. Whether it stands now.
///
/// # Errors
/// [`Refused::NotFound`] for whoever may not write here, [`Refused::Conflict`] when the session is over.
pub async fn react(db: &Db, ctx: &Ctx, id: Uuid, sign: Sign) -> std::result::Result<bool, Refused> {
    let (at, _) = note(db, ctx, id).await?;
    at.must_write()?;
    let hand = at.hand(ctx).ok_or(Refused::NotFound)?;
    let mut tx = db.begin(ctx).await?;
    let insert = sql!(
        "insert into reaction (contribution_id, participant_id, sign) values ($1, $2, $3)
         on conflict (contribution_id, participant_id, sign) do nothing"
    );
    let given = tx.run(insert.bind(id).bind(hand).bind(sign.code())).await? > 0;
    if !given {
        let delete =
            sql!("delete from reaction where contribution_id = $1 and participant_id = $2 and sign = $3");
        tx.run(delete.bind(id).bind(hand).bind(sign.code())).await?;
    }
    changed(&mut tx, &at, "contribution.reacted", Some(id), sign.code()).await?;
    tx.commit().await?;
    Ok(given)
}

/// Every sign at a table. Whoever calls this has asked the policy.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn reactions(db: &Db, block: Uuid, table: i64) -> Result<Vec<Reaction>> {
    let find = sql!(
        "select r.contribution_id, r.participant_id, r.sign from reaction r join contribution c on c.id = r.contribution_id
         where c.block_id = $1 and c.table_number = $2 order by r.contribution_id, r.participant_id, r.sign"
    );
    let rows = db.rows(find.bind(block).bind(table)).await?;
    let mut all = Vec::with_capacity(rows.len());
    for row in &rows {
        if let Some(sign) = Sign::parse(&row.get::<String>(2)?) {
            all.push(Reaction { contribution: row.get(0)?, participant: row.get(1)?, sign });
        }
    }
    Ok(all)
}
