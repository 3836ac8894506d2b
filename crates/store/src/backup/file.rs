//! The file of a backup: a header and what follows, compressed and sealed.

use super::{
    BackupFailure, Header, Result, failed,
    stream::{Opener, Sealer, StreamFailure},
};
use crate::{files, vault::Ring};
use flate2::{Compression, read::ZlibDecoder, write::ZlibEncoder};
use std::{
    fs::File,
    io::{self, BufReader, Read, Write},
    path::Path,
};

/// No header is longer, in bytes.
const LONGEST_HEADER: u32 = 1 << 26;

/// Writes a backup of what `fill` writes; a half one never has the name.
pub(super) fn write(
    path: &Path,
    ring: &Ring,
    header: &Header,
    fill: impl FnOnce(&mut dyn Write) -> Result<()>,
) -> Result<u64> {
    if path.exists() {
        return Err(BackupFailure::There(path.into()));
    }
    let half = files::half_of(path);
    let written = write_half(&half, ring, header, fill).and_then(|()| {
        std::fs::rename(&half, path).and_then(|()| files::sync_folder(path)).map_err(failed(path))
    });
    if written.is_err() {
        let _ = std::fs::remove_file(&half);
    }
    written?;
    // What cannot be read again is no backup.
    look(path, ring)?;
    std::fs::metadata(path).map(|about| about.len()).map_err(failed(path))
}

fn write_half(
    half: &Path,
    ring: &Ring,
    header: &Header,
    fill: impl FnOnce(&mut dyn Write) -> Result<()>,
) -> Result<()> {
    let sealer = files::make(half).and_then(|file| Sealer::begin(file, ring)).and_then(|mut sealer| {
        let words = serde_json::to_vec(header)?;
        let length = u32::try_from(words.len()).map_err(io::Error::other)?;
        sealer.write_all(&length.to_le_bytes())?;
        sealer.write_all(&words)?;
        Ok(sealer)
    });
    let mut packed = ZlibEncoder::new(sealer.map_err(failed(half))?, Compression::default());
    fill(&mut packed)?;
    let file = packed.finish().and_then(Sealer::finish).map_err(failed(half))?;
    file.sync_all().map_err(failed(half))
}

/// Reads a backup to its end without keeping what is in it: its header, once every byte of it is known to be as it was written.
///
/// # Errors
/// [`BackupFailure`]: it is something else, damaged, or its key is not in the ring.
pub fn look(path: &Path, ring: &Ring) -> Result<Header> {
    read(path, ring, |_| Ok(io::sink()))
}

/// Reads a backup into where `to` says, once its header is known. What was written there counts only when this returns well.
pub(super) fn read<W: Write>(
    path: &Path,
    ring: &Ring,
    to: impl FnOnce(&Header) -> Result<W>,
) -> Result<Header> {
    let told = |error: io::Error| told(path, error);
    let file = File::open(path).map_err(failed(path))?;
    let mut opener = Opener::begin(BufReader::new(file), ring).map_err(told)?;
    let mut length = [0; 4];
    opener.read_exact(&mut length).map_err(told)?;
    let length = u32::from_le_bytes(length);
    if length > LONGEST_HEADER {
        return Err(BackupFailure::Damaged(path.into()));
    }
    let mut words = Vec::new();
    opener.by_ref().take(u64::from(length)).read_to_end(&mut words).map_err(told)?;
    let header: Header = serde_json::from_slice(&words).map_err(|_| BackupFailure::Damaged(path.into()))?;
    let mut to = to(&header)?;
    let mut packed = ZlibDecoder::new(opener);
    copy(&mut packed, &mut to, path)?;
    to.flush().map_err(failed(path))?;
    // The stream must end where what was packed ends.
    let mut rest = packed.into_inner();
    match io::copy(&mut rest, &mut io::sink()) {
        Ok(0) => Ok(header),
        Ok(_) => Err(BackupFailure::Damaged(path.into())),
        Err(error) => Err(told(error)),
    }
}

/// Copies, and tells apart who failed: the backup, or where it is written to.
fn copy(from: &mut impl Read, to: &mut impl Write, path: &Path) -> Result<()> {
    let mut buffer = vec![0; 65_536];
    loop {
        let read = match from.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(told(path, error)),
        };
        to.write_all(buffer.get(..read).unwrap_or_default()).map_err(failed(path))?;
    }
}

