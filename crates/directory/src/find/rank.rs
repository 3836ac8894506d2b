//! The ranking, in one place.
//!
//! A service's score is its relevance times five factors. Relevance comes from the text index and from the needs that
//! were heard in the words; the factors say how useful the service is to this person, now. None of them is 0: a
//! far, closed, unconfirmed service that answers the question stands below a near one, but above no answer at all.

use crate::access::Verdict;

/// Relevance of a service that answers a need heard with full strength. A rare word in a title weighs about 35, a
/// common one about 10: what somebody means counts more than any single word she uses.
pub const NEED: f32 = 7.0;
/// So many of the needs heard find services; the others are only told.
pub const MOST_NEEDS: usize = 3;
/// How surely the main need of a service applies, of 5.
pub const SURE_MAIN: u8 = 5;
/// How surely a further need applies, of 5.
pub const SURE_FURTHER: u8 = 4;
/// How surely a need applies that was only read out of the text of a record without needs, of 5.
pub const SURE_READ: u8 = 3;

/// May she use it? Yes is first, unknown follows, no (shown only when asked for) is last.
pub fn access(verdict: Verdict) -> f32 {
    match verdict {
        Verdict::Yes => 1.0,
        Verdict::Unknown => 0.8,
        Verdict::No => 0.2,
    }
}

/// How near? 1 at the door, 0.75 at about 10 km, 0.5 far away or nowhere.
pub fn nearness(km: Option<f32>) -> f32 {
    km.map_or(0.5, |km| 0.5 + 0.5 * (-km / 14.0).exp())
}

/// Is it open at the moment asked about, or now?
pub fn open(open: Option<bool>) -> f32 {
    match open {
        Some(true) => 1.0,
        None => 0.94,
        Some(false) => 0.9,
    }
}

/// When did a person last confirm it? 1 within three months, falling to 0.85 after two years; never: 0.85.
pub fn freshness(days: Option<u32>) -> f32 {
    const FRESH: f32 = 90.0;
    const STALE: f32 = 730.0;
    days.map_or(0.85, |days| {
        let age = ((days as f32 - FRESH) / (STALE - FRESH)).clamp(0.0, 1.0);
        1.0 - 0.15 * age
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_helps_her_more_comes_first_and_nothing_is_worth_nothing() {
        assert!(
            access(Verdict::Yes) > access(Verdict::Unknown) && access(Verdict::Unknown) > access(Verdict::No)
        );
        assert!(nearness(Some(0.0)) > nearness(Some(10.0)) && nearness(Some(10.0)) > nearness(Some(500.0)));
        assert!(nearness(Some(500.0)) >= nearness(None));
        assert!(open(Some(true)) > open(None) && open(None) > open(Some(false)));
        assert!(freshness(Some(10)) > freshness(Some(400)) && freshness(Some(400)) > freshness(Some(4_000)));
        assert!(freshness(None) <= freshness(Some(u32::MAX)));
        assert!(access(Verdict::No) * nearness(None) * open(Some(false)) * freshness(None) > 0.0);
    }
}
