//! Jobs that remind of days: a promise, a review, an answer that an institution accepted to give.
//!
//! A reminder is said once for each day: a week before, and on the day after when nothing happened.

use super::{answer, commitment, experiment};
use crate::{Refused, lab_chain};
use reticolo_base::{Ctx, Instant};
use reticolo_store::{Db, Tx, audit::Entry, job, sql};
use uuid::Uuid;

/// The kind of the jobs of this part.
pub const JOB: &str = "lab.reminder";

/// How many days before its day a thing is recalled.
pub const DAYS_BEFORE: i64 = 7;

/// What is recalled, to whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// The kind of the thing: `commitment`, `experiment`, or the kind of what waits for an answer.
    pub entity: String,
    /// The thing.
    pub id: Uuid,
    /// The Lab.
    pub lab: Uuid,
    /// Its day.
    pub due: Instant,
    /// Whether the day is past.
    pub late: bool,
    /// The participant to whom it is said, where it is one; otherwise whoever follows the Lab up.
    pub participant: Option<Uuid>,
}

/// Plans the reminder of a thing for its day, in place of one that was planned.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub(super) async fn plan(tx: &mut Tx, entity: &str, id: Uuid, due: Instant) -> reticolo_store::Result<()> {
    let now = tx.ctx().now;
    let soon = due.plus_days(-DAYS_BEFORE);
    let at = if soon > now { soon } else { due.plus_seconds(1).max(now) };
    let body = serde_json::json!({ "due": due.0 }).to_string();
    job::plan(tx, Uuid::now_v7(), JOB, &format!("{entity}:{id}"), at, &body).await
}

/// Takes the planned reminder of a thing back.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub(super) async fn cancel(tx: &mut Tx, entity: &str, id: Uuid) -> reticolo_store::Result<()> {
    let now = tx.ctx().now;
    let cancel = sql!("update job set done_at = $3 where kind = $1 and subject = $2 and done_at is null");
    tx.run(cancel.bind(JOB).bind(format!("{entity}:{id}")).bind(now)).await.map(drop)
}

/// Does one job: what is to be recalled is written down, told as an event and returned; the next job is planned. A thing
/// that was settled or moved meanwhile recalls nothing. The job itself is marked done in the same transaction.
///
/// # Errors
/// [`Refused::Store`] of the database; the job is tried again then.
pub async fn run(db: &Db, ctx: &Ctx, job: &job::Job) -> Result<Option<Reminder>, Refused> {
    let found = match subject(&job.subject) {
        Some((entity, id)) => waiting(db, ctx, entity, id).await?,
        None => None,
    };
    let chain = match &found {
        Some(reminder) => lab_chain(db, reminder.lab).await?,
        None => reticolo_store::audit::NETWORK.to_owned(),
    };
    let mut tx = db.begin(ctx).await?;
    job::done(&mut tx, job).await?;
    let mut said = None;
    if let Some(reminder) = found {
        if say(&mut tx, &reminder).await? {
            said = Some(reminder.clone());
        }
        if !reminder.late {
            let body = serde_json::json!({ "due": reminder.due.0 }).to_string();
            let at = reminder.due.plus_seconds(1);
            job::plan(&mut tx, Uuid::now_v7(), JOB, &job.subject, at, &body).await?;
        }
    }
    let id = said.as_ref().map(|reminder| reminder.id);
    let entity = said.as_ref().map_or("job", |reminder| reminder.entity.as_str());
    let entry = Entry { chain: &chain, action: "lab.reminded", entity, id, detail: "" };
    tx.audit(entry).await?;
    if let Some(reminder) = &said {
        let body = serde_json::json!({ "entity": reminder.entity, "id": reminder.id, "lab": reminder.lab });
        tx.emit("lab.reminded", &body.to_string()).await?;
    }
    tx.commit().await?;
    Ok(said)
}

fn subject(text: &str) -> Option<(&str, Uuid)> {
    let (entity, id) = text.rsplit_once(':')?;
    Some((entity, id.parse().ok()?))
}

/// Whether it was not said before.
async fn say(tx: &mut Tx, reminder: &Reminder) -> Result<bool, Refused> {
    let now = tx.ctx().now;
    let insert = sql!(
        "insert into reminder (entity, entity_id, due, what, at) values ($1, $2, $3, $4, $5)
         on conflict (entity, entity_id, due, what) do nothing"
    );
    let insert = insert.bind(reminder.entity.as_str()).bind(reminder.id).bind(reminder.due);
    Ok(tx.run(insert.bind(if reminder.late { "late" } else { "soon" }).bind(now)).await? > 0)
}

/// What still waits for its day.
async fn waiting(db: &Db, ctx: &Ctx, entity: &str, id: Uuid) -> Result<Option<Reminder>, Refused> {
    let row = match entity {
        commitment::KIND => {
            let find =
                sql!("select lab_id, due, participant_id from commitment where id = $1 and state = 'open'");
            db.row(find.bind(id)).await?
        }
        experiment::KIND => {
            let find = sql!(
                "select lab_id, starts_at + weeks * 604800000000, cast(null as uuid) from experiment
                 where id = $1 and decision is null"
            );
            db.row(find.bind(id)).await?
        }
        other => {
            let Some(kind) = other.strip_prefix(answer::CLOCK_PREFIX) else { return Ok(None) };
            let find = sql!(
                "select lab_id, due, cast(null as uuid) from answer_clock
                 where entity = $1 and entity_id = $2 and answered_at is null"
            );
            db.row(find.bind(kind).bind(id)).await?
        }
    };
    let Some(row) = row else { return Ok(None) };
    let due: Instant = row.get(1)?;
    Ok(Some(Reminder {
        entity: entity.to_owned(),
        id,
        lab: row.get(0)?,
        due,
        late: due < ctx.now,
        participant: row.get(2)?,
    }))
}
