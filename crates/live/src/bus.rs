//! Tells pages that are open what happened: the events of the outbox, sorted by topic. Every node hears the same.

use reticolo_store::{Db, Failure};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, OnceLock, PoisonError, Weak},
    time::Duration,
};
use tokio::sync::broadcast;

/// What happened, without particulars: whoever wants them asks for the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The number of the event.
    pub number: i64,
    /// Its kind, e.g. `lab.turn`.
    pub kind: Arc<str>,
}

/// How many events a slow listener may be behind.
const BEHIND: usize = 64;
/// How many missed events are told again to somebody who comes back.
const AGAIN: u32 = 500;
/// How often topics that nobody listens to are forgotten.
const FORGET: Duration = Duration::from_secs(30);

/// A bus of topics. It begins to listen with its first listener, and ends when dropped.
pub struct Bus {
    db: Db,
    field: &'static str,
    topics: Mutex<HashMap<String, broadcast::Sender<Told>>>,
    started: OnceLock<()>,
}

impl std::fmt::Debug for Bus {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Bus").field("field", &self.field).finish_non_exhaustive()
    }
}

impl Bus {
    /// A bus whose topic is this field of an event's body: with `session`, the event `{"session": "…"}` goes to the
    /// listeners of that session.
    pub fn new(db: Db, field: &'static str) -> Arc<Self> {
        Arc::new(Self { db, field, topics: Mutex::default(), started: OnceLock::new() })
    }

    /// Listens to a topic from now on.
    pub fn listen(self: &Arc<Self>, topic: &str) -> broadcast::Receiver<Told> {
        // Subscribed before anything is read: what happens in between is told.
        let ear = {
            let mut topics = self.topics.lock().unwrap_or_else(PoisonError::into_inner);
            let sender = topics.entry(topic.to_owned()).or_insert_with(|| broadcast::Sender::new(BEHIND));
            sender.subscribe()
        };
        self.started.get_or_init(|| {
            tokio::spawn(relay(Arc::downgrade(self), self.db.clone()));
        });
        ear
    }

    /// What a topic was told after an event's number; for somebody who was away for a moment.
    ///
    /// # Errors
    /// [`Failure`] of the database.
    pub async fn missed(&self, topic: &str, after: i64) -> Result<Vec<Told>, Failure> {
        let events = self.db.events_after(after, AGAIN).await?;
        let own = events.iter().filter(|event| topic_of(&event.body, self.field).as_deref() == Some(topic));
        Ok(own.map(|event| Told { number: event.number, kind: event.kind.as_str().into() }).collect())
    }

    fn tell(&self, topic: &str, told: Told) {
        if let Some(sender) = self.topics.lock().unwrap_or_else(PoisonError::into_inner).get(topic) {
            // Whoever listened may just have gone.
            let _ = sender.send(told);
        }
    }

    fn forget(&self) {
        let mut topics = self.topics.lock().unwrap_or_else(PoisonError::into_inner);
        topics.retain(|_, sender| sender.receiver_count() > 0);
    }
}

fn topic_of(body: &str, field: &str) -> Option<String> {
    let body: serde_json::Value = serde_json::from_str(body).ok()?;
    body.get(field)?.as_str().map(str::to_owned)
}

async fn relay(bus: Weak<Bus>, db: Db) {
    let mut newest = db.newest();
    let mut seen = loop {
        match db.newest_event().await {
            Ok(seen) => break seen,
            Err(failure) => {
                tracing::warn!(cause = ?failure, "the bus cannot begin; trying again");
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
    };
    loop {
        let heard = tokio::time::timeout(FORGET, newest.changed()).await;
        let Some(bus) = bus.upgrade() else { return };
        match heard {
            Ok(Ok(())) => seen = pass_on(&bus, seen).await,
            Ok(Err(_)) => return,
            Err(_) => bus.forget(),
        }
    }
}

/// Passes on everything after `seen`; the number of the last.
async fn pass_on(bus: &Bus, mut seen: i64) -> i64 {
    loop {
        let events = match bus.db.events_after(seen, AGAIN).await {
            Ok(events) => events,
            Err(failure) => {
                tracing::warn!(cause = ?failure, "the bus missed something; it is told with the next event");
                return seen;
            }
        };
        let Some(last) = events.last().map(|event| event.number) else { return seen };
        for event in &events {
            if let Some(topic) = topic_of(&event.body, bus.field) {
                bus.tell(&topic, Told { number: event.number, kind: event.kind.as_str().into() });
            }
        }
        seen = last;
    }
}
