//! `reticolo`: the lattice of services, in one binary.

mod bench;
mod cli;
mod clock;
mod commands;
mod database;
mod exit;
mod logs;
mod out;
mod settings;
mod work;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
