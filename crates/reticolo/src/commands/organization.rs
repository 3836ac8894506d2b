//! `reticolo organization`: the organisations of the network, as far as accounts go.

use crate::{clock, commands::member::told, database, database::Schema, exit::Exit, out, settings::Settings};
use anyhow::Result;
use clap::{Args, Subcommand, builder::PossibleValuesParser};
use reticolo_accounts::organization::{self, KINDS};
use uuid::Uuid;

/// Organisations whose members sign in
#[derive(Debug, Args)]
pub struct OrganizationCommand {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Add an organisation; its members are invited with `reticolo member invite`
    Add {
        /// Its name
        name: String,
        /// What kind of body it is
        #[arg(long, default_value = "third_sector", value_parser = PossibleValuesParser::new(KINDS))]
        kind: String,
        /// Where it works: an ISTAT code
        #[arg(long, default_value = "")]
        territory: String,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// List the organisations
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
}

impl OrganizationCommand {
    /// Runs the command.
    ///
    /// # Errors
    /// When the database cannot be opened, or the organisation is there already.
    pub async fn run(self, settings: &Settings) -> Result<Exit> {
        let db = database::open(settings, Schema::Migrate).await?;
        let ctx = clock::console();
        match self.what {
            What::Add { name, kind, territory, json } => {
                let id = Uuid::now_v7();
                organization::add(&db, &ctx, id, (&name, &kind, &territory)).await.map_err(|r| told(&r))?;
                if json {
                    out::json(&serde_json::json!({ "id": id, "name": name, "kind": kind }));
                } else {
                    out::line(format_args!("Added {name} ({id})."));
                }
                Ok(Exit::Fine)
            }
            What::List { json } => {
                let all = organization::list(&db, &ctx).await.map_err(|r| told(&r))?;
                if json {
                    let row = |o: &organization::Organization| {
                        serde_json::json!({ "id": o.id, "name": o.name, "kind": o.kind,
                                            "territory": o.territory, "members": o.members })
                    };
                    out::json(&all.iter().map(row).collect::<Vec<_>>());
                } else {
                    for o in &all {
                        out::line(format_args!("{}  {}  {}, {} members", o.id, o.name, o.kind, o.members));
                    }
                }
                Ok(if all.is_empty() { Exit::Nothing } else { Exit::Fine })
            }
        }
    }
}
