//! The vault: what is personal is sealed, and the key that opens everything lies outside the database.
//!
//! ```text
//! key ring (a file beside, not in, the database) ──wraps──▶ organisation's key ──wraps──▶ key per person and class ──seals──▶ value
//! ```
//!
//! - A dump or a backup of the database alone is unreadable.
//! - Destroying a person's keys ([`Vault::shred`]) makes everything sealed for her unreadable, wherever a copy lies.
//! - Every seal carries the identity of what it belongs to: a value moved to another person, class or record does not open.
//! - What must be found again is found by a keyed token ([`Vault::token`]), never by its plain text.
//!
//! ```ignore
//! let sealed = vault.seal(&mut tx, organization, person, Class::Contact, b"amina@posta.example").await?;
//! let plain = vault.open(&db, person, Class::Contact, &sealed).await?; // None when her keys were destroyed
//! ```

mod cipher;
mod erasure;
mod keys;
mod ledger;
mod loaded;
mod places;
mod reader;
mod ring;
mod rotation;
mod shared;

pub(crate) use erasure::{Erasing, write as write_erasures};
pub use erasure::{Forget, REPLAYED};
pub(crate) use ledger::Ledger;
pub use ledger::LedgerFailure;
pub use places::Places;
pub use reader::Reader;
pub use ring::{Key, Ring, RingFailure};
pub use rotation::{Begun, RingKey};

use crate::{Db, Failure, Result, Tx};
use loaded::Loaded;
use reticolo_base::Ctx;
use std::{path::Path, sync::Arc};
use uuid::Uuid;

/// The classes of what is sealed; each has a key of its own, so that a job that may write to a person never reads more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// Who she is: names, dates, numbers of documents.
    Identity,
    /// How she is reached: addresses, telephone numbers, messages under way. Jobs open this class only.
    Contact,
    /// What she needs in order to take part.
    Access,
    /// What a case holds.
    Case,
    /// What proves that it is she: secrets of second factors.
    Credential,
}

impl Class {
    /// The stored word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Contact => "contact",
            Self::Access => "access",
            Self::Case => "case",
            Self::Credential => "credential",
        }
    }
}

/// The vault: the key ring in memory. Cheap to clone; a debug print tells nothing.
#[derive(Clone)]
pub struct Vault {
    ring: Arc<Loaded>,
    kept: Option<Arc<Kept>>,
    only: Option<Class>,
}

/// The files of a vault that outlives its process.
struct Kept {
    places: Places,
    ledger: Arc<Ledger>,
}

impl Vault {
    /// With a ring.
    pub fn of(ring: Ring) -> Self {
        Self { ring: Arc::new(Loaded::of(ring, None)), kept: None, only: None }
    }

    /// With a ring that dies with this process: tests, and databases in memory.
    pub fn passing() -> Self {
        Self::of(Ring::fresh())
    }

    /// Opens the ring of this database with what lies beside it: [`Self::open_at`].
    ///
    /// # Errors
    /// As [`Self::open_at`].
    pub async fn open_ring(db: &Db, path: &Path) -> Result<Self> {
        Self::open_at(db, &Places::beside(path)).await
    }

    /// Opens the ring and the erasure ledger of this database, or makes them where nothing needs them yet. Whoever serves
    /// the database calls [`Self::replay`] next.
    ///
    /// # Errors
    /// [`Failure::Ring`] when the file cannot be read or written, or a key that the database needs is not in it: then the
    /// ring belongs to another database, or was lost. [`Failure::Ledger`] when the ledger is missing, cut or changed.
    pub async fn open_at(db: &Db, places: &Places) -> Result<Self> {
        let used = keys::rings(db).await?;
        let ring = if used.is_empty() { Ring::read_or_make(&places.ring) } else { Ring::read(&places.ring) };
        let ring = ring.map_err(Failure::Ring)?;
        if used.iter().any(|id| ring.key(id).is_none()) {
            return Err(Failure::Ring(RingFailure::Foreign));
        }
        let ledger = Arc::new(Ledger::of(&places.ledger, &ring));
        erasure::check(db, &ledger).await?;
        let kept = Kept { places: places.clone(), ledger };
        let ring = Loaded::of(ring, Some(places.ring.clone()));
        Ok(Self { ring: Arc::new(ring), kept: Some(Arc::new(kept)), only: None })
    }

    /// Erases again whom the ledger knows as erased and this database does not: it came back from a backup that is older than
    /// the erasure. Keys go, and in the same transaction each domain's own rows by its [`Forget`]; whoever else must know
    /// hears the event [`REPLAYED`] with `subject` (and `holder`, where only a share was destroyed). How many that were.
    ///
    /// # Errors
    /// [`Failure`] of the ledger or the database.
    pub async fn replay(&self, db: &Db, ctx: &Ctx, forget: &[Forget]) -> Result<u64> {
        match &self.kept {
            Some(kept) => erasure::replay(db, &kept.ledger, ctx, forget).await,
            None => Ok(0),
        }
    }

