//! `reticolo corrections`: what readers told us is wrong, and our answers.

use crate::{
    clock, database,
    database::Schema,
    exit::Exit,
    out::{self, Style, styled},
    settings::Settings,
};
use anyhow::{Result, anyhow};
use clap::{Args, Subcommand, ValueEnum};
use reticolo_base::Refusal as _;
use reticolo_directory::book::{self, CorrectionState};
use uuid::Uuid;

/// What readers told us is wrong on a card, and our answers
#[derive(Debug, Args)]
pub struct Corrections {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List those that nobody has answered yet, oldest first
    List {
        /// At most so many
        #[arg(long, default_value_t = 50)]
        limit: u32,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Answer one; its author reads the answer with her code
    Answer {
        /// The id from the list
        id: Uuid,
        /// Whether the card was mended
        #[arg(value_enum)]
        state: State,
        /// The answer, in plain words
        text: String,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum State {
    /// The card was mended
    Mended,
    /// It was right, or cannot be mended
    Declined,
}

impl Corrections {
    /// Runs the command.
    ///
    /// # Errors
    /// When the database cannot be opened, or the correction is not there or answered already.
    pub async fn run(self, settings: &Settings) -> Result<Exit> {
        let db = database::open(settings, Schema::Migrate).await?;
        match self.what {
            What::List { limit, json } => list(&db, limit, json).await,
            What::Answer { id, state, text } => {
                let state = match state {
                    State::Mended => CorrectionState::Mended,
                    State::Declined => CorrectionState::Declined,
                };
                let answered = book::answer_correction(&db, &clock::console(), id, state, &text).await;
                answered.map_err(|refusal| anyhow!("{refusal} ({})", refusal.key()))?;
                out::line("Answered.");
                Ok(Exit::Fine)
            }
        }
    }
}

async fn list(db: &reticolo_store::Db, limit: u32, json: bool) -> Result<Exit> {
    let open = book::open_corrections(db, limit).await?;
    if json {
        let rows: Vec<_> = open
            .iter()
            .map(|c| {
                serde_json::json!({ "id": c.id, "service": c.service, "lang": c.lang, "field": c.field,
                                    "message": c.message, "at": c.at.to_string() })
            })
            .collect();
        out::json(&rows);
    } else if open.is_empty() {
        out::line("Nobody waits for an answer.");
    }
    if !json {
        for correction in &open {
            out::line(format_args!(
                "{}  {}  {}",
                styled(Style::Bold, correction.id),
                correction.at,
                correction.field
            ));
            out::line(format_args!("  service {} ({})", correction.service, correction.lang));
            out::line(format_args!("  {}", correction.message.replace('\n', "\n  ")));
        }
    }
    Ok(if open.is_empty() { Exit::Nothing } else { Exit::Fine })
}
