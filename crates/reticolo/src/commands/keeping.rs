//! `reticolo keeping`: what waits for those who keep cards, and the steps that a server's keeper may need at the console.

use crate::{
    clock, database,
    database::Schema,
    exit::Exit,
    out::{self, Style, styled},
    settings::Settings,
};
use anyhow::{Result, anyhow, bail};
use clap::{Args, Subcommand};
use reticolo_accounts::organization;
use reticolo_base::{Ctx, Lang, Refusal as _};
use reticolo_directory::{
    book,
    keeping::{self, Refused, Topic, draft, overview, verify},
};
use reticolo_store::Db;
use reticolo_words::Words;
use uuid::Uuid;

/// Cards of services: what waits to be read, what has aged; publish, confirm
#[derive(Debug, Args)]
pub struct Keeping {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List open drafts, and the cards that nobody confirmed for longest
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Publish a draft; whoever told us what it mends is answered
    Publish {
        /// The draft's id from the list
        draft: Uuid,
    },
    /// Confirm what a card says
    Verify {
        /// The service's id
        service: Uuid,
        /// What of it: hours, phones, address, documents, languages, waiting, cost, contacts, description; all without it
        topic: Option<String>,
    },
    /// Tie an organisation whose members sign in to its card in the directory, so that its editors keep its services
    Tie {
        /// The organisation's name or id, from `reticolo organization list`
        organization: String,
        /// The id of the organisation in the directory
        card: Uuid,
    },
}

impl Keeping {
    /// Runs the command.
    ///
    /// # Errors
    /// When the database cannot be opened, or the step is refused; the message says why.
    pub async fn run(self, settings: &Settings) -> Result<Exit> {
        let db = database::open(settings, Schema::Migrate).await?;
        let ctx = clock::console();
        match self.what {
            What::List { json } => list(&db, &ctx, json).await,
            What::Publish { draft } => {
                let version = draft::find(&db, &ctx, draft).await.map_err(|r| told(&r))?.version;
                let thanks = |lang: Lang| Words::of(lang).say("keeping-thanks").into_owned();
                let published = keeping::publish(&db, &ctx, draft, (version, Uuid::now_v7()), &thanks).await;
                let service = published.map_err(|r| told(&r))?;
                out::line(format_args!("Published: service {service}."));
                Ok(Exit::Fine)
            }
            What::Verify { service, topic } => {
                let topics = match topic.as_deref() {
                    None => Topic::ALL.to_vec(),
                    Some(word) => {
                        vec![Topic::parse(word).ok_or_else(|| anyhow!("there is no such topic: {word}"))?]
                    }
                };
                verify::still_true(&db, &ctx, service, &topics).await.map_err(|r| told(&r))?;
                out::line("Confirmed.");
                Ok(Exit::Fine)
            }
            What::Tie { organization, card } => tie(&db, &ctx, &organization, card).await,
        }
    }
}

async fn tie(db: &Db, ctx: &Ctx, meant: &str, card: Uuid) -> Result<Exit> {
    let found = organization::named_or_numbered(db, ctx, meant).await;
    let found = found.map_err(|_| anyhow!("no organisation {meant}: see `reticolo organization list`"))?;
    if book::organization(db, card).await?.is_none() {
        bail!("the directory has no organisation {card}");
    }
    organization::tie(db, ctx, found.id, Some(card)).await.map_err(|r| super::member::told(&r))?;
    out::line(format_args!("{} keeps the cards of {card}.", found.name));
    Ok(Exit::Fine)
}

async fn list(db: &Db, ctx: &Ctx, json: bool) -> Result<Exit> {
    let drafts = overview::drafts(db, ctx, 100).await.map_err(|r| told(&r))?;
    let aging = overview::aging(db, ctx).await.map_err(|r| told(&r))?;
    if json {
        let draft = |(draft, name): &(draft::Draft, overview::Name)| {
            serde_json::json!({ "id": draft.id, "service": draft.service, "name": name.text, "state": draft.state.code(),
                                "changed_at": draft.changed_at.to_string(),
                                "fields": draft.changes.iter().map(|change| &change.piece).collect::<Vec<_>>() })
        };
        let aged = |card: &overview::Aging| {
            serde_json::json!({ "service": card.service, "name": card.name.text,
                                "topics": card.topics.iter().map(|t| t.topic.code()).collect::<Vec<_>>() })
        };
        out::json(&serde_json::json!({ "drafts": drafts.iter().map(draft).collect::<Vec<_>>(),
                                       "aging": aging.iter().map(aged).collect::<Vec<_>>() }));
    } else {
        for (draft, name) in &drafts {
            out::line(format_args!(
                "{}  {}  {}",
                styled(Style::Bold, draft.id),
                draft.state.code(),
                name.text
            ));
        }
        for card in &aging {
            let topics: Vec<_> = card.topics.iter().map(|standing| standing.topic.code()).collect();
            out::line(format_args!("{}  {}  {}", card.service, topics.join(","), card.name.text));
        }
        if drafts.is_empty() && aging.is_empty() {
            out::line("Nothing waits.");
        }
    }
    Ok(if drafts.is_empty() && aging.is_empty() { Exit::Nothing } else { Exit::Fine })
}

fn told(refused: &Refused) -> anyhow::Error {
    match refused {
        Refused::Store(failure) => anyhow!("{failure}"),
        Refused::NotFound => anyhow!("there is no such thing"),
        other => anyhow!("{}", Words::of(Lang::En).say(other.key())),
    }
}
