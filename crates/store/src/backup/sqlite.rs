//! The embedded engine: a snapshot while people write, and its way back into place.

use super::{BackupFailure, Header, Result, failed, file};
use crate::{
    Db, Sql,
    db::{Pools, sqlite_options},
    files,
    vault::{Ring, Vault},
};
use reticolo_base::Instant;
use sqlx::{ConnectOptions as _, Connection as _, Row as _, SqliteConnection, sqlite::SqliteJournalMode};
use std::{
    fs::File,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

/// A folder that is its owner's alone and goes when this is dropped.
struct Scratch(PathBuf);

impl Scratch {
    fn beside(path: &Path) -> Result<Self> {
        let folder = files::half_of(path);
        let mut builder = std::fs::DirBuilder::new();
        #[cfg(unix)]
        {
            use std::os::unix::fs::DirBuilderExt as _;
            builder.mode(0o700);
        }
        builder.create(&folder).map_err(failed(&folder))?;
        Ok(Self(folder))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Makes a backup of a database in a file; how large it is, and its header. The snapshot lies for a moment beside the
/// database, where only its owner reads it.
///
/// # Errors
/// [`BackupFailure`] of the database or the files.
pub async fn snapshot(
    db: &Db,
    vault: &Vault,
    (version, at): (&str, Instant),
    database: &Path,
    to: &Path,
) -> Result<(u64, Header)> {
    // SQLite's own statement, and so not one of the shared ones.
    const SNAPSHOT: Sql = Sql { text: "vacuum into $1", file: file!() };
    if to.exists() {
        return Err(BackupFailure::There(to.into()));
    }
    let scratch = Scratch::beside(database)?;
    let copy = scratch.0.join("snapshot.db");
    db.row(SNAPSHOT.bind(copy.to_string_lossy().as_ref())).await?;
    // The header tells of the snapshot, not of what was written after it.
    let snapshot = Db::open_file(&copy).await?;
    let header = Header::of(&snapshot, version, at).await;
    snapshot.close().await;
    let header = header?;
    settle(&copy).await?;
    let (ring, to, told): (Arc<Ring>, _, _) = (vault.ring(), to.to_owned(), header.clone());
    let written = tokio::task::spawn_blocking(move || {
        file::write(&to, &ring, &told, |packed| {
            let mut copy = File::open(&copy).map_err(failed(&copy))?;
            std::io::copy(&mut copy, packed).map(drop).map_err(failed(&to))
        })
    });
    let size = written.await.map_err(|error| failed(database)(std::io::Error::other(error)))??;
    drop(scratch);
    Ok((size, header))
}

/// Unpacks a backup into a new file.
///
/// # Errors
/// [`BackupFailure`] of the backup or the file.
pub fn unpack(backup: &Path, ring: &Ring, to: &Path) -> Result<Header> {
    let unpacked = file::read(backup, ring, |_| files::make(to).map_err(failed(to)));
    let synced = unpacked.and_then(|header| {
        File::open(to).and_then(|file| file.sync_all()).map_err(failed(to))?;
        Ok(header)
    });
    if synced.is_err() {
        let _ = std::fs::remove_file(to);
    }
    synced
}

/// Asks SQLite whether its file is whole; its words when it is not. PostgreSQL answers for its own.
///
/// # Errors
/// [`BackupFailure`] of the database.
pub async fn integrity(db: &Db) -> Result<Option<String>> {
    // SQLite's own statement, and so not one of the shared ones.
    const CHECK: Sql = Sql { text: "pragma integrity_check(1)", file: file!() };
    if matches!(db.pools, Pools::Postgres(_)) {
        return Ok(None);
    }
    let said = db.row(CHECK).await?.map(|row| row.get::<String>(0)).transpose()?.unwrap_or_default();
    Ok((said != "ok").then_some(said))
}

/// Puts a restored database where the old one lies, which is kept under another name; which one, if there was one.
///
/// # Errors
/// [`BackupFailure::Open`] when somebody has either open; another one of the files.
pub async fn put_in_place(restored: &Path, database: &Path, aside: &Path) -> Result<Option<PathBuf>> {
    settle(restored).await?;
    let old = database.exists();
    if old {
        settle(database).await?;
        if aside.exists() {
            return Err(BackupFailure::There(aside.into()));
        }
        std::fs::rename(database, aside).map_err(failed(database))?;
    }
    if let Err(error) = std::fs::rename(restored, database) {
        if old {
            std::fs::rename(aside, database).map_err(failed(aside))?;
        }
        return Err(failed(database)(error));
    }
    files::sync_folder(database).map_err(failed(database))?;
    Ok(old.then(|| aside.to_owned()))
}

/// Looks whether nobody has a database open.
///
/// # Errors
/// [`BackupFailure::Open`] when somebody has.
pub async fn is_free(database: &Path) -> Result<()> {
    settle(database).await
}

/// Brings everything into the one file, without a journal beside it. That needs it to be nobody else's at the moment.
async fn settle(path: &Path) -> Result<()> {
    let options = sqlite_options(path).create_if_missing(false).busy_timeout(Duration::from_secs(1));
    let open = || BackupFailure::Open(path.into());
    let mut connection: SqliteConnection =
        options.journal_mode(SqliteJournalMode::Wal).connect().await.map_err(|_| open())?;
    let mode = sqlx::query("pragma journal_mode = delete").fetch_one(&mut connection).await;
    let alone = mode.is_ok_and(|row| row.try_get::<String, _>(0).is_ok_and(|mode| mode == "delete"));
    let closed = connection.close().await;
    if alone && closed.is_ok() { Ok(()) } else { Err(open()) }
}
