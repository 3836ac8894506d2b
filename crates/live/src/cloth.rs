//! The shape of a room's document, as plain values: what the domain reads and what a plain form writes.

use uuid::Uuid;

/// The longest text of a note or a summary, in UTF-16 units (as browsers count).
pub const MOST_TEXT: u32 = 10_000;
/// How many notes a room holds, with those taken away again.
pub const MOST_NOTES: usize = 600;
/// How many strokes, links and reactions a room holds together, with those taken away again.
pub const MOST_MARKS: usize = 10_000;

/// Everything on the cloth, as it is now and durable.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cloth {
    /// The notes, by id.
    pub notes: Vec<Note>,
    /// Pairs of notes that somebody linked.
    pub links: Vec<(Uuid, Uuid)>,
    /// Reactions to notes.
    pub reactions: Vec<Reaction>,
    /// The host's summary of each round.
    pub summaries: Vec<(i64, String)>,
    /// How many strokes were drawn.
    pub strokes: usize,
}

/// A note.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// Its id.
    pub id: Uuid,
    /// Who made it, as the server knows it: [`crate::Seat::who`] of that connection. Not for showing.
    pub maker: String,
    /// Whom it shows as its author: the maker, or `table`.
    pub author: String,
    /// The kind, when one was chosen.
    pub kind: Option<String>,
    /// The words.
    pub text: String,
    /// Their language.
    pub lang: String,
    /// Where it lies, from left, in the page's own unit.
    pub x: f64,
    /// Where it lies, from top.
    pub y: f64,
    /// Whether the table holds it for one of its strongest.
    pub strong: bool,
    /// Whether the host hid it.
    pub hidden: bool,
    /// In which round it was written.
    pub round: i64,
    /// When, in milliseconds since the epoch, by the clock of the browser.
    pub at: i64,
}

/// A sign that somebody gave to a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reaction {
    /// The note.
    pub note: Uuid,
    /// Who.
    pub who: String,
    /// The sign.
    pub sign: String,
}

/// A note that a plain form writes.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Its id, drawn by the caller.
    pub id: Uuid,
    /// Whether it shows its maker; otherwise its author is `table`.
    pub signed: bool,
    /// The kind, when one was chosen.
    pub kind: Option<String>,
    /// The words.
    pub text: String,
    /// Their language.
    pub lang: String,
    /// Where it lies.
    pub x: f64,
    /// Where it lies.
    pub y: f64,
    /// In which round it is written.
    pub round: i64,
    /// When, in milliseconds since the epoch.
    pub at: i64,
}

/// The names of the roots.
pub(crate) const NOTES: &str = "notes";
pub(crate) const LINKS: &str = "links";
pub(crate) const INK: &str = "ink";
pub(crate) const SUMMARIES: &str = "summaries";
pub(crate) const REACTIONS: &str = "reactions";
