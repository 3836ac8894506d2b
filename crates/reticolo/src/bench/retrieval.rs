//! `reticolo bench retrieval FOLDER`: real questions against the pages that answer them.
//!
//! The folder holds lines of JSON with `question`, `context` (a page, its title in the first line) and `language`, as in
//! the Integreat question data (CC BY 4.0). Each file is a library of its own; a question is answered when its page is
//! among the first five.

use super::figure;
use anyhow::{Context as _, Result};
use clap::Args;
use reticolo_search::{Document, Index, Question, Tongue, Weight};
use serde::Deserialize;
use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

/// Ask real questions and see whether their own page is among the first five
#[derive(Debug, Args)]
pub struct Retrieval {
    /// The folder with `*.jsonl`
    folder: PathBuf,
}

#[derive(Debug, Deserialize)]
struct Row {
    question: String,
    context: String,
    language: String,
}

impl Retrieval {
    /// Runs the bench.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub async fn run(self) -> Result<()> {
        let entries = std::fs::read_dir(&self.folder)
            .with_context(|| format!("the folder {}", self.folder.display()))?;
        let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        files.retain(|path| path.extension().is_some_and(|end| end == "jsonl"));
        files.sort();
        for file in files {
            let rows = read(&file)?;
            let Some(language) = rows.first().map(|row| row.language.clone()) else { continue };
            let ranks = ranks(&rows, Tongue::from_tag(&language))?;
            let within = |most: usize| {
                ranks.iter().filter(|rank| **rank < most).count() as f64 / ranks.len().max(1) as f64
            };
            figure(&format!("retrieval_{language}_recall_at_5"), within(5), "share");
            figure(&format!("retrieval_{language}_recall_at_1"), within(1), "share");
        }
        Ok(())
    }
}

fn read(file: &Path) -> Result<Vec<Row>> {
    let text = std::fs::read_to_string(file)?;
    let rows = text.lines().filter(|line| !line.trim().is_empty()).map(serde_json::from_str);
    rows.collect::<Result<_, _>>().with_context(|| format!("{} is not lines of questions", file.display()))
}

/// For each question, how many pages stand before its own; as many as there are when it is not found.
fn ranks(rows: &[Row], tongue: Tongue) -> Result<Vec<usize>> {
    let (mut pages, mut numbers) = (Vec::new(), HashMap::new());
    for row in rows {
        numbers.entry(row.context.as_str()).or_insert_with(|| {
            pages.push(row.context.as_str());
            pages.len() as u32 - 1
        });
    }
    let folder = std::env::temp_dir().join(format!("reticolo-bench-retrieval-{}", std::process::id()));
    let index = Index::write(&folder, "retrieval", pages.len() as u32, |n| {
        let page = pages.get(n as usize).copied().unwrap_or_default();
        let (title, body) = page.split_once('\n').unwrap_or((page, ""));
        let mut document = Document::default();
        document.text(tongue, Weight::Title, title);
        document.text(tongue, Weight::Body, body);
        document
    })?;
    let mut ranks = Vec::new();
    for row in rows {
        let own = numbers.get(row.context.as_str()).copied();
        let mut found = Vec::new();
        index.search(&Question::new(&row.question, tongue), |page, score| found.push((page, score)));
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        ranks.push(found.iter().position(|(page, _)| Some(*page) == own).unwrap_or(pages.len().max(5)));
    }
    std::fs::remove_dir_all(&folder)?;
    Ok(ranks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_finds_its_page_before_others() {
        let row = |question: &str, context: &str| Row {
            question: question.into(),
            context: context.into(),
            language: "en".into(),
        };
        let rows = [
            row("How much does the family pass cost?", "Family pass\nIt costs 6 euros."),
            row("Where do I learn German?", "German courses\nSchools teach the language."),
            row("xyzzy?", "Nothing\nof the kind."),
        ];
        assert_eq!(ranks(&rows, Tongue::En).unwrap(), [0, 0, 5]);
    }
}
