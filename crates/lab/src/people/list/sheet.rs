//! From what was pasted or uploaded to rows of cells: text with any separator in any of a spreadsheet's encodings, or XLSX.

use calamine::{DataRef, Reader as _, Xlsx};
use reticolo_seating::list::{separator, text};
use std::io::{Cursor, Read as _};

/// The most rows that are read.
pub const MOST_ROWS: usize = 20_000;

/// The most columns that are read.
const MOST_COLUMNS: usize = 60;

/// The most characters of a cell.
const CELL_CHARS: usize = 400;

/// The most bytes to which a workbook may unfold.
const UNFOLDED: u64 = 64 * 1024 * 1024;

/// The most bytes of a cell's formula or words in a workbook that count as one table.
const XLSX: [u8; 4] = [b'P', b'K', 3, 4];

/// A row that says something: its line in the file, from 1, and its cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// The line.
    pub number: u32,
    /// The cells, trimmed.
    pub cells: Vec<String>,
}

/// Why nothing can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// There is nothing.
    Empty,
    /// It is neither text nor XLSX.
    Kind,
    /// It is a workbook, but damaged, or it unfolds to more than fits.
    Damaged,
    /// There are more rows than [`MOST_ROWS`].
    TooLong,
}

/// The rows of a list.
///
/// # Errors
/// [`Unreadable`].
pub fn lines(bytes: &[u8]) -> Result<Vec<Line>, Unreadable> {
    let lines = if bytes.starts_with(&XLSX) { workbook(bytes)? } else { table(bytes)? };
    let lines: Vec<Line> =
        lines.into_iter().filter(|line| line.cells.iter().any(|c| !c.is_empty())).collect();
    match lines.len() {
        0 => Err(Unreadable::Empty),
        many if many > MOST_ROWS => Err(Unreadable::TooLong),
        _ => Ok(lines),
    }
}

fn table(bytes: &[u8]) -> Result<Vec<Line>, Unreadable> {
    let text = text(bytes).ok_or(Unreadable::Kind)?;
    // Excel names the separator in a line of its own.
    let (named, text) = match text.split_once('\n') {
        Some((first, rest)) if first.trim().starts_with("sep=") => {
            (first.trim().as_bytes().get(4).copied(), rest.to_owned())
        }
        _ => (None, text),
    };
    let first = text.lines().find(|line| !line.trim().is_empty()).ok_or(Unreadable::Empty)?;
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(named.unwrap_or_else(|| separator(first)))
        .flexible(true)
        .has_headers(false)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut lines = Vec::new();
    for row in reader.records().take(MOST_ROWS + 2) {
        let Ok(row) = row else { return Err(Unreadable::Kind) };
        let number = row.position().map_or(0, |position| position.line() + blank_before(&text, position));
        let cells = row.iter().take(MOST_COLUMNS).map(cell).collect();
        lines.push(Line { number: u32::try_from(number).unwrap_or(u32::MAX), cells });
    }
    Ok(lines)
}

/// The reader counts from the end of the row before; empty lines may lie between.
fn blank_before(text: &str, position: &csv::Position) -> u64 {
    let start = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let rest = text.as_bytes().get(start..).unwrap_or_default();
    rest.iter().take_while(|byte| b"\r\n".contains(byte)).filter(|byte| **byte == b'\n').count() as u64
}

