//! Simulated participants of the third meeting: they write, react and sum up at its tables, by the same functions and on the same
//! live cloths as everybody, and keep its clock going, so that whoever looks in finds people at work.
//!
//! They act in the demonstration's own meeting and nowhere else: its id is the only one here. What they do follows from a seed and
//! from what lies on the tables. At each table no more than [`PER_TURN`] of their notes lie in a turn; when a block of tables begins
//! again, it begins with empty cloths, and old notes are laid back with other words.

mod clock;
mod cloth;
mod say;

use super::{
    file::{self, Line, Unreadable},
    play::{self, draw, session},
};
use crate::{
    Refused,
    run::{Hall, Phase, Somebody},
    table::{self, Contribution},
};
use reticolo_base::{Actor, Ctx, Instant, Lang};
use reticolo_live::Hub;
use reticolo_store::Db;
use std::sync::Arc;
use uuid::Uuid;

/// The most notes of simulated participants at a table in one turn.
pub const PER_TURN: u64 = 6;

/// What was done in one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Somebody said something.
    Said(Uuid),
    /// Somebody reacted to something.
    Reacted(Uuid),
    /// A table summed up its turn.
    SummedUp(i64),
    /// A turn ended or began, or the clock runs on.
    Turned,
    /// A block began with empty tables.
    Began(Uuid),
    /// There was nothing to do: the tables are full, or the clock is stopped.
    Nothing,
}

/// The simulated participants.
#[derive(Debug)]
pub struct Moving {
    db: Db,
    hub: Arc<Hub>,
    texts: Vec<Line>,
    summaries: Vec<Line>,
    seed: u64,
    step: u64,
}

impl std::fmt::Debug for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.words)
    }
}

impl Moving {
    /// Participants who have done nothing yet.
    ///
    /// # Errors
    /// [`Unreadable`] when their words cannot be read.
    pub fn begin(db: Db, hub: Arc<Hub>, seed: u64) -> Result<Self, Unreadable> {
        let file::Moving { text, summary } = file::read("moving.toml")?;
        Ok(Self { db, hub, texts: text, summaries: summary, seed, step: 0 })
    }

    /// One step: the clock where it is due, else something at a table.
    ///
    /// # Errors
    /// [`Refused`] when somebody else was first or the database does not answer: the next step tries again.
    pub async fn step(&mut self, now: Instant) -> Result<Deed, Refused> {
        if let Some(deed) = self.keep_time(now).await? {
            return Ok(deed);
        }
        let done = match self.draw("deed") {
            drawn if drawn < 0.5 => self.say(now).await?,
            drawn if drawn < 0.9 => self.react(now).await?,
            _ => self.sum_up(now).await?,
        };
        // Full tables, or nothing to sum up yet: somebody reacts at least.
        if done == Deed::Nothing { self.react(now).await } else { Ok(done) }
    }

    /// A number from 0 to 1 that follows from the seed and the steps so far.
    fn draw(&mut self, what: &str) -> f64 {
        self.step = self.step.wrapping_add(1);
        draw(&format!("{} {} {what}", self.seed, self.step))
    }

    /// A place among so many.
    fn place(&mut self, what: &str, many: usize) -> usize {
        ((self.draw(what) * many as f64) as usize).min(many.saturating_sub(1))
    }

    async fn scene(&self) -> Result<Option<Scene>, Refused> {
        let Some(hall) = Hall::running(&self.db, session(3)).await? else { return Ok(None) };
        if hall.running.phase != Phase::Round {
            return Ok(None);
        }
        let seated = crate::run::blocks(&self.db, session(3)).await?;
        let seated = seated.iter().filter(|block| block.is_seated());
        let block = seated.take_while(|block| block.id != hall.block.id).count() + 1;
        let said = table::of_session(&self.db, session(3)).await?;
        let said = said.into_iter().filter(|one| one.block == hall.block.id).collect();
        Ok(Some(Scene { hall, said, block }))
    }
}

/// The tables at a moment of a turn.
struct Scene {
    hall: Hall,
    /// Everything said in the block, hidden or not.
    said: Vec<Contribution>,
    /// The place of the block among those with tables, from 1.
    block: usize,
}

impl Scene {
    fn round(&self) -> i64 {
        self.hall.running.round
    }

    /// The simulated people at a table: those who are there and are no visitor's seat.
    fn simulated(&self, table: i64) -> Vec<&Somebody> {
        let at = self.hall.at(self.round(), table);
        at.filter(|one| one.is_here() && !is_guest(one.id)).collect()
    }

    /// What lies open at a table in this turn.
    fn open(&self, table: i64) -> impl Iterator<Item = &Contribution> {
        let round = self.round();
        let here = move |one: &&Contribution| one.table == table && one.round == round;
        self.said.iter().filter(here).filter(|one| !one.hidden && !one.summary)
    }
}

fn is_guest(id: Uuid) -> bool {
    (0..super::doors::GUESTS).any(|number| super::doors::guest(number) == id)
}

/// A participant acts.
fn by(id: Uuid, now: Instant) -> Ctx {
    Ctx::new(now, Actor::Participant { id, lab: play::lab() }, Lang::It, Uuid::nil())
}

/// Nobody's hand: the clock, the emptied tables, the translations.
fn nobody(now: Instant) -> Ctx {
    Ctx::new(now, Actor::System("demonstration"), Lang::It, Uuid::nil())
}

/// The note of a place: in a room, in a turn.
fn note_id(room: Uuid, round: i64, place: u64) -> Uuid {
    Uuid::new_v5(&room, format!("simulated {round} {place}").as_bytes())
}

/// How many notes of simulated participants lie open at each table in the turn that runs, by number; for whoever watches the bound.
///
/// # Errors
/// [`Refused::Store`] of the database.
pub async fn notes_now(db: &Db) -> Result<Vec<(i64, u64)>, Refused> {
    let Some(hall) = Hall::running(db, session(3)).await? else { return Ok(Vec::new()) };
    let (said, round) = (table::of_session(db, session(3)).await?, hall.running.round);
    let open = |id: &Uuid| said.iter().any(|one| one.id == *id && !one.hidden);
    let count = |room| (0..1_000).map(|place| note_id(room, round, place)).filter(open).count() as u64;
    Ok(hall.open_tables().map(|table| (table.number, count(table.room_id))).collect())
}
