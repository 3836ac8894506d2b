//! `reticolo lab seat`: who sits where in a session.

use crate::{clock, commands::seat, database, database::Schema, exit::Exit, settings::Settings};
use anyhow::{Context as _, Result, anyhow, bail};
use clap::Args;
use reticolo_base::Refusal;
use reticolo_lab::run::{self, Wanted};
use reticolo_seating::{Outcome, smallest_change};
use reticolo_words::{Value, Words};
use std::time::Instant;
use uuid::Uuid;

/// Who sits where in a session: the seats as they are, or with --plan new ones
///
/// The seats are of the first part of the session that has tables, or of the one that --block names.
#[derive(Debug, Args)]
pub struct Seat {
    /// The session's id, as in its address
    session: Uuid,
    /// The part of the session, from 1
    #[arg(long, value_name = "N")]
    block: Option<usize>,
    /// Seat everybody who is expected, and keep it
    #[arg(long)]
    plan: bool,
    /// How many tables; as many as were thought of when absent
    #[arg(long, value_name = "T", requires = "plan")]
    tables: Option<i64>,
    /// No host stays at the tables
    #[arg(long, requires = "plan")]
    no_hosts: bool,
    /// Another number gives another plan
    #[arg(long, default_value_t = 0, requires = "plan")]
    seed: u64,
    /// As JSON
    #[arg(long)]
    json: bool,
}

impl Seat {
    /// Runs the command. Ends with 3 when the seats break a hard rule.
    ///
    /// # Errors
    /// When the database cannot be opened, there is no such session, or no plan can be made.
    pub async fn run(self, settings: &Settings) -> Result<Exit> {
        let db = database::open(settings, Schema::Migrate).await?;
        let ctx = clock::console();
        let blocks = run::blocks(&db, self.session).await.map_err(|refused| told(&refused))?;
        let mut seated = blocks.iter().filter(|block| block.is_seated());
        let block = match self.block {
            Some(number) => {
                number.checked_sub(1).and_then(|place| blocks.get(place)).filter(|b| b.is_seated())
            }
            None => seated.next(),
        };
        let block = block.context("there is no such session, or no part of it has tables")?;
        let begun = Instant::now();
        if self.plan {
            let version = run::state(&db, self.session).await.map_err(|refused| told(&refused))?.version;
            let tables = self.tables.unwrap_or(block.tables);
            let wanted = Wanted { tables, hosts: !self.no_hosts, seed: self.seed };
            let made = run::plan(&db, &ctx, (self.session, block.id), wanted, version).await;
            made.map_err(|refused| told(&refused))?;
        }
        let worth = run::worth(&db, &ctx, self.session, block.id).await.map_err(|refused| told(&refused))?;
        if worth.hall.seats.is_empty() {
            bail!("nobody has a seat yet: add --plan");
        }
        let gathering = worth.arranged.gathering.clone();
        let outcome = Outcome::of(&gathering, worth.arranged.current(), 0);
        let changes = smallest_change(&gathering, &outcome, worth.hall.seed());
        Ok(seat::shown(gathering, outcome, changes, begun.elapsed(), self.json))
    }
}

/// A refusal in English.
fn told(refusal: &impl Refusal) -> anyhow::Error {
    let args: Vec<_> = refusal.args().into_iter().map(|(name, value)| (name, Value::from(value))).collect();
    anyhow!(Words::of(reticolo_base::Lang::En).say_with(refusal.key(), &args))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        seat: Seat,
    }

    fn settings(folder: &std::path::Path) -> Settings {
        let address = format!("sqlite://{}", folder.join("lab.db").display());
        let flags = crate::settings::Flags { database: Some(address), ..Default::default() };
        Settings::read(&flags).unwrap()
    }

    async fn run(settings: &Settings, flags: &str) -> Result<Exit> {
        Line::parse_from(["seat"].into_iter().chain(flags.split_whitespace())).seat.run(settings).await
    }

    #[tokio::test]
    async fn a_session_is_seated_from_the_command_line_and_shown_again() {
        let folder = tempfile::tempdir().unwrap();
        let settings = settings(folder.path());
        let db = database::open(&settings, Schema::Migrate).await.unwrap();
        let mut cafe = reticolo_testkit::cafe::Cafe::open(&db, 2, 2).await;
        let guest = |n: usize| reticolo_testkit::cafe::Guest::speaking(format!("Ospite {n}"), "it");
        cafe.invite((0..8).map(guest)).await;
        let session = cafe.session;
        let none = run(&settings, &format!("{session} --json")).await.unwrap_err();
        assert!(format!("{none:#}").contains("--plan"));
        assert_eq!(run(&settings, &format!("{session} --plan --json")).await.unwrap(), Exit::Fine);
        assert_eq!(run(&settings, &format!("{session}")).await.unwrap(), Exit::Fine);
        let many = run(&settings, &format!("{session} --plan --tables 9")).await.unwrap_err();
        assert!(format!("{many:#}").contains("at most 8"), "{many:#}");
        let nowhere = run(&settings, &format!("{}", Uuid::nil())).await.unwrap_err();
        assert!(format!("{nowhere:#}").contains("no such session"));
    }
}
