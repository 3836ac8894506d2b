//! Eigenpairs of a small symmetric tridiagonal matrix, by Jacobi's rotations (Golub & Van Loan, § 8.5).

/// An eigenvalue with its vector of length 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The eigenvalue.
    pub value: f64,
    /// Its vector.
    pub vector: Vec<f64>,
}

struct Square {
    side: usize,
    cells: Vec<f64>,
}

impl Square {
    fn new(side: usize) -> Self {
        Self { side, cells: vec![0.0; side * side] }
    }

    fn at(&self, row: usize, column: usize) -> f64 {
        self.cells.get(row * self.side + column).copied().unwrap_or(0.0)
    }

    fn set(&mut self, row: usize, column: usize, value: f64) {
        if let Some(cell) = self.cells.get_mut(row * self.side + column) {
            *cell = value;
        }
    }

    /// Turns two columns into each other.
    fn rotate_columns(&mut self, p: usize, q: usize, (c, s): (f64, f64)) {
        for row in 0..self.side {
            let (a, b) = (self.at(row, p), self.at(row, q));
            self.set(row, p, c * a - s * b);
            self.set(row, q, s * a + c * b);
        }
    }

    fn rotate_rows(&mut self, p: usize, q: usize, (c, s): (f64, f64)) {
        for column in 0..self.side {
            let (a, b) = (self.at(p, column), self.at(q, column));
            self.set(p, column, c * a - s * b);
            self.set(q, column, s * a + c * b);
        }
    }
}

const MOST_SWEEPS: usize = 40;

/// All eigenpairs, the largest value first.
pub fn pairs(diagonal: &[f64], beside: &[f64]) -> Vec<Pair> {
    let side = diagonal.len();
    let (mut matrix, mut vectors) = (Square::new(side), Square::new(side));
    for (n, value) in diagonal.iter().enumerate() {
        matrix.set(n, n, *value);
        vectors.set(n, n, 1.0);
    }
    for (n, value) in beside.iter().enumerate().take(side.saturating_sub(1)) {
        matrix.set(n, n + 1, *value);
        matrix.set(n + 1, n, *value);
    }
    let scale = diagonal.iter().chain(beside).fold(0.0_f64, |most, x| most.max(x.abs()));
    for _ in 0..MOST_SWEEPS {
        if !sweep(&mut matrix, &mut vectors, scale * 1e-17) {
            break;
        }
    }
    let mut pairs: Vec<Pair> = (0..side)
        .map(|n| Pair { value: matrix.at(n, n), vector: (0..side).map(|row| vectors.at(row, n)).collect() })
        .collect();
    pairs.sort_by(|a, b| b.value.total_cmp(&a.value));
    pairs
}

/// Whether anything was left to turn.
fn sweep(matrix: &mut Square, vectors: &mut Square, small: f64) -> bool {
    let mut turned = false;
    for p in 0..matrix.side {
        for q in p + 1..matrix.side {
            let beside = matrix.at(p, q);
            if beside.abs() <= small {
                continue;
            }
            turned = true;
            let theta = (matrix.at(q, q) - matrix.at(p, p)) / (2.0 * beside);
            let tangent = theta.signum() / (theta.abs() + theta.hypot(1.0));
            let cosine = 1.0 / tangent.hypot(1.0);
            let turn = (cosine, tangent * cosine);
            matrix.rotate_columns(p, q, turn);
            matrix.rotate_rows(p, q, turn);
            vectors.rotate_columns(p, q, turn);
        }
    }
    turned
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_difference_has_its_known_eigenvalues() {
        let n = 12;
        let pairs = pairs(&vec![2.0; n], &vec![-1.0; n - 1]);
        for (k, pair) in pairs.iter().enumerate() {
            let angle = (n - k) as f64 * std::f64::consts::PI / (n as f64 + 1.0);
            assert!((pair.value - (2.0 - 2.0 * angle.cos())).abs() < 1e-13, "{k}");
            assert!((pair.vector.iter().map(|x| x * x).sum::<f64>() - 1.0).abs() < 1e-13);
        }
    }

    #[test]
    fn nothing_has_no_pairs_and_one_is_itself() {
        assert!(pairs(&[], &[]).is_empty());
        assert_eq!(pairs(&[3.0], &[]), [Pair { value: 3.0, vector: vec![1.0] }]);
    }
}
