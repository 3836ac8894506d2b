//! One connection of a browser: what it sends is judged, what happens is handed to it.

use super::{Room, Submitted, bucket::Bucket, presence::Heard, state::Peer};
use crate::{
    Ending, Seat,
    wire::{
        Reader,
        message::{self, Message, State as Shown},
    },
};
use bytes::Bytes;
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};
use tokio::sync::mpsc;

/// The longest edit, in bytes.
const MOST_UPDATE: usize = 64 << 10;
/// The longest frame, in bytes: the edits of somebody who was offline come in one.
pub const MOST_FRAME: usize = 512 << 10;
/// How many frames may wait for a slow reader.
const QUEUE: usize = 512;
/// How many connections one person may have in a room.
const MOST_OF_ONE: usize = 8;
/// How many connections a room may have.
const MOST_IN_ROOM: usize = 400;
/// How often somebody may send what builds on the unknown, one after another.
const MOST_GAPS: u32 = 5;

/// What is handed to a connection.
#[derive(Debug, Clone)]
pub enum Frame {
    /// A binary message.
    Message(Bytes),
    /// The connection is to be ended.
    End(Ending),
}

/// A connection; it leaves the room when dropped.
pub struct Connection {
    room: Arc<Room>,
    id: u64,
    seat: Seat,
    frames: mpsc::Receiver<Frame>,
    own: mpsc::Sender<Frame>,
    edits: Bucket,
    bytes: Bucket,
    signs: Bucket,
    gaps: u32,
}

static NEXT: AtomicU64 = AtomicU64::new(1);

impl Room {
    /// Comes in.
    ///
    /// # Errors
    /// [`Ending::TooMany`] when she is here too often, or the room is full.
    pub fn enter(self: &Arc<Self>, seat: Seat) -> Result<Connection, Ending> {
        let (own, frames) = mpsc::channel(QUEUE);
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        let mut state = self.lock();
        if state.broken {
            return Err(Ending::Later);
        }
        let hers = state.peers.iter().filter(|peer| peer.who == seat.who).count();
        if hers >= MOST_OF_ONE || state.peers.len() >= MOST_IN_ROOM {
            return Err(Ending::TooMany);
        }
        let vector = state.doc.vector();
        for frame in [message::sync(0, &vector), state.presence.all()] {
            own.try_send(Frame::Message(frame)).map_err(|_| Ending::Later)?;
        }
        state.peers.push(Peer { id, who: seat.who.clone(), frames: own.clone() });
        drop(state);
        Ok(Connection {
            room: self.clone(),
            id,
            seat,
            frames,
            own,
            edits: Bucket::new(240.0, 60.0),
            bytes: Bucket::new(f64::from(2 << 20), f64::from(128 << 10)),
            signs: Bucket::new(300.0, 100.0),
            gaps: 0,
        })
    }
}

impl Connection {
    /// As whom she is here.
    pub fn seat(&self) -> &Seat {
        &self.seat
    }

    /// She is somebody else here from now on: host, or host no longer.
    pub fn reseat(&mut self, seat: Seat) {
        self.seat = seat;
    }

    /// The next thing to hand over; an end when the room sent her away.
    pub async fn next(&mut self) -> Frame {
        // `own` keeps the channel open; a room that sent her away dropped its side and left an end, or the queue full.
        let frame = self.frames.recv().await.unwrap_or(Frame::End(Ending::Slow));
        if self.frames.len() >= QUEUE - 1 { Frame::End(Ending::Slow) } else { frame }
    }

    /// What else is there to hand over, without waiting.
    pub fn more(&mut self) -> Option<Frame> {
        self.frames.try_recv().ok()
    }

    /// Takes a frame that the browser sent.
    ///
    /// # Errors
    /// Why the connection must end.
    pub async fn receive(&mut self, frame: Bytes) -> Result<(), Ending> {
        if frame.len() > MOST_FRAME {
            return Err(Ending::TooLarge);
        }
        if !self.bytes.take(frame.len() as f64) {
            return Err(Ending::TooMany);
        }
        let mut reader = Reader::new(&frame);
        while !reader.is_empty() {
            match message::read(&mut reader).map_err(|_| Ending::Malformed)? {
                Message::Update(update) if update.len() > MOST_UPDATE => return Err(Ending::TooLarge),
                Message::Update(update) | Message::Step2(update) => {
                    self.edit(frame.slice_ref(update)).await?;
                }
                Message::Step1(clocks) => self.answer(&clocks)?,
                Message::Awareness(states) => self.show(&states),
                Message::WhoIsHere => {
                    self.count_edit()?;
                    let all = self.room.lock().presence.all();
                    self.send(all)?;
                }
                Message::Nothing => self.count_edit()?,
            }
        }
        Ok(())
    }

    fn count_edit(&mut self) -> Result<(), Ending> {
        if self.edits.take(1.0) { Ok(()) } else { Err(Ending::TooMany) }
    }

    async fn edit(&mut self, update: Bytes) -> Result<(), Ending> {
        self.count_edit()?;
        let submitted = self.room.submit(&self.seat, Some(self.id), update).await;
        match submitted {
            Ok(Submitted::Gap) => {
                self.gaps += 1;
                if self.gaps > MOST_GAPS {
                    return Err(Ending::Refused);
                }
                // Tell what is here; she answers with everything that is not.
                let vector = self.room.lock().doc.vector();
                self.send(message::sync(0, &vector))
            }
            Ok(Submitted::Waits(_) | Submitted::Known) => {
                self.gaps = 0;
                Ok(())
            }
            Err(ending) => Err(ending),
        }
    }

    /// What an ending connection is told before it ends, so that even a browser that knows nothing of us is in step.
    pub fn parting(&self, ending: Ending) -> Vec<Bytes> {
        match ending {
            Ending::Refused | Ending::Foreign => {
                vec![message::denied(&ending.to_string()), message::sync(1, &self.room.lock().doc.state())]
            }
            _ => Vec::new(),
        }
    }

    /// Answers a step 1 with what she lacks.
    fn answer(&mut self, clocks: &[(u64, u32)]) -> Result<(), Ending> {
        self.count_edit()?;
        let diff = self.room.lock().doc.diff(clocks);
        self.send(message::sync(1, &diff))
    }

    /// Takes awareness states. What is too much is left out: it is no edit, and the next one says the same.
    fn show(&mut self, states: &[Shown<'_>]) {
        if !self.signs.take(1.0 + states.len() as f64 / 16.0) {
            return;
        }
        let mut guard = self.room.lock();
        let state = &mut *guard;
        for shown in states {
            match state.presence.hear(shown, self.id, &self.seat.who) {
                Heard::New => {
                    if state.guard.claim(shown.client, &self.seat.who)
                        && state.presence.add(shown, self.id, &self.seat.who)
                    {
                        state.tell_soon();
                    }
                }
                Heard::Taken | Heard::Nothing => {}
            }
        }
        self.room.call(state);
    }

    fn send(&self, frame: Bytes) -> Result<(), Ending> {
        self.own.try_send(Frame::Message(frame)).map_err(|_| Ending::Slow)
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        let mut state = self.room.lock();
        state.leave(self.id);
        self.room.call(&mut state);
    }
}
