//! A session from a template: its day, its place, its blocks and questions with what is known of them in other languages.

use super::{Mistake, Mistakes, Template, TemplateBlock, Video, access, phrase, template::template, typed};
use crate::Refused;
use jiff::{civil::Date, civil::Time, tz::TimeZone};
use reticolo_accounts::policy::Action;
use reticolo_base::{Ctx, Instant, Lang, Text};
use reticolo_store::{Db, Tx, audit::Entry, sql};
use uuid::Uuid;

/// The longest session, in minutes.
pub const MOST_MINUTES: i64 = 12 * 60;

/// When and where a session is, and what it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionDraft {
    pub(super) title: String,
    pub(super) purpose: Option<String>,
    pub(super) welcome: Option<String>,
    pub(super) starts_at: Instant,
    pub(super) ends_at: Instant,
    pub(super) zone: String,
    pub(super) place: String,
    pub(super) video: Video,
}

/// What was typed about a session, as it was typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct SessionTyped<'a> {
    /// Its title.
    pub title: &'a str,
    /// What it is for; `None` leaves what the template says.
    pub purpose: Option<&'a str>,
    /// What people read when they come in; `None` leaves what the template says.
    pub welcome: Option<&'a str>,
    /// The day.
    pub date: &'a str,
    /// From when.
    pub from: &'a str,
    /// Until when.
    pub until: &'a str,
    /// The IANA time zone.
    pub zone: &'a str,
    /// Where it is.
    pub place: &'a str,
    /// The kind of video.
    pub video: &'a str,
    /// Its links, one a line.
    pub links: &'a str,
}

impl SessionDraft {
    /// From a form filled in at `now`.
    ///
    /// # Errors
    /// A message at each field that is not as it must be.
    pub fn parse(typed: SessionTyped<'_>, now: Instant) -> Result<Self, Vec<Mistake>> {
        let mut mistakes = Mistakes::default();
        let title = mistakes.take("title", typed::line(typed.title, typed::TITLE_CHARS));
        let long = |text: Option<&str>| text.map(|text| typed::text(text, typed::TEXT_CHARS)).transpose();
        let purpose = mistakes.take("purpose", long(typed.purpose));
        let welcome = mistakes.take("welcome", long(typed.welcome));
        let place = mistakes.take("place", typed::text(typed.place, 300));
        let video = mistakes.take("links", Video::parse(typed.video, typed.links));
        let zone = zone(typed.zone);
        if zone.is_none() {
            mistakes.note("zone", "lab-problem-zone");
        }
        let zone = zone.unwrap_or(TimeZone::UTC);
        let (starts_at, ends_at) = span(typed, &zone, now, &mut mistakes).unwrap_or((now, now));
        let zone = zone.iana_name().unwrap_or("UTC").to_owned();
        mistakes.or(Self { title, purpose, welcome, starts_at, ends_at, zone, place, video })
    }
}

/// A time zone by its IANA name; the one of Italy when nothing was typed.
fn zone(typed: &str) -> Option<TimeZone> {
    let name = typed.trim();
    let name = if name.is_empty() { "Europe/Rome" } else { name };
    TimeZone::get(name).ok().filter(|zone| zone.iana_name().is_some())
}

fn span(
    typed: SessionTyped<'_>,
    zone: &TimeZone,
    now: Instant,
    mistakes: &mut Mistakes,
) -> Option<(Instant, Instant)> {
    let (day, from, until) = (typed::day(typed.date), typed::time(typed.from), typed::time(typed.until));
    if day.is_none() {
        mistakes.note("date", "lab-problem-date");
    }
    for (field, time) in [("from", from), ("until", until)] {
        if time.is_none() {
            mistakes.note(field, "lab-problem-time");
        }
    }
    let (day, from, until) = (day?, from?, until?);
    let at =
        |day: Date, time: Time| Some(Instant::from(zone.to_zoned(day.to_datetime(time)).ok()?.timestamp()));
    let (starts, ends) = (at(day, from)?, at(day, until)?);
    if starts < now {
        mistakes.note("date", "lab-problem-past");
    } else if starts.days_since(now) > 3 * 366 {
        mistakes.note("date", "lab-problem-far");
    }
    let minutes = (ends.0 - starts.0) / 60_000_000;
    if minutes <= 0 {
        mistakes.note("until", "lab-problem-until");
    } else if minutes > MOST_MINUTES {
        mistakes.note_with("until", "lab-problem-too-long", ("hours", (MOST_MINUTES / 60).to_string()));
    } else if minutes < 15 {
        mistakes.note("until", "lab-problem-too-short");
    }
    Some((starts, ends))
}

/// Which ids a new session and its room get; its blocks and questions get theirs from the session's.
#[derive(Debug, Clone, Copy)]
pub struct NewIds {
    /// The session.
    pub session: Uuid,
    /// The room of all.
    pub room: Uuid,
}

