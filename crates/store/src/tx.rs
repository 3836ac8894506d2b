//! A transaction: all of it or nothing, with its audit entry and its events.

use crate::{
    Db, Failure, Result, Row, Statement,
    audit::{self, Entry},
    db::{Pools, postgres, sqlite},
    outbox,
    row::Inner,
    vault::{self, Erasing, Ledger},
};
use reticolo_base::Ctx;
use sqlx::{Postgres, Sqlite, Transaction};
use std::sync::Arc;
use uuid::Uuid;

/// A transaction for writing.
pub struct Tx {
    open: Open,
    ctx: Ctx,
    db: Db,
    wrote: bool,
    audited: bool,
    emitted: Option<i64>,
    erasing: Option<Erasing>,
}

enum Open {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl Tx {
    pub(crate) async fn begin(db: &Db, ctx: &Ctx) -> Result<Self> {
        let open = match &db.pools {
            Pools::Sqlite { write, .. } => Open::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Pools::Postgres(pool) => Open::Postgres(pool.begin().await?),
        };
        let (ctx, db) = (ctx.clone(), db.clone());
        Ok(Self { open, ctx, db, wrote: false, audited: false, emitted: None, erasing: None })
    }

    /// The context in which this transaction was begun.
    pub fn ctx(&self) -> &Ctx {
        &self.ctx
    }

    /// Runs a statement that writes; how many rows it touched.
    ///
    /// # Errors
    /// [`Failure`] of the statement; [`Failure::Clash`] when a key was broken.
    pub async fn run(&mut self, statement: impl Into<Statement>) -> Result<u64> {
        let touched = self.execute(&statement.into()).await?;
        self.wrote = true;
        Ok(touched)
    }

    /// Reads all rows, seeing what this transaction wrote. Also runs `insert … returning`.
    ///
    /// # Errors
    /// [`Failure`] of the statement.
    pub async fn rows(&mut self, statement: impl Into<Statement>) -> Result<Vec<Row>> {
        let statement = statement.into();
        Ok(match &mut self.open {
            Open::Sqlite(tx) => sqlite(&statement)
                .fetch_all(&mut **tx)
                .await?
                .into_iter()
                .map(Inner::Sqlite)
                .map(Row)
                .collect(),
            Open::Postgres(tx) => postgres(&statement)
                .fetch_all(&mut **tx)
                .await?
                .into_iter()
                .map(Inner::Postgres)
                .map(Row)
                .collect(),
        })
    }

    /// Reads the first row, if any.
    ///
    /// # Errors
    /// [`Failure`] of the statement.
    pub async fn row(&mut self, statement: impl Into<Statement>) -> Result<Option<Row>> {
        let statement = statement.into();
        Ok(match &mut self.open {
            Open::Sqlite(tx) => {
                sqlite(&statement).fetch_optional(&mut **tx).await?.map(Inner::Sqlite).map(Row)
            }
            Open::Postgres(tx) => {
                postgres(&statement).fetch_optional(&mut **tx).await?.map(Inner::Postgres).map(Row)
            }
        })
    }

    /// Records what was done, in the chain of the organisation it concerns. No personal data.
    ///
    /// # Errors
    /// [`Failure`] of the database.
    pub async fn audit(&mut self, entry: Entry<'_>) -> Result<()> {
        audit::append(self, entry).await?;
        self.audited = true;
        Ok(())
    }

    /// Tells other domains and nodes what happened, once this transaction is committed.
    ///
    /// # Errors
    /// [`Failure`] of the database.
    pub async fn emit(&mut self, kind: &str, body: &str) -> Result<i64> {
        let number = outbox::append(self, kind, body).await?;
        self.emitted = Some(number);
        Ok(number)
    }

    /// Makes it durable and visible.
    ///
    /// # Errors
    /// [`Failure::Unaudited`] when it wrote without an audit entry: nothing is kept then.
    pub async fn commit(mut self) -> Result<()> {
        if self.wrote && !self.audited {
            return Err(Failure::Unaudited);
        }
        if let (Some(number), Open::Postgres(_)) = (self.emitted, &self.open) {
            outbox::notify(&mut self, number).await?;
        }
        let (db, emitted) = (self.db.clone(), self.emitted);
        self.commit_bookkeeping().await?;
        if let Some(number) = emitted {
            db.saw(number);
        }
        Ok(())
    }

    /// Writes an erasure into the ledger, on the disk before this transaction is committed.
    pub(crate) fn erases(&mut self, ledger: &Arc<Ledger>, subject: Uuid, holder: Option<Uuid>) {
        let erasing =
            self.erasing.get_or_insert_with(|| Erasing { ledger: Arc::clone(ledger), erased: Vec::new() });
        erasing.erased.push((subject, holder));
    }

    /// Tells other nodes something small that is no event: it is kept nowhere and may be lost, so whoever depends on it
    /// also looks by itself now and then. At most 8,000 bytes; on SQLite there is no other node, and nothing happens.
    ///
    /// # Errors
    /// [`Failure`] of the database.
    pub async fn hint(&mut self, words: &str) -> Result<()> {
        match self.open {
            Open::Sqlite(_) => Ok(()),
            Open::Postgres(_) => outbox::hint(self, words).await,
        }
    }

    /// Makes a journal durable: rows that are themselves the record of who wrote what and when, as `live` keeps them for
    /// its rooms. No audit entry is asked for, since each row says what the entry would (see docs/decisions/0007). Only
    /// `crates/live/src/journal.rs` may call this; `cargo xtask tidy` holds it.
    ///
    /// # Errors
    /// [`Failure`] of the database.
    pub async fn commit_journal(self) -> Result<()> {
        self.commit_bookkeeping().await
    }

    /// Runs a statement of this crate's own book-keeping.
    pub(crate) async fn execute(&mut self, statement: &Statement) -> Result<u64> {
        Ok(match &mut self.open {
            Open::Sqlite(tx) => sqlite(statement).execute(&mut **tx).await?.rows_affected(),
            Open::Postgres(tx) => postgres(statement).execute(&mut **tx).await?.rows_affected(),
        })
    }

    /// Runs a script of several statements; migrations only.
    pub(crate) async fn script(&mut self, text: &'static str) -> Result<()> {
        match &mut self.open {
            Open::Sqlite(tx) => sqlx::raw_sql(text).execute(&mut **tx).await.map(drop)?,
            Open::Postgres(tx) => sqlx::raw_sql(text).execute(&mut **tx).await.map(drop)?,
        }
        Ok(())
    }

    /// Commits without asking for an audit entry; migrations and job leases only, which are not writes of a person.
    pub(crate) async fn commit_bookkeeping(mut self) -> Result<()> {
        let held = match self.erasing.take() {
            Some(erasing) => Some(vault::write_erasures(&mut self, erasing).await?),
            None => None,
        };
        let committed = commit(self.open, &self.db).await;
        drop(held);
        committed
    }
}

/// Commits, and waits until it is on the disk: nobody is told before.
async fn commit(open: Open, db: &Db) -> Result<()> {
    match open {
        Open::Sqlite(tx) => tx.commit().await?,
        Open::Postgres(tx) => tx.commit().await?,
    }
    db.settled().await
}
