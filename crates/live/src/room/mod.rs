//! A room: its document, who is connected, and what waits to be made durable.
//!
//! An edit goes this way: judged by the guard ([`Room::submit`]), waiting, kept by the hub's next tick together with
//! what other rooms brought, and only then taken into the document and sent to everybody ([`Room::settle`]). So the
//! document holds durable things only, and whatever anybody receives is durable.

mod bucket;
mod connection;
mod load;
mod presence;
mod state;
mod write;

pub use connection::{Connection, Frame, MOST_FRAME};
pub(crate) use load::open;

use crate::{
    Cloth, Ending, Seat,
    guard::Verdict,
    hub::Wake,
    journal::{self, Entry},
    wire::update,
};
use bytes::Bytes;
use reticolo_store::{Db, Engine, Failure};
use state::State;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;
use uuid::Uuid;

/// A room that is in memory.
pub struct Room {
    /// Its id.
    pub id: Uuid,
    db: Db,
    wake: Arc<Wake>,
    state: Mutex<State>,
    /// How many updates were made durable since the room was opened.
    durable: watch::Sender<u64>,
    /// One form writes at a time.
    writing: tokio::sync::Mutex<()>,
}

/// What became of an edit that somebody sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Submitted {
    /// It waits to be made durable; its ticket.
    Waits(u64),
    /// There was nothing new in it.
    Known,
    /// It builds on something that is not here.
    Gap,
}

impl Room {
    /// Everything on the cloth, durable.
    pub fn cloth(&self) -> Cloth {
        self.lock().cloth()
    }

