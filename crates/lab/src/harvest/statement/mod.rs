//! Statements to agree or disagree with: written by the facilitator, or made from contributions.

mod draw;
mod open;
mod picture;
mod read;
mod snapshot;
mod vote;
mod write;

pub use draw::{Turn, next};
pub use open::{Consultation, OpenTo, consultation, open_to, public};
pub use picture::{Declared, Dot, Group, Line, NEEDED, Picture, Said, picture};
pub use read::{find, statements};
pub use vote::{Voter, cast, mine};
pub use write::{from_contributions, moderate, write};

pub use reticolo_opinion::map::Vote;

use reticolo_base::{Instant, Lang};
use uuid::Uuid;

/// The most statements of one Lab.
pub const MOST: i64 = 10_000;

/// The pictures that a statement may have, as names of icons.
pub const PICTURES: [&str; 12] = [
    "message-circle",
    "home",
    "briefcase",
    "school",
    "stethoscope",
    "id-badge-2",
    "language",
    "clock",
    "bus",
    "users",
    "baby-carriage",
    "scale",
];

/// Whether a statement is voted on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is.
    Open,
    /// Moderation took it out: its votes count nothing, for anybody.
    Out,
}

impl State {
    /// The stored word, also the last part of its text's key.
    pub fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Out => "out",
        }
    }

    /// From the stored word.
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Open, Self::Out].into_iter().find(|state| state.code() == code)
    }
}

/// Something to agree or disagree with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Its id.
    pub id: Uuid,
    /// The Lab.
    pub lab: Uuid,
    /// The session in which it was made, if in one.
    pub session: Option<Uuid>,
    /// Its words.
    pub words: String,
    /// Their language.
    pub lang: Lang,
    /// The name of its icon.
    pub picture: String,
    /// Whether it is voted on.
    pub state: State,
    /// When it was made.
    pub created_at: Instant,
}
