//! Records in the making: objects in order, the same thing told several times put together, then the records.

use super::{
    report::{Reason, Repair, Report},
    tongue,
};
use crate::records::Records;
use reticolo_base::Lang;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, HashMap};

/// Where something was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spot {
    /// The file.
    pub file: String,
    /// The line, or the object's number, from 1.
    pub line: u64,
}

#[derive(Debug, Default)]
struct Shelf {
    objects: Vec<(Map<String, Value>, Spot)>,
    by_id: HashMap<String, usize>,
}

/// Records in the making.
#[derive(Debug, Default)]
pub struct Draft {
    kinds: BTreeMap<&'static str, Shelf>,
}

impl Draft {
    /// Puts an object that is in order; the same id again is put together with the first, which wins.
    pub fn add(&mut self, kind: &'static str, object: Map<String, Value>, spot: &Spot, report: &mut Report) {
        let Some(id) = object.get("id").and_then(Value::as_str).map(str::to_owned) else { return };
        let shelf = self.kinds.entry(kind).or_default();
        match shelf.by_id.get(&id).and_then(|at| shelf.objects.get_mut(*at)) {
            Some((kept, _)) => {
                if *kept != object && merge(kept, object) {
                    report.repair(Repair::Merged, kind, spot.line);
                }
            }
            None => {
                shelf.by_id.insert(id, shelf.objects.len());
                shelf.objects.push((object, spot.clone()));
            }
        }
    }

    /// The records. What lacks its name, or is of no shape, is refused. `lang` is the language where it cannot be told.
    pub fn records(mut self, lang: Lang, report: &mut Report) -> Records {
        self.needs_of_our_taxonomy();
        for kind in ["service", "organization"] {
            for (object, _) in self.kinds.get_mut(kind).map(|shelf| &mut shelf.objects).into_iter().flatten()
            {
                speak(object, lang);
            }
        }
        Records {
            organizations: self.take("organization", Some("name"), report),
            programs: self.take("program", Some("name"), report),
            services: self.take("service", Some("name"), report),
            locations: self.take("location", None, report),
            places: self.take("service_at_location", Some("service_id"), report),
            taxonomies: self.take("taxonomy", None, report),
            terms: self.take("taxonomy_term", None, report),
        }
    }

    fn take<T: DeserializeOwned>(
        &mut self,
        kind: &'static str,
        needed: Option<&'static str>,
        report: &mut Report,
    ) -> Vec<T> {
        let Some(shelf) = self.kinds.remove(kind) else { return Vec::new() };
        let mut records = Vec::with_capacity(shelf.objects.len());
        for (object, spot) in shelf.objects {
            if object.keys().all(|key| key == "id" || key == "profile") {
                report.refuse(&spot.file, spot.line, kind, Reason::Blank);
            } else if let Some(field) = needed.filter(|field| !object.contains_key(*field)) {
                report.refuse(&spot.file, spot.line, kind, Reason::Lacks(field));
            } else if let Some(record) = read(object, kind, &spot, report) {
                records.push(record);
            }
        }
        report.tally(kind).kept = records.len() as u64;
        records
    }

    /// Terms of our own needs, wherever they come from, are the needs of the service.
    fn needs_of_our_taxonomy(&mut self) {
        let Some(shelf) = self.kinds.get_mut("service") else { return };
        for (service, _) in &mut shelf.objects {
            let needs: Vec<Value> = needs(service).into_iter().map(Value::String).collect();
            if !needs.is_empty() {
                let profile = service.entry("profile").or_insert_with(|| Value::Object(Map::new()));
                if let Some(profile) = profile.as_object_mut() {
                    profile.entry("needs").or_insert(Value::Array(needs));
                }
            }
        }
    }
}

/// The name of the taxonomy of needs in HSDS attributes.
pub const NEEDS: &str = "reticolo-needs";

fn needs(service: &Map<String, Value>) -> Vec<String> {
    let attributes = service.get("attributes").and_then(Value::as_array).into_iter().flatten();
    let terms = attributes.filter_map(|attribute| attribute.get("taxonomy_term"));
    terms
        .filter(|term| {
            let name =
                term.get("taxonomy").or_else(|| term.get("taxonomy_detail").and_then(|t| t.get("name")));
            name.and_then(Value::as_str) == Some(NEEDS)
        })
        .filter_map(|term| term.get("code").and_then(Value::as_str).map(str::to_owned))
        .collect()
}

fn read<T: DeserializeOwned>(
    mut object: Map<String, Value>,
    kind: &'static str,
    spot: &Spot,
    report: &mut Report,
) -> Option<T> {
    if let Ok(record) = serde_json::from_value(Value::Object(object.clone())) {
        return Some(record);
    }
    // The profile of another software is the one part that `Tidy` does not shape.
    if let Some(profile) = object.remove("profile") {
        object.insert("profile_as_told".to_owned(), profile);
        if let Ok(record) = serde_json::from_value(Value::Object(object)) {
            report.repair(Repair::Shape, &format!("{kind}.profile"), spot.line);
            return Some(record);
        }
    }
    report.refuse(&spot.file, spot.line, kind, Reason::Shape);
    None
}

