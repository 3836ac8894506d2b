//! Personal data is erased some time after the minutes were approved, and what was erased is written down as counts.

use crate::{Refused, lab_chain, people, programme::bearer_of_session};
use reticolo_base::{Ctx, Instant};
use reticolo_store::{Db, Tx, Vault, audit::Entry, job, sql};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The kind of the job.
pub const JOB: &str = "lab.retention";

/// How long after approval personal data stays, in days: long enough to hear what became of one's words.
pub const DAYS: i64 = 180;

/// What was erased, as counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erased {
    /// Participants whose name, contacts and needs are gone. Their codes stay, so that each can still read what became of
    /// what she said.
    pub participants: usize,
}

pub(super) async fn plan(tx: &mut Tx, session: Uuid) -> reticolo_store::Result<()> {
    let due = tx.ctx().now.plus_days(DAYS);
    job::plan(tx, Uuid::now_v7(), JOB, &session.to_string(), due, "{}").await
}

/// Does the job: [`people::erase_after_approval`] takes the personal data of a session away with its keys, and how many
/// people that were is kept; done twice it erases nothing more.
///
/// # Errors
/// [`Refused::Store`] of the database; the job is tried again then.
pub async fn run(db: &Db, vault: &Vault, ctx: &Ctx, job: &job::Job) -> Result<Option<Erased>, Refused> {
    let session: Uuid = job.subject.parse().map_err(|_| Refused::NotFound)?;
    let lab = bearer_of_session(db, session).await?.lab;
    let chain = lab_chain(db, lab).await?;
    let ripe = sql!("select 1 from minutes where session_id = $1 and approved_at <= $2");
    let ripe = db.row(ripe.bind(session).bind(ctx.now.plus_days(-DAYS))).await?.is_some();
    let erased = match ripe {
        true => Some(Erased { participants: people::erase_after_approval(db, vault, ctx, session).await? }),
        false => None,
    };
    let mut tx = db.begin(ctx).await?;
    job::done(&mut tx, job).await?;
    if let Some(erased) = &erased {
        let keep = sql!(
            "insert into erasure_report (session_id, lab_id, at, body) values ($1, $2, $3, $4)
             on conflict (session_id) do nothing"
        );
        let body = serde_json::to_string(erased).unwrap_or_default();
        tx.run(keep.bind(session).bind(lab).bind(ctx.now).bind(body)).await?;
    }
    let action = if ripe { "lab.erased" } else { "lab.retention.waits" };
    tx.audit(Entry { chain: &chain, action, entity: "session", id: Some(session), detail: "" }).await?;
    tx.commit().await?;
    Ok(erased)
}

/// What was erased after the minutes of a session, and when; `None` when nothing was yet.
///
/// # Errors
/// [`Refused::Store`] of the database.
pub async fn told(db: &Db, session: Uuid) -> Result<Option<(Instant, Erased)>, Refused> {
    let find = sql!("select at, body from erasure_report where session_id = $1");
    let Some(row) = db.row(find.bind(session)).await? else { return Ok(None) };
    Ok(Some((row.get(0)?, serde_json::from_str(&row.get::<String>(1)?).unwrap_or_default())))
}
