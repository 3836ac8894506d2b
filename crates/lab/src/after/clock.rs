//! Clocks: an institution accepts to answer by a day, and everybody sees whether it did.

use super::{Act, answer, field, reminder, seal};
use crate::{Refused, programme::bearer_of_lab, provenance::Thing};
use reticolo_accounts::policy::Action;
use reticolo_base::{Ctx, Instant};
use reticolo_store::{Db, Tx, sql};
use uuid::Uuid;

/// By when somebody accepted to answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// What waits.
    pub about: Thing,
    /// Who accepted.
    pub organization: String,
    /// By when.
    pub due: Instant,
    /// When it answered.
    pub answered_at: Option<Instant>,
}

impl Clock {
    /// Whether it has run out without an answer.
    pub fn overdue(&self, now: Instant) -> bool {
        self.answered_at.is_none() && self.due < now
    }
}

/// An institution accepts to answer by a day. It does so once: a clock cannot be set back.
///
/// # Errors
/// [`Refused::Invalid`] for a day that is past; [`Refused::Conflict`] when a clock runs, or the answer is there.
pub async fn accept(
    db: &Db,
    ctx: &Ctx,
    lab: Uuid,
    about: &Thing,
    (organization, due): (&str, &str),
) -> Result<(), Refused> {
    let bearer = bearer_of_lab(db, lab).await?;
    bearer.may(ctx, Action::FollowUp)?;
    answer::must_be_answerable(db, lab, about).await?;
    let organization = field::title("organization", organization)?;
    let due = field::due("due", due, ctx.now)?;
    if answer::about(db, ctx, about).await?.iter().any(|given| given.outcome != answer::Outcome::Happened) {
        return Err(Refused::Conflict("lab-after-already-answered"));
    }
    let mut tx = db.begin(ctx).await?;
    let insert = sql!(
        "insert into answer_clock (entity, entity_id, lab_id, organization, due, accepted_at) values ($1, $2, $3, $4, $5, $6)
         on conflict (entity, entity_id) do nothing"
    );
    let insert = insert.bind(about.kind.as_str()).bind(about.id).bind(lab).bind(organization).bind(due);
    if tx.run(insert.bind(ctx.now)).await? == 0 {
        return Err(Refused::Conflict("lab-after-clock-runs"));
    }
    reminder::plan(&mut tx, &format!("{}{}", answer::CLOCK_PREFIX, about.kind), about.id, due).await?;
    let act = Act { name: "lab.clock.accepted", entity: "answer_clock", id: about.id, detail: &about.kind };
    seal(tx, bearer, act).await
}

/// The clock of a thing.
///
/// # Errors
/// [`Refused::Store`] of the database.
pub async fn of(db: &Db, about: &Thing) -> Result<Option<Clock>, Refused> {
    let find =
        sql!("select organization, due, answered_at from answer_clock where entity = $1 and entity_id = $2");
    let Some(row) = db.row(find.bind(about.kind.as_str()).bind(about.id)).await? else { return Ok(None) };
    let clock =
        Clock { about: about.clone(), organization: row.get(0)?, due: row.get(1)?, answered_at: row.get(2)? };
    Ok(Some(clock))
}

/// Stops the clock of a thing that was answered.
pub(super) async fn stop(tx: &mut Tx, about: &Thing) -> Result<(), Refused> {
    let now = tx.ctx().now;
    let stop = sql!(
        "update answer_clock set answered_at = $3 where entity = $1 and entity_id = $2 and answered_at is null"
    );
    tx.run(stop.bind(about.kind.as_str()).bind(about.id).bind(now)).await?;
    reminder::cancel(tx, &format!("{}{}", answer::CLOCK_PREFIX, about.kind), about.id).await?;
    Ok(())
}

/// The clocks of every Lab that have run out without an answer, longest first: what a public list shows.
///
/// # Errors
/// [`Refused::Store`] of the database.
pub async fn overdue(db: &Db, ctx: &Ctx, lab: Uuid) -> Result<Vec<Clock>, Refused> {
    let find = sql!(
        "select entity, entity_id, organization, due, answered_at from answer_clock
         where lab_id = $1 and answered_at is null and due < $2 order by due, entity_id"
    );
    let rows = db.rows(find.bind(lab).bind(ctx.now)).await?;
    rows.iter()
        .map(|row| {
            let about = Thing { kind: row.get(0)?, id: row.get(1)? };
            Ok(Clock { about, organization: row.get(2)?, due: row.get(3)?, answered_at: row.get(4)? })
        })
        .collect()
}
