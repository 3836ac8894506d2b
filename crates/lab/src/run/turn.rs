//! The facilitator's clock. Nothing moves by itself: when it runs out the tables see it, and she decides.

use crate::{
    Refused,
    programme::bearer_of_session,
    run::{
        Hall, Who,
        plan::{Wanted, aside, fresh, set_tables},
        reseat::{rearranged, seat_who_is_here},
        state::{Phase, Running, state},
        step::{self, Change, Step},
        tables::MOST_TABLES,
    },
};
use reticolo_accounts::policy::Action;
use reticolo_base::{Ctx, Instant};
use reticolo_seating::Effort;
use reticolo_store::Db;
use uuid::Uuid;

/// A table has four or five people, and not fewer than four where that can be.
const FEWEST_AT_A_TABLE: i64 = 4;
/// The most minutes that one asks for at once.
pub const MOST_MINUTES: i64 = 60;
/// No clock shows more than this, whatever the machine's clock did.
const LONGEST: i64 = 6 * 3600 * 1_000_000;

/// How "start with who is here" is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Start {
    /// How many tables; `None` for as many as fill.
    pub tables: Option<i64>,
    /// Everybody who is expected counts as here: where nobody is checked in at the door.
    pub everybody: bool,
}

async fn change(
    db: &Db,
    ctx: &Ctx,
    session: Uuid,
    version: i64,
    what: &str,
    next: impl FnOnce(Running) -> Result<Running, Refused>,
) -> Result<Step, Refused> {
    let bearer = bearer_of_session(db, session).await?;
    bearer.may(ctx, Action::RunSession)?;
    let was = Running { version, ..state(db, session).await? };
    step::make(db, ctx, bearer, session, Change::new(what, was, next(was)?)).await
}

fn refuse_unless(may: bool, key: &'static str) -> Result<(), Refused> {
    if may { Ok(()) } else { Err(Refused::Conflict(key)) }
}

/// Opens the doors: the welcome room.
///
/// # Errors
/// [`Refused::Conflict`] when it has begun, or the version is stale.
pub async fn open(db: &Db, ctx: &Ctx, session: Uuid, version: i64) -> Result<Step, Refused> {
    change(db, ctx, session, version, "open", |was| {
        refuse_unless(was.phase == Phase::Preparing, "lab-run-has-begun")?;
        Ok(Running { phase: Phase::Welcome, ..was })
    })
    .await
}

/// How many tables fill when so many are here and so many tables were thought of: at least four people at each.
pub fn tables_for(people: usize, thought_of: i64) -> i64 {
    let people = i64::try_from(people).unwrap_or(i64::MAX);
    (people / FEWEST_AT_A_TABLE).min(thought_of).clamp(1, MOST_TABLES)
}

/// Starts the first turn of a block with who is here. Who is absent loses her seat, tables that would not fill are put away, hosts who
/// are missing are replaced, and of the seats that were announced as few change as the rules allow.
///
/// # Errors
/// [`Refused::Invalid`] when nobody is here, [`Refused::Conflict`] when a turn runs or the block has begun.
pub async fn start(
    db: &Db,
    ctx: &Ctx,
    (session, block): (Uuid, Uuid),
    how: Start,
    version: i64,
) -> Result<Step, Refused> {
    let bearer = bearer_of_session(db, session).await?;
    bearer.may(ctx, Action::RunSession)?;
    let before = Hall::load(db, session, block).await?;
    let was = Running { version, ..before.running };
    refuse_unless(!was.in_turn(), "lab-run-turn-runs")?;
    refuse_unless(was.phase != Phase::Closed, "lab-run-is-closed")?;
    refuse_unless(was.block != Some(block) || was.round == 0, "lab-run-has-begun")?;
    let now = ctx.now;
    let mut next = before.clone();
    if how.everybody {
        for person in next.people.iter_mut().filter(|person| person.is_expected()) {
            person.arrived_at = person.arrived_at.or(Some(now));
        }
    }
    let after = aside(move || started(next, how)).await??;
    let is = running(&after, 1, now, was);
    step::make(db, ctx, bearer, session, Change::new("start", was, is).between(&before, &after)).await
}

