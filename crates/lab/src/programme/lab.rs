//! A Lab: a series of meetings in a territory, borne by an organisation.

use super::{Mistake, Mistakes, Phrase, SessionState, access, phrase, phrase::Shelf, typed};
use crate::{Refused, translation};
use reticolo_accounts::policy::{self, Action, Resource};
use reticolo_base::{Actor, Ctx, Instant, Lang};
use reticolo_store::{Db, Result as Stored, Row, audit::Entry, sql};
use uuid::Uuid;

/// A Lab.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lab {
    /// The Lab.
    pub id: Uuid,
    /// The organisation that bears it.
    pub organization: Uuid,
    /// That organisation's name.
    pub organization_name: String,
    /// Its title.
    pub title: Phrase,
    /// What it is for.
    pub purpose: Phrase,
    /// ISTAT codes of its provinces or municipalities.
    pub territory: Vec<String>,
    /// When it ended, if it did.
    pub closed_at: Option<Instant>,
    /// Rises with every change.
    pub version: i64,
    /// How many meetings are more than drafts; without one the Lab is not public yet.
    pub announced: u32,
    /// When the first and the last of them begin.
    pub span: Option<(Instant, Instant)>,
}

/// What is said about a Lab when it is made or changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabDraft {
    title: String,
    purpose: String,
    territory: Vec<String>,
}

impl LabDraft {
    /// From a form. `known` says whether a code is a territory.
    ///
    /// # Errors
    /// A message at each field that is not as it must be.
    pub fn parse(
        title: &str,
        purpose: &str,
        territory: &[&str],
        known: impl Fn(&str) -> bool,
    ) -> Result<Self, Vec<Mistake>> {
        let mut mistakes = Mistakes::default();
        let title = mistakes.take("title", typed::line(title, typed::TITLE_CHARS));
        let purpose = mistakes.take("purpose", typed::text(purpose, typed::TEXT_CHARS));
        let mut codes: Vec<String> = territory.iter().map(|code| (*code).trim().to_owned()).collect();
        codes.sort();
        codes.dedup();
        if codes.is_empty() {
            mistakes.note("territory", "lab-problem-territory-none");
        } else if !codes.iter().all(|code| known(code)) || codes.len() > 60 {
            mistakes.note("territory", "lab-problem-territory");
        }
        mistakes.or(Self { title, purpose, territory: codes })
    }

    fn territory(&self) -> String {
        serde_json::json!(self.territory).to_string()
    }
}

/// Makes a Lab that `organization` bears, written in the language of the context.
///
/// # Errors
/// [`Refused::NotFound`] when the actor may not, or there is no such organisation.
pub async fn create_lab(
    db: &Db,
    ctx: &Ctx,
    id: Uuid,
    organization: Uuid,
    draft: &LabDraft,
) -> Result<Uuid, Refused> {
    policy::may(&ctx.actor, Action::PrepareLab, Resource::Organization(organization))
        .map_err(|_| Refused::NotFound)?;
    let mut tx = db.begin(ctx).await?;
    let known = sql!("select 1 from account_organization where id = $1 and left_at is null");
    tx.row(known.bind(organization)).await?.ok_or(Refused::NotFound)?;
    let insert = sql!(
        "insert into lab (id, organization_id, title, purpose, territory, state, version, created_at)
         values ($1, $2, $3, $4, $5, 'open', 1, $6)"
    );
    let insert = insert.bind(id).bind(organization).bind(phrase::stored(ctx.lang, &draft.title));
    let insert = insert.bind(phrase::stored(ctx.lang, &draft.purpose)).bind(draft.territory());
    tx.run(insert.bind(ctx.now)).await?;
    tx.audit(entry(&crate::chain(organization), "lab.created", id)).await?;
    tx.emit("lab.changed", &serde_json::json!({ "lab": id }).to_string()).await?;
    tx.commit().await?;
    Ok(id)
}

/// Changes title, purpose and territory, as whoever saw `version` wants them. The original stays in its language.
///
/// # Errors
/// [`Refused::NotFound`] when the actor may not, [`Refused::Conflict`] when it changed meanwhile.
pub async fn change_lab(db: &Db, ctx: &Ctx, id: Uuid, version: i64, draft: &LabDraft) -> Result<(), Refused> {
    let bearer = access::bearer_of_lab(db, id).await?;
    bearer.may(ctx, Action::PrepareLab)?;
    let before = lab(db, id).await?;
    let mut tx = db.begin(ctx).await?;
    let update = sql!(
        "update lab set title = $3, purpose = $4, territory = $5, version = version + 1 where id = $1 and version = $2"
    );
    let (title, purpose) = (before.title.lang, before.purpose.lang);
    let update = update.bind(id).bind(version).bind(phrase::stored(title, &draft.title));
    let update = update.bind(phrase::stored(purpose, &draft.purpose)).bind(draft.territory());
    if tx.run(update).await? == 0 {
        return Err(Refused::Conflict("lab-refusal-stale"));
    }
    tx.audit(entry(&crate::chain(bearer.organization), "lab.changed", id)).await?;
    tx.emit("lab.changed", &serde_json::json!({ "lab": id }).to_string()).await?;
    Ok(tx.commit().await?)
}

