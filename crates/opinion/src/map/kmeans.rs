//! k-means in the plane (Lloyd), with weights; the same result on every run.

use super::parallel;
use serde::Serialize;

/// A point of the map.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Point {
    /// Along the first component.
    pub x: f64,
    /// Along the second.
    pub y: f64,
}

impl Point {
    /// Distance, squared.
    pub fn apart_squared(self, other: Self) -> f64 {
        let (dx, dy) = (self.x - other.x, self.y - other.y);
        dx * dx + dy * dy
    }

    /// Distance.
    pub fn apart(self, other: Self) -> f64 {
        self.apart_squared(other).sqrt()
    }
}

/// Points in clusters.
#[derive(Debug, Clone, PartialEq)]
pub struct Clusters {
    /// The middle of each.
    pub centres: Vec<Point>,
    /// The cluster of each point.
    pub of: Vec<u32>,
    /// Sum of weighted squared distances to the own centre.
    pub inertia: f64,
}

impl Clusters {
    /// The sum of weights in each.
    pub fn weights(&self, weights: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; self.centres.len()];
        for (cluster, weight) in self.of.iter().zip(weights) {
            if let Some(sum) = sums.get_mut(*cluster as usize) {
                *sum += weight;
            }
        }
        sums
    }
}

/// Moves the centres until they rest, at most so many times. A centre that loses all points stays where it is.
pub fn settle(points: &[Point], weights: &[f64], mut centres: Vec<Point>, most_rounds: usize) -> Clusters {
    let parts = parallel::slices(points.len());
    let mut of = vec![0_u32; points.len()];
    let mut inertia = 0.0;
    for _ in 0..most_rounds.max(1) {
        let finder = Finder::of(&centres);
        let rounds = parallel::each(&parts, |range| {
            let slice = points.get(range.clone()).unwrap_or_default();
            assign(slice, weights.get(range).unwrap_or_default(), &finder)
        });
        let mut sums = vec![[0.0_f64; 3]; centres.len()];
        inertia = 0.0;
        let before = std::mem::take(&mut of);
        for part in rounds {
            of.extend(part.of);
            inertia += part.inertia;
            for (sum, add) in sums.iter_mut().zip(part.sums) {
                sum.iter_mut().zip(add).for_each(|(s, a)| *s += a);
            }
        }
        if of == before {
            break;
        }
        for (centre, [weight, x, y]) in centres.iter_mut().zip(sums) {
            if weight > 0.0 {
                *centre = Point { x: x / weight, y: y / weight };
            }
        }
    }
    Clusters { centres, of, inertia }
}

struct Part {
    of: Vec<u32>,
    inertia: f64,
    sums: Vec<[f64; 3]>,
}

fn assign(points: &[Point], weights: &[f64], finder: &Finder) -> Part {
    let mut part =
        Part { of: Vec::with_capacity(points.len()), inertia: 0.0, sums: vec![[0.0; 3]; finder.count] };
    for (point, weight) in points.iter().zip(weights) {
        let (cluster, apart) = finder.nearest(*point);
        part.inertia += weight * apart;
        part.of.push(cluster);
        if let Some([w, x, y]) = part.sums.get_mut(cluster as usize) {
            *w += weight;
            *x += weight * point.x;
            *y += weight * point.y;
        }
    }
    part
}

/// Finds the nearest of some centres, looking only at those that are near enough from left to right.
pub struct Finder {
    count: usize,
    by_x: Vec<(Point, u32)>,
}

impl Finder {
    /// Over these centres.
    pub fn of(centres: &[Point]) -> Self {
        let mut by_x: Vec<(Point, u32)> =
            centres.iter().zip(0..).map(|(centre, number)| (*centre, number)).collect();
        by_x.sort_by(|(a, m), (b, n)| a.x.total_cmp(&b.x).then(m.cmp(n)));
        Self { count: centres.len(), by_x }
    }

    /// The nearest centre (of equally near ones the first) and its squared distance.
    pub fn nearest(&self, point: Point) -> (u32, f64) {
        let middle = self.by_x.partition_point(|(centre, _)| centre.x < point.x);
        let (left, right) = self.by_x.split_at(middle);
        let mut best = (0, f64::INFINITY);
        let mut left = left.iter().rev();
        let mut right = right.iter();
        let (mut go_left, mut go_right) = (true, true);
        while go_left || go_right {
            go_left = go_left && nearer(left.next(), point, &mut best);
            go_right = go_right && nearer(right.next(), point, &mut best);
        }
        best
    }
}

/// Whether it makes sense to look further to this side.
fn nearer(centre: Option<&(Point, u32)>, point: Point, best: &mut (u32, f64)) -> bool {
    let Some((centre, number)) = centre else { return false };
    let dx = centre.x - point.x;
    if dx * dx > best.1 {
        return false;
    }
    let apart = centre.apart_squared(point);
    if apart < best.1 || (apart == best.1 && *number < best.0) {
        *best = (*number, apart);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::random;

    fn cloud(count: usize) -> Vec<Point> {
        let mut state = 5;
        let mut draw = || random::unit(&mut state) * 2.0 - 1.0;
        (0..count).map(|_| Point { x: draw(), y: draw() }).collect()
    }

    #[test]
    fn the_finder_agrees_with_looking_at_all() {
        let centres = cloud(60);
        let finder = Finder::of(&centres);
        for point in cloud(2_000) {
            let best = centres.iter().map(|c| c.apart_squared(point)).fold(f64::INFINITY, f64::min);
            let (number, apart) = finder.nearest(point);
            assert_eq!((apart, centres[number as usize].apart_squared(point)), (best, best));
        }
    }

    #[test]
    fn two_heaps_are_found_and_weights_pull_the_centre() {
        let at = |x: f64| Point { x, y: 0.0 };
        let points = [at(0.0), at(1.0), at(10.0), at(12.0)];
        let found = settle(&points, &[1.0, 3.0, 1.0, 1.0], vec![at(0.0), at(1.0)], 50);
        assert_eq!(found.of, [0, 0, 1, 1]);
        assert_eq!(found.centres, [at(0.75), at(11.0)]);
        assert_eq!(found.weights(&[1.0, 3.0, 1.0, 1.0]), [4.0, 2.0]);
    }

    #[test]
    fn no_points_and_no_centres_are_no_trouble() {
        assert!(settle(&[], &[], vec![Point::default()], 5).of.is_empty());
        assert_eq!(settle(&[Point::default()], &[1.0], Vec::new(), 5).of, [0]);
    }
}
