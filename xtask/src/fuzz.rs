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
const PROMISES: &str = "test(/panic|break/)";

/// So many inputs each parser is fed with by `cargo xtask test`.
pub const SHORT: u32 = 1_000;

impl Fuzz {
    /// Runs the task.
    pub fn run(self) -> Result<()> {
        if !has("cargo-nextest") {
            bail!("fuzzing chooses its tests with nextest: cargo install cargo-nextest --locked");
        }
        let wanted =
            self.name.map_or_else(|| PROMISES.to_owned(), |name| format!("{PROMISES} & test({name})"));
        step(&format!("{} inputs for each parser", self.cases), || feed(&wanted, self.cases))
    }
}

/// The short form, where nextest is there to choose the tests; without it they have run with proptest's own number.
pub fn short() -> Result<()> {
    if has("cargo-nextest") { feed(PROMISES, SHORT) } else { Ok(()) }
}

fn feed(wanted: &str, cases: u32) -> Result<()> {
    let mut nextest = cargo();
    nextest.args(["nextest", "run", "--workspace", "--no-fail-fast", "--no-tests=fail", "-E", wanted]);
    run(nextest.env("PROPTEST_CASES", cases.to_string()).env("PROPTEST_MAX_SHRINK_ITERS", "4096"))
}
