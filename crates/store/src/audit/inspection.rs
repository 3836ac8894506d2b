//! Looking at everything that tells whether the audit is what was written.

use super::{
    checkpoint,
    signed::{self, Signed},
    walk,
};
use crate::{Db, Result, Vault};
use serde::Serialize;
use std::{collections::BTreeSet, path::PathBuf};

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Inspection {
    /// Each chain.
    pub chains: Vec<Chain>,
    /// What is wrong beside broken chains.
    pub troubles: Vec<Trouble>,
    /// The public key of the checkpoints (Ed25519, in digits).
    pub signer: String,
}

/// One chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chain {
    /// Its name.
    pub chain: String,
    /// How many entries it has.
    pub entries: u64,
    /// Up to which entry it is signed; 0 when not at all.
    pub signed: i64,
    /// The first entry that is missing, changed or out of order.
    pub broken: Option<i64>,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "trouble", rename_all = "snake_case")]
pub enum Trouble {
    /// At a signed place the chain holds something else now, or ends before it.
    Rewritten {
        /// The chain.
        chain: String,
        /// The signed entry.
        number: i64,
    },
    /// A checkpoint in the database was not signed by this ring.
    Unsigned {
        /// The chain.
        chain: String,
        /// The entry.
        number: i64,
    },
    /// The database knows checkpoints, and their file is not there.
    FileMissing {
        /// Where it should be.
        file: PathBuf,
    },
    /// The database knows a checkpoint that is not in the file.
    FileCut {
        /// The chain.
        chain: String,
        /// The entry.
        number: i64,
    },
    /// A line of the file was not signed by this ring.
    FileChanged {
        /// The line.
        line: usize,
    },
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Rewritten { chain, number } => {
                write!(f, "{chain}: entry {number} was signed, and is another one now or is gone")
            }
            Self::Unsigned { chain, number } => {
                write!(f, "{chain}: the checkpoint at {number} was not signed by this key ring")
            }
            Self::FileMissing { file } => {
                write!(
                    f,
                    "the file of the checkpoints {} is missing: put its newest copy there",
                    file.display()
                )
            }
            Self::FileCut { chain, number } => {
                write!(
                    f,
                    "{chain}: the checkpoint at {number} is not in the file of the checkpoints: it was cut, or is an old copy"
                )
            }
            Self::FileChanged { line } => {
                write!(f, "line {line} of the file of the checkpoints was not signed by this key ring")
            }
        }
    }
}

impl Inspection {
    /// Whether everything is as it was written.
    pub fn holds(&self) -> bool {
        self.troubles.is_empty() && self.chains.iter().all(|chain| chain.broken.is_none())
    }

    /// How many entries there are.
    pub fn entries(&self) -> u64 {
        self.chains.iter().map(|chain| chain.entries).sum()
    }
}

/// Walks every chain, and compares it with the checkpoints in the database and in the file.
///
/// # Errors
/// [`crate::Failure`] of database or file.
pub async fn inspect(db: &Db, vault: &Vault) -> Result<Inspection> {
    let signer = vault.public_key();
    let mut troubles = Vec::new();
    let known = checkpoint::all(db).await?;
    let file = match vault.places() {
        Some(places) => signed::read(&places.checkpoints(), &signer)?,
        None => None,
    };
    for signed in known.iter().filter(|signed| !signed.holds(&signer)) {
        troubles.push(Trouble::Unsigned { chain: signed.chain.clone(), number: signed.number });
    }
    match (&file, vault.places()) {
        (Some(read), _) => {
            troubles.extend(read.foreign.iter().map(|line| Trouble::FileChanged { line: *line }));
            let all: BTreeSet<&str> = read.all.iter().map(|signed| signed.signature.as_str()).collect();
            let cut = known.iter().filter(|signed| !all.contains(signed.signature.as_str()));
            troubles.extend(cut.map(|s| Trouble::FileCut { chain: s.chain.clone(), number: s.number }));
        }
        (None, Some(places)) if !known.is_empty() => {
            troubles.push(Trouble::FileMissing { file: places.checkpoints() });
        }
        (None, _) => {}
    }
    let ours = known.iter().filter(|signed| signed.holds(&signer));
    let standing: Vec<&Signed> = ours.chain(file.iter().flat_map(signed::Read::standing)).collect();
    let heads: BTreeSet<(String, i64, String)> =
        standing.iter().map(|signed| (signed.chain.clone(), signed.number, signed.hash.clone())).collect();
    let heads: Vec<walk::Head> =
        heads.into_iter().map(|(chain, number, hash)| walk::Head { chain, number, hash }).collect();
    let walk = walk::all(db, &heads).await?;
    let rewritten: BTreeSet<(String, i64)> =
        walk.missed.into_iter().map(|head| (head.chain, head.number)).collect();
    troubles.extend(rewritten.into_iter().map(|(chain, number)| Trouble::Rewritten { chain, number }));
    let signed_to = |chain: &str| {
        standing.iter().filter(|signed| signed.chain == chain).map(|signed| signed.number).max().unwrap_or(0)
    };
    let chains = walk.chains.into_iter().map(|(chain, walked)| Chain {
        signed: signed_to(&chain),
        chain,
        entries: walked.entries,
        broken: walked.broken,
    });
    Ok(Inspection { chains: chains.collect(), troubles, signer })
}
