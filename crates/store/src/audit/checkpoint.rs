//! Signed checkpoints: where each chain stood, told apart from the database.
//!
//! A chain is walked from its last checkpoint before it is signed again, so that nothing rewritten is ever signed. The line is in
//! the file before the row is in the database. The rows are themselves the record of what was done; they leave no audit entry,
//! or every checkpoint would ask for the next one.

use super::{
    Head,
    signed::{self, Kind, Signed},
    walk,
};
use crate::{Db, Failure, Result, Row, Vault, hex, job, job::Job, sql};
use reticolo_base::{Ctx, Instant};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The kind of the job that signs.
pub const JOB: &str = "audit.checkpoints";

/// A chain is signed after so many entries …
const ENTRIES: i64 = 1_000;
/// … or when its newest entries have waited so many days.
const DAYS: i64 = 1;
/// How often one looks, in seconds.
const EVERY: i64 = 3_600;

/// Which chains are signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Those whose time has come.
    Due,
    /// All that have grown.
    Grown,
}

/// Plans the next look, unless one is planned.
///
/// # Errors
/// [`Failure`] of the database.
pub async fn plan(db: &Db, ctx: &Ctx) -> Result<()> {
    if job::is_planned(db, JOB, "").await? {
        return Ok(());
    }
    let mut tx = db.begin(ctx).await?;
    job::plan(&mut tx, Uuid::now_v7(), JOB, "", ctx.now, "{}").await?;
    tx.commit_bookkeeping().await
}

/// Signs what is due, and plans the next look.
///
/// # Errors
/// [`Failure::Audit`] when a chain does not hold: the others are signed all the same. Another [`Failure`] of file or database.
pub async fn work(db: &Db, vault: &Vault, ctx: &Ctx, taken: &Job) -> Result<()> {
    make(db, vault, ctx, Which::Due).await?;
    let mut tx = db.begin(ctx).await?;
    job::done(&mut tx, taken).await?;
    job::plan(&mut tx, Uuid::now_v7(), JOB, "", ctx.now.plus_seconds(EVERY), "{}").await?;
    tx.commit_bookkeeping().await
}

/// Signs where chains stand; how many.
///
/// # Errors
/// As [`work`].
pub async fn make(db: &Db, vault: &Vault, ctx: &Ctx, which: Which) -> Result<u64> {
    let last = newest(db).await?;
    let (mut signed, mut broken) = (Vec::new(), Vec::new());
    for head in walk::heads(db).await? {
        let last = last.get(&head.chain);
        let known = last.map_or(0, |last| last.number);
        if head.number == known || which == Which::Due && !is_due(&head, last, ctx.now) {
            continue;
        }
        let from = last
            .map_or_else(|| Head { chain: head.chain.clone(), number: 0, hash: String::new() }, Signed::head);
        let (end, holds) = walk::rest(db, &from).await?;
        if holds && end.number >= head.number && last.is_none_or(|last| last.holds(&vault.public_key())) {
            signed.push(Signed::by(vault, Kind::Checkpoint, end, ctx.now.0)?);
        } else {
            broken.push(head.chain);
        }
    }
    keep(db, vault, ctx, &signed).await?;
    if broken.is_empty() { Ok(signed.len() as u64) } else { Err(Failure::Audit(broken.join(", "))) }
}

fn is_due(head: &Head, last: Option<&Signed>, now: Instant) -> bool {
    last.is_none_or(|last| head.number - last.number >= ENTRIES || now.days_since(Instant(last.at)) >= DAYS)
}

async fn keep(db: &Db, vault: &Vault, ctx: &Ctx, signed: &[Signed]) -> Result<()> {
    if signed.is_empty() {
        return Ok(());
    }
    // Nothing is signed that a power cut could still take away.
    db.settled().await?;
    signed::append(vault, signed).await?;
    let mut tx = db.begin(ctx).await?;
    for checkpoint in signed {
        let insert = sql!(
            "insert into audit_checkpoint (chain, number, at, hash, signer, signature) values ($1, $2, $3, $4, $5, $6)
             on conflict (chain, number) do nothing"
        );
        let insert = insert.bind(&checkpoint.chain).bind(checkpoint.number).bind(checkpoint.at);
        let insert = insert.bind(hex::read(&checkpoint.hash).unwrap_or_default()).bind(&checkpoint.signer);
        tx.execute(&insert.bind(hex::read(&checkpoint.signature).unwrap_or_default())).await?;
    }
    tx.commit_bookkeeping().await
}

/// A backup was restored in which the chains stood so: what was signed beyond is no more, and that is signed too. How many
/// chains had gone further.
///
/// # Errors
/// [`Failure`] of the file.
pub async fn restored(vault: &Vault, ctx: &Ctx, heads: &[Head]) -> Result<usize> {
    let Some(places) = vault.places() else { return Ok(0) };
    let Some(read) = signed::read(&places.checkpoints(), &vault.public_key())? else { return Ok(0) };
    let mut beyond = BTreeMap::new();
    for signed in read.standing() {
        let head = heads.iter().find(|head| head.chain == signed.chain).cloned();
        let head = head.unwrap_or(Head { chain: signed.chain.clone(), number: 0, hash: String::new() });
        if signed.number > head.number {
            beyond.insert(signed.chain.as_str(), head);
        }
    }
    let lines = beyond.into_values().map(|head| Signed::by(vault, Kind::Restored, head, ctx.now.0));
    let lines: Vec<Signed> = lines.collect::<Result<_>>()?;
    if !lines.is_empty() {
        signed::append(vault, &lines).await?;
    }
    Ok(lines.len())
}

/// The newest checkpoint of each chain.
async fn newest(db: &Db) -> Result<BTreeMap<String, Signed>> {
    let find = sql!(
        "select c.chain, c.number, c.at, c.hash, c.signer, c.signature from audit_checkpoint c
         where c.number = (select max(n.number) from audit_checkpoint n where n.chain = c.chain)"
    );
    let rows = db.rows(find).await?;
    rows.iter().map(|row| read(row).map(|signed| (signed.chain.clone(), signed))).collect()
}

/// Every checkpoint that the database knows.
pub(super) async fn all(db: &Db) -> Result<Vec<Signed>> {
    let find = sql!(
        "select chain, number, at, hash, signer, signature from audit_checkpoint order by chain, number"
    );
    db.rows(find).await?.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Signed> {
    Ok(Signed {
        kind: Kind::Checkpoint,
        chain: row.get(0)?,
        number: row.get(1)?,
        at: row.get(2)?,
        hash: hex::written(&row.get::<Vec<u8>>(3)?),
        signer: row.get(4)?,
        signature: hex::written(&row.get::<Vec<u8>>(5)?),
    })
}
