//! The document itself, behind the few things that a room asks of it.

use crate::{
    Cloth, Note, Reaction,
    cloth::{INK, LINKS, NOTES, REACTIONS, SUMMARIES},
};
use std::panic::{AssertUnwindSafe, catch_unwind};
use uuid::Uuid;
use yrs::{
    Any, Array as _, ClientID, GetString as _, Map as _, MapRef, Out, ReadTxn, StateVector, Transact as _,
    Update,
    updates::{decoder::Decode as _, encoder::Encode as _},
};

/// The library could not take an update; the document may be half of it and must be made anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the document could not take an update")]
pub struct Broken;

/// What a room holds, durable.
pub struct Doc(yrs::Doc);

/// What came of applying updates.
#[derive(Debug, Default)]
pub struct Applied {
    /// All that was new in them, as one update.
    pub update: Vec<u8>,
    /// What was deleted, also as a consequence: client, first unit, the one after the last.
    pub deleted: Vec<(u64, u32, u32)>,
}

impl Default for Doc {
    fn default() -> Self {
        Self(make(None))
    }
}

/// An empty document that counts as browsers do and knows its roots.
pub fn make(client: Option<u64>) -> yrs::Doc {
    let mut options = yrs::Options { offset_kind: yrs::OffsetKind::Utf16, ..yrs::Options::default() };
    if let Some(client) = client {
        options.client_id = ClientID::new(client);
    }
    let doc = yrs::Doc::with_options(options);
    for root in [NOTES, LINKS, SUMMARIES, REACTIONS] {
        doc.get_or_insert_map(root);
    }
    doc.get_or_insert_array(INK);
    doc
}

impl Doc {
    /// Takes updates that the guard let through, all in one transaction.
    ///
    /// # Errors
    /// [`Broken`] when the library refuses or panics; this document must not be used any more.
    pub fn apply<'a>(&mut self, updates: impl IntoIterator<Item = &'a [u8]>) -> Result<Applied, Broken> {
        // The guard lets nothing through that is known to disturb the library; what is not known is caught here.
        catch_unwind(AssertUnwindSafe(|| self.apply_all(updates))).unwrap_or(Err(Broken))
    }

    fn apply_all<'a>(&mut self, updates: impl IntoIterator<Item = &'a [u8]>) -> Result<Applied, Broken> {
        let mut txn = self.0.transact_mut();
        for update in updates {
            let update = Update::decode_v1(update).map_err(|error| broken(&error))?;
            txn.apply_update(update).map_err(|error| broken(&error))?;
        }
        txn.commit();
        if txn.store().pending_update().is_some() || txn.store().pending_ds().is_some() {
            return Err(broken(&"something it builds on is missing"));
        }
        let mut deleted = Vec::new();
        for (client, ranges) in txn.delete_set().iter() {
            deleted.extend(ranges.iter().map(|range| (client.get(), range.start, range.end)));
        }
        Ok(Applied { update: txn.encode_update_v1(), deleted })
    }

    /// What somebody lacks who has these clocks, with everything that was deleted.
    pub fn diff(&self, clocks: &[(u64, u32)]) -> Vec<u8> {
        let mut vector = StateVector::default();
        for (client, clock) in clocks {
            vector.set_max(ClientID::new(*client), *clock);
        }
        self.0.transact().encode_diff_v1(&vector)
    }

    /// The whole document as one update.
    pub fn state(&self) -> Vec<u8> {
        self.0.transact().encode_diff_v1(&StateVector::default())
    }

    /// The state vector, encoded.
    pub fn vector(&self) -> Vec<u8> {
        self.0.transact().state_vector().encode_v1()
    }

    /// As plain values. `maker` tells who made a note.
    pub fn cloth(&self, maker: impl Fn(&str) -> Option<String>) -> Cloth {
        cloth(&self.0, maker)
    }
}

fn broken(cause: &dyn std::fmt::Display) -> Broken {
    tracing::error!(%cause, "an update that was let through cannot be taken");
    Broken
}

/// A document as plain values. `maker` tells who made a note.
pub fn cloth(doc: &yrs::Doc, maker: impl Fn(&str) -> Option<String>) -> Cloth {
    let txn = doc.transact();
    let mut cloth = Cloth::default();
    for (key, value) in entries(&txn, NOTES) {
        if let (Ok(id), Out::YMap(map)) = (key.parse(), value) {
            cloth.notes.push(note(&txn, id, maker(&key).unwrap_or_default(), &map));
        }
    }
    for (key, _) in entries(&txn, LINKS) {
        let ends = key.split_once('|').map(|(a, b)| (a.parse(), b.parse()));
        if let Some((Ok(a), Ok(b))) = ends {
            cloth.links.push((a, b));
        }
    }
    for (key, _) in entries(&txn, REACTIONS) {
        let parts = key.split_once('|').and_then(|(note, rest)| Some((note.parse(), rest.rsplit_once('|')?)));
        if let Some((Ok(note), (who, sign))) = parts {
            cloth.reactions.push(Reaction { note, who: who.to_owned(), sign: sign.to_owned() });
        }
    }
    for (key, value) in entries(&txn, SUMMARIES) {
        if let (Ok(round), Out::YText(text)) = (key.parse(), value) {
            cloth.summaries.push((round, text.get_string(&txn)));
        }
    }
    cloth.strokes = txn.get_array(INK).map_or(0, |ink| ink.len(&txn) as usize);
    cloth.notes.sort_unstable_by_key(|note| note.id);
    cloth.links.sort_unstable();
    cloth.summaries.sort_unstable();
    cloth.reactions.sort_unstable_by(|a, b| (a.note, &a.who, &a.sign).cmp(&(b.note, &b.who, &b.sign)));
    cloth
}

fn entries<T: ReadTxn>(txn: &T, root: &str) -> Vec<(String, Out)> {
    let Some(map) = txn.get_map(root) else { return Vec::new() };
    map.iter(txn).map(|(key, value)| (key.to_owned(), value)).collect()
}

fn note<T: ReadTxn>(txn: &T, id: Uuid, maker: String, map: &MapRef) -> Note {
    let text = |key: &str| match map.get(txn, key) {
        Some(Out::Any(Any::String(text))) => Some(text.to_string()),
        Some(Out::YText(text)) => Some(text.get_string(txn)),
        _ => None,
    };
    let number = |key: &str| match map.get(txn, key) {
        Some(Out::Any(Any::Number(yrs::Number::Int(number)))) => number as f64,
        Some(Out::Any(Any::Number(yrs::Number::Float(number)))) if number.is_finite() => number,
        _ => 0.0,
    };
    let truth = |key: &str| matches!(map.get(txn, key), Some(Out::Any(Any::Bool(true))));
    Note {
        id,
        maker,
        author: text("author").unwrap_or_else(|| "table".to_owned()),
        kind: text("kind").filter(|kind| !kind.is_empty()),
        text: text("text").unwrap_or_default(),
        lang: text("lang").unwrap_or_default(),
        x: number("x"),
        y: number("y"),
        strong: truth("strong"),
        hidden: truth("hidden"),
        round: number("round") as i64,
        at: number("at") as i64,
    }
}
