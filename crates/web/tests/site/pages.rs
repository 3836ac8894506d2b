//! What must hold of the HTML of every page: nothing inline, nobody else, light, usable without scripts.
#![allow(clippy::unwrap_used)] // What helps the tests is a test.

use crate::common::{Site, addresses, attribute};
use reticolo_base::Lang;
use reticolo_web::{Contact, Settings, assets};

const FIRST_VISIT: usize = 60 * 1024;
const FIRST_PAINT: usize = 30 * 1024;
const FURTHER_PAGE: usize = 15 * 1024;

fn compressed(html: &str) -> usize {
    let mut out = Vec::new();
    let settings = brotli::enc::BrotliEncoderParams { quality: 5, ..Default::default() };
    brotli::BrotliCompress(&mut html.as_bytes(), &mut out, &settings).unwrap();
    out.len()
}

/// What the browser fetches by itself: style sheets, scripts, pictures.
fn fetched(html: &str) -> Vec<String> {
    let elements = html
        .split('<')
        .filter(|e| e.starts_with("link rel=\"stylesheet\"") || e.starts_with("link rel=\"icon\""));
    let mut all: Vec<_> = elements.flat_map(|element| attribute(element, "href")).collect();
    all.extend(attribute(html, "src"));
    all.sort();
    all.dedup();
    all
}

#[tokio::test]
async fn nothing_is_inline_and_nothing_comes_from_elsewhere() {
    let site = Site::open().await;
    for address in addresses() {
        let html = site.get(&address).await.text();
        for element in html.split('<').filter(|e| e.starts_with("script")) {
            assert!(
                element.contains(" src=\"/assets/") && element.trim_end().ends_with('>'),
                "{address}: {element}"
            );
        }
        for inline in
            ["<style", " style=\"", " onclick", " onload", " onerror", " onsubmit", "javascript:", "<iframe"]
        {
            assert!(!html.contains(inline), "{address}: {inline}");
        }
        for source in fetched(&html) {
            assert!(source.starts_with('/') && !source.starts_with("//"), "{address} fetches {source}");
        }
        for action in attribute(&html, "action") {
            assert!(action.starts_with('/'), "{address} sends to {action}");
        }
    }
}

#[tokio::test]
async fn what_a_page_fetches_is_there() {
    if !assets::built() {
        println!("SKIPPED: the assets were not built; run `cargo xtask assets`");
        return;
    }
    let site = Site::open().await;
    for address in addresses() {
        let html = site.get(&address).await.text();
        for source in fetched(&html) {
            let answer = site.get_with(&source, &[("accept-encoding", "br")]).await;
            assert_eq!(answer.status, 200, "{address}: {source}");
            if source.starts_with("/assets/") {
                assert!(answer.header("cache-control").contains("immutable"), "{source}");
                assert_eq!(answer.header("content-encoding"), "br", "{source}");
            }
        }
        assert!(
            html.contains("<svg class=\"icon\"") && !html.contains("icon-missing"),
            "{address} has its pictures"
        );
    }
}

#[tokio::test]
async fn a_first_visit_is_light() {
    if !assets::built() {
        println!("SKIPPED: the assets were not built; run `cargo xtask assets`");
        return;
    }
    let site = Site::open().await;
    for lang in Lang::ALL {
        let html = site.get(&format!("/{lang}/")).await.text();
        let weights: Vec<_> =
            fetched(&html).into_iter().map(|a| (assets::weight(&a).unwrap_or(400), a)).collect();
        let styles: usize = weights.iter().filter(|(_, a)| a.ends_with(".css")).map(|(w, _)| w).sum();
        let paint = compressed(&html) + styles;
        // The files of letters that the words of this language need; Arabic uses the device's own.
        let parts: &[&str] = match lang {
            Lang::Ar => &[],
            Lang::Ro => &["latin", "latin-ext"],
            _ => &["latin"],
        };
        let font = |part: &&str, weight| {
            assets::weight(&assets::address(&format!("titillium-web-{part}-{weight}-normal.woff2")))
        };
        let fonts: usize = parts.iter().flat_map(|part| [font(part, 400), font(part, 600)]).flatten().sum();
        let all = compressed(&html) + weights.iter().map(|(w, _)| w).sum::<usize>() + fonts;
        println!("first paint {paint} bytes, first visit {all} bytes ({lang})");
        assert!(paint <= FIRST_PAINT, "{lang}: {paint} {weights:?}");
        assert!(all <= FIRST_VISIT, "{lang}: {all} {weights:?}");
    }
}

#[tokio::test]
async fn a_further_page_is_lighter() {
    let site = Site::open().await;
    for address in addresses() {
        let weight = compressed(&site.get(&address).await.text());
        assert!(weight <= FURTHER_PAGE, "{address}: {weight}");
    }
}

#[tokio::test]
async fn the_question_is_a_form_that_needs_no_script() {
    let html = Site::open().await.get("/sq/").await.text();
    assert!(
        html.contains("action=\"/sq/find\" method=\"get\"")
            && html.contains("name=\"q\"")
            && html.contains("type=\"submit\"")
    );
}

#[tokio::test]
async fn a_theme_that_may_put_her_in_danger_has_a_way_out() {
    let site = Site::open().await;
    let rights = site.get("/it/needs/rights").await.text();
    assert!(rights.contains("data-exit") && rights.contains("https://it.wikipedia.org/"));
    assert!(!site.get("/it/needs/work").await.text().contains("data-exit"));
}

#[tokio::test]
async fn a_human_is_named_on_every_page() {
    let contact =
        Contact { phone: Some("+39 0000 000 100".into()), email: Some("aiuto@demo.example".into()) };
    let site = Site::with(Settings { contact, ..Settings::default() }).await;
    for address in addresses() {
        let html = site.get(&address).await.text();
        assert!(
            html.contains("href=\"tel:+390000000100\"") && html.contains("href=\"tel:112\""),
            "{address}"
        );
    }
}

#[tokio::test]
async fn no_link_of_a_page_is_dead() {
    let site = Site::open().await;
    for address in addresses() {
        for link in attribute(&site.get(&address).await.text(), "href")
            .into_iter()
            .filter(|link| link.starts_with('/'))
        {
            let status = site.get(&link).await.status.as_u16();
            // Without data the search has nothing to answer with, but it is there.
            assert!(matches!(status, 200 | 503), "{address} links to {link}: {status}");
        }
    }
}

#[tokio::test]
async fn the_labs_and_the_doors_for_a_code_are_one_tap_from_every_page() {
    let site = Site::open().await;
    for address in addresses() {
        let links = attribute(&site.get(&address).await.text(), "href");
        let lang = address.split('/').nth(1).unwrap();
        for page in ["labs", "join", "my-requests"] {
            assert!(links.contains(&format!("/{lang}/{page}")), "{address} does not lead to {page}");
        }
    }
}
