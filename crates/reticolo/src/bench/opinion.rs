//! `reticolo bench opinion`: the map of a large conversation, from a list of votes to the last statistic.

use super::{figure, process::memory_mb, quantile};
use anyhow::{Context as _, Result};
use clap::Args;
use reticolo_opinion::map::{Cast, Given, Live, OpinionMap, Vote, Votes};
use std::{fmt::Write as _, path::PathBuf, time::Instant};

/// Draw the map of a large made conversation
#[derive(Debug, Args)]
pub struct Opinion {
    /// How many people; without this both sizes of the quality table
    #[arg(long, requires = "statements", requires = "votes")]
    people: Option<u32>,
    /// How many statements
    #[arg(long)]
    statements: Option<u32>,
    /// How many votes
    #[arg(long)]
    votes: Option<u32>,
    /// Write the votes as `votes.csv` for a peer and stop
    #[arg(long)]
    write: Option<PathBuf>,
}

struct Size {
    name: &'static str,
    people: u32,
    statements: u32,
    votes: u32,
}

const SIZES: [Size; 2] = [
    Size { name: "opinion", people: 33_422, statements: 783, votes: 2_000_000 },
    Size { name: "opinion_large", people: 100_000, statements: 1_000, votes: 10_000_000 },
];

impl Opinion {
    /// Runs the bench.
    ///
    /// # Errors
    /// When the votes cannot be written, or this is no Linux.
    pub fn run(self) -> Result<()> {
        let sizes = match (self.people, self.statements, self.votes) {
            (Some(people), Some(statements), Some(votes)) => {
                vec![Size { name: "opinion", people, statements, votes }]
            }
            _ => SIZES.into_iter().collect(),
        };
        for size in sizes {
            let casts = made(&size);
            if let Some(path) = &self.write {
                return std::fs::write(path, as_csv(&casts))
                    .with_context(|| format!("writing {}", path.display()));
            }
            measure(&size, &casts)?;
        }
        Ok(())
    }
}

fn measure(size: &Size, casts: &[Cast]) -> Result<()> {
    let (name, people, statements) = (size.name, size.people as usize, size.statements as usize);
    let before = memory_mb(std::process::id())?;
    let mut times = Vec::new();
    let mut maps = Vec::new();
    for _ in 0..5 {
        let begun = Instant::now();
        let votes = Votes::of(people, statements, casts);
        let read = begun.elapsed().as_secs_f64();
        let map = OpinionMap::of(&votes, &Given::default());
        times.push((begun.elapsed().as_secs_f64(), read));
        maps.push(fingerprint(&map));
        if maps.len() == 1 {
            figure(&format!("{name}_votes"), votes.len() as f64, "votes");
            figure(&format!("{name}_groups"), map.centres.len() as f64, "groups");
            figure(&format!("{name}_passes"), map.components.passes as f64, "passes");
            figure(&format!("{name}_memory"), most_memory_mb()? - before, "MB");
        }
    }
    let (mut all, mut reading): (Vec<f64>, Vec<f64>) = times.into_iter().unzip();
    figure(&format!("{name}_time"), quantile(&mut all, 0.5), "s");
    figure(&format!("{name}_time_of_it_sorting_votes"), quantile(&mut reading, 0.5), "s");
    let same = maps.iter().all(|own| Some(own) == maps.first());
    figure(&format!("{name}_same_on_every_run"), f64::from(u8::from(same)), "yes=1");
    one_by_one(size, casts);
    Ok(())
}

