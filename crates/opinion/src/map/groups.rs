//! Groups of people who voted alike: base clusters of the points, then groups of the base clusters.

use super::kmeans::{self, Clusters, Point};

/// At most so many base clusters.
pub const MOST_BASES: usize = 100;
/// At most so many groups.
pub const MOST_GROUPS: usize = 5;
const BASE_ROUNDS: usize = 30;
const GROUP_ROUNDS: usize = 100;

/// The groups found, and how well they are apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Grouping {
    /// For each clustered person, her group; the largest group is 0.
    pub of: Vec<u32>,
    /// The middle of each group.
    pub centres: Vec<Point>,
    /// The mean silhouette (−1 to 1; Rousseeuw 1987) for k = 2, 3, …
    pub silhouettes: Vec<f64>,
}

/// Groups the points of the clustered people: the number of groups with the best silhouette, or one that is given.
pub fn find(points: &[Point], groups: Option<usize>) -> Grouping {
    let bases = bases(points);
    let sizes = bases.weights(&vec![1.0; points.len()]);
    let (centres, weights): (Vec<Point>, Vec<f64>) = bases
        .centres
        .iter()
        .zip(&sizes)
        .filter(|(_, size)| **size > 0.0)
        .map(|(centre, size)| (*centre, *size))
        .unzip();
    let most = MOST_GROUPS.min(2 + centres.len() / 12).min(centres.len());
    let apart = Apart::of(&centres);
    let tried: Vec<Clusters> = (2..=most).map(|k| from_first(&centres, &weights, k)).collect();
    let silhouettes: Vec<f64> = tried.iter().map(|clusters| apart.silhouette(clusters)).collect();
    let wanted = groups.and_then(|k| k.checked_sub(2)).filter(|index| *index < tried.len());
    let best = wanted.or_else(|| first_largest(&silhouettes));
    let chosen = best.and_then(|index| tried.into_iter().nth(index));
    let Some(chosen) = chosen else {
        // One base or none: all who are there think alike.
        return Grouping {
            of: vec![0; points.len()],
            centres: centres.into_iter().take(1).collect(),
            silhouettes,
        };
    };
    let mut of_base = Vec::with_capacity(sizes.len());
    let mut groups_of_bases = chosen.of.iter();
    for size in &sizes {
        of_base.push(if *size > 0.0 { groups_of_bases.next().copied().unwrap_or(0) } else { 0 });
    }
    let of = bases.of.iter().map(|base| of_base.get(*base as usize).copied().unwrap_or(0)).collect();
    by_size(of, chosen.centres, silhouettes)
}

fn bases(points: &[Point]) -> Clusters {
    let mut distinct: Vec<Point> = Vec::with_capacity(MOST_BASES);
    let mut seen = std::collections::HashSet::new();
    for point in points {
        if seen.insert((point.x.to_bits(), point.y.to_bits())) {
            distinct.push(*point);
            if distinct.len() == MOST_BASES {
                break;
            }
        }
    }
    kmeans::settle(points, &vec![1.0; points.len()], distinct, BASE_ROUNDS)
}

/// The groups in order of size, the largest first; equally large ones by their first person.
fn by_size(of: Vec<u32>, centres: Vec<Point>, silhouettes: Vec<f64>) -> Grouping {
    let mut sizes = vec![(0_usize, usize::MAX); centres.len()];
    for (person, group) in of.iter().enumerate() {
        if let Some((size, first)) = sizes.get_mut(*group as usize) {
            *size += 1;
            *first = (*first).min(person);
        }
    }
    let mut order: Vec<(usize, (usize, usize), Point)> = sizes
        .into_iter()
        .zip(centres)
        .enumerate()
        .map(|(group, (size, centre))| (group, size, centre))
        .collect();
    order.retain(|(_, (size, _), _)| *size > 0);
    order.sort_by_key(|(_, (size, first), _)| (usize::MAX - size, *first));
    let mut rank = vec![0_u32; order.iter().map(|(group, ..)| group + 1).max().unwrap_or(0)];
    for (new, (old, ..)) in (0..).zip(&order) {
        if let Some(slot) = rank.get_mut(*old) {
            *slot = new;
        }
    }
    let of = of.into_iter().map(|group| rank.get(group as usize).copied().unwrap_or(0)).collect();
    Grouping { of, centres: order.into_iter().map(|(_, _, centre)| centre).collect(), silhouettes }
}

