//! Where a session stands.

use crate::Refused;
use reticolo_base::Instant;
use reticolo_store::{Db, Row, Tx, sql};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The phases of a session, in the order in which it usually goes through them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Not begun; seats may be planned.
    #[default]
    Preparing,
    /// The doors are open: people arrive.
    Welcome,
    /// People talk at their tables and the clock runs.
    Round,
    /// A turn is over; people go to their next tables.
    Between,
    /// In a turn, with the clock stopped.
    Paused,
    /// Everybody together.
    Plenary,
    /// Over.
    Closed,
}

impl Phase {
    /// Every phase.
    pub const ALL: [Self; 7] = [
        Self::Preparing,
        Self::Welcome,
        Self::Round,
        Self::Between,
        Self::Paused,
        Self::Plenary,
        Self::Closed,
    ];

    /// The stored word, also the last part of its text's key.
    pub fn code(self) -> &'static str {
        match self {
            Self::Preparing => "preparing",
            Self::Welcome => "welcome",
            Self::Round => "round",
            Self::Between => "between",
            Self::Paused => "paused",
            Self::Plenary => "plenary",
            Self::Closed => "closed",
        }
    }

    /// From the stored word; an unknown one counts as not begun.
    pub fn parse(code: &str) -> Self {
        Self::ALL.into_iter().find(|phase| phase.code() == code).unwrap_or_default()
    }
}

/// Where a session stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Running {
    /// The phase.
    pub phase: Phase,
    /// The block that runs, or ran last.
    pub block: Option<Uuid>,
    /// The round that runs, or ran last, from 1; 0 before the first.
    pub round: i64,
    /// When the clock runs out, while it runs.
    pub ends_at: Option<Instant>,
    /// What was left when the clock was stopped, in microseconds.
    pub paused_left: Option<i64>,
    /// The next turn begins by itself when the clock has run out.
    pub alone: bool,
    /// Rises with every change.
    pub version: i64,
}

impl Running {
    /// How many rounds of a block are over and must not change.
    pub fn finished(&self, block: Uuid) -> i64 {
        match self.phase {
            _ if self.block != Some(block) => 0,
            Phase::Preparing | Phase::Welcome => 0,
            Phase::Round | Phase::Paused => (self.round - 1).max(0),
            Phase::Between | Phase::Plenary | Phase::Closed => self.round,
        }
    }

    /// The round whose seats people take now: the one that runs, or between turns the next.
    pub fn seated_round(&self) -> i64 {
        match self.phase {
            Phase::Round | Phase::Paused => self.round,
            _ => self.round + 1,
        }
    }

    /// Whether people are at their tables in a turn, with the clock running or stopped.
    pub fn in_turn(&self) -> bool {
        matches!(self.phase, Phase::Round | Phase::Paused)
    }

    /// Seconds left on the clock at `now`: never negative; `None` without a clock.
    pub fn left(&self, now: Instant) -> Option<i64> {
        let micros = match (self.phase, self.ends_at, self.paused_left) {
            (Phase::Round, Some(ends), _) => ends.0.saturating_sub(now.0),
            (Phase::Paused, _, Some(left)) => left,
            _ => return None,
        };
        Some(micros.max(0) / 1_000_000)
    }

    fn read(row: &Row) -> reticolo_store::Result<Self> {
        Ok(Self {
            phase: Phase::parse(&row.get::<String>(0)?),
            block: row.get(1)?,
            round: row.get(2)?,
            ends_at: row.get(3)?,
            paused_left: row.get(4)?,
            alone: row.get(5)?,
            version: row.get(6)?,
        })
    }
}

/// Where a session stands; one of which nobody has touched the clock is being prepared.
///
/// # Errors
/// [`Refused::Store`] of the database.
pub async fn state(db: &Db, session: Uuid) -> Result<Running, Refused> {
    let find = sql!(
        "select phase, block_id, round, ends_at, paused_left, alone, version from run where session_id = $1"
    );
    let row = db.row(find.bind(session)).await?;
    Ok(row.as_ref().map(Running::read).transpose()?.unwrap_or_default())
}

/// Writes where a session stands, if it still stands where the change was made from.
pub(crate) async fn put(tx: &mut Tx, session: Uuid, from: i64, next: &Running) -> Result<(), Refused> {
    let begin = sql!(
        "insert into run (session_id, phase, round, alone, version) values ($1, 'preparing', 0, false, 0)
         on conflict (session_id) do nothing"
    );
    tx.run(begin.bind(session)).await?;
    let change = sql!(
        "update run set phase = $3, block_id = $4, round = $5, ends_at = $6, paused_left = $7, alone = $8, version = $2 + 1
         where session_id = $1 and version = $2"
    );
    let change = change.bind(session).bind(from).bind(next.phase.code()).bind(next.block).bind(next.round);
    let touched = tx.run(change.bind(next.ends_at).bind(next.paused_left).bind(next.alone)).await?;
    if touched == 0 { Err(Refused::Conflict("lab-run-changed-meanwhile")) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phase_is_read_back_from_its_word() {
        for phase in Phase::ALL {
            assert_eq!(Phase::parse(phase.code()), phase);
        }
        assert_eq!(Phase::parse("dancing"), Phase::Preparing);
    }

    #[test]
    fn a_clock_that_jumped_shows_no_negative_time() {
        let run = Running { phase: Phase::Round, ends_at: Some(Instant(5_000_000)), ..Running::default() };
        assert_eq!(run.left(Instant(2_000_000)), Some(3));
        assert_eq!(run.left(Instant(i64::MAX)), Some(0));
        assert_eq!(run.left(Instant(i64::MIN)), Some(i64::MAX / 1_000_000));
        let paused = Running { phase: Phase::Paused, paused_left: Some(61_000_000), ..run };
        assert_eq!(paused.left(Instant(i64::MAX)), Some(61));
    }

    #[test]
    fn what_is_over_is_counted_for_the_block_that_runs_only() {
        let block = Uuid::from_u128(1);
        let run = Running { phase: Phase::Round, block: Some(block), round: 2, ..Running::default() };
        assert_eq!((run.finished(block), run.finished(Uuid::from_u128(2))), (1, 0));
        assert_eq!(Running { phase: Phase::Between, ..run }.finished(block), 2);
        assert_eq!(Running { phase: Phase::Between, ..run }.seated_round(), 3);
    }
}
