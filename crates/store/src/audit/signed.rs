//! What is signed about a chain, and the file in which it stands.

use super::Head;
use crate::{Failure, Result, Vault, hex, lines::Lines, vault::Places};
use ::ring::signature::{ED25519, UnparsedPublicKey};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, path::Path};

const HEAD: &str = "# Where the chains of Reticolo's audit stood, signed (Ed25519). It only grows. It lies apart from the database, so that a
# database whose history was rewritten by hand is found: `reticolo audit verify`.";

/// What a line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    /// The chain stood here.
    Checkpoint,
    /// A backup was restored in which the chain stood here: what was signed beyond is no more.
    Restored,
}

/// One signed statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Signed {
    pub kind: Kind,
    pub chain: String,
    pub number: i64,
    /// In microseconds since the epoch.
    pub at: i64,
    /// The hash of the entry, in digits.
    pub hash: String,
    /// The public key, in digits.
    pub signer: String,
    /// In digits.
    pub signature: String,
}

impl Signed {
    /// Signs where a chain stands.
    pub fn by(vault: &Vault, kind: Kind, head: Head, at: i64) -> Result<Self> {
        let (signer, signature) = (vault.public_key(), String::new());
        let mut signed =
            Self { kind, chain: head.chain, number: head.number, at, hash: head.hash, signer, signature };
        signed.signature = hex::written(&vault.sign(&signed.message())?);
        Ok(signed)
    }

    /// Whether this key signed it.
    pub fn holds(&self, public_key: &str) -> bool {
        let (Some(key), Some(signature)) = (hex::read(public_key), hex::read(&self.signature)) else {
            return false;
        };
        self.signer == public_key
            && UnparsedPublicKey::new(&ED25519, key).verify(&self.message(), &signature).is_ok()
    }

    pub fn head(&self) -> Head {
        Head { chain: self.chain.clone(), number: self.number, hash: self.hash.clone() }
    }

    /// Every field with its length before it.
    fn message(&self) -> Vec<u8> {
        let kind: &[u8] = match self.kind {
            Kind::Checkpoint => b"reticolo audit checkpoint",
            Kind::Restored => b"reticolo audit restored",
        };
        let (number, at) = (self.number.to_le_bytes(), self.at.to_le_bytes());
        let fields: [&[u8]; 5] = [kind, self.chain.as_bytes(), &number, &at, self.hash.as_bytes()];
        fields.iter().flat_map(|field| [&(field.len() as u64).to_le_bytes(), *field].concat()).collect()
    }
}

/// The file as it was read.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// Every line that is ours.
    pub all: Vec<Signed>,
    /// The numbers of the lines that are not.
    pub foreign: Vec<usize>,
}

impl Read {
    /// What is signed and still stands: what lay beyond a restored backup is no more.
    pub fn standing(&self) -> Vec<&Signed> {
        let mut standing: BTreeMap<&str, Vec<&Signed>> = BTreeMap::new();
        for signed in &self.all {
            let chain = standing.entry(&signed.chain).or_default();
            match signed.kind {
                Kind::Checkpoint => chain.push(signed),
                Kind::Restored => chain.retain(|known| known.number <= signed.number),
            }
        }
        standing.into_values().flatten().collect()
    }
}

fn lines(path: &Path) -> Lines {
    Lines { path: path.into(), head: HEAD }
}

/// Reads the file; `None` when there is none.
pub(super) fn read(path: &Path, public_key: &str) -> Result<Option<Read>> {
    let failed = |error| Failure::Checkpoints(path.into(), error);
    let Some(lines) = lines(path).read().map_err(failed)? else { return Ok(None) };
    let mut read = Read::default();
    for (number, text) in lines {
        match serde_json::from_str::<Signed>(&text) {
            Ok(signed) if signed.holds(public_key) => read.all.push(signed),
            _ => read.foreign.push(number),
        }
    }
    Ok(Some(read))
}

/// Adds to the file, made when missing; on the disk when this returns.
pub(super) async fn append(vault: &Vault, signed: &[Signed]) -> Result<()> {
    let Some(path) = vault.places().map(Places::checkpoints) else { return Ok(()) };
    let texts = signed.iter().map(serde_json::to_string).collect::<std::result::Result<Vec<_>, _>>();
    let (lines, texts) = (lines(&path), texts.map_err(std::io::Error::other));
    let written = tokio::task::spawn_blocking(move || {
        lines.make()?;
        lines.open()?.append(&texts?)
    });
    let written = written.await.map_err(std::io::Error::other).and_then(|written| written);
    written.map_err(|error| Failure::Checkpoints(path, error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn head(number: i64) -> Head {
        Head { chain: "network".into(), number, hash: "ab".repeat(32) }
    }

    #[test]
    fn what_was_signed_holds_for_its_key_and_words_only() {
        let (vault, other) = (Vault::passing(), Vault::passing());
        let signed = Signed::by(&vault, Kind::Checkpoint, head(7), 5).unwrap();
        assert!(signed.holds(&vault.public_key()) && !signed.holds(&other.public_key()));
        for changed in [
            Signed { number: 8, ..signed.clone() },
            Signed { at: 6, ..signed.clone() },
            Signed { chain: "networ".into(), ..signed.clone() },
            Signed { hash: "cd".repeat(32), ..signed.clone() },
            Signed { kind: Kind::Restored, ..signed.clone() },
            Signed { signer: other.public_key(), ..signed.clone() },
        ] {
            assert!(
                !changed.holds(&vault.public_key()) && !changed.holds(&other.public_key()),
                "{changed:?}"
            );
        }
    }

    #[test]
    fn what_lay_beyond_a_restored_backup_stands_no_more() {
        let vault = Vault::passing();
        let sign = |kind, number| Signed::by(&vault, kind, head(number), number).unwrap();
        let all = [(Kind::Checkpoint, 3), (Kind::Checkpoint, 9), (Kind::Restored, 5), (Kind::Checkpoint, 6)];
        let read = Read { all: all.map(|(kind, number)| sign(kind, number)).to_vec(), foreign: vec![] };
        assert_eq!(read.standing().iter().map(|s| s.number).collect::<Vec<_>>(), [3, 6]);
    }

    proptest! {
        #[test]
        fn nothing_that_is_no_signature_holds_or_panics(signer in "[0-9a-f]{0,70}", signature in "\\PC{0,140}") {
            let signed = Signed { kind: Kind::Checkpoint, chain: "c".into(), number: 1, at: 1, hash: String::new(), signer: signer.clone(), signature };
            prop_assert!(!signed.holds(&signer));
        }
    }
}
