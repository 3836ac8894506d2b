//! Which statement to show next: those that engage, move people on the map, or have few votes yet.

use super::{groups, random, tally::Count};

/// Weight of a statement when the next one is drawn. `reach` is how far a person lies from the middle who has only
/// agreed with it. With p the share of passes and a of agreement: ((1 − p)(reach + 1)·a·(1 + 8·2^(−S/5)))².
pub fn priority(count: Count, reach: f64) -> f64 {
    let seen = f64::from(count.seen());
    let pass = (f64::from(count.pass) + 1.0) / (seen + 2.0);
    let agree = (f64::from(count.agree) + 1.0) / (seen + 2.0);
    let importance = (1.0 - pass) * (reach + 1.0) * agree;
    let newness = 1.0 + 8.0 * (-seen / 5.0).exp2();
    (importance * newness).powi(2)
}

/// Draws the next statement for a person, in proportion to the priorities, among those she has not answered and that
/// are not hidden. `bits` gives 64 random bits. `None` when she has answered all.
pub fn next_statement(
    priorities: &[f64],
    answered: impl Fn(usize) -> bool,
    mut bits: impl FnMut() -> u64,
) -> Option<usize> {
    let open: Vec<f64> = priorities
        .iter()
        .enumerate()
        .map(|(s, priority)| if answered(s) { 0.0 } else { *priority })
        .collect();
    groups::draw(&open, random::share(bits()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(agree: u32, disagree: u32, pass: u32) -> Count {
        Count { agree, disagree, pass }
    }

    #[test]
    fn the_formula_gives_what_one_computes_by_hand() {
        let by_hand: f64 = 0.5 * 1.0 * 0.5 * 9.0;
        assert_eq!(priority(count(0, 0, 0), 0.0), by_hand.powi(2));
    }

    #[test]
    fn priorities_vary_with_newness_reach_and_engagement() {
        let base = priority(count(10, 10, 0), 1.0);
        assert!(priority(count(1, 1, 0), 1.0) > base, "new statements come first");
        assert!(priority(count(10, 10, 0), 3.0) > base, "statements that tell people apart come first");
        assert!(priority(count(10, 10, 40), 1.0) < base, "statements that people pass on come later");
        assert!(priority(count(15, 5, 0), 1.0) > base);
    }

    #[test]
    fn the_next_statement_is_drawn_in_proportion_and_never_an_answered_one() {
        let mut state = 3;
        let mut drawn = [0_u32; 3];
        for _ in 0..10_000 {
            let next = next_statement(&[1.0, 5.0, 4.0], |s| s == 1, || random::bits(&mut state)).unwrap();
            drawn[next] += 1;
        }
        assert_eq!(drawn[1], 0);
        assert!((7_700..8_300).contains(&drawn[2]), "{drawn:?}");
        assert_eq!(next_statement(&[1.0], |_| true, || 7), None);
    }
}
