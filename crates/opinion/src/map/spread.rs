//! How opinions spread around the middle: the votes, centred, as an operator that never becomes a dense table.
//!
//! A missing vote stands for the statement's mean, so that it is exactly 0 once the mean is taken off. What is left
//! are the votes that were cast, less the mean of their statement: a cell's value is one of three per statement.

use super::{parallel, votes::Votes};
use std::ops::Range;

/// The means of the statements, and which statements count.
#[derive(Debug, Clone)]
pub struct Spread<'a> {
    votes: &'a Votes,
    parts: Vec<Range<usize>>,
    means: Vec<f64>,
    zeroed: Vec<bool>,
}

/// Value of a vote, from −1 to 1, in the order of [`super::Vote`]; the fourth is never used.
pub const VALUES: [f64; 4] = [-1.0, 0.0, 1.0, 0.0];

impl<'a> Spread<'a> {
    /// Votes around the mean of each statement. The zeroed statements are 0 for everybody.
    pub fn of(votes: &'a Votes, zeroed: &[bool]) -> Self {
        let parts = parallel::bounds(votes.starts());
        let zeroed: Vec<bool> =
            (0..votes.statements()).map(|s| zeroed.get(s).copied().unwrap_or(false)).collect();
        let counts = parallel::each(&parts, |rows| count(votes, rows));
        let mut total = vec![0_u32; votes.statements() * 4];
        for part in &counts {
            total.iter_mut().zip(part).for_each(|(sum, n)| *sum += n);
        }
        let means =
            total.chunks_exact(4).zip(&zeroed).map(|(counts, zero)| if *zero { 0.0 } else { mean(counts) });
        let means = means.collect();
        Self { votes, parts, means, zeroed }
    }

    /// The mean vote of each statement; 0 for those that nobody has voted on.
    pub fn means(&self) -> &[f64] {
        &self.means
    }

    /// What a direction gives for each possible cell.
    pub fn table(&self, direction: &[f64]) -> Vec<f64> {
        table(&self.means, &self.zeroed, direction)
    }

    /// Xᵀ(X·direction), in one pass over the votes.
    pub fn turn(&self, direction: &[f64]) -> Vec<f64> {
        let table = self.table(direction);
        let partial = parallel::each(&self.parts, |rows| gather_and_scatter(self.votes, rows, &table));
        let mut sums = vec![0.0; table.len()];
        for part in &partial {
            sums.iter_mut().zip(part).for_each(|(sum, x)| *sum += x);
        }
        fold(&self.means, &self.zeroed, &sums)
    }

    /// For each person, X·direction for two directions: her point before it is scaled.
    pub fn project(&self, first: &[f64], second: &[f64]) -> Vec<(f64, f64)> {
        let tables: Vec<[f64; 2]> =
            self.table(first).into_iter().zip(self.table(second)).map(|(x, y)| [x, y]).collect();
        let parts = parallel::each(&self.parts, |rows| {
            rows.map(|person| project_row(self.votes.row(person), &tables)).collect::<Vec<_>>()
        });
        parts.into_iter().flatten().collect()
    }
}

/// Mean of the votes counted as [disagree, pass, agree, –].
pub fn mean(counts: &[u32]) -> f64 {
    let n: u32 = counts.iter().sum();
    let sum: f64 = counts.iter().zip(VALUES).map(|(n, value)| f64::from(*n) * value).sum();
    if n == 0 { 0.0 } else { sum / f64::from(n) }
}

/// What a direction gives for each possible cell.
pub fn table(means: &[f64], zeroed: &[bool], direction: &[f64]) -> Vec<f64> {
    let mut table = Vec::with_capacity(means.len() * 4);
    for ((mean, zero), weight) in means.iter().zip(zeroed).zip(direction) {
        let weight = if *zero { 0.0 } else { *weight };
        table.extend(VALUES.map(|value| (value - mean) * weight));
    }
    table
}

/// Sums by cell become sums by statement, each with its cell's value.
pub fn fold(means: &[f64], zeroed: &[bool], sums: &[f64]) -> Vec<f64> {
    let by_statement = sums.chunks_exact(4).zip(means).zip(zeroed);
    by_statement
        .map(|((sums, mean), zero)| {
            if *zero {
                0.0
            } else {
                sums.iter().zip(VALUES).take(3).map(|(sum, value)| sum * (value - mean)).sum()
            }
        })
        .collect()
}