/// Makes a session of a Lab from a template. Its title is in the language of the context; what the template says is in
/// Italian, with its translations.
///
/// # Errors
/// [`Refused::NotFound`] when the actor may not, [`Refused::Invalid`] for a template that is none.
pub async fn create_session(
    db: &Db,
    ctx: &Ctx,
    ids: NewIds,
    lab: Uuid,
    code: &str,
    draft: &SessionDraft,
) -> Result<Uuid, Refused> {
    let bearer = access::bearer_of_lab(db, lab).await?;
    bearer.may(ctx, Action::PrepareLab)?;
    let template = template(code).ok_or_else(|| Refused::invalid("lab-problem-template"))?;
    let mut tx = db.begin(ctx).await?;
    let insert = sql!(
        "insert into lab_session (id, lab_id, template, title, purpose, welcome, starts_at, ends_at, zone, place, video,
            room_id, state, version, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'draft', 1, $13)"
    );
    let insert = insert.bind(ids.session).bind(lab).bind(code).bind(title(ctx.lang, template, draft));
    let insert = insert.bind(said(ctx.lang, draft.purpose.as_deref(), &template.purpose));
    let insert = insert.bind(said(ctx.lang, draft.welcome.as_deref(), &template.welcome));
    let insert = insert.bind(draft.starts_at).bind(draft.ends_at).bind(draft.zone.as_str());
    let insert = insert.bind(draft.place.as_str()).bind(draft.video.stored()).bind(ids.room).bind(ctx.now);
    tx.run(insert).await?;
    keep_heads(&mut tx, ids.session, template, draft).await?;
    for (position, block) in (1u32..).zip(&template.blocks) {
        let id = Uuid::new_v5(&ids.session, format!("block {position}").as_bytes());
        insert_block(&mut tx, ids.session, id, position, block).await?;
    }
    let chain = crate::chain(bearer.organization);
    let session = Some(ids.session);
    tx.audit(Entry {
        chain: &chain,
        action: "lab.session.created",
        entity: "lab_session",
        id: session,
        detail: code,
    })
    .await?;
    tx.emit("lab.session.changed", &serde_json::json!({ "session": ids.session }).to_string()).await?;
    tx.commit().await?;
    Ok(ids.session)
}

/// The title: what was typed; where the template's own was left, in Italian as the rest.
fn title(lang: Lang, template: &Template, draft: &SessionDraft) -> String {
    if is_own(lang, template, draft) {
        phrase::stored(Lang::It, template.title.get(Lang::It).unwrap_or_default())
    } else {
        phrase::stored(lang, &draft.title)
    }
}

fn is_own(lang: Lang, template: &Template, draft: &SessionDraft) -> bool {
    template.title.get(lang) == Some(draft.title.as_str())
}

fn said(lang: Lang, typed: Option<&str>, own: &Text) -> String {
    typed.map_or_else(
        || phrase::stored(Lang::It, own.get(Lang::It).unwrap_or_default()),
        |typed| phrase::stored(lang, typed),
    )
}

async fn keep_heads(
    tx: &mut Tx,
    session: Uuid,
    template: &Template,
    draft: &SessionDraft,
) -> Result<(), Refused> {
    if is_own(tx.ctx().lang, template, draft) {
        phrase::keep_others(tx, "session.title", session, Lang::It, &template.title).await?;
    }
    if draft.purpose.is_none() {
        phrase::keep_others(tx, "session.purpose", session, Lang::It, &template.purpose).await?;
    }
    if draft.welcome.is_none() {
        phrase::keep_others(tx, "session.welcome", session, Lang::It, &template.welcome).await?;
    }
    Ok(())
}

async fn insert_block(
    tx: &mut Tx,
    session: Uuid,
    id: Uuid,
    position: u32,
    block: &TemplateBlock,
) -> Result<(), Refused> {
    let insert = sql!(
        "insert into block (id, session_id, position, kind, title, purpose, minutes, rounds, round_minutes, tables, outputs,
            journey, practice)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, null)"
    );
    let own = |text: &Text| phrase::stored(Lang::It, text.get(Lang::It).unwrap_or_default());
    let insert = insert.bind(id).bind(session).bind(position).bind(block.kind().code());
    let insert = insert.bind(own(&block.title)).bind(own(&block.purpose)).bind(block.minutes);
    let insert = insert.bind(block.rounds).bind(block.round_minutes).bind(block.tables);
    let insert = insert.bind(serde_json::json!(block.outputs).to_string()).bind(block.journey.clone());
    tx.run(insert).await?;
    phrase::keep_others(tx, "block.title", id, Lang::It, &block.title).await?;
    phrase::keep_others(tx, "block.purpose", id, Lang::It, &block.purpose).await?;
    for (place, words) in (1u32..).zip(&block.questions) {
        let question = Uuid::new_v5(&id, format!("question {place}").as_bytes());
        let insert = sql!("insert into question (id, block_id, position, words) values ($1, $2, $3, $4)");
        tx.run(insert.bind(question).bind(id).bind(place).bind(own(words))).await?;
        phrase::keep_others(tx, "question", question, Lang::It, words).await?;
    }
    Ok(())
}
