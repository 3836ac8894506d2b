//! Work to be done later: stored, taken by one node at a time, tried again when it fails, done once.

use crate::{Db, Result, Tx, sql};
use reticolo_base::{Ctx, Instant};
use uuid::Uuid;

/// A job that was taken and must now be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Its id.
    pub id: Uuid,
    /// What is to be done, e.g. `directory.feed`.
    pub kind: String,
    /// On what; one open job per kind and subject.
    pub subject: String,
    /// When it was due.
    pub due: Instant,
    /// Particulars as JSON.
    pub body: String,
    /// How often it was taken before.
    pub attempts: i64,
    /// Which taking this is.
    lease: i64,
}

/// How long a node may work on a job before another may take it, in seconds.
const LEASE_SECONDS: i64 = 600;

/// Plans a job; an open one of the same kind and subject is moved to the new time instead. One that somebody works on just
/// now is done again at that time.
///
/// # Errors
/// [`crate::Failure`] of the database.
pub async fn plan(tx: &mut Tx, id: Uuid, kind: &str, subject: &str, due: Instant, body: &str) -> Result<()> {
    let statement = sql!(
        "insert into job (id, kind, subject, due, body, attempts, leased_until)
         values ($1, $2, $3, $4, $5, 0, 0)
         on conflict (kind, subject) where done_at is null do update
         set due = excluded.due, body = excluded.body, attempts = 0, leased_until = 0, lease = job.lease + 1"
    );
    tx.run(statement.bind(id).bind(kind).bind(subject).bind(due).bind(body)).await.map(drop)
}

/// Whether an open job of this kind and subject is planned.
///
/// # Errors
/// [`crate::Failure`] of the database.
pub async fn is_planned(db: &Db, kind: &str, subject: &str) -> Result<bool> {
    let statement = sql!("select 1 from job where kind = $1 and subject = $2 and done_at is null");
    Ok(db.row(statement.bind(kind).bind(subject)).await?.is_some())
}

/// The kinds of which a job is due now and nobody works on it.
///
/// # Errors
/// [`crate::Failure`] of the database.
pub async fn due_kinds(db: &Db, now: Instant) -> Result<Vec<String>> {
    let find = sql!(
        "select kind from job where done_at is null and due <= $1 and leased_until <= $1 group by kind order by min(due), kind"
    );
    db.rows(find.bind(now)).await?.iter().map(|row| row.get(0)).collect()
}

/// When the next job falls due that is not due yet, if one is planned.
///
/// # Errors
/// [`crate::Failure`] of the database.
pub async fn next_due(db: &Db, now: Instant) -> Result<Option<Instant>> {
    let find = sql!("select min(due) from job where done_at is null and due > $1").bind(now);
    db.row(find).await?.map_or(Ok(None), |row| row.get(0))
}

/// Takes the job that has been due longest, of whichever kind, if any; no other node gets it for ten minutes.
///
/// # Errors
/// [`crate::Failure`] of the database.
pub async fn take(db: &Db, ctx: &Ctx) -> Result<Option<Job>> {
    for kind in due_kinds(db, ctx.now).await? {
        if let Some(job) = take_of(db, ctx, &kind).await? {
            return Ok(Some(job));
        }
    }
    Ok(None)
}

/// Takes the job of a kind that has been due longest, if any; no other node gets it for ten minutes.
///
/// # Errors
/// [`crate::Failure`] of the database.
pub async fn take_of(db: &Db, ctx: &Ctx, kind: &str) -> Result<Option<Job>> {
    let mut tx = db.begin(ctx).await?;
    let statement = sql!(
        "update job set leased_until = $2, attempts = attempts + 1, lease = lease + 1
         where id = (select id from job where done_at is null and due <= $1 and leased_until <= $1 and kind = $3
                     order by due, id limit 1)
           and done_at is null and leased_until <= $1
         returning id, kind, subject, due, body, attempts, lease"
    );
    let row = tx.row(statement.bind(ctx.now).bind(ctx.now.plus_seconds(LEASE_SECONDS)).bind(kind)).await?;
    let job = row.map(|row| -> Result<Job> {
        Ok(Job {
            id: row.get(0)?,
            kind: row.get(1)?,
            subject: row.get(2)?,
            due: row.get(3)?,
            body: row.get(4)?,
            attempts: row.get::<i64>(5)? - 1,
            lease: row.get(6)?,
        })
    });
    let job = job.transpose()?;
    tx.commit_bookkeeping().await?;
    Ok(job)
}

/// Marks a job done, in the transaction that did it: what the transaction wrote is kept once, whoever else took the job.
///
/// # Errors
/// [`crate::Failure::Late`] when another node took it over meanwhile or it is done already: nothing may be kept then.
pub async fn done(tx: &mut Tx, job: &Job) -> Result<()> {
    let at = tx.ctx().now;
    let close = sql!("update job set done_at = $2 where id = $1 and lease = $3 and done_at is null");
    let closed = tx.run(close.bind(job.id).bind(at).bind(job.lease)).await?;
    if closed == 1 { Ok(()) } else { Err(crate::Failure::Late) }
}

/// Marks a job done that nobody else took over: for one whose work left nothing to write in this database.
///
/// # Errors
/// [`crate::Failure`] of the database.
pub async fn close(db: &Db, ctx: &Ctx, job: &Job) -> Result<()> {
    let mut tx = db.begin(ctx).await?;
    let close = sql!("update job set done_at = $2 where id = $1 and lease = $3 and done_at is null");
    tx.execute(&close.bind(job.id).bind(ctx.now).bind(job.lease)).await?;
    tx.commit_bookkeeping().await
}

/// Gives a job back after it failed: it is tried again after 1, 2, 4 … minutes, at most a day.
///
/// # Errors
/// [`crate::Failure`] of the database.
pub async fn failed(db: &Db, ctx: &Ctx, job: &Job, error: &str) -> Result<()> {
    let wait = 60_i64.saturating_mul(1 << job.attempts.clamp(0, 11)).min(86_400);
    let mut tx = db.begin(ctx).await?;
    let statement = sql!(
        "update job set due = $2, leased_until = 0, last_error = $3 where id = $1 and lease = $4 and done_at is null"
    );
    let statement = statement.bind(job.id).bind(ctx.now.plus_seconds(wait)).bind(error);
    tx.execute(&statement.bind(job.lease)).await?;
    tx.commit_bookkeeping().await
}

/// A job that failed and is tried again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Troubled {
    /// What is to be done.
    pub kind: String,
    /// How often it was taken.
    pub attempts: i64,
    /// What went wrong last.
    pub error: String,
}

/// Jobs that failed three times or more and still wait, the most tried first: for whoever runs the server.
///
/// # Errors
/// [`crate::Failure`] of the database.
pub async fn troubled(db: &Db, most: u32) -> Result<Vec<Troubled>> {
    let find = sql!(
        "select kind, attempts, last_error from job where done_at is null and attempts >= 3 and last_error is not null
         order by attempts desc, id limit $1"
    );
    let rows = db.rows(find.bind(most)).await?;
    rows.iter()
        .map(|row| Ok(Troubled { kind: row.get(0)?, attempts: row.get(1)?, error: row.get(2)? }))
        .collect()
}
