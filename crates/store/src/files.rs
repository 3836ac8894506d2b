//! Files that nobody ever sees half, their owner's alone.

use std::{
    fs::File,
    io::{Result, Write as _},
    path::{Path, PathBuf},
};

/// Writes a new file; one that is there already stays as it is.
pub(crate) fn write_new(path: &Path, bytes: &[u8]) -> Result<()> {
    let half = written_half(path, bytes)?;
    let linked = match std::fs::hard_link(&half, path) {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        linked => linked,
    };
    let _ = std::fs::remove_file(&half);
    linked.and_then(|()| sync_folder(path))
}

/// Puts a file in the place of another: after a crash there is the old one or the new one, never a half.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    let half = written_half(path, bytes)?;
    if let Err(error) = std::fs::rename(&half, path) {
        let _ = std::fs::remove_file(&half);
        return Err(error);
    }
    sync_folder(path)
}

/// Makes a file durable by name: its folder must be written too.
pub(crate) fn sync_folder(path: &Path) -> Result<()> {
    #[cfg(unix)]
    File::open(folder_of(path))?.sync_all()?;
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

/// A name beside a file that nobody else takes.
pub(crate) fn half_of(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".half-{:016x}", rand::random::<u64>()));
    path.with_file_name(name)
}

/// Makes a file that its owner alone may read; it must not be there yet.
pub(crate) fn make(path: &Path) -> Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn written_half(path: &Path, bytes: &[u8]) -> Result<PathBuf> {
    std::fs::create_dir_all(folder_of(path))?;
    let half = half_of(path);
    let written = make(&half).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    if let Err(error) = written {
        let _ = std::fs::remove_file(&half);
        return Err(error);
    }
    Ok(half)
}
