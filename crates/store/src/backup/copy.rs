//! Copies of what lies apart from the database: the key ring, the erasure ledger, the checkpoints of the audit.

use super::{BackupFailure, Result, failed};
use crate::{
    files,
    vault::{Places, Ring},
};
use std::path::{Path, PathBuf};

/// Copies the files into a folder, made when missing. An older ring there is kept beside the new one, because older backups
/// need its keys; an older ledger is replaced only when it is a beginning of the present one. The files that are there now.
///
/// # Errors
/// [`BackupFailure::Other`] when the folder holds a ledger with something that the present one does not have; another one
/// of the files.
pub fn into_folder(places: &Places, folder: &Path) -> Result<Vec<PathBuf>> {
    make_folder(folder)?;
    let mut written = Vec::new();
    let ring = read(&places.ring)?.ok_or_else(|| missing(&places.ring))?;
    let to = folder.join(places.ring.file_name().unwrap_or_default());
    match read(&to)? {
        Some(old) if old != ring => {
            let id = Ring::read(&to).ok().and_then(|old| old.ids().last().cloned());
            let mut aside = to.clone().into_os_string();
            aside.push(format!(".{}", id.unwrap_or_else(|| "unreadable".into())));
            let aside = PathBuf::from(aside);
            if !aside.exists() {
                files::write_new(&aside, &old).map_err(failed(&aside))?;
            }
            written.push(aside);
        }
        _ => {}
    }
    files::replace(&to, &ring).map_err(failed(&to))?;
    written.push(to);
    for grown in [&places.ledger, &places.checkpoints()] {
        let Some(now) = read(grown)? else { continue };
        let to = folder.join(grown.file_name().unwrap_or_default());
        if read(&to)?.is_some_and(|old| !now.starts_with(&old)) {
            return Err(BackupFailure::Other(to));
        }
        files::replace(&to, &now).map_err(failed(&to))?;
        written.push(to);
    }
    Ok(written)
}

fn make_folder(folder: &Path) -> Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(folder).map_err(failed(folder))
}

fn read(path: &Path) -> Result<Option<zeroize::Zeroizing<Vec<u8>>>> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(bytes.into())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failed(path)(error)),
    }
}

fn missing(path: &Path) -> BackupFailure {
    failed(path)(std::io::ErrorKind::NotFound.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_older_ring_is_kept_and_a_ledger_never_gets_shorter() {
        let folder = tempfile::tempdir().unwrap();
        let (places, safe) =
            (Places::beside(&folder.path().join("r.keys")), folder.path().join("safe/place"));
        let ring = Ring::read_or_make(&places.ring).unwrap();
        std::fs::write(&places.ledger, "# head\none\n").unwrap();
        assert_eq!(into_folder(&places, &safe).unwrap().len(), 2);
        assert_eq!(into_folder(&places, &safe).unwrap().len(), 2, "again, and nothing is new");

        ring.with_a_new_key().with_only(&[]).write_over(&places.ring).unwrap();
        std::fs::write(&places.ledger, "# head\none\ntwo\n").unwrap();
        into_folder(&places, &safe).unwrap();
        let kept = safe.join(format!("r.keys.{}", ring.ids()[0]));
        assert_eq!(Ring::read(&kept).unwrap().ids(), ring.ids(), "older backups need it");
        assert_ne!(Ring::read(&safe.join("r.keys")).unwrap().ids(), ring.ids());
        assert!(std::fs::read_to_string(safe.join("r.keys.erased")).unwrap().ends_with("two\n"));

        std::fs::write(&places.ledger, "# head\none\n").unwrap();
        assert!(
            matches!(into_folder(&places, &safe), Err(BackupFailure::Other(_))),
            "the longer one is not lost"
        );
        assert!(!Ring::is_open_to_others(&safe.join("r.keys")).unwrap());
    }
}
