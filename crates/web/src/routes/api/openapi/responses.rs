//! Responses: what is found, and every way in which nothing is.

use crate::routes::api::endpoint::{Endpoint, Shape, What};
use serde_json::{Map, Value, json};

/// The refusals, by name: status and meaning.
const REFUSALS: [(&str, &str, &str); 8] = [
    ("BadRequest", "400", "A parameter is unknown, twice there or cannot be read; the problem names it."),
    ("NotFound", "404", "There is no such object."),
    ("MethodNotAllowed", "405", "The address takes other methods; the header Allow names them."),
    ("TooLong", "413", "The body is too long."),
    ("UnsupportedMediaType", "415", "The body is neither JSON nor a form."),
    ("NoAnswer", "422", "The values can be read, but nothing can fulfil them; the problem names one."),
    ("TooMany", "429", "Too many requests from one address; wait for the seconds in Retry-After."),
    ("Unavailable", "503", "The directory cannot answer right now."),
];

/// All refusals, and the answer to a reader who has everything already.
pub fn all() -> Value {
    let content =
        json!({ "application/problem+json": { "schema": { "$ref": "#/components/schemas/problem" } } });
    let mut all: Map<String, Value> = REFUSALS
        .iter()
        .map(|(name, _, says)| ((*name).to_owned(), json!({ "description": says, "content": content })))
        .collect();
    let wait = json!({ "Retry-After": { "description": "Seconds to wait.", "schema": { "type": "integer", "minimum": 1 } } });
    if let Some(many) = all.get_mut("TooMany").and_then(Value::as_object_mut) {
        many.insert("headers".to_owned(), wait);
    }
    all.insert(
        "Unchanged".to_owned(),
        json!({ "description": "Nothing changed since the answer with this ETag." }),
    );
    Value::Object(all)
}

/// A link to a response.
pub fn link(name: &str) -> Value {
    json!({ "$ref": format!("#/components/responses/{name}") })
}

/// The responses of an endpoint.
pub fn of(endpoint: &Endpoint) -> Value {
    let mut all = Map::new();
    let mut found = Map::new();
    found.insert("description".to_owned(), "Found.".into());
    found.insert("headers".to_owned(), headers());
    found.insert("content".to_owned(), content(endpoint));
    if endpoint.shape == Shape::List {
        found.insert("links".to_owned(), links(endpoint));
    }
    all.insert("200".to_owned(), Value::Object(found));
    all.insert("304".to_owned(), link("Unchanged"));
    for (name, status, _) in REFUSALS {
        let fits = match name {
            "NotFound" => endpoint.shape == Shape::One,
            "TooLong" | "UnsupportedMediaType" | "NoAnswer" => endpoint.shape == Shape::List,
            _ => true,
        };
        if fits {
            all.insert(status.to_owned(), link(name));
        }
    }
    Value::Object(all)
}

/// From a list to one of its objects.
fn links(endpoint: &Endpoint) -> Value {
    let operation = super::name(endpoint.what, Shape::One);
    json!({ "one": {
        "operationId": format!("get{operation}"),
        "parameters": { "id": "$response.body#/contents/0/id" },
        "description": "The first of the list as a whole object.",
    } })
}

fn headers() -> Value {
    json!({
        "ETag": { "description": "Changes when the answer may have changed.", "schema": { "type": "string" } },
        "Cache-Control": { "description": "How long it may be kept.", "schema": { "type": "string" } },
    })
}

fn content(endpoint: &Endpoint) -> Value {
    let object = link_to(endpoint.what.object());
    if endpoint.shape == Shape::One {
        return json!({ "application/json": { "schema": object } });
    }
    let item = if endpoint.what == What::Services {
        json!({ "anyOf": [object, link_to("minimal_service")] })
    } else {
        object
    };
    let contents = json!({ "type": "object", "required": ["contents"], "properties": { "contents": { "type": "array", "items": item } } });
    json!({
        "application/json": { "schema": { "allOf": [link_to("page"), contents] } },
        "application/x-ndjson": { "schema": { "type": "string", "description": "One object a line." } },
    })
}

fn link_to(schema: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{schema}") })
}
