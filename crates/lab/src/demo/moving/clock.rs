//! The clock goes on: turns end and begin, blocks follow each other, and after the last the first begins again.
//!
//! A visitor who is the facilitator for a moment may stop it, gather everybody or close: after some minutes it goes on.

use super::{Deed, Moving, cloth, nobody};
use crate::{
    Refused,
    demo::session,
    run::{self, Hall, Phase, Running, Start},
    table,
};
use reticolo_base::Instant;
use uuid::Uuid;

/// How long people take to walk to their next tables, in seconds.
const WALK: i64 = 40;
/// How long what a visitor did with the clock is left as it is, in seconds.
const PATIENCE: i64 = 5 * 60;

impl Moving {
    /// What the clock asks for now; `None` while a turn runs, and while a visitor's deed is left as it is.
    pub(super) async fn keep_time(&mut self, now: Instant) -> Result<Option<Deed>, Refused> {
        let running = run::state(&self.db, session(3)).await?;
        let last = run::last_step(&self.db, session(3)).await?.map_or(Instant::EPOCH, |step| step.at);
        let waited = |seconds| last.plus_seconds(seconds) <= now;
        let (ctx, version) = (nobody(now), running.version);
        match running.phase {
            Phase::Round if running.ends_at.is_some_and(|ends| ends <= now) => {
                run::finish_turn(&self.db, &ctx, session(3), version).await?;
            }
            Phase::Between if waited(WALK) => return self.go_on(now, running).await.map(Some),
            Phase::Paused if waited(PATIENCE) => {
                run::resume(&self.db, &ctx, session(3), version).await?;
            }
            Phase::Closed if waited(PATIENCE) => {
                run::undo(&self.db, &ctx, session(3), version).await?;
            }
            Phase::Plenary | Phase::Welcome | Phase::Preparing if waited(PATIENCE) => {
                return self.next_block(now, running).await.map(Some);
            }
            Phase::Round => return Ok(None),
            _ => return Ok(Some(Deed::Nothing)),
        }
        Ok(Some(Deed::Turned))
    }

    async fn go_on(&mut self, now: Instant, running: Running) -> Result<Deed, Refused> {
        let hall = Hall::running(&self.db, session(3)).await?.ok_or(Refused::NotFound)?;
        if running.round >= hall.block.rounds {
            return self.next_block(now, running).await;
        }
        run::next_turn(&self.db, &nobody(now), session(3), running.version).await?;
        Ok(Deed::Turned)
    }

    /// The block with tables that follows; after the last the first again.
    async fn next_block(&mut self, now: Instant, running: Running) -> Result<Deed, Refused> {
        let blocks = run::blocks(&self.db, session(3)).await?;
        let seated: Vec<Uuid> =
            blocks.iter().filter(|block| block.is_seated()).map(|block| block.id).collect();
        let place = seated.iter().position(|id| Some(*id) == running.block);
        let next = place.map_or(0, |place| (place + 1) % seated.len().max(1));
        let next = seated.get(next).copied().ok_or(Refused::NotFound)?;
        self.clear(next, now).await?;
        run::start(&self.db, &nobody(now), (session(3), next), Start::default(), running.version).await?;
        Ok(Deed::Began(next))
    }

    /// Empties the cloths of a block; visitors' notes go too.
    async fn clear(&self, block: Uuid, now: Instant) -> Result<(), Refused> {
        let said = table::of_session(&self.db, session(3)).await?;
        for one in said.iter().filter(|one| one.block == block && !one.hidden && !one.summary) {
            let at = table::gate(&self.db, &nobody(now), block, one.table).await?;
            table::hide(&self.db, &nobody(now), one.id).await?;
            cloth::hide(&self.hub, at.table.room, one.id).await?;
        }
        Ok(())
    }
}
