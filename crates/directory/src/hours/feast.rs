//! Feasts on which offices are closed: Italy's, and the patron's of each municipality.

use crate::reference::{Reference, easter};
use chrono::NaiveDate;
use jiff::civil::Date;
use opening_hours::{Context, ContextHolidays, localization::Country};
use std::{
    collections::HashMap,
    sync::{Arc, LazyLock},
};

/// A feast of the Italian Republic. Source: L. 260/1949 as amended, last by L. 151/2025.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Feast {
    /// 1 January.
    NewYear,
    /// 6 January.
    Epiphany,
    /// Easter Sunday.
    Easter,
    /// The Monday after Easter.
    EasterMonday,
    /// 25 April.
    Liberation,
    /// 1 May.
    Labour,
    /// 2 June.
    Republic,
    /// 15 August.
    Assumption,
    /// 4 October, from 2026.
    SaintFrancis,
    /// 1 November.
    AllSaints,
    /// 8 December.
    Immaculate,
    /// 25 December.
    Christmas,
    /// 26 December.
    SaintStephen,
}

impl Feast {
    /// Its name in texts, e.g. `new-year`.
    pub fn code(self) -> &'static str {
        match self {
            Self::NewYear => "new-year",
            Self::Epiphany => "epiphany",
            Self::Easter => "easter",
            Self::EasterMonday => "easter-monday",
            Self::Liberation => "liberation",
            Self::Labour => "labour",
            Self::Republic => "republic",
            Self::Assumption => "assumption",
            Self::SaintFrancis => "saint-francis",
            Self::AllSaints => "all-saints",
            Self::Immaculate => "immaculate",
            Self::Christmas => "christmas",
            Self::SaintStephen => "saint-stephen",
        }
    }

    /// The feast on a day.
    pub fn on(day: Date) -> Option<Self> {
        let found = match (day.month(), day.day()) {
            (1, 1) => Self::NewYear,
            (1, 6) => Self::Epiphany,
            (4, 25) => Self::Liberation,
            (5, 1) => Self::Labour,
            (6, 2) => Self::Republic,
            (8, 15) => Self::Assumption,
            (10, 4) if day.year() >= 2026 => Self::SaintFrancis,
            (11, 1) => Self::AllSaints,
            (12, 8) => Self::Immaculate,
            (12, 25) => Self::Christmas,
            (12, 26) => Self::SaintStephen,
            _ => {
                let sunday = easter(day.year())?;
                return if day == sunday {
                    Some(Self::Easter)
                } else {
                    (Some(day) == sunday.tomorrow().ok()).then_some(Self::EasterMonday)
                };
            }
        };
        Some(found)
    }
}

/// Why a day is a feast.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holiday {
    /// Everywhere in Italy.
    Italy(Feast),
    /// The patron of the municipality, by name.
    Patron(String),
}

/// The feast on a day in a municipality (ISTAT code), if there is one.
pub fn holiday(day: Date, municipality: Option<&str>) -> Option<Holiday> {
    if let Some(feast) = Feast::on(day) {
        return Some(Holiday::Italy(feast));
    }
    let patron = Reference::get().territory().patron(municipality?)?;
    (patron.day.in_year(day.year()) == Some(day)).then(|| Holiday::Patron(patron.saint.clone()))
}

/// The years for which feasts are laid out.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2100;

/// Everything that an evaluation must know in a municipality. Calendars are shared: many services, few patrons.
pub(super) fn context(municipality: Option<&str>) -> Context {
    static PLAIN: LazyLock<ContextHolidays> = LazyLock::new(|| calendar(None));
    static PATRONS: LazyLock<HashMap<String, ContextHolidays>> = LazyLock::new(|| {
        let territory = Reference::get().territory();
        let known = territory.municipalities().iter().filter(|m| territory.patron(&m.istat).is_some());
        known.map(|m| (m.istat.clone(), calendar(Some(&m.istat)))).collect()
    });
    let holidays = municipality.and_then(|istat| PATRONS.get(istat)).unwrap_or(&PLAIN);
    Context::default().with_holidays(holidays.clone())
}

fn calendar(municipality: Option<&str>) -> ContextHolidays {
    let country = Country::IT.holidays();
    let mut public = country.get_public().clone();
    for year in YEARS {
        let patron = municipality.and_then(|istat| Reference::get().patron_day(istat, year));
        let first = Date::new(year, 1, 1).ok();
        let days = first.into_iter().flat_map(|first| {
            first.series(jiff::Span::new().days(1)).take_while(move |day| day.year() == year)
        });
        for day in days.filter(|day| Feast::on(*day).is_some()).chain(patron) {
            if let Some(day) = naive(day) {
                public.insert(day);
            }
        }
    }
    ContextHolidays::new(Arc::new(public), Arc::default())
}

/// The same day in the words of the library that reads hours.
pub(super) fn naive(day: Date) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(
        i32::from(day.year()),
        u32::try_from(day.month()).ok()?,
        u32::try_from(day.day()).ok()?,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_feasts_are_those_of_the_library_and_saint_francis() {
        let library = Country::IT.holidays();
        let mut day = date(2015, 1, 1);
        while day < date(2036, 1, 1) {
            let there = library.get_public().contains(naive(day).unwrap());
            let here = Feast::on(day).is_some();
            let new = matches!(Feast::on(day), Some(Feast::SaintFrancis | Feast::Easter));
            assert!(there == here || (here && new), "{day}: {there} {here}");
            day = day.tomorrow().unwrap();
        }
    }

    #[test]
    fn a_patron_is_kept_at_home_only() {
        let day = date(2026, 8, 26);
        assert_eq!(holiday(day, Some("075035")), Some(Holiday::Patron("Sant'Oronzo".into())));
        assert_eq!(holiday(day, Some("072006")), None);
        assert_eq!(holiday(day, None), None);
    }

    #[test]
    fn saint_francis_is_a_feast_again_from_2026() {
        assert_eq!(Feast::on(date(2025, 10, 4)), None);
        assert_eq!(Feast::on(date(2026, 10, 4)), Some(Feast::SaintFrancis));
    }
}
