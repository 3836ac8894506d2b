//! People at a table, each with her own copy of the cloth, over connections without a network.
#![allow(dead_code, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use bytes::Bytes;
use reticolo_base::{Ctx, Instant};
use reticolo_live::{
    Answer, Cloth, Connection, Draft, Ending, Frame, Gate, Hub, Page, Seat,
    wire::{
        Reader,
        message::{self, Message, State},
    },
};
use reticolo_store::{Db, Failure};
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};
use uuid::Uuid;

/// A gate that lets everybody in and remembers what it was told.
#[derive(Default)]
pub struct Told(pub Mutex<Vec<(Uuid, Cloth, Vec<Uuid>)>>);

impl Gate for Told {
    fn seat<'a>(&'a self, ctx: &'a Ctx, _: Uuid) -> Answer<'a, Result<Option<Seat>, Failure>> {
        let who = ctx.actor.code();
        Box::pin(async move { Ok(Some(Seat { who: (*who).into(), host: false })) })
    }

    fn changed<'a>(
        &'a self,
        room: Uuid,
        cloth: &'a Cloth,
        changed: &'a [Uuid],
    ) -> Answer<'a, Result<(), Failure>> {
        self.0.lock().unwrap().push((room, cloth.clone(), changed.to_vec()));
        Box::pin(async { Ok(()) })
    }
}

pub fn clock() -> Instant {
    "2026-11-23T10:00:00Z".parse().unwrap()
}

pub fn hub(db: &Db) -> Arc<Hub> {
    Hub::new(db.clone(), clock, Arc::new(Told::default()), Uuid::now_v7())
}

pub fn seat(who: &str) -> Seat {
    Seat { who: who.into(), host: false }
}

pub fn host(who: &str) -> Seat {
    Seat { who: who.into(), host: true }
}

pub fn draft(text: &str) -> Draft {
    Draft {
        id: Uuid::now_v7(),
        signed: false,
        kind: Some("idea".into()),
        text: text.into(),
        lang: "it".into(),
        x: 10.0,
        y: 20.0,
        round: 1,
        at: 1_764_000_000_000,
    }
}

/// Somebody at a table.
pub struct Person {
    pub page: Page,
    pub connection: Connection,
    pub ended: Option<Ending>,
    /// The newest JSON of the server's own awareness state.
    pub told: String,
    who: Arc<str>,
    told_all: bool,
}

impl Person {
    pub async fn sits(hub: &Arc<Hub>, room: Uuid, seat: Seat) -> Self {
        Self::sits_with(hub, room, seat, Page::new(None)).await
    }

    /// Comes (back) with a copy that she has.
    pub async fn sits_with(hub: &Arc<Hub>, room: Uuid, seat: Seat, page: Page) -> Self {
        let who = seat.who.clone();
        let connection = hub.enter(room, seat).await.unwrap();
        let mut person = Self { page, connection, ended: None, told: String::new(), who, told_all: false };
        let vector = person.page.vector();
        person.send(message::sync(0, &vector)).await;
        let shown = State { client: person.page.client(), clock: 1, json: "{\"user\":{}}" };
        person.send(message::awareness([shown].into_iter())).await;
        person.waits_for(|person| person.told_all).await;
        person
    }

    pub async fn send(&mut self, frame: Bytes) {
        if self.ended.is_none()
            && let Err(ending) = self.connection.receive(frame).await
        {
            self.ended = Some(ending);
        }
    }

    /// Sends an edit that her page made.
    pub async fn edits(&mut self, edit: impl FnOnce(&Page) -> Vec<u8>) {
        let update = edit(&self.page);
        self.send(message::sync(2, &update)).await;
    }

    pub async fn notes(&mut self, draft: &Draft) {
        let who = self.who.clone();
        self.edits(|page| page.note(draft, &who)).await;
    }

    /// Reads until nothing comes for a while.
    pub async fn hears(&mut self) {
        self.hears_until(|_| false, Duration::from_millis(250)).await;
    }

    /// Reads until it is so, or the patience of a test is over.
    pub async fn waits_for(&mut self, so: impl Fn(&Self) -> bool) {
        assert!(self.hears_until(so, Duration::from_secs(10)).await, "waited in vain");
    }

    async fn hears_until(&mut self, so: impl Fn(&Self) -> bool, quiet: Duration) -> bool {
        while !so(self) {
            let Ok(frame) = tokio::time::timeout(quiet, self.connection.next()).await else { return false };
            match frame {
                Frame::End(ending) => {
                    self.ended = Some(ending);
                    return so(self);
                }
                Frame::Message(bytes) => self.takes(&bytes).await,
            }
        }
        true
    }

    async fn takes(&mut self, bytes: &[u8]) {
        let mut reader = Reader::new(bytes);
        match message::read(&mut reader).unwrap() {
            Message::Step1(_) => {
                let vector = &bytes[3..];
                let diff = self.page.diff(vector);
                self.send(message::sync(1, &diff)).await;
                self.told_all = true;
            }
            Message::Step2(update) | Message::Update(update) => assert!(self.page.apply(update)),
            Message::Awareness(states) => {
                if let Some(state) = states.iter().find(|state| state.json.contains("durable")) {
                    self.told = state.json.to_owned();
                }
            }
            Message::WhoIsHere | Message::Nothing => {}
        }
    }

    pub fn reads(&self, note: Uuid) -> Option<String> {
        self.page.words(note)
    }
}