fn started(mut hall: Hall, how: Start) -> Result<Hall, Refused> {
    let here = hall.people.iter().filter(|person| person.is_here()).count();
    if here == 0 {
        return Err(Refused::invalid("lab-run-nobody-here"));
    }
    let open = hall.open_tables().count() as i64;
    let thought_of = if open > 0 { open } else { hall.block.tables };
    let count = how.tables.unwrap_or_else(|| tables_for(here, thought_of));
    let announced = !hall.seats.is_empty();
    let hosted = !announced || hall.open_tables().any(|table| table.host.is_some());
    keep_tables(&mut hall, count)?;
    if announced {
        return rearranged(hall, Who::Here, hosted);
    }
    fresh(hall, Who::Here, Wanted { tables: count, hosts: hosted, seed: 0 }, Effort::Brief)
}

/// Puts tables away until so many are left: first those without a host who is here, the highest numbers first. Opens some where there
/// are too few.
pub(crate) fn keep_tables(hall: &mut Hall, count: i64) -> Result<(), Refused> {
    let open = hall.open_tables().count() as i64;
    if !(1..=MOST_TABLES).contains(&count) || open == 0 {
        return set_tables(hall, count);
    }
    let here = |hall: &Hall, host: Option<Uuid>| {
        host.and_then(|host| hall.person(host)).is_some_and(crate::run::Somebody::is_here)
    };
    for _ in count..open {
        let last = hall.open_tables().max_by_key(|table| (!here(hall, table.host), table.number));
        let Some(number) = last.map(|table| table.number) else { break };
        for table in hall.tables.iter_mut().filter(|table| table.number == number) {
            table.open = false;
        }
    }
    for _ in open..count {
        let closed = hall.tables.iter_mut().find(|table| !table.open);
        if let Some(table) = closed {
            table.open = true;
            continue;
        }
        let number = hall.tables.iter().map(|table| table.number).max().unwrap_or(0) + 1;
        let table = crate::run::CafeTable::new(&hall.block, number);
        hall.tables.push(table);
    }
    Ok(())
}

fn running(hall: &Hall, round: i64, now: Instant, was: Running) -> Running {
    Running {
        phase: Phase::Round,
        block: Some(hall.block.id),
        round,
        ends_at: Some(now.plus_seconds(hall.block.round_minutes.clamp(1, 600) * 60)),
        paused_left: None,
        ..was
    }
}

/// Ends the turn: people go to their next tables, no clock runs.
///
/// # Errors
/// [`Refused::Conflict`] when no turn runs, or the version is stale.
pub async fn finish_turn(db: &Db, ctx: &Ctx, session: Uuid, version: i64) -> Result<Step, Refused> {
    change(db, ctx, session, version, "finish", |was| {
        refuse_unless(was.in_turn(), "lab-run-no-turn")?;
        Ok(Running { phase: Phase::Between, ends_at: None, paused_left: None, ..was })
    })
    .await
}

/// Begins the next turn of the block. Who came meanwhile gets a seat, and who went loses hers.
///
/// # Errors
/// [`Refused::Conflict`] when the block has no further turn, or the version is stale.
pub async fn next_turn(db: &Db, ctx: &Ctx, session: Uuid, version: i64) -> Result<Step, Refused> {
    let bearer = bearer_of_session(db, session).await?;
    bearer.may(ctx, Action::RunSession)?;
    let before = Hall::running(db, session).await?.ok_or(Refused::Conflict("lab-run-no-turn"))?;
    let was = Running { version, ..before.running };
    refuse_unless(was.in_turn() || was.phase == Phase::Between, "lab-run-no-turn")?;
    refuse_unless(was.round < before.block.rounds, "lab-run-last-turn")?;
    let mut next = before.clone();
    next.running.phase = Phase::Between;
    let after = aside(move || seat_who_is_here(next)).await??;
    let is = running(&after, was.round + 1, ctx.now, was);
    step::make(db, ctx, bearer, session, Change::new("next", was, is).between(&before, &after)).await
}

/// Stops the clock.
///
/// # Errors
/// [`Refused::Conflict`] when no clock runs, or the version is stale.
pub async fn pause(db: &Db, ctx: &Ctx, session: Uuid, version: i64) -> Result<Step, Refused> {
    let now = ctx.now;
    change(db, ctx, session, version, "pause", |was| {
        let ends = was.ends_at.filter(|_| was.phase == Phase::Round);
        let ends = ends.ok_or(Refused::Conflict("lab-run-no-turn"))?;
        let left = ends.0.saturating_sub(now.0).clamp(0, LONGEST);
        Ok(Running { phase: Phase::Paused, ends_at: None, paused_left: Some(left), ..was })
    })
    .await
}

