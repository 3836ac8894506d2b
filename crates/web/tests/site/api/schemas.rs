//! What is answered is as the API's own description says.

use super::network::{BASE, with_network};
use axum::{body::Body, http::Method};
use serde_json::{Value, json};

#[tokio::test]
async fn every_answer_fits_its_schema() {
    with_network(async |network| {
        let document = network.ask(Method::GET, "/api/openapi.json", &[], Body::empty()).await.json();
        for (path, operations) in document["paths"].as_object().unwrap() {
            let Some(schema) = operations.pointer("/get/responses/200/content/application~1json/schema") else { continue };
            let whole = json!({ "$schema": "https://json-schema.org/draft/2020-12/schema", "components": document["components"], "allOf": [schema] });
            let validator = jsonschema::validator_for(&whole).unwrap();
            for address in addresses(&network, path).await {
                let answer = network.ask(Method::GET, &address, &[], Body::empty()).await.json();
                let errors: Vec<String> = validator.iter_errors(&answer).take(3).map(|e| format!("{} at {}", e, e.instance_path())).collect();
                assert!(errors.is_empty(), "{address}: {errors:?}");
            }
        }
    })
    .await;
}

/// An address to ask for a path of the description.
async fn addresses(network: &super::network::Network, path: &str) -> Vec<String> {
    if !path.contains("{id}") {
        return if path.starts_with(BASE) && path != format!("{BASE}/") {
            vec![path.to_owned(), format!("{path}?per_page=100")]
        } else {
            vec![path.to_owned()]
        };
    }
    let list = path.trim_end_matches("/{id}");
    let page: Value =
        network.ask(Method::GET, &format!("{list}?per_page=5"), &[], Body::empty()).await.json();
    page["contents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|object| format!("{list}/{}", object["id"].as_str().unwrap()))
        .collect()
}
