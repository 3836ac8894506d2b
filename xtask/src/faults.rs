//! `cargo xtask faults`: what a server loses when it is treated badly. Figures, not promises.

use crate::{
    server::quick_binary,
    shell::{command, run, step},
};
use anyhow::Result;
use clap::Args;

/// Kill the server while people write, again and again
#[derive(Args)]
pub struct Faults {
    /// How often it is killed; the tests do it five times
    #[arg(long, default_value_t = 200)]
    cycles: u32,
}

impl Faults {
    /// Runs the task.
    pub fn run(self) -> Result<()> {
        let binary = step("building with the quick profile", quick_binary)?;
        for (what, bench) in [("at the tables", "faults"), ("at the desk", "faults-desk")] {
            step(&format!("kill -9 at random during load, {what}"), || {
                let cycles = self.cycles.to_string();
                run(command(&binary.to_string_lossy()).args(["bench", bench, "--cycles", &cycles]))
            })?;
        }
        Ok(())
    }
}
