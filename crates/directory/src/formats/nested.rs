//! HSDS JSON: objects that lie in one another are taken apart into records with links.

use super::{
    draft::{Draft, Spot},
    filled, interpreted,
    refusal::FormatRefusal,
    report::{Reason, Report},
    tidy::Tidy,
};
use serde_json::{Map, Value};

/// Fields in which objects with a life of their own may lie: kind, field, kind inside, the link that is made:
/// `true` when the one inside links to the one outside.
const INSIDE: &[(&str, &str, &str, &str, bool)] = &[
    ("service", "organization", "organization", "organization_id", false),
    ("service", "program", "program", "program_id", false),
    ("service", "service_at_locations", "service_at_location", "service_id", true),
    ("service_at_location", "location", "location", "location_id", false),
    ("service_at_location", "service", "service", "service_id", false),
    ("organization", "locations", "location", "organization_id", true),
    ("organization", "programs", "program", "organization_id", true),
    ("organization", "services", "service", "organization_id", true),
    ("program", "organization", "organization", "organization_id", false),
    ("program", "services", "service", "program_id", true),
];

/// Objects deeper than this are not followed; HSDS needs four.
const DEPTH: usize = 8;

/// Takes objects apart.
#[derive(Debug)]
pub struct Nested<'a> {
    /// Puts each in order.
    pub tidy: Tidy<'a>,
    /// Where they go.
    pub draft: Draft,
}

impl Nested<'_> {
    /// Everything that a document holds: an object, a list, a page, or a package of lists.
    pub fn document(&mut self, document: Value, file: &str) -> Result<(), FormatRefusal> {
        let mut spot = Spot { file: file.to_owned(), line: 0 };
        match document {
            Value::Array(items) => self.list(None, items, &mut spot),
            Value::Object(mut map) => {
                if let Some(Value::Array(items)) = map.remove("contents") {
                    self.list(None, items, &mut spot);
                } else if let Some(kind) = self.kind(&map, file) {
                    spot.line = 1;
                    self.root(kind, map, &spot);
                } else {
                    self.package(map, &mut spot)?;
                }
            }
            _ => return Err(FormatRefusal::Unknown { path: file.to_owned() }),
        }
        Ok(())
    }

    /// The kind of an object by its fields, else, for one of few fields, by the name of its file.
    fn kind(&self, map: &Map<String, Value>, file: &str) -> Option<&'static str> {
        kind_of(map).or_else(|| by_name(file).filter(|_| map.contains_key("id") && map.contains_key("name")))
    }

    fn package(&mut self, map: Map<String, Value>, spot: &mut Spot) -> Result<(), FormatRefusal> {
        let mut known = false;
        for (name, value) in map {
            match (plural(&name), value) {
                (Some(kind), Value::Array(items)) => {
                    known = true;
                    self.list(Some(kind), items, spot);
                }
                (_, Value::String(_)) => {}
                _ => self.tidy.report.unknown(&name),
            }
        }
        if known { Ok(()) } else { Err(FormatRefusal::Unknown { path: spot.file.clone() }) }
    }

    fn list(&mut self, kind: Option<&'static str>, items: Vec<Value>, spot: &mut Spot) {
        for item in items {
            spot.line += 1;
            self.item(kind, item, spot);
        }
    }

    /// One object of a list, or one line of ndjson.
    pub fn item(&mut self, kind: Option<&'static str>, item: Value, spot: &Spot) {
        match item {
            Value::Object(map) => match kind.or_else(|| self.kind(&map, &spot.file)) {
                Some(kind) => self.root(kind, map, spot),
                None => {
                    if self.package(map, &mut spot.clone()).is_err() {
                        self.tidy.report.refuse(&spot.file, spot.line, "unknown", Reason::Shape);
                    }
                }
            },
            _ => self.tidy.report.refuse(&spot.file, spot.line, kind.unwrap_or("unknown"), Reason::Shape),
        }
    }

    fn root(&mut self, kind: &'static str, map: Map<String, Value>, spot: &Spot) {
        if map.values().all(super::tidy::empty) {
            self.tidy.report.tally(kind).read += 1;
            return self.tidy.report.refuse(&spot.file, spot.line, kind, Reason::Blank);
        }
        self.take(kind, map, spot, "", None, 0);
    }

    /// Takes an object apart; its id.
    fn take(
        &mut self,
        kind: &'static str,
        mut map: Map<String, Value>,
        spot: &Spot,
        parent: &str,
        link: Option<(&str, &str)>,
        depth: usize,
    ) -> String {
        filled::forget(&mut map);
        if kind == "service" {
            interpreted::gather(&mut map);
        }
        let inside: Vec<_> = INSIDE.iter().filter(|inside| inside.0 == kind).collect();
        let lying: Vec<_> =
            inside.into_iter().filter_map(|i| map.remove(i.1).map(|value| (i, value))).collect();
        let told_id = map.get("id").is_some();
        // A mere link, as in `"organization": {"id": "…"}`, is no record.
        let stub = told_id && depth > 0 && lying.is_empty() && map.len() == 1;
        let mut object = self.tidy.object(kind, map, spot.line, parent);
        let id = object.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        if stub {
            return id;
        }
        self.tidy.report.tally(kind).read += 1;
        if let Some((field, target)) = link {
            object.insert(field.to_owned(), Value::String(target.to_owned()));
        }
        for ((_, field, child, link, inward), value) in lying {
            let children = match value {
                Value::Array(items) => items,
                Value::Null => continue,
                other => vec![other],
            };
            for told in children {
                let Value::Object(told) = told else {
                    self.tidy.report.refuse(&spot.file, spot.line, child, Reason::Shape);
                    continue;
                };
                if told.is_empty() || depth >= DEPTH {
                    self.tidy.report.repair(
                        super::report::Repair::Shape,
                        &format!("{kind}.{field}"),
                        spot.line,
                    );
                    continue;
                }
                let upward = inward.then_some((*link, id.as_str()));
                let child_id = self.take(child, told, spot, &id, upward, depth + 1);
                if !inward {
                    object.insert((*link).to_owned(), Value::String(child_id));
                }
            }
        }
        self.draft.add(kind, object, spot, self.tidy.report);
        id
    }
}

