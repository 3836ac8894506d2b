//! Where something comes from, and what came of it: from words at a table to a promise kept, and back.

use super::{Said, said};
use crate::{
    Refused,
    provenance::{self, Thing},
};
use reticolo_base::{Ctx, Instant};
use reticolo_store::{Db, Row, Sql, sql};
use uuid::Uuid;

/// One thing on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What it is.
    pub thing: Thing,
    /// Its title, or the words that were said.
    pub title: Said,
    /// When it came about.
    pub at: Instant,
    /// The table and the round at which it was said, of a contribution.
    pub said_at: Option<(i64, i64)>,
    /// The session, where it is of one.
    pub session: Option<Uuid>,
}

/// Columns: words, language, when, table, round, session, Lab, kind of the translated text.
fn find(kind: &str) -> Option<(Sql, &'static str)> {
    Some(match kind {
        "contribution" => (
            sql!(
                "select c.words, c.lang, c.written_at, c.table_number, c.round, c.session_id, s.lab_id
                 from contribution c join lab_session s on s.id = c.session_id where c.id = $1 and not c.hidden"
            ),
            "contribution",
        ),
        "theme" => (
            sql!(
                "select t.title, t.lang, t.created_at, cast(null as bigint), cast(null as bigint), t.session_id, s.lab_id
                 from theme t join lab_session s on s.id = t.session_id where t.id = $1"
            ),
            "theme",
        ),
        "statement" => (
            sql!(
                "select words, lang, created_at, cast(null as bigint), cast(null as bigint), session_id, lab_id
                 from statement where id = $1"
            ),
            "statement",
        ),
        "proposal" => (
            sql!(
                "select title, lang, created_at, cast(null as bigint), cast(null as bigint), session_id, lab_id
                 from proposal where id = $1"
            ),
            "proposal.title",
        ),
        "group" => (
            sql!(
                "select title, lang, created_at, cast(null as bigint), cast(null as bigint), cast(null as uuid), lab_id
                 from working_group where id = $1"
            ),
            "group.title",
        ),
        "experiment" => (
            sql!(
                "select title, lang, created_at, cast(null as bigint), cast(null as bigint), cast(null as uuid), lab_id
                 from experiment where id = $1"
            ),
            "experiment.title",
        ),
        "commitment" => (
            sql!(
                "select what, lang, created_at, cast(null as bigint), cast(null as bigint), session_id, lab_id
                 from commitment where id = $1"
            ),
            "commitment",
        ),
        "problem" => (
            sql!(
                "select title, 'it', created_at, cast(null as bigint), cast(null as bigint), cast(null as uuid), lab_id
                 from problem where id = $1"
            ),
            "problem",
        ),
        "procedure" => (
            sql!(
                "select body, 'it', at, cast(null as bigint), cast(null as bigint), cast(null as uuid), lab_id
                 from procedure_draft where id = $1 order by number desc limit 1"
            ),
            "procedure",
        ),
        _ => return None,
    })
}

async fn row(db: &Db, thing: &Thing) -> Result<Option<(Row, &'static str)>, Refused> {
    let Some((find, translated)) = find(&thing.kind) else { return Ok(None) };
    Ok(db.row(find.bind(thing.id)).await?.map(|row| (row, translated)))
}

/// A thing as a step; `None` when it is hidden, gone or of no kind that is shown.
///
/// # Errors
/// [`Refused::Store`] of the database.
pub async fn step(db: &Db, ctx: &Ctx, thing: &Thing) -> Result<Option<Step>, Refused> {
    let Some((row, translated)) = row(db, thing).await? else { return Ok(None) };
    let (words, lang) = title(&thing.kind, row.get(0)?, &row.get::<String>(1)?, ctx);
    Ok(Some(Step {
        thing: thing.clone(),
        title: Said::to(db, (translated, thing.id), words, lang, ctx.lang).await?,
        at: row.get(2)?,
        said_at: row.get::<Option<i64>>(3)?.zip(row.get::<Option<i64>>(4)?),
        session: row.get(5)?,
    }))
}

/// Problems keep their title as a text in several languages, procedures inside their document.
fn title(kind: &str, stored: String, code: &str, ctx: &Ctx) -> (String, reticolo_base::Lang) {
    match kind {
        "problem" => match serde_json::from_str::<reticolo_base::Text>(&stored) {
            Ok(text) => {
                text.seen(ctx.lang).map_or((String::new(), ctx.lang), |s| (s.text.to_owned(), s.lang))
            }
            Err(_) => (stored, said::lang(code)),
        },
        "procedure" => {
            let document: super::procedure::Document = serde_json::from_str(&stored).unwrap_or_default();
            let seen = document.title.seen(ctx.lang);
            seen.map_or((String::new(), ctx.lang), |s| (s.text.to_owned(), s.lang))
        }
        _ => (stored, said::lang(code)),
    }
}

/// Where a thing comes from, nearest first. Hidden contributions are left out.
///
/// # Errors
/// [`Refused::Store`] of the database.
pub async fn whence(db: &Db, ctx: &Ctx, thing: &Thing) -> Result<Vec<Step>, Refused> {
    steps(db, ctx, provenance::ancestors(db, thing).await?).await
}

/// What came of a thing, nearest first.
///
/// # Errors
/// [`Refused::Store`] of the database.
pub async fn became(db: &Db, ctx: &Ctx, thing: &Thing) -> Result<Vec<Step>, Refused> {
    steps(db, ctx, provenance::descendants(db, thing).await?).await
}

async fn steps(db: &Db, ctx: &Ctx, things: Vec<Thing>) -> Result<Vec<Step>, Refused> {
    let mut steps = Vec::new();
    for thing in things {
        steps.extend(step(db, ctx, &thing).await?);
    }
    Ok(steps)
}

/// Refuses an origin that is of another Lab, so that nobody ties a thing to what she may not see.
pub(super) async fn must_be_of(db: &Db, lab: Uuid, origin: Option<&Thing>) -> Result<(), Refused> {
    let Some(origin) = origin else { return Ok(()) };
    let (row, _) = row(db, origin).await?.ok_or(Refused::NotFound)?;
    if row.get::<Uuid>(6)? == lab { Ok(()) } else { Err(Refused::NotFound) }
}
