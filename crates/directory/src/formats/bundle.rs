//! The files of a source: one file, a folder, or an archive – never more than the limits allow.

use super::{limits::Limits, refusal::FormatRefusal};
use std::{
    io::{Cursor, Read},
    path::Path,
};

/// Endings that are read.
const ENDINGS: [&str; 9] = ["csv", "tsv", "txt", "json", "ndjson", "jsonl", "xlsx", "xls", "ods"];

/// One file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name, with folders inside the source.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl File {
    /// The ending of its name, lower case.
    pub fn ending(&self) -> String {
        ending(&self.name)
    }
}

/// The files of a source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bundle {
    /// What it was called.
    pub name: String,
    /// What is in it, by name.
    pub files: Vec<File>,
    /// Files that are of no ending we read.
    pub passed_over: Vec<String>,
}

fn ending(name: &str) -> String {
    name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default()
}

impl Bundle {
    /// Opens a file, a folder (and the folder `data` in it), or a zip archive.
    ///
    /// # Errors
    /// [`FormatRefusal`] when it is not there, damaged or too large.
    pub fn open(path: &Path, limits: &Limits) -> Result<Self, FormatRefusal> {
        let shown = path.display().to_string();
        let missing = || FormatRefusal::Missing { path: shown.clone() };
        let about = std::fs::metadata(path).map_err(|_| missing())?;
        if !about.is_dir() {
            if about.len() > limits.total {
                return Err(too_large(&shown, limits.total));
            }
            let bytes = std::fs::read(path).map_err(|_| missing())?;
            let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            return Self::from_bytes(&name, bytes, limits);
        }
        let mut bundle = Self { name: shown.clone(), ..Self::default() };
        let mut total = 0;
        bundle.folder(path, "", limits, &mut total)?;
        bundle.folder(&path.join("data"), "data/", limits, &mut total)?;
        if bundle.files.is_empty() { Err(FormatRefusal::Empty { path: shown }) } else { Ok(bundle) }
    }

    fn folder(
        &mut self,
        path: &Path,
        prefix: &str,
        limits: &Limits,
        total: &mut u64,
    ) -> Result<(), FormatRefusal> {
        let Ok(entries) = std::fs::read_dir(path) else { return Ok(()) };
        let mut entries: Vec<_> = entries.flatten().take(limits.entries + 1).collect();
        if entries.len() > limits.entries {
            return Err(FormatRefusal::Bomb { path: path.display().to_string() });
        }
        entries.sort_by_key(std::fs::DirEntry::file_name);
        for entry in entries {
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            let Ok(about) = std::fs::metadata(entry.path()) else { continue };
            if !about.is_file() {
                continue;
            }
            if !ENDINGS.contains(&ending(&name).as_str()) {
                self.passed_over.push(name);
                continue;
            }
            *total += about.len();
            if about.len() > limits.file || *total > limits.total {
                return Err(too_large(&name, limits.file));
            }
            let bytes =
                std::fs::read(entry.path()).map_err(|_| FormatRefusal::Missing { path: name.clone() })?;
            self.files.push(File { name, bytes });
        }
        Ok(())
    }

