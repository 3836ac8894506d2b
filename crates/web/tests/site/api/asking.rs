//! What is refused, and how it is said.

use super::network::{BASE, with_network};
use axum::{body::Body, http::Method};
use serde_json::json;

#[tokio::test]
async fn a_bad_value_is_refused_by_the_name_of_its_parameter() {
    with_network(async |network| {
        let bad = [
            ("page=-1", "page"),
            ("page=0", "page"),
            ("page=1000000000", "page"),
            ("page=abc", "page"),
            ("per_page=501", "per_page"),
            ("format=xml", "format"),
            ("taxonomy_id=17", "taxonomy_id"),
            ("organization_id=", "organization_id"),
            ("modified_after=yesterday", "modified_after"),
            ("full=yes", "full"),
            ("minimum_age=-1", "minimum_age"),
            ("start_time=25:00", "start_time"),
            ("day=Monday", "day"),
            ("language=%C3%A9", "language"),
            ("need=Stay", "need"),
            ("open_at=soon", "open_at"),
            ("postcode=%3Cscript%3E", "postcode"),
            ("proximity=0", "proximity"),
            ("lang=de", "lang"),
            ("colour=red", "colour"),
            ("page=1&page=2", "page"),
        ];
        for (query, parameter) in bad {
            assert_eq!(
                network.get(&format!("/services?{query}")).await.refusal(),
                (400, parameter.to_owned()),
                "{query}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn what_can_be_read_but_not_answered_is_said_so() {
    with_network(async |network| {
        for (query, parameter) in [
            ("need=nothing.at_all", "need"),
            ("language=tlh", "language"),
            ("proximity=500", "proximity"),
            ("postcode=99999&proximity=500", "postcode"),
        ] {
            assert_eq!(
                network.get(&format!("/services?{query}")).await.refusal(),
                (422, parameter.to_owned()),
                "{query}"
            );
        }
        assert_eq!(
            network.post("/services", &json!({ "lat": 41.1 })).await.refusal(),
            (422, "lon".to_owned())
        );
    })
    .await;
}

#[tokio::test]
async fn a_position_must_not_stand_in_an_address() {
    with_network(async |network| {
        let refused = network.get("/services?lat=41.12&lon=16.87").await;
        assert_eq!(refused.refusal(), (400, "lat".to_owned()));
        assert!(refused.text.contains("POST"));
        let posted =
            network.ask(Method::POST, &format!("{BASE}/services?lon=16.87"), &[], Body::empty()).await;
        assert_eq!(posted.refusal(), (400, "lon".to_owned()));
        assert!(network.post("/services", &json!({ "lat": 91, "lon": 0 })).await.refusal().0 == 400);
    })
    .await;
}

#[tokio::test]
async fn a_body_is_a_form_or_json_and_nothing_else() {
    with_network(async |network| {
        let address = format!("{BASE}/services");
        let send = async |kind: &str, body: &str| {
            network.ask(Method::POST, &address, &[("content-type", kind)], body.to_owned()).await
        };
        let by_form = send("application/x-www-form-urlencoded; charset=utf-8", "per_page=3&free=true").await;
        let by_json = send("application/json", r#"{"per_page":3,"free":true}"#).await;
        assert_eq!(by_form.json(), by_json.json());
        assert_eq!(by_form.header("cache-control"), "no-store");
        assert_eq!(send("text/plain", "page=1").await.refusal().0, 415);
        for bad in ["[]", "{", "null", "\"x\""] {
            assert_eq!(send("application/json", bad).await.refusal().0, 400, "{bad}");
        }
        for (body, parameter) in [
            (r#"{"page":"1"}"#, "page"),
            (r#"{"free":1}"#, "free"),
            (r#"{"search":null}"#, "search"),
            (r#"{"x":1}"#, "x"),
        ] {
            assert_eq!(send("application/json", body).await.refusal(), (400, parameter.to_owned()));
        }
        let twice = network
            .ask(
                Method::POST,
                &format!("{address}?page=1"),
                &[("content-type", "application/json")],
                r#"{"page":1}"#,
            )
            .await;
        assert_eq!(twice.refusal(), (400, "page".to_owned()));
        assert_eq!(send("application/json", &format!("\"{}\"", "x".repeat(100_000))).await.refusal().0, 413);
        assert_eq!(send("text/plain", "").await.total(), send("application/json", "{}").await.total());
    })
    .await;
}

#[tokio::test]
async fn strange_words_are_words() {
    with_network(async |network| {
        for words in ["%00%1F", "%E2%80%AEx", "%27%20or%201%3D1", &"a".repeat(5_000), "%F0%9F%98%80", ""] {
            assert_eq!(
                network.get(&format!("/services?search={words}")).await.status.as_u16(),
                200,
                "{words}"
            );
        }
        assert!(network.get("/services?search=%FF").await.status.as_u16() <= 400);
    })
    .await;
}
