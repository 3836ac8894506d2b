//! `reticolo import`: reads a directory and writes what is new or changed, in one transaction.

use crate::{
    clock,
    database::{self, Schema},
    exit::Exit,
    out,
    settings::Settings,
};
use anyhow::{Context as _, Result, bail};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use reticolo_base::{Ctx, Lang};
use reticolo_directory::{
    book::{self, Changes, Count, Vanished},
    formats::{self, FormatRefusal, Options, Reading, Report},
    records::Records,
};
use reticolo_store::Db;
use serde::Serialize;
use std::{collections::HashMap, path::PathBuf, time::Duration};

const AFTER: &str = "\
What is read:
  HSDS 3 as JSON, ndjson or tables; HSDS 1.1 and 2.0 and Ohana as tables; folders and zip archives of these;
  a list of services as CSV or Excel, columns known by their names (see --template)

Importing twice is importing once: only what differs is written, all of it or nothing.

Exit codes: 0 all taken · 1 nothing could be read · 2 wrong usage · 3 taken, but some rows were refused";

/// Read a directory of services into the database
#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub struct Import {
    /// A file, a folder or a zip archive
    #[arg(required_unless_present = "template")]
    path: Option<PathBuf>,

    /// The name of the source; by default the name of the file. Ids that are no UUIDs are made from it
    #[arg(long, value_name = "NAME")]
    source: Option<String>,

    /// The language of records whose words do not tell it: it, en, fr, ar, ro, sq
    #[arg(long, value_name = "LANG", default_value = "en")]
    lang: Lang,

    /// The source always tells everything: remove its records that are no longer in it
    #[arg(long)]
    complete: bool,

    /// Read and compare, write nothing
    #[arg(long)]
    dry_run: bool,

    /// The report as JSON
    #[arg(long)]
    json: bool,

    /// Write the template of a list of services (.xlsx or .csv) and stop
    #[arg(long, value_name = "FILE", conflicts_with_all = ["path", "dry_run", "json"])]
    template: Option<PathBuf>,
}

impl Import {
    /// Runs the command.
    ///
    /// # Errors
    /// When nothing can be read, or the database cannot be written; then it is as it was.
    pub async fn run(self, settings: &Settings) -> Result<Exit> {
        if let Some(path) = &self.template {
            formats::template::write(path)?;
            out::line(format_args!("The template is in {}.", path.display()));
            return Ok(Exit::Fine);
        }
        let Some(path) = self.path else { bail!("which file?") };
        let bar = spinner("reading");
        let options = Options { source: self.source, lang: self.lang, ..Options::default() };
        let reading = read(path, options).await?;
        bar.set_message(format!("writing {} records", reading.records.len()));
        let db = database::open(settings, Schema::Migrate).await?;
        let how = How { dry_run: self.dry_run, vanished: vanished(self.complete) };
        let report = apply(&db, &clock::console(), reading, how).await?;
        bar.finish_and_clear();
        if self.json {
            out::json(&report);
        } else {
            out::line(formats::telling::words(&report, terminal_lang()));
        }
        Ok(if report.exit_code() == 0 { Exit::Fine } else { Exit::Partly })
    }
}

/// Reads a directory, off the threads that serve.
///
/// # Errors
/// When nothing can be read.
pub async fn read(path: PathBuf, options: Options) -> Result<Reading, anyhow::Error> {
    let reading = tokio::task::spawn_blocking(move || formats::read(&path, &options)).await?;
    reading.map_err(|refusal| anyhow::Error::new(refusal).context("nothing was imported"))
}

fn vanished(complete: bool) -> Vanished {
    if complete { Vanished::Remove } else { Vanished::Keep }
}

/// The language of the person at the terminal.
fn terminal_lang() -> Lang {
    let told = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(std::env::var_os);
    told.and_then(|told| Lang::from_tag(told.to_str()?)).unwrap_or(Lang::En)
}

/// A sign of life on a terminal; nothing elsewhere.
pub fn spinner(what: &'static str) -> ProgressBar {
    if !out::shows_progress() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new_spinner().with_message(what);
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {elapsed}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}

/// How what was read is written.
#[derive(Debug, Clone, Copy)]
pub struct How {
    /// Only compare.
    pub dry_run: bool,
    /// What happens to records that the source no longer tells.
    pub vanished: Vanished,
}