    /// The files in bytes that came from elsewhere, e.g. from a feed.
    ///
    /// # Errors
    /// [`FormatRefusal`] when it is damaged or too large.
    pub fn from_bytes(name: &str, bytes: Vec<u8>, limits: &Limits) -> Result<Self, FormatRefusal> {
        let mut bundle = Self { name: name.to_owned(), ..Self::default() };
        let workbook = matches!(ending(name).as_str(), "xlsx" | "ods" | "xls");
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
            bundle.unpack(name, &bytes, limits, workbook)?;
            if !workbook {
                return if bundle.files.is_empty() {
                    Err(FormatRefusal::Empty { path: name.to_owned() })
                } else {
                    Ok(bundle)
                };
            }
            bundle.files.clear();
            bundle.passed_over.clear();
        }
        if bytes.len() as u64 > limits.file {
            return Err(too_large(name, limits.file));
        }
        bundle.files.push(File { name: name.to_owned(), bytes });
        Ok(bundle)
    }

    /// Unpacks an archive. A workbook is only measured: its reader unpacks it again.
    fn unpack(
        &mut self,
        name: &str,
        bytes: &[u8],
        limits: &Limits,
        workbook: bool,
    ) -> Result<(), FormatRefusal> {
        let damaged = || FormatRefusal::Damaged { path: name.to_owned() };
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
        if archive.len() > limits.entries {
            return Err(FormatRefusal::Bomb { path: name.to_owned() });
        }
        let mut total = 0;
        for at in 0..archive.len() {
            let Ok(entry) = archive.by_index(at) else { return Err(damaged()) };
            if !entry.is_file() {
                continue;
            }
            let Ok(inside) = entry.name().map(|name| name.replace('\\', "/")) else { return Err(damaged()) };
            if !workbook && !ENDINGS.contains(&ending(&inside).as_str()) || inside.starts_with("__MACOSX") {
                self.passed_over.push(inside);
                continue;
            }
            let most = allowed(entry.compressed_size(), limits);
            let mut unpacked = Vec::new();
            entry.take(most + 1).read_to_end(&mut unpacked).map_err(|_| damaged())?;
            total += unpacked.len() as u64;
            if unpacked.len() as u64 > most || total > limits.total {
                return Err(FormatRefusal::Bomb { path: format!("{name}/{inside}") });
            }
            if !workbook {
                self.files.push(File { name: inside, bytes: unpacked });
            }
        }
        Ok(())
    }

    /// A file by the name of its table.
    pub fn table(&self, stem: &str) -> Option<&File> {
        self.files.iter().find(|file| super::table::stem(&file.name) == stem)
    }
}

/// The most that an entry of so many packed bytes may unpack to.
fn allowed(packed: u64, limits: &Limits) -> u64 {
    packed.saturating_mul(limits.ratio).max(1 << 20).min(limits.file)
}

fn too_large(path: &str, most: u64) -> FormatRefusal {
    FormatRefusal::TooLarge { path: path.to_owned(), most: most >> 20 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::Write as _;

    fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in entries {
            writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn an_archive_is_its_tables() {
        let bytes = archive(&[("x/services.csv", b"id,name\n"), ("x/logo.png", b"?")]);
        let bundle = Bundle::from_bytes("a.zip", bytes, &Limits::default()).unwrap();
        assert_eq!(bundle.table("services").unwrap().name, "x/services.csv");
        assert_eq!(bundle.passed_over, ["x/logo.png"]);
    }

    #[test]
    fn a_zip_bomb_is_refused_before_it_bursts() {
        let zeros = vec![b'0'; 30 << 20];
        let bytes = archive(&[("services.csv", &zeros)]);
        assert!(bytes.len() < 100_000);
        let refused = Bundle::from_bytes("bomb.zip", bytes, &Limits::default());
        assert_eq!(refused, Err(FormatRefusal::Bomb { path: "bomb.zip/services.csv".into() }));
    }

    #[test]
    fn a_workbook_may_be_a_bomb_too() {
        let bytes = archive(&[("xl/worksheets/sheet1.xml", &vec![b' '; 30 << 20])]);
        assert!(matches!(
            Bundle::from_bytes("b.xlsx", bytes, &Limits::default()),
            Err(FormatRefusal::Bomb { .. })
        ));
    }

    #[test]
    fn an_archive_of_too_many_entries_is_refused() {
        let names: Vec<String> = (0..501).map(|n| format!("{n}.csv")).collect();
        let entries: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), &b"id\n"[..])).collect();
        let refused = Bundle::from_bytes("many.zip", archive(&entries), &Limits::default());
        assert_eq!(refused, Err(FormatRefusal::Bomb { path: "many.zip".into() }));
    }

    #[test]
    fn a_folder_or_file_that_is_not_there_is_said_so() {
        let refused = Bundle::open(Path::new("no/such/folder"), &Limits::default());
        assert_eq!(refused, Err(FormatRefusal::Missing { path: "no/such/folder".into() }));
        let empty = tempfile::tempdir().unwrap();
        assert!(matches!(Bundle::open(empty.path(), &Limits::default()), Err(FormatRefusal::Empty { .. })));
    }

    proptest! {
        #[test]
        fn no_bytes_break_an_archive(mut bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = Bundle::from_bytes("a.zip", bytes.clone(), &Limits::default());
            let good = archive(&[("services.csv", b"id,name\n1,a\n")]);
            bytes.splice(0..0, good.iter().copied().take(40));
            let _ = Bundle::from_bytes("a.zip", bytes, &Limits::default());
        }
    }
}
