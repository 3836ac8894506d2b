//! Tables: CSV with whatever separator, and sheets of a workbook.

use super::{
    limits::Limits,
    refusal::FormatRefusal,
    report::{Reason, Repair, Report},
};
use calamine::{Data, Reader as _};
use serde_json::{Map, Value};
use std::io::Cursor;

/// One row: its cells that say something, by column.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The line of the file on which it begins, from 1.
    pub line: u64,
    /// Column → words.
    pub cells: Map<String, Value>,
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The file it comes from.
    pub file: String,
    /// Its name without folder and ending, lower case.
    pub name: String,
    /// Its columns as they are written.
    pub header: Vec<String>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// The name of a table by its file.
pub fn stem(file: &str) -> String {
    let base = file.rsplit(['/', '\\']).next().unwrap_or(file);
    base.split('.').next().unwrap_or(base).trim().to_lowercase().replace(['-', ' '], "_")
}

/// The separator that a header uses most.
fn separator(text: &str) -> u8 {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |c: char| line.matches(c).count();
    [(b',', count(',')), (b';', count(';')), (b'\t', count('\t')), (b'|', count('|'))]
        .into_iter()
        .rev()
        .max_by_key(|(_, count)| *count)
        .map_or(b',', |(c, _)| c)
}

/// Only the header of a CSV file.
pub fn header(text: &str) -> Vec<String> {
    let mut reader = reader(text);
    reader.headers().map(names).unwrap_or_default()
}

fn reader(text: &str) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().flexible(true).delimiter(separator(text)).from_reader(text.as_bytes())
}

/// The columns, each with a name of its own.
fn names(record: &csv::StringRecord) -> Vec<String> {
    unique(record.iter().map(str::to_owned))
}

fn unique(cells: impl Iterator<Item = String>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (at, cell) in cells.enumerate() {
        let name: String = cell
            .trim()
            .trim_start_matches('\u{feff}')
            .chars()
            .filter(|c| !c.is_control())
            .take(120)
            .collect();
        let name = if name.is_empty() { format!("column_{}", at + 1) } else { name };
        let again = names.iter().filter(|n| **n == name).count();
        names.push(if again > 0 { format!("{name}_{}", again + 1) } else { name });
    }
    names
}

/// Reads a CSV file. Only a table without any header is refused as a whole.
pub fn csv(file: &str, text: &str, limits: &Limits, report: &mut Report) -> Result<Table, FormatRefusal> {
    let mut reader = reader(text);
    let header = reader.headers().map(names).unwrap_or_default();
    if header.len() > limits.columns {
        return Err(FormatRefusal::TooLarge { path: file.to_owned(), most: limits.columns as u64 });
    }
    let mut table = Table { file: file.to_owned(), name: stem(file), header, rows: Vec::new() };
    let mut record = csv::StringRecord::new();
    loop {
        let line = reader.position().line();
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) if table.rows.len() >= limits.rows => {
                report.refuse(file, line, &table.name, Reason::TooMany);
                break;
            }
            Ok(true) => {
                let line =
                    record.position().map_or(line, |position| position.line() + blank_lines(text, position));
                push(&mut table, line, record.iter().map(str::to_owned), report);
            }
            Err(_) => {
                report.refuse(file, line, &table.name, Reason::Unreadable);
                if reader.is_done() || reader.position().line() == line {
                    break;
                }
            }
        }
    }
    Ok(table)
}

/// Blank lines are skipped, but lines are counted: how many lie before the record that begins here.
fn blank_lines(text: &str, position: &csv::Position) -> u64 {
    let start = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let rest = text.as_bytes().get(start..).unwrap_or_default();
    rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).filter(|byte| **byte == b'\n').count() as u64
}

fn push(table: &mut Table, line: u64, cells: impl Iterator<Item = String>, report: &mut Report) {
    let mut map = Map::new();
    let mut count = 0;
    for (at, cell) in cells.enumerate() {
        count = at + 1;
        let words = cell.trim();
        if words.is_empty() || matches!(words, "NULL" | "null" | "\\N") {
            continue;
        }
        let column = table.header.get(at).cloned().unwrap_or_else(|| format!("column_{}", at + 1));
        map.insert(column, Value::String(cell));
    }
    if count != table.header.len() {
        report.repair(Repair::RowLength, &table.name, line);
    }
    if !map.is_empty() {
        table.rows.push(Row { line, cells: map });
    }
}

