//! What is erased stays erased: the ledger and the database are brought together when the database is opened.

use super::{
    LedgerFailure,
    ledger::{Held, Ledger, Line},
};
use crate::{Db, Failure, Result, Sql, Statement, Tx, audit, audit::Entry, hex, sql};
use reticolo_base::{Ctx, Instant};
use std::{collections::BTreeSet, pin::Pin, sync::Arc};
use uuid::Uuid;

/// How a domain erases its own rows of a subject whose keys are destroyed, in the same transaction. A subject that it does not
/// know changes nothing.
pub type Forget = for<'a> fn(&'a mut Tx, Uuid) -> Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;

/// The event of an erasure that was done again, with `subject` and `holder`.
pub const REPLAYED: &str = "vault.shredded";

/// So many erasures are done again in one transaction.
const BATCH: usize = 100;

/// What a transaction destroys, to be written into the ledger before it is committed.
pub(crate) struct Erasing {
    pub ledger: Arc<Ledger>,
    pub erased: Vec<(Uuid, Option<Uuid>)>,
}

/// Writes what a transaction destroys into the ledger, and that the database knows it. The ledger is held until the
/// transaction is committed: nobody else reads it in between.
pub(crate) async fn write(tx: &mut Tx, erasing: Erasing) -> Result<Held> {
    let at = tx.ctx().now.0;
    let path = erasing.ledger.path().to_owned();
    let written = tokio::task::spawn_blocking(move || erasing.ledger.append(&erasing.erased, at)).await;
    let written = written.map_err(|error| LedgerFailure::File(path, std::io::Error::other(error)))?;
    let (lines, held) = written?;
    let insert =
        sql!("insert into vault_erasure (line, subject, holder, at, hash) values ($1, $2, $3, $4, $5)");
    for line in &lines {
        tx.execute(&bound(insert, line)).await?;
    }
    Ok(held)
}

fn bound(insert: Sql, line: &Line) -> Statement {
    let insert = insert.bind(line.line).bind(line.subject).bind(line.holder).bind(line.at);
    insert.bind(hex::read(&line.hash).unwrap_or_default())
}

