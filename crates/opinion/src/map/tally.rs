//! Counts of votes by group and statement.

use super::{
    parallel,
    votes::{Vote, Votes},
};
use serde::Serialize;

/// How many agreed, disagreed and passed on a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Count {
    /// Those who agreed.
    pub agree: u32,
    /// Those who disagreed.
    pub disagree: u32,
    /// Those who passed.
    pub pass: u32,
}

impl Count {
    /// All who saw it and answered: A + D + P.
    pub fn seen(self) -> u32 {
        self.agree + self.disagree + self.pass
    }

    /// Adds another count.
    pub fn and(self, other: Self) -> Self {
        Self {
            agree: self.agree + other.agree,
            disagree: self.disagree + other.disagree,
            pass: self.pass + other.pass,
        }
    }

    /// The count seen from the other side: who disagreed stands for who agreed.
    pub fn turned(self) -> Self {
        Self { agree: self.disagree, disagree: self.agree, pass: self.pass }
    }

    /// One vote more, or with −1 one fewer.
    pub(crate) fn change(&mut self, vote: Vote, by: i32) {
        let slot = match vote {
            Vote::Agree => &mut self.agree,
            Vote::Disagree => &mut self.disagree,
            Vote::Pass => &mut self.pass,
        };
        *slot = slot.saturating_add_signed(by);
    }
}

/// Counts for each group and for those in none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    statements: usize,
    groups: Vec<Vec<Count>>,
    apart: Vec<Count>,
}

impl Tally {
    /// Counts. `group` gives the group of each person, if she is in one.
    pub fn of(votes: &Votes, groups: usize, group: &[Option<u32>]) -> Self {
        let statements = votes.statements();
        let parts = parallel::bounds(votes.starts());
        let counts = parallel::each(&parts, |rows| {
            let mut tables = vec![vec![0_u32; statements * 4]; groups + 1];
            for person in rows {
                let group = group.get(person).copied().flatten().map_or(groups, |g| (g as usize).min(groups));
                let Some(table) = tables.get_mut(group) else { continue };
                for cell in votes.row(person) {
                    if let Some(n) = table.get_mut(*cell as usize) {
                        *n += 1;
                    }
                }
            }
            tables
        });
        let mut total = vec![vec![0_u32; statements * 4]; groups + 1];
        for part in &counts {
            for (sums, table) in total.iter_mut().zip(part) {
                sums.iter_mut().zip(table).for_each(|(sum, n)| *sum += n);
            }
        }
        let mut groups: Vec<Vec<Count>> =
            total.iter().map(|table| table.chunks_exact(4).map(read).collect()).collect();
        let apart = groups.pop().unwrap_or_default();
        Self { statements, groups, apart }
    }

    /// How many statements.
    pub fn statements(&self) -> usize {
        self.statements
    }

    /// How many groups.
    pub fn groups(&self) -> usize {
        self.groups.len()
    }

    /// A statement's count in a group.
    pub fn group(&self, group: usize, statement: usize) -> Count {
        self.groups.get(group).and_then(|counts| counts.get(statement)).copied().unwrap_or_default()
    }

    /// A statement's count in all groups.
    pub fn counted(&self, statement: usize) -> Count {
        (0..self.groups()).fold(Count::default(), |sum, group| sum.and(self.group(group, statement)))
    }

    /// A statement's count over all people, in a group or not.
    pub fn everyone(&self, statement: usize) -> Count {
        self.counted(statement).and(self.apart.get(statement).copied().unwrap_or_default())
    }

    pub(crate) fn change(&mut self, group: Option<u32>, statement: usize, vote: Vote, by: i32) {
        let counts = match group {
            Some(group) => self.groups.get_mut(group as usize),
            None => Some(&mut self.apart),
        };
        if let Some(count) = counts.and_then(|counts| counts.get_mut(statement)) {
            count.change(vote, by);
        }
    }
}

fn read(cells: &[u32]) -> Count {
    match *cells {
        [disagree, pass, agree, ..] => Count { agree, disagree, pass },
        _ => Count::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::Cast;

    #[test]
    fn votes_are_counted_by_group_and_those_in_none_only_overall() {
        let casts = [(0, Vote::Agree), (1, Vote::Agree), (2, Vote::Disagree), (3, Vote::Pass)];
        let casts: Vec<Cast> = casts.iter().map(|(person, vote)| Cast::new(*person, 0, *vote)).collect();
        let tally = Tally::of(&Votes::of(4, 2, &casts), 2, &[Some(0), Some(1), Some(1), None]);
        assert_eq!(tally.group(1, 0), Count { agree: 1, disagree: 1, pass: 0 });
        assert_eq!(tally.counted(0).seen(), 3);
        assert_eq!(tally.everyone(0), Count { agree: 2, disagree: 1, pass: 1 });
        assert_eq!(tally.everyone(1).seen(), 0);
    }
}
