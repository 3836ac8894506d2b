//! The command line: what there is, and how a command is run.

use crate::{
    bench::Bench,
    commands::{
        audit::AuditCommand, backup::Backup, corrections::Corrections, demo::Demo, doctor::Doctor,
        export::Export, import::Import, keeping::Keeping, keys::Keys, lab::Lab, member::MemberCommand,
        migrate::Migrate, opinion::Opinion, organization::OrganizationCommand, restore::Restore,
        search::Search, seat::Seat, serve::Serve, shares::Shares,
    },
    exit::Exit,
    logs, out,
    settings::{Flags, Settings},
};
use anyhow::Result;
use clap::{Parser, Subcommand};
use std::process::ExitCode;

const AFTER: &str = "\
Examples:
  reticolo demo                                  fill a database with the demonstration network
  reticolo serve                                 serve it on http://127.0.0.1:8080
  reticolo import directory.zip --dry-run        see what an import would do
  reticolo search \"rinnovo permesso\" --territory 071024
  reticolo backup /var/backups                   one sealed file, while the server goes on
  reticolo doctor                                what is wrong, and what to do about it

Exit codes:
  0  all went well
  1  it failed; the last lines say why
  2  the command line was not understood
  3  it went through, but some of the input was refused
  4  it went through, and there is nothing to show

Settings: a flag wins over the environment (RETICOLO_…), the environment over the file reticolo.toml.";

/// The lattice of services: from a need, said in any language, to the service one may use
#[derive(Debug, Parser)]
#[command(name = "reticolo", version, after_help = AFTER, max_term_width = 110)]
struct Cli {
    #[command(flatten)]
    flags: Flags,

    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Serve(Serve),
    Import(Import),
    Export(Export),
    Search(Search),
    Seat(Seat),
    Opinion(Opinion),
    Shares(Shares),
    Lab(Lab),
    Migrate(Migrate),
    Corrections(Corrections),
    Keeping(Keeping),
    Organization(OrganizationCommand),
    Member(MemberCommand),
    Audit(AuditCommand),
    Keys(Keys),
    Backup(Backup),
    Restore(Restore),
    Doctor(Doctor),
    Demo(Demo),
    #[command(hide = true)]
    Bench(Bench),
}

/// Reads the command line, runs the command, and turns its end into an exit code.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(cli) {
        Ok(exit) => exit.into(),
        Err(error) => {
            out::note(format_args!("reticolo: {error:#}"));
            Exit::Failed.into()
        }
    }
}

fn run(cli: Cli) -> Result<Exit> {
    let settings = Settings::read(&cli.flags)?;
    logs::start(&settings.log, settings.log_format)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        match cli.command {
            Command::Serve(serve) => serve.run(&settings).await,
            Command::Import(import) => import.run(&settings).await,
            Command::Export(export) => export.run(&settings).await,
            Command::Seat(seat) => seat.run(),
            Command::Opinion(opinion) => opinion.run(),
            Command::Shares(shares) => shares.run(),
            Command::Lab(lab) => lab.run(&settings).await,
            Command::Search(search) => search.run(&settings).await,
            Command::Demo(demo) => demo.run(&settings).await,
            Command::Bench(bench) => bench.run().await,
            Command::Migrate(migrate) => migrate.run(&settings).await,
            Command::Corrections(corrections) => corrections.run(&settings).await,
            Command::Keeping(keeping) => keeping.run(&settings).await,
            Command::Organization(organization) => organization.run(&settings).await,
            Command::Member(member) => member.run(&settings).await,
            Command::Audit(audit) => audit.run(&settings).await,
            Command::Keys(keys) => keys.run(&settings).await,
            Command::Backup(backup) => backup.run(&settings).await,
            Command::Restore(restore) => restore.run(&settings).await,
            Command::Doctor(doctor) => doctor.run(&settings).await,
        }
    })
}
