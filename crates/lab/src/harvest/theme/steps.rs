//! Making steps on the wall, and taking the last one back.

use super::{Board, Lineage, Move, State, Theme, keep};
use crate::{
    Refused,
    programme::bearer_of_session,
    provenance::{self, Thing},
};
use reticolo_accounts::policy::Action;
use reticolo_base::{Ctx, Instant};
use reticolo_store::{Db, Tx, audit::Entry, sql};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

/// A step that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its number, from 1.
    pub number: i64,
    /// When.
    pub at: Instant,
    /// What: a code of [`Move`], or `undo`.
    pub what: String,
    /// Whether it was taken back.
    pub undone: bool,
}

/// What is put back when a step is undone: the order of all themes there were, and those that it changed.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Before {
    order: Vec<Uuid>,
    themes: Vec<Theme>,
}

/// Makes a step. `seen` is the number of steps on the wall that the actor had before her: when somebody else has touched
/// the same notes or themes since, nothing is done, so that no one undoes another's work unseen. The number of the step.
///
/// # Errors
/// [`Refused::NotFound`] for whoever does not run the session, [`Refused::Conflict`] when somebody was faster,
/// [`Refused::Invalid`] when it cannot be done.
pub async fn step(db: &Db, ctx: &Ctx, session: Uuid, seen: i64, step: &Move) -> Result<i64, Refused> {
    let bearer = bearer_of_session(db, session).await?;
    bearer.may(ctx, Action::RunSession)?;
    let mut tx = db.begin(ctx).await?;
    let number = lock(&mut tx, session).await? + 1;
    nobody_touched(&mut tx, session, seen, &step.touched()).await?;
    of_this_session(&mut tx, session, step.notes()).await?;
    let before = keep::board_in(&mut tx, session).await?;
    let mut after = before.clone();
    let lineage = after.make(step)?;
    keep::save(&mut tx, session, &before, &after).await?;
    remember(&mut tx, &before, &after, lineage).await?;
    let mut touched = step.touched();
    touched.extend(changed(&before, &after).map(|theme| theme.id));
    note_step(&mut tx, session, (number, step.code()), &touched, &difference(&before, &after)).await?;
    finish(tx, &crate::chain(bearer.organization), session, step.code()).await?;
    Ok(number)
}

/// Takes the last step back that was not taken back yet. `number` is the one the actor means: when another one is the
/// last now, nothing is done. What had come together stays among the ancestors.
///
/// # Errors
/// [`Refused::Conflict`] when another step came after, or there is none.
pub async fn undo(db: &Db, ctx: &Ctx, session: Uuid, number: i64) -> Result<(), Refused> {
    let bearer = bearer_of_session(db, session).await?;
    bearer.may(ctx, Action::RunSession)?;
    let mut tx = db.begin(ctx).await?;
    let next = lock(&mut tx, session).await? + 1;
    let last = sql!(
        "select number, before from plenary_step where session_id = $1 and not undone and what <> 'undo'
         order by number desc limit 1"
    );
    let last = tx.row(last.bind(session)).await?;
    let last = last.filter(|row| row.get::<i64>(0).is_ok_and(|last| last == number));
    let row = last.ok_or(Refused::Conflict("lab-harvest-conflict-undo"))?;
    let put_back: Before = serde_json::from_str(&row.get::<String>(1)?).unwrap_or_default();
    let before = keep::board_in(&mut tx, session).await?;
    let after = restored(&before, &put_back);
    keep::save(&mut tx, session, &before, &after).await?;
    remember(&mut tx, &before, &after, None).await?;
    let mark = sql!("update plenary_step set undone = true where session_id = $1 and number = $2");
    tx.run(mark.bind(session).bind(number)).await?;
    let touched: BTreeSet<Uuid> =
        changed(&before, &after).flat_map(|theme| theme.notes.iter().copied().chain([theme.id])).collect();
    note_step(&mut tx, session, (next, "undo"), &touched, &Before::default()).await?;
    finish(tx, &crate::chain(bearer.organization), session, "undo").await
}

/// The last steps, newest first.
///
/// # Errors
/// [`Refused::NotFound`] for whoever does not run the session.
pub async fn steps(db: &Db, ctx: &Ctx, session: Uuid, most: u32) -> Result<Vec<Step>, Refused> {
    bearer_of_session(db, session).await?.may(ctx, Action::RunSession)?;
    let find = sql!(
        "select number, at, what, undone from plenary_step where session_id = $1 order by number desc limit $2"
    );
    let rows = db.rows(find.bind(session).bind(most)).await?;
    rows.iter()
        .map(|row| Ok(Step { number: row.get(0)?, at: row.get(1)?, what: row.get(2)?, undone: row.get(3)? }))
        .collect()
}