/// Lets the clock run on.
///
/// # Errors
/// [`Refused::Conflict`] when it is not stopped, or the version is stale.
pub async fn resume(db: &Db, ctx: &Ctx, session: Uuid, version: i64) -> Result<Step, Refused> {
    let now = ctx.now;
    change(db, ctx, session, version, "resume", |was| {
        refuse_unless(was.phase == Phase::Paused, "lab-run-not-paused")?;
        let left = was.paused_left.unwrap_or(0).clamp(0, LONGEST);
        let ends_at = Some(Instant(now.0.saturating_add(left)));
        Ok(Running { phase: Phase::Round, ends_at, paused_left: None, ..was })
    })
    .await
}

/// Gives the turn so many minutes more; where the clock has run out, from now.
///
/// # Errors
/// [`Refused::Invalid`] for no sensible number, [`Refused::Conflict`] when no turn runs.
pub async fn extend(db: &Db, ctx: &Ctx, session: Uuid, minutes: i64, version: i64) -> Result<Step, Refused> {
    if !(1..=MOST_MINUTES).contains(&minutes) {
        return Err(Refused::Invalid("lab-run-how-many-minutes", vec![("most", MOST_MINUTES.to_string())]));
    }
    let now = ctx.now;
    change(db, ctx, session, version, "extend", |was| {
        refuse_unless(was.in_turn(), "lab-run-no-turn")?;
        let more = minutes * 60_000_000;
        let from = was.ends_at.map(|ends| ends.max(now));
        let latest = now.0.saturating_add(LONGEST);
        Ok(Running {
            ends_at: from.map(|from| Instant(from.0.saturating_add(more).min(latest))),
            paused_left: was.paused_left.map(|left| left.saturating_add(more).min(LONGEST)),
            ..was
        })
    })
    .await
}

/// Everybody comes together.
///
/// # Errors
/// [`Refused::Conflict`] when it is over, or the version is stale.
pub async fn plenary(db: &Db, ctx: &Ctx, session: Uuid, version: i64) -> Result<Step, Refused> {
    change(db, ctx, session, version, "plenary", |was| {
        refuse_unless(was.phase != Phase::Closed, "lab-run-is-closed")?;
        Ok(Running { phase: Phase::Plenary, ends_at: None, paused_left: None, ..was })
    })
    .await
}

/// Ends the session.
///
/// # Errors
/// [`Refused::Conflict`] when it is over, or the version is stale.
pub async fn close(db: &Db, ctx: &Ctx, session: Uuid, version: i64) -> Result<Step, Refused> {
    change(db, ctx, session, version, "close", |was| {
        refuse_unless(was.phase != Phase::Closed, "lab-run-is-closed")?;
        Ok(Running { phase: Phase::Closed, ends_at: None, paused_left: None, ..was })
    })
    .await
}

/// Lets the turns go on alone when the clock has run out, or no longer.
///
/// # Errors
/// [`Refused::Conflict`] when the version is stale.
pub async fn go_alone(db: &Db, ctx: &Ctx, session: Uuid, alone: bool, version: i64) -> Result<Step, Refused> {
    let what = if alone { "alone" } else { "not-alone" };
    change(db, ctx, session, version, what, |was| Ok(Running { alone, ..was })).await
}

/// What a job of the kind [`step::JOB`] does: where the turns go on alone and the clock has run out, the next one begins; after the
/// last, the turn ends. `None` when there is nothing to do, because somebody was first or gave more time.
///
/// # Errors
/// [`Refused::Store`] of the database.
pub async fn due(db: &Db, ctx: &Ctx, session: Uuid) -> Result<Option<Step>, Refused> {
    let Some(hall) = Hall::running(db, session).await? else { return Ok(None) };
    let was = hall.running;
    let over = was.phase == Phase::Round && was.ends_at.is_some_and(|ends| ends <= ctx.now);
    if !(was.alone && over) {
        return Ok(None);
    }
    let step = if was.round < hall.block.rounds {
        next_turn(db, ctx, session, was.version).await
    } else {
        finish_turn(db, ctx, session, was.version).await
    };
    match step {
        Ok(step) => Ok(Some(step)),
        Err(Refused::Conflict(_)) => Ok(None),
        Err(refused) => Err(refused),
    }
}
