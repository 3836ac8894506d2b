//! The live document of a table, as far as rows are made from it.
//!
//! Whatever a client put into the document is read with tolerance: what is not understood is left in the document and makes
//! no row.

use crate::table::{Kind, NOTE_CHARS, SUMMARY_CHARS, Sign, tongue, write::on_cloth};
use reticolo_base::{Instant, folding};
use serde_json::Value;
use uuid::Uuid;

/// A note of the document.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// The contribution.
    pub id: Uuid,
    /// The participant whom the room bound to it; none for the table.
    pub author: Option<Uuid>,
    /// Its kind.
    pub kind: Option<Kind>,
    /// The words, cleaned; empty while nothing can be read.
    pub words: String,
    /// Their language.
    pub lang: Option<String>,
    /// Whether the author's name stands beside it.
    pub signed: bool,
    /// Whether it is one of the strongest.
    pub strong: bool,
    /// Whether it was taken from the cloth.
    pub hidden: bool,
    /// Where it lies.
    pub at: (f64, f64),
    /// The round, if it says so.
    pub round: Option<i64>,
    /// When it was written, by the writer's clock; not to be trusted.
    pub written: Option<Instant>,
}

/// Notes, lines, signs and summaries of a document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cloth {
    /// The notes, oldest first.
    pub notes: Vec<Note>,
    /// Lines, smaller id first.
    pub links: Vec<(Uuid, Uuid)>,
    /// Signs: contribution, whose, which.
    pub reactions: Vec<(Uuid, Uuid, Sign)>,
    /// What rounds said.
    pub summaries: Vec<(i64, String)>,
}

impl Cloth {
    /// From the document as JSON: `{"notes": {id: {…}}, "links": {"a|b": true}, "reactions": {"note|who|sign": true},
    /// "summaries": {round: words}}`.
    pub fn read(document: &Value) -> Self {
        let map = |name: &str| document.get(name).and_then(Value::as_object).into_iter().flatten();
        let set =
            |name: &str| map(name).filter(|(_, on)| on.as_bool() == Some(true)).map(|(key, _)| key.as_str());
        let mut notes: Vec<Note> = map("notes").filter_map(|(id, note)| Note::read(id, note)).collect();
        notes.sort_by_key(|note| (note.written, note.id));
        Self {
            notes,
            links: set("links").filter_map(pair).collect(),
            reactions: set("reactions").filter_map(reaction).collect(),
            summaries: map("summaries").filter_map(|(round, words)| summary(round, words)).collect(),
        }
    }
}

impl Note {
    fn read(id: &str, note: &Value) -> Option<Self> {
        let text = |name: &str| note.get(name).and_then(Value::as_str);
        let on = |name: &str| note.get(name).and_then(Value::as_bool).unwrap_or(false);
        let number = |name: &str| note.get(name).and_then(Value::as_f64);
        Some(Self {
            id: id.parse().ok()?,
            author: text("author").and_then(|author| author.parse().ok()),
            kind: text("kind").and_then(Kind::parse),
            words: folding::lines(text("text").unwrap_or_default(), NOTE_CHARS),
            lang: text("lang").and_then(tongue),
            signed: on("signed"),
            strong: on("strong"),
            hidden: on("hidden"),
            at: on_cloth(number("x").unwrap_or(0.0), number("y").unwrap_or(0.0)),
            round: number("round").and_then(whole),
            written: number("at").and_then(whole).map(|ms| Instant(ms.saturating_mul(1_000))),
        })
    }
}

/// A number without a fraction; JavaScript knows only floating ones, exact to 2^53.
#[allow(clippy::cast_possible_truncation)] // The bounds are checked before.
fn whole(number: f64) -> Option<i64> {
    (number.is_finite() && number.abs() < 9.0e15).then(|| number.trunc() as i64)
}

fn pair(key: &str) -> Option<(Uuid, Uuid)> {
    let (a, b) = key.split_once('|')?;
    let (a, b): (Uuid, Uuid) = (a.parse().ok()?, b.parse().ok()?);
    (a != b).then(|| (a.min(b), a.max(b)))
}

fn reaction(key: &str) -> Option<(Uuid, Uuid, Sign)> {
    let mut parts = key.split('|');
    let found = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, Sign::parse(parts.next()?)?);
    parts.next().is_none().then_some(found)
}

fn summary(round: &str, words: &Value) -> Option<(i64, String)> {
    let words = folding::lines(words.as_str()?, SUMMARY_CHARS);
    let round = round.parse().ok().filter(|round| (1..=100).contains(round))?;
    (!words.is_empty()).then_some((round, words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    const NOTE: &str = "019a0000-0000-7000-8000-000000000001";
    const OTHER: &str = "019a0000-0000-7000-8000-000000000002";

    #[test]
    fn a_document_of_the_page_is_read() {
        let document = json!({
            "notes": { NOTE: { "author": OTHER, "kind": "idea", "text": "Uno sportello", "lang": "it", "x": 20, "y": 9000.5,
                "strong": true, "hidden": false, "round": 2, "at": 1_795_424_400_000_i64 } },
            "links": { format!("{OTHER}|{NOTE}"): true, format!("{NOTE}|{NOTE}"): true },
            "reactions": { format!("{NOTE}|{OTHER}|heart"): true, format!("{NOTE}|{OTHER}|thumb"): false },
            "summaries": { "1": "Abbiamo parlato di orari.", "x": "?" },
        });
        let cloth = Cloth::read(&document);
        let note = &cloth.notes[0];
        assert_eq!((note.kind, note.round, note.at), (Some(Kind::Idea), Some(2), (20.0, 800.0)));
        assert_eq!(note.written, Some(Instant(1_795_424_400_000_000)));
        assert_eq!(cloth.links, [(NOTE.parse().unwrap(), OTHER.parse().unwrap())]);
        assert_eq!(cloth.reactions.len(), 1);
        assert_eq!(cloth.summaries, [(1, "Abbiamo parlato di orari.".to_owned())]);
    }

    #[test]
    fn what_is_not_understood_makes_no_row() {
        let hostile = json!({
            "notes": { "no id": {}, NOTE: { "text": 7, "x": "?", "at": 1e300, "author": "table", "kind": "shout" } },
            "links": { "|": true, NOTE: true }, "reactions": { "a|b|c|d": true }, "summaries": { "1": {}, "-3": "x" },
        });
        let cloth = Cloth::read(&hostile);
        assert_eq!(cloth.notes.len(), 1);
        assert_eq!((cloth.notes[0].words.as_str(), cloth.notes[0].written), ("", None));
        assert!(cloth.links.is_empty() && cloth.reactions.is_empty() && cloth.summaries.is_empty());
        assert_eq!(Cloth::read(&json!("nothing")), Cloth::default());
    }

    proptest! {
        #[test]
        fn no_document_panics(text in "\\PC{0,60}", number in any::<f64>()) {
            let document = json!({ "notes": { text.clone(): { "x": number }, NOTE: { "text": text, "y": number, "at": number } },
                "links": { text.clone(): true }, "reactions": { text.clone(): true }, "summaries": { text.clone(): text } });
            let cloth = Cloth::read(&document);
            prop_assert!(cloth.notes.iter().all(|note| note.at.0.is_finite() && note.at.1 <= 800.0));
        }
    }
}
