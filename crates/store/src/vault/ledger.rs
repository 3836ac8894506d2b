//! The erasure ledger: who was erased, in a file that lies apart from the database and its backups.
//!
//! Each line is written, and on the disk, *before* the erasure is committed. So a database that comes back from an old backup
//! is told whom to forget again, and one line too many – the power went off in between – is an erasure that somebody
//! had decided and that is completed at the next start. Lines are chained by a key of the ring: a line that is taken out,
//! changed or added by hand is found. They hold pseudonyms only.

use super::ring::{Key, Ring};
use crate::{
    hex,
    lines::{Lines, Open},
};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use uuid::Uuid;

const HEAD: &str = "# The erasure ledger of Reticolo: whose keys were destroyed. It only grows. Keep a copy with the key file, apart from the
# backups of the database: a database that comes back from a backup forgets these people again by it.";

/// Why the ledger cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LedgerFailure {
    /// It is missing although the database knows erasures of it.
    #[error(
        "the erasure ledger {0} is missing, and this database knows {1} erasures of it: put its newest copy there (`reticolo \
         keys backup` makes copies); without it people who were erased could come back"
    )]
    Missing(PathBuf, usize),
    /// It is shorter than the database knows.
    #[error(
        "the erasure ledger {0} was cut or is an old copy: this database knows line {1}, and it is not there. Put the newest \
         copy there; on several nodes all must share one file"
    )]
    Cut(PathBuf, i64),
    /// A line does not follow from the one before it.
    #[error(
        "the erasure ledger {0} was changed: its entry {1} does not follow from the one before, or was written with another key \
         ring. Put the newest unchanged copy there"
    )]
    Broken(PathBuf, i64),
    /// It cannot be read or written.
    #[error("the erasure ledger {0} cannot be used")]
    File(PathBuf, #[source] std::io::Error),
}

/// One erasure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Line {
    /// Its number, from 1.
    pub line: i64,
    /// When, in microseconds since the epoch.
    pub at: i64,
    /// Whose keys.
    pub subject: Uuid,
    /// Whose share of a key, where not the whole key was destroyed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<Uuid>,
    /// The link to the line before, in digits.
    pub hash: String,
}

/// The file and the key that chains it.
pub(crate) struct Ledger {
    lines: Lines,
    key: Key,
}

