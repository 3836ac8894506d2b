//! `reticolo doctor`: is everything as it should be, and if not, what to do.

use crate::{
    clock,
    database::{DOMAINS, plain},
    exit::Exit,
    out::{self, Style, styled},
    settings::{Safety, Settings},
    work::mail::Office,
};
use anyhow::Result;
use clap::Args;
use reticolo_accounts::mail;
use reticolo_directory::{book, reference::Reference};
use reticolo_store::{Db, Failure, Vault, audit, job, vault::Ring};
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
    found.push(chains(db, settings).await);
    found.push(directory(db).await);
    found.push(waiting(db).await);
    found.push(keys(db, settings).await);
    found.push(mails(db, settings).await);
    found.push(jobs(db).await);
}

async fn keys(db: &Db, settings: &Settings) -> Finding {
    let shown = settings.keys.display();
    let (state, says) = match Vault::open_at(db, &settings.places()).await {
        Err(failure) => (State::Bad, failure.to_string()),
        Ok(_) if Ring::is_open_to_others(&settings.keys).unwrap_or(false) => {
            (State::Doubtful, format!("others may read {shown}: chmod 600 {shown}"))
        }
        Ok(_) => (
            State::Good,
            format!("{shown} opens the vault; keep a copy apart: `reticolo keys backup FOLDER`"),
        ),
    };
    Finding { what: "keys", state, says }
}

async fn mails(db: &Db, settings: &Settings) -> Finding {
    let counts = mail::counts(db, clock::now()).await.unwrap_or_default();
    let (state, says) = match &settings.smtp {
        None if counts.waiting > 0 => (
            State::Bad,
            format!(
                "{} mails wait and no mail server is set: add [smtp] to the settings (README, Install)",
                counts.waiting
            ),
        ),
        None => (State::Doubtful, "no mail server is set: invitations are handed over as links".to_owned()),
        Some(smtp) if smtp.tls == Safety::None && smtp.host != "localhost" && smtp.host != "127.0.0.1" => {
            (State::Bad, format!("mails to {} travel open: set tls under [smtp]", smtp.host))
        }
        Some(smtp) => match Office::of(smtp, "", &reticolo_base::Text::default()) {
            Err(error) => (State::Bad, format!("{error:#}")),
            Ok(office) => match office.answers().await {
                Ok(true) => (
                    State::Good,
                    format!(
                        "{} answers; {} mails wait, {} were refused in seven days",
                        smtp.host, counts.waiting, counts.refused
                    ),
                ),
                _ => (
                    State::Bad,
                    format!(
                        "the mail server {} does not answer, or does not take name and password",
                        smtp.host
                    ),
                ),
            },
        },
    };
    Finding { what: "mail", state, says }
}

async fn jobs(db: &Db) -> Finding {
    let (state, says) = match job::troubled(db, 5).await {
        Ok(troubled) if troubled.is_empty() => (State::Good, "none fails again and again".to_owned()),
        Ok(troubled) => {
            let told: Vec<_> = troubled
                .iter()
                .map(|job| format!("{} ({} times): {}", job.kind, job.attempts, job.error))
                .collect();
            (State::Doubtful, told.join("; "))
        }
        Err(failure) => (State::Bad, failure.to_string()),
    };
    Finding { what: "jobs", state, says }
}

async fn chains(db: &Db, settings: &Settings) -> Finding {
    let found = match Vault::open_at(db, &settings.places()).await {
        Ok(vault) => audit::inspect(db, &vault).await,
        Err(failure) => Err(failure),
    };
    let (state, says) = match found {
        Ok(found) if found.holds() => {
            (State::Good, format!("{} entries, every chain and checkpoint holds", found.entries()))
        }
        Ok(found) => {
            let broken = found.chains.iter().filter_map(|c| Some(format!("{} at {}", c.chain, c.broken?)));
            let troubles = found.troubles.iter().map(ToString::to_string);
            let all: Vec<_> = broken.chain(troubles).take(5).collect();
            (State::Bad, format!("the audit was changed: {} (`reticolo audit verify`)", all.join("; ")))
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
