//! A draft: what is to change of a card. It is written, sent to be read, and published or given back with a note.
//!
//! There is one open draft a card. Two people who write it meet by its version; nothing of either is lost.

use super::{
    Field, Refused, Sheet, read, scope, sheet,
    version::{Change, entry},
    write,
};
use jiff::{civil::Date, tz::TimeZone};
use reticolo_base::{Ctx, Instant};
use reticolo_store::{Db, Failure, Row, Tx, sql};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Where a draft stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is being written.
    Draft,
    /// Somebody who publishes is to read it.
    InReview,
    /// It was given back with a note.
    Returned,
    /// It is on the card.
    Published,
    /// It was thrown away.
    Dropped,
}

impl State {
    /// The stored word, also the last part of its text's key.
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InReview => "in-review",
            Self::Returned => "returned",
            Self::Published => "published",
            Self::Dropped => "dropped",
        }
    }

    /// From the stored word.
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Draft, Self::InReview, Self::Returned, Self::Published, Self::Dropped]
            .into_iter()
            .find(|state| state.code() == code)
    }

    /// Whether it may still become something.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::InReview | Self::Returned)
    }
}

/// A draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its id.
    pub id: Uuid,
    /// The service.
    pub service: Uuid,
    /// Where it stands.
    pub state: State,
    /// What is to change: what stood there when it was written, and what is to stand there.
    pub changes: Vec<Change>,
    /// Why it was given back.
    pub note: String,
    /// In which role it was written last.
    pub role: String,
    /// Of which organisation, by name.
    pub organization: Option<String>,
    /// For the next change.
    pub version: i64,
    /// When it was written last.
    pub changed_at: Instant,
}

impl Draft {
    /// What is to stand in a field, where it is to change.
    pub fn new_text(&self, field: Field) -> Option<&str> {
        let code = field.code();
        self.changes.iter().find(|change| change.piece == code).map(|change| change.new.as_str())
    }
}

/// The day from which schedules are made.
pub(super) fn today(ctx: &Ctx) -> Date {
    ctx.now.day_in(&TimeZone::get(crate::hours::DEFAULT_ZONE).unwrap_or(TimeZone::UTC))
}

/// A draft, for whoever keeps its card.
///
/// # Errors
/// [`Refused::NotFound`] when there is none, or one does not keep the card.
pub async fn find(db: &Db, ctx: &Ctx, id: Uuid) -> Result<Draft, Refused> {
    let find = sql!(
        "select d.id, d.service_id, d.state, d.changes, d.note, d.role, o.name, d.version, d.changed_at from card_draft d
         left join account_organization o on o.id = d.organization_id where d.id = $1"
    );
    let draft = read_row(&db.row(find.bind(id)).await?.ok_or(Refused::NotFound)?)?;
    scope::keeper(db, ctx, draft.service).await?;
    Ok(draft)
}

/// The open draft of a card, for whoever keeps it.
///
/// # Errors
/// [`Refused::NotFound`] when one does not keep the card.
pub async fn open_of(db: &Db, ctx: &Ctx, service: Uuid) -> Result<Option<Draft>, Refused> {
    scope::keeper(db, ctx, service).await?;
    let find = sql!("select id from card_draft where service_id = $1 and ended_at is null");
    match db.row(find.bind(service)).await? {
        Some(row) => Ok(Some(self::find(db, ctx, row.get(0)?).await?)),
        None => Ok(None),
    }
}

pub(super) fn read_row(row: &Row) -> Result<Draft, Refused> {
    Ok(Draft {
        id: row.get(0)?,
        service: row.get(1)?,
        state: State::parse(&row.get::<String>(2)?).ok_or(Refused::NotFound)?,
        changes: serde_json::from_str(&row.get::<String>(3)?).unwrap_or_default(),
        note: row.get(4)?,
        role: row.get(5)?,
        organization: row.get(6)?,
        version: row.get(7)?,
        changed_at: row.get(8)?,
    })
}

