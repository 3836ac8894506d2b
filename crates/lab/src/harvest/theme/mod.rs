//! The wall of a plenary: notes joined into themes, and what the room decided about each.
//!
//! A step on the wall is a [`Move`] of the pure [`Board`]; [`step()`] makes it and [`undo()`] takes the last one back. Nothing
//! is ever forgotten: what a theme once held, and what was merged into it, stays among its ancestors.

pub mod board;
mod clock;
mod decide;
mod keep;
mod lineage;
mod read;
mod steps;

pub use board::{Board, Lineage, Move};
pub use clock::{Clock, MINUTES, Tick, clock, tick};
pub use decide::{Objection, ObjectionState, object, objections, settle};
pub use lineage::{Ancestor, ancestors};
pub use read::{Wall, theme, themes, wall};
pub use steps::{Step, step, steps, undo};

use reticolo_base::{Instant, Lang};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Where a theme stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It is being grouped.
    Open,
    /// Words were put to the room: any serious objection?
    Asked,
    /// The room goes on with it.
    Decided,
    /// The room left it for another day.
    Parked,
    /// It is part of another theme now.
    Merged,
    /// It was taken back; its id stays known.
    Gone,
}

impl State {
    const ALL: [Self; 6] = [Self::Open, Self::Asked, Self::Decided, Self::Parked, Self::Merged, Self::Gone];

    /// The stored word, also the last part of its text's key.
    pub fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Asked => "asked",
            Self::Decided => "decided",
            Self::Parked => "parked",
            Self::Merged => "merged",
            Self::Gone => "gone",
        }
    }

    /// From the stored word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether it hangs on the wall.
    pub fn hangs(self) -> bool {
        !matches!(self, Self::Merged | Self::Gone)
    }
}

/// Contributions joined in plenary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Theme {
    /// Its id.
    pub id: Uuid,
    /// Its title.
    pub title: String,
    /// The title's language.
    pub lang: Lang,
    /// Where it stands.
    pub state: State,
    /// The words put to the room, once they were.
    pub asked: String,
    /// The contributions it holds now, in the order in which they came.
    pub notes: Vec<Uuid>,
    /// When the room decided or parked it.
    pub decided_at: Option<Instant>,
}
