//! The two directions along which opinions differ most: the first principal components.
//!
//! Power iteration that keeps all its steps (Lanczos, with every step made orthogonal to all before): it ends where
//! plain power iteration would, after twenty to forty passes over the votes instead of hundreds.

use super::ritz;

/// Two directions of length 1 at right angles (or 0, where opinions do not differ), and how much lies along them.
#[derive(Debug, Clone, PartialEq)]
pub struct Components {
    /// The direction along which people differ most: a weight for each statement.
    pub first: Vec<f64>,
    /// The next one.
    pub second: Vec<f64>,
    /// Sums of squares along both.
    pub values: [f64; 2],
    /// How many passes over the votes it took.
    pub passes: usize,
}

/// A pair of directions counts as found when what is left over is this small, relative to the first value.
const TOLERANCE: f64 = 1e-12;
const MOST_STEPS: usize = 144;

/// Finds the components of an operator over so many statements, from a good guess if there is one.
pub fn find(size: usize, warm: Option<&Components>, mut turn: impl FnMut(&[f64]) -> Vec<f64>) -> Components {
    let mut steps = Steps::default();
    let mut next = warm.filter(|w| w.first.len() == size).map(start_from).unwrap_or_default();
    let mut check = 6;
    loop {
        if !steps.add(size, &next) && !steps.add_any(size) {
            break;
        }
        let Some(last) = steps.basis.last() else { break };
        let turned = turn(last);
        next = steps.measure(turned);
        if steps.basis.len() >= size.min(MOST_STEPS) {
            break;
        }
        if steps.basis.len() >= check {
            check = check + 2 + check / 4;
            if steps.are_enough() {
                break;
            }
        }
    }
    steps.finish(size, warm)
}

fn start_from(warm: &Components) -> Vec<f64> {
    // The second gets more weight: it is the slower one to find.
    warm.first.iter().zip(&warm.second).map(|(a, b)| a + 2.0 * b).collect()
}

#[derive(Debug, Default)]
struct Steps {
    basis: Vec<Vec<f64>>,
    diagonal: Vec<f64>,
    beside: Vec<f64>,
    seed: u64,
}

impl Steps {
    /// Takes a further direction if it leads anywhere new.
    fn add(&mut self, size: usize, direction: &[f64]) -> bool {
        let mut new = direction.to_vec();
        if new.len() != size {
            return false;
        }
        let before = norm(&new);
        // Twice is enough (Parlett): what rounding leaves of the old directions is gone after the second time.
        for _ in 0..2 {
            for old in &self.basis {
                let share = dot(&new, old);
                new.iter_mut().zip(old).for_each(|(x, y)| *x -= share * y);
            }
        }
        let length = norm(&new);
        if !length.is_finite() || length <= before * 1e-13 || length <= self.scale() * 1e-14 {
            return false;
        }
        new.iter_mut().for_each(|x| *x /= length);
        self.basis.push(new);
        true
    }

    /// Starts over in a direction nobody has looked at, when the last one led back to where we were.
    fn add_any(&mut self, size: usize) -> bool {
        if self.basis.len() >= size {
            return false;
        }
        for _ in 0..4 {
            self.seed += 1;
            let mut state = self.seed;
            let any: Vec<f64> = (0..size).map(|_| super::random::unit(&mut state) - 0.5).collect();
            if let Some(beside) = self.beside.last_mut() {
                *beside = 0.0;
            }
            if self.add(size, &any) {
                return true;
            }
        }
        false
    }

    /// Writes down what the operator made of the last direction; what is new in it is the next one.
    fn measure(&mut self, mut turned: Vec<f64>) -> Vec<f64> {
        let mut own = 0.0;
        for (n, old) in self.basis.iter().enumerate().rev() {
            let share = dot(&turned, old);
            if n + 1 == self.basis.len() {
                own = share;
            }
            turned.iter_mut().zip(old).for_each(|(x, y)| *x -= share * y);
        }
        self.diagonal.push(own);
        self.beside.push(norm(&turned));
        turned
    }

    fn scale(&self) -> f64 {
        self.diagonal.iter().chain(&self.beside).fold(0.0_f64, |most, x| most.max(x.abs()))
    }

    fn are_enough(&self) -> bool {
        let pairs = ritz::pairs(&self.diagonal, &self.beside);
        let left = self.beside.last().copied().unwrap_or(0.0);
        let largest = pairs.first().map_or(0.0, |pair| pair.value);
        pairs
            .iter()
            .take(2)
            .all(|pair| (left * pair.vector.last().copied().unwrap_or(0.0)).abs() <= TOLERANCE * largest)
    }