/// Reads the sheets of a workbook (xlsx, xls, ods). A sheet's first row with two words or more is its header.
pub fn sheets(
    file: &str,
    bytes: &[u8],
    limits: &Limits,
    report: &mut Report,
) -> Result<Vec<Table>, FormatRefusal> {
    let damaged = || FormatRefusal::Damaged { path: file.to_owned() };
    let mut book = calamine::open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|_| damaged())?;
    let mut tables = Vec::new();
    for name in book.sheet_names().into_iter().take(50) {
        let Ok(range) = book.worksheet_range(&name) else {
            report.refuse(file, 0, &name, Reason::Unreadable);
            continue;
        };
        let first = u64::from(range.start().map_or(0, |(row, _)| row));
        let mut table =
            Table { file: file.to_owned(), name: stem(&name), header: Vec::new(), rows: Vec::new() };
        for (at, row) in range.rows().enumerate() {
            let line = first + at as u64 + 1;
            if table.header.is_empty() {
                if row.iter().filter(|cell| !words(cell).trim().is_empty()).count() >= 2 {
                    let width =
                        row.iter().rposition(|cell| !words(cell).trim().is_empty()).map_or(0, |at| at + 1);
                    table.header = unique(row.iter().take(width.min(limits.columns)).map(words));
                }
                continue;
            }
            if table.rows.len() >= limits.rows {
                report.refuse(file, line, &table.name, Reason::TooMany);
                break;
            }
            let width = table.header.len();
            push(
                &mut table,
                line,
                row.iter()
                    .take(width)
                    .map(words)
                    .chain(std::iter::repeat_n(String::new(), width.saturating_sub(row.len()))),
                report,
            );
        }
        if !table.rows.is_empty() {
            tables.push(table);
        }
    }
    Ok(tables)
}

fn words(cell: &Data) -> String {
    match cell {
        Data::Empty | Data::Error(_) => String::new(),
        Data::String(words) | Data::DateTimeIso(words) | Data::DurationIso(words) => words.clone(),
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        Data::Float(number) => number.to_string(),
        Data::Int(number) => number.to_string(),
        Data::Bool(flag) => flag.to_string(),
        Data::DateTime(time) => match time.as_datetime() {
            Some(time) if time.time() == chrono::NaiveTime::MIN => time.date().to_string(),
            Some(time) if chrono::Datelike::year(&time.date()) < 1901 => {
                time.time().format("%H:%M").to_string()
            }
            Some(time) => time.format("%Y-%m-%dT%H:%M:%S").to_string(),
            None => String::new(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> (Table, Report) {
        let mut report = Report::new("test", "test");
        let table = csv("data/Services.csv", text, &Limits::default(), &mut report).unwrap();
        (table, report)
    }

    #[test]
    fn the_separator_is_the_one_that_the_header_uses() {
        for text in ["id,name\n1,\"a;b\"\n", "id;name\n1;a\n", "id\tname\n1\ta\n"] {
            let (table, _) = read(text);
            assert_eq!(table.header, ["id", "name"], "{text}");
            assert_eq!(table.rows[0].cells.len(), 2);
        }
        assert_eq!(read("id\n1\n").0.name, "services");
    }

    #[test]
    fn a_row_of_the_wrong_length_is_taken_and_told() {
        let (table, report) = read("id,name\n1\n2,b,c\n\n3,d\n");
        assert_eq!(table.rows.len(), 3);
        assert_eq!(table.rows[1].cells["column_3"], "c");
        assert_eq!(report.repairs(Repair::RowLength), 2);
        assert_eq!(table.rows[2].line, 5);
    }

    #[test]
    fn more_rows_than_are_taken_are_told_once() {
        let mut report = Report::new("test", "test");
        let limits = Limits { rows: 2, ..Limits::default() };
        let table = csv("a.csv", "id\n1\n2\n3\n4\n", &limits, &mut report).unwrap();
        assert_eq!((table.rows.len(), report.refused_rows), (2, 1));
    }

    #[test]
    fn columns_of_one_name_stay_apart() {
        assert_eq!(read("a,a,\n1,2,3\n").0.header, ["a", "a_2", "column_3"]);
    }

    #[test]
    fn a_damaged_workbook_is_refused() {
        let refused = sheets("a.xlsx", b"PK\x03\x04rubbish", &Limits::default(), &mut Report::default());
        assert_eq!(refused, Err(FormatRefusal::Damaged { path: "a.xlsx".into() }));
    }

    proptest! {
        #[test]
        fn no_text_breaks_a_table(text in "[ -~\n\"',;\t]{0,200}") {
            let _ = read(&text);
        }

        #[test]
        fn no_bytes_break_a_workbook(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = sheets("a.xlsx", &bytes, &Limits::default(), &mut Report::default());
        }
    }
}
