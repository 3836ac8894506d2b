//! Common ground in a small Lab: twenty to sixty people, over groups that they declared themselves.
//!
//! With so few people groups found by a machine are an accident, and a product over groups punishes having many. So:
//! the geometric mean over *declared* groups (kind of body, language) of the effective agreement pa·(1 − pd), with
//! Jeffreys' prior of ½. A group of fewer than five people is never shown: small groups are put together, and if they
//! are still fewer than five they are left out of every figure, so that nobody can subtract them.

use crate::map::{Count, Tally, Votes};
use serde::Serialize;

/// Groups of fewer people are not shown.
pub const FEWEST_SHOWN: usize = 5;

/// A declared group in the result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Group {
    /// Its number as declared; `None` for the small ones put together.
    pub declared: Option<u32>,
    /// How many people.
    pub people: usize,
}

/// A statement's common ground.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ground {
    /// Geometric mean over the groups of their effective agreement, from 0 to 1.
    pub common: f64,
    /// Effective agreement of each group, pa·(1 − pd).
    pub by_group: Vec<f64>,
    /// The votes of each group.
    pub counts: Vec<Count>,
}

/// Common ground of a Lab.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Lab {
    /// The groups that are shown.
    pub groups: Vec<Group>,
    /// How many people are in no group that may be shown.
    pub left_out: usize,
    /// Each statement.
    pub statements: Vec<Ground>,
}

/// Computes the common ground. `declared` is each person's group; who declared none counts with the small groups.
pub fn common_ground(votes: &Votes, declared: &[Option<u32>]) -> Lab {
    let mut sizes: std::collections::BTreeMap<u32, usize> = std::collections::BTreeMap::new();
    let voters: Vec<usize> = (0..votes.people()).filter(|person| votes.width(*person) > 0).collect();
    let of = |person: usize| declared.get(person).copied().flatten();
    for group in voters.iter().filter_map(|person| of(*person)) {
        *sizes.entry(group).or_default() += 1;
    }
    let mut groups: Vec<Group> = sizes
        .iter()
        .filter(|(_, size)| **size >= FEWEST_SHOWN)
        .map(|(group, size)| Group { declared: Some(*group), people: *size })
        .collect();
    let small = voters.len() - groups.iter().map(|group| group.people).sum::<usize>();
    let together = small >= FEWEST_SHOWN;
    if together {
        groups.push(Group { declared: None, people: small });
    }
    let number = |person: usize| {
        let own = of(person).and_then(|group| groups.iter().position(|g| g.declared == Some(group)));
        own.or_else(|| together.then(|| groups.len() - 1)).map(|index| index as u32)
    };
    let shown: Vec<Option<u32>> = (0..votes.people()).map(number).collect();
    let tally = Tally::of(votes, groups.len(), &shown);
    let statements = (0..votes.statements()).map(|statement| ground(&tally, statement)).collect();
    Lab { groups, left_out: if together { 0 } else { small }, statements }
}

fn ground(tally: &Tally, statement: usize) -> Ground {
    let counts: Vec<Count> = (0..tally.groups()).map(|group| tally.group(group, statement)).collect();
    let by_group: Vec<f64> = counts.iter().map(|count| effective(*count)).collect();
    let logs: f64 = by_group.iter().map(|share| share.ln()).sum();
    let common = if by_group.is_empty() { 0.0 } else { (logs / by_group.len() as f64).exp() };
    Ground { common, by_group, counts }
}

/// Effective agreement with Jeffreys' prior: those for, less where some are against.
pub fn effective(count: Count) -> f64 {
    let seen = f64::from(count.seen()) + 1.0;
    let (agree, disagree) = ((f64::from(count.agree) + 0.5) / seen, (f64::from(count.disagree) + 0.5) / seen);
    agree * (1.0 - disagree)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Cast, Vote};

    fn lab(groups: &[(u32, usize, Vote)]) -> Lab {
        let people: Vec<(u32, Vote)> = groups
            .iter()
            .flat_map(|(group, size, vote)| std::iter::repeat_n((*group, *vote), *size))
            .collect();
        let casts: Vec<Cast> =
            (0..).zip(&people).map(|(person, (_, vote))| Cast::new(person, 0, *vote)).collect();
        let declared: Vec<Option<u32>> = people.iter().map(|(group, _)| Some(*group)).collect();
        common_ground(&Votes::of(people.len(), 1, &casts), &declared)
    }

    #[test]
    fn common_ground_needs_every_group_large_or_small() {
        let united = lab(&[(1, 20, Vote::Agree), (2, 6, Vote::Agree)]);
        let divided = lab(&[(1, 20, Vote::Agree), (2, 6, Vote::Disagree)]);
        assert!(united.statements[0].common > 0.85);
        assert!(divided.statements[0].common < 0.1);
    }

    #[test]
    fn more_groups_of_one_mind_are_no_disadvantage() {
        let two = lab(&[(1, 10, Vote::Agree), (2, 10, Vote::Agree)]).statements[0].common;
        let four =
            lab(&[(1, 10, Vote::Agree), (2, 10, Vote::Agree), (3, 10, Vote::Agree), (4, 10, Vote::Agree)]);
        assert!((two - four.statements[0].common).abs() < 1e-12);
    }

    #[test]
    fn groups_under_five_are_put_together_or_left_out_of_every_figure() {
        let together = lab(&[(1, 10, Vote::Agree), (2, 3, Vote::Agree), (3, 2, Vote::Disagree)]);
        assert_eq!(together.groups.last().map(|g| (g.declared, g.people)), Some((None, 5)));
        let alone = lab(&[(1, 10, Vote::Agree), (2, 3, Vote::Disagree)]);
        assert_eq!((alone.groups.len(), alone.left_out), (1, 3));
        assert_eq!(alone.statements[0].counts, [Count { agree: 10, disagree: 0, pass: 0 }]);
    }

    #[test]
    fn the_prior_is_jeffreys() {
        assert_eq!(effective(Count::default()), 0.25);
        let nobody = common_ground(&Votes::of(0, 2, &[]), &[]);
        assert_eq!(nobody.statements.iter().map(|s| s.common).collect::<Vec<_>>(), [0.0, 0.0]);
    }
}