/// Looks whether the ledger holds everything that the database knows; makes one for a database that never had one.
///
/// # Errors
/// [`Failure::Ledger`] when it is missing, cut or changed.
pub(super) async fn check(db: &Db, ledger: &Ledger) -> Result<()> {
    // First the database, then the file: what is committed in between is in the file already.
    let known = db.rows(sql!("select line, hash from vault_erasure order by line")).await?;
    let Some(lines) = ledger.read()? else {
        if known.is_empty() {
            return Ok(ledger.make()?);
        }
        return Err(LedgerFailure::Missing(ledger.path().into(), known.len()).into());
    };
    for row in known {
        let (line, hash): (i64, Vec<u8>) = (row.get(0)?, row.get(1)?);
        match usize::try_from(line - 1).ok().and_then(|at| lines.get(at)) {
            None => return Err(LedgerFailure::Cut(ledger.path().into(), line).into()),
            Some(found) if found.hash != hex::written(&hash) => {
                return Err(LedgerFailure::Broken(ledger.path().into(), line).into());
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// Erases again what the ledger knows and the database does not; how many that were.
///
/// # Errors
/// [`Failure`] of the ledger or the database.
pub(super) async fn replay(db: &Db, ledger: &Arc<Ledger>, ctx: &Ctx, forget: &[Forget]) -> Result<u64> {
    adopt(db, ledger, ctx).await?;
    // While the ledger is held nobody is between writing a line and committing it. It is let go before anything is written:
    // who commits waits for the ledger with rows locked that are needed here.
    let held = hold(ledger).await?;
    let lines = ledger.read()?.unwrap_or_default();
    let known: BTreeSet<i64> = db
        .rows(sql!("select line from vault_erasure"))
        .await?
        .iter()
        .map(|row| row.get(0))
        .collect::<Result<_>>()?;
    drop(held);
    let missing: Vec<&Line> = lines.iter().filter(|line| !known.contains(&line.line)).collect();
    if is_new(db).await? {
        return begins_with(db, ctx, &missing).await;
    }
    for batch in missing.chunks(BATCH) {
        again(db, ctx, batch, forget).await?;
    }
    Ok(missing.len() as u64)
}

/// Whether nothing was ever written by anybody: then nobody is in it who could be erased.
async fn is_new(db: &Db) -> Result<bool> {
    Ok(db.row(sql!("select 1 from audit_head limit 1")).await?.is_none())
}

/// A new database beside an old ledger knows its lines, and has nobody to erase. That is no act of anybody.
async fn begins_with(db: &Db, ctx: &Ctx, lines: &[&Line]) -> Result<u64> {
    let mut tx = db.begin(ctx).await?;
    for line in lines {
        tx.execute(&bound(know_again(), line)).await?;
    }
    tx.commit_bookkeeping().await?;
    Ok(0)
}

/// Another node that starts at the same moment may be first.
fn know_again() -> Sql {
    sql!(
        "insert into vault_erasure (line, subject, holder, at, hash) values ($1, $2, $3, $4, $5)
         on conflict (line) do nothing"
    )
}

async fn hold(ledger: &Arc<Ledger>) -> Result<Held> {
    let (path, ledger) = (ledger.path().to_owned(), Arc::clone(ledger));
    let held = tokio::task::spawn_blocking(move || ledger.hold()).await;
    Ok(held.map_err(|error| LedgerFailure::File(path, std::io::Error::other(error)))??)
}

async fn again(db: &Db, ctx: &Ctx, lines: &[&Line], forget: &[Forget]) -> Result<()> {
    let mut tx = db.begin(ctx).await?;
    for line in lines {
        match line.holder {
            Some(holder) => {
                let share = sql!("delete from vault_shared where thing = $1 and holder = $2");
                tx.run(share.bind(line.subject).bind(holder)).await?;
            }
            None => {
                destroy(&mut tx, line.subject, Instant(line.at)).await?;
                for forget in forget {
                    forget(&mut tx, line.subject).await?;
                }
            }
        }
        tx.execute(&bound(know_again(), line)).await?;
        let body = serde_json::json!({ "subject": line.subject, "holder": line.holder });
        tx.emit(REPLAYED, &body.to_string()).await?;
    }
    let detail = format!(
        "{} erasures of the ledger, lines {} and on",
        lines.len(),
        lines.first().map_or(0, |l| l.line)
    );
    let entry = Entry {
        chain: audit::NETWORK,
        action: "vault.erased_again",
        entity: "vault",
        id: None,
        detail: &detail,
    };
    tx.audit(entry).await?;
    tx.commit().await
}

/// Destroys the keys of a person, or of a thing that several hold; whether they were not destroyed before.
pub(super) async fn destroy(tx: &mut Tx, subject: Uuid, at: Instant) -> Result<bool> {
    let mark =
        sql!("insert into vault_shredded (subject, at) values ($1, $2) on conflict (subject) do nothing");
    let new = tx.run(mark.bind(subject).bind(at)).await? == 1;
    tx.run(sql!("delete from vault_subject where subject = $1").bind(subject)).await?;
    tx.run(sql!("delete from vault_shared where thing = $1").bind(subject)).await?;
    Ok(new)
}

/// Erasures from before there was a ledger, or of a time without a key file, are written into it.
async fn adopt(db: &Db, ledger: &Arc<Ledger>, ctx: &Ctx) -> Result<()> {
    let find = sql!(
        "select s.subject from vault_shredded s where not exists
         (select 1 from vault_erasure e where e.subject = s.subject and e.holder is null) order by s.at, s.subject"
    );
    let erased: Vec<Uuid> = db.rows(find).await?.iter().map(|row| row.get(0)).collect::<Result<_>>()?;
    if erased.is_empty() {
        return Ok(());
    }
    let detail = format!("{} erasures written into the ledger", erased.len());
    let mut tx = db.begin(ctx).await?;
    for subject in erased {
        tx.erases(ledger, subject, None);
    }
    let entry = Entry {
        chain: audit::NETWORK,
        action: "vault.ledger_begun",
        entity: "vault",
        id: None,
        detail: &detail,
    };
    tx.audit(entry).await?;
    tx.commit().await
}

impl From<LedgerFailure> for Failure {
    fn from(failure: LedgerFailure) -> Self {
        Self::Ledger(failure)
    }
}