/// The kind of the objects in a list by the list's name.
pub fn plural(name: &str) -> Option<&'static str> {
    Some(match name {
        "services" => "service",
        "organizations" | "organisations" => "organization",
        "service_at_locations" | "services_at_location" => "service_at_location",
        "locations" => "location",
        "programs" => "program",
        "taxonomies" => "taxonomy",
        "taxonomy_terms" => "taxonomy_term",
        _ => return None,
    })
}

/// The kind of the objects in a file by its name, e.g. `taxonomy_list.json`.
pub fn by_name(file: &str) -> Option<&'static str> {
    let stem = super::table::stem(file);
    let stem = stem.trim_end_matches("_list").trim_end_matches("_full");
    plural(stem).or_else(|| super::schema::OWN.into_iter().find(|kind| *kind == stem))
}

/// The kind of an object by its fields.
pub fn kind_of(map: &Map<String, Value>) -> Option<&'static str> {
    let has = |names: &[&str]| names.iter().any(|name| map.contains_key(*name));
    let object = |name: &str| map.get(name).is_some_and(Value::is_object);
    if object("service") || object("location") || (has(&["service_id"]) && has(&["location_id"])) {
        return Some("service_at_location");
    }
    if !has(&["name", "id"]) {
        return None;
    }
    if has(&["location_type", "latitude", "longitude", "addresses", "transportation"]) {
        return Some("location");
    }
    let service = [
        "organization",
        "status",
        "service_at_locations",
        "application_process",
        "eligibility_description",
        "required_documents",
        "cost_options",
        "interpretation_services",
        "fees_description",
        "wait_time",
        "service_areas",
        "languages",
        "capacities",
        "program_id",
        "minimum_age",
        "schedules",
    ];
    if has(&service) {
        return Some("service");
    }
    let organization = [
        "website",
        "tax_status",
        "tax_id",
        "legal_status",
        "organization_identifiers",
        "programs",
        "services",
        "locations",
        "year_incorporated",
        "parent_organization_id",
        "additional_websites",
        "logo",
        "phones",
        "contacts",
    ];
    if has(&organization) {
        return Some("organization");
    }
    if has(&["taxonomy", "taxonomy_id", "taxonomy_detail", "term_uri", "parent_id", "code"]) {
        return Some("taxonomy_term");
    }
    if has(&["version"]) && has(&["uri", "name"]) {
        return Some("taxonomy");
    }
    if has(&["organization_id"]) {
        return Some(if has(&["url", "email"]) { "service" } else { "program" });
    }
    if has(&["uri"]) {
        return Some(if has(&["email"]) { "organization" } else { "taxonomy" });
    }
    if has(&["email", "url"]) {
        return Some(if has(&["url"]) { "service" } else { "organization" });
    }
    None
}

/// Reads a JSON document.
pub fn json(nested: &mut Nested<'_>, text: &str, file: &str) -> Result<(), FormatRefusal> {
    let document = serde_json::from_str(text)
        .map_err(|error| FormatRefusal::Json { path: file.to_owned(), line: error.line() })?;
    nested.document(document, file)
}

/// Reads ndjson: one object a line; a bad line is refused alone.
pub fn ndjson(nested: &mut Nested<'_>, text: &str, file: &str) {
    for (number, line) in text.lines().enumerate() {
        let spot = Spot { file: file.to_owned(), line: number as u64 + 1 };
        if line.trim().is_empty() {
            continue;
        }
        match serde_json::from_str(line) {
            Ok(object) => nested.item(None, object, &spot),
            Err(_) => nested.tidy.report.refuse(file, spot.line, "unknown", Reason::Unreadable),
        }
    }
}

/// An empty place for objects of a source.
pub fn nested<'a>(report: &'a mut Report, source: &'a str, limits: super::Limits) -> Nested<'a> {
    Nested { tidy: Tidy { report, source, limits, cells: false }, draft: Draft::default() }
}
