//! Style sheets, scripts, fonts and icons: `npm ci` and `npm run build`, unless nothing changed since.

use crate::{
    shell::{command, root, run, step},
    system::need_node,
};
use anyhow::Result;
use clap::Args;
use std::{
    path::{Path, PathBuf},
    time::SystemTime,
};

/// Build the assets
#[derive(Args)]
pub struct Assets {
    /// Build even when nothing changed
    #[arg(long)]
    force: bool,
}

impl Assets {
    /// Runs the task.
    pub fn run(self) -> Result<()> {
        build(self.force)
    }
}

/// Builds the assets when a source is newer than what was built.
pub fn build(force: bool) -> Result<()> {
    let folder = root().join("crates/web/assets");
    let built = modified(&folder.join("dist/manifest.json"));
    let newest = newest_source(&folder);
    if !force && built.is_some() && built >= newest {
        return Ok(());
    }
    need_node()?;
    let installed = modified(&folder.join("node_modules/.package-lock.json"));
    if installed.is_none() || installed < modified(&folder.join("package-lock.json")) {
        step("fetching front-end packages", || {
            run(command("npm")
                .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
                .current_dir(&folder))
        })?;
    }
    step("building style sheets, scripts, fonts and icons", || {
        run(command("npm").args(["run", "--silent", "build"]).current_dir(&folder))
    })
}

/// Templates and data name the icons and classes that are kept, so they count as sources too.
fn newest_source(assets: &Path) -> Option<SystemTime> {
    let sources = [
        assets.to_path_buf(),
        root().join("crates/web/templates"),
        root().join("crates/web/src"),
        root().join("data"),
    ];
    sources.iter().filter_map(newest_in).max()
}

fn newest_in(folder: &PathBuf) -> Option<SystemTime> {
    let entries = std::fs::read_dir(folder).ok()?;
    entries
        .filter_map(Result::ok)
        .filter(|entry| !["node_modules", "dist"].iter().any(|skip| entry.file_name() == *skip))
        .filter_map(|entry| {
            let path = entry.path();
            if path.is_dir() { newest_in(&path) } else { modified(&path) }
        })
        .max()
}

fn modified(path: &Path) -> Option<SystemTime> {
    path.metadata().and_then(|meta| meta.modified()).ok()
}
