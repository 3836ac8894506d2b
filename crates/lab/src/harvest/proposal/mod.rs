//! Proposals: a theme worked out by several people, version by version.

mod comment;
mod draft;
mod history;
mod read;
mod write;

pub use comment::{Comment, comment, comments, hide};
pub use draft::{Draft, FIELDS, Field, Merged, merge};
pub use history::{Change, Version, history};
pub use read::{chosen, proposal, proposals, proposals_of};
pub use write::{Saved, create, save, withdraw};

use reticolo_base::{Instant, Lang};
use uuid::Uuid;

/// Where a proposal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is being worked out.
    Draft,
    /// It was chosen.
    Chosen,
    /// It was put to a choice and not chosen; it may be put again.
    NotChosen,
    /// Those who wrote it took it back.
    Withdrawn,
}

impl State {
    const ALL: [Self; 4] = [Self::Draft, Self::Chosen, Self::NotChosen, Self::Withdrawn];

    /// The stored word, also the last part of its text's key.
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Chosen => "chosen",
            Self::NotChosen => "not-chosen",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// From the stored word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// An idea worked out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Its id.
    pub id: Uuid,
    /// The Lab.
    pub lab: Uuid,
    /// The session in which it was made.
    pub session: Uuid,
    /// The language in which it is written.
    pub lang: Lang,
    /// What it says.
    pub draft: Draft,
    /// Where it stands.
    pub state: State,
    /// The version, from 1.
    pub version: i64,
    /// When it was made.
    pub created_at: Instant,
    /// When it was changed last.
    pub changed_at: Instant,
}
