//! One person's own copy of a cloth, as her browser has it: for forms without a socket, for tests, and for load.

use crate::{
    Draft,
    cloth::{INK, LINKS, NOTES, REACTIONS, SUMMARIES},
    doc,
};
use uuid::Uuid;
use yrs::{
    Any, Array as _, GetString as _, Map as _, MapPrelim, MapRef, Out, ReadTxn as _, StateVector, Text as _,
    TextPrelim, TextRef, Transact as _, TransactionMut, Update,
    updates::{decoder::Decode as _, encoder::Encode as _},
};

/// A copy of a cloth. Every writing function gives the update that others need.
pub struct Page(yrs::Doc);

/// A change of a note beside its words.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// Another place.
    Moved(f64, f64),
    /// One of the strongest, or no longer.
    Strong(bool),
    /// Hidden by the host, or shown again.
    Hidden(bool),
    /// Another kind, or none.
    Kind(Option<String>),
    /// Signed with this author, or by `table`.
    Author(String),
}

impl Page {
    /// An empty copy. Without a client id one is drawn.
    pub fn new(client: Option<u64>) -> Self {
        Self(doc::make(client))
    }

    /// The client id.
    pub fn client(&self) -> u64 {
        self.0.client_id().get()
    }

    /// Takes what others wrote; whether it could be read.
    pub fn apply(&self, update: &[u8]) -> bool {
        let Ok(update) = Update::decode_v1(update) else { return false };
        self.0.transact_mut().apply_update(update).is_ok()
    }

    /// What this copy has, as an encoded state vector.
    pub fn vector(&self) -> Vec<u8> {
        self.0.transact().state_vector().encode_v1()
    }

    /// How many units of a client this copy has.
    pub fn clock(&self, client: u64) -> u32 {
        self.0.transact().state_vector().get(&yrs::ClientID::new(client))
    }

    /// What somebody lacks who has this state vector; all of it for a vector that cannot be read.
    pub fn diff(&self, vector: &[u8]) -> Vec<u8> {
        let vector = StateVector::decode_v1(vector).unwrap_or_default();
        self.0.transact().encode_diff_v1(&vector)
    }

    /// The words of a note.
    pub fn words(&self, note: Uuid) -> Option<String> {
        let txn = self.0.transact();
        let Out::YMap(map) = txn.get_map(NOTES)?.get(&txn, &note.to_string())? else { return None };
        match map.get(&txn, "text")? {
            Out::YText(text) => Some(text.get_string(&txn)),
            _ => None,
        }
    }

    /// As plain values; nobody is known as maker.
    pub fn cloth(&self) -> crate::Cloth {
        doc::cloth(&self.0, |_| None)
    }

    /// Makes a note.
    pub fn note(&self, draft: &Draft, maker: &str) -> Vec<u8> {
        self.edit(|txn| {
            let notes = root_map(txn, NOTES);
            let note = notes.insert(txn, draft.id.to_string(), MapPrelim::default());
            note.insert(txn, "author", if draft.signed { maker } else { "table" });
            match &draft.kind {
                Some(kind) => note.insert(txn, "kind", kind.as_str()),
                None => note.insert(txn, "kind", Any::Null),
            };
            note.insert(txn, "lang", draft.lang.as_str());
            note.insert(txn, "text", TextPrelim::new(draft.text.as_str()));
            note.insert(txn, "x", draft.x);
            note.insert(txn, "y", draft.y);
            note.insert(txn, "round", draft.round);
            note.insert(txn, "at", draft.at);
        })
    }

    /// Inserts characters into a note at a place, counted in UTF-16 units; nothing when there is no such note.
    pub fn write(&self, note: Uuid, at: u32, words: &str) -> Vec<u8> {
        self.edit(|txn| {
            if let Some(text) = text_of(txn, note) {
                let at = at.min(text.len(txn));
                text.insert(txn, at, words);
            }
        })
    }

    /// Gives a note other words, leaving alone what stays at both ends.
    pub fn rewrite(&self, note: Uuid, words: &str) -> Vec<u8> {
        self.edit(|txn| {
            if let Some(text) = text_of(txn, note) {
                replace(txn, &text, words);
            }
        })
    }

