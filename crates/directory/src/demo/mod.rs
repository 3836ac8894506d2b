//! The demonstration network: Bari, Foggia, Lecce, plainly a demonstration. Its files in `data/demo/` describe
//! organisations and what each offers; here they become records like any others.
//!
//! Nobody can be reached through it, except 112 and the national help lines.

mod file;
mod offer;
mod organization;
mod taxonomy;
mod template;
mod words;

use crate::{
    book::Verified,
    records::Records,
    reference::{Data, ReferenceError},
};
use file::{Network, Rules, Template, Templates};
use jiff::{ToSpan, civil::Date, tz::TimeZone};
use reticolo_base::{Instant, id};
use std::collections::BTreeMap;

/// The source under which the records are kept.
pub const SOURCE: &str = "demo";

/// The demonstration, as it stands on a day.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Demo {
    /// The records.
    pub records: Records,
    /// Which of them were confirmed, and when.
    pub verified: Vec<Verified>,
}

/// What the network's files refer to.
struct Shelf {
    templates: BTreeMap<String, Template>,
    rules: BTreeMap<String, crate::access::AccessRule>,
    today: Date,
}

/// The demonstration as it stands on a day: ages of figures and confirmations are counted back from it.
///
/// # Errors
/// The first file that is missing or broken, and why.
pub fn records(today: Date) -> Result<Demo, ReferenceError> {
    let shelf = Shelf { templates: templates()?, rules: rules()?, today };
    let mut demo = Demo::default();
    taxonomy::put(&mut demo.records);
    for file in Data::files("demo/network/", ".toml") {
        let network: Network = Data::toml(&file)?;
        let wrong = |what: String| ReferenceError::new(&file, what);
        for organization in &network.organization {
            organization::put(organization, &mut demo.records).map_err(wrong)?;
        }
        for offer in &network.offer {
            offer::put(offer, &network, &shelf, &mut demo).map_err(wrong)?;
        }
    }
    if demo.records.organizations.is_empty() {
        return Err(ReferenceError::new("demo/network/", "missing"));
    }
    Ok(demo)
}

fn templates() -> Result<BTreeMap<String, Template>, ReferenceError> {
    let mut templates = BTreeMap::new();
    for file in Data::files("demo/services/", ".toml") {
        for template in Data::toml::<Templates>(&file)?.service {
            if let Some(twice) = templates.insert(template.key.clone(), template) {
                return Err(ReferenceError::new(&file, format!("{}: there twice", twice.key)));
            }
        }
    }
    Ok(templates)
}

fn rules() -> Result<BTreeMap<String, crate::access::AccessRule>, ReferenceError> {
    let mut rules = BTreeMap::new();
    for file in Data::files("demo/rules", ".toml") {
        for rule in Data::toml::<Rules>(&file)?.rule {
            if let Some(twice) = rules.insert(rule.key.clone(), rule) {
                return Err(ReferenceError::new(&file, format!("{}: there twice", twice.key)));
            }
        }
    }
    Ok(rules)
}

/// The id of a record of the demonstration, always the same.
fn key(kind: &str, key: &str) -> String {
    id::foreign(SOURCE, kind, key).to_string()
}

impl Shelf {
    /// The day so many days before today.
    fn ago(&self, days: u32) -> Date {
        self.today.checked_sub(i64::from(days).days()).unwrap_or(self.today)
    }

    /// Noon, in UTC, of the day so many days before today.
    fn noon(&self, days: u32) -> Instant {
        let noon = self.ago(days).at(12, 0, 0, 0).to_zoned(TimeZone::UTC);
        noon.map_or(Instant::EPOCH, |noon| noon.timestamp().into())
    }
}

#[cfg(test)]
mod tests;
