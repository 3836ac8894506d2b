//! The plan: steps in order, with or without a service, a day, a referral.

use crate::{Desk, Refused, access::audit};
use reticolo_base::{Instant, folding::one_line};
use reticolo_store::{Tx, sql, vault::Class};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What kind of step it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StepKind {
    /// Be somewhere at a time.
    Appointment,
    /// Get or bring a document.
    Document,
    /// A request to another organisation.
    Referral,
    /// Something else to do.
    Task,
}

impl StepKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Appointment, Self::Document, Self::Referral, Self::Task];

    /// The stored word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Appointment => "appointment",
            Self::Document => "document",
            Self::Referral => "referral",
            Self::Task => "task",
        }
    }

    /// From the stored word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
struct Content {
    what: String,
    whereabouts: String,
}

/// A step that is to be added.
#[derive(Debug, Clone)]
pub struct NewStep<'a> {
    /// What kind.
    pub kind: StepKind,
    /// What to do, in words.
    pub what: &'a str,
    /// Where, in words.
    pub whereabouts: &'a str,
    /// When, or by when.
    pub due_at: Option<Instant>,
    /// The service, where it is one.
    pub service: Option<Uuid>,
    /// The referral, where it is one.
    pub referral: Option<Uuid>,
}

/// A step of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its id.
    pub id: Uuid,
    /// What kind.
    pub kind: StepKind,
    /// What to do, in words.
    pub what: String,
    /// Where, in words.
    pub whereabouts: String,
    /// When, or by when.
    pub due_at: Option<Instant>,
    /// When it was done.
    pub done_at: Option<Instant>,
    /// The service, where it is one.
    pub service: Option<Uuid>,
    /// The referral, where it is one.
    pub referral: Option<Uuid>,
}

/// Adds a step at the end of the plan.
///
/// # Errors
/// [`Refused::NotFound`], or [`Refused::Invalid`] when there are no words.
pub async fn add_step(desk: Desk<'_>, id: Uuid, case: Uuid, step: NewStep<'_>) -> Result<(), Refused> {
    desk.at_desk()?;
    let found = super::unread(desk, case).await?;
    let known = desk.known(found.person).await?;
    let content = Content { what: one_line(step.what, 400), whereabouts: one_line(step.whereabouts, 400) };
    if content.what.is_empty() {
        return Err(Refused::Invalid("what", "desk-problem-words"));
    }
    let mut tx = desk.db.begin(desk.ctx).await?;
    let plain = serde_json::to_vec(&content).unwrap_or_default();
    let record = (found.person, Class::Case, id);
    let sealed = desk.vault.seal_record(&mut tx, known.organization, record, &plain).await?;
    let insert = sql!(
        "insert into desk_step (id, case_id, place, kind, service_id, referral_id, due_at, sealed)
         values ($1, $2, (select coalesce(max(place), 0) + 1 from desk_step where case_id = $2), $3, $4, $5, $6, $7)"
    );
    let insert = insert.bind(id).bind(case).bind(step.kind.code()).bind(step.service).bind(step.referral);
    tx.run(insert.bind(step.due_at).bind(sealed)).await?;
    let planned = sql!(
        "update desk_case set state = 'planned', version = version + 1 where id = $1 and state in ('intake', 'assessed')"
    );
    tx.run(planned.bind(case)).await?;
    audit(&mut tx, known.organization, ("desk.plan.added", "person", known.pseudonym), step.kind.code())
        .await?;
    Ok(tx.commit().await?)
}

