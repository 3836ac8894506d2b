//! Chromium for browser tests.

use crate::system::install;
use anyhow::{Context as _, Result};
use std::path::PathBuf;

/// The browser named by `RETICOLO_CHROMIUM`, or the system's, installed where we may.
pub fn chromium() -> Result<PathBuf> {
    if let Some(path) = std::env::var_os("RETICOLO_CHROMIUM") {
        return Ok(PathBuf::from(path));
    }
    if let Some(path) = find() {
        return Ok(path);
    }
    install("Chromium", &["chromium", "fonts-noto-core"])?;
    find().context("Chromium was installed but is not found")
}

fn find() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let mut found = std::env::split_paths(&path).flat_map(|folder| names.map(|name| folder.join(name)));
    let mac = PathBuf::from("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    found.find(|program| program.is_file()).or_else(|| mac.is_file().then_some(mac))
}