    /// Where the files of this vault lie; nowhere when it dies with its process.
    pub fn places(&self) -> Option<&Places> {
        self.kept.as_ref().map(|kept| &kept.places)
    }

    /// The same for a scheduled job: it opens and seals the class [`Class::Contact`] only.
    #[must_use]
    pub fn for_jobs(&self) -> Self {
        Self { only: Some(Class::Contact), ..self.clone() }
    }

    /// Seals a value for a person. The organisation answers for her: its key wraps hers.
    ///
    /// # Errors
    /// [`Failure::Shredded`] when her keys were destroyed, [`Failure::Sealed`] when the class is not for this vault or a
    /// key does not open, or another [`Failure`] of the database.
    pub async fn seal(
        &self,
        tx: &mut Tx,
        organization: Uuid,
        subject: Uuid,
        class: Class,
        plain: &[u8],
    ) -> Result<Vec<u8>> {
        self.seal_record(tx, organization, (subject, class, subject), plain).await
    }

    /// Seals a value for a person, bound to a record as well: person, class, record.
    ///
    /// # Errors
    /// As [`Self::seal`].
    pub async fn seal_record(
        &self,
        tx: &mut Tx,
        organization: Uuid,
        (subject, class, record): (Uuid, Class, Uuid),
        plain: &[u8],
    ) -> Result<Vec<u8>> {
        self.allows(class)?;
        let key = keys::of_subject(tx, &self.ring, organization, subject, class).await?;
        let identity = cipher::identity(subject, class, record);
        let sealed = cipher::seal(&key, &identity, plain)?;
        // What cannot be opened again must not be kept: better no value than a lost one.
        let opened = cipher::open(&key, &identity, &sealed)?;
        if opened.as_slice() == plain { Ok(sealed) } else { Err(Failure::Sealed) }
    }

    /// Opens what was sealed for a person; `None` when her keys were destroyed.
    ///
    /// # Errors
    /// [`Failure::Sealed`] when it was changed, or belongs to somebody or something else; another [`Failure`] of the database.
    pub async fn open(&self, db: &Db, subject: Uuid, class: Class, sealed: &[u8]) -> Result<Option<Vec<u8>>> {
        self.open_record(db, (subject, class, subject), sealed).await
    }

    /// Opens what was sealed for a person and a record.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub async fn open_record(
        &self,
        db: &Db,
        (subject, class, record): (Uuid, Class, Uuid),
        sealed: &[u8],
    ) -> Result<Option<Vec<u8>>> {
        self.allows(class)?;
        let Some(key) = keys::find(db, &self.ring, subject, class).await? else { return Ok(None) };
        cipher::open(&key, &cipher::identity(subject, class, record), sealed).map(Some)
    }

    /// The keys of everybody an organisation answers for, of one class: for lists, in one question to the database.
    ///
    /// # Errors
    /// [`Failure::Sealed`] when a key does not open; another [`Failure`] of the database.
    pub async fn reader(&self, db: &Db, organization: Uuid, class: Class) -> Result<Reader> {
        self.allows(class)?;
        keys::all(db, &self.ring, organization, class).await.map(|keys| Reader::of(keys, class))
    }

    /// Destroys a person's keys of every class: whatever was sealed for her is unreadable from now on, and nothing is sealed
    /// for her again. It stands in the erasure ledger before the transaction is committed, so that no backup brings her back.
    /// The caller audits.
    ///
    /// # Errors
    /// [`Failure`] of the database.
    pub async fn shred(&self, tx: &mut Tx, subject: Uuid) -> Result<()> {
        let at = tx.ctx().now;
        if erasure::destroy(tx, subject, at).await? {
            self.records(tx, subject, None);
        }
        Ok(())
    }

    /// Has an erasure written into the ledger when the transaction is committed: of a person, or of the share that a holder
    /// had in a key.
    fn records(&self, tx: &mut Tx, subject: Uuid, holder: Option<Uuid>) {
        if let Some(kept) = &self.kept {
            tx.erases(&kept.ledger, subject, holder);
        }
    }

    /// A keyed token of a text: the same text in the same domain gives the same token, and without the ring neither the
    /// text nor whether two databases hold the same one can be found out.
    pub fn token(&self, domain: &str, text: &str) -> Vec<u8> {
        self.ring.token(domain, text).to_vec()
    }

    /// Signs a message with the key of the checkpoints.
    pub(crate) fn sign(&self, message: &[u8]) -> Result<Vec<u8>> {
        self.ring.now().sign(message).ok_or(Failure::Sealed)
    }

    /// The public key by which anybody may check the checkpoints of the audit (Ed25519, 32 bytes in digits).
    pub fn public_key(&self) -> String {
        self.ring.now().public_key().map(|key| crate::hex::written(&key)).unwrap_or_default()
    }

    /// The ring as it was read last.
    pub(crate) fn ring(&self) -> Arc<Ring> {
        self.ring.now()
    }

    fn allows(&self, class: Class) -> Result<()> {
        if self.only.is_none_or(|only| only == class) { Ok(()) } else { Err(Failure::Sealed) }
    }
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Vault")
    }
}
