//! Compares the map of a Polis conversation with what Polis published about it.
//! `cargo run --release -p reticolo-opinion --example polis_oracle -- FOLDER…`
#![allow(clippy::print_stdout, reason = "an example talks to a person")]

use reticolo_opinion::{
    map::{Given, OpinionMap, Votes},
    polis::{Conversation, Files},
};
use std::{collections::HashMap, path::Path};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for folder in std::env::args().skip(1) {
        let folder = Path::new(&folder);
        let read = |name: &str| std::fs::read(folder.join(name)).ok();
        let (votes, participants, comments) =
            (read("votes.csv"), read("participants-votes.csv"), read("comments.csv"));
        for (name, timed) in [("votes", true), ("participants", false), ("votes alone", true)] {
            let all = Conversation::read(Files {
                votes: votes.as_deref().filter(|_| timed),
                participants: participants.as_deref().filter(|_| name != "votes alone"),
                comments: comments.as_deref(),
            })?;
            let published =
                Conversation::read(Files { participants: participants.as_deref(), ..Files::default() })?;
            let votes = Votes::of(all.people.len(), all.statements.len(), &all.casts);
            let given = Given { hidden: &all.hidden, counted: &all.counted, ..Given::default() };
            let map = OpinionMap::of(&votes, &given);
            let pairs: Vec<(u32, u32)> =
                map.group.iter().zip(&published.published).filter_map(|(a, b)| a.zip(*b)).collect();
            let worst = published_consensus(comments.as_deref().unwrap_or_default())
                .into_iter()
                .filter_map(|(id, value)| {
                    let s = all.statements.iter().position(|own| *own == id)?;
                    map.consensus.get(s).map(|own| (own - value).abs())
                })
                .fold(None, |worst: Option<f64>, gap| Some(worst.map_or(gap, |w| w.max(gap))));
            println!(
                "{} from {name}: {} people, {} counted, published {}, sizes {:?}, passes {}, silhouettes {:.3?}, ARI {:.3}, consensus off by {worst:?}",
                folder.display(),
                votes.people(),
                map.group.iter().flatten().count(),
                published.published.iter().flatten().count(),
                map.sizes(),
                map.components.passes,
                map.silhouettes,
                agreement(&pairs),
            );
        }
    }
    Ok(())
}

fn published_consensus(comments: &[u8]) -> Vec<(String, f64)> {
    let mut reader = csv::Reader::from_reader(comments);
    let header = reader.headers().cloned().unwrap_or_default();
    let find = |name: &str| header.iter().position(|h| h == name);
    let (Some(id), Some(value)) = (find("comment-id"), find("group-informed-consensus")) else {
        return Vec::new();
    };
    reader
        .records()
        .flatten()
        .filter_map(|row| Some((row.get(id)?.to_owned(), row.get(value)?.parse().ok()?)))
        .collect()
}

/// The adjusted Rand index (Hubert & Arabie 1985).
fn agreement(pairs: &[(u32, u32)]) -> f64 {
    let two = |n: &f64| n * (n - 1.0) / 2.0;
    let (mut both, mut left, mut right) = (HashMap::new(), HashMap::new(), HashMap::new());
    for (a, b) in pairs {
        *both.entry((a, b)).or_insert(0.0) += 1.0;
        *left.entry(a).or_insert(0.0) += 1.0;
        *right.entry(b).or_insert(0.0) += 1.0;
    }
    let (both, left, right): (f64, f64, f64) =
        (both.values().map(two).sum(), left.values().map(two).sum(), right.values().map(two).sum());
    let chance = left * right / two(&(pairs.len() as f64));
    (both - chance) / ((left + right) / 2.0 - chance)
}
