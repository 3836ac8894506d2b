//! The catalogue on disk, beside the text index, with the revision of the data both were made from.

use super::Catalogue;
use reticolo_base::Instant;
use std::path::Path;

const FILE: &str = "catalogue";

/// Raised whenever the form of the catalogue changes.
const VERSION: &str = "reticolo-catalogue 1";

impl Catalogue {
    /// Writes it into a folder.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub(super) fn save(&self, folder: &Path, stamp: &str) -> std::io::Result<()> {
        let head = head(stamp);
        let bytes = postcard::to_extend(self, head).map_err(std::io::Error::other)?;
        let fresh = folder.join(format!("{FILE}.{}", std::process::id()));
        std::fs::write(&fresh, bytes)?;
        std::fs::rename(fresh, folder.join(FILE))
    }

    /// Reads it again; `None` when there is none of this stamp, or it is damaged.
    pub(super) fn load(folder: &Path, stamp: &str, now: Instant) -> Option<Self> {
        let bytes = std::fs::read(folder.join(FILE)).ok()?;
        let body = bytes.strip_prefix(head(stamp).as_slice())?;
        let mut catalogue: Self = postcard::from_bytes(body).ok()?;
        catalogue.openings.work_out(now);
        catalogue.complete();
        Some(catalogue)
    }
}

fn head(stamp: &str) -> Vec<u8> {
    format!("{VERSION}\n{stamp}\n").into_bytes()
}
