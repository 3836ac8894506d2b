//! `reticolo bench shares`: 5,000 voters choose among 200 proposals, exactly.

use super::{figure, quantile};
use anyhow::{Context as _, Result, bail};
use clap::Args;
use reticolo_opinion::shares::{
    Ballots, Completion, Election, Project, Utility, Voter, choose,
    pb::{self, File, Reading},
};
use std::{hint::black_box, path::PathBuf, time::Instant};

/// Choose among many proposals by equal shares
#[derive(Debug, Args)]
pub struct Shares {
    /// How many voters
    #[arg(long, default_value_t = 5_000)]
    voters: u32,
    /// How many proposals
    #[arg(long, default_value_t = 200)]
    projects: u32,
    /// Measure this Pabulib file instead of a made election
    #[arg(long)]
    file: Option<PathBuf>,
    /// Write the made election for a peer and stop
    #[arg(long)]
    write: Option<PathBuf>,
}

impl Shares {
    /// Runs the bench.
    ///
    /// # Errors
    /// When a file cannot be read or written.
    pub fn run(self) -> Result<()> {
        let file = match &self.file {
            Some(path) => {
                let bytes = std::fs::read(path).with_context(|| format!("reading {}", path.display()))?;
                match pb::read(&bytes, Reading::Lenient) {
                    Ok(file) => file,
                    Err(problems) => bail!(
                        "{}: {}",
                        path.display(),
                        problems.first().map_or(String::new(), ToString::to_string)
                    ),
                }
            }
            None => File { election: made(self.voters, self.projects), meta: Default::default() },
        };
        if let Some(path) = &self.write {
            return std::fs::write(path, pb::write(&file))
                .with_context(|| format!("writing {}", path.display()));
        }
        let utility = Utility::usual(file.election.ballots);
        for (name, completion) in [("shares", Completion::None), ("shares_completed", Completion::AddOne)] {
            let mut times: Vec<f64> = (0..21)
                .map(|_| {
                    let begun = Instant::now();
                    black_box(choose(black_box(&file.election), utility, completion));
                    begun.elapsed().as_secs_f64() * 1e3
                })
                .collect();
            figure(&format!("{name}_time"), quantile(&mut times, 0.5), "ms");
            let choice = choose(&file.election, utility, completion);
            figure(&format!("{name}_chosen"), choice.chosen.len() as f64, "proposals");
            figure(&format!("{name}_raised_by"), choice.raised_by as f64, "units");
        }
        Ok(())
    }
}

/// An election as cities have them: many small proposals, few large ones, some popular, most not.
fn made(voters: u32, projects: u32) -> Election {
    let mut state = 42_u64;
    let mut draw = move |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below.max(1)
    };
    let projects: Vec<Project> = (0..projects)
        .map(|n| {
            let size = draw(100) * draw(100);
            Project { id: format!("p{n:03}"), name: String::new(), cost: 500 + 10 * size as i64 }
        })
        .collect();
    let count = projects.len() as u64;
    let voters = (0..voters)
        .map(|n| {
            let mut ballot: Vec<(u32, i64)> = (0..3 + draw(15))
                // The smaller of two draws: the first proposals are the popular ones.
                .map(|_| (draw(count).min(draw(count)) as u32, 1))
                .collect();
            ballot.sort_unstable();
            ballot.dedup();
            Voter { id: format!("v{n}"), ballot }
        })
        .collect();
    let total: i64 = projects.iter().map(|project| project.cost).sum();
    Election {
        budget: total / 4,
        decimals: 0,
        point_decimals: 0,
        ballots: Ballots::Approval,
        projects,
        voters,
    }
}
