//! The keys of many people of one class, for lists.

use super::{Class, cipher, ring::Key};
use crate::Result;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Opens what was sealed for people of one organisation, in one class. Hold it for one answer only: keys destroyed
/// meanwhile are still in it.
pub struct Reader {
    keys: BTreeMap<Uuid, Key>,
    class: Class,
}

impl Reader {
    pub(super) fn of(keys: BTreeMap<Uuid, Key>, class: Class) -> Self {
        Self { keys, class }
    }

    /// Opens what was sealed for a person; `None` when her keys were destroyed.
    ///
    /// # Errors
    /// [`crate::Failure::Sealed`] when it was changed, or belongs to somebody or something else.
    pub fn open(&self, subject: Uuid, sealed: &[u8]) -> Result<Option<Vec<u8>>> {
        self.open_record(subject, subject, sealed)
    }

    /// Opens what was sealed for a person and a record.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_record(&self, subject: Uuid, record: Uuid, sealed: &[u8]) -> Result<Option<Vec<u8>>> {
        let Some(key) = self.keys.get(&subject) else { return Ok(None) };
        cipher::open(key, &cipher::identity(subject, self.class, record), sealed).map(Some)
    }
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Reader({})", self.keys.len())
    }
}
