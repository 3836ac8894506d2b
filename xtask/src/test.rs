//! `cargo xtask test`: everything that must hold.

use crate::{
    assets, e2e, fuzz,
    postgres::Postgres,
    shell::{cargo, has, run, step},
    tidy,
};
use anyhow::Result;
use clap::Args;

/// Run every test
#[derive(Args)]
pub struct Test {
    /// Leave the browser out
    #[arg(long)]
    no_browser: bool,
    /// Only tests whose name contains this
    filter: Option<String>,
}

impl Test {
    /// Runs the task.
    pub fn run(self) -> Result<()> {
        assets::build(false)?;
        if self.filter.is_none() {
            step("tidy: the rules of the house", tidy::run)?;
            step("format", || run(cargo().args(["fmt", "--all", "--check"])))?;
            step("lints", || {
                run(cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
            })?;
        }
        let postgres = step("PostgreSQL for tests", Postgres::start)?;
        step("tests on both engines", || run_tests(&postgres.address, self.filter.as_deref()))?;
        drop(postgres);
        if self.filter.is_none() {
            step("nonsense for every parser", fuzz::short)?;
        }
        if self.filter.is_none() && !self.no_browser {
            step("browser tests", e2e::run)?;
        }
        println!("\n✓ all that was asked holds");
        Ok(())
    }
}

fn run_tests(postgres: &str, filter: Option<&str>) -> Result<()> {
    let mut command = cargo();
    if has("cargo-nextest") {
        command.args(["nextest", "run", "--workspace", "--no-tests=fail"]);
    } else {
        command.args(["test", "--workspace", "--all-targets"]);
    }
    run(command.args(filter).env("RETICOLO_TEST_POSTGRES", postgres))?;
    if filter.is_none() {
        run(cargo().args(["test", "--workspace", "--doc", "--quiet"]))?;
    }
    Ok(())
}
