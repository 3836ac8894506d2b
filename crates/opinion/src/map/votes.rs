//! Who voted what: one row a person, one column a statement, only the cells that were voted.

use super::parallel;
use serde::{Deserialize, Serialize};

/// What a person said about a statement. Not to have voted is no vote, and different from [`Vote::Pass`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Vote {
    /// −1
    Disagree = 0,
    /// 0
    Pass = 1,
    /// +1
    Agree = 2,
}

impl Vote {
    /// From −1, 0 or 1, as Polis writes them in its open data.
    pub fn from_number(number: i64) -> Option<Self> {
        match number {
            -1 => Some(Self::Disagree),
            0 => Some(Self::Pass),
            1 => Some(Self::Agree),
            _ => None,
        }
    }

    /// −1, 0 or 1.
    pub fn number(self) -> f64 {
        self as u8 as f64 - 1.0
    }

    pub(crate) fn of_cell(cell: u32) -> Self {
        match cell & 3 {
            0 => Self::Disagree,
            1 => Self::Pass,
            _ => Self::Agree,
        }
    }
}

/// One vote as it was cast: a person's and a statement's number, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cast {
    pub(crate) person: u32,
    pub(crate) cell: u32,
}

/// At most so many statements: a cell's number leaves two bits for the vote.
pub const MOST_STATEMENTS: u32 = 1 << 28;

impl Cast {
    /// A person's vote on a statement. Statements beyond [`MOST_STATEMENTS`] fold onto the last one, which no
    /// [`Votes`] has room for, so that [`Votes::of`] leaves them out.
    pub fn new(person: u32, statement: u32, vote: Vote) -> Self {
        Self { person, cell: statement.min(MOST_STATEMENTS) << 2 | vote as u32 }
    }

    /// Whose it is.
    pub fn person(self) -> usize {
        self.person as usize
    }

    /// On which statement.
    pub fn statement(self) -> usize {
        (self.cell >> 2) as usize
    }

    /// What was said.
    pub fn vote(self) -> Vote {
        Vote::of_cell(self.cell)
    }
}

/// The last vote of each person on each statement. Eight bytes a person and four a vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Votes {
    statements: usize,
    starts: Vec<usize>,
    cells: Vec<u32>,
}

impl Votes {
    /// Collects votes in the order in which they were cast: the last one of a person on a statement wins. Votes of
    /// a person or on a statement beyond the given numbers are left out.
    pub fn of(people: usize, statements: usize, casts: &[Cast]) -> Self {
        let statements = statements.min(MOST_STATEMENTS as usize);
        let counts = |cast: &&Cast| cast.person() < people && cast.statement() < statements;
        let mut next = vec![0_usize; people + 1];
        for cast in casts.iter().filter(counts) {
            if let Some(slot) = next.get_mut(cast.person() + 1) {
                *slot += 1;
            }
        }
        let mut total = 0;
        for slot in &mut next {
            total += *slot;
            *slot = total;
        }
        let starts = next.clone();
        let mut cells = vec![0_u32; total];
        for cast in casts.iter().filter(counts) {
            if let Some(slot) = next.get_mut(cast.person()) {
                if let Some(cell) = cells.get_mut(*slot) {
                    *cell = cast.cell;
                }
                *slot += 1;
            }
        }
        let mut votes = Self { statements, starts, cells };
        votes.keep_last();
        votes
    }

    /// Sorts each row by statement, and keeps the last of several votes on one.
    fn keep_last(&mut self) {
        let bounds = parallel::bounds(&self.starts);
        let mut rest = self.cells.as_mut_slice();
        let mut parts = Vec::new();
        for pair in &bounds {
            let size = self.starts.get(pair.end).copied().unwrap_or(0)
                - self.starts.get(pair.start).copied().unwrap_or(0);
            let (part, after) = rest.split_at_mut(size.min(rest.len()));
            parts.push((self.starts.get(pair.start..=pair.end).unwrap_or_default(), part));
            rest = after;
        }
        let kept = parallel::consume(parts, |(starts, part)| tidy(starts, part));
        if kept.iter().flatten().count() == 0 {
            return;
        }
        let lengths: Vec<usize> = bounds
            .iter()
            .zip(&kept)
            .flat_map(|(rows, some)| match some {
                Some(lengths) => lengths.clone(),
                None => rows.clone().map(|row| self.width(row)).collect(),
            })
            .collect();
        self.close_gaps(&lengths);
    }

    fn close_gaps(&mut self, lengths: &[usize]) {
        let (mut to, mut begin) = (0, 0);
        for (row, length) in lengths.iter().enumerate() {
            let end = self.starts.get(row + 1).copied().unwrap_or(begin);
            self.cells.copy_within(begin..(begin + length).min(end), to);
            begin = end;
            to += length;
            if let Some(start) = self.starts.get_mut(row + 1) {
                *start = to;
            }
        }
        self.cells.truncate(to);
    }

