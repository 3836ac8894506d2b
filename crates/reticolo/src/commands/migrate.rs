//! `reticolo migrate`: brings the database up to date.

use crate::{clock, database::DOMAINS, exit::Exit, out, settings::Settings};
use anyhow::Result;
use clap::Args;
use reticolo_store::Db;

/// Bring the database up to date with this program (serve and import do it by themselves)
#[derive(Debug, Args)]
pub struct Migrate {
    /// Only tell whether something is to be done: exit code 4 when not
    #[arg(long)]
    check: bool,
}

impl Migrate {
    /// Runs the command.
    ///
    /// # Errors
    /// When the database cannot be opened, or was written by a newer program.
    pub async fn run(self, settings: &Settings) -> Result<Exit> {
        settings.make_folders()?;
        let db = Db::open(&settings.database).await?;
        if self.check {
            return match db.check_schema(DOMAINS).await {
                Ok(()) => {
                    out::line("The database is up to date.");
                    Ok(Exit::Nothing)
                }
                Err(reticolo_store::Failure::Behind) => {
                    out::line("The database needs a migration.");
                    Ok(Exit::Fine)
                }
                Err(failure) => Err(failure.into()),
            };
        }
        let ran = db.migrate(&clock::console(), DOMAINS).await?;
        for name in &ran {
            out::line(format_args!("ran {name}"));
        }
        if ran.is_empty() {
            out::line("The database is up to date.");
        }
        Ok(Exit::Fine)
    }
}
