//! `cargo xtask bench NAME`: figures of a release build, and of a peer run beside it.

mod live;
mod pages;

use crate::{
    server::release_binary,
    shell::{command, root, run, step},
};
use anyhow::{Result, bail};
use clap::Args;
use std::path::{Path, PathBuf};

/// Measure
#[derive(Args)]
pub struct Bench {
    /// What: search, import, start, pages, seating, opinion, shares, live, writes, or all
    name: String,
    /// Leave the peer out
    #[arg(long)]
    no_peer: bool,
    /// For import: a directory to read instead of a made one
    data: Option<PathBuf>,
}

const NAMES: [&str; 9] =
    ["search", "import", "start", "pages", "seating", "opinion", "shares", "live", "writes"];

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
            step(name, || self.measure(name, &binary))?;
        }
        Ok(())
    }

    fn measure(&self, name: &str, binary: &Path) -> Result<()> {
        if name == "pages" {
            return pages::run(binary, !self.no_peer);
        }
        if name == "live" {
            return live::run(binary, !self.no_peer);
        }
        let mut bench = command(&binary.to_string_lossy());
        bench.args(["bench", name]);
        if name == "import" {
            bench.args(&self.data);
        }
        run(&mut bench)?;
        let peer = root().join(format!("benches/peers/{name}.sh"));
        if !self.no_peer && peer.is_file() {
            step("the peer", || run(command("bash").arg(&peer).env("RETICOLO", binary)))?;
        }
        Ok(())
    }
}