/// The first sheet that holds anything. Cells come one by one: a single cell far away cannot make a table of a million.
fn workbook(bytes: &[u8]) -> Result<Vec<Line>, Unreadable> {
    unfolds(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    for name in book.sheet_names().into_iter().take(20) {
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else { continue };
        let mut lines: Vec<Line> = Vec::new();
        while let Some(found) = cells.next_cell().map_err(|_| Unreadable::Damaged)? {
            let (row, column) = found.get_position();
            let (number, column) = (row.saturating_add(1), usize::try_from(column).unwrap_or(usize::MAX));
            let words = words(found.get_value());
            if column >= MOST_COLUMNS || words.is_empty() {
                continue;
            }
            if lines.last().is_none_or(|line| line.number != number) {
                if lines.len() > MOST_ROWS {
                    return Err(Unreadable::TooLong);
                }
                lines.push(Line { number, cells: Vec::new() });
            }
            if let Some(line) = lines.last_mut() {
                line.cells.resize(line.cells.len().max(column + 1), String::new());
                if let Some(place) = line.cells.get_mut(column) {
                    *place = words;
                }
            }
        }
        if !lines.is_empty() {
            return Ok(lines);
        }
    }
    Err(Unreadable::Empty)
}

/// Whether a workbook is whole, and no bomb.
fn unfolds(bytes: &[u8]) -> Result<(), Unreadable> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    let mut left = UNFOLDED;
    for at in 0..archive.len().min(2_000) {
        let file = archive.by_index(at).map_err(|_| Unreadable::Damaged)?;
        let mut inside = file.take(left + 1);
        let read = std::io::copy(&mut inside, &mut std::io::sink()).map_err(|_| Unreadable::Damaged)?;
        left = left.checked_sub(read).ok_or(Unreadable::Damaged)?;
    }
    Ok(())
}

fn words(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(words) => written(words),
        DataRef::SharedString(words) => written(words),
        DataRef::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        DataRef::Float(number) => number.to_string(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Bool(true) => "1".to_owned(),
        DataRef::Bool(false) => "0".to_owned(),
        _ => String::new(),
    }
}

/// A spreadsheet's own text is no formula, whatever it begins with: the sign of text tells so.
fn written(words: &str) -> String {
    match words.trim() {
        words if words.starts_with(['=', '+', '-', '@']) => cell(&format!("'{words}")),
        words => cell(words),
    }
}

fn cell(words: &str) -> String {
    words.trim().chars().take(CELL_CHARS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
        lines(bytes).unwrap().into_iter().map(|line| line.cells).collect()
    }

    #[test]
    fn every_spreadsheet_s_text_is_rows() {
        let wanted =
            vec![vec!["Nome".to_owned(), "Città".into()], vec!["Šejla".into(), "Bari; Puglia".into()]];
        let wide = "Nome\tCittà\r\nŠejla\t\"Bari; Puglia\"\r\n";
        let wide: Vec<u8> =
            [0xff, 0xfe].into_iter().chain(wide.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let western = b"Nome;Citt\xe0\r\n\x8aejla;\"Bari; Puglia\"\r\n";
        let named = "sep=;\r\nNome;Città\r\nŠejla;\"Bari; Puglia\"".as_bytes();
        for bytes in ["Nome,Città\nŠejla,Bari; Puglia".as_bytes(), western, &wide, named] {
            assert_eq!(cells(bytes), wanted);
        }
    }

    #[test]
    fn lines_are_those_of_the_file() {
        let numbers: Vec<_> = lines(b"Nome\n\n\nAnna\nBruno\n").unwrap().iter().map(|l| l.number).collect();
        assert_eq!(numbers, [1, 4, 5]);
    }

    #[test]
    fn what_is_no_list_says_so() {
        assert_eq!(lines(b" \n\n"), Err(Unreadable::Empty));
        assert_eq!(lines(&[0xd0, 0xcf, 0x11, 0xe0, 1]), Err(Unreadable::Kind), "an old Office file");
        assert_eq!(lines(b"PK\x03\x04rubbish"), Err(Unreadable::Damaged));
        assert_eq!(lines("Anna\n".repeat(MOST_ROWS + 1).as_bytes()), Err(Unreadable::TooLong));
    }

    proptest! {
        #[test]
        fn nothing_uploaded_panics(bytes in proptest::collection::vec(any::<u8>(), 0..400), zipped in any::<bool>()) {
            let bytes: Vec<u8> = if zipped { XLSX.into_iter().chain(bytes).collect() } else { bytes };
            let _ = lines(&bytes);
        }
    }
}
