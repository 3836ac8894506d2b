//! The finder: catalogue and index of one revision, and how a newer one takes their place.

use super::{
    Catalogue, Found, Hearing, Query, Verification,
    build::{Builder, Joined},
    search,
};
use crate::{access::Person, book, records::Records};
use arc_swap::ArcSwap;
use reticolo_base::Instant;
use reticolo_search::Index;
use reticolo_store::Db;
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// Why there is no finder.
#[derive(Debug, thiserror::Error)]
pub enum FinderFailure {
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] reticolo_store::Failure),
    /// The index cannot be written or read.
    #[error(transparent)]
    Index(#[from] reticolo_search::Failure),
    /// The folder cannot be written.
    #[error("the folder of the index: {0}")]
    Disk(#[from] std::io::Error),
    /// The work was broken off.
    #[error("building the index was broken off")]
    BrokenOff,
}

/// Catalogue and index made from the same records.
struct Ready {
    revision: i64,
    catalogue: Catalogue,
    index: Index,
}

/// Answers queries from memory. Share it; it swaps in newer data by itself when told to [`Finder::refresh`].
pub struct Finder {
    ready: ArcSwap<Ready>,
    folder: PathBuf,
    /// Only one refresh at a time.
    refreshing: tokio::sync::Mutex<()>,
}

impl std::fmt::Debug for Finder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let ready = self.ready.load();
        f.debug_struct("Finder")
            .field("revision", &ready.revision)
            .field("services", &ready.catalogue.len())
            .finish()
    }
}

impl Finder {
    /// Opens the index in a folder, or makes it from the database when it is of another revision.
    ///
    /// # Errors
    /// [`FinderFailure`].
    pub async fn open(db: &Db, folder: &Path, now: Instant) -> Result<Self, FinderFailure> {
        let revision = book::revision(db).await?;
        let path = folder.to_owned();
        let found = blocking(move || Ok(Ready::load(&path, revision, now))).await?;
        let ready = match found {
            Some(ready) => ready,
            None => make(db, folder, now).await?,
        };
        Ok(Self::of(ready, folder))
    }

    /// A finder of records that are in no database, kept in a folder.
    ///
    /// # Errors
    /// [`FinderFailure`] when the folder cannot be written.
    pub fn build(
        records: &Records,
        verified: &[Verification],
        folder: &Path,
        now: Instant,
    ) -> Result<Self, FinderFailure> {
        Ok(Self::of(Ready::make(records, verified, folder, 0, now)?, folder))
    }

    /// Opens what [`Finder::build`] left in a folder; `None` when there is nothing of the kind.
    pub fn reopen(folder: &Path, now: Instant) -> Option<Self> {
        Ready::load(folder, 0, now).map(|ready| Self::of(ready, folder))
    }

    fn of(ready: Ready, folder: &Path) -> Self {
        Self {
            ready: ArcSwap::from_pointee(ready),
            folder: folder.to_owned(),
            refreshing: tokio::sync::Mutex::new(()),
        }
    }

    /// Takes in what has changed in the database, if anything; queries go on meanwhile. Whether anything had.
    ///
    /// # Errors
    /// [`FinderFailure`]; then the finder goes on with what it has.
    pub async fn refresh(&self, db: &Db, now: Instant) -> Result<bool, FinderFailure> {
        let _one = self.refreshing.lock().await;
        let current = self.ready.load_full();
        if book::revision(db).await? != current.revision {
            self.ready.store(Arc::new(make(db, &self.folder, now).await?));
            return Ok(true);
        }
        if !current.catalogue.openings.is_stale(now) {
            return Ok(false);
        }
        let (folder, revision) = (self.folder.clone(), current.revision);
        let again = blocking(move || Ok(Ready::load(&folder, revision, now))).await?;
        let ready = match again {
            Some(ready) => ready,
            None => make(db, &self.folder, now).await?,
        };
        self.ready.store(Arc::new(ready));
        Ok(true)
    }

    /// Answers a query for a person. Takes no lock and no disk: everything is in memory.
    pub fn find(&self, query: &Query, person: &Person, now: Instant) -> Found {
        let ready = self.ready.load();
        search::search(&ready.catalogue, &ready.index, query, person, now)
    }

    /// Runs with the catalogue, e.g. for the guided path.
    pub fn with<T>(&self, run: impl FnOnce(&Catalogue) -> T) -> T {
        run(&self.ready.load().catalogue)
    }

    /// The revision of the directory that is answered from.
    pub fn revision(&self) -> i64 {
        self.ready.load().revision
    }

    /// How many services there are.
    pub fn services(&self) -> usize {
        self.ready.load().catalogue.len()
    }

    /// The needs heard in some words: for suggestions while somebody types.
    pub fn hear(&self, words: &str, lang: reticolo_base::Lang) -> Vec<super::HeardNeed> {
        let ready = self.ready.load();
        Hearing::get().hear(words, lang, |word| search::is_known(&ready.index, word))
    }
}

impl Ready {
    fn load(folder: &Path, revision: i64, now: Instant) -> Option<Self> {
        // Made once, and better now than in the first query.
        Hearing::get();
        let stamp = stamp(revision);
        let catalogue = Catalogue::load(folder, &stamp, now)?;
        match Index::open(&folder.join("terms"), &stamp) {
            Ok(index) if index.documents() as usize == catalogue.len() => {
                Some(Self { revision, catalogue, index })
            }
            Ok(_) | Err(reticolo_search::Failure::Stale) => None,
            Err(error) => {
                tracing::warn!(%error, "the index is damaged and is made anew");
                None
            }
        }
    }

    fn make(
        records: &Records,
        verified: &[Verification],
        folder: &Path,
        revision: i64,
        now: Instant,
    ) -> Result<Self, FinderFailure> {
        std::fs::create_dir_all(folder)?;
        let joined = Joined::of(records);
        let catalogue = Builder::build(&joined, verified, now);
        let (hearing, count) = (Hearing::get(), joined.len() as u32);
        let stamp = stamp(revision);
        let index = Index::write(&folder.join("terms"), &stamp, count, |n| joined.document(n, hearing))?;
        catalogue.save(folder, &stamp)?;
        Ok(Self { revision, catalogue, index })
    }
}

/// The program's version is part of it: other reference data may give other tags.
fn stamp(revision: i64) -> String {
    format!("revision {revision}, program {}", env!("CARGO_PKG_VERSION"))
}

async fn make(db: &Db, folder: &Path, now: Instant) -> Result<Ready, FinderFailure> {
    // Read before the records: a change in between makes the index stale, never wrong.
    let revision = book::revision(db).await?;
    let records = book::load_all(db).await?;
    let verified = book::newest_of_services(db).await?;
    let folder = folder.to_owned();
    blocking(move || Ready::make(&records, &verified, &folder, revision, now)).await
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, FinderFailure> + Send + 'static,
) -> Result<T, FinderFailure> {
    tokio::task::spawn_blocking(work).await.map_err(|_| FinderFailure::BrokenOff)?
}
