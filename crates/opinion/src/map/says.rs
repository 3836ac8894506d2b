//! What groups say: consensus across groups, statements that represent a group, and what nearly all agree on.

use super::tally::{Count, Tally};
use serde::Serialize;

/// One-sided 90 %: a z above this is no accident.
pub const SIGNIFICANT: f64 = 1.281_551_565_544_600_4;
/// At most so many statements represent a group, and as many agreements and disagreements are shown for all.
pub const MOST_SHOWN: usize = 5;

/// Which way people answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// They agree.
    Agree,
    /// They disagree.
    Disagree,
}

impl Side {
    fn of(self, count: Count) -> Count {
        match self {
            Self::Agree => count,
            Self::Disagree => count.turned(),
        }
    }
}

/// Share of agreement with one imagined vote for and one against: (A + 1) / (S + 2).
pub fn share(count: Count) -> f64 {
    (f64::from(count.agree) + 1.0) / (f64::from(count.seen()) + 2.0)
}

/// How surely more than half agree: 2√(S+1)·((A+1)/(S+1) − ½).
pub fn sureness(count: Count) -> f64 {
    let (agree, seen) = (f64::from(count.agree) + 1.0, f64::from(count.seen()) + 1.0);
    2.0 * seen.sqrt() * (agree / seen - 0.5)
}

/// How surely a group agrees more than the others: z of two proportions, pooled, with one imagined vote each.
pub fn difference(group: Count, others: Count) -> f64 {
    let (a, n) = (f64::from(group.agree) + 1.0, f64::from(group.seen()) + 1.0);
    let (b, m) = (f64::from(others.agree) + 1.0, f64::from(others.seen()) + 1.0);
    let pooled = (a + b) / (n + m);
    if pooled >= 1.0 {
        return 0.0;
    }
    (a / n - b / m) / (pooled * (1.0 - pooled) * (1.0 / n + 1.0 / m)).sqrt()
}

/// Group-informed consensus: the product over groups of their [`share`], from 0 to 1. High only if no group is against.
pub fn consensus(tally: &Tally, statement: usize) -> f64 {
    (0..tally.groups()).map(|group| share(tally.group(group, statement))).product()
}

/// A statement that says what a group thinks.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Says {
    /// The statement's number.
    pub statement: usize,
    /// Whether the group agrees or disagrees with it.
    pub side: Side,
    /// The group's votes.
    pub count: Count,
    /// The share of the group on this side.
    pub share: f64,
    /// The z of that share.
    pub sureness: f64,
    /// How many times as large as the others' share it is.
    pub ratio: f64,
    /// The z of the difference to the others.
    pub difference: f64,
    /// Whether both z are beyond accident.
    pub sure: bool,
}

impl Says {
    fn of(statement: usize, side: Side, group: Count, others: Count) -> Self {
        let (count, rest) = (side.of(group), side.of(others));
        let (sureness, difference) = (sureness(count), difference(count, rest));
        let sure = sureness > SIGNIFICANT && difference > SIGNIFICANT;
        let (share, ratio) = (share(count), share(count) / share(rest));
        Self { statement, side, count: group, share, sureness, ratio, difference, sure }
    }

    fn weight(&self) -> f64 {
        self.ratio * self.difference * self.share * self.sureness
    }
}

/// The statements that represent a group: those sure on one side, the weightiest five, agreements first. If none is
/// sure, the one that sets the group apart most.
pub fn representative(tally: &Tally, hidden: &[bool], group: usize) -> Vec<Says> {
    let shown = (0..tally.statements()).filter(|s| !hidden.get(*s).copied().unwrap_or(false));
    let all: Vec<Says> = shown
        .filter_map(|statement| {
            let (own, counted) = (tally.group(group, statement), tally.counted(statement));
            let others = Count {
                agree: counted.agree - own.agree,
                disagree: counted.disagree - own.disagree,
                pass: counted.pass - own.pass,
            };
            let agree = Says::of(statement, Side::Agree, own, others);
            let disagree = Says::of(statement, Side::Disagree, own, others);
            let stronger = if agree.difference > disagree.difference { agree } else { disagree };
            let sure = [agree, disagree].into_iter().find(|says| says.sure);
            (own.seen() > 0).then(|| sure.filter(|_| !stronger.sure).unwrap_or(stronger))
        })
        .collect();
    let mut sure: Vec<Says> = all.iter().filter(|says| says.sure).copied().collect();
    if sure.is_empty() {
        let best = all.iter().copied().reduce(|a, b| if b.difference > a.difference { b } else { a });
        return best.into_iter().collect();
    }
    sure.sort_by(|a, b| b.weight().total_cmp(&a.weight()).then(a.statement.cmp(&b.statement)));
    sure.truncate(MOST_SHOWN);
    sure.sort_by_key(|says| says.side);
    sure
}

