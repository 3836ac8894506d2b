//! `reticolo lab people`: a list of people into a session, and who is expected.

use crate::{
    clock, database,
    exit::Exit,
    out::{self, Style, styled},
    settings::Settings,
};
use anyhow::{Context as _, Result, anyhow};
use clap::{Args, Subcommand};
use reticolo_base::{Lang, Refusal as _};
use reticolo_lab::{
    Refused,
    people::{
        self,
        draft::{self, Draft},
        list::{self, Unreadable, Weighed},
    },
};
use reticolo_store::{Db, Vault};
use reticolo_web::{routes::lab::people::show::lexicon, secret};
use reticolo_words::{Value, Words};
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// The people of a meeting
#[derive(Debug, Args)]
pub struct People {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Add the people of a CSV or XLSX file; what is doubtful is told, rows that cannot be added are left out
    Import {
        /// The file; - reads standard input
        file: PathBuf,
        /// The meeting
        #[arg(long)]
        session: Uuid,
        /// Only say what would happen
        #[arg(long)]
        dry_run: bool,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// List who is expected at a meeting
    List {
        /// The meeting
        #[arg(long)]
        session: Uuid,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
}

impl People {
    /// Runs the command.
    ///
    /// # Errors
    /// When the database or the file cannot be read, or there is no such meeting.
    pub async fn run(self, db: &Db, settings: &Settings) -> Result<Exit> {
        match self.what {
            What::Import { file, session, dry_run, json } => {
                let vault = database::vault(db, settings).await?;
                import(db, &vault, &file, session, (dry_run, json)).await
            }
            What::List { session, json } => list(db, session, json).await,
        }
    }
}

async fn import(
    db: &Db,
    vault: &Vault,
    file: &Path,
    session: Uuid,
    (dry_run, json): (bool, bool),
) -> Result<Exit> {
    let bytes = if file.as_os_str() == "-" {
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut std::io::stdin(), &mut bytes).context("standard input")?;
        bytes
    } else {
        std::fs::read(file).with_context(|| format!("the file {}", file.display()))?
    };
    let sheet = list::read(&bytes).map_err(|unreadable| anyhow!(said(unreadable)))?;
    let ctx = clock::console();
    let known = draft::known(db, vault, &ctx, session).await.map_err(refused)?;
    let weighed = list::weigh(&sheet.rows, lexicon(), &known);
    let lines: Vec<u32> = sheet.rows.iter().map(|row| row.line).collect();
    let held = weighed.iter().filter(|one| one.is_held()).count();
    let (mut added, mut expected) = (weighed.iter().filter(|one| one.is_new()).count(), 0);
    if !dry_run {
        let id = Uuid::now_v7();
        draft::start(db, vault, &ctx, session, (id, &sheet)).await.map_err(refused)?;
        let waiting = Draft { sheet, version: 1 };
        let draw = || (Uuid::now_v7(), secret::written(secret::from_system()));
        let taken = draft::take(db, vault, &ctx, session, (id, &waiting, &weighed), draw).await;
        let taken = taken.map_err(refused)?;
        (added, expected) = (taken.added, taken.expected);
        if held > 0 {
            draft::discard(db, &ctx, session, id).await.map_err(refused)?;
        }
    }
    report(&weighed, &lines, (added, expected, held), (dry_run, json));
    Ok(if held > 0 { Exit::Partly } else { Exit::Fine })
}

fn report(
    weighed: &[Weighed],
    lines: &[u32],
    (added, expected, held): (usize, usize, usize),
    (dry_run, json): (bool, bool),
) {
    let line = |one: &Weighed| lines.get(one.place).copied().unwrap_or_default();
    let doubtful = weighed.iter().filter(|one| one.already.is_none() && !one.doubts.is_empty());
    if json {
        let doubts: Vec<_> = doubtful
            .flat_map(|one| {
                one.doubts.iter().map(move |doubt| {
                    serde_json::json!({ "line": line(one), "column": doubt.column.code(),
                                        "about": doubt.about.to_string(), "held": doubt.about.holds() })
                })
            })
            .collect();
        out::json(&serde_json::json!({ "dry_run": dry_run, "rows": weighed.len(), "added": added,
                                       "expected": expected, "held": held, "doubts": doubts }));
        return;
    }
    for one in doubtful {
        for doubt in &one.doubts {
            let style = if doubt.about.holds() { Style::Red } else { Style::Yellow };
            out::note(format_args!(
                "line {}, {}: {}",
                line(one),
                doubt.column.code(),
                styled(style, &doubt.about)
            ));
        }
    }
    let verb = if dry_run { "would be added" } else { "added" };
    out::line(format_args!("{added} {verb}, {expected} of the Lab now expected here, {held} left out"));
}

async fn list(db: &Db, session: Uuid, json: bool) -> Result<Exit> {
    reticolo_lab::programme::session(db, session).await.map_err(refused)?;
    let everyone = people::everyone(db, session).await?;
    if json {
        let rows: Vec<_> = everyone
            .iter()
            .map(|one| {
                let person = &one.participant;
                serde_json::json!({ "id": person.id, "name": person.name, "kind": person.kind,
                    "territory": person.territory, "speaks": person.speaks, "role": one.role.code(),
                    "answer": one.reply.code(), "here": one.is_here() })
            })
            .collect();
        out::json(&rows);
    } else {
        for one in &everyone {
            let person = &one.participant;
            let tongues = person.speaks.as_ref().map(people::written_tongues).unwrap_or_else(|| "?".into());
            out::line(format_args!(
                "{}  {} · {} · {} · {}",
                styled(Style::Bold, &person.name),
                one.role.code(),
                person.kind,
                tongues,
                if one.is_here() { "here" } else { one.reply.code() }
            ));
        }
    }
    Ok(if everyone.is_empty() { Exit::Nothing } else { Exit::Fine })
}

fn said(unreadable: Unreadable) -> &'static str {
    match unreadable {
        Unreadable::Empty => "there is nobody on the list",
        Unreadable::Kind => "this is neither CSV nor XLSX",
        Unreadable::Damaged => "the workbook is damaged or unfolds to more than 64 MB",
        Unreadable::TooLong => "more than 20,000 rows",
    }
}

// Handed over by `map_err`, which gives values.
#[allow(clippy::needless_pass_by_value)]
fn refused(refused: Refused) -> anyhow::Error {
    let args: Vec<_> = refused.args().into_iter().map(|(name, value)| (name, Value::from(value))).collect();
    anyhow!("{}", Words::of(Lang::En).say_with(refused.key(), &args))
}
