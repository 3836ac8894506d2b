//! The guided path and "near me", as a person walks them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // What helps the tests is a test.

use crate::common::*;
use crate::network::{Network, said};
use axum::http::StatusCode;
use reticolo_base::Lang;

#[tokio::test]
async fn the_path_asks_one_question_a_page_and_ends_with_services_and_documents() {
    let network = Network::open().await;
    let first = network.get("/en/path").await;
    assert!(first.text().contains("name=\"group\"") && first.header("cache-control") == "no-store");
    let second = network.post("/en/path", &[("group", "health")]).await.text();
    assert!(second.contains("name=\"need\" value=\"health.stp\"") && second.contains("name=\"back\""));
    let end = network
        .post(
            "/en/path",
            &[("group", "health"), ("need", "health.stp"), ("municipality", "Foggia"), ("finish", "1")],
        )
        .await
        .text();
    assert!(
        end.contains(&said(Lang::En, "path-end-first")) && end.contains(&said(Lang::En, "path-end-bring"))
    );
    assert!(end.contains("formaction=\"/en/services/") && end.contains("Passaporto"));
}

#[tokio::test]
async fn back_forgets_the_last_answer_and_a_skipped_question_is_not_asked_again() {
    let network = Network::open().await;
    let back =
        network.post("/it/path", &[("group", "health"), ("need", "health.stp"), ("back", "1")]).await.text();
    assert!(
        back.contains("name=\"need\" value=\"health.stp\"")
            && !back.contains("type=\"hidden\" name=\"need\"")
    );
    let skipped = network.post("/it/path", &[("group", "")]).await.text();
    assert!(!skipped.contains("class=\"picture\" type=\"submit\" name=\"group\""));
}

#[tokio::test]
async fn an_answer_that_is_none_is_asked_again_with_a_message() {
    let network = Network::open().await;
    let fields = [("group", "health"), ("need", "health.stp"), ("municipality", "Atlantis")];
    let page = network.post("/fr/path", &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for nonsense in [("group", "kings"), ("age", "-1"), ("position", "\u{202e}")] {
        assert!(network.post("/it/path", &[nonsense]).await.status.is_client_error(), "{nonsense:?}");
    }
}

#[tokio::test]
async fn the_path_never_asks_for_papers_where_the_law_forbids_it() {
    let network = Network::open().await;
    let mut fields =
        vec![("group".to_owned(), "health".to_owned()), ("need".to_owned(), "health.stp".to_owned())];
    for _ in 0..12 {
        let pairs: Vec<_> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let text = network.post("/it/path", &pairs).await.text();
        let question = attribute(&text, "name").into_iter().rfind(|name| {
            !matches!(name.as_str(), "back" | "finish" | "viewport")
                && !fields.iter().any(|(n, _)| n == name)
                && !name.contains("config")
                && !name.contains("color")
                && name != "robots"
        });
        let Some(question) = question else { return };
        assert!(question != "position" && question != "standing", "{question}");
        fields.push((question, String::new()));
    }
}

#[tokio::test]
async fn a_town_has_a_list_first_and_a_map_second() {
    let network = Network::open().await;
    for lang in Lang::ALL {
        let text = network.get(&format!("/{lang}/near?place=foggia")).await.text();
        let (list, map) = (text.find("near-hit").unwrap(), text.find("map-drawing").unwrap());
        assert!(list < map && text.contains(&said(lang, "near-desks")), "{lang}");
    }
    let unknown = network.get("/it/near?place=Atlantis").await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn the_place_of_a_device_comes_in_a_body_only() {
    let network = Network::open().await;
    let near = network.post("/it/near", &[("lat", "41.462"), ("lon", "15.544")]).await;
    assert_eq!((near.status, near.header("cache-control")), (StatusCode::OK, "no-store"));
    let text = near.text();
    assert!(
        text.contains("near-hit") && attribute(&text, "href").iter().all(|href| !href.contains("41.462"))
    );
    for (lat, lon) in [("91", "0"), ("0", "181"), ("NaN", "0"), ("", ""), ("1e999", "0"), ("x", "y")] {
        assert_eq!(
            network.post("/it/near", &[("lat", lat), ("lon", lon)]).await.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{lat} {lon}"
        );
    }
    assert!(!network.get("/it/near?lat=41.462&lon=15.544").await.text().contains("near-hit"));
}
