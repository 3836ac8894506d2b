//! `reticolo bench`: figures, one a line: `name value unit`. Run by `cargo xtask bench` on a release build.

pub mod desk;
pub mod faults;
pub mod import;
pub mod live;
pub mod load;
pub mod opinion;
pub mod process;
pub mod retrieval;
pub mod search;
pub mod seating;
pub mod shares;
pub mod start;

use crate::{exit::Exit, out};
use anyhow::Result;
use clap::{Args, Subcommand};

/// Measure (`cargo xtask bench` runs this on a release build, beside its peer)
#[derive(Debug, Args)]
pub struct Bench {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Find services among many made ones, with every filter, and with a typo in each question
    Search(search::Search),
    /// Ask real questions and see whether their own page is among the first five
    Retrieval(retrieval::Retrieval),
    /// Seat people at the tables of a World Café
    Seating(seating::Seating),
    /// Map the opinions of many voters
    Opinion(opinion::Opinion),
    /// Choose proposals by equal shares
    Shares(shares::Shares),
    /// Read a directory into an empty database, and again into the full one
    Import(import::Import),
    /// Start on a database with many services, with and without a valid index
    Start(start::Start),
    /// Ask a running server for pages over many connections, and count what a second of its processor yields
    Load(load::Load),
    /// Write at many tables at once, over WebSockets
    Live(live::Live),
    /// Kill the server at random while people write, and look for what is lost
    Faults(faults::Faults),
    /// Kill whoever moves referrals at random, and look for a move that is lost or there by half
    FaultsDesk(desk::faults::FaultsDesk),
    #[command(hide = true)]
    MoveOn(desk::faults::MoveOn),
    /// Move referrals, durably and with their audit, many at once
    Writes(desk::writes::Writes),
}

impl Bench {
    /// Runs the bench.
    ///
    /// # Errors
    /// When something that is measured fails.
    pub async fn run(self) -> Result<Exit> {
        match self.what {
            What::Search(search) => search.run().await?,
            What::Retrieval(retrieval) => retrieval.run().await?,
            What::Seating(seating) => seating.run().await?,
            What::Opinion(opinion) => opinion.run()?,
            What::Shares(shares) => shares.run()?,
            What::Import(import) => import.run().await?,
            What::Start(start) => start.run().await?,
            What::Load(load) => load.run().await?,
            What::Live(live) => live.run().await?,
            What::Faults(faults) => faults.run().await?,
            What::FaultsDesk(faults) => faults.run().await?,
            What::MoveOn(on) => on.run().await?,
            What::Writes(writes) => writes.run().await?,
        }
        Ok(Exit::Fine)
    }
}

/// Prints a figure.
pub fn figure(name: &str, value: f64, unit: &str) {
    let digits = if value.abs() >= 100.0 {
        0
    } else if value.abs() >= 1.0 {
        2
    } else {
        4
    };
    out::line(format_args!("{name} {value:.digits$} {unit}"));
}

/// The value below which this share (0 to 1) of the measured ones lie.
pub fn quantile(values: &mut [f64], share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let last = values.len().saturating_sub(1) as f64;
    values.get((last * share).round() as usize).copied().unwrap_or(f64::NAN)
}