/// New votes, one after another, on the finished map.
fn one_by_one(size: &Size, casts: &[Cast]) {
    let votes = Votes::of(size.people as usize, size.statements as usize, casts);
    let mut live = Live::of(&votes, &[], &[]);
    let mut draw = drawing(7);
    let mut times: Vec<f64> = (0..2_000)
        .map(|_| {
            let (person, statement) =
                (draw(u64::from(size.people)) as u32, draw(u64::from(size.statements)) as u32);
            let vote = Cast::new(person, statement, if draw(2) == 0 { Vote::Agree } else { Vote::Disagree });
            let begun = Instant::now();
            live.cast(vote);
            begun.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    figure(&format!("{}_one_vote_p50", size.name), quantile(&mut times, 0.5), "ms");
    figure(&format!("{}_one_vote_p99", size.name), quantile(&mut times, 0.99), "ms");
    figure(&format!("{}_one_vote_most", size.name), quantile(&mut times, 1.0), "ms");
    let begun = Instant::now();
    live.settle();
    figure(&format!("{}_settle", size.name), begun.elapsed().as_secs_f64(), "s");
}

/// The most memory this process has had at once, in megabytes.
fn most_memory_mb() -> Result<f64> {
    let status = std::fs::read_to_string("/proc/self/status").context("reading the memory used")?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or("");
    let kilobytes: f64 = line.split_whitespace().nth(1).and_then(|n| n.parse().ok()).unwrap_or(f64::NAN);
    Ok(kilobytes / 1024.0)
}

/// Every bit of the map, folded.
fn fingerprint(map: &OpinionMap) -> u64 {
    let points = map.points.iter().flat_map(|point| [point.x.to_bits(), point.y.to_bits()]);
    let groups = map.group.iter().map(|group| group.map_or(9, u64::from));
    let values = map.consensus.iter().chain(&map.components.first).map(|value| value.to_bits());
    points.chain(groups).chain(values).fold(0, |sum, bits| (sum ^ bits).wrapping_mul(0x0100_0000_01b3))
}

fn drawing(seed: u64) -> impl FnMut(u64) -> u64 {
    let mut state = seed;
    move |below| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below.max(1)
    }
}

/// Three kinds of people over statements that unite, divide or bore them. Some vote on nearly all, most on few; each
/// sees the statements in an order of her own, as they are served.
fn made(size: &Size) -> Vec<Cast> {
    let mut draw = drawing(1);
    let statements = u64::from(size.statements);
    let mean = u64::from(size.votes / size.people.max(1));
    let mut casts = Vec::with_capacity(size.votes as usize + size.statements as usize);
    let mut widths: Vec<u64> =
        (0..size.people).map(|_| (draw(mean * 2) * draw(mean * 2) / mean.max(1)).min(statements)).collect();
    let mut total: u64 = widths.iter().sum();
    while total < u64::from(size.votes) {
        let person = draw(u64::from(size.people)) as usize;
        if let Some(width) = widths.get_mut(person).filter(|width| **width < statements) {
            *width += 1;
            total += 1;
        }
    }
    for (person, width) in (0..).zip(widths) {
        let kind = draw(3);
        let (start, stride) = (draw(statements), 1 + 2 * draw(statements / 2));
        let stride = if gcd(stride, statements) == 1 { stride } else { 1 };
        for n in 0..width {
            let statement = (start + n * stride) % statements;
            casts.push(Cast::new(person, statement as u32, vote(kind, statement, draw(100))));
        }
    }
    casts.truncate(size.votes as usize);
    casts
}

fn vote(kind: u64, statement: u64, luck: u64) -> Vote {
    if luck < 15 {
        return Vote::Pass;
    }
    let agreeing = match statement % 4 {
        0 => 85,
        1 if kind == 0 => 85,
        2 if kind == 1 => 85,
        3 => 55,
        _ => 25,
    };
    if luck - 15 < agreeing * 85 / 100 { Vote::Agree } else { Vote::Disagree }
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

fn as_csv(casts: &[Cast]) -> String {
    let mut text = String::from("timestamp,datetime,comment-id,voter-id,vote\n");
    for (time, cast) in casts.iter().enumerate() {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{time},,{},{},{}", cast.statement(), cast.person(), cast.vote().number());
    }
    text
}
