//! Who sits at a table and what they speak; where the turn stands.

use crate::{
    Refused,
    table::{AtTable, Table, tongue},
};
use reticolo_base::{Ctx, Instant};
use reticolo_store::{Db, Result, audit::Entry, sql};
use uuid::Uuid;

/// What a badge shows of somebody at a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Badge {
    /// The participant.
    pub id: Uuid,
    /// Her name, as she gave it.
    pub name: String,
    /// The body for which she is there; may be empty.
    pub body: String,
    /// The languages she speaks, as BCP 47 codes; empty when nobody asked her yet.
    pub speaks: Vec<String>,
    /// Whether she stays at this table.
    pub host: bool,
    /// Whether she interprets.
    pub mediator: bool,
}

/// Who sits at a table in the round that runs: the host first, then by name. Whoever calls this has asked the policy.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn here(db: &Db, table: &Table) -> Result<Vec<Badge>> {
    let find = sql!(
        "select p.id, p.name, p.body, p.speaks, p.mediator from participant p
         where p.erased_at is null and (p.id = $4 or p.id in
            (select participant_id from seat where block_id = $1 and round = $2 and table_number = $3))
         order by p.name, p.id"
    );
    let find = find.bind(table.block).bind(table.round).bind(table.number).bind(table.host);
    let mut badges = Vec::new();
    for row in db.rows(find).await? {
        let id: Uuid = row.get(0)?;
        let speaks = row.get::<Option<String>>(3)?.unwrap_or_default();
        badges.push(Badge {
            id,
            name: row.get(1)?,
            body: row.get(2)?,
            speaks: speaks
                .split(|c: char| !c.is_ascii_alphanumeric() && c != '-')
                .filter_map(tongue)
                .collect(),
            host: table.host == Some(id),
            mediator: row.get(4)?,
        });
    }
    badges.sort_by_key(|badge| !badge.host);
    Ok(badges)
}

/// Where a session stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// The phase of the run, as the console names it; empty before it began.
    pub phase: String,
    /// The block that runs.
    pub block: Option<Uuid>,
    /// The round that runs, from 1.
    pub round: i64,
    /// When its clock runs out.
    pub ends_at: Option<Instant>,
    /// Microseconds that were left when it was stopped.
    pub paused_left: Option<i64>,
}

/// Where a session stands. Whoever calls this has asked the policy.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn turn(db: &Db, session: Uuid) -> Result<Turn> {
    let find = sql!("select phase, block_id, round, ends_at, paused_left from run where session_id = $1");
    let Some(row) = db.row(find.bind(session)).await? else {
        return Ok(Turn { phase: String::new(), block: None, round: 1, ends_at: None, paused_left: None });
    };
    let round: i64 = row.get(2)?;
    Ok(Turn {
        phase: row.get(0)?,
        block: row.get(1)?,
        round: round.max(1),
        ends_at: row.get(3)?,
        paused_left: row.get(4)?,
    })
}

/// Calls somebody to the table. A call that nobody answered yet is not repeated.
///
/// # Errors
/// [`Refused::Conflict`] when the session is over.
pub async fn call_help(db: &Db, ctx: &Ctx, at: &AtTable, id: Uuid) -> std::result::Result<(), Refused> {
    at.must(!at.table.over)?;
    let insert = sql!(
        "insert into help_call (id, session_id, table_number, at)
         select $1, $2, $3, $4 where not exists
            (select 1 from help_call where session_id = $2 and table_number = $3 and answered_at is null)"
    );
    let insert = insert.bind(id).bind(at.table.session).bind(at.table.number).bind(ctx.now);
    let mut tx = db.begin(ctx).await?;
    tx.run(insert).await?;
    let (chain, session) = (at.chain(), Some(at.table.session));
    tx.audit(Entry { chain: &chain, action: "help.called", entity: "lab_session", id: session, detail: "" })
        .await?;
    let body = serde_json::json!({ "session": at.table.session, "table": at.table.number });
    tx.emit("lab.run", &body.to_string()).await?;
    Ok(tx.commit().await?)
}
