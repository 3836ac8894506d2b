//! What the path knows of each service, read once for each revision of the directory.

use crate::{App, Fault};
use jiff::civil::{Time, Weekday};
use reticolo_base::{Instant, Lang};
use reticolo_directory::{
    access::AccessRule,
    book::{self, Joined},
    find::Finder,
    hours::Hours,
    hsds::Service,
    path::Candidate,
    records::Records,
};
use std::{collections::HashMap, sync::Arc};
use tokio::sync::Mutex;
use uuid::Uuid;

/// From this hour on it is evening.
const EVENING: Time = Time::constant(17, 30, 0, 0);

/// What the path knows, by the revision it was read at.
#[derive(Debug, Default)]
pub struct Shelf(Mutex<Option<(i64, Arc<Vec<Known>>)>>);

/// What the path knows of a service.
#[derive(Debug)]
pub struct Known {
    /// Its id.
    pub id: Uuid,
    needs: Vec<String>,
    rules: Vec<AccessRule>,
    area: Option<String>,
    languages: Vec<String>,
    open_late: Option<bool>,
}

impl Known {
    /// As the path wants it.
    pub fn candidate(&self) -> Candidate<'_> {
        Candidate {
            needs: &self.needs,
            rules: &self.rules,
            area: self.area.as_deref(),
            languages: &self.languages,
            open_late: self.open_late,
        }
    }
}

impl Shelf {
    /// The services that answer a need.
    ///
    /// # Errors
    /// 503 when there is no finder, or the database does not answer.
    pub async fn load(&self, app: &App) -> Result<Arc<Vec<Known>>, Fault> {
        let finder = app.finder()?;
        let revision = finder.revision();
        let mut kept = self.0.lock().await;
        if let Some((_, known)) = kept.as_ref().filter(|(at, _)| *at == revision) {
            return Ok(Arc::clone(known));
        }
        let records = book::load_all(&app.db).await.map_err(|failure| Fault::store(&failure))?;
        let known = Arc::new(read(records, finder, (app.clock)()));
        *kept = Some((revision, Arc::clone(&known)));
        Ok(known)
    }
}

fn read(records: Records, finder: &Finder, now: Instant) -> Vec<Known> {
    let territories: HashMap<String, String> =
        records.organizations.into_iter().filter_map(|o| Some((o.id, o.profile.territory?))).collect();
    let mut places: HashMap<String, Vec<_>> = HashMap::new();
    for place in records.places {
        places.entry(place.service_id.clone().unwrap_or_default()).or_default().push(place);
    }
    let mut known = Vec::new();
    for service in records.services.into_iter().filter(|service| service.status.as_deref() != Some("defunct"))
    {
        let Ok(id) = service.id.parse::<Uuid>() else { continue };
        // The catalogue also knows needs that were only read out of the text.
        let needs =
            finder.with(|catalogue| catalogue.summary_of(id, Lang::It)).map(|s| s.needs).unwrap_or_default();
        if needs.is_empty() {
            continue;
        }
        let area = area(&service).or_else(|| territories.get(service.organization_id.as_ref()?).cloned());
        let languages = service.languages.iter().filter_map(|language| language.code.clone()).collect();
        let rules = service.profile.access_rules.clone();
        let places = places.remove(&service.id).unwrap_or_default();
        let places = places.into_iter().map(|at| book::Place { at, location: None }).collect();
        let joined = Joined {
            service,
            organization: None,
            program: None,
            places,
            verified: Vec::new(),
            modified_at: now,
        };
        known.push(Known { id, needs, rules, area, languages, open_late: open_late(&joined, now) });
    }
    known
}

/// The area that a service says it serves, by its ISTAT code.
fn area(service: &Service) -> Option<String> {
    let codes = service.service_areas.iter().filter_map(|area| area.extent.as_deref());
    codes
        .map(str::trim)
        .find(|code| (2..=6).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_digit()))
        .map(str::to_owned)
}

/// Whether it opens in the evening or on Saturday in the week ahead; `None` when nobody knows.
fn open_late(joined: &Joined, now: Instant) -> Option<bool> {
    let places: Vec<_> =
        if joined.places.is_empty() { vec![None] } else { joined.places.iter().map(Some).collect() };
    let hours: Vec<Hours> = places
        .into_iter()
        .filter_map(|place| crate::routes::card::opening::hours_at(joined, place).ok())
        .collect();
    (!hours.is_empty()).then(|| hours.iter().any(|hours| late(hours, now)))
}

fn late(hours: &Hours, now: Instant) -> bool {
    let week = hours.week(now.day_in(hours.zone()));
    week.iter().any(|day| {
        let saturday = day.date.weekday() == Weekday::Saturday;
        day.slots
            .iter()
            .any(|slot| saturday || slot.is_whole_day() || slot.is_past_midnight() || slot.closes > EVENING)
    })
}
