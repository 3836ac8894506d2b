//! Whatever is asked, the answers are as described: schemathesis, by the official description and by our own.

use super::{Bench, Tally, shown};
use anyhow::Result;
use std::{
    path::Path,
    process::{Command, Stdio},
};

/// Checks that hold for the official description. It names no refusals and no bounds, so that a refused value is no finding.
const OFFICIAL: &str = "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance";

/// Runs both for so many seconds each.
pub fn check(bench: &Bench, tally: &mut Tally, site: &str, address: &str, seconds: u32) -> Result<()> {
    match bench.data("hsds/schema") {
        Some(schemas) => {
            let mended = bench.scratch.join("openapi-mended.json");
            let config = bench.scratch.join("official.toml");
            let given = [&shown(&schemas), &shown(&mended), address, &shown(&config)];
            bench.script("mend.py", include_str!("mend.py"), &given, tally)?;
            let url = format!("{address}/api/hsds/v3");
            let phases = ["--phases", "coverage,fuzzing", "--checks", OFFICIAL];
            let mut arguments = vec![shown(&mended), "--url".to_owned(), url];
            arguments.extend(phases.map(str::to_owned));
            run(
                bench,
                tally,
                &format!("{site}: schemathesis, official OpenAPI"),
                &config,
                &arguments,
                seconds,
            )?;
        }
        None => tally.leave_out("schemathesis, official OpenAPI", "no hsds/schema"),
    }
    // A pause, so that the address has its full allowance again.
    std::thread::sleep(std::time::Duration::from_secs(10));
    let config = bench.scratch.join("own.toml");
    // Values that fit together badly are refused with 422: that is an answer, too.
    std::fs::write(
        &config,
        "[checks.positive_data_acceptance]\nexpected-statuses = [\"2xx\", \"404\", \"422\"]\n",
    )?;
    let arguments = [
        format!("{address}/api/openapi.json"),
        "--phases".to_owned(),
        "coverage,fuzzing,stateful".to_owned(),
    ];
    run(bench, tally, &format!("{site}: schemathesis, own OpenAPI"), &config, &arguments, seconds)
}

fn run(
    bench: &Bench,
    tally: &mut Tally,
    name: &str,
    config: &Path,
    arguments: &[String],
    seconds: u32,
) -> Result<()> {
    if !tally.wants(name) {
        return Ok(());
    }
    let output = Command::new(bench.programs.join("schemathesis"))
        .arg("--config-file")
        .arg(config)
        .args(["run", "--max-time", &seconds.to_string(), "--seed", "211"])
        .args([
            "--rate-limit",
            "40/s",
            "--no-color",
            "--continue-on-failure",
            "--suppress-health-check",
            "all",
        ])
        .args(arguments)
        .current_dir(&bench.scratch)
        .stdin(Stdio::null())
        .output()?;
    let text =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    let figure =
        |word: &str| text.lines().rev().find(|line| line.contains(word)).map(|line| line.trim().to_owned());
    let figures =
        figure("test cases").or_else(|| figure("generated")).unwrap_or_else(|| "no figures".to_owned());
    tally.put(output.status.success() && figures.contains(char::is_numeric), name, &figures);
    if !output.status.success() {
        let end: Vec<&str> = text.lines().rev().take(120).collect();
        end.into_iter().rev().for_each(|line| tally.note(line));
    }
    Ok(())
}
