//! `cargo xtask screenshots`: the pictures of the README, made by a script.

use crate::{
    assets, browser, e2e,
    server::{Server, quick_binary},
    shell::command,
};
use anyhow::Result;
use clap::Args;

/// Make the pictures
#[derive(Args)]
pub struct Screenshots {}

impl Screenshots {
    /// Runs the task.
    pub fn run(self) -> Result<()> {
        assets::build(false)?;
        e2e::install()?;
        let server = Server::demonstration(&quick_binary()?)?;
        e2e::run_in(command("node").arg("screenshots.mjs"), &server.address, &browser::chromium()?)
    }
}
