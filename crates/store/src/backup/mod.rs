//! A backup: one file, made while people write, that tells nothing to whoever has it without the key ring.
//!
//! What lies in it is a snapshot of the database (SQLite: `VACUUM INTO`; PostgreSQL: `pg_dump`), compressed and sealed. The key
//! ring and the erasure ledger are *not* in it: they are kept apart ([`copy`]). Before everything else stands, sealed too,
//! what one must know to restore it ([`Header`]).

pub mod copy;
mod file;
mod postgres;
mod sqlite;
mod stream;

pub use file::look;
pub use postgres::{dump, refill};
pub use sqlite::{integrity, is_free, put_in_place, snapshot, unpack};

use crate::{Db, Engine, Failure, Result as Stored, audit, audit::Head, sql};
use reticolo_base::Instant;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// What stands before the snapshot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The version of the program that made it.
    pub version: String,
    /// When, in microseconds since the epoch.
    pub at: i64,
    /// `sqlite` or `postgres`.
    pub engine: String,
    /// The migrations that had run.
    pub migrations: Vec<String>,
    /// Where the chains of the audit stood at least.
    pub heads: Vec<Head>,
    /// How many erasures the database knew of the ledger.
    pub erasures: i64,
    /// The keys of the ring that the snapshot needs.
    pub rings: Vec<String>,
}

impl Header {
    /// What is known of a database now.
    ///
    /// # Errors
    /// [`Failure`] of the database.
    pub(crate) async fn of(db: &Db, version: &str, at: Instant) -> Stored<Self> {
        let migrations = db.rows(sql!("select name from migration order by name")).await?;
        let erasures = db.row(sql!("select count(*) from vault_erasure")).await?;
        let rings = db.rows(sql!("select distinct ring from vault_organization order by ring")).await?;
        Ok(Self {
            version: version.to_owned(),
            at: at.0,
            engine: engine(db.engine()).to_owned(),
            migrations: migrations.iter().map(|row| row.get(0)).collect::<Stored<_>>()?,
            heads: audit::heads(db).await?,
            erasures: erasures.map_or(Ok(0), |row| row.get(0))?,
            rings: rings.iter().map(|row| row.get(0)).collect::<Stored<_>>()?,
        })
    }

    /// When it was made.
    pub fn made_at(&self) -> Instant {
        Instant(self.at)
    }
}

/// The word for an engine in a header.
pub fn engine(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "sqlite",
        Engine::Postgres => "postgres",
    }
}

/// Why a backup cannot be made or restored. Each message says what to do.
#[derive(Debug, thiserror::Error)]
pub enum BackupFailure {
    /// Where it should be written there is something.
    #[error("{0} is there already, and is not overwritten: choose another name")]
    There(PathBuf),
    /// A file cannot be read or written.
    #[error("{0} cannot be used")]
    File(PathBuf, #[source] std::io::Error),
    /// It is something else.
    #[error("{0} is no backup of Reticolo")]
    Foreign(PathBuf),
    /// Its key is not in the ring.
    #[error(
        "{0} was sealed with the key {1}, which is not in the key file: use the copy of the key file from the time of the backup"
    )]
    Key(PathBuf, String),
    /// A byte of it is not as it was written, or its end is missing.
    #[error("{0} was cut or changed: nothing of it is restored. Take another copy")]
    Damaged(PathBuf),
    /// The ledger or checkpoints in a folder of copies are no beginning of the present ones.
    #[error(
        "{0} holds something that the present file does not: it is not overwritten. See which of the two is the true one"
    )]
    Other(PathBuf),
    /// The program of PostgreSQL is not there.
    #[error("`{0}` is not found: install the client programs of PostgreSQL (package postgresql-client)")]
    Tool(&'static str),
    /// The program of PostgreSQL failed; it said why.
    #[error("`{0}` failed; its own words stand above")]
    ToolFailed(&'static str),
    /// Somebody has the database open.
    #[error("{0} is open in another program: stop the server first")]
    Open(PathBuf),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] Failure),
}

/// This module's result.
pub type Result<T> = std::result::Result<T, BackupFailure>;

fn failed(path: &Path) -> impl Fn(std::io::Error) -> BackupFailure {
    move |error| BackupFailure::File(path.into(), error)
}