    /// How many people, with and without votes.
    pub fn people(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// How many statements.
    pub fn statements(&self) -> usize {
        self.statements
    }

    /// How many votes, re-votes not counted.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether nobody has voted.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// On how many statements a person has voted.
    pub fn width(&self, person: usize) -> usize {
        self.row(person).len()
    }

    /// What a person has voted, by statement.
    pub fn by(&self, person: usize) -> impl Iterator<Item = (usize, Vote)> + '_ {
        self.row(person).iter().map(|cell| ((cell >> 2) as usize, Vote::of_cell(*cell)))
    }

    pub(crate) fn row(&self, person: usize) -> &[u32] {
        let begin = self.starts.get(person).copied().unwrap_or(0);
        let end = self.starts.get(person + 1).copied().unwrap_or(begin);
        self.cells.get(begin..end).unwrap_or_default()
    }

    pub(crate) fn starts(&self) -> &[usize] {
        &self.starts
    }
}

/// Sorts the rows of a part and moves the votes that count to the front of each; their numbers, if any row shrank.
fn tidy(starts: &[usize], part: &mut [u32]) -> Option<Vec<usize>> {
    let mut rest = part;
    let mut lengths = Vec::with_capacity(starts.len());
    let mut shrank = false;
    for pair in starts.windows(2) {
        let size = pair.iter().rev().copied().reduce(|end, begin| end - begin).unwrap_or(0);
        let (row, after) = rest.split_at_mut(size.min(rest.len()));
        let length = tidy_row(row);
        shrank |= length < size;
        lengths.push(length);
        rest = after;
    }
    shrank.then_some(lengths)
}

fn tidy_row(row: &mut [u32]) -> usize {
    if row.is_sorted_by(|a, b| a >> 2 < b >> 2) {
        return row.len();
    }
    row.sort_by_key(|cell| cell >> 2);
    let mut length = 0;
    for index in 0..row.len() {
        let (Some(cell), next) = (row.get(index).copied(), row.get(index + 1).copied()) else { break };
        if next.is_none_or(|next| next >> 2 != cell >> 2) {
            if let Some(slot) = row.get_mut(length) {
                *slot = cell;
            }
            length += 1;
        }
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;
    use Vote::{Agree, Disagree, Pass};

    fn cast(person: u32, statement: u32, vote: Vote) -> Cast {
        Cast::new(person, statement, vote)
    }

    #[test]
    fn the_last_vote_of_a_person_on_a_statement_wins() {
        let votes = Votes::of(
            2,
            3,
            &[cast(1, 2, Agree), cast(0, 0, Pass), cast(1, 0, Agree), cast(1, 2, Disagree), cast(1, 1, Pass)],
        );
        assert_eq!(votes.by(0).collect::<Vec<_>>(), [(0, Pass)]);
        assert_eq!(votes.by(1).collect::<Vec<_>>(), [(0, Agree), (1, Pass), (2, Disagree)]);
        assert_eq!(votes.len(), 4);
    }

    #[test]
    fn the_order_of_different_cells_does_not_matter() {
        let mut casts = vec![cast(0, 1, Agree), cast(2, 0, Pass), cast(1, 1, Disagree), cast(0, 0, Disagree)];
        let forward = Votes::of(3, 2, &casts);
        casts.reverse();
        assert_eq!(forward, Votes::of(3, 2, &casts));
    }

    #[test]
    fn votes_outside_the_table_are_left_out() {
        let votes = Votes::of(
            1,
            1,
            &[cast(0, 7, Agree), cast(9, 0, Agree), cast(0, u32::MAX, Pass), cast(0, 0, Pass)],
        );
        assert_eq!(votes.len(), 1);
    }

    #[test]
    fn nobody_and_nothing_make_an_empty_table() {
        assert!(Votes::of(0, 0, &[]).is_empty());
        assert_eq!(Votes::of(3, 0, &[]).people(), 3);
    }

    #[test]
    fn many_rows_in_several_parts_keep_their_last_votes() {
        let casts: Vec<Cast> = (0..400_000_u32)
            .map(|n| {
                cast(n % 5_003, n.wrapping_mul(2_654_435_761) >> 26, if n < 200_000 { Pass } else { Agree })
            })
            .collect();
        let votes = Votes::of(5_003, 64, &casts);
        let mut last = std::collections::BTreeMap::new();
        for cast in &casts {
            last.insert((cast.person(), cast.statement()), cast.vote());
        }
        let kept: std::collections::BTreeMap<_, _> =
            (0..votes.people()).flat_map(|p| votes.by(p).map(move |(s, v)| ((p, s), v))).collect();
        assert_eq!(kept, last);
    }
}
