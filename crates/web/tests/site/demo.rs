//! The walk of the demonstration: every stop leads somewhere, every tap enters, and outside there is none of it.

use crate::common::*;
use axum::{
    Router,
    body::Body,
    http::{Method, StatusCode},
};
use reticolo_base::{Actor, Ctx, Instant, Lang};
use reticolo_directory::{book, demo as network, find::Finder, keeping};
use reticolo_lab::demo as lab;
use reticolo_store::Db;
use reticolo_web::{App, Settings, app, secret};
use std::sync::Arc;
use uuid::Uuid;

/// A Monday, the 23rd of November 2026, at ten in the morning in Italy.
const NOW: Instant = Instant(1_795_424_400_000_000);

/// A site over the whole demonstration.
struct Demo {
    site: Site,
    app: App,
    _folder: tempfile::TempDir,
}

impl Demo {
    async fn open(demonstration: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&format!("sqlite://{}", folder.path().join("demo.db").display())).await.unwrap();
        let ctx = Ctx::new(NOW, Actor::Console, Lang::It, Uuid::nil());
        db.migrate(&ctx, reticolo_testkit::DOMAINS).await.unwrap();
        let records = network::records(NOW.day_in(&jiff::tz::TimeZone::UTC)).unwrap();
        book::save(&db, &ctx, network::SOURCE, &records.records, book::Vanished::Remove).await.unwrap();
        let finder = Finder::open(&db, &folder.path().join("index"), NOW).await.unwrap();
        let settings = Settings { demonstration, ..Settings::default() };
        let app_state = App::new(db.clone(), settings, || NOW).with_finder(Arc::new(finder));
        reticolo_accounts::demo::fill(&db, &app_state.vault, &ctx).await.unwrap();
        assert!(keeping::demo::fill(&db, NOW, "0000-0000-0000-0000").await.unwrap());
        let code = || secret::written(secret::from_system());
        assert!(lab::fill(&db, &app_state.vault, &app_state.live, NOW, code).await.unwrap());
        assert!(reticolo_desk::demo::fill(&db, &app_state.vault, NOW).await.unwrap());
        let router: Router = app(app_state.clone());
        Self { site: Site(router), app: app_state, _folder: folder }
    }

    async fn tap(&self, path: &str) -> Answer {
        let form = [("content-type", "application/x-www-form-urlencoded")];
        self.site.ask(Method::POST, path, &form, Body::empty()).await
    }
}

fn inside(html: &str, name: &str) -> Vec<String> {
    let main = html.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
    attribute(main, name)
}

#[tokio::test]
async fn every_stop_of_the_demo_leads_somewhere_and_every_tap_enters() {
    let demo = Demo::open(true).await;
    for lang in ["it", "ar"] {
        let html = demo.site.get(&format!("/{lang}/demo")).await.text();
        let stops = inside(&html, "href");
        assert!(stops.len() >= 14, "{stops:?}");
        for stop in stops {
            assert_eq!(demo.site.get(&stop).await.status, StatusCode::OK, "{stop}");
        }
        let taps = inside(&html, "action");
        assert_eq!(taps.len(), 17, "{taps:?}");
        assert!(taps[0].ends_with("/demo/enter/table"), "the first stop is the Lab that moves");
        for tap in taps {
            let entered = demo.tap(&tap).await;
            assert!(entered.status.is_redirection(), "{tap}");
            let cookie = entered.header("set-cookie").split(';').next().unwrap().to_owned();
            let page = demo.site.get_with(entered.header("location"), &[("cookie", &cookie)]).await;
            assert_eq!(page.status, StatusCode::OK, "{tap}");
            if tap.ends_with("/table") {
                assert!(page.text().contains("id=\"notes\""), "a chair at a table");
            }
        }
    }
    demo.app.live.close().await;
}

#[tokio::test]
async fn the_demo_shows_amina_in_arabic_what_became_of_her_words() {
    let demo = Demo::open(true).await;
    let entered = demo.tap("/it/demo/enter/mine").await;
    assert_eq!(entered.header("location"), "/ar/mine");
    let cookie = entered.header("set-cookie").split(';').next().unwrap().to_owned();
    let page = demo.site.get_with("/ar/mine", &[("cookie", &cookie)]).await.text();
    assert!(page.contains("يشارك مكتب السجل") && page.contains("dir=\"rtl\""));
    demo.app.live.close().await;
}

#[tokio::test]
async fn the_demo_opens_nadias_page_by_a_tap_and_by_the_code_that_it_shows() {
    let demo = Demo::open(true).await;
    let page = demo.site.get("/it/demo").await.text();
    assert!(page.contains("DEMO-DEMO-DEMO-DEMO"));
    assert_eq!(secret::read("DEMO-DEMO-DEMO-DEMO"), secret::read(reticolo_desk::demo::CODE));
    let entered = demo.tap("/it/demo/enter/hers").await;
    assert_eq!(entered.header("location"), "/it/my-requests");
    let cookie = entered.header("set-cookie").split(';').next().unwrap().to_owned();
    let page = demo.site.get_with("/it/my-requests", &[("cookie", &cookie)]).await.text();
    assert!(page.contains("Nadia") && page.contains("/sheet\"") && page.contains("ti aspetta"), "{page}");
    demo.app.live.close().await;
}

#[tokio::test]
async fn outside_a_demonstration_no_demo_tap_enters_and_no_stop_of_the_lab_is_shown() {
    let demo = Demo::open(false).await;
    let html = demo.site.get("/it/demo").await.text();
    assert!(inside(&html, "action").is_empty() && !html.contains(&lab::lab().to_string()));
    for word in [
        "table",
        "console",
        "wall",
        "proposals",
        "choice",
        "mine",
        "keep",
        "review",
        "hers",
        "counter",
        "facilitator",
        "nobody",
    ] {
        let answer = demo.tap(&format!("/it/demo/enter/{word}")).await;
        assert_eq!((answer.status, answer.header("set-cookie")), (StatusCode::NOT_FOUND, ""), "{word}");
    }
}

#[tokio::test]
async fn a_demo_whose_lab_was_not_filled_shows_the_rest() {
    let db = Db::open("sqlite::memory:").await.unwrap();
    let ctx = Ctx::new(NOW, Actor::Console, Lang::It, Uuid::nil());
    db.migrate(&ctx, reticolo_testkit::DOMAINS).await.unwrap();
    let settings = Settings { demonstration: true, ..Settings::default() };
    let site = Site(app(App::new(db, settings, || NOW)));
    let page = site.get("/it/demo").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.text().contains("demo/enter/table") && page.text().contains("/it/path"));
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let entered = site.ask(Method::POST, "/it/demo/enter/table", &form, Body::empty()).await;
    assert_eq!(entered.status, StatusCode::NOT_FOUND);
}
