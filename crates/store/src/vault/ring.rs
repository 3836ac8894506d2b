//! The key ring of the server: a small file that lies outside the database.

use crate::files;
use ::ring::signature::{Ed25519KeyPair, KeyPair as _};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// A key. It is wiped from memory when it is dropped.
pub type Key = Zeroizing<[u8; 32]>;

/// What stands at the top of the file.
const HEAD: &str = "# The keys of Reticolo. Keep a copy apart from the database and from its backups: without this file nothing
# that was sealed can be read, and whoever holds both reads everything.";

/// Keys by their fingerprint, and the key of the tokens. New keys of organisations are wrapped by the last one.
///
/// The key of the tokens is never changed, since what was found by a token must be found again; from it the keys are derived
/// (BLAKE3 in its mode for deriving keys, one context each) that sign checkpoints and chain the erasure ledger.
#[derive(Clone)]
pub struct Ring {
    keys: Vec<(String, Key)>,
    token: Key,
}

/// Why a ring cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RingFailure {
    /// The file is missing although the database needs it.
    #[error(
        "the key file {0} is missing: restore it from its own backup; without it what was sealed stays unreadable"
    )]
    Missing(PathBuf),
    /// The file cannot be read or written.
    #[error("the key file {0} cannot be used")]
    File(PathBuf, #[source] std::io::Error),
    /// The file is none of ours, or was cut.
    #[error("the key file {0} is not understood, line {1}")]
    Line(PathBuf, usize),
    /// The database was sealed with a key that is not in the file.
    #[error("the key file belongs to another database: a key that this one needs is not in it")]
    Foreign,
}

impl Ring {
    /// A new ring with one key.
    pub fn fresh() -> Self {
        let key = random();
        Self { keys: vec![(fingerprint(&key), key)], token: random() }
    }

    /// Reads a ring from a file.
    ///
    /// # Errors
    /// [`RingFailure`] when there is none, or it is not understood.
    pub fn read(path: &Path) -> Result<Self, RingFailure> {
        match std::fs::read_to_string(path) {
            Ok(text) => {
                Self::parse(&Zeroizing::new(text)).map_err(|line| RingFailure::Line(path.into(), line))
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                Err(RingFailure::Missing(path.into()))
            }
            Err(error) => Err(RingFailure::File(path.into(), error)),
        }
    }

    /// Reads a ring from a file, or makes both; the file is its owner's alone.
    ///
    /// # Errors
    /// [`RingFailure`] when it cannot be read or written.
    pub fn read_or_make(path: &Path) -> Result<Self, RingFailure> {
        match Self::read(path) {
            Err(RingFailure::Missing(_)) => {}
            read => return read,
        }
        files::write_new(path, Self::fresh().written().as_bytes())
            .map_err(|error| RingFailure::File(path.into(), error))?;
        // Another process may have been first: what lies there counts.
        Self::read(path)
    }

    /// Whether others than its owner may read the file.
    ///
    /// # Errors
    /// [`RingFailure::File`] when it cannot be looked at.
    pub fn is_open_to_others(path: &Path) -> Result<bool, RingFailure> {
        let about = std::fs::metadata(path).map_err(|error| RingFailure::File(path.into(), error))?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            Ok(about.permissions().mode() & 0o077 != 0)
        }
        #[cfg(not(unix))]
        {
            let _ = about;
            Ok(false)
        }
    }

    /// Reads the text of a ring; the number of the line that is not understood.
    fn parse(text: &str) -> Result<Self, usize> {
        let (mut keys, mut token) = (Vec::new(), None);
        for (number, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            match line.split_once(' ').and_then(|(word, digits)| Some((word, unhex(digits.trim())?))) {
                Some(("key", key)) => keys.push((fingerprint(&key), key)),
                Some(("token", key)) if token.is_none() => token = Some(key),
                _ => return Err(number + 1),
            }
        }
        match token {
            Some(token) if !keys.is_empty() => Ok(Self { keys, token }),
            _ => Err(text.lines().count()),
        }
    }

    fn written(&self) -> Zeroizing<String> {
        let keys = self.keys.iter().map(|(_, key)| format!("key {}\n", hex(key).as_str()));
        Zeroizing::new(format!("{HEAD}\ntoken {}\n{}", hex(&self.token).as_str(), keys.collect::<String>()))
    }

    /// This ring with a new key that wraps from now on.
    pub(crate) fn with_a_new_key(&self) -> Self {
        let key = random();
        let mut more = self.clone();
        more.keys.push((fingerprint(&key), key));
        more
    }

    /// This ring with the keys of these fingerprints only, and the newest.
    pub(crate) fn with_only(&self, used: &[String]) -> Self {
        let newest = self.newest().map(|(id, _)| id.to_owned());
        let keeps = |id: &String| used.contains(id) || newest.as_ref() == Some(id);
        let keys = self.keys.iter().filter(|(id, _)| keeps(id)).cloned().collect();
        Self { keys, token: self.token.clone() }
    }

    /// Puts this ring in the place of the file: after a crash there is the old one or this one.
    ///
    /// # Errors
    /// [`RingFailure::File`] when it cannot be written.
    pub(crate) fn write_over(&self, path: &Path) -> Result<(), RingFailure> {
        files::replace(path, self.written().as_bytes()).map_err(|error| RingFailure::File(path.into(), error))
    }

    /// The fingerprints of its keys, oldest first.
    pub fn ids(&self) -> Vec<String> {
        self.keys.iter().map(|(id, _)| id.clone()).collect()
    }

    /// Whether it is the same ring, perhaps with other keys added or taken away.
    pub(super) fn is_kin_of(&self, other: &Self) -> bool {
        self.token == other.token
    }

    /// A key for one use, which tells nothing of the others.
    pub(crate) fn derived(&self, context: &str) -> Key {
        Zeroizing::new(blake3::derive_key(context, self.token.as_ref()))
    }

    /// Signs with the key of the checkpoints (Ed25519, RFC 8032).
    pub(super) fn sign(&self, message: &[u8]) -> Option<Vec<u8>> {
        Some(self.signer()?.sign(message).as_ref().to_vec())
    }

    /// The public key of the checkpoints.
    pub(super) fn public_key(&self) -> Option<Vec<u8>> {
        Some(self.signer()?.public_key().as_ref().to_vec())
    }

    fn signer(&self) -> Option<Ed25519KeyPair> {
        let seed = self.derived("reticolo audit checkpoints, Ed25519 seed");
        Ed25519KeyPair::from_seed_unchecked(seed.as_ref()).ok()
    }

    /// The key with this fingerprint.
    pub(crate) fn key(&self, id: &str) -> Option<&Key> {
        self.keys.iter().find(|(known, _)| known == id).map(|(_, key)| key)
    }

    /// The key that wraps what is new.
    pub(crate) fn newest(&self) -> Option<(&str, &Key)> {
        self.keys.last().map(|(id, key)| (id.as_str(), key))
    }

    pub(super) fn token(&self, domain: &str, text: &str) -> [u8; 32] {
        let mut hasher = blake3::Hasher::new_keyed(&self.token);
        hasher.update(&(domain.len() as u64).to_le_bytes()).update(domain.as_bytes()).update(text.as_bytes());
        *hasher.finalize().as_bytes()
    }
}

