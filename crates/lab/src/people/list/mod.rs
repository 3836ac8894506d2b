//! A list of people as it was pasted or uploaded: rows of cells, and what is doubtful about each.
//!
//! Nothing is thrown away while it is looked through: a row keeps what was written, doubts are worked out again after every
//! correction, and only what is clear is added.

mod column;
mod lexicon;
mod sheet;
mod weigh;

pub use column::{Column, Head};
pub use lexicon::Lexicon;
pub use sheet::{Line, MOST_ROWS, Unreadable, lines};
pub use weigh::{About, Doubt, Known, Weighed, weigh};

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A person as a list has her: cells by column, as they were written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The line in the file, from 1.
    pub line: u32,
    /// The cells that say something.
    cells: BTreeMap<Column, String>,
    /// Whether somebody said that this is another person than the one of the same name.
    #[serde(default)]
    pub another: bool,
}

impl Row {
    /// What a cell says; empty when nothing.
    pub fn cell(&self, column: Column) -> &str {
        self.cells.get(&column).map_or("", String::as_str)
    }

    /// Writes a cell.
    pub fn put(&mut self, column: Column, words: &str) {
        let words = words.trim();
        if words.is_empty() {
            self.cells.remove(&column);
        } else {
            self.cells.insert(column, words.to_owned());
        }
    }
}

/// A list that was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Its rows.
    pub rows: Vec<Row>,
    /// The heads of columns that were left alone.
    pub unknown: Vec<String>,
    /// Whether its first line named the columns.
    pub named: bool,
}

/// Reads a list.
///
/// # Errors
/// [`Unreadable`] when there is nobody in it.
pub fn read(bytes: &[u8]) -> Result<Sheet, Unreadable> {
    let lines = lines(bytes)?;
    let head = Head::of(&lines);
    let rows: Vec<Row> = lines.iter().skip(usize::from(head.named)).map(|line| head.row(line)).collect();
    let rows: Vec<Row> = rows.into_iter().filter(|row| !row.cells.is_empty()).collect();
    if rows.is_empty() {
        return Err(Unreadable::Empty);
    }
    Ok(Sheet { rows, unknown: head.unknown, named: head.named })
}
