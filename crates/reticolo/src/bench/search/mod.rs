//! `reticolo bench search`: what the search costs on a made network, with every filter inside the timed query.
//!
//! Services are made from the words of the needs, in six languages; questions from the words of one service each, by a
//! reader of its language, with a category, a legal position, a place and open now. Made things repeat exactly.

pub mod network;
mod questions;

use super::{figure, quantile};
use anyhow::Result;
use clap::Args;
use questions::Asked;
use reticolo_base::Instant;
use reticolo_directory::{access::Person, find::Finder};
use std::{
    collections::HashSet,
    io::Write as _,
    path::{Path, PathBuf},
    time::Instant as Clock,
};

/// Find services among many made ones
#[derive(Debug, Args)]
pub struct Search {
    /// How many services; a tenth of them is measured, too
    #[arg(long, default_value_t = 100_000)]
    services: u32,
    /// How many questions
    #[arg(long, default_value_t = 1_000)]
    questions: u32,
    /// Only write the services and questions into this folder, as lines of JSON, for a peer
    #[arg(long)]
    write: Option<PathBuf>,
}

/// Monday 23 November 2026, 10:30 in Rome: a moment at which offices are open.
const NOW: Instant = Instant(1_795_426_200_000_000);

impl Search {
    /// Runs the bench.
    ///
    /// # Errors
    /// When no index can be written to the temporary folder.
    pub async fn run(self) -> Result<()> {
        tokio::task::spawn_blocking(move || self.measure()).await?
    }

    fn measure(self) -> Result<()> {
        if let Some(folder) = &self.write {
            return write(folder, self.services, self.questions);
        }
        let tenth = one_size(self.services / 10, self.questions, "tenth_")?;
        let whole = one_size(self.services, self.questions, "")?;
        figure("search_exact_exponent", (whole.exact / tenth.exact).log10(), "of_size");
        figure("search_typo_exponent", (whole.typo / tenth.typo).log10(), "of_size");
        Ok(())
    }
}

/// Median milliseconds.
struct Medians {
    exact: f64,
    typo: f64,
}

fn one_size(services: u32, count: u32, size: &str) -> Result<Medians> {
    let folder = std::env::temp_dir().join(format!("reticolo-bench-search-{}", std::process::id()));
    let made = network::make(services);
    let begun = Clock::now();
    let finder = Finder::build(&made.records, &made.verified, &folder, NOW)?;
    figure(&format!("search_{size}index_time"), begun.elapsed().as_secs_f64(), "s");
    figure(&format!("search_{size}index_size"), bytes(&folder) as f64 / 1e6, "MB");
    let asked = questions::ask(&made, count);
    drop(made);
    let begun = Clock::now();
    let finder = Finder::reopen(&folder, NOW).unwrap_or(finder);
    figure(&format!("search_{size}open_time"), begun.elapsed().as_secs_f64(), "s");
    let exact = timed(&finder, &asked, |asked| &asked.words, &format!("search_{size}exact"));
    let typo = timed(&finder, &asked, |asked| &asked.mistyped, &format!("search_{size}typo"));
    figure(
        &format!("search_{size}found"),
        share(&exact.first, |first| f64::from(u8::from(!first.is_empty()))),
        "share",
    );
    let both: Vec<_> = exact.first.iter().zip(&typo.first).filter(|(exact, _)| !exact.is_empty()).collect();
    let recall = |(exact, typo): &(&HashSet<u32>, &HashSet<u32>)| {
        exact.intersection(typo).count() as f64 / exact.len().max(1) as f64
    };
    figure(&format!("search_{size}typo_recall_at_20"), share(&both, recall), "share");
    std::fs::remove_dir_all(&folder)?;
    Ok(Medians { exact: exact.median, typo: typo.median })
}

struct Timed {
    median: f64,
    /// The first twenty of each question.
    first: Vec<HashSet<u32>>,
}

/// Asks all questions once to warm what is cold after a start, then three times; the best of the three counts, so that
/// other work on the machine does not.
fn timed(finder: &Finder, asked: &[Asked], words: impl Fn(&Asked) -> &String, name: &str) -> Timed {
    let mut times = vec![f64::INFINITY; asked.len()];
    let (mut first, mut matched) = (Vec::new(), 0.0);
    for round in 0..4 {
        for (one, best) in asked.iter().zip(&mut times) {
            let query = one.query(words(one), NOW);
            let person = Person { position: Some(one.position.clone()), ..Person::default() };
            let begun = Clock::now();
            let found = finder.find(&query, &person, NOW);
            let taken = begun.elapsed().as_secs_f64() * 1e3;
            if round == 0 {
                matched += f64::from(found.total);
                first.push(found.hits.iter().map(|hit| hit.ordinal).collect());
            } else {
                *best = best.min(taken);
            }
        }
    }
    let median = quantile(&mut times, 0.5);
    figure(&format!("{name}_p50"), median, "ms");
    figure(&format!("{name}_p99"), quantile(&mut times, 0.99), "ms");
    figure(&format!("{name}_matches"), matched / asked.len().max(1) as f64, "services");
    Timed { median, first }
}

fn share<T>(all: &[T], value: impl Fn(&T) -> f64) -> f64 {
    all.iter().map(value).sum::<f64>() / all.len().max(1) as f64
}

fn bytes(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| match entry.metadata() {
            Ok(meta) if meta.is_dir() => bytes(&entry.path()),
            Ok(meta) => meta.len(),
            Err(_) => 0,
        })
        .sum()
}

/// Services and questions for a peer.
fn write(folder: &Path, services: u32, count: u32) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    let made = network::make(services);
    let mut out = std::io::BufWriter::new(std::fs::File::create(folder.join("services.jsonl"))?);
    for (ordinal, service) in made.records.services.iter().enumerate() {
        let line = serde_json::json!({ "id": ordinal, "text": network::text(service) });
        writeln!(out, "{line}")?;
    }
    let mut out = std::io::BufWriter::new(std::fs::File::create(folder.join("questions.jsonl"))?);
    for asked in questions::ask(&made, count) {
        writeln!(out, "{}", serde_json::json!({ "words": asked.words, "mistyped": asked.mistyped }))?;
    }
    Ok(())
}
