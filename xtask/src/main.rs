//! What a developer runs: `cargo xtask demo`, `cargo xtask test`, and the longer checks.

mod assets;
mod bench;
mod browser;
mod conformance;
mod demo;
mod e2e;
mod fuzz;
mod notices;
mod postgres;
mod python;
mod screenshots;
mod server;
mod shell;
mod system;
mod test;
mod tidy;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Build, try and check Reticolo
#[derive(Parser)]
#[command(name = "cargo xtask", disable_version_flag = true)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build with the quick profile, fill a demonstration database under var/, serve it and open it
    Demo(demo::Demo),
    /// Everything that must hold: format, lints, tests on both engines, browser tests
    Test(test::Test),
    /// Build style sheets, scripts, fonts and icons into the folder that the binary embeds
    Assets(assets::Assets),
    /// Measure: one line per figure, `name value unit`
    Bench(bench::Bench),
    /// Check against the world: official schemas, real directories, other people's readers
    Conformance(conformance::Conformance),
    /// Feed every parser with nonsense; the tests do it for a thousand inputs each
    Fuzz(fuzz::Fuzz),
    /// The rules of the house: who may know whom, sizes, words that must not occur
    Tidy,
    /// Write THIRD-PARTY.md from the lock files
    Notices,
    /// Make the pictures of the README anew
    Screenshots(screenshots::Screenshots),
}

fn main() -> ExitCode {
    let done = match Cli::parse().task {
        Task::Demo(demo) => demo.run(),
        Task::Test(test) => test.run(),
        Task::Assets(assets) => assets.run(),
        Task::Bench(bench) => bench.run(),
        Task::Conformance(conformance) => conformance.run(),
        Task::Fuzz(fuzz) => fuzz.run(),
        Task::Tidy => tidy::run(),
        Task::Notices => notices::run(),
        Task::Screenshots(screenshots) => screenshots.run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n✗ {error:#}");
            ExitCode::FAILURE
        }
    }
}
