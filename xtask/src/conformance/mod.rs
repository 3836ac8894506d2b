//! `cargo xtask conformance DIR`: against schemas, directories and readers that are not in the project.
//!
//! One line per check with its figures, ✓ or ✗. A check whose data is not in DIR is said to be left out, never passed.

mod examples;
mod imports;
mod objects;
mod openapi;
mod readers;
mod retrieval;
mod tally;

use crate::{
    python,
    server::{Server, quick_binary, scratch},
    shell::step,
};
use anyhow::{Context as _, Result, bail};
use clap::Args;
use std::path::{Path, PathBuf};
use tally::Tally;

/// Other people's checkers, each in a fixed version.
const PACKAGES: [&str; 4] =
    ["schemathesis==4.32.5", "jsonschema[format-nongpl]==4.26.0", "vobject==0.9.9", "icalendar==7.3.0"];

/// Check against the world
#[derive(Args)]
pub struct Conformance {
    /// The folder with the official schemas and real data
    dir: PathBuf,
    /// Seconds for each run of schemathesis
    #[arg(long, default_value_t = 60)]
    seconds: u32,
    /// Only checks whose name contains this
    #[arg(long)]
    only: Option<String>,
}

/// What the checks work with.
pub struct Bench {
    /// The program.
    binary: PathBuf,
    /// The folder with schemas and data.
    data: PathBuf,
    /// The Python of the checkers' environment.
    programs: PathBuf,
    /// A folder of this run.
    scratch: PathBuf,
}

impl Conformance {
    /// Runs the task.
    pub fn run(self) -> Result<()> {
        if !self.dir.is_dir() {
            bail!("there is no folder {}", self.dir.display());
        }
        let binary = step("building with the quick profile", quick_binary)?;
        let programs = step("fetching the checkers", || python::environment("conformance", &PACKAGES))?;
        let data = self.dir.canonicalize().with_context(|| self.dir.display().to_string())?;
        let bench = Bench { binary, data, programs, scratch: scratch("conformance")? };
        let mut tally = Tally::new(self.only.clone());
        let done = self.check(&bench, &mut tally);
        let _ = std::fs::remove_dir_all(&bench.scratch);
        done?;
        tally.end()
    }

    fn check(&self, bench: &Bench, tally: &mut Tally) -> Result<()> {
        imports::check(bench, tally)?;
        examples::check(bench, tally)?;
        if tally.wants("demonstration") {
            let demonstration = Server::demonstration(&bench.binary)?;
            objects::check(bench, tally, "demonstration", &demonstration.address)?;
            readers::check(bench, tally, "demonstration", &demonstration.address)?;
            openapi::check(bench, tally, "demonstration", &demonstration.address, self.seconds)?;
        }
        if tally.wants("Miami 211")
            && let Some(database) = imports::miami(bench)?
        {
            let folder = scratch("conformance-miami")?;
            let server = Server::start(&bench.binary, folder, &database, &[])?;
            objects::check(bench, tally, "Miami 211", &server.address)?;
        }
        retrieval::check(bench, tally)
    }
}

impl Bench {
    /// A file or folder of the data, if it is there.
    fn data(&self, path: &str) -> Option<PathBuf> {
        Some(self.data.join(path)).filter(|path| path.exists())
    }

    /// A database of this run.
    fn database(&self, name: &str) -> String {
        format!("sqlite://{}", self.scratch.join(format!("{name}.db")).display())
    }

    /// The program with a database, ready for arguments.
    fn reticolo(&self, database: &str) -> std::process::Command {
        let mut command = std::process::Command::new(&self.binary);
        command.args(["--database", database]).current_dir(&self.scratch);
        command
    }

    /// Runs one of our scripts; it prints one JSON line per check.
    fn script(&self, name: &str, text: &str, arguments: &[&str], tally: &mut Tally) -> Result<()> {
        let path = self.scratch.join(name);
        std::fs::write(&path, text)?;
        let mut python = std::process::Command::new(self.programs.join("python"));
        let output = python.arg(&path).args(arguments).stderr(std::process::Stdio::inherit()).output()?;
        let mut lines = 0;
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            lines += 1;
            tally.read(line).with_context(|| format!("{name}: {line}"))?;
        }
        if !output.status.success() || lines == 0 {
            tally.fail(name, "the script broke off");
        }
        Ok(())
    }
}

/// How a path is shown on a command line.
fn shown(path: &Path) -> String {
    path.display().to_string()
}
