//! The ring as this process has it. Another process may add a key meanwhile: whoever meets one that it does not know
//! reads the file again.

use super::ring::{Key, Ring};
use std::{
    path::PathBuf,
    sync::{Arc, PoisonError, RwLock},
};

pub(super) struct Loaded {
    ring: RwLock<Arc<Ring>>,
    path: Option<PathBuf>,
}

impl Loaded {
    pub fn of(ring: Ring, path: Option<PathBuf>) -> Self {
        Self { ring: RwLock::new(Arc::new(ring)), path }
    }

    /// The ring as it was read last.
    pub fn now(&self) -> Arc<Ring> {
        self.ring.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The key with this fingerprint.
    pub fn key(&self, id: &str) -> Option<Key> {
        let known = self.now().key(id).cloned();
        known.or_else(|| {
            self.reload();
            self.now().key(id).cloned()
        })
    }

    /// The key that wraps what is new, by what the file says now: keys of organisations are seldom made.
    pub fn newest(&self) -> Option<(String, Key)> {
        self.reload();
        self.now().newest().map(|(id, key)| (id.to_owned(), key.clone()))
    }

    /// A keyed token; its key never changes.
    pub fn token(&self, domain: &str, text: &str) -> [u8; 32] {
        self.now().token(domain, text)
    }

    /// Reads the file again. What cannot be read, or is another ring, changes nothing: what is known still opens.
    pub fn reload(&self) {
        let Some(path) = &self.path else { return };
        match Ring::read(path) {
            Ok(read) if read.is_kin_of(&self.now()) => {
                *self.ring.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(read);
            }
            Ok(_) => tracing::error!("the key file is another one now; this process goes on with its own"),
            Err(error) => tracing::error!(%error, "the key file cannot be read again"),
        }
    }
}
