//! `reticolo doctor`: is everything as it should be, and if not, what to do.

use crate::{
    clock,
    database::{DOMAINS, plain},
    exit::Exit,
    out::{self, Style, styled},
    settings::Settings,
};
use anyhow::Result;
use clap::Args;
use reticolo_directory::{book, reference::Reference};
use reticolo_store::{Db, Failure, audit};
use serde::Serialize;

/// Look at everything this installation needs, and say what to do about what is wrong
#[derive(Debug, Args)]
pub struct Doctor {
    /// As JSON
    #[arg(long)]
    json: bool,
}

/// One thing that was looked at.
#[derive(Debug, Serialize)]
struct Finding {
    what: &'static str,
    state: State,
    says: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum State {
    Good,
    Doubtful,
    Bad,
}

impl Doctor {
    /// Runs the command: exit code 1 when something is bad.
    ///
    /// # Errors
    /// Never for what it finds; only when the findings cannot be written.
    pub async fn run(self, settings: &Settings) -> Result<Exit> {
        let mut found = vec![reference(), assets()];
        match Db::open(&settings.database).await {
            Err(failure) => found.push(Finding {
                what: "database",
                state: State::Bad,
                says: format!("{} cannot be opened: {failure}", plain(&settings.database)),
            }),
            Ok(db) => database(&db, settings, &mut found).await,
        }
        found.push(addresses(settings));
        show(&found, self.json);
        let bad = found.iter().any(|finding| finding.state == State::Bad);
        Ok(if bad { Exit::Failed } else { Exit::Fine })
    }
}

fn reference() -> Finding {
    match Reference::load() {
        Ok(reference) => Finding {
            what: "reference data",
            state: State::Good,
            says: format!(
                "{} needs, {} legal positions",
                reference.needs().iter().count(),
                reference.positions().iter().count()
            ),
        },
        Err(error) => Finding { what: "reference data", state: State::Bad, says: error.to_string() },
    }
}

fn assets() -> Finding {
    if reticolo_web::assets::built() {
        Finding {
            what: "assets",
            state: State::Good,
            says: "style sheets, scripts, fonts and icons are in the binary".into(),
        }
    } else {
        let says =
            "the binary was built without style sheets: run `cargo xtask assets`, then build again".into();
        Finding { what: "assets", state: State::Doubtful, says }
    }
}

async fn database(db: &Db, settings: &Settings, found: &mut Vec<Finding>) {
    let (state, says) = match db.check_schema(DOMAINS).await {
        Ok(()) => (State::Good, format!("{} is up to date", plain(&settings.database))),
        Err(Failure::Behind) => {
            (State::Bad, "the database needs a migration: run `reticolo migrate`".to_owned())
        }
        Err(failure) => (State::Bad, failure.to_string()),
    };
    let usable = state == State::Good;
    found.push(Finding { what: "database", state, says });
    if !usable {
        return;
    }
    found.push(chains(db).await);
    found.push(directory(db).await);
    found.push(waiting(db).await);
}

async fn chains(db: &Db) -> Finding {
    let (state, says) = match audit::verify(db).await {
        Ok((entries, broken)) if broken.is_empty() => {
            (State::Good, format!("{entries} entries, every chain holds"))
        }
        Ok((_, broken)) => {
            let places: Vec<_> = broken.iter().map(|b| format!("{} at {}", b.chain, b.number)).collect();
            (State::Bad, format!("the audit was changed: {}", places.join(", ")))
        }
        Err(failure) => (State::Bad, failure.to_string()),
    };
    Finding { what: "audit", state, says }
}

async fn directory(db: &Db) -> Finding {
    let (state, says) = match book::counts(db).await {
        Ok(counts) if counts.services == 0 => {
            (State::Doubtful, "no services yet: run `reticolo import PATH` or `reticolo demo`".to_owned())
        }
        Ok(counts) => (
            State::Good,
            format!(
                "{} services of {} organisations at {} places",
                counts.services, counts.organizations, counts.locations
            ),
        ),
        Err(failure) => (State::Bad, failure.to_string()),
    };
    Finding { what: "directory", state, says }
}

async fn waiting(db: &Db) -> Finding {
    let month_ago = clock::now().plus_days(-30);
    let (state, says) = match book::open_corrections(db, 1_000).await {
        Ok(open) => {
            let late = open.iter().filter(|c| c.at < month_ago).count();
            let state = if late > 0 { State::Doubtful } else { State::Good };
            (
                state,
                format!("{} readers wait for an answer, {late} of them for more than 30 days", open.len()),
            )
        }
        Err(failure) => (State::Bad, failure.to_string()),
    };
    Finding { what: "corrections", state, says }
}

fn addresses(settings: &Settings) -> Finding {
    let base = settings.file.base_url.as_deref().unwrap_or("");
    let (state, says) = match base {
        "" => (
            State::Doubtful,
            "base_url is not set: share links, QR codes and the sitemap use the address of each request"
                .to_owned(),
        ),
        url if url.starts_with("https://") => (State::Good, format!("people reach the site at {url}")),
        url => {
            (State::Doubtful, format!("{url} is not https: put a proxy with TLS in front (README, Install)"))
        }
    };
    Finding { what: "address", state, says }
}

fn show(found: &[Finding], json: bool) {
    if json {
        return out::json(&found);
    }
    for finding in found {
        let mark = match finding.state {
            State::Good => styled(Style::Green, "✓"),
            State::Doubtful => styled(Style::Yellow, "!"),
            State::Bad => styled(Style::Red, "✗"),
        };
        out::line(format_args!("{mark} {:<15} {}", finding.what, finding.says));
    }
}