fn told(path: &Path, error: io::Error) -> BackupFailure {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<StreamFailure>()) {
        Some(StreamFailure::Foreign) => BackupFailure::Foreign(path.into()),
        Some(StreamFailure::Key(id)) => BackupFailure::Key(path.into(), id.clone()),
        Some(StreamFailure::Damaged) => BackupFailure::Damaged(path.into()),
        None => match error.kind() {
            io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => {
                BackupFailure::Damaged(path.into())
            }
            _ => BackupFailure::File(path.into(), error),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn header() -> Header {
        Header {
            version: "0.1.0".into(),
            at: 7,
            engine: "sqlite".into(),
            migrations: vec!["store/0001_store".into()],
            heads: vec![],
            erasures: 2,
            rings: vec![],
        }
    }

    fn made(folder: &tempfile::TempDir, ring: &Ring, plain: &[u8]) -> std::path::PathBuf {
        let path = folder.path().join("b.backup");
        write(&path, ring, &header(), |to| to.write_all(plain).map_err(failed(&path))).unwrap();
        path
    }

    fn restored(path: &Path, ring: &Ring) -> Result<(Header, Vec<u8>)> {
        let out = path.with_extension("out");
        let header = read(path, ring, |_| File::create(&out).map_err(failed(&out)))?;
        Ok((header, std::fs::read(&out).unwrap()))
    }

    #[test]
    fn what_is_written_is_read_and_nothing_of_it_is_plain() {
        let (folder, ring) = (tempfile::tempdir().unwrap(), Ring::fresh());
        let plain = b"canary Amina ".repeat(20_000);
        let path = made(&folder, &ring, &plain);
        assert_eq!(restored(&path, &ring).unwrap(), (header(), plain));
        let bytes = std::fs::read(&path).unwrap();
        for word in [b"canary".as_slice(), b"store/0001", b"0.1.0"] {
            assert!(!bytes.windows(word.len()).any(|part| part == word));
        }
        assert!(bytes.len() < 10_000, "it is compressed before it is sealed");
    }

    #[test]
    fn one_that_is_there_is_never_overwritten_and_no_half_one_is_left() {
        let (folder, ring) = (tempfile::tempdir().unwrap(), Ring::fresh());
        let path = made(&folder, &ring, b"first");
        let again = write(&path, &ring, &header(), |_| Ok(()));
        assert!(matches!(again, Err(BackupFailure::There(_))));
        let other = folder.path().join("c.backup");
        let fails = write(&other, &ring, &header(), |_| Err(BackupFailure::ToolFailed("pg_dump")));
        assert!(matches!(fails, Err(BackupFailure::ToolFailed(_))));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        assert_eq!(restored(&path, &ring).unwrap().1, b"first");
    }

    #[test]
    fn a_foreign_key_and_a_foreign_file_are_told() {
        let (folder, ring) = (tempfile::tempdir().unwrap(), Ring::fresh());
        let path = made(&folder, &ring, b"x");
        assert!(matches!(look(&path, &Ring::fresh()), Err(BackupFailure::Key(_, id)) if ring.ids()[0] == id));
        std::fs::write(&path, "{}").unwrap();
        assert!(matches!(look(&path, &ring), Err(BackupFailure::Foreign(_))));
        assert!(matches!(look(&folder.path().join("none"), &ring), Err(BackupFailure::File(..))));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn what_was_cut_or_changed_is_refused(
            plain in proptest::collection::vec(any::<u8>(), 0..2_000),
            at in any::<prop::sample::Index>(),
            bit in 0u8..8,
        ) {
            let (folder, ring) = (tempfile::tempdir().unwrap(), Ring::fresh());
            let path = made(&folder, &ring, &plain);
            let whole = std::fs::read(&path).unwrap();
            let mut changed = whole.clone();
            changed[at.index(whole.len())] ^= 1 << bit;
            for wrong in [changed, whole[..at.index(whole.len())].to_vec()] {
                std::fs::write(&path, &wrong).unwrap();
                prop_assert!(matches!(
                    look(&path, &ring),
                    Err(BackupFailure::Damaged(_) | BackupFailure::Foreign(_) | BackupFailure::Key(..))
                ));
            }
        }
    }
}