/// The ledger, while nobody else may write: held until the transaction is committed.
pub(crate) struct Held(#[expect(dead_code, reason = "dropping it lets others write")] Open);

impl Ledger {
    pub fn of(path: &Path, ring: &Ring) -> Self {
        let lines = Lines { path: path.into(), head: HEAD };
        Self { lines, key: ring.derived("reticolo erasure ledger, chain") }
    }

    pub fn path(&self) -> &Path {
        &self.lines.path
    }

    /// Makes the file, unless it is there.
    pub fn make(&self) -> Result<(), LedgerFailure> {
        self.lines.make().map_err(|error| self.failed(error))
    }

    /// Every line, each checked against the one before; `None` when there is no file.
    pub fn read(&self) -> Result<Option<Vec<Line>>, LedgerFailure> {
        let Some(lines) = self.lines.read().map_err(|error| self.failed(error))? else { return Ok(None) };
        let mut all: Vec<Line> = Vec::with_capacity(lines.len());
        for (number, (_, text)) in (1..).zip(lines) {
            let line: Line = serde_json::from_str(&text).map_err(|_| self.broken(number))?;
            let previous = all.last().map_or("", |last| last.hash.as_str());
            if line.line != number
                || line.hash != self.link(previous, number, line.at, line.subject, line.holder)
            {
                return Err(self.broken(number));
            }
            all.push(line);
        }
        Ok(Some(all))
    }

    /// Holds the ledger, so that nobody is between writing a line and committing it.
    pub fn hold(&self) -> Result<Held, LedgerFailure> {
        self.lines.open().map(Held).map_err(|error| self.failed(error))
    }

    /// Writes lines, on the disk when this returns. Blocks while another process holds the ledger.
    pub fn append(
        &self,
        erased: &[(Uuid, Option<Uuid>)],
        at: i64,
    ) -> Result<(Vec<Line>, Held), LedgerFailure> {
        let mut open = self.lines.open().map_err(|error| self.failed(error))?;
        let last = match open.last().map_err(|error| self.failed(error))? {
            None => None,
            Some(text) => Some(serde_json::from_str::<Line>(&text).map_err(|_| self.broken(0))?),
        };
        let (mut number, mut previous) = last.map_or((0, String::new()), |last| (last.line, last.hash));
        let mut lines = Vec::with_capacity(erased.len());
        for (subject, holder) in erased {
            number += 1;
            previous = self.link(&previous, number, at, *subject, *holder);
            lines.push(Line { line: number, at, subject: *subject, holder: *holder, hash: previous.clone() });
        }
        let texts: Vec<String> = lines
            .iter()
            .map(serde_json::to_string)
            .collect::<Result<_, _>>()
            .map_err(|e| self.failed(std::io::Error::other(e)))?;
        open.append(&texts).map_err(|error| self.failed(error))?;
        Ok((lines, Held(open)))
    }

    fn link(&self, previous: &str, line: i64, at: i64, subject: Uuid, holder: Option<Uuid>) -> String {
        let mut hasher = blake3::Hasher::new_keyed(&self.key);
        hasher.update(&(previous.len() as u64).to_le_bytes()).update(previous.as_bytes());
        hasher.update(&line.to_le_bytes()).update(&at.to_le_bytes()).update(subject.as_bytes());
        hasher.update(holder.as_ref().map_or(&[][..], |holder| holder.as_bytes()));
        hex::written(hasher.finalize().as_bytes())
    }

    fn broken(&self, line: i64) -> LedgerFailure {
        LedgerFailure::Broken(self.path().into(), line)
    }

    fn failed(&self, error: std::io::Error) -> LedgerFailure {
        LedgerFailure::File(self.path().into(), error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn some(folder: &tempfile::TempDir) -> Ledger {
        let ledger = Ledger::of(&folder.path().join("r.keys.erased"), &Ring::fresh());
        ledger.make().unwrap();
        for number in 1..=4 {
            ledger.append(&[(Uuid::from_u128(number), None)], 7).unwrap();
        }
        ledger
            .append(&[(Uuid::from_u128(5), Some(Uuid::from_u128(6))), (Uuid::from_u128(7), None)], 8)
            .unwrap();
        ledger
    }

    #[test]
    fn what_was_written_is_read_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let lines = some(&folder).read().unwrap().unwrap();
        assert_eq!(lines.iter().map(|l| l.line).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6]);
        assert_eq!(lines[4].holder, Some(Uuid::from_u128(6)));
    }

    #[test]
    fn a_line_taken_out_moved_or_written_with_another_ring_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let ledger = some(&folder);
        let text = std::fs::read_to_string(ledger.path()).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        for changed in [
            [&lines[..4], &lines[5..]].concat(),
            [&lines[..3], &[lines[4], lines[3]], &lines[5..]].concat(),
            [&lines[..2], &lines[3..]].concat(),
        ] {
            std::fs::write(ledger.path(), changed.join("\n") + "\n").unwrap();
            assert!(matches!(ledger.read(), Err(LedgerFailure::Broken(..))), "{changed:?}");
        }
        std::fs::write(ledger.path(), &text).unwrap();
        let foreign = Ledger::of(ledger.path(), &Ring::fresh());
        assert!(matches!(foreign.read(), Err(LedgerFailure::Broken(_, 1))));
        assert_eq!(ledger.read().unwrap().unwrap().len(), 6);
    }

    proptest! {
        #[test]
        fn one_changed_byte_is_found_or_takes_lines_off_the_end(at in any::<prop::sample::Index>(), bit in 0u8..7) {
            let folder = tempfile::tempdir().unwrap();
            let ledger = some(&folder);
            let before = ledger.read().unwrap().unwrap();
            let mut bytes = std::fs::read(ledger.path()).unwrap();
            let start = HEAD.len() + 1;
            let at = start + at.index(bytes.len() - start);
            bytes[at] ^= 1 << bit;
            std::fs::write(ledger.path(), &bytes).unwrap();
            // What is shorter than before is found by the database, which knows the lines.
            match ledger.read() {
                Ok(Some(lines)) => prop_assert!(lines.len() <= before.len() && lines[..] == before[..lines.len()]),
                Ok(None) => prop_assert!(false, "the file is there"),
                Err(_) => {}
            }
        }
    }
}
