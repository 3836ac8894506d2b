//! A day of the week, written as in RFC 5545 (`MO` … `SU`).

use serde::{Deserialize, Serialize};

/// A day of the week; the week begins on Monday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Weekday {
    /// Monday
    Mo,
    /// Tuesday
    Tu,
    /// Wednesday
    We,
    /// Thursday
    Th,
    /// Friday
    Fr,
    /// Saturday
    Sa,
    /// Sunday
    Su,
}

impl Weekday {
    /// Monday to Sunday.
    pub const ALL: [Self; 7] = [Self::Mo, Self::Tu, Self::We, Self::Th, Self::Fr, Self::Sa, Self::Su];

    /// `MO` … `SU`.
    pub fn code(self) -> &'static str {
        ["MO", "TU", "WE", "TH", "FR", "SA", "SU"].get(self as usize).copied().unwrap_or("MO")
    }

    /// From `MO`, `Mo`, `monday` …; only the first two letters count.
    pub fn parse(text: &str) -> Option<Self> {
        let head: String = text.trim().chars().take(2).flat_map(char::to_uppercase).collect();
        Self::ALL.into_iter().find(|day| day.code() == head)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_known_by_its_first_two_letters() {
        assert_eq!(Weekday::parse("Mo"), Some(Weekday::Mo));
        assert_eq!(Weekday::parse("sunday"), Some(Weekday::Su));
        assert_eq!(Weekday::parse("xx"), None);
    }
}
