//! What goes wrong is said in the person's language, with a way on.
#![allow(clippy::panic)] // A page that panics is what is tested.

use crate::common::{Site, state};
use axum::{Router, body::Body, http::Method, middleware::from_fn_with_state, routing::get};
use reticolo_base::{Kind, Lang, Refusal};
use reticolo_web::{Fault, Settings, errors};
use reticolo_words::Words;
use tower_http::catch_panic::CatchPanicLayer;

#[derive(Debug, thiserror::Error)]
#[error("for the log only")]
struct Refused(Kind);

impl Refusal for Refused {
    fn kind(&self) -> Kind {
        self.0
    }
    fn key(&self) -> &'static str {
        "error-429-text"
    }
}

/// A site with pages that fail.
async fn failing() -> Site {
    let state = state(Settings::default()).await;
    let routes = Router::new()
        .route("/ar/panics", get(async || -> String { panic!("a secret of the inside") }))
        .route("/fr/refuses", get(async || -> Result<String, Fault> { Err(Refused(Kind::TooMany).into()) }))
        .route("/it/bad", get(async || -> Result<String, Fault> { Err(Refused(Kind::Invalid).into()) }));
    let routes = routes.layer(CatchPanicLayer::custom(errors::panicked));
    Site(routes.layer(from_fn_with_state(state.clone(), errors::dress)).with_state(state))
}

#[tokio::test]
async fn a_missing_page_leads_back_home_in_her_language() {
    let site = Site::open().await;
    for lang in Lang::ALL {
        let answer = site.get(&format!("/{lang}/missing")).await;
        let html = answer.text();
        assert_eq!(answer.status, 404);
        assert!(
            html.contains(&format!("<html lang=\"{lang}\"")) && html.contains(&format!("href=\"/{lang}/\""))
        );
        assert_eq!(answer.header("cache-control"), "no-store");
    }
    let outside = site.get_with("/missing", &[("accept-language", "ro")]).await;
    assert!(outside.text().contains("<html lang=\"ro\""));
    assert_eq!(site.get("/xx/").await.status, 404);
    assert_eq!(site.get("/it/needs/nothing").await.status, 404);
    assert_eq!(site.get("/assets/../Cargo.toml").await.status, 404);
    assert_eq!(site.get("/assets/manifest.json").await.status, 404);
}

#[tokio::test]
async fn a_wrong_method_says_what_is_possible() {
    let answer = Site::open().await.ask(Method::DELETE, "/it/about", &[], Body::empty()).await;
    assert_eq!((answer.status.as_u16(), answer.header("allow")), (405, "GET,HEAD"));
    assert!(answer.text().contains(&*Words::of(Lang::It).say("error-405-title")));
}

#[tokio::test]
async fn programs_get_a_problem_and_not_a_page() {
    let site = Site::open().await;
    let asked = [("accept", "application/json"), ("accept-language", "en")];
    for (path, headers) in [("/api/missing", &asked[1..]), ("/en/missing", &asked[..])] {
        let answer = site.get_with(path, headers).await;
        assert_eq!(answer.header("content-type"), "application/problem+json", "{path}");
        let problem: serde_json::Value = serde_json::from_str(&answer.text()).unwrap();
        assert_eq!(problem["status"], 404, "{path}");
        assert!(problem["title"].as_str().is_some_and(|title| !title.is_empty()), "{path}");
    }
    let said = site.get_with("/en/missing", &asked).await.text();
    assert!(said.contains("This page is not here"), "{said}");
}

#[tokio::test]
async fn a_panic_is_a_page_without_a_word_of_the_inside() {
    let answer = failing().await.get("/ar/panics").await;
    let html = answer.text();
    assert_eq!(answer.status, 500);
    assert!(html.contains("dir=\"rtl\"") && html.contains(&*Words::of(Lang::Ar).say("error-500-title")));
    assert!(!html.contains("secret"));
}

#[tokio::test]
async fn a_refusal_is_its_status_and_its_message() {
    let site = failing().await;
    let french = site.get("/fr/refuses").await;
    assert_eq!(french.status, 429);
    assert!(french.text().contains("Attends une minute"));
    assert!(!french.text().contains("for the log only"));
    assert_eq!(site.get("/it/bad").await.status, 422);
}

#[test]
fn every_kind_of_refusal_has_its_status() {
    let kinds = [Kind::Invalid, Kind::NotFound, Kind::Conflict, Kind::TooMany, Kind::Unavailable];
    assert_eq!(kinds.map(|kind| errors::status_of(kind).as_u16()), [422, 404, 409, 429, 503]);
}