/// Fills what is missing from another telling; whether the two contradict each other somewhere.
fn merge(kept: &mut Map<String, Value>, other: Map<String, Value>) -> bool {
    let mut differs = false;
    for (field, value) in other {
        match kept.get_mut(&field) {
            None => drop(kept.insert(field, value)),
            Some(Value::Array(items)) => {
                for item in value.as_array().into_iter().flatten() {
                    let same = |other: &Value| {
                        other == item || (item.get("id").is_some() && other.get("id") == item.get("id"))
                    };
                    if !items.iter().any(same) {
                        items.push(item.clone());
                    }
                }
            }
            Some(same) => differs |= *same != value,
        }
    }
    differs
}

/// The words by which the language of a record is told.
pub fn telling(object: &Map<String, Value>) -> String {
    let fields = ["name", "description", "application_process", "eligibility_description"];
    let words = fields.iter().filter_map(|field| object.get(*field).and_then(Value::as_str));
    words.collect::<Vec<_>>().join(" ")
}

/// Enters the language of a record into its profile, unless it is told there.
fn speak(object: &mut Map<String, Value>, lang: Lang) {
    let words = telling(object);
    let lang = tongue::detect(&words).unwrap_or(lang);
    let profile = object.entry("profile").or_insert_with(|| Value::Object(Map::new()));
    if let Some(profile) = profile.as_object_mut()
        && !profile.contains_key("lang")
    {
        profile.insert("lang".to_owned(), Value::String(lang.code().to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const ID: &str = "6e1a1f4e-7a52-4f8a-9f6a-0d8f3a2b1c00";

    fn records(objects: &[(&'static str, Value)]) -> (Records, Report) {
        let (mut draft, mut report) = (Draft::default(), Report::new("test", "test"));
        for (kind, object) in objects {
            draft.add(
                kind,
                object.as_object().unwrap().clone(),
                &Spot { file: "a.json".into(), line: 3 },
                &mut report,
            );
        }
        let records = draft.records(Lang::En, &mut report);
        (records, report)
    }

    #[test]
    fn an_organisation_told_twice_is_one_with_all_that_was_told() {
        let (records, report) = records(&[
            ("organization", json!({"id": ID, "name": "Caritas"})),
            ("organization", json!({"id": ID, "name": "Caritas", "email": "a@example.org"})),
        ]);
        assert_eq!(records.organizations.len(), 1);
        assert_eq!(records.organizations[0].email.as_deref(), Some("a@example.org"));
        assert_eq!(report.repairs(Repair::Merged), 0);
    }

    #[test]
    fn two_tellings_that_contradict_are_told_and_the_first_wins() {
        let (records, report) = records(&[
            ("organization", json!({"id": ID, "name": "Caritas"})),
            ("organization", json!({"id": ID, "name": "Charity"})),
        ]);
        assert_eq!(records.organizations[0].name.as_deref(), Some("Caritas"));
        assert_eq!(report.repairs(Repair::Merged), 1);
    }

    #[test]
    fn a_service_without_a_name_is_refused_with_its_line() {
        let (records, report) = records(&[("service", json!({"id": ID, "description": "?"}))]);
        assert!(records.services.is_empty());
        assert_eq!((report.refused[0].line, &report.refused[0].reason), (3, &Reason::Lacks("name")));
    }

    #[test]
    fn a_foreign_profile_is_kept_beside() {
        let (records, report) =
            records(&[("service", json!({"id": ID, "name": "x", "profile": {"needs": 3}}))]);
        assert_eq!(records.services[0].other["profile_as_told"]["needs"], 3);
        assert_eq!(report.repairs(Repair::Shape), 1);
    }

    #[test]
    fn terms_of_our_needs_are_the_needs_of_a_service() {
        let term = json!({"id": ID, "taxonomy": NEEDS, "code": "stay.renewal"});
        let (records, _) = records(&[(
            "service",
            json!({"id": ID, "name": "x", "attributes": [{"id": ID, "taxonomy_term": term}]}),
        )]);
        assert_eq!(records.services[0].profile.needs, ["stay.renewal"]);
    }

    #[test]
    fn the_language_is_told_by_the_words_and_otherwise_by_whoever_imports() {
        let (records, _) = records(&[(
            "service",
            json!({"id": ID, "name": "Sportello", "description": "per chi chiede il permesso di soggiorno"}),
        )]);
        assert_eq!(records.services[0].profile.lang, Some(Lang::It));
    }
}
