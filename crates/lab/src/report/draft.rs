//! What a person wrote over a section of the minutes; approval, after which nothing changes.

use super::{
    gather,
    minutes::{Minutes, Section},
    retention,
};
use crate::{
    Refused,
    after::{Act, field, seal},
    programme::{Bearer, bearer_of_session},
};
use reticolo_accounts::policy::Action;
use reticolo_base::{Ctx, Instant};
use reticolo_store::{Db, Row, Tx, sql};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The longest text of a person over one section, in characters.
pub const OWN_CHARS: usize = 40_000;

/// What a person wrote instead of what a section writes by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Own {
    /// Her text, plain; a line that begins with `- ` is an item.
    pub words: String,
    /// The [`Minutes::fingerprint`] of what she saw when she wrote it.
    pub over: String,
    /// When.
    pub at: Instant,
}

/// What is kept.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Body {
    own: BTreeMap<Section, Own>,
    /// Only of approved minutes: everything, as it was then.
    minutes: Option<Minutes>,
}

/// Who approved, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// When.
    pub at: Instant,
    /// Name and office, as they were typed.
    pub by: String,
}

/// The minutes as they are read.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// What writes itself; of approved minutes, as it was when they were approved.
    pub minutes: Minutes,
    /// What a person wrote over sections.
    pub own: BTreeMap<Section, Own>,
    /// Who approved them; `None` is a draft.
    pub approved: Option<Approval>,
    /// Whether anybody may read them once approved.
    pub open: bool,
    /// For the next change; 0 when nobody changed anything yet.
    pub version: i64,
    /// Whether the reader may correct them.
    pub may_correct: bool,
}

impl Report {
    /// Whether the data of a section changed since a person wrote over it.
    pub fn outdated(&self, section: Section) -> bool {
        self.approved.is_none()
            && self.own.get(&section).is_some_and(|own| own.over != self.minutes.fingerprint(section))
    }
}

/// The minutes of a session. Whoever runs Labs there reads the draft; those who take part read approved ones, and
/// everybody reads those that were opened to all.
///
/// # Errors
/// [`Refused::NotFound`] for anybody else.
pub async fn read(db: &Db, ctx: &Ctx, session: Uuid) -> Result<Report, Refused> {
    let bearer = bearer_of_session(db, session).await?;
    let kept = kept(db.row(find().bind(session)).await?)?;
    let may_correct = bearer.may(ctx, Action::ApproveMinutes).is_ok();
    let approved = kept.approved.is_some();
    let may_read = may_correct || (approved && (kept.open || bearer.may(ctx, Action::TakePart).is_ok()));
    if !may_read {
        return Err(Refused::NotFound);
    }
    let minutes = match kept.body.minutes {
        Some(minutes) => minutes,
        None => gather(db, session).await?,
    };
    Ok(Report {
        minutes,
        own: kept.body.own,
        approved: kept.approved,
        open: kept.open,
        version: kept.version,
        may_correct,
    })
}

/// A row of `minutes`.
#[derive(Default)]
struct Kept {
    body: Body,
    open: bool,
    version: i64,
    approved: Option<Approval>,
}

fn find() -> reticolo_store::Sql {
    sql!("select body, open, version, approved_at, approved_by from minutes where session_id = $1")
}

fn kept(row: Option<Row>) -> Result<Kept, Refused> {
    let Some(row) = row else { return Ok(Kept::default()) };
    let at: Option<Instant> = row.get(3)?;
    let by: Option<String> = row.get(4)?;
    Ok(Kept {
        body: serde_json::from_str(&row.get::<String>(0)?).unwrap_or_default(),
        open: row.get(1)?,
        version: row.get(2)?,
        approved: at.map(|at| Approval { at, by: by.unwrap_or_default() }),
    })
}

/// What is kept, locked until the transaction ends, when it is a draft in this version.
async fn locked(tx: &mut Tx, session: Uuid, version: i64) -> Result<Kept, Refused> {
    let now = tx.ctx().now;
    let make = sql!(
        "insert into minutes (session_id, state, body, open, version, changed_at)
         values ($1, 'draft', '{\"own\":{},\"minutes\":null}', false, 0, $2) on conflict (session_id) do nothing"
    );
    tx.run(make.bind(session).bind(now)).await?;
    let take = sql!(
        "update minutes set version = version + 1, changed_at = $2 where session_id = $1
         returning body, open, version, approved_at, approved_by"
    );
    let kept = kept(tx.row(take.bind(session).bind(now)).await?)?;
    if kept.approved.is_some() {
        return Err(Refused::Conflict("lab-after-minutes-approved"));
    }
    if kept.version != version + 1 {
        return Err(Refused::Conflict("lab-after-stale"));
    }
    Ok(kept)
}

