//! `cargo xtask conformance DIR`: against schemas, directories and readers that are not in the project.

use anyhow::{Result, bail};
use clap::Args;
use std::path::PathBuf;

/// Check against the world
#[derive(Args)]
pub struct Conformance {
    /// The folder with the official schemas and real data
    dir: PathBuf,
}

impl Conformance {
    /// Runs the task.
    pub fn run(self) -> Result<()> {
        if !self.dir.is_dir() {
            bail!("there is no folder {}", self.dir.display());
        }
        Ok(())
    }
}
