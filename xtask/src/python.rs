//! Other people's checkers that are written in Python, in a virtual environment under var/.

use crate::shell::{command, has, root, run};
use anyhow::{Result, bail};
use std::path::PathBuf;

/// A virtual environment with these packages; where its programs are.
pub fn environment(name: &str, packages: &[&str]) -> Result<PathBuf> {
    let folder = root().join("var/python").join(name);
    let stamp = folder.join("packages.txt");
    let wanted = packages.join("\n");
    if std::fs::read_to_string(&stamp).is_ok_and(|have| have == wanted) {
        return Ok(folder.join("bin"));
    }
    if !has("python3") {
        bail!("Python 3 with venv is needed: sudo apt-get install python3-venv");
    }
    if let Some(parent) = folder.parent() {
        std::fs::create_dir_all(parent)?;
    }
    run(command("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
    run(command(&folder.join("bin/pip").to_string_lossy())
        .args(["install", "--quiet", "--disable-pip-version-check"])
        .args(packages))?;
    std::fs::write(stamp, wanted)?;
    Ok(folder.join("bin"))
}
