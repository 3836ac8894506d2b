//! All rooms of this node, and the work that goes on beside them: ticks, folding, telling the gate, other nodes.

mod upkeep;

use crate::{
    Ending, Gate, Seat,
    journal::{self, Page},
    room::{self, Connection, Room},
};
use reticolo_base::{Actor, Ctx, Instant as Moment, Lang};
use reticolo_store::{Db, Failure};
use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, OnceLock, PoisonError, Weak,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::{
    sync::{Notify, OnceCell},
    time::Instant,
};
use uuid::Uuid;

/// The shortest time between two ticks: what comes meanwhile is kept and sent together.
const TICK: Duration = Duration::from_millis(20);
/// How long a failing storage is left alone before the next try.
const REST: Duration = Duration::from_millis(300);
/// How long closing waits for what is still to be kept.
const GOODBYE: Duration = Duration::from_secs(5);

/// Rooms that the next tick must come by.
#[derive(Default)]
pub(crate) struct Wake {
    rooms: Mutex<Vec<Arc<Room>>>,
    bell: Notify,
}

impl Wake {
    pub(crate) fn call(&self, room: Arc<Room>) {
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner).push(room);
        self.bell.notify_one();
    }

    fn take(&self) -> Vec<Arc<Room>> {
        std::mem::take(&mut *self.rooms.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

type Cell = Arc<OnceCell<Arc<Room>>>;

/// All rooms of this node. Nothing runs before the first room is opened; everything ends when the hub is dropped.
pub struct Hub {
    db: Db,
    clock: fn() -> Moment,
    gate: Arc<dyn Gate>,
    wake: Arc<Wake>,
    rooms: Mutex<HashMap<Uuid, Cell>>,
    /// The name of this node in hints.
    node: String,
    started: OnceLock<()>,
    closing: AtomicBool,
}

impl std::fmt::Debug for Hub {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Hub").field("rooms", &self.rooms_in_memory()).finish_non_exhaustive()
    }
}

impl Hub {
    /// A hub without rooms. `node` is the name of this node, drawn by the caller.
    pub fn new(db: Db, clock: fn() -> Moment, gate: Arc<dyn Gate>, node: Uuid) -> Arc<Self> {
        Arc::new(Self {
            db,
            clock,
            gate,
            wake: Arc::default(),
            rooms: Mutex::default(),
            node: node.simple().to_string(),
            started: OnceLock::new(),
            closing: AtomicBool::new(false),
        })
    }

    /// The room, opened if it is not in memory.
    ///
    /// # Errors
    /// [`Failure`] of the database.
    pub async fn room(self: &Arc<Self>, id: Uuid) -> Result<Arc<Room>, Failure> {
        self.started.get_or_init(|| upkeep::start(self));
        loop {
            let cell = self.lock().entry(id).or_default().clone();
            let opened =
                cell.get_or_try_init(async || room::open(&self.db, &self.ctx(), self.wake.clone(), id).await);
            let opened = opened.await?.clone();
            if !opened.is_broken() {
                return Ok(opened);
            }
            self.drop_room(id, &opened);
        }
    }

    /// As whom the actor may be in a room; `None` when she may not, or there is no such room.
    ///
    /// # Errors
    /// [`Failure`] of the database.
    pub async fn seat(&self, ctx: &Ctx, room: Uuid) -> Result<Option<Seat>, Failure> {
        self.gate.seat(ctx, room).await
    }

    /// Brings a seated person into a room.
    ///
    /// # Errors
    /// [`Ending::Later`] when the server stops or the database does not answer; [`Ending::TooMany`] when the room is full.
    pub async fn enter(self: &Arc<Self>, room: Uuid, seat: Seat) -> Result<Connection, Ending> {
        if self.closing.load(Ordering::Acquire) {
            return Err(Ending::Later);
        }
        let room = self.room(room).await.map_err(|failure| {
            tracing::error!(cause = ?failure, "a room cannot be opened");
            Ending::Later
        })?;
        room.enter(seat)
    }

    /// How many rooms are in memory.
    pub fn rooms_in_memory(&self) -> usize {
        self.lock().len()
    }

    /// Lets nobody in any more, keeps what waits, tells the gate, and sends everybody away to come back later.
    pub async fn close(&self) {
        self.closing.store(true, Ordering::Release);
        let until = Instant::now() + GOODBYE;
        for room in self.opened() {
            room.send_away(Ending::Later);
        }
        while self.opened().iter().any(|room| !room.is_idle()) && Instant::now() < until {
            for room in self.opened() {
                self.tell_gate(&room).await;
            }
            tokio::time::sleep(TICK).await;
        }
    }

    /// Whether the hub is closing.
    pub fn is_closing(&self) -> bool {
        self.closing.load(Ordering::Acquire)
    }

    fn ctx(&self) -> Ctx {
        Ctx::new((self.clock)(), Actor::System("live"), Lang::It, Uuid::now_v7())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<Uuid, Cell>> {
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn opened(&self) -> Vec<Arc<Room>> {
        self.lock().values().filter_map(|cell| cell.get().cloned()).collect()
    }

    fn drop_room(&self, id: Uuid, room: &Arc<Room>) {
        let mut rooms = self.lock();
        let same = rooms.get(&id).and_then(|cell| cell.get()).is_some_and(|known| Arc::ptr_eq(known, room));
        if same {
            rooms.remove(&id);
        }
    }

    /// Keeps what these rooms have, in one transaction, and hands it on to everybody in them.
    async fn keep(&self, rooms: &[Arc<Room>]) {
        let (mut with_page, mut pages): (Vec<&Arc<Room>>, Vec<Page>) = (Vec::new(), Vec::new());
        for room in rooms {
            if let Some(page) = room.page() {
                with_page.push(room);
                pages.push(page);
            }
        }
        if !pages.is_empty() {
            let numbers = self.append(&pages).await;
            for ((room, page), number) in with_page.into_iter().zip(&pages).zip(numbers) {
                if let Err(failure) = room.land(page, number).await {
                    tracing::error!(cause = ?failure, "what other nodes wrote cannot be read now");
                }
            }
        }
        for room in rooms {
            room.tell();
        }
    }

    /// Tries until it is durable: what was accepted is never dropped, and until then nobody sees it.
    async fn append(&self, pages: &[Page]) -> Vec<i64> {
        let mut tried = 0_u32;
        loop {
            match journal::append(&self.db, &self.ctx(), &self.node, pages).await {
                Ok(numbers) => return numbers,
                Err(failure) if journal::is_clash(&failure) && tried < 20 => tried += 1,
                Err(failure) => {
                    tracing::error!(cause = ?failure, "updates cannot be kept; trying again");
                    tokio::time::sleep(REST).await;
                }
            }
        }
    }

    /// Tells the gate what changed in a room, if anything did.
    async fn tell_gate(&self, room: &Room) {
        let Some((cloth, changed)) = room.changes() else { return };
        if let Err(failure) = self.gate.changed(room.id, &cloth, &changed).await {
            tracing::error!(cause = ?failure, "what changed at a table cannot be written down; trying again");
            room.touch_again(&changed);
        }
    }
}

/// What runs beside the rooms holds the hub weakly, so that it ends with it.
fn alive(hub: &Weak<Hub>) -> Option<Arc<Hub>> {
    hub.upgrade()
}