/// Where the ring is known to be one without showing it.
fn fingerprint(key: &Key) -> String {
    blake3::derive_key("reticolo vault ring fingerprint", key.as_ref())
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// A key from the generator of the system.
pub(super) fn random() -> Key {
    Zeroizing::new(rand::random())
}

fn hex(key: &Key) -> Zeroizing<String> {
    Zeroizing::new(key.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn unhex(digits: &str) -> Option<Key> {
    let nibbles: Vec<u8> =
        digits.chars().map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok())).collect::<Option<_>>()?;
    let nibbles = Zeroizing::new(nibbles);
    let mut key = Key::default();
    if nibbles.len() != 64 {
        return None;
    }
    for (byte, pair) in key.iter_mut().zip(nibbles.chunks_exact(2)) {
        *byte = pair.first()? << 4 | pair.last()?;
    }
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_ring_is_made_once_and_is_its_owners_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/reticolo.keys");
        let first = Ring::read_or_make(&path).unwrap();
        let second = Ring::read_or_make(&path).unwrap();
        assert_eq!(first.newest().unwrap().0, second.newest().unwrap().0);
        assert_eq!(first.token("a", "b"), second.token("a", "b"));
        assert!(!Ring::is_open_to_others(&path).unwrap());
        assert_eq!(std::fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "no half file is left");
    }

    #[test]
    fn what_is_no_ring_is_told_by_its_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("r.keys");
        for (text, line) in [("", 0), ("# only words\n", 1), ("key 12\n", 1), ("\nqueue 00\n", 2)] {
            std::fs::write(&path, text).unwrap();
            assert!(matches!(Ring::read(&path), Err(RingFailure::Line(_, at)) if at == line), "{text:?}");
        }
        assert!(matches!(Ring::read(&folder.path().join("none")), Err(RingFailure::Missing(_))));
    }

    #[test]
    fn a_token_depends_on_domain_text_and_ring() {
        let (one, other) = (Ring::fresh(), Ring::fresh());
        assert_eq!(one.token("mail", "x"), one.token("mail", "x"));
        assert_ne!(one.token("mail", "x"), one.token("mailx", ""));
        assert_ne!(one.token("mail", "x"), other.token("mail", "x"));
    }

    #[test]
    fn a_ring_that_grew_and_shrank_is_still_the_same_ring() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("r.keys");
        let old = Ring::read_or_make(&path).unwrap();
        let grown = old.with_a_new_key();
        grown.write_over(&path).unwrap();
        let read = Ring::read(&path).unwrap();
        assert_eq!(read.ids(), grown.ids());
        assert_eq!((read.ids().len(), &read.ids()[0]), (2, &old.ids()[0]));
        assert!(read.is_kin_of(&old) && !read.is_kin_of(&Ring::fresh()));
        assert_eq!(read.public_key(), old.public_key(), "what was signed before can still be checked");
        assert_eq!(read.with_only(&[]).ids(), [read.newest().unwrap().0]);
        assert_eq!(read.with_only(&old.ids()).ids().len(), 2);
        assert!(!Ring::is_open_to_others(&path).unwrap());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no half file is left");
    }

    proptest! {
        #[test]
        fn a_ring_is_read_back_and_nothing_panics(text in "\\PC{0,200}") {
            let ring = Ring::fresh();
            let read = Ring::parse(&ring.written()).unwrap();
            prop_assert_eq!(ring.newest().unwrap().0, read.newest().unwrap().0);
            let _ = Ring::parse(&text);
        }
    }
}
