//! Groups under five are never shown, nor can they be worked out from what is shown.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The smallest group that is shown.
pub const LEAST: u32 = 5;

/// How people are shared among groups.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shares {
    /// How many there are; `None` when they are fewer than five.
    pub all: Option<u32>,
    /// Groups of five and more, the largest first.
    pub groups: Vec<(String, u32)>,
    /// All others together: none, or at least five.
    pub others: u32,
}

impl Shares {
    /// Of these counts. Small groups are joined; when they are still small together, the smallest shown one joins them.
    pub fn of(counts: &BTreeMap<String, u32>) -> Self {
        let all: u32 = counts.values().sum();
        if all < LEAST {
            return Self::default();
        }
        let (mut groups, small): (Vec<_>, Vec<_>) =
            counts.iter().map(|(name, n)| (name.clone(), *n)).partition(|(_, n)| *n >= LEAST);
        groups.sort_by(|(a, n), (b, m)| m.cmp(n).then_with(|| a.cmp(b)));
        let mut others: u32 = small.iter().map(|(_, n)| n).sum();
        while others > 0 && others < LEAST {
            let Some((_, n)) = groups.pop() else { break };
            others += n;
        }
        Self { all: Some(all), groups, others }
    }

    /// The place of a name among the groups; the others come after them.
    pub fn place(&self, name: &str) -> Option<usize> {
        let found = self.groups.iter().position(|(group, _)| group == name);
        found.or((self.others > 0).then_some(self.groups.len()))
    }

    /// How many places there are.
    pub fn places(&self) -> usize {
        self.groups.len() + usize::from(self.others > 0)
    }
}

/// A number of things between people, shown from five on; `None` hides it.
pub fn shown(count: u32) -> Option<u32> {
    (count == 0 || count >= LEAST).then_some(count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn counts(of: &[(&str, u32)]) -> BTreeMap<String, u32> {
        of.iter().map(|(name, n)| ((*name).to_owned(), *n)).collect()
    }

    #[test]
    fn small_groups_are_joined() {
        let shares = Shares::of(&counts(&[("public", 12), ("third", 7), ("university", 3), ("migrants", 4)]));
        assert_eq!(shares.groups, [("public".to_owned(), 12), ("third".to_owned(), 7)]);
        assert_eq!((shares.all, shares.others), (Some(26), 7));
    }

    #[test]
    fn one_small_group_alone_takes_the_smallest_shown_one_with_it() {
        let shares = Shares::of(&counts(&[("public", 12), ("third", 7), ("university", 1)]));
        assert_eq!((shares.groups.len(), shares.others), (1, 8));
    }

    #[test]
    fn four_people_are_fewer_than_five_and_no_more_is_said() {
        assert_eq!(Shares::of(&counts(&[("public", 4)])), Shares::default());
    }

    proptest! {
        #[test]
        fn nothing_under_five_is_shown_or_follows_from_what_is(
            of in prop::collection::btree_map("[a-e]", 0_u32..12, 0..6)
        ) {
            let shares = Shares::of(&of);
            prop_assert!(shares.groups.iter().all(|(_, n)| *n >= LEAST));
            prop_assert!(shares.others == 0 || shares.others >= LEAST);
            let sum: u32 = shares.groups.iter().map(|(_, n)| n).sum::<u32>() + shares.others;
            prop_assert_eq!(sum, shares.all.unwrap_or(0));
            prop_assert!(shares.all.is_none_or(|all| all >= LEAST));
            for (name, n) in &of {
                let hidden = shares.groups.iter().all(|(group, _)| group != name);
                prop_assert!(*n == 0 || *n >= LEAST || hidden);
            }
        }
    }
}
