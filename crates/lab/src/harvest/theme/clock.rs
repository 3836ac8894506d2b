//! The clock of a plenary: consent is sought in fifteen minutes.

use crate::{Refused, programme::bearer_of_session};
use reticolo_accounts::policy::Action;
use reticolo_base::{Ctx, Instant};
use reticolo_store::{Db, audit::Entry, sql};
use uuid::Uuid;

/// How long the clock runs unless somebody says otherwise, in minutes.
pub const MINUTES: i64 = 15;

/// The clock of a plenary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Clock {
    /// It was not started.
    #[default]
    Still,
    /// It runs out at this moment (which may be past).
    Runs(Instant),
    /// It was stopped with so many microseconds left.
    Paused(i64),
}

impl Clock {
    /// Whole seconds left at a moment, rounded up; 0 when it ran out. `None` when it was not started.
    pub fn seconds_left(self, now: Instant) -> Option<i64> {
        let left = match self {
            Self::Still => return None,
            Self::Runs(ends) => ends.0.saturating_sub(now.0),
            Self::Paused(left) => left,
        };
        Some(left.max(0).saturating_add(999_999) / 1_000_000)
    }
}

/// What is done with the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tick {
    /// Start it, or start it anew.
    Start,
    /// Stop it.
    Pause,
    /// Let it go on.
    Resume,
    /// Five minutes more.
    Extend,
}

pub(super) async fn read(db: &Db, session: Uuid) -> Result<(i64, Clock), Refused> {
    let find = sql!("select steps, ends_at, paused_left from plenary where session_id = $1");
    let Some(row) = db.row(find.bind(session)).await? else { return Ok((0, Clock::Still)) };
    Ok((row.get(0)?, of(row.get(1)?, row.get(2)?)))
}

fn of(ends: Option<Instant>, left: Option<i64>) -> Clock {
    left.map(Clock::Paused).or(ends.map(Clock::Runs)).unwrap_or_default()
}

fn after(clock: Clock, tick: Tick, now: Instant) -> Result<Clock, Refused> {
    let more = 5 * 60 * 1_000_000;
    match (tick, clock) {
        (Tick::Start, _) => Ok(Clock::Runs(now.plus_seconds(MINUTES * 60))),
        (Tick::Pause, Clock::Runs(ends)) => Ok(Clock::Paused(ends.0.saturating_sub(now.0).max(0))),
        (Tick::Resume, Clock::Paused(left)) => Ok(Clock::Runs(Instant(now.0.saturating_add(left)))),
        // What ran out begins again from now.
        (Tick::Extend, Clock::Runs(ends)) => Ok(Clock::Runs(Instant(ends.0.max(now.0).saturating_add(more)))),
        (Tick::Extend, Clock::Paused(left)) => Ok(Clock::Paused(left.saturating_add(more))),
        _ => Err(Refused::Conflict("lab-harvest-conflict-clock")),
    }
}

/// The clock of a plenary, for whoever takes part.
///
/// # Errors
/// [`Refused::NotFound`] when there is no such session, or not for this actor.
pub async fn clock(db: &Db, ctx: &Ctx, session: Uuid) -> Result<Clock, Refused> {
    bearer_of_session(db, session).await?.may(ctx, Action::TakePart)?;
    Ok(read(db, session).await?.1)
}

/// Starts, stops or extends the clock.
///
/// # Errors
/// [`Refused::Conflict`] when it does not run, or runs already.
pub async fn tick(db: &Db, ctx: &Ctx, session: Uuid, tick: Tick) -> Result<Clock, Refused> {
    let bearer = bearer_of_session(db, session).await?;
    bearer.may(ctx, Action::RunSession)?;
    let mut tx = db.begin(ctx).await?;
    super::steps::lock(&mut tx, session).await?;
    let find = sql!("select ends_at, paused_left from plenary where session_id = $1");
    let row = tx.row(find.bind(session)).await?.ok_or(Refused::NotFound)?;
    let clock = after(of(row.get(0)?, row.get(1)?), tick, ctx.now)?;
    let (ends, left) = match clock {
        Clock::Still => (None, None),
        Clock::Runs(ends) => (Some(ends.0), None),
        Clock::Paused(left) => (None, Some(left)),
    };
    let put = sql!("update plenary set ends_at = $2, paused_left = $3 where session_id = $1");
    tx.run(put.bind(session).bind(ends).bind(left)).await?;
    let chain = crate::chain(bearer.organization);
    tx.audit(Entry {
        chain: &chain,
        action: "plenary.clock",
        entity: "session",
        id: Some(session),
        detail: "",
    })
    .await?;
    tx.emit("lab.plenary", &serde_json::json!({ "session": session }).to_string()).await?;
    tx.commit().await?;
    Ok(clock)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Instant = Instant(1_000_000_000);

    #[test]
    fn fifteen_minutes_that_stop_and_go_on() {
        let runs = after(Clock::Still, Tick::Start, NOW).unwrap();
        assert_eq!(runs.seconds_left(NOW), Some(900));
        let paused = after(runs, Tick::Pause, NOW.plus_seconds(100)).unwrap();
        assert_eq!(paused.seconds_left(NOW.plus_seconds(5_000)), Some(800));
        let again = after(paused, Tick::Resume, NOW.plus_seconds(5_000)).unwrap();
        assert_eq!(again.seconds_left(NOW.plus_seconds(5_000)), Some(800));
    }

    #[test]
    fn a_clock_that_ran_out_gets_five_minutes_from_now() {
        let late = NOW.plus_seconds(3_000);
        let more = after(Clock::Runs(NOW), Tick::Extend, late).unwrap();
        assert_eq!((Clock::Runs(NOW).seconds_left(late), more.seconds_left(late)), (Some(0), Some(300)));
    }

    #[test]
    fn a_clock_that_does_not_run_cannot_be_stopped_and_nonsense_does_not_overflow() {
        assert!(matches!(after(Clock::Still, Tick::Pause, NOW), Err(Refused::Conflict(_))));
        assert!(matches!(after(Clock::Runs(NOW), Tick::Resume, NOW), Err(Refused::Conflict(_))));
        assert!(after(Clock::Paused(i64::MAX), Tick::Resume, NOW).is_ok());
        assert!(Clock::Paused(i64::MAX).seconds_left(NOW).is_some());
        assert_eq!(Clock::Still.seconds_left(NOW), None);
    }
}
