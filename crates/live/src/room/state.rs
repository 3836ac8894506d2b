//! What a room holds in memory, behind its one lock. Nothing here waits for anything.

use super::{connection::Frame, presence::Presence};
use crate::{
    Cloth, Ending,
    doc::Doc,
    guard::{Accepted, Guard, Verdict},
    journal::{Entry, Page},
    wire::{message, update},
};
use bytes::Bytes;
use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
    time::Duration,
};
use tokio::{sync::mpsc, time::Instant};
use uuid::Uuid;

/// How much may wait for the storage before people are sent away, in bytes.
const MOST_WAITING: usize = 4 << 20;
/// How much one room takes in all its life, in bytes of updates.
const MOST_EVER: usize = 32 << 20;
/// A room is folded after so many pages, or so many bytes.
const FOLD_PAGES: usize = 500;
const FOLD_BYTES: usize = 512 << 10;
/// How often the durable state vector is told, at most.
const TELL_EVERY: Duration = Duration::from_millis(400);

/// Somebody who is connected.
pub struct Peer {
    pub id: u64,
    pub who: Arc<str>,
    pub frames: mpsc::Sender<Frame>,
}

/// The state of a room.
pub struct State {
    pub doc: Doc,
    pub guard: Guard,
    pub presence: Presence,
    pub peers: Vec<Peer>,
    /// The number of the newest page that is in the document.
    pub last: i64,
    /// How many updates were ever accepted here.
    pub tickets: u64,
    /// Whether the hub knows that it must come by.
    pub called: bool,
    /// The document broke.
    pub broken: bool,
    /// Notes that were touched since the gate was told.
    pub touched: BTreeSet<Arc<str>>,
    /// Whether anything changed since then.
    pub changed: bool,
    /// Client ids of forms, by who writes.
    pub forms: HashMap<Arc<str>, u64>,
    waiting: Vec<Entry>,
    waiting_bytes: usize,
    waiting_from: From,
    in_flight: From,
    claimed: Vec<(u64, Arc<str>)>,
    pages: usize,
    bytes: usize,
    ever: usize,
    told: Instant,
    to_tell: bool,
}

/// From whom updates came.
#[derive(Clone, Copy, PartialEq, Eq)]
enum From {
    Nobody,
    One(u64),
    Many,
}

impl State {
    pub fn new(doc: Doc, guard: Guard, server: u64, last: i64, ever: usize) -> Self {
        let mut presence = Presence::new(server);
        presence.tell(&doc.vector());
        Self {
            doc,
            guard,
            presence,
            peers: Vec::new(),
            last,
            tickets: 0,
            called: false,
            broken: false,
            touched: BTreeSet::new(),
            changed: false,
            forms: HashMap::new(),
            waiting: Vec::new(),
            waiting_bytes: 0,
            waiting_from: From::Nobody,
            in_flight: From::Nobody,
            claimed: Vec::new(),
            pages: 0,
            bytes: 0,
            ever,
            told: Instant::now(),
            to_tell: false,
        }
    }

    pub fn cloth(&self) -> Cloth {
        self.doc.cloth(|note| self.guard.maker(note).map(|who| who.to_string()))
    }

    /// Whether an update of so many bytes is too much.
    pub fn is_full(&self, bytes: usize) -> bool {
        self.broken || self.is_stuck() || self.ever + bytes > MOST_EVER
    }

    /// Whether the storage does not keep up.
    pub fn is_stuck(&self) -> bool {
        self.broken || self.waiting_bytes > MOST_WAITING
    }

    /// Lets an accepted update wait for the next tick.
    pub fn wait(&mut self, entry: Entry, from: Option<u64>, accepted: &Accepted) {
        self.tickets += 1;
        self.waiting_bytes += entry.update.len();
        self.waiting_from = match (self.waiting_from, from) {
            (From::Nobody, Some(from)) => From::One(from),
            (From::One(before), Some(from)) if before == from => From::One(from),
            _ => From::Many,
        };
        self.claimed.extend(accepted.claimed.iter().map(|client| (*client, entry.who.clone())));
        self.touched.extend(accepted.touched.iter().cloned());
        self.changed = true;
        self.waiting.push(entry);
    }

    /// Hands over what waits.
    pub fn take_page(&mut self, room: Uuid) -> Option<Page> {
        if self.waiting.is_empty() || self.broken {
            return None;
        }
        self.in_flight = std::mem::replace(&mut self.waiting_from, From::Nobody);
        self.ever += std::mem::take(&mut self.waiting_bytes);
        let entries = std::mem::take(&mut self.waiting);
        Some(Page { room, entries, claimed: std::mem::take(&mut self.claimed) })
    }

