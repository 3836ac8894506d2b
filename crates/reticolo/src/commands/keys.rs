//! `reticolo keys`: the key ring of the vault.

use crate::{clock, database, database::Schema, exit::Exit, out, settings::Settings};
use anyhow::Result;
use clap::{Args, Subcommand};
use reticolo_store::{Db, Vault, backup::copy, vault::Begun};
use std::path::PathBuf;

/// The key ring of the vault: list, rotate, copy
#[derive(Debug, Args)]
pub struct Keys {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List the keys of the ring by their fingerprints, oldest first
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Put new keys in the place of old ones, while the server goes on; run it again when it was broken off
    Rotate(Rotate),
    /// Copy key ring, erasure ledger and checkpoints into a folder: apart from the backups of the database
    Backup {
        /// The folder; made when missing
        #[arg(value_name = "FOLDER")]
        into: PathBuf,
    },
}

#[derive(Debug, Args)]
struct Rotate {
    /// Only put a new key into the file: with several nodes, copy the file to each before you run this again
    #[arg(long, conflicts_with_all = ["organizations", "retire"])]
    only_prepare: bool,
    /// Also make a new key for every organisation, and wrap the keys of its people by it
    #[arg(long)]
    organizations: bool,
    /// Also take keys off the ring that nothing needs any more; older backups need them: keep a copy (`reticolo keys backup`)
    #[arg(long)]
    retire: bool,
}

impl Keys {
    /// Runs the command.
    ///
    /// # Errors
    /// When the database or a file cannot be used. Nothing is unreadable then: run it again.
    pub async fn run(self, settings: &Settings) -> Result<Exit> {
        let db = database::open(settings, Schema::Migrate).await?;
        let vault = database::vault(&db, settings).await?;
        match self.what {
            What::List { json } => list(&db, &vault, json).await,
            What::Rotate(rotate) => rotate.run(&db, &vault, settings).await,
            What::Backup { into } => {
                for path in copy::into_folder(&settings.places(), &into)? {
                    out::line(path.display());
                }
                out::note("Keep this folder apart from the backups: with both, everything can be read.");
                Ok(Exit::Fine)
            }
        }
    }
}

async fn list(db: &Db, vault: &Vault, json: bool) -> Result<Exit> {
    let keys = vault.ring_keys(db).await?;
    if json {
        let row = |key: &reticolo_store::vault::RingKey| serde_json::json!({ "id": key.id, "newest": key.newest, "wraps": key.wraps });
        let signer = vault.public_key();
        out::json(&serde_json::json!({ "keys": keys.iter().map(row).collect::<Vec<_>>(), "signer": signer }));
        return Ok(Exit::Fine);
    }
    for key in &keys {
        let newest = if key.newest { ", the newest" } else { "" };
        out::line(format_args!("{}  wraps {} keys of organisations{newest}", key.id, key.wraps));
    }
    out::line(format_args!("checkpoints are signed by {}", vault.public_key()));
    Ok(Exit::Fine)
}

impl Rotate {
    async fn run(self, db: &Db, vault: &Vault, settings: &Settings) -> Result<Exit> {
        let begun = match vault.begin_rotation(db).await? {
            Begun::New(id) => format!("{id} is the new key, in {}.", settings.keys.display()),
            Begun::GoesOn(id) => format!("{id} is new already; what is left is wrapped by it."),
        };
        out::line(begun);
        if self.only_prepare {
            out::note("Copy the file to every node, then run `reticolo keys rotate` again.");
            return Ok(Exit::Fine);
        }
        let mut all = 0;
        loop {
            match vault.rewrap(db, &clock::console()).await? {
                0 => break,
                some => all += some,
            }
        }
        out::line(format_args!("{all} keys of organisations are wrapped by it."));
        if self.organizations {
            renew(db, vault).await?;
        }
        if self.retire {
            let gone = vault.retire(db).await?;
            out::line(format_args!("{} old keys are off the ring.", gone.len()));
            for id in gone {
                out::line(format_args!("{id}  retired; backups from before need it"));
            }
        }
        out::note("Copy the ring now: reticolo keys backup FOLDER");
        Ok(Exit::Fine)
    }
}

async fn renew(db: &Db, vault: &Vault) -> Result<()> {
    let (organizations, mut people) = (vault.organizations(db).await?, 0);
    for organization in &organizations {
        people += vault.renew(db, &clock::console(), *organization).await?;
    }
    let count = organizations.len();
    out::line(format_args!(
        "{count} organisations have a new key, and {people} keys of people are wrapped by it."
    ));
    Ok(())
}