/// Writes what is typed into the card's open draft, or into a new one with the id `new`; the draft's id. What is as it
/// stands on the card is no change. `version` is that of the draft that was seen, 0 when there was none.
///
/// # Errors
/// [`Refused::Invalid`] with the field that is not as it must be, or when nothing is to change; [`Refused::Conflict`] when
/// somebody else wrote meanwhile; [`Refused::NotFound`] when one does not keep the card.
pub async fn save(
    db: &Db,
    ctx: &Ctx,
    service: Uuid,
    (new, version): (Uuid, i64),
    typed: &[(Field, String)],
) -> Result<Uuid, Refused> {
    let before = open_of(db, ctx, service).await?;
    if before.as_ref().map_or(0, |draft| draft.version) != version {
        return Err(Refused::Conflict("keeping-problem-stale"));
    }
    let current = Sheet::of(&sheet::card(db, service).await?);
    let changes = changes(ctx, &current, before.as_ref(), typed)?;
    if changes.is_empty() && before.is_none() {
        return Err(Refused::invalid("keeping-problem-nothing"));
    }
    put(db, ctx, service, before.map_or((new, 0), |draft| (draft.id, draft.version)), &changes).await
}

/// What is to change, from what was to change before and what is typed now.
fn changes(
    ctx: &Ctx,
    current: &Sheet,
    before: Option<&Draft>,
    typed: &[(Field, String)],
) -> Result<Vec<Change>, Refused> {
    let has = read::fields(current);
    let mut changes: BTreeMap<String, Change> =
        before.into_iter().flat_map(|d| &d.changes).map(|c| (c.piece.clone(), c.clone())).collect();
    let mut tried = current.clone();
    for (field, text) in typed.iter().filter(|(field, _)| has.contains(field)) {
        let text = write::tidied(*field, text)?;
        let old = read::text(*field, current);
        if text == write::tidied(*field, &old).unwrap_or_default() {
            changes.remove(&field.code());
            continue;
        }
        write::put(*field, &mut tried, &text, today(ctx))?;
        let new = read::text(*field, &tried);
        changes.insert(field.code(), Change { piece: field.code(), old, new });
    }
    Ok(changes.into_values().collect())
}

/// Opens a draft without changes, where there is none yet: for a correction that is taken up.
pub(super) async fn open_empty(
    db: &Db,
    ctx: &Ctx,
    service: Uuid,
    new: Uuid,
    typed: &[(Field, String)],
) -> Result<Uuid, Refused> {
    let before = open_of(db, ctx, service).await?;
    let at = before.as_ref().map_or((new, 0), |draft| (draft.id, draft.version));
    let current = Sheet::of(&sheet::card(db, service).await?);
    let changes = changes(ctx, &current, before.as_ref(), typed)?;
    if before.is_some_and(|draft| draft.changes == changes) {
        return Ok(at.0);
    }
    put(db, ctx, service, at, &changes).await
}

async fn put(
    db: &Db,
    ctx: &Ctx,
    service: Uuid,
    (id, version): (Uuid, i64),
    changes: &[Change],
) -> Result<Uuid, Refused> {
    let hand = scope::hand(&ctx.actor);
    let changes = serde_json::to_string(changes).unwrap_or_default();
    let mut tx = db.begin(ctx).await?;
    let written = if version == 0 {
        let insert = sql!(
            "insert into card_draft (id, service_id, state, changes, note, role, organization_id, version, created_at, changed_at)
             values ($1, $2, 'draft', $3, '', $4, $5, 1, $6, $6)"
        );
        let insert = insert.bind(id).bind(service).bind(changes).bind(hand.role).bind(hand.organization);
        clashed(tx.run(insert.bind(ctx.now)).await)?
    } else {
        let update = sql!(
            "update card_draft set state = 'draft', changes = $3, role = $4, organization_id = $5, changed_at = $6,
                version = version + 1 where id = $1 and version = $2 and ended_at is null"
        );
        let update = update.bind(id).bind(version).bind(changes).bind(hand.role).bind(hand.organization);
        tx.run(update.bind(ctx.now)).await?
    };
    if written == 0 {
        return Err(Refused::Conflict("keeping-problem-stale"));
    }
    told(&mut tx, "card.drafted", service).await?;
    tx.commit().await?;
    Ok(id)
}