    /// How many connections there are.
    pub fn connections(&self) -> usize {
        self.lock().peers.len()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Judges an edit and lets it wait for the next tick.
    ///
    /// # Errors
    /// Why the connection must end.
    async fn submit(
        self: &Arc<Self>,
        seat: &Seat,
        from: Option<u64>,
        bytes: Bytes,
    ) -> Result<Submitted, Ending> {
        let first = self.judge(seat, from, &bytes)?;
        let unsure = matches!(first, Verdict::Gap | Verdict::Refused(_) | Verdict::Foreign);
        // What looks wrong may build on what another node wrote a moment ago.
        let verdict = if unsure && self.db.engine() == Engine::Postgres {
            self.refresh().await.map_err(|_| Ending::Later)?;
            self.judge(seat, from, &bytes)?
        } else {
            first
        };
        match verdict {
            Verdict::Fine(_) => Ok(Submitted::Waits(self.lock().tickets)),
            Verdict::Known => Ok(Submitted::Known),
            Verdict::Gap => Ok(Submitted::Gap),
            Verdict::Foreign => Err(Ending::Foreign),
            Verdict::Refused(reason) => {
                tracing::info!(room = %self.id, reason, "an edit was refused");
                Err(Ending::Refused)
            }
        }
    }

    fn judge(self: &Arc<Self>, seat: &Seat, from: Option<u64>, bytes: &Bytes) -> Result<Verdict, Ending> {
        let parsed = update::read(bytes).map_err(|_| Ending::Malformed)?;
        let mut state = self.lock();
        if state.is_full(bytes.len()) {
            return Err(if state.is_stuck() { Ending::Later } else { Ending::Refused });
        }
        let verdict = state.guard.judge(&parsed, seat);
        if let Verdict::Fine(accepted) = &verdict {
            state.wait(Entry { who: seat.who.clone(), update: bytes.clone() }, from, accepted);
            self.call(&mut state);
        }
        Ok(verdict)
    }

    /// Asks the hub to come by with its next tick.
    fn call(self: &Arc<Self>, state: &mut State) {
        if !std::mem::replace(&mut state.called, true) {
            self.wake.call(self.clone());
        }
    }

    /// What waits, for the journal; `None` when nothing does.
    pub(crate) fn page(&self) -> Option<journal::Page> {
        let mut state = self.lock();
        state.called = false;
        state.take_page(self.id)
    }

    /// Takes a page that is durable now into the document, and sends it to everybody. False when pages of another node
    /// come before it: then [`Room::refresh`] brings all of them.
    ///
    /// # Errors
    /// [`Ending::Later`] when the document broke: everybody was sent away, and the room must be loaded anew.
    fn settle(&self, page: &journal::Page, number: i64) -> Result<bool, Ending> {
        let mut state = self.lock();
        if number != state.last + 1 {
            return Ok(number <= state.last);
        }
        state.settle(&page.entries, number)?;
        drop(state);
        self.done(page.entries.len());
        Ok(true)
    }

    /// Takes in a page of this node that is durable now, and whatever other nodes kept before it.
    ///
    /// # Errors
    /// [`Failure`] of the database; then the slow look at other nodes' pages brings it.
    pub(crate) async fn land(&self, page: &journal::Page, number: i64) -> Result<(), Failure> {
        if self.settle(page, number) == Ok(false) {
            let refreshed = self.refresh().await;
            self.lock().landed();
            self.done(page.entries.len());
            return refreshed;
        }
        Ok(())
    }

    /// Counts updates of this node that became durable.
    fn done(&self, count: usize) {
        self.durable.send_modify(|durable| *durable += count as u64);
    }

    /// Takes in what other nodes wrote.
    ///
    /// # Errors
    /// [`Failure`] of the database.
    pub(crate) async fn refresh(&self) -> Result<(), Failure> {
        let last = self.lock().last;
        let pages = journal::pages_after(&self.db, self.id, last).await?;
        let behind = match pages.first() {
            Some(page) => page.number != last + 1,
            None => journal::folded_upto(&self.db, self.id).await? > last,
        };
        if behind {
            return self.catch_up().await;
        }
        let mut state = self.lock();
        for page in pages {
            if page.number == state.last + 1 && state.hear_of(&page.entries, page.number).is_err() {
                break;
            }
        }
        Ok(())
    }

    /// Another node folded pages that this one never saw: takes the folded state and what follows.
    async fn catch_up(&self) -> Result<(), Failure> {
        let record = journal::load(&self.db, self.id).await?;
        let mut state = self.lock();
        for (client, who) in &record.clients {
            state.guard.remember(*client, who);
        }
        let whole = Entry { who: "".into(), update: record.state.into() };
        if record.upto > state.last && state.hear_of(&[whole], record.upto).is_err() {
            return Ok(());
        }
        for page in record.pages {
            if page.number == state.last + 1 && state.hear_of(&page.entries, page.number).is_err() {
                break;
            }
        }
        Ok(())
    }

    /// Sends what changed in awareness, and what is durable when that is due.
    pub(crate) fn tell(&self) {
        self.lock().tell();
    }

    /// The number of the newest page that is in the document.
    pub(crate) fn last(&self) -> i64 {
        self.lock().last
    }

    /// The folded document and its number, when enough pages came since the last time (or any, when `all`).
    pub(crate) fn fold(&self, all: bool) -> Option<(i64, Vec<u8>)> {
        self.lock().fold(all)
    }

    /// The notes that were touched since the last call, with the whole cloth.
    pub(crate) fn changes(&self) -> Option<(Cloth, Vec<Uuid>)> {
        self.lock().changes()
    }

    /// The gate could not be told: these notes stay touched.
    pub(crate) fn touch_again(&self, notes: &[Uuid]) {
        let mut state = self.lock();
        state.touched.extend(notes.iter().map(|note| Arc::from(note.to_string())));
        state.changed = true;
    }

    /// Ends every connection.
    pub(crate) fn send_away(&self, ending: Ending) {
        self.lock().send_away(ending);
    }

    /// Whether nobody is here and nothing waits.
    pub(crate) fn is_idle(&self) -> bool {
        self.lock().is_idle()
    }

    /// Whether the document broke.
    pub(crate) fn is_broken(&self) -> bool {
        self.lock().broken
    }
}
