//! Durable in groups, on SQLite: a commit writes to the journal at once, and whoever waits to hear that it is on the disk shares
//! one flush with all who wait at the same moment (docs/decisions/0012). PostgreSQL does the same by itself.

use crate::{Failure, Result};
use std::{
    fs::OpenOptions,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};
use tokio::sync::Mutex;

/// Flushes the journal of one database file.
#[derive(Debug)]
pub(crate) struct Flusher {
    /// The journal beside the database; `None` for a database in memory.
    journal: Option<PathBuf>,
    /// How many commits were written.
    written: AtomicU64,
    /// How many of them are known to be on the disk.
    flushed: Mutex<u64>,
}

impl Flusher {
    /// For the database at this path; the journal is SQLite's write-ahead log.
    pub(crate) fn of(database: Option<PathBuf>) -> Arc<Self> {
        let journal = database.map(|path| {
            let mut name = path.into_os_string();
            name.push("-wal");
            PathBuf::from(name)
        });
        Arc::new(Self { journal, written: AtomicU64::new(0), flushed: Mutex::new(0) })
    }

    /// Waits until everything that was committed before this call is on the disk.
    ///
    /// # Errors
    /// [`Failure::Durable`] when the disk refuses: what was committed may be lost, and nobody may be told otherwise.
    pub(crate) async fn wait(&self) -> Result<()> {
        let Some(journal) = &self.journal else { return Ok(()) };
        let mine = self.written.fetch_add(1, Ordering::SeqCst) + 1;
        // Whoever is first flushes for all who came before the flush began; the others find it done.
        let mut flushed = self.flushed.lock().await;
        if *flushed >= mine {
            return Ok(());
        }
        let upto = self.written.load(Ordering::SeqCst);
        let journal = journal.clone();
        // Opened by its path each time: SQLite may have begun another file meanwhile.
        let flush = move || match OpenOptions::new().write(true).open(journal) {
            Ok(file) => file.sync_data(),
            // Everything was taken into the database and the journal removed: that was flushed by SQLite itself.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error),
        };
        let done = tokio::task::spawn_blocking(flush).await;
        done.map_err(|_| Failure::Durable(std::io::ErrorKind::Interrupted.into()))?
            .map_err(Failure::Durable)?;
        *flushed = upto;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_database_in_memory_has_nothing_to_flush() {
        Flusher::of(None).wait().await.unwrap();
    }

    #[tokio::test]
    async fn many_who_wait_are_served_and_a_journal_that_cannot_be_opened_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        std::fs::write(folder.path().join("a.db-wal"), b"x").unwrap();
        let flusher = Flusher::of(Some(path));
        let waits = (0..50).map(|_| {
            let flusher = flusher.clone();
            tokio::spawn(async move { flusher.wait().await })
        });
        for wait in waits.collect::<Vec<_>>() {
            wait.await.unwrap().unwrap();
        }
        assert_eq!(*flusher.flushed.lock().await, 50);
        std::fs::remove_file(folder.path().join("a.db-wal")).unwrap();
        std::fs::create_dir(folder.path().join("a.db-wal")).unwrap();
        assert!(matches!(flusher.wait().await, Err(Failure::Durable(_))));
    }
}