/// Holds the wall for this transaction; how many steps were made on it.
pub(super) async fn lock(tx: &mut Tx, session: Uuid) -> Result<i64, Refused> {
    let first = sql!(
        "insert into plenary (session_id, steps, ends_at, paused_left) values ($1, 0, null, null)
         on conflict (session_id) do nothing"
    );
    tx.run(first.bind(session)).await?;
    // The update takes the row's lock: two facilitators act one after the other.
    let lock = sql!("update plenary set steps = steps where session_id = $1 returning steps");
    let row = tx.row(lock.bind(session)).await?.ok_or(Refused::NotFound)?;
    Ok(row.get(0)?)
}

async fn nobody_touched(tx: &mut Tx, session: Uuid, seen: i64, mine: &BTreeSet<Uuid>) -> Result<(), Refused> {
    let since = sql!("select touched from plenary_step where session_id = $1 and number > $2");
    for row in tx.rows(since.bind(session).bind(seen)).await? {
        let theirs: String = row.get(0)?;
        if theirs.split(' ').filter_map(|id| id.parse().ok()).any(|id: Uuid| mine.contains(&id)) {
            return Err(Refused::Conflict("lab-harvest-conflict-wall"));
        }
    }
    Ok(())
}

async fn of_this_session(tx: &mut Tx, session: Uuid, notes: &[Uuid]) -> Result<(), Refused> {
    let find = sql!("select 1 from contribution where id = $1 and session_id = $2");
    for note in notes.iter().take(super::board::MOST_NOTES + 1) {
        if tx.row(find.bind(*note).bind(session)).await?.is_none() {
            return Err(Refused::Conflict("lab-harvest-conflict-note"));
        }
    }
    Ok(())
}

/// Keeps every ancestor that is new.
async fn remember(
    tx: &mut Tx,
    before: &Board,
    after: &Board,
    lineage: Option<Lineage>,
) -> Result<(), Refused> {
    let thing = |id| Thing::new("theme", id);
    for theme in &after.themes {
        let held = before.themes.iter().find(|old| old.id == theme.id).map_or(&[][..], |old| &old.notes);
        for note in theme.notes.iter().filter(|note| !held.contains(note)) {
            provenance::record(tx, &thing(theme.id), &Thing::new("contribution", *note), "grouped").await?;
        }
    }
    if let Some((heir, origin, how)) = lineage {
        provenance::record(tx, &thing(heir), &thing(origin), how).await?;
    }
    Ok(())
}

fn changed<'a>(before: &'a Board, after: &'a Board) -> impl Iterator<Item = &'a Theme> {
    after.themes.iter().filter(|theme| !before.themes.contains(theme))
}

fn difference(before: &Board, after: &Board) -> Before {
    let order = before.themes.iter().map(|theme| theme.id).collect();
    Before {
        order,
        themes: before.themes.iter().filter(|old| !after.themes.contains(old)).cloned().collect(),
    }
}

/// The board with a step taken back: changed themes as they were, in the order they had; new ones are gone.
fn restored(now: &Board, put_back: &Before) -> Board {
    let find = |id: &Uuid| {
        let old = put_back.themes.iter().find(|theme| theme.id == *id);
        old.or_else(|| now.themes.iter().find(|theme| theme.id == *id)).cloned()
    };
    let mut themes: Vec<Theme> = put_back.order.iter().filter_map(find).collect();
    for new in now.themes.iter().filter(|theme| !put_back.order.contains(&theme.id)) {
        themes.push(Theme { state: State::Gone, notes: Vec::new(), ..new.clone() });
    }
    Board { themes }
}

async fn note_step(
    tx: &mut Tx,
    session: Uuid,
    (number, what): (i64, &str),
    touched: &BTreeSet<Uuid>,
    before: &Before,
) -> Result<(), Refused> {
    let insert = sql!(
        "insert into plenary_step (session_id, number, at, what, touched, before, undone)
         values ($1, $2, $3, $4, $5, $6, false)"
    );
    let touched = touched.iter().map(Uuid::to_string).collect::<Vec<_>>().join(" ");
    let before = serde_json::json!(before).to_string();
    let now = tx.ctx().now;
    tx.run(insert.bind(session).bind(number).bind(now).bind(what).bind(touched).bind(before)).await?;
    tx.run(sql!("update plenary set steps = $2 where session_id = $1").bind(session).bind(number)).await?;
    Ok(())
}

async fn finish(mut tx: Tx, chain: &str, session: Uuid, what: &str) -> Result<(), Refused> {
    tx.audit(Entry { chain, action: "plenary.step", entity: "session", id: Some(session), detail: what })
        .await?;
    tx.emit("lab.plenary", &serde_json::json!({ "session": session }).to_string()).await?;
    Ok(tx.commit().await?)
}
