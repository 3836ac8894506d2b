//! People from a table as it comes out of a spreadsheet: any separator, any order of columns, in English or Italian.

mod cells;
mod encoding;

pub use encoding::text;

use crate::gathering::Person;
use cells::Column;
use csv::{ReaderBuilder, StringRecord};
use reticolo_base::folding::{fold, one_line};
use std::{collections::BTreeMap, fmt};

/// The most characters of a name.
const NAME_CHARS: usize = 120;

/// A list that was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct List {
    /// Who is on it, in order.
    pub people: Vec<Person>,
    /// Pairs that must not sit together.
    pub apart: Vec<(usize, usize)>,
    /// What a person should look at.
    pub doubts: Vec<Doubt>,
}

/// Something on a line that was not clear, and what was made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// The line in the file, from 1.
    pub line: u64,
    /// What is doubtful.
    pub about: About,
}

/// What is doubtful on a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// A row without a name; it was left out.
    NoName,
    /// Somebody with this name is on an earlier line; she was counted once, as that line says.
    Again {
        /// The name.
        name: String,
        /// The earlier line.
        earlier: u64,
    },
    /// A cell was not understood; it was taken as empty.
    Cell {
        /// The column's name.
        column: String,
        /// What it says.
        says: String,
    },
    /// A pair to keep apart names somebody who is not on the list; the name is not repeated, for it is private.
    NotOnList,
    /// A row has more cells than there are columns; the rest was left out.
    TooLong,
    /// The line is not readable as a row; it was left out.
    Unreadable,
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: ", self.line)?;
        match &self.about {
            About::NoName => f.write_str("no name; left out"),
            About::Again { name, earlier } => {
                write!(
                    f,
                    "{name} is already on line {earlier}; counted once. If they are two people, give them two names"
                )
            }
            About::Cell { column, says } => {
                write!(f, "“{says}” under {column} is not understood; taken as empty")
            }
            About::NotOnList => {
                f.write_str("somebody to keep apart is not on the list; that wish was left out")
            }
            About::TooLong => f.write_str("more cells than columns; the rest was left out"),
            About::Unreadable => f.write_str("not readable as a row; left out"),
        }
    }
}

/// Why a list cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// There is nothing.
    #[error("the list is empty")]
    Empty,
    /// There is a first line, but nobody below it.
    #[error("the list has a first line with the columns, but nobody below it")]
    Nobody,
    /// No column holds names.
    #[error("no column is called name or nome; the first line has: {0}")]
    NoNames(String),
    /// It is no text, but perhaps a spreadsheet file.
    #[error("this is no text: save the spreadsheet as CSV first")]
    NoText,
}

/// Reads a list. The first line names the columns; those that are not known are left alone.
///
/// # Errors
/// When there is no name to be found in it.
pub fn read(bytes: &[u8]) -> Result<List, Unreadable> {
    let text = text(bytes).ok_or(Unreadable::NoText)?;
    let first = text.lines().find(|line| !line.trim().is_empty()).ok_or(Unreadable::Empty)?;
    let mut reader = ReaderBuilder::new()
        .delimiter(separator(first))
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let head = reader.headers().map_err(|_| Unreadable::NoText)?.clone();
    let columns: Vec<_> = head.iter().map(Column::named).collect();
    if !columns.contains(&Some(Column::Name)) {
        return Err(Unreadable::NoNames(head.iter().collect::<Vec<_>>().join(", ")));
    }
    let mut reading = Reading { text: &text, head, columns, ..Reading::default() };
    for row in reader.records() {
        match row {
            Ok(row) => reading.row(&row),
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                reading.list.doubts.push(Doubt { line, about: About::Unreadable });
            }
        }
    }
    reading.end()
}

/// The separator that the first line has most often, outside quotes.
pub fn separator(first: &str) -> u8 {
    let count = |separator: char| {
        let mut quoted = false;
        first
            .chars()
            .filter(|c| {
                quoted ^= *c == '"';
                !quoted && *c == separator
            })
            .count()
    };
    [(';', b';'), ('\t', b'\t'), (',', b',')]
        .into_iter()
        .max_by_key(|(c, _)| count(*c))
        .map_or(b',', |(_, byte)| byte)
}

#[derive(Default)]
struct Reading<'t> {
    text: &'t str,
    head: StringRecord,
    columns: Vec<Option<Column>>,
    list: List,
    /// Where a folded name is: its place in the list, and its line.
    known: BTreeMap<String, (usize, u64)>,
    /// Wishes to be kept apart: who, from whom, on which line.
    apart: Vec<(usize, String, u64)>,
}

impl Reading<'_> {
    fn row(&mut self, row: &StringRecord) {
        let line = row.position().map_or(0, |position| self.line(position));
        if row.iter().all(str::is_empty) {
            return;
        }
        if row.iter().skip(self.head.len()).any(|cell| !cell.is_empty()) {
            self.doubt(line, About::TooLong);
        }
        let name = one_line(&self.name(row), NAME_CHARS).trim().to_owned();
        if name.is_empty() {
            return self.doubt(line, About::NoName);
        }
        if let Some((_, earlier)) = self.known.get(&fold(&name)) {
            let earlier = *earlier;
            return self.doubt(line, About::Again { name, earlier });
        }
        let place = self.list.people.len();
        self.known.insert(fold(&name), (place, line));
        let mut person = Person::named(name);
        for (at, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let Some(Some(column)) = self.columns.get(at).copied() else { continue };
            if column == Column::Apart {
                let names = cell.split([';', '|', '\n']).map(str::trim).filter(|name| !name.is_empty());
                self.apart.extend(names.map(|name| (place, fold(name), line)));
            } else if !cells::fill(&mut person, column, cell) {
                let column = self.head.get(at).unwrap_or_default().to_owned();
                self.doubt(line, About::Cell { column, says: one_line(cell, 40) });
            }
        }
        self.list.people.push(person);
    }

    /// The line where a row begins. The reader counts from the end of the row before; empty lines may lie between.
    fn line(&self, position: &csv::Position) -> u64 {
        let rest = self.text.as_bytes().get(position.byte() as usize..).unwrap_or_default();
        let empty =
            rest.iter().take_while(|byte| b"\r\n".contains(byte)).filter(|byte| **byte == b'\n').count();
        position.line() + empty as u64
    }

    /// Name and surname, when they stand in two columns.
    fn name(&self, row: &StringRecord) -> String {
        let of = |column: Column| {
            let cells = row.iter().zip(&self.columns).filter(move |(_, is)| **is == Some(column));
            cells.map(|(cell, _)| cell).filter(|cell| !cell.is_empty())
        };
        of(Column::Name).chain(of(Column::Surname)).collect::<Vec<_>>().join(" ")
    }

    fn doubt(&mut self, line: u64, about: About) {
        self.list.doubts.push(Doubt { line, about });
    }

    fn end(mut self) -> Result<List, Unreadable> {
        if self.list.people.is_empty() {
            return Err(Unreadable::Nobody);
        }
        for (person, other, line) in std::mem::take(&mut self.apart) {
            match self.known.get(&other).map(|(place, _)| *place).filter(|place| *place != person) {
                Some(other) => {
                    let pair = (person.min(other), person.max(other));
                    if !self.list.apart.contains(&pair) {
                        self.list.apart.push(pair);
                    }
                }
                None => self.doubt(line, About::NotOnList),
            }
        }
        self.list.doubts.sort_by_key(|doubt| doubt.line);
        Ok(self.list)
    }
}
