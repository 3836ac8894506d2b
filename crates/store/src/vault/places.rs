//! Where the files of a vault lie.

use std::path::{Path, PathBuf};

/// Three files, apart from the database and from its backups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// The key ring.
    pub ring: PathBuf,
    /// The erasure ledger. Nodes of one database share it.
    pub ledger: PathBuf,
}

impl Places {
    /// The ledger of `r.keys` is `r.keys.erased`.
    pub fn beside(ring: &Path) -> Self {
        let mut ledger = ring.as_os_str().to_owned();
        ledger.push(".erased");
        Self { ring: ring.into(), ledger: ledger.into() }
    }

    /// The signed checkpoints of the audit lie beside the ledger: `r.keys.checkpoints`.
    pub fn checkpoints(&self) -> PathBuf {
        self.ledger.with_extension("checkpoints")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ledger_and_checkpoints_lie_beside_the_ring() {
        let places = Places::beside(Path::new("var/demo.keys"));
        assert_eq!(places.ledger, Path::new("var/demo.keys.erased"));
        assert_eq!(places.checkpoints(), Path::new("var/demo.keys.checkpoints"));
    }
}