/// Somebody else opened a draft at the same moment.
fn clashed(done: Result<u64, Failure>) -> Result<u64, Refused> {
    match done {
        Err(Failure::Clash(_)) => Err(Refused::Conflict("keeping-problem-stale")),
        other => Ok(other?),
    }
}

pub(super) async fn told(tx: &mut Tx, action: &'static str, service: Uuid) -> Result<(), Refused> {
    tx.audit(entry(action, service)).await?;
    tx.emit("card.draft", &serde_json::json!({ "service": service }).to_string()).await?;
    Ok(())
}

/// Sends a draft to be read.
///
/// # Errors
/// [`Refused::Invalid`] when it changes nothing, [`Refused::Conflict`] when it changed meanwhile or waits already.
pub async fn send(db: &Db, ctx: &Ctx, id: Uuid, version: i64) -> Result<(), Refused> {
    let draft = find(db, ctx, id).await?;
    if draft.changes.is_empty() {
        return Err(Refused::invalid("keeping-problem-nothing"));
    }
    if !matches!(draft.state, State::Draft | State::Returned) {
        return Err(Refused::Conflict("keeping-problem-state"));
    }
    step(db, ctx, &draft, (version, State::InReview, "")).await
}

/// Gives a draft back with a note of what is missing.
///
/// # Errors
/// [`Refused::Invalid`] without a note, [`Refused::Conflict`] when it does not wait to be read, changed meanwhile, or one
/// may not publish it.
pub async fn give_back(db: &Db, ctx: &Ctx, id: Uuid, version: i64, note: &str) -> Result<(), Refused> {
    let draft = find(db, ctx, id).await?;
    scope::reviewer(db, ctx, draft.service).await?;
    let note = reticolo_base::folding::lines(note, 1_000);
    if note.is_empty() {
        return Err(Refused::Invalid("note".to_owned(), "keeping-problem-note"));
    }
    if draft.state != State::InReview {
        return Err(Refused::Conflict("keeping-problem-state"));
    }
    step(db, ctx, &draft, (version, State::Returned, &note)).await
}

/// Throws a draft away. What was taken up into it waits for an answer again.
///
/// # Errors
/// [`Refused::Conflict`] when it has ended or changed meanwhile.
pub async fn throw_away(db: &Db, ctx: &Ctx, id: Uuid, version: i64) -> Result<(), Refused> {
    let draft = find(db, ctx, id).await?;
    step(db, ctx, &draft, (version, State::Dropped, "")).await
}

async fn step(
    db: &Db,
    ctx: &Ctx,
    draft: &Draft,
    (version, to, note): (i64, State, &str),
) -> Result<(), Refused> {
    if !draft.state.is_open() {
        return Err(Refused::Conflict("keeping-problem-state"));
    }
    let mut tx = db.begin(ctx).await?;
    moved(&mut tx, draft.id, (version, to, note)).await?;
    if to == State::Dropped {
        let free = sql!("update correction set draft_id = null where draft_id = $1 and answered_at is null");
        tx.run(free.bind(draft.id)).await?;
    }
    let action = match to {
        State::InReview => "card.sent",
        State::Returned => "card.returned",
        _ => "card.dropped",
    };
    told(&mut tx, action, draft.service).await?;
    Ok(tx.commit().await?)
}

/// Moves a draft that was seen in this version to another state.
pub(super) async fn moved(
    tx: &mut Tx,
    id: Uuid,
    (version, to, note): (i64, State, &str),
) -> Result<(), Refused> {
    let now = tx.ctx().now;
    let ended = (!to.is_open()).then_some(now);
    let update = sql!(
        "update card_draft set state = $3, note = $4, changed_at = $5, ended_at = $6, version = version + 1
         where id = $1 and version = $2 and ended_at is null"
    );
    let update = update.bind(id).bind(version).bind(to.code()).bind(note).bind(now).bind(ended);
    if tx.run(update).await? == 0 {
        return Err(Refused::Conflict("keeping-problem-stale"));
    }
    Ok(())
}