pub fn project_row(row: &[u32], tables: &[[f64; 2]]) -> (f64, f64) {
    row.iter().fold((0.0, 0.0), |(x, y), cell| match tables.get(*cell as usize) {
        Some([dx, dy]) => (x + dx, y + dy),
        None => (x, y),
    })
}

fn count(votes: &Votes, rows: Range<usize>) -> Vec<u32> {
    let mut counts = vec![0_u32; votes.statements() * 4];
    for person in rows {
        for cell in votes.row(person) {
            if let Some(n) = counts.get_mut(*cell as usize) {
                *n += 1;
            }
        }
    }
    counts
}

fn gather_and_scatter(votes: &Votes, rows: Range<usize>, table: &[f64]) -> Vec<f64> {
    let mut sums = vec![0.0; table.len()];
    for person in rows {
        step(votes.row(person), table, &mut sums);
    }
    sums
}

/// One person's part of a power step. Four sums side by side, because additions in a row wait for each other.
pub fn step(row: &[u32], table: &[f64], sums: &mut [f64]) {
    let value = |cell: u32| table.get(cell as usize).copied().unwrap_or(0.0);
    let mut four = [0.0_f64; 4];
    let mut blocks = row.chunks_exact(4);
    for block in &mut blocks {
        if let [a, b, c, d] = *block {
            let [p, q, r, s] = four;
            four = [p + value(a), q + value(b), r + value(c), s + value(d)];
        }
    }
    let rest: f64 = blocks.remainder().iter().map(|cell| value(*cell)).sum();
    let [p, q, r, s] = four;
    let along = (p + q) + (r + s) + rest;
    for cell in row {
        if let Some(sum) = sums.get_mut(*cell as usize) {
            *sum += along;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Cast, Vote};

    fn some() -> Votes {
        let casts: Vec<Cast> = (0..90_u32)
            .filter(|n| n % 7 != 3)
            .map(|n| {
                Cast::new(n / 6, n % 6, [Vote::Agree, Vote::Pass, Vote::Disagree][(n * n % 11 % 3) as usize])
            })
            .collect();
        Votes::of(15, 6, &casts)
    }

    fn dense(votes: &Votes, zeroed: &[bool]) -> Vec<Vec<f64>> {
        let mut table = vec![vec![f64::NAN; votes.statements()]; votes.people()];
        for (person, row) in table.iter_mut().enumerate() {
            votes.by(person).for_each(|(s, vote)| row[s] = vote.number());
        }
        for s in 0..votes.statements() {
            let cast: Vec<f64> = table.iter().map(|row| row[s]).filter(|v| !v.is_nan()).collect();
            let mean = cast.iter().sum::<f64>() / cast.len().max(1) as f64;
            for row in &mut table {
                row[s] = if zeroed[s] || row[s].is_nan() { 0.0 } else { row[s] - mean };
            }
        }
        table
    }

    #[test]
    fn the_sparse_operator_equals_the_dense_table() {
        let (votes, zeroed) = (some(), [false, false, true, false, false, false]);
        let direction = [0.3, -0.2, 0.9, 0.5, 0.1, -0.7];
        let spread = Spread::of(&votes, &zeroed);
        let table = dense(&votes, &zeroed);
        let along: Vec<f64> =
            table.iter().map(|row| row.iter().zip(direction).map(|(a, b)| a * b).sum()).collect();
        for (s, got) in spread.turn(&direction).into_iter().enumerate() {
            let expected: f64 = table.iter().zip(&along).map(|(row, a)| row[s] * a).sum();
            assert!((got - expected).abs() < 1e-12, "statement {s}: {got} and {expected}");
        }
        for ((x, _), expected) in spread.project(&direction, &direction).into_iter().zip(along) {
            assert!((x - expected).abs() < 1e-12);
        }
    }

    #[test]
    fn a_statement_without_votes_has_mean_zero() {
        let votes = Votes::of(1, 2, &[Cast::new(0, 0, Vote::Agree)]);
        assert_eq!(Spread::of(&votes, &[]).means(), [1.0, 0.0]);
    }
}
