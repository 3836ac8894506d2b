//! `reticolo lab`: Labs and their meetings, and a meeting from a template.

use super::lab_report::LabReport;
use crate::{
    clock,
    commands::lab_people::People,
    database,
    database::Schema,
    exit::Exit,
    out::{self, Style, styled},
    settings::Settings,
};
use anyhow::{Result, anyhow};
use clap::{Args, Subcommand};
use reticolo_base::{Ctx, Lang, Refusal as _};
use reticolo_directory::reference::Reference;
use reticolo_lab::{
    Refused,
    programme::{self, LabDraft, Mistake, NewIds, SessionDraft, SessionPlan, SessionTyped},
};
use reticolo_store::Db;
use reticolo_words::{Value, Words};
use uuid::Uuid;

/// Labs and their meetings
#[derive(Debug, Args)]
pub struct Lab {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List the Labs, the newest first
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Show a Lab with its meetings, or a meeting with its blocks and questions
    Show {
        /// The id of a Lab or of a meeting
        id: Uuid,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Make a meeting from a template; without --lab also its Lab
    New(Box<New>),
    People(People),
    Seat(super::lab_seat::Seat),
    Report(LabReport),
}

#[derive(Debug, Args)]
struct New {
    /// seed-1, seed-2, seed-3, cafe-90, decision or plain
    #[arg(long)]
    template: String,
    /// The Lab to which the meeting belongs
    #[arg(long, required_unless_present = "organization")]
    lab: Option<Uuid>,
    /// The organisation that bears a new Lab
    #[arg(long, conflicts_with = "lab")]
    organization: Option<Uuid>,
    /// ISTAT codes of the new Lab's territory, separated by commas
    #[arg(long, value_delimiter = ',', default_value = "16")]
    territory: Vec<String>,
    /// The title; without one, the template's
    #[arg(long)]
    title: Option<String>,
    /// The day, 2027-02-01
    #[arg(long)]
    date: String,
    /// From when
    #[arg(long, default_value = "09:30")]
    from: String,
    /// Until when
    #[arg(long, default_value = "13:00")]
    until: String,
    /// The IANA time zone
    #[arg(long, default_value = "Europe/Rome")]
    zone: String,
    /// Where it is
    #[arg(long, default_value = "")]
    place: String,
    /// The language of the title
    #[arg(long, default_value = "it")]
    lang: Lang,
    /// As JSON
    #[arg(long)]
    json: bool,
}

impl Lab {
    /// Runs the command.
    ///
    /// # Errors
    /// When the database cannot be opened, there is no such Lab, or the meeting cannot be made as asked.
    pub async fn run(self, settings: &Settings) -> Result<Exit> {
        let db = database::open(settings, Schema::Migrate).await?;
        match self.what {
            What::List { json } => list(&db, json).await,
            What::Show { id, json } => show(&db, id, json).await,
            What::New(new) => new.run(&db).await,
            What::Report(report) => report.run(&db).await,
            What::Seat(seat) => seat.run(settings).await,
            What::People(people) => people.run(&db, settings).await,
        }
    }
}

fn said(refused: &Refused) -> anyhow::Error {
    let args: Vec<_> = refused.args().into_iter().map(|(name, value)| (name, Value::from(value))).collect();
    anyhow!("{}", Words::of(Lang::En).say_with(refused.key(), &args))
}

fn mistaken(mistakes: &[Mistake]) -> anyhow::Error {
    let line = |mistake: &Mistake| {
        let args: Vec<_> = mistake.args.iter().map(|(name, value)| (*name, Value::from(value))).collect();
        format!("--{}: {}", mistake.field, Words::of(Lang::En).say_with(mistake.key, &args))
    };
    anyhow!("{}", mistakes.iter().map(line).collect::<Vec<_>>().join("\n"))
}

async fn list(db: &Db, json: bool) -> Result<Exit> {
    let labs = programme::labs(db, &clock::console()).await.map_err(|refused| said(&refused))?;
    if json {
        let rows: Vec<_> = labs.iter().map(lab_json).collect();
        out::json(&rows);
    } else if labs.is_empty() {
        out::line("There is no Lab yet.");
    } else {
        for lab in &labs {
            out::line(format_args!("{}  {}", styled(Style::Bold, lab.id), lab.title.words));
            let meetings = lab.announced;
            out::line(format_args!(
                "  {}, territory {}, meetings announced: {meetings}",
                lab.organization_name,
                lab.territory.join(" ")
            ));
        }
    }
    Ok(if labs.is_empty() { Exit::Nothing } else { Exit::Fine })
}

fn lab_json(lab: &programme::Lab) -> serde_json::Value {
    serde_json::json!({
        "id": lab.id, "organization": lab.organization, "organization_name": lab.organization_name,
        "title": lab.title.text(), "purpose": lab.purpose.text(), "territory": lab.territory,
        "announced": lab.announced, "first": lab.span.map(|(first, _)| first.to_string()),
        "last": lab.span.map(|(_, last)| last.to_string()),
    })
}

async fn show(db: &Db, id: Uuid, json: bool) -> Result<Exit> {
    match programme::session(db, id).await {
        Ok(plan) => show_session(&plan, json),
        Err(Refused::NotFound) => show_lab(db, id, json).await?,
        Err(refused) => return Err(said(&refused)),
    }
    Ok(Exit::Fine)
}

async fn show_lab(db: &Db, id: Uuid, json: bool) -> Result<()> {
    let lab = programme::lab(db, id).await.map_err(|_| anyhow!("there is no Lab and no meeting {id}"))?;
    let sessions = programme::sessions_of(db, id).await.map_err(|refused| said(&refused))?;
    if json {
        let sessions: Vec<_> = sessions.iter().map(session_json).collect();
        let mut whole = lab_json(&lab);
        if let Some(whole) = whole.as_object_mut() {
            whole.insert("sessions".to_owned(), sessions.into());
        }
        out::json(&whole);
        return Ok(());
    }
    out::line(styled(Style::Bold, &lab.title.words));
    for session in &sessions {
        out::line(format_args!(
            "{}  {}  {}  {}",
            session.id,
            session.starts_at,
            session.state.code(),
            session.title.words
        ));
    }
    Ok(())
}

fn session_json(session: &programme::Session) -> serde_json::Value {
    serde_json::json!({
        "id": session.id, "lab": session.lab, "template": session.template, "title": session.title.text(),
        "purpose": session.purpose.text(), "starts_at": session.starts_at.to_string(),
        "ends_at": session.ends_at.to_string(), "zone": session.zone, "place": session.place,
        "state": session.state.code(), "version": session.version,
    })
}

fn show_session(plan: &SessionPlan, json: bool) {
    if json {
        let block = |block: &programme::Block| {
            let questions: Vec<_> = block
                .questions
                .iter()
                .map(|question| serde_json::json!({ "id": question.id, "words": question.words.text() }))
                .collect();
            serde_json::json!({
                "id": block.id, "kind": block.kind.code(), "title": block.title.text(), "minutes": block.minutes,
                "rounds": block.rounds, "round_minutes": block.round_minutes, "tables": block.tables,
                "outputs": block.outputs, "journey": block.journey, "questions": questions,
            })
        };
        let mut whole = session_json(&plan.session);
        if let Some(whole) = whole.as_object_mut() {
            whole.insert("blocks".to_owned(), plan.blocks.iter().map(block).collect());
        }
        out::json(&whole);
        return;
    }
    let session = &plan.session;
    out::line(styled(Style::Bold, &session.title.words));
    out::line(format_args!(
        "{} – {} ({}), {}",
        session.starts_at,
        session.ends_at,
        session.zone,
        session.state.code()
    ));
    for block in &plan.blocks {
        out::line(format_args!("{}. {} ({} min)", block.position, block.title.words, block.minutes));
        if block.kind.has_tables() {
            out::line(format_args!(
                "   {} tables, {} turns of {} minutes",
                block.tables, block.rounds, block.round_minutes
            ));
        }
        for question in &block.questions {
            out::line(format_args!("   - {}", question.words.words));
        }
    }
}

impl New {
    async fn run(self, db: &Db) -> Result<Exit> {
        let ctx = Ctx { lang: self.lang, ..clock::console() };
        let template = programme::template::template(&self.template)
            .ok_or_else(|| anyhow!("there is no template {}: see --help", self.template))?;
        let title = self.title.as_deref().unwrap_or_else(|| template.title.words(self.lang));
        let typed = SessionTyped {
            title,
            date: &self.date,
            from: &self.from,
            until: &self.until,
            zone: &self.zone,
            place: &self.place,
            ..SessionTyped::default()
        };
        let draft = SessionDraft::parse(typed, ctx.now).map_err(|mistakes| mistaken(&mistakes))?;
        let lab = match (self.lab, self.organization) {
            (Some(lab), _) => lab,
            (None, Some(organization)) => self.make_lab(db, &ctx, organization, title).await?,
            (None, None) => return Err(anyhow!("say --lab or --organization")),
        };
        let ids = NewIds { session: Uuid::now_v7(), room: Uuid::now_v7() };
        let made = programme::create_session(db, &ctx, ids, lab, &self.template, &draft).await;
        let session = made.map_err(|refused| said(&refused))?;
        if self.json {
            out::json(&serde_json::json!({ "lab": lab, "session": session }));
        } else {
            out::line(format_args!("lab      {lab}\nmeeting  {session}"));
        }
        Ok(Exit::Fine)
    }

    async fn make_lab(&self, db: &Db, ctx: &Ctx, organization: Uuid, title: &str) -> Result<Uuid> {
        let codes: Vec<&str> = self.territory.iter().map(String::as_str).collect();
        let known = |code: &str| Reference::get().territory().name_of(code).is_some();
        let draft = LabDraft::parse(title, "", &codes, known).map_err(|mistakes| mistaken(&mistakes))?;
        let made = programme::create_lab(db, ctx, Uuid::now_v7(), organization, &draft).await;
        made.map_err(|refused| said(&refused))
    }
}