/// Puts title and purpose into another language.
///
/// # Errors
/// [`Refused::NotFound`] when the actor may not.
pub async fn translate_lab(
    db: &Db,
    ctx: &Ctx,
    id: Uuid,
    lang: Lang,
    (title, purpose): (&str, &str),
) -> Result<(), Refused> {
    let bearer = access::bearer_of_lab(db, id).await?;
    bearer.may(ctx, Action::PrepareLab)?;
    let before = lab(db, id).await?;
    let mut tx = db.begin(ctx).await?;
    for (entity, original, words) in
        [("lab.title", &before.title, title), ("lab.purpose", &before.purpose, purpose)]
    {
        let words = typed::text(words, typed::TEXT_CHARS).map_err(Refused::invalid)?;
        if original.lang != lang && !words.is_empty() {
            let source = (original.words.as_str(), words.as_str());
            translation::put(&mut tx, (entity, id), lang, source, (translation::Maker::Person, false))
                .await?;
        }
    }
    tx.audit(entry(&crate::chain(bearer.organization), "lab.translated", id)).await?;
    Ok(tx.commit().await?)
}

/// Whether the actor sees how this is prepared, drafts and all.
pub fn sees_drafts(ctx: &Ctx, lab: &Lab) -> bool {
    let resource = Resource::Lab { id: lab.id, organization: lab.organization };
    policy::may(&ctx.actor, Action::SeeLab, resource).is_ok()
}

/// A Lab. Whoever calls has asked whether the actor may.
///
/// # Errors
/// [`Refused::NotFound`] when there is none.
pub async fn lab(db: &Db, id: Uuid) -> Result<Lab, Refused> {
    let all = read_all(db, Some(id)).await?;
    all.into_iter().next().ok_or(Refused::NotFound)
}

/// A Lab as this actor may see it: everybody once a meeting was announced, before that only who prepares it.
///
/// # Errors
/// [`Refused::NotFound`] when there is none, or not for this actor.
pub async fn visible_lab(db: &Db, ctx: &Ctx, id: Uuid) -> Result<Lab, Refused> {
    let lab = lab(db, id).await?;
    if is_visible(ctx, &lab) { Ok(lab) } else { Err(Refused::NotFound) }
}

/// Every Lab that this actor may see, the newest first: no people, only title, purpose, territory and days.
///
/// # Errors
/// [`Refused::Store`] of the database.
pub async fn labs(db: &Db, ctx: &Ctx) -> Result<Vec<Lab>, Refused> {
    let mut all = read_all(db, None).await?;
    all.retain(|lab| is_visible(ctx, lab));
    Ok(all)
}

fn is_visible(ctx: &Ctx, lab: &Lab) -> bool {
    let takes_part = matches!(ctx.actor, Actor::Participant { lab: hers, .. } if hers == lab.id);
    lab.announced > 0 || takes_part || sees_drafts(ctx, lab)
}

async fn read_all(db: &Db, only: Option<Uuid>) -> Stored<Vec<Lab>> {
    let words = sql!(
        "select lang, words, state, source_hash, made_by, at, entity, entity_id from translation
         where entity in ('lab.title', 'lab.purpose')"
    );
    let shelf = Shelf::of(db.rows(words).await?)?;
    let rows = match only {
        Some(id) => {
            db.rows(
                sql!(
            "select l.id, l.organization_id, o.name, l.title, l.purpose, l.territory, l.closed_at, l.version,
                count(s.id), min(s.starts_at), max(s.starts_at)
             from lab l left join account_organization o on o.id = l.organization_id
             left join lab_session s on s.lab_id = l.id and s.state <> 'draft'
             where l.id = $1 group by l.id, o.name"
        )
                .bind(id),
            )
            .await?
        }
        None => {
            db.rows(sql!(
            "select l.id, l.organization_id, o.name, l.title, l.purpose, l.territory, l.closed_at, l.version,
                count(s.id), min(s.starts_at), max(s.starts_at)
             from lab l left join account_organization o on o.id = l.organization_id
             left join lab_session s on s.lab_id = l.id and s.state <> 'draft'
             group by l.id, o.name order by l.created_at desc, l.id limit 500"
        ))
            .await?
        }
    };
    rows.iter().map(|row| read(row, &shelf)).collect()
}

fn read(row: &Row, shelf: &Shelf) -> Stored<Lab> {
    let id = row.get(0)?;
    let first: Option<Instant> = row.get(9)?;
    Ok(Lab {
        id,
        organization: row.get(1)?,
        organization_name: row.get::<Option<String>>(2)?.unwrap_or_default(),
        title: shelf.phrase("lab.title", id, &row.get::<String>(3)?)?,
        purpose: shelf.phrase("lab.purpose", id, &row.get::<String>(4)?)?,
        territory: serde_json::from_str(&row.get::<String>(5)?).unwrap_or_default(),
        closed_at: row.get(6)?,
        version: row.get(7)?,
        announced: u32::try_from(row.get::<i64>(8)?).unwrap_or(0),
        span: first.zip(row.get(10)?),
    })
}

/// The audit entry of something done to a Lab.
pub(super) fn entry<'a>(chain: &'a str, action: &'a str, id: Uuid) -> Entry<'a> {
    Entry { chain, action, entity: "lab", id: Some(id), detail: "" }
}

/// Whether a session may be seen by this actor: everybody once people are invited, before that only who prepares it.
pub fn is_session_visible(ctx: &Ctx, lab: &Lab, state: SessionState) -> bool {
    state > SessionState::Draft || sees_drafts(ctx, lab)
}
