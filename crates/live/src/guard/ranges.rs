//! Sets of units of one client, as sorted ranges.

/// Sorted ranges that neither touch nor overlap: first unit, and the one after the last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ranges(Vec<(u32, u32)>);

impl Ranges {
    /// Adds `start..end`.
    pub fn add(&mut self, start: u32, end: u32) {
        if start >= end {
            return;
        }
        let first = self.0.partition_point(|range| range.1 < start);
        let past = self.0.partition_point(|range| range.0 <= end);
        let touched = self.0.get(first..past).unwrap_or_default();
        let low = touched.first().map_or(start, |range| range.0.min(start));
        let high = touched.last().map_or(end, |range| range.1.max(end));
        self.0.splice(first..past.max(first), [(low, high)]);
    }

    /// The ranges, from low to high.
    pub fn iter(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        self.0.iter().copied()
    }

    /// Whether a unit is in the set.
    pub fn has(&self, unit: u32) -> bool {
        self.missing(unit, unit + 1).is_empty()
    }

    /// The parts of `start..end` that are not in the set.
    pub fn missing(&self, start: u32, end: u32) -> Vec<(u32, u32)> {
        let mut missing = Vec::new();
        let mut at = start;
        let first = self.0.partition_point(|range| range.1 <= start);
        for (low, high) in self.0.iter().skip(first) {
            if *low >= end {
                break;
            }
            if at < *low {
                missing.push((at, *low));
            }
            at = at.max(*high);
        }
        if at < end {
            missing.push((at, end));
        }
        missing
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn it_is_a_set(ranges in prop::collection::vec((0_u32..60, 0_u32..12), 0..30), from in 0_u32..60, len in 0_u32..20) {
            let (mut ours, mut theirs) = (Ranges::default(), BTreeSet::new());
            for (start, len) in ranges {
                ours.add(start, start + len);
                theirs.extend(start..start + len);
            }
            let missing: Vec<u32> = ours.missing(from, from + len).into_iter().flat_map(|(a, b)| a..b).collect();
            let expected: Vec<u32> = (from..from + len).filter(|unit| !theirs.contains(unit)).collect();
            prop_assert_eq!(missing, expected);
            prop_assert!(ours.0.windows(2).all(|pair| pair[0].1 < pair[1].0), "{:?}", ours);
        }
    }
}
