//! A table calls for help, and somebody comes.

use crate::{
    Refused,
    programme::bearer_of_session,
    run::{
        place,
        state::state,
        step::{self, Change, Step},
    },
};
use reticolo_accounts::policy::Action;
use reticolo_base::{Actor, Ctx, Instant};
use reticolo_store::{Db, audit::Entry, sql};
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

/// Calls the facilitator to a table. A participant calls to her own; a table that called already is not called twice.
///
/// # Errors
/// [`Refused::NotFound`] when one does not take part, or sits elsewhere.
pub async fn call_help(db: &Db, ctx: &Ctx, session: Uuid, table: i64, id: Uuid) -> Result<(), Refused> {
    let bearer = bearer_of_session(db, session).await?;
    bearer.may(ctx, Action::TakePart)?;
    if let Actor::Participant { id, .. } = ctx.actor {
        let sits = place(db, session, id).await?.is_some_and(|place| place.table == table);
        if !sits {
            return Err(Refused::NotFound);
        }
    }
    let mut tx = db.begin(ctx).await?;
    let open =
        sql!("select 1 from help_call where session_id = $1 and table_number = $2 and answered_at is null");
    if tx.row(open.bind(session).bind(table)).await?.is_some() {
        return Ok(());
    }
    let call = sql!("insert into help_call (id, session_id, table_number, at) values ($1, $2, $3, $4)");
    tx.run(call.bind(id).bind(session).bind(table).bind(ctx.now)).await?;
    let chain = crate::chain(bearer.organization);
    let action = "run.help-called";
    tx.audit(Entry { chain: &chain, action, entity: "session", id: Some(session), detail: "" }).await?;
    tx.emit("lab.run", &serde_json::json!({ "session": session }).to_string()).await?;
    Ok(tx.commit().await?)
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
