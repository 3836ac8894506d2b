//! Personal data is erased some time after the minutes were approved, and what was erased is written down as counts.

use crate::{Refused, lab_chain, programme::bearer_of_session};
use reticolo_base::{Ctx, Instant};
use reticolo_store::{Db, Tx, audit::Entry, job, sql};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The kind of the job.
pub const JOB: &str = "lab.retention";

/// How long after approval personal data stays, in days: long enough to hear what became of one's words.
pub const DAYS: i64 = 180;

/// What was erased, as counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erased {
    /// Participants whose name, body, addresses and code are gone.
    pub participants: u64,
    /// Contributions that no longer know their author.
    pub contributions: u64,
    /// Posts of working groups that no longer know their author.
    pub posts: u64,
}

pub(super) async fn plan(tx: &mut Tx, session: Uuid) -> reticolo_store::Result<()> {
    let due = tx.ctx().now.plus_days(DAYS);
    job::plan(tx, Uuid::now_v7(), JOB, &session.to_string(), due, "{}").await
}

/// Does the job: once the minutes of every session of the Lab are approved and their time has passed, its participants
/// are erased and a report is kept. Otherwise nothing happens, and the job of the last session will do it.
///
/// # Errors
/// [`Refused::Store`] of the database; the job is tried again then.
pub async fn run(db: &Db, ctx: &Ctx, job: &job::Job) -> Result<Option<Erased>, Refused> {
    let session: Uuid = job.subject.parse().map_err(|_| Refused::NotFound)?;
    let lab = bearer_of_session(db, session).await?.lab;
    let chain = lab_chain(db, lab).await?;
    let ripe = ripe(db, ctx, lab).await?;
    let mut tx = db.begin(ctx).await?;
    job::done(&mut tx, job.id).await?;
    let erased = if ripe { Some(erase(&mut tx, lab, session).await?) } else { None };
    let action = if ripe { "lab.erased" } else { "lab.retention.waits" };
    tx.audit(Entry { chain: &chain, action, entity: "lab", id: Some(lab), detail: "" }).await?;
    tx.commit().await?;
    Ok(erased)
}

/// Whether every session of the Lab has minutes whose time has passed.
async fn ripe(db: &Db, ctx: &Ctx, lab: Uuid) -> Result<bool, Refused> {
    let waiting = sql!(
        "select 1 from lab_session s left join minutes m on m.session_id = s.id
         where s.lab_id = $1 and (m.approved_at is null or m.approved_at > $2)"
    );
    Ok(db.row(waiting.bind(lab).bind(ctx.now.plus_days(-DAYS))).await?.is_none())
}

/// Erases what names a person of the Lab. Kind, territory and language stay: they are what the figures are made of.
async fn erase(tx: &mut Tx, lab: Uuid, session: Uuid) -> Result<Erased, Refused> {
    let now = tx.ctx().now;
    let posts = sql!(
        "update group_post set author = null where author in (select id from participant where lab_id = $1)"
    );
    let contributions = sql!(
        "update contribution set author = null where author in (select id from participant where lab_id = $1)"
    );
    let people = sql!(
        "update participant set name = '', body = '', sealed = null, erased_at = $2 where lab_id = $1 and erased_at is null"
    );
    let erased = Erased {
        posts: tx.run(posts.bind(lab)).await?,
        contributions: tx.run(contributions.bind(lab)).await?,
        participants: tx.run(people.bind(lab).bind(now)).await?,
    };
    let keep = sql!(
        "insert into erasure_report (session_id, lab_id, at, body) values ($1, $2, $3, $4)
         on conflict (session_id) do nothing"
    );
    let body = serde_json::to_string(&erased).unwrap_or_default();
    tx.run(keep.bind(session).bind(lab).bind(now).bind(body)).await?;
    Ok(erased)
}

/// What was erased from a Lab, and when; `None` when nothing was yet.
///
/// # Errors
/// [`Refused::Store`] of the database.
pub async fn told(db: &Db, lab: Uuid) -> Result<Option<(Instant, Erased)>, Refused> {
    let find = sql!("select at, body from erasure_report where lab_id = $1 order by at desc limit 1");
    let Some(row) = db.row(find.bind(lab)).await? else { return Ok(None) };
    Ok(Some((row.get(0)?, serde_json::from_str(&row.get::<String>(1)?).unwrap_or_default())))
}
