//! The official examples: read and written again they are the same.

use super::{Bench, Tally, shown};
use crate::shell::run;
use anyhow::Result;
use std::process::Stdio;

/// Examples of whole objects.
const WHOLE: [&str; 3] = ["service_full", "organization_full", "service_at_location_full"];

/// Reads each example into a database of its own and compares what comes out.
pub fn check(bench: &Bench, tally: &mut Tally) -> Result<()> {
    if !tally.wants("example") {
        return Ok(());
    }
    let Some(folder) = bench.data("hsds/examples") else {
        tally.leave_out("official examples", "no hsds/examples");
        return Ok(());
    };
    for name in WHOLE {
        let example = folder.join(format!("{name}.json"));
        let database = bench.database(name);
        let out = bench.scratch.join(format!("{name}.out.json"));
        let read = run(bench
            .reticolo(&database)
            .arg("import")
            .arg(&example)
            .args(["--source", "examples", "--json"])
            .stdout(Stdio::null()));
        let written = run(bench.reticolo(&database).args(["export", "hsds"]).arg(&out).stdout(Stdio::null()));
        if read.is_err() || written.is_err() {
            tally.fail(&format!("example {name}"), "cannot be read or written");
            continue;
        }
        bench.script(
            "examples.py",
            include_str!("examples.py"),
            &[&shown(&example), &shown(&out), name],
            tally,
        )?;
    }
    Ok(())
}
