//! Parameters, in addresses and in bodies.

use crate::routes::api::{
    endpoint::Endpoint,
    parameter::{Holds, LAST_PAGE, MOST_PER_PAGE, PARAMETERS, PER_PAGE, Parameter},
};
use serde_json::{Map, Value, json};

/// All that may stand in an address, by name.
pub fn all() -> Value {
    let visible = PARAMETERS.iter().filter(|parameter| !parameter.body_only);
    visible.map(|parameter| (parameter.name.to_owned(), of(parameter))).collect::<Map<_, _>>().into()
}

/// Those of an endpoint that stand in its address.
pub fn of_query(endpoint: &Endpoint) -> Value {
    let visible = endpoint.parameters().filter(|parameter| !parameter.body_only);
    visible
        .map(|parameter| json!({ "$ref": format!("#/components/parameters/{}", parameter.name) }))
        .collect()
}

/// The id in a path.
pub fn id() -> Value {
    json!({ "name": "id", "in": "path", "required": true, "description": "Its id.", "schema": { "type": "string", "format": "uuid" } })
}

/// The body of a POST.
pub fn body(endpoint: &Endpoint) -> Value {
    let properties: Map<_, _> = endpoint.parameters().map(|p| (p.name.to_owned(), schema(p))).collect();
    let together = if endpoint.parameters.contains(&"lat") {
        json!({ "lat": ["lon"], "lon": ["lat"] })
    } else {
        json!({})
    };
    let schema = json!({
        "type": "object", "properties": properties, "additionalProperties": false, "dependentRequired": together,
    });
    json!({
        "required": false,
        "content": {
            "application/json": { "schema": schema },
            "application/x-www-form-urlencoded": { "schema": schema },
        },
    })
}

fn of(parameter: &Parameter) -> Value {
    json!({
        "name": parameter.name, "in": "query", "required": false, "description": parameter.says, "schema": schema(parameter),
    })
}

fn schema(parameter: &Parameter) -> Value {
    let mut schema = kind(parameter.holds);
    if let Some(map) = schema.as_object_mut() {
        map.insert("description".to_owned(), parameter.says.into());
    }
    schema
}

fn kind(holds: Holds) -> Value {
    match holds {
        Holds::Words => json!({ "type": "string" }),
        Holds::Page => json!({ "type": "integer", "minimum": 1, "maximum": LAST_PAGE, "default": 1 }),
        Holds::PerPage => {
            json!({ "type": "integer", "minimum": 1, "maximum": MOST_PER_PAGE, "default": PER_PAGE })
        }
        Holds::Choice(of) => json!({ "type": "string", "enum": of }),
        Holds::Id => json!({ "type": "string", "format": "uuid" }),
        Holds::Moment(false) => {
            json!({ "type": "string", "anyOf": [{ "format": "date-time" }, { "format": "date" }] })
        }
        Holds::Moment(true) => {
            json!({ "type": "string", "anyOf": [{ "format": "date-time" }, { "format": "date" }, { "const": "now" }] })
        }
        Holds::Flag => json!({ "type": "boolean" }),
        Holds::Age => json!({ "type": "number", "minimum": 0, "maximum": 150 }),
        Holds::Time => json!({ "type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$" }),
        Holds::Days => {
            json!({ "type": "string", "pattern": "^(MO|TU|WE|TH|FR|SA|SU)(,(MO|TU|WE|TH|FR|SA|SU))*$" })
        }
        Holds::Tag => {
            json!({ "type": "string", "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", "maxLength": 35, "examples": ["ar", "wo"] })
        }
        Holds::Need => {
            json!({ "type": "string", "pattern": "^[a-z0-9_.]{1,60}$", "examples": ["stay.renewal", "health"] })
        }
        Holds::Postcode => {
            json!({ "type": "string", "pattern": "^[A-Za-z0-9 -]{2,12}$", "examples": ["70121"] })
        }
        Holds::Metres => json!({ "type": "number", "minimum": 1, "maximum": 1_000_000 }),
        Holds::Latitude => json!({ "type": "number", "minimum": -90, "maximum": 90 }),
        Holds::Longitude => json!({ "type": "number", "minimum": -180, "maximum": 180 }),
    }
}
