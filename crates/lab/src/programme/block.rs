//! Blocks of a session and the questions of a block.

use super::Phrase;
use uuid::Uuid;

/// What people do in a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// Small tables and turns: the World Café.
    Cafe,
    /// A person's journey, walked office by office.
    Journey,
    /// Everybody together.
    Plenary,
    /// Choosing together.
    Decision,
    /// Somebody tells, the others listen and ask.
    Information,
    /// Agree, disagree, pass.
    Vote,
}

impl BlockKind {
    /// Every kind, in the order of the pages.
    pub const ALL: [Self; 6] =
        [Self::Information, Self::Cafe, Self::Journey, Self::Plenary, Self::Decision, Self::Vote];

    /// The stored word, also the last part of its text's key.
    pub fn code(self) -> &'static str {
        match self {
            Self::Cafe => "cafe",
            Self::Journey => "journey",
            Self::Plenary => "plenary",
            Self::Decision => "decision",
            Self::Information => "information",
            Self::Vote => "vote",
        }
    }

    /// From the stored word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether people sit at small tables.
    pub fn has_tables(self) -> bool {
        matches!(self, Self::Cafe | Self::Journey)
    }
}

/// What a block leaves behind.
pub const OUTPUTS: [&str; 7] =
    ["contributions", "themes", "problems", "proposals", "decisions", "commitments", "votes"];

/// A block of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The block.
    pub id: Uuid,
    /// Its place in the session, from 1.
    pub position: u32,
    /// What people do.
    pub kind: BlockKind,
    /// Its title.
    pub title: Phrase,
    /// What it is for.
    pub purpose: Phrase,
    /// How long it is in all, in minutes.
    pub minutes: u32,
    /// Turns; 0 where there are no tables.
    pub rounds: u32,
    /// How long a turn is, in minutes.
    pub round_minutes: u32,
    /// Tables; 0 where there are none.
    pub tables: u32,
    /// What it leaves behind, of [`OUTPUTS`].
    pub outputs: Vec<String>,
    /// The code of the journey that is walked.
    pub journey: Option<String>,
    /// The code of the practice it follows.
    pub practice: Option<String>,
    /// The questions, in order.
    pub questions: Vec<Question>,
}

/// A guiding question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The question.
    pub id: Uuid,
    /// Its place in the block, from 1.
    pub position: u32,
    /// Its words.
    pub words: Phrase,
    /// The problem to which it belongs.
    pub problem: Option<Uuid>,
}