    /// Takes a durable page of this node into the document and sends it to everybody but its only writer.
    pub fn settle(&mut self, entries: &[Entry], number: i64) -> Result<(), Ending> {
        let from = std::mem::replace(&mut self.in_flight, From::Nobody);
        self.apply(entries, number, from)
    }

    /// The page that was under way is in the document.
    pub fn landed(&mut self) {
        self.in_flight = From::Nobody;
    }

    /// Takes a page of another node (or one's own, again) into guard and document.
    pub fn hear_of(&mut self, entries: &[Entry], number: i64) -> Result<(), Ending> {
        for entry in entries {
            let Ok(parsed) = update::read(&entry.update) else { continue };
            for (client, _) in parsed.clients.iter().filter(|_| !entry.who.is_empty()) {
                if self.guard.whose(*client).is_none() {
                    self.guard.remember(*client, &entry.who);
                }
            }
            if let Verdict::Fine(accepted) = self.guard.recall(&parsed) {
                self.touched.extend(accepted.touched);
            }
        }
        self.apply(entries, number, From::Many)
    }

    fn apply(&mut self, entries: &[Entry], number: i64, from: From) -> Result<(), Ending> {
        let applied = self.doc.apply(entries.iter().map(|entry| &*entry.update));
        let Ok(applied) = applied else {
            tracing::error!(number, "the document broke; the room will be loaded anew");
            self.broken = true;
            self.send_away(Ending::Later);
            return Err(Ending::Later);
        };
        for (client, start, end) in &applied.deleted {
            self.guard.deleted(*client, *start, *end);
        }
        self.last = number;
        self.pages += 1;
        self.bytes += applied.update.len();
        self.to_tell = true;
        if applied.update != [0, 0] {
            let frame = message::sync(2, &applied.update);
            let except = if let From::One(from) = from { Some(from) } else { None };
            self.broadcast(&frame, except);
        }
        Ok(())
    }

    /// Sends a frame to everybody, but one. Who is too slow to take it is sent away.
    fn broadcast(&mut self, frame: &Bytes, except: Option<u64>) {
        self.peers.retain(|peer| {
            Some(peer.id) == except || peer.frames.try_send(Frame::Message(frame.clone())).is_ok()
        });
    }

    /// Sends what changed in awareness; with it what is durable, not too often.
    pub fn tell(&mut self) {
        if self.peers.is_empty() {
            return;
        }
        if self.to_tell && self.told.elapsed() >= TELL_EVERY {
            self.to_tell = false;
            self.told = Instant::now();
            self.presence.tell(&self.doc.vector());
        }
        if let Some(news) = self.presence.news() {
            self.broadcast(&news, None);
        }
    }

    /// Tells anew who is here and what is durable, with the next occasion.
    pub fn tell_soon(&mut self) {
        self.to_tell = true;
    }

    pub fn fold(&mut self, all: bool) -> Option<(i64, Vec<u8>)> {
        let due =
            self.pages >= FOLD_PAGES || self.bytes >= FOLD_BYTES || (all && self.pages >= FOLD_PAGES / 10);
        if !due || self.broken {
            return None;
        }
        (self.pages, self.bytes) = (0, 0);
        Some((self.last, self.doc.state()))
    }

    pub fn changes(&mut self) -> Option<(Cloth, Vec<Uuid>)> {
        if !self.changed || !self.waiting.is_empty() || self.in_flight != From::Nobody {
            return None;
        }
        self.changed = false;
        let touched = std::mem::take(&mut self.touched);
        Some((self.cloth(), touched.iter().filter_map(|note| note.parse().ok()).collect()))
    }

    pub fn leave(&mut self, connection: u64) {
        self.peers.retain(|peer| peer.id != connection);
        for client in self.presence.leave(connection) {
            self.guard.disclaim(client);
        }
        self.to_tell = true;
    }

    pub fn send_away(&mut self, ending: Ending) {
        for peer in self.peers.drain(..) {
            // Whose queue is full finds its end without the reason.
            let _ = peer.frames.try_send(Frame::End(ending));
        }
    }

    pub fn is_idle(&self) -> bool {
        self.peers.is_empty() && self.waiting.is_empty() && self.in_flight == From::Nobody && !self.changed
    }
}
