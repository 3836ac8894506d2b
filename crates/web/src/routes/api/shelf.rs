//! What the API keeps between requests: the sieve of the present revision, schedules worked out today, and the guard.

use super::guard::Guard;
use jiff::{civil::Date, tz::TimeZone};
use reticolo_base::Instant;
use reticolo_directory::{
    hours::{DEFAULT_ZONE, Hours},
    hsds::{HoursProfile, Schedule},
    sieve::Sieve,
};
use reticolo_store::{Db, Result};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// So many schedules are kept; then they are worked out anew.
const MOST: usize = 20_000;

/// Kept between requests; everything in it can be made anew.
#[derive(Debug, Default)]
pub struct Shelf {
    /// Counts requests.
    pub guard: Guard,
    sieve: tokio::sync::Mutex<Option<Arc<Sieve>>>,
    schedules: Mutex<Today>,
}

/// Schedules as they are from a day on, by expression and time zone.
#[derive(Debug, Default)]
struct Today {
    day: Option<Date>,
    made: HashMap<(String, String), Vec<Schedule>>,
}

impl Shelf {
    /// The sieve of a revision; made when there is none yet. Who comes meanwhile waits for it.
    ///
    /// # Errors
    /// [`reticolo_store::Failure`] of the database.
    pub async fn sieve(&self, db: &Db, revision: i64) -> Result<Arc<Sieve>> {
        let mut kept = self.sieve.lock().await;
        if let Some(sieve) = kept.as_ref().filter(|sieve| sieve.revision >= revision) {
            return Ok(Arc::clone(sieve));
        }
        let sieve = Arc::new(Sieve::load(db).await?);
        *kept = Some(Arc::clone(&sieve));
        Ok(sieve)
    }

    /// Puts schedules where a record has an expression of hours only: HSDS knows schedules. Ids follow from the owner's.
    pub fn put_schedules(
        &self,
        owner: &str,
        hours: &HoursProfile,
        schedules: &mut Vec<Schedule>,
        today: Date,
    ) {
        let Some(expression) = hours.expression.as_deref().filter(|_| schedules.is_empty()) else { return };
        let zone = hours.time_zone.as_deref().unwrap_or(DEFAULT_ZONE);
        let key = (expression.to_owned(), zone.to_owned());
        let mut kept = self.schedules.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.day != Some(today) || kept.made.len() > MOST {
            *kept = Today { day: Some(today), made: HashMap::new() };
        }
        let made = kept.made.entry(key).or_insert_with(|| {
            Hours::of(expression, zone).map(|hours| hours.to_schedules("", today)).unwrap_or_default()
        });
        let owned = |schedule: &Schedule| {
            let id = reticolo_base::id::foreign(owner, "schedule", &schedule.id.replace('-', "")).to_string();
            let mut schedule = Schedule { id, ..schedule.clone() };
            // As in exports: who reads this back takes the expression, not what was made from it.
            schedule.other.insert("derived".to_owned(), true.into());
            schedule
        };
        *schedules = made.iter().map(owned).collect();
    }
}

/// The day on which hours are looked at.
pub fn today(now: Instant) -> Date {
    now.day_in(&TimeZone::get(DEFAULT_ZONE).unwrap_or(TimeZone::UTC))
}
