//! Opening a room: its document and the guard's memory, made from what the database keeps.

use super::{Room, state::State};
use crate::{
    Page,
    doc::Doc,
    guard::Guard,
    hub::Wake,
    journal::{self, Entry, Record},
    wire::update,
};
use reticolo_base::Ctx;
use reticolo_store::{Db, Failure};
use std::sync::{Arc, Mutex};
use tokio::sync::watch;
use uuid::Uuid;

/// Opens a room.
///
/// # Errors
/// [`Failure`] of the database.
pub async fn open(db: &Db, ctx: &Ctx, wake: Arc<Wake>, id: Uuid) -> Result<Arc<Room>, Failure> {
    journal::make(db, ctx, id).await?;
    let record = journal::load(db, id).await?;
    let last = record.pages.last().map_or(record.upto, |page| page.number);
    let ever = record.state.len()
        + record.pages.iter().flat_map(|page| &page.entries).map(|entry| entry.update.len()).sum::<usize>();
    let guard = remember(id, &record);
    let doc = read(id, &record);
    // The server shows itself with a client id of its own, drawn as browsers draw theirs.
    let server = Page::new(None).client();
    Ok(Arc::new(Room {
        id,
        db: db.clone(),
        wake,
        state: Mutex::new(State::new(doc, guard, server, last, ever)),
        durable: watch::Sender::new(0),
        writing: tokio::sync::Mutex::new(()),
    }))
}

fn entries(record: &Record) -> impl Iterator<Item = &Entry> {
    record.pages.iter().flat_map(|page| &page.entries)
}

fn remember(room: Uuid, record: &Record) -> Guard {
    let mut guard = Guard::default();
    for (client, who) in &record.clients {
        guard.remember(*client, who);
    }
    let bodies = std::iter::once(record.state.as_slice()).filter(|state| !state.is_empty());
    for body in bodies.chain(entries(record).map(|entry| &*entry.update)) {
        match update::read(body) {
            Ok(update) => drop(guard.recall(&update)),
            Err(_) => tracing::error!(%room, "something in the record of a room cannot be read"),
        }
    }
    guard
}

/// The document of a record. If it breaks, what breaks it is left out, so that the room can be entered.
fn read(room: Uuid, record: &Record) -> Doc {
    let state = Some(record.state.as_slice()).filter(|state| !state.is_empty());
    let mut doc = Doc::default();
    if doc.apply(state.into_iter().chain(entries(record).map(|entry| &*entry.update))).is_ok() {
        return doc;
    }
    let mut good = Vec::new();
    let mut doc = Doc::default();
    for body in state.into_iter().chain(entries(record).map(|entry| &*entry.update)) {
        if doc.apply([body]).is_ok() {
            good = doc.state();
            continue;
        }
        tracing::error!(%room, "an update breaks the document and is left out");
        doc = Doc::default();
        // It was read a moment ago.
        let _ = doc.apply([good.as_slice()].into_iter().filter(|good| !good.is_empty()));
    }
    doc
}
