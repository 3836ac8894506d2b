//! What an import found, did, mended and refused.

use crate::book::Changes;
use serde::Serialize;
use std::collections::BTreeMap;

/// How many refused rows are told one by one; beyond it they are only counted.
const TOLD: usize = 500;
/// How many lines are named as examples.
const EXAMPLES: usize = 5;

/// What an import found, did, mended and refused. Nothing is left out silently.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The format that was recognised.
    pub format: &'static str,
    /// The name of the source.
    pub source: String,
    /// Whether nothing was written on purpose.
    pub dry_run: bool,
    /// Rows or objects read and records made of them, by HSDS kind.
    pub kinds: BTreeMap<String, Tally>,
    /// What was mended, by what and where: `table.column`.
    pub repaired: BTreeMap<Repair, BTreeMap<String, Found>>,
    /// Rows that were not taken.
    pub refused: Vec<Refused>,
    /// All rows that were not taken, also those beyond the first five hundred.
    pub refused_rows: u64,
    /// Empty cells: table → column → rows.
    pub empty: BTreeMap<String, BTreeMap<String, u64>>,
    /// Keys that lead nowhere.
    pub broken: BTreeMap<String, Broken>,
    /// Files and columns that were not understood; what they hold was kept where there was a record to keep it in.
    pub unknown: BTreeMap<String, u64>,
}

/// The counts of one kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Rows or objects in the source.
    pub read: u64,
    /// Records or parts of records made of them.
    pub kept: u64,
    /// Not there before.
    pub new: u64,
    /// There, with other content.
    pub changed: u64,
    /// There, the same.
    pub unchanged: u64,
    /// Of this source, but no longer in it.
    pub gone: u64,
    /// Not taken.
    pub refused: u64,
    /// Written with what the card's keepers decided in place of what the source says.
    pub kept_here: u64,
}

/// What was mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Repair {
    /// Spaces around or control characters inside were removed.
    Trimmed,
    /// Written `\n` became line breaks.
    LineBreaks,
    /// Windows-1252 became UTF-8.
    Encoding,
    /// A date became year-month-day.
    Date,
    /// A date could not be understood; its words were kept beside.
    DateUnreadable,
    /// A time became hours:minutes.
    Time,
    /// A time could not be understood; its words were kept beside.
    TimeUnreadable,
    /// A web address that is none; kept beside.
    WebUnreadable,
    /// Words became the number they say, or a number became words.
    Number,
    /// A number could not be understood; its words were kept beside.
    NumberUnreadable,
    /// `www.…` became a full web address.
    Web,
    /// An id occurs twice for different things; the second got its own.
    Renamed,
    /// The same row again; taken once.
    Doubled,
    /// The same thing told several times was put together.
    Merged,
    /// Rows of one weekday each became one schedule.
    Weekdays,
    /// A text was longer than is taken; the rest was cut.
    Cut,
    /// A value of the wrong shape; kept beside.
    Shape,
    /// A row without id got one.
    Identified,
    /// A row shorter or longer than the header; missing cells count as empty, further ones were kept beside.
    RowLength,
    /// Latitude or longitude off the earth, kept as told; such a place is on no map.
    OffTheEarth,
    /// Not taken because it is about a person: staff addresses and the like.
    Personal,
    /// A place, service or organisation that the source only implies was added.
    Implied,
}

/// How often something was found, and on which lines first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Found {
    /// How often.
    pub count: u64,
    /// The first lines, from 1; empty where a format has no lines.
    pub lines: Vec<u64>,
}

/// A row that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// The file.
    pub file: String,
    /// The line, from 1 (the object's number in JSON); 0 when it is not known.
    pub line: u64,
    /// The HSDS kind.
    pub kind: String,
    /// Why.
    pub reason: Reason,
}

/// Why a row was not taken.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// It says nothing.
    Blank,
    /// It hangs on nothing: all its keys are empty.
    NoParent,
    /// It hangs on something that is not there.
    ParentMissing,
    /// It lacks this field, without which it means nothing.
    Lacks(&'static str),
    /// Its line cannot be parsed.
    Unreadable,
    /// It is not of the shape that its kind has.
    Shape,
    /// There are more rows than are taken.
    TooMany,
}