async fn keep(tx: &mut Tx, session: Uuid, body: &Body) -> Result<(), Refused> {
    let text = serde_json::to_string(body).unwrap_or_default();
    tx.run(sql!("update minutes set body = $2 where session_id = $1").bind(session).bind(text)).await?;
    Ok(())
}

async fn bearer(db: &Db, ctx: &Ctx, session: Uuid) -> Result<Bearer, Refused> {
    let bearer = bearer_of_session(db, session).await?;
    bearer.may(ctx, Action::ApproveMinutes)?;
    Ok(bearer)
}

/// Writes over a section.
///
/// # Errors
/// [`Refused::Invalid`] when the text is blank or too long; [`Refused::Conflict`] when the minutes are approved, or somebody
/// else was quicker.
pub async fn correct(
    db: &Db,
    ctx: &Ctx,
    session: Uuid,
    version: i64,
    section: Section,
    words: &str,
) -> Result<(), Refused> {
    let bearer = bearer(db, ctx, session).await?;
    let at = |key, most: Option<usize>| {
        let mut args = vec![(field::FIELD, section.code().to_owned())];
        args.extend(most.map(|most| ("most", most.to_string())));
        Refused::Invalid(key, args)
    };
    if words.trim().is_empty() {
        return Err(at("lab-after-empty", None));
    }
    if words.trim().chars().nth(OWN_CHARS).is_some() {
        return Err(at("lab-after-too-long", Some(OWN_CHARS)));
    }
    let words = reticolo_base::folding::lines(words, OWN_CHARS);
    let over = gather(db, session).await?.fingerprint(section);
    let mut tx = db.begin(ctx).await?;
    let mut kept = locked(&mut tx, session, version).await?;
    kept.body.own.insert(section, Own { words, over, at: ctx.now });
    keep(&mut tx, session, &kept.body).await?;
    let act = Act { name: "lab.minutes.corrected", entity: "minutes", id: session, detail: section.code() };
    seal(tx, bearer, act).await
}

/// Lets a section write itself again.
///
/// # Errors
/// [`Refused::Conflict`] when the minutes are approved, or somebody else was quicker.
pub async fn restore(
    db: &Db,
    ctx: &Ctx,
    session: Uuid,
    version: i64,
    section: Section,
) -> Result<(), Refused> {
    let bearer = bearer(db, ctx, session).await?;
    let mut tx = db.begin(ctx).await?;
    let mut kept = locked(&mut tx, session, version).await?;
    kept.body.own.remove(&section);
    keep(&mut tx, session, &kept.body).await?;
    let act = Act { name: "lab.minutes.restored", entity: "minutes", id: session, detail: section.code() };
    seal(tx, bearer, act).await
}

/// Approves the minutes: what they say now is what they will always say. Plans the erasure of personal data.
///
/// # Errors
/// [`Refused::Invalid`] without a name; [`Refused::Conflict`] when they are approved, somebody else was quicker, or a
/// corrected section is not up to date with its data.
pub async fn approve(
    db: &Db,
    ctx: &Ctx,
    session: Uuid,
    version: i64,
    by: &str,
    open: bool,
) -> Result<(), Refused> {
    let bearer = bearer(db, ctx, session).await?;
    let by = field::title("by", by)?;
    let minutes = gather(db, session).await?;
    let mut tx = db.begin(ctx).await?;
    let mut kept = locked(&mut tx, session, version).await?;
    let fresh = |(section, own): (&Section, &Own)| own.over == minutes.fingerprint(*section);
    if !kept.body.own.iter().all(fresh) {
        return Err(Refused::Conflict("lab-after-minutes-outdated"));
    }
    kept.body.minutes = Some(minutes);
    keep(&mut tx, session, &kept.body).await?;
    let set = sql!(
        "update minutes set state = 'minutes', open = $2, approved_at = $3, approved_by = $4 where session_id = $1"
    );
    tx.run(set.bind(session).bind(open).bind(ctx.now).bind(by)).await?;
    retention::plan(&mut tx, session).await?;
    let act = Act { name: "lab.minutes.approved", entity: "minutes", id: session, detail: "" };
    seal(tx, bearer, act).await
}

impl Report {
    /// Everything as data, for other programs.
    pub fn json(&self) -> serde_json::Value {
        let own: BTreeMap<_, _> =
            self.own.iter().map(|(section, own)| (section.code(), &own.words)).collect();
        let approved = self.approved.as_ref();
        serde_json::json!({
            "state": if approved.is_some() { "minutes" } else { "draft" },
            "approved": approved.map(|approval| serde_json::json!({ "at": approval.at.to_string(), "by": approval.by })),
            "corrected": own,
            "minutes": self.minutes,
        })
    }
}
