//! What is answered: pages, objects, streams, and what must never be.

use super::network::{BASE, ids, records, with_network};
use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use std::collections::BTreeSet;

const LISTS: [&str; 5] =
    ["services", "organizations", "taxonomies", "taxonomy_terms", "service_at_locations"];

#[tokio::test]
async fn every_list_can_be_turned_page_by_page_without_gaps() {
    with_network(async |network| {
        for list in LISTS {
            let total = network.get(&format!("/{list}")).await.total();
            let (mut seen, mut page) = (Vec::new(), 1);
            loop {
                let answer = network.get(&format!("/{list}?per_page=120&page={page}")).await;
                let shape = answer.json();
                assert_eq!(
                    (shape["page_number"].as_u64(), shape["first_page"].as_bool()),
                    (Some(page), Some(page == 1))
                );
                seen.extend(ids(&answer.contents()));
                if shape["last_page"] == true {
                    assert_eq!(shape["total_pages"], page);
                    break;
                }
                page += 1;
            }
            assert_eq!(seen.len() as u64, total, "{list}");
            assert!(seen.is_sorted() && seen.iter().collect::<BTreeSet<_>>().len() == seen.len(), "{list}");
            let behind = network.get(&format!("/{list}?page=999999")).await;
            assert!(behind.contents().is_empty() && behind.json()["empty"] == true);
        }
        assert_eq!(network.get("/services").await.total(), records().services.len() as u64);
    })
    .await;
}

#[tokio::test]
async fn a_stream_holds_everything_one_object_a_line() {
    with_network(async |network| {
        for list in LISTS {
            let total = network.get(&format!("/{list}")).await.total();
            let answer = network.get(&format!("/{list}?format=ndjson")).await;
            assert_eq!(answer.header("content-type"), "application/x-ndjson");
            let lines: Vec<serde_json::Value> =
                answer.text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
            assert_eq!(lines.len() as u64, total, "{list}");
        }
    })
    .await;
}

#[tokio::test]
async fn one_object_is_found_by_its_id_and_an_unknown_id_is_not() {
    with_network(async |network| {
        for list in LISTS {
            let first = network.get(&format!("/{list}?per_page=1")).await.contents().remove(0);
            let path = format!("/{list}/{}", first["id"].as_str().unwrap());
            let whole = network.get(&path).await;
            assert_eq!(whole.json()["id"], first["id"]);
            for unknown in ["00000000-0000-4000-8000-000000000000", "17", "%20", "a.b"] {
                assert_eq!(
                    network.get(&format!("/{list}/{unknown}")).await.refusal().0,
                    404,
                    "{list}/{unknown}"
                );
            }
        }
        assert_eq!(network.get("/places").await.refusal().0, 404);
    })
    .await;
}

#[tokio::test]
async fn a_protected_place_is_nowhere() {
    with_network(async |network| {
        let hidden: Vec<_> =
            records().locations.iter().filter(|location| location.profile.protected).collect();
        assert!(!hidden.is_empty(), "the demonstration has protected places");
        let mut everything = String::new();
        for address in [
            "/services?format=ndjson&full=true",
            "/service_at_locations?format=ndjson&full=true",
            "/organizations?format=ndjson&full=true&full_service=true",
        ] {
            everything += &network.get(address).await.text;
        }
        assert!(
            everything
                .contains(records().locations.iter().find(|l| !l.profile.protected).unwrap().id.as_str())
        );
        for location in hidden {
            assert!(!everything.contains(&location.id));
            for address in &location.addresses {
                let street = address.address_1.as_deref().unwrap_or("—");
                // Invented streets occur twice.
                let told =
                    records().locations.iter().filter(|l| !l.profile.protected).flat_map(|l| &l.addresses);
                if told.into_iter().all(|other| other.address_1.as_deref() != Some(street)) {
                    assert!(!everything.contains(street), "{street}");
                }
            }
            for place in
                records().places.iter().filter(|place| place.location_id.as_ref() == Some(&location.id))
            {
                assert_eq!(
                    network.get(&format!("/service_at_locations/{}", place.id)).await.status,
                    StatusCode::NOT_FOUND
                );
                let service = place.service_id.as_deref().unwrap();
                assert_eq!(
                    network.get(&format!("/services/{service}")).await.status,
                    StatusCode::OK,
                    "the service itself is told"
                );
            }
        }
    })
    .await;
}

#[tokio::test]
async fn languages_through_a_mediator_are_not_called_spoken() {
    with_network(async |network| {
        let service = records().services.iter().find(|s| s.languages.iter().any(|l| l.interpreted)).unwrap();
        let told = network.get(&format!("/services/{}", service.id)).await.json();
        let spoken = told["languages"].as_array().map_or(0, Vec::len);
        assert_eq!(spoken, service.languages.iter().filter(|l| !l.interpreted).count());
        assert!(told["interpretation_services"].as_str().is_some_and(|text| !text.is_empty()));
    })
    .await;
}

#[tokio::test]
async fn hours_are_told_as_schedules_too() {
    with_network(async |network| {
        let answer = network.get("/services?format=ndjson&full=true").await;
        let told = answer.text.lines().filter(|line| line.contains("\"schedules\"")).count();
        assert!(told * 2 > records().services.len(), "{told}");
    })
    .await;
}