/// A statement on which people are of one mind, over all groups.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Common {
    /// The statement's number.
    pub statement: usize,
    /// The share of all on this side.
    pub share: f64,
    /// The z of that share.
    pub sureness: f64,
}

/// What nearly all agree or disagree on: more than half, surely so; the strongest five.
pub fn common(tally: &Tally, hidden: &[bool], side: Side) -> Vec<Common> {
    let shown = (0..tally.statements()).filter(|s| !hidden.get(*s).copied().unwrap_or(false));
    let mut found: Vec<Common> = shown
        .map(|statement| {
            let count = side.of(tally.everyone(statement));
            Common { statement, share: share(count), sureness: sureness(count) }
        })
        .filter(|common| common.share > 0.5 && common.sureness > SIGNIFICANT)
        .collect();
    found.sort_by(|a, b| {
        (b.share * b.sureness).total_cmp(&(a.share * a.sureness)).then(a.statement.cmp(&b.statement))
    });
    found.truncate(MOST_SHOWN);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Cast, Vote, Votes};

    fn count(agree: u32, disagree: u32, pass: u32) -> Count {
        Count { agree, disagree, pass }
    }

    #[test]
    fn the_formulas_give_what_one_computes_by_hand() {
        assert_eq!(share(count(3, 1, 0)), 4.0 / 6.0);
        assert!((sureness(count(8, 1, 0)) - 2.0 * 10.0_f64.sqrt() * 0.4).abs() < 1e-15);
        let z = difference(count(9, 0, 0), count(0, 9, 0));
        assert!((z - 0.9 / (0.55_f64 * 0.45 * 0.2).sqrt()).abs() < 1e-12);
        assert_eq!(difference(count(4, 0, 0), count(7, 0, 0)), 0.0);
    }

    /// Two groups of ten: statement 0 divides them, 1 unites them, 2 is unknown to the second.
    fn divided() -> Tally {
        let mut casts = Vec::new();
        for person in 0..20 {
            casts.push(Cast::new(person, 0, if person < 10 { Vote::Agree } else { Vote::Disagree }));
            casts.push(Cast::new(person, 1, Vote::Agree));
            if person < 10 {
                casts.push(Cast::new(person, 2, if person < 5 { Vote::Agree } else { Vote::Pass }));
            }
        }
        let groups: Vec<Option<u32>> = (0..20).map(|person| Some(u32::from(person >= 10))).collect();
        Tally::of(&Votes::of(20, 3, &casts), 2, &groups)
    }

    #[test]
    fn what_divides_represents_and_what_unites_is_common() {
        let tally = divided();
        let first = representative(&tally, &[], 0);
        assert_eq!((first[0].statement, first[0].side), (0, Side::Agree));
        let second = representative(&tally, &[], 1);
        assert_eq!(second.iter().map(|s| (s.statement, s.side)).collect::<Vec<_>>(), [(0, Side::Disagree)]);
        assert_eq!(common(&tally, &[], Side::Agree).iter().map(|c| c.statement).collect::<Vec<_>>(), [1]);
        assert!(common(&tally, &[], Side::Disagree).is_empty());
        assert!(consensus(&tally, 1) > consensus(&tally, 0));
        assert_eq!(consensus(&tally, 1), (11.0 / 12.0) * (11.0 / 12.0));
    }

    #[test]
    fn hidden_statements_are_never_shown() {
        let tally = divided();
        assert!(common(&tally, &[false, true, false], Side::Agree).is_empty());
        assert!(representative(&tally, &[true, true, true], 0).is_empty());
    }
}