    /// Changes a note beside its words.
    pub fn change(&self, note: Uuid, change: &Change) -> Vec<u8> {
        self.edit(|txn| {
            let Some(map) = map_of(txn, note) else { return };
            match change {
                Change::Moved(x, y) => {
                    map.insert(txn, "x", *x);
                    map.insert(txn, "y", *y);
                }
                Change::Strong(strong) => drop(map.insert(txn, "strong", *strong)),
                Change::Hidden(hidden) => drop(map.insert(txn, "hidden", *hidden)),
                Change::Kind(Some(kind)) => drop(map.insert(txn, "kind", kind.as_str())),
                Change::Kind(None) => drop(map.insert(txn, "kind", Any::Null)),
                Change::Author(author) => drop(map.insert(txn, "author", author.as_str())),
            }
        })
    }

    /// Takes a note away.
    pub fn withdraw(&self, note: Uuid) -> Vec<u8> {
        self.edit(|txn| {
            let notes = root_map(txn, NOTES);
            notes.remove(txn, &note.to_string());
        })
    }

    /// Links two notes, or takes the link away.
    pub fn link(&self, a: Uuid, b: Uuid, linked: bool) -> Vec<u8> {
        self.mark(LINKS, &format!("{a}|{b}"), linked)
    }

    /// Reacts to a note, or takes it back.
    pub fn react(&self, note: Uuid, who: &str, sign: &str, given: bool) -> Vec<u8> {
        self.mark(REACTIONS, &format!("{note}|{who}|{sign}"), given)
    }

    fn mark(&self, root: &str, key: &str, set: bool) -> Vec<u8> {
        self.edit(|txn| {
            let map = root_map(txn, root);
            if set {
                map.insert(txn, key, true);
            } else {
                map.remove(txn, key);
            }
        })
    }

    /// Draws a stroke.
    pub fn draw(&self, by: &str, points: &[f64], color: &str) -> Vec<u8> {
        self.edit(|txn| {
            let points: Vec<Any> = points.iter().map(|point| Any::from(*point)).collect();
            let stroke = [("by", by.into()), ("points", Any::from(points)), ("color", color.into())];
            let stroke: std::collections::HashMap<String, Any> =
                stroke.into_iter().map(|(key, value): (&str, Any)| (key.to_owned(), value)).collect();
            if let Some(ink) = txn.get_array(INK) {
                ink.push_back(txn, Any::from(stroke));
            }
        })
    }

    /// Writes the summary of a round.
    pub fn summarise(&self, round: i64, words: &str) -> Vec<u8> {
        self.edit(|txn| {
            let summaries = root_map(txn, SUMMARIES);
            let round = round.to_string();
            match summaries.get(txn, &round) {
                Some(Out::YText(text)) => replace(txn, &text, words),
                _ => drop(summaries.insert(txn, round, TextPrelim::new(words))),
            }
        })
    }

    fn edit(&self, edit: impl FnOnce(&mut TransactionMut<'_>)) -> Vec<u8> {
        let mut txn = self.0.transact_mut();
        edit(&mut txn);
        txn.commit();
        txn.encode_update_v1()
    }
}

fn root_map(txn: &mut TransactionMut<'_>, root: &str) -> MapRef {
    yrs::WriteTxn::get_or_insert_map(txn, root)
}

fn map_of(txn: &TransactionMut<'_>, note: Uuid) -> Option<MapRef> {
    match txn.get_map(NOTES)?.get(txn, &note.to_string())? {
        Out::YMap(map) => Some(map),
        _ => None,
    }
}

fn text_of(txn: &TransactionMut<'_>, note: Uuid) -> Option<TextRef> {
    match map_of(txn, note)?.get(txn, "text")? {
        Out::YText(text) => Some(text),
        _ => None,
    }
}

/// Replaces only what differs, so that others' cursors and concurrent words stay where they are.
fn replace(txn: &mut TransactionMut<'_>, text: &TextRef, words: &str) {
    let old: Vec<char> = text.get_string(txn).chars().collect();
    let new: Vec<char> = words.chars().collect();
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let rest = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let units = |chars: &[char]| chars.iter().map(|c| c.len_utf16() as u32).sum::<u32>();
    let at = units(old.get(..head).unwrap_or_default());
    let gone = units(old.get(head..old.len() - tail).unwrap_or_default());
    let come: String = new.get(head..new.len() - tail).unwrap_or_default().iter().collect();
    if gone > 0 {
        text.remove_range(txn, at, gone);
    }
    if !come.is_empty() {
        text.insert(txn, at, &come);
    }
}
