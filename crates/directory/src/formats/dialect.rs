//! What earlier versions of HSDS (1.1, 2.0) and Ohana call their tables and columns, and what HSDS 3 calls them.

use super::schema;
use serde_json::{Map, Value};

/// What a table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// Objects of a kind of HSDS 3.
    Objects(&'static str),
    /// Addresses of a type.
    Addresses(&'static str),
    /// Who may use a service, in words: HSDS 1.1 has a table of it, HSDS 3 a field.
    Eligibility,
    /// Words kept with their parent under this name: HSDS 3 has no place for them.
    Aside(&'static str),
    /// About the tables themselves.
    Meta,
}

/// What a table holds, by its name.
pub fn meaning(stem: &str) -> Option<Meaning> {
    use Meaning::{Addresses, Aside, Eligibility, Meta, Objects};
    // Before HSDS 3 `taxonomy.csv` held terms.
    let named = |o: &&schema::Object| o.table == stem || (o.kind == stem && stem != "taxonomy");
    if let Some(object) = schema::OBJECTS.iter().find(named) {
        return Some(Objects(object.kind));
    }
    Some(match stem {
        "services_at_location" | "services_at_locations" | "service_at_locations" => {
            Objects("service_at_location")
        }
        "physical_addresses" | "physical_address" => Addresses("physical"),
        "postal_addresses" | "mail_addresses" | "postal_address" => Addresses("postal"),
        "regular_schedules" | "regular_schedule" => Objects("schedule"),
        "holiday_schedules" | "holiday_schedule" => Aside("holiday_schedules"),
        "payments_accepted" | "payment_accepted" => Aside("payments_accepted"),
        "accessibility_for_disabilities" => Objects("accessibility"),
        "eligibility" | "eligibilities" => Eligibility,
        "service_taxonomy" | "services_taxonomy" | "service_attributes" | "other_attributes" => {
            Objects("attribute")
        }
        "taxonomy" => Objects("taxonomy_term"),
        "fundings" => Objects("funding"),
        "urls" => Objects("url"),
        "service_capacities" | "capacities" => Objects("service_capacity"),
        "meta_table_description" | "meta_table_descriptions" | "table_descriptions" => Meta,
        _ => return None,
    })
}

/// Whether these tables are of a version before 3 or of Ohana.
pub fn is_old<'a>(mut tables: impl Iterator<Item = (&'a str, &'a [String])>) -> bool {
    tables.any(|(stem, header)| {
        let has = |column: &str| header.iter().any(|c| c.eq_ignore_ascii_case(column));
        matches!(
            stem,
            "services_at_location"
                | "regular_schedules"
                | "physical_addresses"
                | "postal_addresses"
                | "mail_addresses"
                | "eligibility"
                | "accessibility_for_disabilities"
                | "payments_accepted"
                | "holiday_schedules"
                | "taxonomy"
                | "services_taxonomy"
                | "service_taxonomy"
                | "service_attributes"
        ) || (stem == "languages" && has("language"))
            || (stem == "organizations" && has("url") && !has("website"))
            || (stem == "services" && has("location_id"))
    })
}

/// kind, name before HSDS 3, name in HSDS 3.
const COLUMNS: &[(&str, &str, &str)] = &[
    ("service", "fees", "fees_description"),
    ("service", "eligibility", "eligibility_description"),
    ("service", "website", "url"),
    ("service", "funding_sources", "funding"),
    ("organization", "url", "website"),
    ("organization", "funding_sources", "funding"),
    ("location", "website", "url"),
    ("phone", "number_type", "type"),
    ("phone", "department", "description"),
    ("phone", "language", "languages"),
    ("language", "language", "name"),
    ("accessibility", "accessibility", "description"),
    ("service_area", "service_area", "name"),
    ("schedule", "weekday", "byday"),
    ("schedule", "original_text", "description"),
    ("schedule", "start_date", "valid_from"),
    ("schedule", "end_date", "valid_to"),
    ("taxonomy_term", "vocabulary", "taxonomy"),
    ("taxonomy_term", "parent_name", "parent_name"),
    ("attribute", "service_id", "link_id"),
    ("attribute", "taxonomy_id", "taxonomy_term_id"),
    ("attribute", "taxonomy_detail", "value"),
];

/// The HSDS 3 name of a column.
pub fn column<'a>(kind: &str, told: &'a str, old: bool) -> std::borrow::Cow<'a, str> {
    let plain = told.trim().to_lowercase().replace([' ', '-'], "_");
    let known = schema::object(kind).is_some_and(|object| object.holds(&plain).is_some());
    if (old || !known)
        && let Some((_, _, new)) = COLUMNS.iter().find(|(k, name, _)| *k == kind && *name == plain)
    {
        return (*new).into();
    }
    if plain == told { told.into() } else { plain.into() }
}

