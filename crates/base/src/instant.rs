//! The one time that is stored: microseconds since 1970-01-01T00:00:00Z.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// A moment, in microseconds since the epoch (UTC). Stored as `bigint`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(pub i64);

impl Instant {
    /// The epoch itself; useful as "never".
    pub const EPOCH: Self = Self(0);

    /// The moment as a timestamp; a moment off jiff's calendar (year −9999 to 9999) becomes its nearest end.
    pub fn timestamp(self) -> Timestamp {
        Timestamp::from_microsecond(self.0).unwrap_or(if self.0 < 0 {
            Timestamp::MIN
        } else {
            Timestamp::MAX
        })
    }

    /// The calendar day of this moment in an IANA time zone.
    pub fn day_in(self, zone: &TimeZone) -> Date {
        self.timestamp().to_zoned(zone.clone()).date()
    }

    /// This moment so many days later (of 24 hours each; negative for earlier).
    pub fn plus_days(self, days: i64) -> Self {
        Self(self.0.saturating_add(days.saturating_mul(86_400_000_000)))
    }

    /// This moment so many seconds later (negative for earlier).
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }

    /// Whole days of 24 hours from `earlier` to this moment; negative when `earlier` is later.
    pub fn days_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0).div_euclid(86_400_000_000)
    }
}

impl From<Timestamp> for Instant {
    fn from(time: Timestamp) -> Self {
        Self(time.as_microsecond())
    }
}

impl std::fmt::Display for Instant {
    /// RFC 3339 in UTC.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.timestamp().fmt(f)
    }
}

impl std::str::FromStr for Instant {
    type Err = jiff::Error;

    /// RFC 3339, or a bare date meaning its first moment in UTC.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        match text.parse::<Timestamp>() {
            Ok(time) => Ok(time.into()),
            Err(error) => {
                let day: Date = text.parse().map_err(|_| error)?;
                Ok(day.to_zoned(TimeZone::UTC)?.timestamp().into())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_depends_on_where_one_stands() {
        let late: Instant = "2026-06-30T22:30:00Z".parse().unwrap();
        let rome = TimeZone::get("Europe/Rome").unwrap();
        assert_eq!(late.day_in(&TimeZone::UTC).to_string(), "2026-06-30");
        assert_eq!(late.day_in(&rome).to_string(), "2026-07-01");
    }

    #[test]
    fn a_bare_date_is_its_first_moment() {
        assert_eq!("2026-03-01".parse::<Instant>().unwrap().to_string(), "2026-03-01T00:00:00Z");
        assert!("2026-02-30".parse::<Instant>().is_err());
    }

    #[test]
    fn days_count_both_ways() {
        let a: Instant = "2026-03-01".parse().unwrap();
        assert_eq!(a.plus_days(9).days_since(a), 9);
        assert_eq!(a.days_since(a.plus_days(2)), -2);
    }

    #[test]
    fn a_moment_off_the_calendar_does_not_panic() {
        assert!(Instant(i64::MAX).timestamp() > Instant(0).timestamp());
        assert!(Instant(i64::MIN).timestamp() < Instant(0).timestamp());
        assert_eq!(Instant(i64::MAX).plus_days(1), Instant(i64::MAX));
    }
}