/// The plan of a case, in order.
///
/// # Errors
/// [`Refused::NotFound`] when there is no such case for the actor.
pub async fn steps(desk: Desk<'_>, case: Uuid) -> Result<Vec<Step>, Refused> {
    let found = super::unread(desk, case).await?;
    let find = sql!(
        "select id, kind, service_id, referral_id, due_at, done_at, sealed from desk_step where case_id = $1
         order by place, id"
    );
    let mut steps = Vec::new();
    for row in desk.db.rows(find.bind(case)).await? {
        let id: Uuid = row.get(0)?;
        let opened = match row.get::<Option<Vec<u8>>>(6)? {
            Some(sealed) => desk.vault.open_record(desk.db, (found.person, Class::Case, id), &sealed).await?,
            None => None,
        };
        let content: Content =
            opened.and_then(|plain| serde_json::from_slice(&plain).ok()).unwrap_or_default();
        steps.push(Step {
            id,
            kind: StepKind::parse(&row.get::<String>(1)?).unwrap_or(StepKind::Task),
            what: content.what,
            whereabouts: content.whereabouts,
            due_at: row.get(4)?,
            done_at: row.get(5)?,
            service: row.get(2)?,
            referral: row.get(3)?,
        });
    }
    Ok(steps)
}

/// Ticks a step, or takes the tick away.
///
/// # Errors
/// [`Refused::NotFound`] when there is no such step for the actor.
pub async fn done_step(desk: Desk<'_>, case: Uuid, step: Uuid, done: bool) -> Result<(), Refused> {
    let at = done.then_some(desk.ctx.now);
    let set = sql!("update desk_step set done_at = $3 where id = $1 and case_id = $2")
        .bind(step)
        .bind(case)
        .bind(at);
    change(desk, case, set, "desk.plan.ticked").await
}

/// Takes a step out of the plan.
///
/// # Errors
/// [`Refused::NotFound`] when there is no such step for the actor.
pub async fn drop_step(desk: Desk<'_>, case: Uuid, step: Uuid) -> Result<(), Refused> {
    let drop = sql!("delete from desk_step where id = $1 and case_id = $2").bind(step).bind(case);
    change(desk, case, drop, "desk.plan.dropped").await
}

async fn change(
    desk: Desk<'_>,
    case: Uuid,
    statement: reticolo_store::Statement,
    act: &str,
) -> Result<(), Refused> {
    desk.at_desk()?;
    let found = super::unread(desk, case).await?;
    let known = desk.known(found.person).await?;
    let mut tx = desk.db.begin(desk.ctx).await?;
    if tx.run(statement).await? == 0 {
        return Err(Refused::NotFound);
    }
    audit(&mut tx, known.organization, (act, "person", known.pseudonym), "").await?;
    Ok(tx.commit().await?)
}

/// Moves a step one place up or down.
///
/// # Errors
/// [`Refused::NotFound`] when there is no such step for the actor.
pub async fn move_step(desk: Desk<'_>, case: Uuid, step: Uuid, up: bool) -> Result<(), Refused> {
    desk.at_desk()?;
    let found = super::unread(desk, case).await?;
    let known = desk.known(found.person).await?;
    let mut tx = desk.db.begin(desk.ctx).await?;
    let find = sql!("select id from desk_step where case_id = $1 order by place, id");
    let mut order: Vec<Uuid> = tx
        .rows(find.bind(case))
        .await?
        .iter()
        .map(|row| row.get(0))
        .collect::<reticolo_store::Result<_>>()?;
    let at = order.iter().position(|id| *id == step).ok_or(Refused::NotFound)?;
    let to = if up { at.checked_sub(1) } else { Some(at + 1).filter(|to| *to < order.len()) };
    if let Some(to) = to {
        order.swap(at, to);
        renumber(&mut tx, &order).await?;
        audit(&mut tx, known.organization, ("desk.plan.moved", "person", known.pseudonym), "").await?;
    }
    Ok(tx.commit().await?)
}

async fn renumber(tx: &mut Tx, order: &[Uuid]) -> Result<(), Refused> {
    for (place, id) in order.iter().enumerate() {
        let place = i64::try_from(place).unwrap_or(i64::MAX);
        tx.run(sql!("update desk_step set place = $2 where id = $1").bind(*id).bind(place)).await?;
    }
    Ok(())
}
