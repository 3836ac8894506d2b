//! Schemas of the objects, from the same description of HSDS by which they are read and written.

use reticolo_directory::formats::schema::{Holds, OBJECTS, Object};
use serde_json::{Map, Value, json};

/// What an object always has, beyond its id.
const ALWAYS: &[(&str, &[&str])] = &[
    ("organization", &["name", "description"]),
    ("program", &["name", "description"]),
    ("taxonomy", &["name", "description"]),
    ("taxonomy_term", &["name", "description"]),
    ("service", &["name", "status"]),
    ("location", &["location_type"]),
    ("address", &["address_1", "city", "state_province", "postal_code", "country", "address_type"]),
    ("phone", &["number"]),
    ("url", &["url"]),
    ("service_capacity", &["unit", "available", "updated"]),
    ("unit", &["name"]),
    ("organization_identifier", &["identifier_type", "identifier"]),
];

/// Objects put into others, which are kept as records of their own.
const JOINED: &[(&str, &str, Holds)] = &[
    ("service", "organization", Holds::One("organization")),
    ("service", "program", Holds::One("program")),
    ("service", "service_at_locations", Holds::Many("service_at_location")),
    ("organization", "locations", Holds::Many("location")),
    ("organization", "programs", Holds::Many("program")),
    ("organization", "services", Holds::Many("service")),
    ("service_at_location", "location", Holds::One("location")),
    ("service_at_location", "service", Holds::One("service")),
];

/// All schemas, by name.
pub fn all() -> Value {
    let mut all: Map<String, Value> = OBJECTS.iter().map(|of| (of.kind.to_owned(), object(of))).collect();
    all.insert("page".to_owned(), page());
    all.insert("problem".to_owned(), problem());
    all.insert("minimal_service".to_owned(), minimal());
    Value::Object(all)
}

fn object(of: &Object) -> Value {
    let fields = of.columns.iter().chain(of.nested);
    let joined =
        JOINED.iter().filter(|(kind, ..)| *kind == of.kind).map(|(_, field, holds)| (*field, *holds));
    let properties: Map<_, _> = fields
        .copied()
        .chain(joined)
        .map(|(name, holds)| (name.to_owned(), field(of.kind, name, holds)))
        .collect();
    let always =
        ALWAYS.iter().find(|(kind, _)| *kind == of.kind).map(|(_, fields)| *fields).unwrap_or_default();
    let required: Vec<&str> = std::iter::once("id").chain(always.iter().copied()).collect();
    json!({ "type": "object", "required": required, "properties": properties })
}

fn field(kind: &str, name: &str, holds: Holds) -> Value {
    match (kind, name) {
        ("service", "status") => {
            return json!({ "type": "string", "enum": ["active", "inactive", "defunct", "temporarily closed"] });
        }
        ("location", "location_type") => {
            return json!({ "type": "string", "enum": ["physical", "postal", "virtual"] });
        }
        _ => {}
    }
    match holds {
        Holds::Text | Holds::Web | Holds::Date | Holds::Time | Holds::AnyLink => json!({ "type": "string" }),
        Holds::Number => json!({ "type": "number" }),
        Holds::Id | Holds::Link(_) => json!({ "type": "string", "format": "uuid" }),
        Holds::Many(kind) => {
            json!({ "type": "array", "items": { "$ref": format!("#/components/schemas/{kind}") } })
        }
        Holds::One(kind) => json!({ "$ref": format!("#/components/schemas/{kind}") }),
        Holds::Flag => json!({ "type": "boolean" }),
        Holds::Count => json!({ "type": "integer", "minimum": 0 }),
        Holds::Days | Holds::Texts => json!({ "type": "array", "items": { "type": "string" } }),
    }
}

fn page() -> Value {
    let count = json!({ "type": "integer", "minimum": 0 });
    json!({
        "type": "object",
        "required": ["total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty", "contents"],
        "properties": {
            "total_items": count, "total_pages": count, "page_number": { "type": "integer", "minimum": 1 }, "size": count,
            "first_page": { "type": "boolean" }, "last_page": { "type": "boolean" }, "empty": { "type": "boolean" },
            "contents": { "type": "array" },
        },
    })
}

fn problem() -> Value {
    json!({
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": { "type": "string" }, "title": { "type": "string" }, "status": { "type": "integer" },
            "detail": { "type": "string", "description": "What was wrong and what to do." },
            "parameter": { "type": "string", "description": "The parameter that was wrong." },
        },
    })
}

fn minimal() -> Value {
    json!({
        "type": "object",
        "required": ["id", "modified_date"],
        "properties": { "id": { "type": "string", "format": "uuid" }, "modified_date": { "type": "string", "format": "date-time" } },
        "additionalProperties": false,
    })
}
