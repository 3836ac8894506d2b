//! `cargo xtask fuzz`: every parser, fed with far more nonsense than the tests have time for.

use crate::shell::{cargo, has, run, step};
use anyhow::{Result, bail};
use clap::Args;

/// Feed every parser with nonsense
#[derive(Args)]
pub struct Fuzz {
    /// Only tests whose name contains this
    name: Option<String>,
    /// So many inputs for each parser
    #[arg(long, default_value_t = 1_000_000)]
    cases: u32,
}

/// How the property tests are named that promise to survive anything: "no query panics", "no bytes break the reader".
pub const PROMISES: &str = "panic|break";

/// So many inputs each parser is fed with by `cargo xtask test`: the short form.
pub const SHORT_CASES: &str = "1000";

impl Fuzz {
    /// Runs the task.
    pub fn run(self) -> Result<()> {
        if !has("cargo-nextest") {
            bail!("fuzzing chooses its tests with nextest: cargo install cargo-nextest --locked");
        }
        let wanted = match &self.name {
            Some(name) => format!("test(/{PROMISES}/) & test({name})"),
            None => format!("test(/{PROMISES}/)"),
        };
        step(&format!("{} inputs for each parser", self.cases), || {
            run(cargo()
                .args(["nextest", "run", "--workspace", "--no-fail-fast", "--no-tests=fail", "-E", &wanted])
                .env("PROPTEST_CASES", self.cases.to_string())
                .env("PROPTEST_MAX_SHRINK_ITERS", "4096"))
        })
    }
}
