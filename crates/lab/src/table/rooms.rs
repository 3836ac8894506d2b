//! What live rooms ask of the tables: who may come in, and where to write down what changed.

use crate::{
    Refused,
    table::{AtTable, Cloth, gate_room, project},
};
use reticolo_base::{Actor, Ctx, Instant, Lang};
use reticolo_live::{Answer, Gate, Seat};
use reticolo_store::{Db, Failure};
use std::sync::Arc;
use uuid::Uuid;

/// The tables of all sessions as live rooms.
#[derive(Debug, Clone)]
pub struct Rooms {
    db: Db,
    clock: fn() -> Instant,
}

impl Rooms {
    /// Over a database; `clock` tells when something was written down.
    pub fn new(db: Db, clock: fn() -> Instant) -> Self {
        Self { db, clock }
    }
}

/// As whom somebody sits in her table's live room; `None` for whoever only looks on, and when the session is over.
pub fn live_seat(at: &AtTable, ctx: &Ctx) -> Option<Seat> {
    let who = at.hand(ctx).filter(|_| at.writes())?;
    Some(Seat { who: Arc::from(who.to_string()), host: at.hides() })
}

impl Gate for Rooms {
    fn seat<'a>(&'a self, ctx: &'a Ctx, room: Uuid) -> Answer<'a, Result<Option<Seat>, Failure>> {
        Box::pin(async move {
            match gate_room(&self.db, ctx, room).await {
                Ok(at) => Ok(live_seat(&at, ctx)),
                Err(Refused::Store(failure)) => Err(failure),
                Err(_) => Ok(None),
            }
        })
    }

    fn changed<'a>(
        &'a self,
        room: Uuid,
        cloth: &'a reticolo_live::Cloth,
        changed: &'a [Uuid],
    ) -> Answer<'a, Result<(), Failure>> {
        Box::pin(async move {
            let ctx = Ctx::new((self.clock)(), Actor::System("live"), Lang::It, Uuid::now_v7());
            match project(&self.db, &ctx, room, &Cloth::of(cloth, changed)).await {
                Ok(_) => Ok(()),
                Err(Refused::Store(failure)) => Err(failure),
                Err(refused) => {
                    // A room of no table: nothing to write down, and trying again does not help.
                    tracing::warn!(%refused, %room, "a live room is no table");
                    Ok(())
                }
            }
        })
    }
}