/// Writes what was read, and the report of it. On a dry run, only says what would be written.
///
/// # Errors
/// When the database fails; then nothing was written.
pub async fn apply(db: &Db, ctx: &Ctx, mut reading: Reading, how: How) -> Result<Report> {
    if reading.records.is_empty() {
        let path = reading.source;
        return Err(anyhow::Error::new(FormatRefusal::Empty { path }).context("every row was refused"));
    }
    if how.dry_run || formats::names_protected(&reading.records) {
        let stored = book::load_all(db).await?;
        formats::keep_protected(&mut reading.records, &stored);
        if how.dry_run {
            reading.report.wrote(&differences(&reading.records, &stored));
            reading.report.dry_run = true;
            return Ok(reading.report);
        }
    }
    let changes = book::save(db, ctx, &reading.source, &reading.records, how.vanished).await?;
    reading.report.wrote(&changes);
    let told = serde_json::to_string(&reading.report).context("the report")?;
    book::record_run(db, ctx, uuid(ctx), &reading.source, &told).await?;
    Ok(reading.report)
}

/// The run has the id of the request that made it.
fn uuid(ctx: &Ctx) -> uuid::Uuid {
    ctx.request
}

/// What would be new, changed or the same.
fn differences(records: &Records, stored: &Records) -> Changes {
    let mut changes = Changes::default();
    let mut enter = |kind: &'static str, count: Count| {
        changes.0.insert(kind, count);
    };
    enter("organization", compare(&records.organizations, &stored.organizations, |r| &r.id));
    enter("program", compare(&records.programs, &stored.programs, |r| &r.id));
    enter("service", compare(&records.services, &stored.services, |r| &r.id));
    enter("location", compare(&records.locations, &stored.locations, |r| &r.id));
    enter("service_at_location", compare(&records.places, &stored.places, |r| &r.id));
    enter("taxonomy", compare(&records.taxonomies, &stored.taxonomies, |r| &r.id));
    enter("taxonomy_term", compare(&records.terms, &stored.terms, |r| &r.id));
    changes
}

fn compare<T: Serialize + PartialEq>(records: &[T], stored: &[T], id: impl Fn(&T) -> &String) -> Count {
    let known: HashMap<&String, &T> = stored.iter().map(|record| (id(record), record)).collect();
    let mut count = Count::default();
    for record in records {
        match known.get(id(record)) {
            None => count.new += 1,
            Some(same) if *same == record => count.unchanged += 1,
            Some(_) => count.changed += 1,
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use reticolo_base::{Actor, Instant};

    async fn empty() -> Db {
        let db = Db::open("sqlite::memory:").await.unwrap();
        db.migrate(&ctx(), database::DOMAINS).await.unwrap();
        db
    }

    fn ctx() -> Ctx {
        Ctx::new(Instant(1), Actor::Console, Lang::It, uuid::Uuid::now_v7())
    }

    fn reading(table: &str) -> Reading {
        let files = vec![formats::File { name: "services.csv".into(), bytes: table.as_bytes().to_vec() }];
        let bundle = formats::Bundle { name: "prova".into(), files, ..formats::Bundle::default() };
        formats::read_bundle(bundle, &Options::default()).unwrap()
    }

    const KEEP: How = How { dry_run: false, vanished: Vanished::Keep };

    #[tokio::test]
    async fn twice_is_once() {
        let db = empty().await;
        let table = "id,name,status\n1,Mensa,active\n2,Dormitorio,active\n3,,active\n";
        let first = apply(&db, &ctx(), reading(table), KEEP).await.unwrap();
        assert_eq!((first.kinds["service"].new, first.exit_code()), (2, 3));
        let second = apply(&db, &ctx(), reading(table), KEEP).await.unwrap();
        assert_eq!((second.kinds["service"].new, second.kinds["service"].unchanged), (0, 2));
        assert_eq!(book::runs(&db, 9).await.unwrap().len(), 2);
    }

    #[tokio::test]
    async fn a_dry_run_writes_nothing_and_says_what_it_would() {
        let db = empty().await;
        apply(&db, &ctx(), reading("id,name,status\n1,Mensa,active\n"), KEEP).await.unwrap();
        let dry = How { dry_run: true, ..KEEP };
        let report =
            apply(&db, &ctx(), reading("id,name,status\n1,Mensa calda,active\n2,Casa,active\n"), dry)
                .await
                .unwrap();
        assert_eq!((report.kinds["service"].changed, report.kinds["service"].new), (1, 1));
        assert_eq!(book::load_all(&db).await.unwrap().services.len(), 1);
        assert_eq!(book::runs(&db, 9).await.unwrap().len(), 1);
    }

    #[tokio::test]
    async fn a_source_that_tells_everything_removes_what_it_no_longer_tells() {
        let db = empty().await;
        apply(&db, &ctx(), reading("id,name,status\n1,Mensa,active\n2,Casa,active\n"), KEEP).await.unwrap();
        let all = How { vanished: Vanished::Remove, ..KEEP };
        let report = apply(&db, &ctx(), reading("id,name,status\n1,Mensa,active\n"), all).await.unwrap();
        assert_eq!(report.kinds["service"].gone, 1);
        assert_eq!(book::load_all(&db).await.unwrap().services.len(), 1);
    }
}