/// As Polis does, k-means starts from the first k base clusters that differ. The tightest of many starts would often
/// be one person far out against everybody else, which tells nobody anything.
fn from_first(points: &[Point], weights: &[f64], k: usize) -> Clusters {
    kmeans::settle(points, weights, points.iter().copied().take(k).collect(), GROUP_ROUNDS)
}

/// Draws an index in proportion to the shares, with a number from 0 to 1.
pub fn draw(shares: &[f64], at: f64) -> Option<usize> {
    let total: f64 = shares.iter().filter(|share| share.is_finite()).sum();
    let mut left = at * total;
    let mut last = None;
    for (index, share) in shares.iter().enumerate().filter(|(_, share)| share.is_finite() && **share > 0.0) {
        last = Some(index);
        left -= share;
        if left < 0.0 {
            break;
        }
    }
    last
}

fn first_largest(values: &[f64]) -> Option<usize> {
    let largest = values.iter().copied().reduce(f64::max)?;
    values.iter().position(|value| *value == largest)
}

/// Distances between all pairs of base clusters.
struct Apart(Vec<Vec<f64>>);

impl Apart {
    fn of(points: &[Point]) -> Self {
        Self(points.iter().map(|a| points.iter().map(|b| a.apart(*b)).collect()).collect())
    }

    /// How much nearer each point is to its own group than to the next one, on average. A point alone counts 0.
    fn silhouette(&self, clusters: &Clusters) -> f64 {
        let k = clusters.centres.len();
        let mut sum = 0.0;
        for (row, own) in self.0.iter().zip(&clusters.of) {
            let mut to = vec![(0.0_f64, 0.0_f64); k];
            for (distance, group) in row.iter().zip(&clusters.of) {
                if let Some((total, count)) = to.get_mut(*group as usize) {
                    *total += distance;
                    *count += 1.0;
                }
            }
            let own = *own as usize;
            let Some((total, count)) = to.get(own).copied().filter(|(_, count)| *count > 1.0) else {
                continue;
            };
            let inside = total / (count - 1.0);
            let others = to.iter().enumerate().filter(|(group, (_, count))| *group != own && *count > 0.0);
            let outside = others.map(|(_, (total, count))| total / count).fold(f64::INFINITY, f64::min);
            let larger = inside.max(outside);
            if larger > 0.0 && larger.is_finite() {
                sum += (outside - inside) / larger;
            }
        }
        sum / self.0.len().max(1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::random;

    fn heap(x: f64, y: f64, count: usize) -> impl Iterator<Item = Point> {
        let mut state = count as u64;
        (0..count).map(move |_| Point { x: x + random::unit(&mut state), y: y + random::unit(&mut state) })
    }

    #[test]
    fn heaps_far_apart_become_groups_the_largest_first() {
        let points: Vec<Point> =
            heap(0.0, 0.0, 30).chain(heap(20.0, 0.0, 90)).chain(heap(0.0, 20.0, 60)).collect();
        let found = find(&points, None);
        assert_eq!(found.centres.len(), 3);
        assert!(found.of[..30].iter().all(|group| *group == 2));
        assert!(found.of[30..120].iter().all(|group| *group == 0));
        assert!(found.of[120..].iter().all(|group| *group == 1));
        assert!(found.silhouettes[1] > 0.9);
    }

    #[test]
    fn a_given_number_of_groups_is_kept() {
        let points: Vec<Point> = heap(0.0, 0.0, 40).chain(heap(9.0, 9.0, 40)).collect();
        assert_eq!(find(&points, Some(4)).centres.len(), 4);
        assert_eq!(find(&points, None).centres.len(), 2);
    }

    #[test]
    fn people_who_all_think_alike_are_one_group() {
        let found = find(&[Point { x: 1.0, y: 2.0 }; 9], None);
        assert_eq!((found.of, found.centres.len()), (vec![0; 9], 1));
        assert!(find(&[], None).of.is_empty());
    }

    #[test]
    fn a_draw_follows_the_shares() {
        let mut state = 1;
        let mut counts = [0; 3];
        for _ in 0..10_000 {
            counts[draw(&[1.0, 0.0, 3.0], random::unit(&mut state)).unwrap()] += 1;
        }
        assert_eq!(counts[1], 0);
        assert!((counts[2] - 7_500_i32).abs() < 200);
        assert_eq!(draw(&[0.0], 0.5), None);
    }
}
