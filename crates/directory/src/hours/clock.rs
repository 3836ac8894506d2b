//! Between the clock on the wall and the moment in time.

use jiff::{
    civil::DateTime,
    tz::{AmbiguousOffset, TimeZone},
};
use reticolo_base::Instant;

/// The first moment at which the clock on the wall shows this time or a later one. When clocks go forward, a time
/// that is skipped is the moment of the change; when they go back, a time that comes twice is the first.
/// So hours never overlap, whatever the clocks do.
pub(super) fn moment(time: DateTime, zone: &TimeZone) -> Instant {
    let ambiguous = zone.to_ambiguous_timestamp(time);
    let timestamp = match ambiguous.offset() {
        AmbiguousOffset::Unambiguous { offset } => offset.to_timestamp(time),
        AmbiguousOffset::Fold { before, .. } => before.to_timestamp(time),
        // Read with the offset after the change, a skipped time lies just before it.
        AmbiguousOffset::Gap { after, .. } => after
            .to_timestamp(time)
            .map(|early| zone.following(early).next().map_or(early, |change| change.timestamp())),
    };
    timestamp.map_or_else(|_| Instant(if time.year() < 1970 { i64::MIN } else { i64::MAX }), Instant::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::datetime;

    fn rome(time: DateTime) -> String {
        moment(time, &TimeZone::get("Europe/Rome").unwrap()).to_string()
    }

    #[test]
    fn a_skipped_time_is_the_moment_of_the_change() {
        assert_eq!(rome(datetime(2026, 3, 29, 1, 59, 0, 0)), "2026-03-29T00:59:00Z");
        for minute in [0, 1, 30, 59] {
            assert_eq!(rome(datetime(2026, 3, 29, 2, minute, 0, 0)), "2026-03-29T01:00:00Z");
        }
        assert_eq!(rome(datetime(2026, 3, 29, 3, 0, 0, 0)), "2026-03-29T01:00:00Z");
    }

    #[test]
    fn a_time_that_comes_twice_is_the_first() {
        assert_eq!(rome(datetime(2026, 10, 25, 2, 30, 0, 0)), "2026-10-25T00:30:00Z");
        assert_eq!(rome(datetime(2026, 10, 25, 3, 0, 0, 0)), "2026-10-25T02:00:00Z");
    }

    #[test]
    fn moments_follow_the_clock_in_order() {
        for day in [datetime(2026, 3, 29, 0, 0, 0, 0), datetime(2026, 10, 25, 0, 0, 0, 0)] {
            let zone = TimeZone::get("Europe/Rome").unwrap();
            let mut last = Instant(i64::MIN);
            for hour in 0..24 {
                for minute in [0, 15, 30, 45] {
                    let now = moment(day.with().hour(hour).minute(minute).build().unwrap(), &zone);
                    assert!(now >= last, "{day} {hour}:{minute}");
                    last = now;
                }
            }
        }
    }
}
