//! What search engines and feed readers are told.

use super::network::{Network, records, with_network};
use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use reticolo_testkit::on_both;
use reticolo_web::Settings;

#[tokio::test]
async fn every_service_is_in_the_sitemap_in_every_language() {
    with_network(async |network| {
        let map = network.ask(Method::GET, "/sitemap.xml", &[], Body::empty()).await;
        assert!(map.header("content-type").starts_with("application/xml"));
        for service in &records().services {
            assert!(
                map.text.contains(&format!("<loc>http://localhost:8080/ro/services/{}</loc>", service.id))
            );
        }
        assert_eq!(map.text.matches("<url>").count() % 6, 0);
        assert_eq!(network.ask(Method::GET, "/sitemap/1.xml", &[], Body::empty()).await.text, map.text);
        for missing in ["/sitemap/2.xml", "/sitemap/0.xml", "/sitemap/x"] {
            assert_eq!(
                network.ask(Method::GET, missing, &[], Body::empty()).await.status,
                StatusCode::NOT_FOUND
            );
        }
        let feed = network.ask(Method::GET, "/en/changes.atom", &[], Body::empty()).await;
        assert_eq!(feed.text.matches("<entry>").count(), 50);
        assert!(feed.text.contains("xml:lang=\"en\""));
    })
    .await;
}

#[tokio::test]
async fn a_demonstration_has_nothing_for_search_engines() {
    on_both(async |db| {
        let network = Network::of(db, Settings { demonstration: true, ..Settings::default() }).await;
        let map = network.ask(Method::GET, "/sitemap.xml", &[], Body::empty()).await;
        assert!(map.status == StatusCode::OK && !map.text.contains("<url>"));
        assert!(
            !network.ask(Method::GET, "/it/changes.atom", &[], Body::empty()).await.text.contains("<entry>")
        );
        let robots = network.ask(Method::GET, "/robots.txt", &[], Body::empty()).await;
        assert!(robots.text.contains("Disallow: /\n"));
    })
    .await;
}
