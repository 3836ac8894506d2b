//! How much one connection may send: a bucket of tokens that fills again with time.

use tokio::time::Instant;

/// A bucket.
#[derive(Debug, Clone, Copy)]
pub struct Bucket {
    tokens: f64,
    most: f64,
    per_second: f64,
    filled: Instant,
}

impl Bucket {
    /// A full bucket.
    pub fn new(most: f64, per_second: f64) -> Self {
        Self { tokens: most, most, per_second, filled: Instant::now() }
    }

    /// Takes tokens; false when there are not enough, and then none are taken.
    pub fn take(&mut self, tokens: f64) -> bool {
        self.take_at(tokens, Instant::now)
    }

    fn take_at(&mut self, tokens: f64, now: impl FnOnce() -> Instant) -> bool {
        if self.tokens < tokens {
            let now = now();
            let since = now.duration_since(self.filled).as_secs_f64();
            self.tokens = (self.tokens + since * self.per_second).min(self.most);
            self.filled = now;
        }
        let enough = self.tokens >= tokens;
        if enough {
            self.tokens -= tokens;
        }
        enough
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn it_empties_and_fills_again() {
        let mut bucket = Bucket::new(10.0, 5.0);
        let begin = bucket.filled;
        let mut taken = |seconds| {
            (0..20).filter(|_| bucket.take_at(1.0, || begin + Duration::from_secs(seconds))).count()
        };
        assert_eq!((taken(0), taken(1), taken(101)), (10, 5, 10));
    }
}
