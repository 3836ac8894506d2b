//! Browser tests: what a person does, in the system's Chromium, against a demonstration server.

use crate::{
    browser,
    server::{Server, target, tested_binary},
    shell::{cargo, command, root},
    system::need_node,
};
use anyhow::Result;

/// Runs the browser tests.
pub fn run() -> Result<()> {
    need_node()?;
    install()?;
    let chromium = browser::chromium()?;
    cafe()?;
    let server = Server::demonstration(&tested_binary()?)?;
    run_with(&server.address, &chromium, &[])
}

/// Builds the café that the tests of the table open for themselves.
fn cafe() -> Result<()> {
    crate::shell::run(cargo().args(["build", "--quiet", "--workspace", "--example", "cafe"]))
}

/// Fetches the packages of the tests.
pub fn install() -> Result<()> {
    let folder = root().join("e2e");
    let stamp = folder.join("node_modules/.package-lock.json");
    if stamp.is_file()
        && stamp.metadata()?.modified()? >= folder.join("package-lock.json").metadata()?.modified()?
    {
        return Ok(());
    }
    npm(&["ci", "--no-audit", "--no-fund", "--loglevel=error"])
}

/// Runs the tests, or some of them, against a server.
pub fn run_with(address: &str, chromium: &std::path::Path, more: &[&str]) -> Result<()> {
    run_in(command("npx").args(["playwright", "test"]).args(more), address, chromium)
}

/// Runs a command of the e2e folder against a server.
pub fn run_in(command: &mut std::process::Command, address: &str, chromium: &std::path::Path) -> Result<()> {
    crate::shell::run(
        command
            .current_dir(root().join("e2e"))
            .env("RETICOLO_ADDRESS", address)
            .env("RETICOLO_CHROMIUM", chromium)
            .env("RETICOLO_CAFE", target().join("debug/examples/cafe"))
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"),
    )
}

fn npm(args: &[&str]) -> Result<()> {
    run_command(command("npm").args(args))
}

fn run_command(command: &mut std::process::Command) -> Result<()> {
    crate::shell::run(command.current_dir(root().join("e2e")).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))
}
