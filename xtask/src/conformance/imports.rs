//! Real directories: they import with a truthful report, and twice is once.

use super::{Bench, Tally};
use crate::shell::run;
use anyhow::{Context as _, Result};
use serde_json::Value;
use std::{path::Path, process::Stdio, time::Instant};

/// Name, where it is, services that it is known to have.
const DIRECTORIES: [(&str, &str, u64); 2] =
    [("Miami 211", "directories/miami211-hsds11", 4_089), ("Ohana", "directories/ohana-sample", 23)];

/// Imports each directory twice.
pub fn check(bench: &Bench, tally: &mut Tally) -> Result<()> {
    for (name, path, services) in DIRECTORIES {
        let check = format!("import {name}");
        if !tally.wants(&check) {
            continue;
        }
        match bench.data(path) {
            Some(path) => directory(bench, tally, &check, &path, services)?,
            None => tally.leave_out(&check, path),
        }
    }
    Ok(())
}

/// The database with Miami 211; imported if that was not done yet.
pub fn miami(bench: &Bench) -> Result<Option<String>> {
    let [(name, path, _), _] = DIRECTORIES;
    let Some(path) = bench.data(path) else { return Ok(None) };
    let database = bench.database(&file(name));
    if !bench.scratch.join(format!("{}.db", file(name))).exists() {
        import(bench, &database, &path)?;
    }
    Ok(Some(database))
}

fn file(name: &str) -> String {
    name.to_lowercase().replace(' ', "-")
}

fn directory(bench: &Bench, tally: &mut Tally, check: &str, path: &Path, services: u64) -> Result<()> {
    let database = bench.database(&file(check.trim_start_matches("import ")));
    let begun = Instant::now();
    let first = import(bench, &database, path)?;
    let seconds = begun.elapsed().as_secs_f64();
    let again = import(bench, &database, path)?;
    let count = |report: &Value, kind: &str, what: &str| {
        report.pointer(&format!("/kinds/{kind}/{what}")).and_then(Value::as_u64).unwrap_or(0)
    };
    let sum = |report: &Value, what: &str| {
        let kinds = report.get("kinds").and_then(Value::as_object);
        kinds.into_iter().flatten().filter_map(|(_, kind)| kind.get(what)?.as_u64()).sum::<u64>()
    };
    let new = count(&first, "service", "new");
    let figures = format!(
        "{new} services, {} records read, {} new, {} refused, {} kinds of broken keys, {seconds:.1} s",
        sum(&first, "read"),
        sum(&first, "new"),
        first.get("refused_rows").and_then(Value::as_u64).unwrap_or(0),
        first.get("broken").map_or(0, |broken| broken
            .as_object()
            .map_or_else(|| broken.as_array().map_or(0, Vec::len), |map| map.len())),
    );
    tally.put(new == services, check, &figures);
    let changed = sum(&again, "new") + sum(&again, "changed");
    let same = sum(&again, "unchanged");
    tally.put(
        changed == 0 && same > 0,
        &format!("{check} twice"),
        &format!("{same} unchanged, {changed} new or changed"),
    );
    Ok(())
}

/// The report of an import. Refused rows (exit code 3) are no failure of the import.
fn import(bench: &Bench, database: &str, path: &Path) -> Result<Value> {
    run(bench.reticolo(database).arg("migrate").stdout(Stdio::null()))?;
    let output =
        bench.reticolo(database).arg("import").arg(path).arg("--json").stderr(Stdio::null()).output()?;
    serde_json::from_slice(&output.stdout)
        .with_context(|| format!("import of {} printed no report", path.display()))
}