    fn finish(self, size: usize, warm: Option<&Components>) -> Components {
        let pairs = ritz::pairs(&self.diagonal, &self.beside);
        let scale = self.scale();
        let mut directions = pairs.iter().take(2).map(|pair| {
            if pair.value <= scale * 1e-12 {
                return (0.0, vec![0.0; size]);
            }
            let mut sum = vec![0.0; size];
            for (basis, weight) in self.basis.iter().zip(&pair.vector) {
                sum.iter_mut().zip(basis).for_each(|(x, y)| *x += weight * y);
            }
            let length = norm(&sum);
            sum.iter_mut().for_each(|x| *x /= length);
            (pair.value, sum)
        });
        let (one, first) = directions.next().unwrap_or_else(|| (0.0, vec![0.0; size]));
        let (two, second) = directions.next().unwrap_or_else(|| (0.0, vec![0.0; size]));
        let first = facing(first, warm.map(|w| w.first.as_slice()));
        let second = facing(second, warm.map(|w| w.second.as_slice()));
        Components { first, second, values: [one, two], passes: self.diagonal.len() }
    }
}

/// A direction and its opposite mean the same. With a map before: as it was there, so that nobody sees the map flip;
/// else the statement with the largest weight counts as positive.
fn facing(mut direction: Vec<f64>, before: Option<&[f64]>) -> Vec<f64> {
    let along = before.filter(|b| b.len() == direction.len()).map_or(0.0, |b| dot(&direction, b));
    let largest =
        direction.iter().copied().fold(0.0_f64, |most, x| if x.abs() > most.abs() + 1e-9 { x } else { most });
    if along < 0.0 || (along == 0.0 && largest < 0.0) {
        direction.iter_mut().for_each(|x| *x = -*x);
    }
    direction
}

/// Sum of products.
pub fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

/// Length.
pub fn norm(a: &[f64]) -> f64 {
    dot(a, a).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An operator with known directions: a mirror of a diagonal one.
    fn mirrored(values: &[f64]) -> (impl Fn(&[f64]) -> Vec<f64>, Vec<Vec<f64>>) {
        let n = values.len();
        let mut mirror: Vec<f64> = (0..n).map(|k| ((k * k) as f64).sin() + 0.1).collect();
        let length = norm(&mirror);
        mirror.iter_mut().for_each(|x| *x /= length);
        let reflect = move |v: &[f64]| {
            let along = 2.0 * dot(v, &mirror);
            v.iter().zip(&mirror).map(|(x, m)| x - along * m).collect::<Vec<f64>>()
        };
        let directions = (0..n)
            .map(|k| {
                let mut unit = vec![0.0; n];
                unit[k] = 1.0;
                reflect(&unit)
            })
            .collect();
        let values = values.to_vec();
        let operator = move |v: &[f64]| {
            let turned: Vec<f64> = reflect(v).iter().zip(&values).map(|(x, value)| x * value).collect();
            reflect(&turned)
        };
        (operator, directions)
    }

    #[test]
    fn the_two_largest_directions_are_found_to_many_digits() {
        let values: Vec<f64> = (0..200).map(|k| 100.0 / (1.0 + f64::from(k))).collect();
        let (operator, directions) = mirrored(&values);
        let found = find(200, None, operator);
        assert!((dot(&found.first, &directions[0]).abs() - 1.0).abs() < 1e-12);
        assert!((dot(&found.second, &directions[1]).abs() - 1.0).abs() < 1e-12);
        assert!((found.values[0] - 100.0).abs() < 1e-9 && (found.values[1] - 50.0).abs() < 1e-9);
    }

    #[test]
    fn a_warm_start_takes_fewer_passes_and_keeps_the_side() {
        let values: Vec<f64> = (0..300).map(|k| 100.0 * 0.9_f64.powi(k)).collect();
        let (operator, _) = mirrored(&values);
        let mut cold = find(300, None, &operator);
        cold.first.iter_mut().for_each(|x| *x = -*x);
        let warm = find(300, Some(&cold), &operator);
        assert!(warm.passes < cold.passes, "{} and {}", warm.passes, cold.passes);
        assert!(dot(&warm.first, &cold.first) > 0.999_999);
    }

    #[test]
    fn equal_values_and_small_ranks_are_no_trouble() {
        let twice = find(5, None, mirrored(&[3.0, 3.0, 0.0, 0.0, 0.0]).0);
        assert!((twice.values[0] - 3.0).abs() < 1e-9 && (twice.values[1] - 3.0).abs() < 1e-9);
        assert!(dot(&twice.first, &twice.second).abs() < 1e-9);
        let once = find(4, None, mirrored(&[2.0, 0.0, 0.0, 0.0]).0);
        assert_eq!(norm(&once.second), 0.0);
        let none = find(4, None, mirrored(&[0.0; 4]).0);
        assert_eq!((norm(&none.first), norm(&none.second)), (0.0, 0.0));
        assert_eq!(find(0, None, |_| Vec::new()).first.len(), 0);
        assert_eq!(find(1, None, |v| v.iter().map(|x| x * 4.0).collect()).values, [4.0, 0.0]);
    }
}
