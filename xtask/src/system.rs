//! What the system must have, and installing it through the system's package manager where we may.

use crate::shell::{command, has, run};
use anyhow::{Result, bail};

/// Makes sure that Node and npm are there; they cannot be installed on everybody's behalf.
pub fn need_node() -> Result<()> {
    if has("node") && has("npm") {
        return Ok(());
    }
    bail!("Node.js 20 or newer with npm is needed: https://nodejs.org or your system's package `nodejs npm`")
}

/// Installs Debian packages when we are root on such a system; otherwise says in one line what to install.
pub fn install(what: &str, packages: &[&str]) -> Result<()> {
    let line = format!("{what} is needed: sudo apt-get install {}", packages.join(" "));
    if !is_root() || !has("apt-get") {
        bail!("{line} (or the same with your system's package manager)");
    }
    println!("   installing {}", packages.join(" "));
    run(command("apt-get").args(["update", "-qq"]))?;
    run(command("apt-get")
        .args(["install", "-y", "-qq", "--no-install-recommends"])
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive"))
}

/// Whether this user may do everything.
pub fn is_root() -> bool {
    crate::shell::output(command("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
