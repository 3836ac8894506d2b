//! Kills the server at random while people write, and looks for whatever somebody had seen and is gone.

use super::{
    figure,
    live::{
        Folder, Server,
        cafe::{self, Place},
        fresh,
        line::{Kind, Line, units},
    },
};
use crate::clock;
use anyhow::{Context as _, Result, bail};
use clap::Args;
use reticolo_live::{
    Draft, Page,
    wire::{
        Reader,
        message::{self, Message},
    },
};
use reticolo_store::{Db, audit};
use std::{
    collections::HashMap,
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::task::JoinSet;
use uuid::Uuid;

/// Kill the server at random during load, and see what is lost
#[derive(Debug, Args)]
pub struct Faults {
    /// How often
    #[arg(long, default_value_t = 200)]
    cycles: u32,
    /// Tables, of four people each
    #[arg(long, default_value_t = 3)]
    tables: u32,
}

/// How many units of each client somebody else received: those must never be lost.
type Seen = Arc<Mutex<HashMap<(Uuid, u64), u32>>>;

/// Somebody at a table, with the copy of the cloth that her browser keeps.
struct Person {
    place: Place,
    page: Page,
    note: Uuid,
    letters: u32,
}

impl Faults {
    /// Runs the cycles.
    ///
    /// # Errors
    /// When anything that was broadcast is lost, or the audit's chain is broken.
    pub async fn run(self) -> Result<()> {
        let folder = Folder::new("faults")?;
        let db = fresh(&folder.0).await?;
        let places = cafe::fill(&db, &clock::console(), self.tables, 4).await?;
        db.close().await;
        let rooms: Vec<Place> = places.iter().step_by(4).cloned().collect();
        let mut people: Vec<Person> = places.into_iter().map(Person::new).collect();
        let seen = Seen::default();
        let mut lost = 0_u64;
        for cycle in 0..self.cycles {
            let mut server = Server::start(&folder.0).await.with_context(|| format!("cycle {cycle}"))?;
            lost += look(&rooms, server.address, &seen).await?;
            let mut writing = JoinSet::new();
            for person in people.drain(..) {
                writing.spawn(person.writes(server.address, seen.clone()));
            }
            tokio::time::sleep(random_time()).await;
            server.kill();
            while let Some(person) = writing.join_next().await {
                people.push(person?);
            }
        }
        let server = Server::start(&folder.0).await?;
        lost += look(&rooms, server.address, &seen).await?;
        drop(server);
        self.tell(&folder, &seen, lost).await
    }

    async fn tell(&self, folder: &Folder, seen: &Seen, lost: u64) -> Result<()> {
        let db = Db::open(&format!("sqlite://{}", folder.0.join("live.db").display())).await?;
        let (entries, broken) = audit::verify(&db).await?;
        db.close().await;
        let broadcast: u64 = locked(seen).values().map(|count| u64::from(*count)).sum();
        figure("faults_kill_cycles", f64::from(self.cycles), "cycles");
        figure("faults_kill_broadcast", broadcast as f64, "units");
        figure("faults_kill_lost", lost as f64, "units");
        figure("faults_kill_audit_entries", entries as f64, "entries");
        figure("faults_kill_audit_broken", broken.len() as f64, "chains");
        if broadcast == 0 {
            bail!("nothing was broadcast: this proves nothing");
        }
        if lost > 0 || !broken.is_empty() {
            bail!("{lost} units that somebody had received are lost; {} chains are broken", broken.len());
        }
        Ok(())
    }
}

fn locked(seen: &Seen) -> std::sync::MutexGuard<'_, HashMap<(Uuid, u64), u32>> {
    seen.lock().unwrap_or_else(PoisonError::into_inner)
}

/// From a twentieth of a second to one and a half.
fn random_time() -> Duration {
    let drawn = Uuid::now_v7().as_u128() & 0xffff;
    Duration::from_millis(50 + u64::try_from(drawn).unwrap_or_default() % 1450)
}

/// A fresh client at each table; how many units that somebody had received are not there.
async fn look(rooms: &[Place], address: SocketAddr, seen: &Seen) -> Result<u64> {
    let mut lost = 0;
    for place in rooms {
        let mut line = Line::open(Kind::Reticolo, address, place.room, &place.cookie).await?;
        let page = Page::new(None);
        if !page.apply(&line.synced().await?) {
            bail!("what the server has of a room cannot be read");
        }
        let seen = locked(seen);
        for ((room, client), count) in seen.iter().filter(|((room, _), _)| *room == place.room) {
            let missing = count.saturating_sub(page.clock(*client));
            if missing > 0 {
                crate::out::note(format_args!("room {room}: {missing} units of client {client} are lost"));
            }
            lost += u64::from(missing);
        }
    }
    Ok(lost)
}

impl Person {
    fn new(place: Place) -> Self {
        Self { place, page: Page::new(None), note: Uuid::now_v7(), letters: 0 }
    }

    /// Writes until the server is gone, and remembers what came from others.
    async fn writes(mut self, address: SocketAddr, seen: Seen) -> Self {
        // The server is killed at any moment, so any step may fail; what counts is what was received before.
        let _ = self.try_to_write(address, &seen).await;
        self
    }

    async fn try_to_write(&mut self, address: SocketAddr, seen: &Seen) -> Result<()> {
        let mut line = Line::open(Kind::Reticolo, address, self.place.room, &self.place.cookie).await?;
        if self.page.words(self.note).is_none() {
            let draft = Draft {
                id: self.note,
                signed: false,
                kind: None,
                text: String::new(),
                lang: "it".to_owned(),
                x: 0.0,
                y: 0.0,
                round: 1,
                at: 0,
            };
            let made = self.page.note(&draft, &self.place.who.to_string());
            line.send(&message::sync(2, &made)).await?;
        }
        let mut clock = tokio::time::interval(Duration::from_millis(60));
        loop {
            tokio::select! {
                _ = clock.tick() => {
                    let update = self.page.write(self.note, self.letters, "a");
                    self.letters += 1;
                    line.send(&message::sync(2, &update)).await?;
                }
                bytes = line.next() => self.takes(&bytes?, &mut line, seen).await?,
            }
        }
    }

    async fn takes(&mut self, bytes: &[u8], line: &mut Line, seen: &Seen) -> Result<()> {
        match message::read(&mut Reader::new(bytes)) {
            Ok(Message::Step1(_)) => {
                // The state vector is behind the two bytes of the kind and its own length.
                let mut reader = Reader::new(bytes);
                let (_, _) = (reader.number(), reader.number());
                let diff = self.page.diff(reader.bytes().unwrap_or_default());
                line.send(&message::sync(1, &diff)).await?;
            }
            Ok(Message::Update(update) | Message::Step2(update)) => {
                self.page.apply(update);
                let mut seen = locked(seen);
                for (client, clock, len) in units(bytes) {
                    if client != self.page.client() {
                        let count = seen.entry((self.place.room, client)).or_default();
                        *count = (*count).max(clock + len);
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }
}
