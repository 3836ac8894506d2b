//! The data of minutes as tables, one per noun, in an archive. No table names a participant.

use super::minutes::{Minutes, Told};
use std::io::{Cursor, Write as _};
use zip::{ZipWriter, write::SimpleFileOptions};

/// A table: its file's name, its columns, its rows.
struct Sheet {
    name: &'static str,
    head: &'static [&'static str],
    rows: Vec<Vec<String>>,
}

/// A cell that no spreadsheet takes for a formula: an apostrophe before what could begin one, and before an apostrophe, so
/// that it can be taken away again.
pub fn guarded(cell: &str) -> String {
    match cell.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\'') => format!("'{cell}"),
        _ => cell.to_owned(),
    }
}

/// The cell as it was before [`guarded`].
pub fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').unwrap_or(cell)
}

/// The tables cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("the tables could not be written")]
pub struct Unwritable;

/// The archive of all tables. The same minutes give the same bytes.
///
/// # Errors
/// [`Unwritable`] when a table is too large for an archive.
pub fn zip(minutes: &Minutes) -> Result<Vec<u8>, Unwritable> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for sheet in sheets(minutes) {
        archive.start_file(sheet.name, SimpleFileOptions::default()).map_err(|_| Unwritable)?;
        archive.write_all(&csv(&sheet)?).map_err(|_| Unwritable)?;
    }
    Ok(archive.finish().map_err(|_| Unwritable)?.into_inner())
}

/// One table as CSV (RFC 4180), with the mark by which spreadsheets know UTF-8.
fn csv(sheet: &Sheet) -> Result<Vec<u8>, Unwritable> {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{feff}".into());
    writer.write_record(sheet.head).map_err(|_| Unwritable)?;
    for row in &sheet.rows {
        writer.write_record(row.iter().map(|cell| guarded(cell))).map_err(|_| Unwritable)?;
    }
    writer.into_inner().map_err(|_| Unwritable)
}

fn told(told: &Told) -> [String; 2] {
    [told.words.clone(), told.lang.to_string()]
}

fn count(n: Option<u32>) -> String {
    n.map_or_else(|| "<5".to_owned(), |n| n.to_string())
}

fn sheets(minutes: &Minutes) -> Vec<Sheet> {
    vec![
        people(minutes),
        contributions(minutes),
        translations(minutes),
        themes(minutes),
        votes(minutes),
        proposals(minutes),
        decisions(minutes),
        commitments(minutes),
        groups(minutes),
        experiments(minutes),
    ]
}

fn people(minutes: &Minutes) -> Sheet {
    let of = |by: &str, shares: &super::few::Shares| {
        let mut rows: Vec<Vec<String>> =
            shares.groups.iter().map(|(name, n)| vec![by.to_owned(), name.clone(), n.to_string()]).collect();
        if shares.others > 0 {
            rows.push(vec![by.to_owned(), "others".to_owned(), shares.others.to_string()]);
        }
        rows.push(vec![by.to_owned(), "all".to_owned(), count(shares.all)]);
        rows
    };
    let mut rows = of("kind", &minutes.people.kinds);
    rows.extend(of("territory", &minutes.people.territories));
    Sheet { name: "people.csv", head: &["by", "group", "people"], rows }
}

fn contributions(minutes: &Minutes) -> Sheet {
    let mut rows = Vec::new();
    for at in &minutes.words {
        for word in &at.said {
            let [words, lang] = told(&word.words);
            rows.push(vec![
                word.id.to_string(),
                at.block.to_string(),
                at.table.to_string(),
                at.round.to_string(),
                word.kind.clone().unwrap_or_default(),
                word.summary.to_string(),
                lang,
                words,
            ]);
        }
    }
    Sheet {
        name: "contributions.csv",
        head: &["id", "block", "table", "round", "kind", "summary", "lang", "words"],
        rows,
    }
}

fn translations(minutes: &Minutes) -> Sheet {
    let said = minutes.words.iter().flat_map(|at| &at.said);
    let row = |word: &super::minutes::Word| {
        let id = word.id.to_string();
        let also = word.words.also.iter();
        also.map(|(lang, also)| {
            let by = if also.machine { "machine" } else { "person" };
            vec![id.clone(), lang.to_string(), also.reviewed.to_string(), by.to_owned(), also.words.clone()]
        })
        .collect::<Vec<_>>()
    };
    Sheet {
        name: "translations.csv",
        head: &["contribution", "lang", "reviewed", "by", "words"],
        rows: said.flat_map(row).collect(),
    }
}

fn themes(minutes: &Minutes) -> Sheet {
    let mut rows = Vec::new();
    for theme in &minutes.themes {
        let [title, lang] = told(&theme.title);
        for ancestor in &theme.ancestors {
            rows.push(vec![theme.id.to_string(), lang.clone(), title.clone(), ancestor.to_string()]);
        }
        if theme.ancestors.is_empty() {
            rows.push(vec![theme.id.to_string(), lang, title, String::new()]);
        }
    }
    Sheet { name: "themes.csv", head: &["id", "lang", "title", "contribution"], rows }
}

