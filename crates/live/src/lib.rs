//! Live rooms: a document that many edit at once (Yjs), and buses that tell what happened.
//!
//! This crate knows no domain. A room has an id; a [`Gate`] decides who may enter and as whom, and hears what changed.
//!
//! | module | what |
//! | --- | --- |
//! | [`gate`] | who may enter ([`Seat`]), and whom to tell what changed |
//! | [`cloth`] | the shape of a room's document: notes, links, ink, summaries, reactions |
//! | [`hub`] | all rooms of this node: [`Hub::enter`] for a socket, [`Hub::room`] for everything else |
//! | [`room`] | a room: what is on its cloth, and writing without a socket ([`Room::write_note`] and so on) |
//! | [`page`] | one person's own copy of a cloth, for forms, tests and load |
//! | [`bus`] | tells open pages what happened |
//! | [`wire`] | what travels, read with care |
//!
//! # The document
//!
//! Any Yjs client may join. What it may write has this shape (roots by name); anything else is refused as a whole:
//!
//! | root | type | keys and values |
//! | --- | --- | --- |
//! | `notes` | map | id (a UUID in its usual 36 letters) → map of the fields below |
//! | `links` | map | `a\|b`, two ids of notes → `true` |
//! | `ink` | array | strokes: objects `{by, points, color}` |
//! | `summaries` | map | round (`1`, `2`, …) → text |
//! | `reactions` | map | `note\|who\|sign` → `true` |
//!
//! | field of a note | value | who may write it |
//! | --- | --- | --- |
//! | `author` | her own [`Seat::who`], or `table` | who made the note, the host |
//! | `kind` | text of at most 40 letters, or null | the same |
//! | `lang` | text of at most 12 letters | the same |
//! | `text` | `Y.Text`, at most [`MOST_TEXT`] UTF-16 units, no formats | the same |
//! | `round`, `at` | number | the same |
//! | `x`, `y` | number | everyone in the room |
//! | `strong` | boolean | everyone in the room |
//! | `hidden` | boolean | the host; whoever makes a note may give it `false` at once |
//!
//! Whoever made a note may take it away again; so may the host. Links are everyone's. A stroke is taken away by whoever
//! drew it, or the host. Summaries are the host's. A reaction is set and taken back by the one whom it names.
//!
//! # The wire
//!
//! `GET /live/{room}` speaks y-websocket: sync steps 1 and 2, updates, awareness, query of awareness; messages of the
//! kind *auth* are ignored when they come. Each Yjs client id belongs to the one who used it first, for ever.
//!
//! The server has an awareness state of its own: `{"durable": "…", "here": {"…": "…"}}`. `durable` is a state vector
//! (base64): whatever it covers outlives any crash; a page may show "saved" when it covers its own clock. What other
//! people's browsers receive is durable already. `here` says, for each client id that is connected, who it is, as the
//! server knows it: trust it rather than a name in somebody's own state.
//!
//! A connection that ends says why ([`Ending`]): see there which ones a page must answer with a fresh document.

pub mod bus;
pub mod cloth;
mod doc;
pub mod gate;
mod guard;
pub mod hub;
mod journal;
pub mod page;
pub mod room;
pub mod wire;

pub use bus::{Bus, Told};
pub use cloth::{Cloth, Draft, MOST_TEXT, Note, Reaction};
pub use gate::{Answer, Ending, Gate, Seat};
pub use hub::Hub;
pub use page::{Change, Page};
pub use room::{Connection, Frame, MOST_FRAME, Room};

use reticolo_store::Migration;

/// The schema of this crate.
pub const MIGRATIONS: &[Migration] =
    &[Migration { name: "live/0001_live", text: include_str!("../migrations/0001_live.sql") }];
