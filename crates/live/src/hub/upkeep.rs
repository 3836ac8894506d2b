//! The work beside the rooms. Each loop ends when the hub is gone.

use super::{Hub, TICK, alive};
use crate::journal;
use reticolo_store::Engine;
use std::{
    sync::{Arc, Weak},
    time::Duration,
};
use tokio::time::Instant;
use uuid::Uuid;

/// How often the gate is told, and rooms that nobody needs are let go.
const CHORES: Duration = Duration::from_millis(800);
/// How often other nodes' pages are looked for although nothing was heard.
const LOOK: Duration = Duration::from_secs(2);

/// Starts all of it.
pub fn start(hub: &Arc<Hub>) {
    tokio::spawn(tick(Arc::downgrade(hub)));
    tokio::spawn(chores(Arc::downgrade(hub)));
    if hub.db.engine() == Engine::Postgres {
        tokio::spawn(hear(Arc::downgrade(hub)));
        tokio::spawn(look(Arc::downgrade(hub)));
    }
}

/// Keeps what waits: at once when it was quiet, else with the next tick.
async fn tick(hub: Weak<Hub>) {
    let Some(wake) = alive(&hub).map(|hub| hub.wake.clone()) else { return };
    let mut next = Instant::now();
    loop {
        // Wakes now and then without a call, to see whether the hub is gone.
        let _ = tokio::time::timeout(LOOK, wake.bell.notified()).await;
        tokio::time::sleep_until(next).await;
        let Some(hub) = alive(&hub) else { return };
        next = Instant::now() + TICK;
        let rooms = wake.take();
        if !rooms.is_empty() {
            hub.keep(&rooms).await;
            fold(&hub, &rooms);
        }
    }
}

/// Folds what has become long, beside the ticks.
fn fold(hub: &Arc<Hub>, rooms: &[Arc<crate::room::Room>]) {
    for room in rooms {
        if let Some((upto, state)) = room.fold(false) {
            let (hub, id) = (hub.clone(), room.id);
            tokio::spawn(async move { keep_folded(&hub, id, upto, state).await });
        }
    }
}

async fn keep_folded(hub: &Hub, room: Uuid, upto: i64, state: Vec<u8>) {
    // A failure costs nothing but length: the pages are still there.
    if let Err(failure) = journal::compact(&hub.db, &hub.ctx(), room, upto, state).await {
        tracing::warn!(cause = ?failure, "a room cannot be folded now");
    }
}

/// Tells the gate, tells what is durable where it was not yet, and lets rooms go that nobody needs.
async fn chores(hub: Weak<Hub>) {
    loop {
        tokio::time::sleep(CHORES).await;
        let Some(hub) = alive(&hub) else { return };
        for room in hub.opened() {
            hub.tell_gate(&room).await;
            room.tell();
        }
        for room in hub.let_go() {
            if let Some((upto, state)) = room.fold(true) {
                keep_folded(&hub, room.id, upto, state).await;
            }
        }
    }
}

/// Hears of pages that other nodes kept.
async fn hear(hub: Weak<Hub>) {
    let Some(mut hints) = alive(&hub).map(|hub| hub.db.hints()) else { return };
    loop {
        let heard = tokio::time::timeout(LOOK, hints.recv()).await;
        let Some(hub) = alive(&hub) else { return };
        match heard {
            Ok(Ok(hint)) => {
                let mut words = hint.split(' ');
                if words.next() != Some(hub.node.as_str()) {
                    hub.refresh(words.filter_map(|word| word.parse().ok())).await;
                }
            }
            // Hints were missed: the slow look finds what they told of.
            Ok(Err(_)) => tokio::time::sleep(TICK).await,
            Err(_) => {}
        }
    }
}

/// Looks for pages of other nodes, in case a hint was lost.
async fn look(hub: Weak<Hub>) {
    loop {
        tokio::time::sleep(LOOK).await;
        let Some(hub) = alive(&hub) else { return };
        let seen: Vec<(Uuid, i64)> = hub.opened().iter().map(|room| (room.id, room.last())).collect();
        match journal::newer(&hub.db, &seen).await {
            Ok(newer) => hub.refresh(newer.into_iter()).await,
            Err(failure) => tracing::warn!(cause = ?failure, "cannot look for what other nodes wrote"),
        }
    }
}

impl Hub {
    async fn refresh(&self, rooms: impl Iterator<Item = Uuid>) {
        for id in rooms {
            let room = self.lock().get(&id).and_then(|cell| cell.get().cloned());
            let Some(room) = room else { continue };
            if let Err(failure) = room.refresh().await {
                tracing::warn!(cause = ?failure, "what another node wrote cannot be read now");
            }
            room.tell();
        }
    }

    /// Takes out of memory what nobody holds and nobody is in. Under the lock nobody else can come by it.
    fn let_go(&self) -> Vec<Arc<crate::room::Room>> {
        let mut rooms = self.lock();
        let idle: Vec<Uuid> = rooms
            .iter()
            .filter(|(_, cell)| {
                let room = cell.get();
                Arc::strong_count(cell) == 1
                    && room.is_some_and(|room| {
                        Arc::strong_count(room) == 1 && (room.is_idle() || room.is_broken())
                    })
            })
            .map(|(id, _)| *id)
            .collect();
        idle.iter().filter_map(|id| rooms.remove(id)?.get().cloned()).collect()
    }
}
