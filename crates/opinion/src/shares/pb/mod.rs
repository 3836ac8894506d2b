//! Pabulib's `.pb` files (Stolicki, Szufa & Talmon 2020): three sections META, PROJECTS and VOTES, each a table with
//! semicolons.

mod amount;
mod limits;
mod read;
mod sections;
mod write;

pub use read::{File, read};
pub use write::write;

/// How strictly a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reading {
    /// Ballots that break the rules of their own file are a reason to refuse it.
    #[default]
    Strict,
    /// They count as they are, as pabutools counts them; a proposal listed twice counts once.
    Lenient,
}

/// Something wrong in a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct Problem {
    /// The line, counted from 1; 0 for the file as a whole.
    pub line: u64,
    /// What is wrong.
    pub what: String,
}

impl Problem {
    fn new(line: u64, what: impl Into<String>) -> Self {
        Self { line, what: what.into() }
    }
}

/// At most so many problems are told; a broken file has the same one on every line.
pub const MOST_PROBLEMS: usize = 50;

fn short(text: &str) -> String {
    format!("“{}”", text.chars().take(40).collect::<String>())
}
