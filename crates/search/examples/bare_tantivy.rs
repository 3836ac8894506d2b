//! The peer of `reticolo bench search`: tantivy as it comes, one text field, the best twenty, no filter.
//! Reads `services.jsonl` and `questions.jsonl` of a folder; prints `name value unit`.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::indexing_slicing)]

use std::{collections::HashSet, path::Path, time::Instant};
use tantivy::{
    Index, Searcher, TantivyDocument, Term,
    collector::TopDocs,
    query::{BooleanQuery, FuzzyTermQuery, Occur, Query, TermQuery},
    schema::{Field, IndexRecordOption, STORED, Schema, TEXT, Value as _},
};

/// A field of a line of JSON written by the bench: plain strings and numbers only.
fn field(line: &str, name: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(line).unwrap();
    match &value[name] {
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn main() {
    let folder = std::env::args().nth(1).unwrap();
    let folder = Path::new(&folder);
    let mut schema = Schema::builder();
    let (text, id) = (schema.add_text_field("text", TEXT), schema.add_u64_field("id", STORED));
    let index = Index::create_in_ram(schema.build());
    let begun = Instant::now();
    let mut writer = index.writer_with_num_threads::<TantivyDocument>(2, 300 << 20).unwrap();
    for line in std::fs::read_to_string(folder.join("services.jsonl")).unwrap().lines() {
        let mut document = TantivyDocument::default();
        document.add_text(text, field(line, "text"));
        document.add_u64(id, field(line, "id").parse().unwrap());
        writer.add_document(document).unwrap();
    }
    writer.commit().unwrap();
    println!("peer_tantivy_index_time {:.3} s", begun.elapsed().as_secs_f64());
    let searcher = index.reader().unwrap().searcher();
    let questions = std::fs::read_to_string(folder.join("questions.jsonl")).unwrap();
    let exact = timed("exact", &searcher, id, &questions, |line| all(text, &field(line, "words"), false));
    let typo = timed("typo", &searcher, id, &questions, |line| all(text, &field(line, "mistyped"), true));
    let pairs: Vec<_> = exact.iter().zip(&typo).filter(|(exact, _)| !exact.is_empty()).collect();
    let sum: f64 = pairs.iter().map(|(e, t)| e.intersection(t).count() as f64 / e.len() as f64).sum();
    println!("peer_tantivy_typo_recall_at_20 {:.3} share", sum / pairs.len().max(1) as f64);
}

/// All words must be found; with a typo each may be one letter off.
fn all(text: Field, words: &str, fuzzy: bool) -> BooleanQuery {
    let one = |word: &str| -> (Occur, Box<dyn Query>) {
        let term = Term::from_field_text(text, word);
        let long = word.chars().count() >= 4;
        let query: Box<dyn Query> = if fuzzy && long {
            Box::new(FuzzyTermQuery::new(term, 1, true))
        } else {
            Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
        };
        (Occur::Must, query)
    };
    BooleanQuery::new(words.split(' ').map(one).collect())
}

fn timed(
    name: &str,
    searcher: &Searcher,
    id: Field,
    questions: &str,
    query: impl Fn(&str) -> BooleanQuery,
) -> Vec<HashSet<u64>> {
    let (mut times, mut found) = (Vec::new(), Vec::new());
    for round in 0..2 {
        for line in questions.lines() {
            let query = query(line);
            let begun = Instant::now();
            let best = searcher.search(&query, &TopDocs::with_limit(20).order_by_score()).unwrap();
            if round == 1 {
                times.push(begun.elapsed().as_secs_f64() * 1e3);
                let ids = best.iter().map(|(_, at)| {
                    let document: TantivyDocument = searcher.doc(*at).unwrap();
                    document.get_first(id).and_then(|value| value.as_u64()).unwrap()
                });
                found.push(ids.collect());
            }
        }
    }
    times.sort_by(f64::total_cmp);
    for (p, share) in [(50, 0.5), (99, 0.99)] {
        println!(
            "peer_tantivy_{name}_p{p} {:.3} ms",
            times[((times.len() - 1) as f64 * share).round() as usize]
        );
    }
    found
}
