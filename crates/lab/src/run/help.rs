//! Tables that called for help ([`crate::table::call_help`]), and somebody who comes.

use crate::{
    Refused,
    programme::bearer_of_session,
    run::{
        state::state,
        step::{self, Change, Step},
    },
};
use reticolo_accounts::policy::Action;
use reticolo_base::{Ctx, Instant};
use reticolo_store::{Db, sql};
use uuid::Uuid;

/// A call that nobody answered yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Its id.
    pub id: Uuid,
    /// The table.
    pub table: i64,
    /// Since when.
    pub at: Instant,
}

/// The calls of a session that nobody answered, the oldest first.
///
/// # Errors
/// [`Refused::Store`] of the database.
pub async fn open_calls(db: &Db, session: Uuid) -> Result<Vec<Call>, Refused> {
    let find = sql!(
        "select id, table_number, at from help_call where session_id = $1 and answered_at is null order by at, id"
    );
    let rows = db.rows(find.bind(session)).await?;
    let one = |row: &reticolo_store::Row| Ok(Call { id: row.get(0)?, table: row.get(1)?, at: row.get(2)? });
    Ok(rows.iter().map(one).collect::<reticolo_store::Result<_>>()?)
}

/// Somebody comes to a table that called.
///
/// # Errors
/// [`Refused::NotFound`] when one may not run the session or there is no such open call.
pub async fn answer_help(db: &Db, ctx: &Ctx, session: Uuid, call: Uuid) -> Result<Step, Refused> {
    let bearer = bearer_of_session(db, session).await?;
    bearer.may(ctx, Action::RunSession)?;
    if !open_calls(db, session).await?.iter().any(|open| open.id == call) {
        return Err(Refused::NotFound);
    }
    let was = state(db, session).await?;
    let change = Change { help: Some(call), ..Change::new("help", was, was) };
    step::make(db, ctx, bearer, session, change).await
}