/// Columns about people that are not taken.
pub fn personal(kind: &str, column: &str) -> bool {
    kind == "location" && column == "admin_emails"
}

/// Brings the cells of a row to the shape of HSDS 3: lists in one cell, booleans, weekdays.
pub fn reshape(kind: &'static str, cells: &mut Map<String, Value>, terms: &str) {
    for field in ["profile", "other"] {
        let parsed =
            cells.get(field).and_then(Value::as_str).and_then(|text| serde_json::from_str(text).ok());
        match parsed {
            Some(Value::Object(map)) if field == "other" => {
                cells.remove(field);
                for (key, value) in map {
                    cells.entry(key).or_insert(value);
                }
            }
            Some(Value::Object(map)) => drop(cells.insert(field.to_owned(), Value::Object(map))),
            _ => {}
        }
    }
    if let Some(object) = schema::object(kind) {
        for (field, holds) in object.nested {
            let schema::Holds::Many(child) = holds else { continue };
            let Some(Value::String(words)) = cells.get(*field) else { continue };
            let list = serde_json::from_str(words)
                .ok()
                .filter(Value::is_array)
                .unwrap_or_else(|| split(child, words));
            cells.insert((*field).to_owned(), list);
        }
    }
    match kind {
        "location"
            if cells
                .get("virtual")
                .and_then(Value::as_str)
                .is_some_and(|v| v.eq_ignore_ascii_case("true")) =>
        {
            cells.remove("virtual");
            cells.insert("location_type".to_owned(), Value::from("virtual"));
        }
        "location" => drop(cells.remove("virtual")),
        "taxonomy_term" if !cells.contains_key("id") => {
            if let Some(code) = cells.remove("taxonomy_id") {
                cells.insert("id".to_owned(), code.clone());
                cells.insert("code".to_owned(), code);
                cells.entry("taxonomy").or_insert_with(|| Value::from(terms));
            }
        }
        "service" => taxonomy_ids(cells),
        _ => {}
    }
}

/// Ohana: `taxonomy_ids` of a service are links to terms.
fn taxonomy_ids(cells: &mut Map<String, Value>) {
    let Some(Value::String(ids)) = cells.get("taxonomy_ids") else { return };
    let ids = ids.split(',').map(str::trim).filter(|id| !id.is_empty());
    let links: Vec<Value> =
        ids.map(|id| serde_json::json!({ "taxonomy_term_id": id, "link_entity": "service" })).collect();
    cells.remove("taxonomy_ids");
    cells.insert("attributes".to_owned(), Value::Array(links));
}

/// The parts of a cell that holds several things. Sentences are not cut at their commas.
fn split(kind: &str, words: &str) -> Value {
    let sentences = matches!(kind, "required_document" | "cost_option" | "schedule" | "contact" | "address");
    let mut parts = vec![String::new()];
    let mut depth = 0_u32;
    for c in words.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let ends = matches!(c, ';' | '\n') || (c == ',' && depth == 0 && !sentences);
        match parts.last_mut() {
            Some(part) if !ends => part.push(c),
            _ => parts.push(String::new()),
        }
    }
    let parts = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty());
    let plain = |part: &str| if kind == "accessibility" { part.replace('_', " ") } else { part.to_owned() };
    Value::Array(parts.map(|part| Value::String(plain(part))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn old_tables_are_known_by_their_names() {
        assert_eq!(meaning("services_at_location"), Some(Meaning::Objects("service_at_location")));
        assert_eq!(meaning("eligibility"), Some(Meaning::Eligibility));
        assert_eq!(meaning("mail_addresses"), Some(Meaning::Addresses("postal")));
        assert_eq!(meaning("taxonomy"), Some(Meaning::Objects("taxonomy_term")));
        assert_eq!(meaning("taxonomies"), Some(Meaning::Objects("taxonomy")));
        assert_eq!(meaning("cats"), None);
    }

    #[test]
    fn a_column_of_hsds_3_is_renamed_only_in_old_tables() {
        assert_eq!(column("service", "fees", false), "fees");
        assert_eq!(column("service", "fees", true), "fees_description");
        assert_eq!(column("organization", "URL", false), "website");
        assert_eq!(column("service", "keywords", true), "keywords");
    }

    #[test]
    fn a_cell_of_several_things_is_taken_apart() {
        let mut cells = json!({"languages": "Spanish, Creole (on Monday, Tuesday)", "required_documents": "A passport, or an identity card; a photograph", "taxonomy_ids": "105, 108"})
            .as_object()
            .unwrap()
            .clone();
        reshape("service", &mut cells, "x");
        assert_eq!(cells["languages"], json!(["Spanish", "Creole (on Monday, Tuesday)"]));
        assert_eq!(cells["required_documents"], json!(["A passport, or an identity card", "a photograph"]));
        assert_eq!(cells["attributes"].as_array().unwrap().len(), 2);
    }
}