/// A key that leads nowhere.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Broken {
    /// Rows in which it is empty.
    pub empty: u64,
    /// Rows in which it names something that is not there.
    pub dangling: u64,
    /// Rows that could not be placed because of it.
    pub lost: u64,
    /// The first lines.
    pub lines: Vec<u64>,
}

impl Report {
    /// A report on one source.
    pub fn new(format: &'static str, source: &str) -> Self {
        Self { format, source: source.to_owned(), ..Self::default() }
    }

    /// The counts of a kind.
    pub fn tally(&mut self, kind: &str) -> &mut Tally {
        if !self.kinds.contains_key(kind) {
            self.kinds.insert(kind.to_owned(), Tally::default());
        }
        self.kinds.entry(kind.to_owned()).or_default()
    }

    /// Something was mended.
    pub fn repair(&mut self, what: Repair, place: &str, line: u64) {
        let places = self.repaired.entry(what).or_default();
        if !places.contains_key(place) {
            places.insert(place.to_owned(), Found::default());
        }
        if let Some(found) = places.get_mut(place) {
            found.count += 1;
            example(&mut found.lines, line);
        }
    }

    /// A row was not taken.
    pub fn refuse(&mut self, file: &str, line: u64, kind: &str, reason: Reason) {
        self.tally(kind).refused += 1;
        self.refused_rows += 1;
        if self.refused.len() < TOLD {
            self.refused.push(Refused { file: file.to_owned(), line, kind: kind.to_owned(), reason });
        }
    }

    /// A cell is empty.
    pub fn empty(&mut self, table: &str, column: &str, rows: u64) {
        if rows > 0 {
            *self.empty.entry(table.to_owned()).or_default().entry(column.to_owned()).or_default() += rows;
        }
    }

    /// A key leads nowhere.
    pub fn broken(&mut self, key: &str, line: u64, how: impl FnOnce(&mut Broken)) {
        let broken = self.broken.entry(key.to_owned()).or_default();
        how(broken);
        example(&mut broken.lines, line);
    }

    /// A file or column was not understood.
    pub fn unknown(&mut self, what: &str) {
        *self.unknown.entry(what.to_owned()).or_default() += 1;
    }

    /// How often something was mended, everywhere.
    pub fn repairs(&self, what: Repair) -> u64 {
        self.repaired.get(&what).map_or(0, |places| places.values().map(|found| found.count).sum())
    }

    /// Enters what the book did with the records.
    pub fn wrote(&mut self, changes: &Changes) {
        for (kind, count) in &changes.0 {
            let seen = count.new + count.changed + count.unchanged + count.gone + count.refused;
            if seen == 0 {
                continue;
            }
            let tally = self.tally(kind);
            tally.new = count.new;
            tally.changed = count.changed;
            tally.unchanged = count.unchanged;
            tally.gone = count.gone;
            tally.kept_here = count.kept_here;
            tally.refused += count.refused;
            self.refused_rows += count.refused;
        }
    }

    /// 0 when everything was taken, 3 when some rows were refused.
    pub fn exit_code(&self) -> u8 {
        if self.refused_rows == 0 { 0 } else { 3 }
    }
}

fn example(lines: &mut Vec<u64>, line: u64) {
    if line > 0 && lines.len() < EXAMPLES && lines.last() != Some(&line) {
        lines.push(line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refused_rows_are_all_counted_and_the_first_are_told() {
        let mut report = Report::new("hsds-1.1", "miami");
        for line in 2..2_002 {
            report.refuse("eligibility.csv", line, "eligibility", Reason::NoParent);
        }
        assert_eq!((report.refused.len(), report.refused_rows), (TOLD, 2_000));
        assert_eq!(report.tally("eligibility").refused, 2_000);
        assert_eq!(report.exit_code(), 3);
    }

    #[test]
    fn a_repair_names_its_first_lines() {
        let mut report = Report::new("hsds-1.1", "miami");
        for line in 10..30 {
            report.repair(Repair::Time, "schedules.opens_at", line);
        }
        let found = &report.repaired[&Repair::Time]["schedules.opens_at"];
        assert_eq!((found.count, found.lines.as_slice()), (20, &[10, 11, 12, 13, 14][..]));
        assert_eq!(report.repairs(Repair::Time), 20);
    }
}
