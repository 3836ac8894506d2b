//! `reticolo audit`: whether the record of what was done is what was written, and what it says.

use crate::{
    clock, commands::member::told, database, database::Schema, exit::Exit, out, out::Style,
    settings::Settings,
};
use anyhow::{Context as _, Result, anyhow};
use clap::{Args, Subcommand};
use jiff::{ToSpan as _, civil::Date, tz::TimeZone};
use reticolo_accounts::organization;
use reticolo_base::Instant;
use reticolo_store::{
    Db,
    audit::{self, Inspection, Listed, Period, checkpoint},
};

/// The record of what was done: is it what was written, and what does it say
#[derive(Debug, Args)]
pub struct AuditCommand {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Walk every chain, and compare it with the signed checkpoints in the database and in the file beside the keys: exit
    /// code 1 when something was changed
    Verify {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Sign now where every chain stands (the server does it by itself each day)
    Sign,
    /// List the entries of an organisation, for whoever answers for data protection: they hold no personal data
    List {
        /// The organisation: its id or its name; `network` for what belongs to none
        #[arg(long)]
        organization: String,
        /// From this day on (in Italy)
        #[arg(long, value_name = "DATE")]
        from: Option<Date>,
        /// Up to and with this day
        #[arg(long, value_name = "DATE")]
        to: Option<Date>,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
}

impl AuditCommand {
    /// Runs the command.
    ///
    /// # Errors
    /// When the database, the keys or the file of the checkpoints cannot be read.
    pub async fn run(self, settings: &Settings) -> Result<Exit> {
        let db = database::open(settings, Schema::Migrate).await?;
        match self.what {
            What::Verify { json } => verify(&db, settings, json).await,
            What::Sign => sign(&db, settings).await,
            What::List { organization, from, to, json } => {
                list(&db, &organization, period(from, to)?, json).await
            }
        }
    }
}

async fn verify(db: &Db, settings: &Settings, json: bool) -> Result<Exit> {
    let vault = database::vault(db, settings).await?;
    let found = audit::inspect(db, &vault).await?;
    if json {
        let holds = found.holds();
        out::json(&serde_json::json!({ "holds": holds, "entries": found.entries(), "chains": found.chains,
                                       "troubles": found.troubles, "signer": found.signer }));
    } else {
        show(&found);
    }
    Ok(match (found.holds(), found.chains.is_empty()) {
        (false, _) => Exit::Failed,
        (true, true) => Exit::Nothing,
        (true, false) => Exit::Fine,
    })
}

fn show(found: &Inspection) {
    for chain in &found.chains {
        let state = match chain.broken {
            None => out::styled(Style::Green, "holds"),
            Some(number) => out::styled(Style::Red, format_args!("broken at entry {number}")),
        };
        let signed = match chain.signed {
            0 => "not signed yet".to_owned(),
            number => format!("signed up to {number}"),
        };
        out::line(format_args!("{}  {} entries, {signed}, {state}", chain.chain, chain.entries));
    }
    for trouble in &found.troubles {
        out::line(out::styled(Style::Red, trouble));
    }
    let entries = found.entries();
    if found.holds() {
        out::note(format_args!("{entries} entries in {} chains: every one holds.", found.chains.len()));
    } else {
        out::note("The audit was changed, or files beside the keys are not the true ones.");
    }
}

async fn sign(db: &Db, settings: &Settings) -> Result<Exit> {
    let vault = database::vault(db, settings).await?;
    let signed = checkpoint::make(db, &vault, &clock::console(), checkpoint::Which::Grown).await?;
    if signed == 0 {
        out::note("Nothing was written since the last checkpoints.");
        return Ok(Exit::Nothing);
    }
    out::line(format_args!(
        "{signed} chains signed, in the database and in {}.",
        settings.places().checkpoints().display()
    ));
    Ok(Exit::Fine)
}

/// Days as they begin and end in Italy.
fn period(from: Option<Date>, to: Option<Date>) -> Result<Period> {
    let zone = TimeZone::get("Europe/Rome").context("the time zone Europe/Rome")?;
    let begins = |day: Date| Ok::<_, jiff::Error>(Instant::from(day.to_zoned(zone.clone())?.timestamp()));
    let next = |day: Date| begins(day.checked_add(1.day())?);
    Ok(Period { from: from.map(begins).transpose()?, to: to.map(next).transpose()? })
}

/// So many entries are read at a time.
const PAGE: u32 = 1_000;

async fn list(db: &Db, meant: &str, period: Period, json: bool) -> Result<Exit> {
    let chain = chain(db, meant).await?;
    let (mut after, mut all) = (0, Vec::new());
    loop {
        let page = audit::list(db, &chain, period, after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after = last.number;
        if json {
            all.extend(page.iter().map(as_json));
        } else {
            page.iter().for_each(show_entry);
        }
    }
    if json {
        out::json(&all);
    }
    Ok(if after == 0 { Exit::Nothing } else { Exit::Fine })
}

async fn chain(db: &Db, meant: &str) -> Result<String> {
    if meant == audit::NETWORK {
        return Ok(meant.to_owned());
    }
    let ctx = clock::console();
    match organization::named_or_numbered(db, &ctx, meant).await {
        Ok(found) => Ok(audit::chain(found.id)),
        Err(reticolo_accounts::Refused::NotFound) => {
            Err(anyhow!("no organisation {meant}: see `reticolo organization list`"))
        }
        Err(refused) => Err(told(&refused)),
    }
}

fn show_entry(entry: &Listed) {
    let id = entry.id.map(|id| id.to_string()).unwrap_or_default();
    let Listed { number, at, actor, action, entity, detail, .. } = entry;
    out::line(format!("{number}  {at}  {actor}  {action}  {entity} {id}  {detail}").trim_end());
}

fn as_json(entry: &Listed) -> serde_json::Value {
    serde_json::json!({ "number": entry.number, "at": entry.at.to_string(), "actor": entry.actor, "action": entry.action,
                        "entity": entry.entity, "id": entry.id, "detail": entry.detail, "request": entry.request })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_a_day_in_italy_and_the_last_one_counts() {
        let day = |text: &str| Some(text.parse::<Date>().unwrap());
        let found = period(day("2026-11-01"), day("2026-11-30")).unwrap();
        assert_eq!(found.from.unwrap().to_string(), "2026-10-31T23:00:00Z");
        assert_eq!(found.to.unwrap().to_string(), "2026-11-30T23:00:00Z");
        assert_eq!(period(None, None).unwrap(), Period::default());
    }
}