#[tokio::test]
async fn an_organisation_tells_its_services_briefly_or_in_full() {
    with_network(async |network| {
        let id = records().services.iter().find_map(|service| service.organization_id.clone()).unwrap();
        let brief = network.get(&format!("/organizations/{id}")).await.json();
        let first = brief["services"][0].as_object().unwrap().clone();
        assert_eq!(
            first.keys().collect::<BTreeSet<_>>(),
            BTreeSet::from([&"id".to_owned(), &"name".to_owned(), &"status".to_owned()])
        );
        let full = network.get(&format!("/organizations/{id}?full_service=true")).await.json();
        assert!(full["services"][0].as_object().unwrap().len() > 5);
        assert_eq!(full["services"].as_array().unwrap().len(), brief["services"].as_array().unwrap().len());
    })
    .await;
}

#[tokio::test]
async fn texts_come_in_the_wanted_language_and_say_so() {
    with_network(async |network| {
        let service = records()
            .services
            .iter()
            .find(|s| s.profile.translations.iter().any(|t| t.field == "name" && t.lang.code() == "ar"))
            .unwrap();
        let wanted =
            service.profile.translations.iter().find(|t| t.field == "name" && t.lang.code() == "ar").unwrap();
        let told = network.get(&format!("/services/{}?lang=ar", service.id)).await.json();
        assert_eq!(told["name"], wanted.paragraphs[0].text.as_str());
        assert_eq!(told["texts_shown"]["name"][0]["lang"], "ar");
        assert!(told["profile"].get("translations").is_none());
        let own = network.get(&format!("/services/{}", service.id)).await.json();
        assert_eq!(own["name"].as_str(), service.name.as_deref());
    })
    .await;
}

#[tokio::test]
async fn what_did_not_change_costs_a_few_bytes() {
    with_network(async |network| {
        let address = format!("{BASE}/services?per_page=2");
        let first = network.ask(Method::GET, &address, &[], Body::empty()).await;
        assert_eq!(first.header("cache-control"), "public, max-age=60");
        let tag = first.header("etag").to_owned();
        let again = network.ask(Method::GET, &address, &[("if-none-match", &tag)], Body::empty()).await;
        assert_eq!(
            (again.status, again.text.as_str(), again.header("etag")),
            (StatusCode::NOT_MODIFIED, "", tag.as_str())
        );
        let other = network
            .ask(Method::GET, &format!("{address}&page=2"), &[("if-none-match", &tag)], Body::empty())
            .await;
        assert_eq!(other.status, StatusCode::OK);
        let mut changed = records().clone();
        changed.services[0].name = Some("Un nome nuovo".into());
        reticolo_directory::book::save(
            &network.db,
            &reticolo_testkit::at("2026-11-24"),
            "demo",
            &changed,
            reticolo_directory::book::Vanished::Remove,
        )
        .await
        .unwrap();
        let fresh = network.ask(Method::GET, &address, &[("if-none-match", &tag)], Body::empty()).await;
        assert!(fresh.status == StatusCode::OK && fresh.header("etag") != tag);
        assert_eq!(network.get("/services?modified_after=2026-11-24").await.total(), 1);
        assert_eq!(network.get("/services?search=nome%20nuovo").await.total(), 1, "the sieve was made anew");
    })
    .await;
}

#[tokio::test]
async fn head_and_options_are_answered_for_any_site() {
    with_network(async |network| {
        let head = network.ask(Method::HEAD, &format!("{BASE}/services"), &[], Body::empty()).await;
        assert_eq!((head.status, head.text.as_str()), (StatusCode::OK, ""));
        let asked = [("origin", "https://elsewhere.example"), ("access-control-request-method", "POST")];
        let options = network.ask(Method::OPTIONS, &format!("{BASE}/services"), &asked, Body::empty()).await;
        assert_eq!(options.status, StatusCode::NO_CONTENT);
        assert_eq!(options.header("access-control-allow-origin"), "*");
        assert!(options.header("access-control-allow-methods").contains("POST"));
        assert_eq!(options.header("access-control-allow-credentials"), "");
        let deleted = network.ask(Method::DELETE, &format!("{BASE}/services"), &[], Body::empty()).await;
        assert_eq!(deleted.refusal().0, 405);
        assert!(deleted.header("allow").contains("GET"));
    })
    .await;
}

#[tokio::test]
async fn minimal_answers_everything_at_once() {
    with_network(async |network| {
        let answer = network.get("/services?minimal=true").await;
        let contents = answer.contents();
        assert_eq!(contents.len(), records().services.len());
        assert!(contents[0].as_object().unwrap().keys().eq(["id", "modified_date"]));
        assert_eq!(network.get("/services?minimal=true&per_page=7&page=2").await.contents().len(), 7);
    })
    .await;
}

#[tokio::test]
async fn the_api_describes_itself() {
    with_network(async |network| {
        let about = network.get("/").await.json();
        assert_eq!(about["version"], "3.1");
        assert!(about["openapi_url"].as_str().unwrap().ends_with("/api/openapi.json"));
        let document = network.ask(Method::GET, "/api/openapi.json", &[], Body::empty()).await.json();
        for (path, operations) in document["paths"].as_object().unwrap() {
            let address = path.replace("{id}", "00000000-0000-4000-8000-000000000000");
            for method in [Method::GET, Method::POST, Method::PUT] {
                let told = operations.get(method.as_str().to_lowercase()).is_some();
                let status = network.ask(method.clone(), &address, &[], Body::empty()).await.status;
                assert_eq!(told, status != StatusCode::METHOD_NOT_ALLOWED, "{method} {path}: {status}");
            }
        }
        let page = network.ask(Method::GET, "/ar/api", &[], Body::empty()).await;
        assert!(
            page.status == StatusCode::OK
                && page.text.contains("open_at")
                && page.text.contains("dir=\"rtl\"")
        );
        let door = network.ask(Method::GET, "/api", &[("accept-language", "sq")], Body::empty()).await;
        assert_eq!(door.header("location"), "/sq/api");
    })
    .await;
}
