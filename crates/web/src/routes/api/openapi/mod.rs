//! The OpenAPI 3.1 document, made from the tables that the API itself answers by.

mod parameters;
mod responses;
mod schemas;

use super::{
    BASE,
    endpoint::{ENDPOINTS, Endpoint, Shape, What},
};
use crate::Settings;
use serde_json::{Map, Value, json};

/// The document of a network.
pub fn document(settings: &Settings) -> Value {
    let mut paths = Map::new();
    paths.insert(
        "/api/openapi.json".to_owned(),
        json!({ "get": plain("getDescription", "This document.", &json!({ "type": "object" })) }),
    );
    let about = json!({
        "type": "object",
        "required": ["version", "profile", "openapi_url"],
        "properties": {
            "version": { "type": "string", "description": "The version of HSDS." },
            "profile": { "type": "string", "format": "uri", "description": "A page about what this network adds." },
            "openapi_url": { "type": "string", "format": "uri", "description": "The address of this document." },
        },
    });
    paths.insert(format!("{BASE}/"), json!({ "get": plain("getAbout", "What this API is.", &about) }));
    for endpoint in &ENDPOINTS {
        paths.insert(endpoint.address(), path(endpoint));
    }
    json!({
        "openapi": "3.1.0",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {
            "title": format!("{} – open directory", settings.name.words(reticolo_base::Lang::En)),
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "Services for migrants, as Open Referral HSDS 3.1.",
            "description": "Free to read, without a key. All parameters must hold together. Unknown parameters are refused, \
                because passing over a filter would answer another question. Positions travel in the body of a POST only.",
            "license": { "name": "EUPL-1.2 (software); the data is under the licence of its sources", "identifier": "EUPL-1.2" },
        },
        "servers": [{ "url": settings.base_url }],
        "security": [],
        "paths": paths,
        "components": {
            "schemas": schemas::all(),
            "parameters": parameters::all(),
            "responses": responses::all(),
        },
    })
}

fn path(endpoint: &Endpoint) -> Value {
    let name = name(endpoint.what, endpoint.shape);
    let what = endpoint.what.word().replace('_', " ");
    match endpoint.shape {
        Shape::One => {
            let mut get = operation(
                endpoint,
                &format!("get{name}"),
                &format!("One of the {what} with everything that belongs to it."),
            );
            put(&mut get, "parameters", parameters::of_query(endpoint));
            json!({ "parameters": [parameters::id()], "get": get })
        }
        Shape::List => {
            let mut get = operation(
                endpoint,
                &format!("list{name}"),
                &format!("A page of the {what}, or a stream of all."),
            );
            put(&mut get, "parameters", parameters::of_query(endpoint));
            let mut post =
                operation(endpoint, &format!("find{name}"), "The same with the parameters in the body.");
            let says =
                "The same list; parameters may also stand in a form or in JSON. lat and lon only here.";
            put(&mut post, "description", json!(says));
            put(&mut post, "requestBody", parameters::body(endpoint));
            json!({ "get": get, "post": post })
        }
    }
}

fn name(what: What, shape: Shape) -> &'static str {
    match (what, shape) {
        (What::Services, Shape::List) => "Services",
        (What::Services, Shape::One) => "Service",
        (What::Organizations, Shape::List) => "Organizations",
        (What::Organizations, Shape::One) => "Organization",
        (What::Taxonomies, Shape::List) => "Taxonomies",
        (What::Taxonomies, Shape::One) => "Taxonomy",
        (What::Terms, Shape::List) => "TaxonomyTerms",
        (What::Terms, Shape::One) => "TaxonomyTerm",
        (What::Places, Shape::List) => "ServicesAtLocations",
        (What::Places, Shape::One) => "ServiceAtLocation",
    }
}

fn operation(endpoint: &Endpoint, id: &str, summary: &str) -> Value {
    json!({
        "operationId": id,
        "summary": summary,
        "tags": [endpoint.what.word()],
        "responses": responses::of(endpoint),
    })
}

fn plain(id: &str, summary: &str, schema: &Value) -> Value {
    json!({
        "operationId": id,
        "summary": summary,
        "tags": ["about"],
        "responses": {
            "200": { "description": summary, "content": { "application/json": { "schema": schema } } },
            "405": responses::link("MethodNotAllowed"),
        },
    })
}

fn put(operation: &mut Value, field: &str, value: Value) {
    if let Some(map) = operation.as_object_mut() {
        map.insert(field.to_owned(), value);
    }
}

#[cfg(test)]
mod tests;
