//! `cargo xtask bench NAME`: figures of a release build, and of a peer run beside it.

use crate::{
    server::release_binary,
    shell::{command, root, run, step},
};
use anyhow::{Result, bail};
use clap::Args;
use std::path::Path;

/// Measure
#[derive(Args)]
pub struct Bench {
    /// What: search, import, start, pages, or all
    name: String,
    /// Leave the peer out
    #[arg(long)]
    no_peer: bool,
}

const NAMES: [&str; 4] = ["search", "import", "start", "pages"];

impl Bench {
    /// Runs the task.
    pub fn run(self) -> Result<()> {
        crate::assets::build(false)?;
        let names: Vec<&str> = if self.name == "all" { NAMES.to_vec() } else { vec![self.name.as_str()] };
        if let Some(unknown) = names.iter().find(|name| !NAMES.contains(name)) {
            bail!("there is no bench {unknown}: choose one of {} or all", NAMES.join(", "));
        }
        let binary = step("building with the release profile", release_binary)?;
        for name in names {
            step(name, || run(command(&binary.to_string_lossy()).args(["bench", name])))?;
            if !self.no_peer {
                peer(name, &binary)?;
            }
        }
        Ok(())
    }
}

/// A bench's peer is the script `benches/peers/NAME.sh`; it says itself what it needs.
fn peer(name: &str, binary: &Path) -> Result<()> {
    let script = root().join(format!("benches/peers/{name}.sh"));
    if !script.is_file() {
        return Ok(());
    }
    step(&format!("{name}: the peer"), || run(command("bash").arg(&script).env("RETICOLO", binary)))
}
