//! The live document of a table, as far as rows are made from it.
//!
//! The room guards the document's shape and who wrote what. What a contribution cannot be makes no row here.

use crate::table::{Kind, NOTE_CHARS, SUMMARY_CHARS, Sign, tongue, write::on_cloth};
use reticolo_base::{Instant, folding};
use uuid::Uuid;

/// A note of the document.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// The contribution.
    pub id: Uuid,
    /// Who made it, as the room knows it.
    pub maker: Option<Uuid>,
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
    /// The round, from 1; less when it says none.
    pub round: i64,
    /// When it was written, by the writer's clock; not to be trusted.
    pub written: Instant,
}

/// Notes, lines, signs and summaries of a document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cloth {
    /// The notes, oldest first.
    pub notes: Vec<Note>,
    /// Notes that somebody who may took away.
    pub gone: Vec<Uuid>,
    /// Lines, smaller id first.
    pub links: Vec<(Uuid, Uuid)>,
    /// Signs: contribution, whose, which.
    pub reactions: Vec<(Uuid, Uuid, Sign)>,
    /// What rounds said.
    pub summaries: Vec<(i64, String)>,
}

impl Cloth {
    /// From a room's document; `changed` are the notes that were touched, with those that are gone.
    pub fn of(document: &reticolo_live::Cloth, changed: &[Uuid]) -> Self {
        let mut notes: Vec<Note> = document.notes.iter().map(Note::of).collect();
        notes.sort_by_key(|note| (note.written, note.id));
        let gone = changed.iter().filter(|id| !notes.iter().any(|note| note.id == **id)).copied().collect();
        let links = document.links.iter().filter(|(a, b)| a != b).map(|(a, b)| (*a.min(b), *a.max(b)));
        let sign = |r: &reticolo_live::Reaction| Some((r.note, r.who.parse().ok()?, Sign::parse(&r.sign)?));
        let summary = |(round, words): &(i64, String)| {
            let words = folding::lines(words, SUMMARY_CHARS);
            (!words.is_empty()).then_some((*round, words))
        };
        Self {
            gone,
            links: links.collect(),
            reactions: document.reactions.iter().filter_map(sign).collect(),
            summaries: document.summaries.iter().filter_map(summary).collect(),
            notes,
        }
    }
}

impl Note {
    fn of(note: &reticolo_live::Note) -> Self {
        Self {
            id: note.id,
            maker: note.maker.parse().ok(),
            kind: note.kind.as_deref().and_then(Kind::parse),
            words: folding::lines(&note.text, NOTE_CHARS),
            lang: tongue(&note.lang),
            signed: note.author != "table",
            strong: note.strong,
            hidden: note.hidden,
            at: on_cloth(note.x, note.y),
            round: note.round,
            written: Instant(note.at.saturating_mul(1_000)),
        }
    }
}