fn votes(minutes: &Minutes) -> Sheet {
    let row = |voted: &super::minutes::Voted| {
        let [words, lang] = told(&voted.statement);
        let cell = |pick: fn((u32, u32, u32)) -> u32| count(voted.votes.map(pick));
        vec![lang, words, cell(|v| v.0), cell(|v| v.1), cell(|v| v.2)]
    };
    let rows = minutes.votes.iter().map(row).collect();
    Sheet { name: "votes.csv", head: &["lang", "statement", "agree", "disagree", "pass"], rows }
}

fn proposals(minutes: &Minutes) -> Sheet {
    let row = |p: &super::minutes::Proposed| {
        let [title, lang] = told(&p.title);
        let texts = [&p.problem, &p.parties, &p.change, &p.beneficiaries, &p.first_step];
        let mut row = vec![p.id.to_string(), lang, title, p.state.clone(), whole(p.hours), whole(p.euros)];
        row.extend(texts.into_iter().cloned());
        row
    };
    Sheet {
        name: "proposals.csv",
        head: &[
            "id",
            "lang",
            "title",
            "state",
            "hours",
            "euros",
            "problem",
            "parties",
            "change",
            "beneficiaries",
            "first_step",
        ],
        rows: minutes.proposals.iter().map(row).collect(),
    }
}

fn decisions(minutes: &Minutes) -> Sheet {
    let of = |c: &super::minutes::Chosen| {
        let row = |result: &super::minutes::CameOut| {
            let against = c.dissent.iter().filter(|(title, _)| *title == result.title);
            let against: Vec<&str> = against.map(|(_, words)| words.as_str()).collect();
            vec![
                c.id.to_string(),
                c.method.clone(),
                whole(c.budget.0),
                whole(c.budget.1),
                count(c.ballots),
                result.title.clone(),
                result.chosen.to_string(),
                result.why.clone(),
                against.join("\n"),
            ]
        };
        c.results.iter().map(row).collect::<Vec<_>>()
    };
    Sheet {
        name: "decisions.csv",
        head: &["id", "method", "hours", "euros", "ballots", "proposal", "chosen", "why", "dissent"],
        rows: minutes.decisions.iter().flat_map(of).collect(),
    }
}

fn whole(n: Option<i64>) -> String {
    n.map(|n| n.to_string()).unwrap_or_default()
}

fn commitments(minutes: &Minutes) -> Sheet {
    let row = |c: &super::minutes::Promised| {
        let [what, lang] = told(&c.what);
        let who = c.who.clone().unwrap_or_else(|| "participant".to_owned());
        vec![c.id.to_string(), who, lang, what, c.due.to_string()]
    };
    let rows = minutes.commitments.iter().map(row).collect();
    Sheet { name: "commitments.csv", head: &["id", "who", "lang", "what", "due"], rows }
}

fn groups(minutes: &Minutes) -> Sheet {
    let row = |g: &super::minutes::Grouped| {
        let [title, lang] = told(&g.title);
        let next = g.next_at.map(|at| at.to_string()).unwrap_or_default();
        vec![g.id.to_string(), lang, title, g.task.words.clone(), next]
    };
    let rows = minutes.groups.iter().map(row).collect();
    Sheet { name: "groups.csv", head: &["id", "lang", "title", "task", "next"], rows }
}

fn experiments(minutes: &Minutes) -> Sheet {
    let row = |e: &super::minutes::Tried| {
        let [title, lang] = told(&e.title);
        vec![
            e.id.to_string(),
            lang,
            title,
            e.hypothesis.words.clone(),
            e.measure.words.clone(),
            e.place.clone(),
            e.starts_at.to_string(),
            e.weeks.to_string(),
            e.decision.clone().unwrap_or_default(),
        ]
    };
    Sheet {
        name: "experiments.csv",
        head: &["id", "lang", "title", "hypothesis", "measure", "place", "starts", "weeks", "decision"],
        rows: minutes.experiments.iter().map(row).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(bytes: &[u8]) -> Vec<Vec<String>> {
        let text = std::str::from_utf8(bytes).unwrap().strip_prefix('\u{feff}').unwrap();
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn no_cell_is_a_formula() {
        for formula in ["=HYPERLINK(\"x\")", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert!(guarded(formula).starts_with('\''), "{formula}");
        }
        assert_eq!(guarded("Sportello"), "Sportello");
    }

    proptest! {
        #[test]
        fn any_text_is_read_again(cells in prop::collection::vec(any::<String>(), 2..5)) {
            let head: &[&str] = &["a", "b"];
            let rows = vec![cells.clone()];
            let mut writer = csv::WriterBuilder::new().flexible(true).terminator(csv::Terminator::CRLF).from_writer("\u{feff}".into());
            writer.write_record(head).unwrap();
            for row in &rows {
                writer.write_record(row.iter().map(|cell| guarded(cell))).unwrap();
            }
            let bytes: Vec<u8> = writer.into_inner().unwrap();
            let back: Vec<String> = read(&bytes)[1].iter().map(|cell| unguarded(cell).to_owned()).collect();
            prop_assert_eq!(back, cells);
        }
    }
}
