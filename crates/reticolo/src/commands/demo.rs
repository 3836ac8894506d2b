//! `reticolo demo`: fills a database with the demonstration network.

use crate::{
    clock,
    database::{self, Schema},
    exit::Exit,
    out,
    settings::Settings,
};
use anyhow::{Context as _, Result, bail};
use clap::Args;
use jiff::tz::TimeZone;
use reticolo_directory::{
    book::{self, Vanished},
    demo::{self, SOURCE},
    keeping,
    records::Records,
};
use reticolo_lab::{demo as lab, table::Rooms};
use reticolo_live::Hub;
use reticolo_store::{Db, Vault};
use reticolo_web::secret;
use std::sync::Arc;
use uuid::Uuid;

/// Fill a database with the demonstration network: Bari, Foggia, Lecce; invented contacts
#[derive(Debug, Args)]
pub struct Demo {
    /// Also into a database that holds real records
    #[arg(long)]
    among_real_ones: bool,
}

impl Demo {
    /// Runs the command. Running it again refreshes the ages of figures and confirmations.
    ///
    /// # Errors
    /// When the database cannot be opened, or holds records of other sources.
    pub async fn run(self, settings: &Settings) -> Result<Exit> {
        let db = database::open(settings, Schema::Migrate).await?;
        if !self.among_real_ones && book::sources(&db).await?.iter().any(|source| source != SOURCE) {
            bail!(
                "this database holds real records; a demonstration belongs into one of its own (--database sqlite://demo.db)"
            );
        }
        let records = fill(&db).await?;
        let vault = database::vault(&db, settings).await?;
        reticolo_accounts::demo::fill(&db, &vault, &clock::console()).await?;
        let code = secret::written(secret::from_system());
        keeping::demo::fill(&db, clock::now(), &code).await.context("the demonstration's keepers")?;
        let lab = meet(&db, &vault).await?;
        let desks = reticolo_desk::demo::fill(&db, &vault, clock::now())
            .await
            .context("the demonstration's desks")?;
        out::line(format_args!(
            "The demonstration network: {} organisations, {} services, {} places.",
            records.organizations.len(),
            records.services.len(),
            records.locations.len()
        ));
        out::line(if lab {
            "Its Lab: two meetings behind it, and a third that is going on while it is served with --demonstration."
        } else {
            "Its Lab was there already."
        });
        out::line(if desks {
            "Its desks: eight bodies, thirty people, a hundred requests between them; a queue of today."
        } else {
            "Its desks were there already; the queue is of today."
        });
        Ok(Exit::Fine)
    }
}

/// Puts the demonstration's Lab into a database; whether it was not there before.
///
/// # Errors
/// When the data or the database cannot be used.
pub async fn meet(db: &Db, vault: &Vault) -> Result<bool> {
    let gate = Arc::new(Rooms::new(db.clone(), clock::now));
    let hub = Hub::new(db.clone(), clock::now, gate, Uuid::now_v7());
    let code = || secret::written(secret::from_system());
    let filled = lab::fill(db, vault, &hub, clock::now(), code).await.context("the demonstration's Lab");
    hub.close().await;
    filled
}

/// Puts the demonstration network into a database; its records.
///
/// # Errors
/// When the data or the database cannot be used.
pub async fn fill(db: &Db) -> Result<Records> {
    let ctx = clock::console();
    let zone = TimeZone::get("Europe/Rome").context("the time zone Europe/Rome")?;
    let network = demo::records(ctx.now.day_in(&zone)).context("the demonstration data")?;
    book::save(db, &ctx, SOURCE, &network.records, Vanished::Remove).await?;
    book::verify_all(db, &ctx, &network.verified).await?;
    Ok(network.records)
}
