//! The headers of every answer, and who may send a form.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // What helps the tests is a test.

use crate::common::{Site, addresses};
use axum::{body::Body, http::Method};
use reticolo_web::Settings;

#[tokio::test]
async fn every_answer_carries_the_strict_headers() {
    let site = Site::open().await;
    let others =
        ["/nowhere", "/it/nowhere", "/healthz", "/robots.txt", "/favicon.svg", "/manifest/ar.webmanifest"];
    for address in addresses().into_iter().chain(others.map(str::to_owned)) {
        let answer = site.get(&address).await;
        let policy = answer.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self'"),
            "{address}: {policy}"
        );
        assert!(!policy.contains("unsafe") && !policy.contains("http"), "{address}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{address}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{address}");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{address}");
        assert!(answer.header("permissions-policy").contains("camera=()"), "{address}");
        assert!(!answer.header("x-request-id").is_empty(), "{address}");
        assert!(answer.header("set-cookie").is_empty(), "{address}");
    }
}

#[tokio::test]
async fn only_a_site_over_tls_asks_for_tls_for_ever() {
    assert_eq!(Site::open().await.get("/it/").await.header("strict-transport-security"), "");
    let tls =
        Site::with(Settings { base_url: "https://reticolo.example".into(), ..Settings::default() }).await;
    assert!(tls.get("/it/").await.header("strict-transport-security").starts_with("max-age=31536000"));
}

#[tokio::test]
async fn a_demonstration_keeps_search_engines_out_and_says_what_it_is() {
    let site = Site::with(Settings { demonstration: true, ..Settings::default() }).await;
    let home = site.get("/en/").await;
    assert_eq!(home.header("x-robots-tag"), "noindex, nofollow");
    assert!(home.text().contains("content=\"noindex, nofollow\"") && home.text().contains("Demonstration"));
    assert_eq!(site.get("/robots.txt").await.text(), "User-agent: *\nDisallow: /\n");
    let real = Site::open().await.get("/en/").await.text();
    assert!(
        !real.contains("noindex") && !real.contains("Demonstration") && real.contains("rel=\"canonical\"")
    );
}

#[tokio::test]
async fn an_unchanged_page_is_not_sent_again() {
    let site = Site::open().await;
    let first = site.get("/it/about").await;
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with("W/\"") && first.header("cache-control").contains("no-cache"));
    let again = site.get_with("/it/about", &[("if-none-match", &tag)]).await;
    assert_eq!((again.status.as_u16(), again.body.len()), (304, 0));
    let french = site.get_with("/fr/about", &[("if-none-match", &tag)]).await;
    assert_eq!(french.status, 200);
}

#[tokio::test]
async fn pages_travel_compressed() {
    let site = Site::open().await;
    for (accepts, coding) in [("br", "br"), ("gzip", "gzip"), ("identity", "")] {
        let answer = site.get_with("/it/about", &[("accept-encoding", accepts)]).await;
        assert_eq!(answer.header("content-encoding"), coding);
    }
}

#[tokio::test]
async fn a_form_on_another_site_cannot_send_for_a_reader() {
    let site = Site::open().await;
    let foreign: [&[(&str, &str)]; 3] = [
        &[("sec-fetch-site", "cross-site")],
        &[("origin", "https://evil.example"), ("host", "localhost:8080")],
        &[("origin", "null"), ("host", "localhost:8080")],
    ];
    for headers in foreign {
        let answer = site.ask(Method::POST, "/it/about", headers, Body::from("x=1")).await;
        assert_eq!(answer.status, 403, "{headers:?}");
    }
    let own = [("sec-fetch-site", "same-origin")];
    assert_eq!(site.ask(Method::POST, "/it/about", &own, Body::from("x=1")).await.status, 405);
    let api =
        site.ask(Method::POST, "/api/nothing", &[("sec-fetch-site", "cross-site")], Body::empty()).await;
    assert_eq!(api.status, 404, "the open API has no cookies to protect");
}

#[tokio::test]
async fn machines_find_what_they_ask_for() {
    let site = Site::open().await;
    let health = site.get("/healthz").await;
    assert!(health.status == 200 && health.text().contains("\"ok\""));
    let manifest: serde_json::Value =
        serde_json::from_str(&site.get("/manifest/ar.webmanifest").await.text()).unwrap();
    assert_eq!((&manifest["dir"], &manifest["start_url"]), (&"rtl".into(), &"/ar/".into()));
    assert_eq!(site.get("/manifest/xx.webmanifest").await.status, 404);
    assert_eq!(site.get("/favicon.svg").await.header("content-type"), "image/svg+xml");
}
