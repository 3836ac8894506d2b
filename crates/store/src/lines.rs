//! A file of lines that only grows: kept apart from the database, written before what it tells of is committed.
//!
//! A line that was cut while the power went off was never acknowledged to anybody: it is not read, and overwritten by the next.

use crate::files;
use std::{
    fs::File,
    io::{Read as _, Result, Seek as _, SeekFrom, Write as _},
    path::PathBuf,
};

/// The file. Lines that begin with `#` are for people.
#[derive(Debug, Clone)]
pub(crate) struct Lines {
    /// Where it lies.
    pub path: PathBuf,
    /// What stands at its top.
    pub head: &'static str,
}

/// No line of ours is longer, in bytes.
const LONGEST: u64 = 16_384;

impl Lines {
    /// Its whole lines with their numbers from 1; `None` when there is no file.
    pub fn read(&self) -> Result<Option<Vec<(usize, String)>>> {
        let text = match std::fs::read_to_string(&self.path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let whole = text.rfind('\n').map_or("", |end| text.get(..end).unwrap_or_default());
        let said = |line: &str| !line.trim().is_empty() && !line.starts_with('#');
        Ok(Some((1..).zip(whole.lines()).filter(|(_, l)| said(l)).map(|(n, l)| (n, l.to_owned())).collect()))
    }

    /// Makes the file, unless it is there.
    pub fn make(&self) -> Result<()> {
        files::write_new(&self.path, format!("{}\n", self.head).as_bytes())
    }

    /// Opens it for one writer; every other one, also in another process, waits until this is dropped.
    pub fn open(&self) -> Result<Open> {
        let file = File::options().read(true).write(true).open(&self.path)?;
        file.lock()?;
        Ok(Open { file })
    }
}

/// The file, while nobody else may write.
#[derive(Debug)]
pub(crate) struct Open {
    file: File,
}

impl Open {
    /// The last whole line, if any, and where the next one begins.
    fn end(&mut self) -> Result<(Option<String>, u64)> {
        let length = self.file.seek(SeekFrom::End(0))?;
        let start = length.saturating_sub(2 * LONGEST);
        self.file.seek(SeekFrom::Start(start))?;
        let mut tail = Vec::new();
        (&self.file).take(2 * LONGEST).read_to_end(&mut tail)?;
        let whole = tail.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let text = String::from_utf8_lossy(tail.get(..whole).unwrap_or_default()).into_owned();
        let last = text.lines().rfind(|line| !line.trim().is_empty() && !line.starts_with('#'));
        Ok((last.map(str::to_owned), start + whole as u64))
    }

    /// The last whole line, if any.
    pub fn last(&mut self) -> Result<Option<String>> {
        self.end().map(|(last, _)| last)
    }

    /// Adds lines; they are on the disk when this returns.
    pub fn append(&mut self, lines: &[String]) -> Result<()> {
        let (_, end) = self.end()?;
        self.file.set_len(end)?;
        self.file.seek(SeekFrom::Start(end))?;
        let text: String = lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect();
        self.file.write_all(text.as_bytes())?;
        self.file.sync_all()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(folder: &tempfile::TempDir) -> Lines {
        Lines { path: folder.path().join("r.erased"), head: "# For people." }
    }

    #[test]
    fn what_was_cut_is_not_read_and_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let lines = lines(&folder);
        assert_eq!(lines.read().unwrap(), None);
        lines.make().unwrap();
        assert_eq!(lines.open().unwrap().last().unwrap(), None, "what is for people is no line");
        lines.open().unwrap().append(&["one".into(), "two".into()]).unwrap();
        let mut file = File::options().append(true).open(&lines.path).unwrap();
        file.write_all(b"thr").unwrap();
        assert_eq!(lines.read().unwrap().unwrap(), [(2, "one".to_owned()), (3, "two".to_owned())]);
        assert_eq!(lines.open().unwrap().last().unwrap().unwrap(), "two");
        lines.open().unwrap().append(&["three".into()]).unwrap();
        assert_eq!(std::fs::read_to_string(&lines.path).unwrap(), "# For people.\none\ntwo\nthree\n");
        lines.make().unwrap();
        assert_eq!(lines.read().unwrap().unwrap().len(), 3, "making it again changes nothing");
    }

    #[test]
    fn a_long_file_is_read_from_its_end() {
        let folder = tempfile::tempdir().unwrap();
        let lines = lines(&folder);
        lines.make().unwrap();
        let many: Vec<String> = (0..2_000).map(|n| format!("{n} {}", "x".repeat(40))).collect();
        lines.open().unwrap().append(&many).unwrap();
        assert!(lines.open().unwrap().last().unwrap().unwrap().starts_with("1999 "));
        assert_eq!(lines.read().unwrap().unwrap().len(), 2_000);
    }

    #[test]
    fn two_writers_wait_for_each_other() {
        let folder = tempfile::tempdir().unwrap();
        let lines = lines(&folder);
        lines.make().unwrap();
        let writers: Vec<_> = (0..4)
            .map(|_| {
                let lines = lines.clone();
                std::thread::spawn(move || {
                    for _ in 0..25 {
                        let mut open = lines.open().unwrap();
                        let last: u32 = open.last().unwrap().map_or(0, |line| line.parse().unwrap());
                        open.append(&[(last + 1).to_string()]).unwrap();
                    }
                })
            })
            .collect();
        for writer in writers {
            writer.join().unwrap();
        }
        let read: Vec<u32> = lines.read().unwrap().unwrap().iter().map(|(_, l)| l.parse().unwrap()).collect();
        assert_eq!(read, (1..=100).collect::<Vec<u32>>());
    }
}
