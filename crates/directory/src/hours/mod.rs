//! Opening hours: open now, open this week, in any time zone, with feasts, closures and changes of the clock.
//!
//! Hours are an OpenStreetMap `opening_hours` expression, or HSDS schedules that are made into one. They are read
//! in local time and turned into moments in the IANA time zone of the place. In Italy `PH` are the national
//! feasts and, where the municipality is known, the day of its patron. Hours that do not speak of feasts
//! are not trusted on a feast: open becomes unknown.

mod clock;
mod export;
mod feast;
mod from_schedules;
mod slot;
mod spoken;
mod state;
mod week;

pub use feast::{Feast, Holiday, holiday};
pub use state::{Interval, OpenState};
pub use week::{Day, Slot};

use crate::hsds::{HoursProfile, Schedule};
use jiff::tz::TimeZone;
use opening_hours::OpeningHours;

/// The time zone of hours that name none.
pub const DEFAULT_ZONE: &str = "Europe/Rome";

/// The longest expression that is read, in bytes: longer ones are not hours, and reading them costs time.
const LONGEST: usize = 2_000;

/// Why hours cannot be read. They then answer unknown.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HoursError {
    /// Nothing was said about when it is open.
    #[error("no hours are given")]
    Unsaid,
    /// The expression is not one of OpenStreetMap's.
    #[error("not opening hours: {0}")]
    Expression(String),
    /// No such IANA time zone.
    #[error("no such time zone: {0}")]
    Zone(String),
    /// None of the schedules says when it is open.
    #[error("no schedule says when it is open")]
    Schedules,
}

/// Opening hours that can be asked.
#[derive(Debug, Clone)]
pub struct Hours {
    rules: OpeningHours,
    zone: TimeZone,
    /// The calendar of feasts is Italy's.
    italian: bool,
    /// Open at every hour of every day.
    always: bool,
    /// The hours say what happens on feasts.
    knows_feasts: bool,
    municipality: Option<String>,
}

impl Hours {
    /// Hours from an expression where there is one, else from schedules.
    ///
    /// # Errors
    /// [`HoursError`]: such hours answer unknown.
    pub fn parse(profile: &HoursProfile, schedules: &[Schedule]) -> Result<Self, HoursError> {
        let zone = profile.time_zone.as_deref().map_or(DEFAULT_ZONE, str::trim);
        match profile.expression.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
            Some(expression) => Self::of(expression, zone),
            None if schedules.is_empty() => Err(HoursError::Unsaid),
            None => Self::of(&from_schedules::expression(schedules)?, zone),
        }
    }

    /// Hours from an expression and the name of a time zone.
    ///
    /// # Errors
    /// [`HoursError::Zone`] or [`HoursError::Expression`].
    pub fn of(expression: &str, zone: &str) -> Result<Self, HoursError> {
        let time_zone = TimeZone::get(zone).map_err(|_| HoursError::Zone(zone.to_owned()))?;
        if expression.len() > LONGEST {
            return Err(HoursError::Expression("too long".into()));
        }
        let rules: OpeningHours =
            expression.parse().map_err(|error| HoursError::Expression(format!("{error}")))?;
        let plain = rules.normalize();
        let always = plain.get_expression().is_constant() && plain.to_string() == "24/7";
        let italian = zone == DEFAULT_ZONE;
        // What stands between quotes is a comment for people.
        let knows_feasts = rules.to_string().split('"').step_by(2).any(|part| part.contains("PH"));
        let rules = if italian { rules.with_context(feast::context(None)) } else { rules };
        Ok(Self { rules, zone: time_zone, italian, always, knows_feasts, municipality: None })
    }

    /// The same hours in a municipality (ISTAT code), on whose patron's day `PH` holds too.
    #[must_use]
    pub fn in_municipality(mut self, istat: &str) -> Self {
        if self.italian {
            self.rules = self.rules.with_context(feast::context(Some(istat)));
            self.municipality = Some(istat.to_owned());
        }
        self
    }

    /// The time zone of the place.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// Whether it is open at every hour of every day.
    pub fn is_always(&self) -> bool {
        self.always
    }

    /// The expression, as OpenStreetMap writes it.
    pub fn expression(&self) -> String {
        self.rules.to_string()
    }
}

#[cfg(test)]
mod tests;
