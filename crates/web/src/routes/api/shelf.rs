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
    sync::{Arc, Mutex, PoisonError, RwLock},
    time::Duration,
};

/// So many schedules are kept; then they are worked out anew.
const MOST: usize = 20_000;

/// So long a request waits for the sieve of a new revision before it makes do with the one before.
const PATIENCE: Duration = Duration::from_secs(2);

/// Kept between requests; everything in it can be made anew.
#[derive(Debug, Default)]
pub struct Shelf {
    /// Counts requests.
    pub guard: Guard,
    sieves: Arc<Sieves>,
    schedules: Mutex<Today>,
}

/// The newest sieve, and whose turn it is to make a newer one.
#[derive(Debug, Default)]
struct Sieves {
    newest: RwLock<Option<Arc<Sieve>>>,
    turn: tokio::sync::Mutex<()>,
}

impl Sieves {
    fn newest(&self) -> Option<Arc<Sieve>> {
        self.newest.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn of(&self, revision: i64) -> Option<Arc<Sieve>> {
        self.newest().filter(|sieve| sieve.revision >= revision)
    }

    async fn make(&self, db: &Db, revision: i64) -> Result<Arc<Sieve>> {
        let _turn = self.turn.lock().await;
        if let Some(made) = self.of(revision) {
            return Ok(made);
        }
        let sieve = Arc::new(Sieve::load(db).await?);
        *self.newest.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&sieve));
        Ok(sieve)
    }
}

/// Schedules as they are from a day on, by expression and time zone.
#[derive(Debug, Default)]
struct Today {
    day: Option<Date>,
    made: HashMap<(String, String), Vec<Schedule>>,
}

impl Shelf {
    /// The sieve of a revision. The first is waited for; a newer one for a moment only, then the one before answers while
    /// the newer is made: see [`Shelf::is_current`].
    ///
    /// # Errors
    /// [`reticolo_store::Failure`] of the database.
    pub async fn sieve(&self, db: &Db, revision: i64) -> Result<Arc<Sieve>> {
        if let Some(sieve) = self.sieves.of(revision) {
            return Ok(sieve);
        }
        let Some(before) = self.sieves.newest() else { return self.sieves.make(db, revision).await };
        // The making goes on when nobody waits for it any longer.
        let (sieves, db) = (Arc::clone(&self.sieves), db.clone());
        let making = tokio::spawn(async move { sieves.make(&db, revision).await });
        match tokio::time::timeout(PATIENCE, making).await {
            Ok(Ok(made)) => made,
            Ok(Err(_)) | Err(_) => Ok(before),
        }
    }

    /// Whether what the sieve answers now is of this revision: if not, nobody may keep the answer under its tag.
    pub fn is_current(&self, revision: i64) -> bool {
        self.sieves.newest().is_none_or(|sieve| sieve.revision >= revision)
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
