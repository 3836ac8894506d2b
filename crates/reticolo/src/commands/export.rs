//! `reticolo export`: writes the directory as HSDS 3.1. Protected addresses are in no export.

use super::import::spinner;
use crate::{
    clock,
    database::{self, Schema},
    exit::Exit,
    out,
    settings::Settings,
};
use anyhow::Result;
use clap::{Args, Subcommand};
use jiff::tz::TimeZone;
use reticolo_directory::{book, formats};
use std::path::PathBuf;

/// Write the directory in an open format
#[derive(Debug, Args)]
pub struct Export {
    #[command(subcommand)]
    format: Format,
}

#[derive(Debug, Subcommand)]
enum Format {
    /// HSDS 3.1 JSON: one file of full objects, or one object a line when the name ends in .ndjson
    Hsds {
        /// The file
        path: PathBuf,
    },
    /// HSDS 3.1 tables with a datapackage.json: a zip archive when the name ends in .zip, otherwise a folder
    HsdsCsv {
        /// The archive or folder
        path: PathBuf,
    },
}

impl Export {
    /// Runs the command.
    ///
    /// # Errors
    /// When the database cannot be read or the file cannot be written.
    pub async fn run(self, settings: &Settings) -> Result<Exit> {
        let db = database::open(settings, Schema::Check).await?;
        let bar = spinner("reading the directory");
        let mut records = book::load_all(&db).await?;
        if records.is_empty() {
            bar.finish_and_clear();
            out::note("The directory is empty: nothing was written.");
            return Ok(Exit::Nothing);
        }
        let (services, today) = (records.services.len(), clock::now().day_in(&TimeZone::UTC));
        bar.set_message("writing");
        let (bytes, path) = tokio::task::spawn_blocking(move || {
            formats::tell_all_hours(&mut records, today);
            match self.format {
                Format::Hsds { path } => formats::write_json(&records, &path).map(|bytes| (bytes, path)),
                Format::HsdsCsv { path } => formats::write_tables(&records, &path).map(|bytes| (bytes, path)),
            }
        })
        .await??;
        bar.finish_and_clear();
        out::line(format_args!("{services} services in {} ({} kB).", path.display(), bytes.div_ceil(1000)));
        Ok(Exit::Fine)
    }
}
