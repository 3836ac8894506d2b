//! Six languages, two directions: everyone gets to her own, and the page stays.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // What helps the tests is a test.

use crate::common::{Site, addresses, attribute};
use reticolo_base::Lang;

#[tokio::test]
async fn the_door_opens_in_the_language_of_the_device() {
    let site = Site::open().await;
    for (accept, home) in
        [("ar-MA, fr;q=0.5", "/ar/"), ("de, zh", "/it/"), ("sq;q=0.3, ro", "/ro/"), ("*", "/it/")]
    {
        let answer = site.get_with("/", &[("accept-language", accept)]).await;
        assert_eq!((answer.status.as_u16(), answer.header("location")), (302, home), "{accept}");
        assert_eq!(answer.header("vary"), "accept-language");
    }
    assert_eq!(site.get("/").await.header("location"), "/it/");
    assert_eq!(site.get("/fr").await.header("location"), "/fr/");
    assert_eq!(site.get_with("/demo", &[("accept-language", "en")]).await.header("location"), "/en/demo");
}

#[tokio::test]
async fn every_page_answers_in_every_language_and_its_direction() {
    let site = Site::open().await;
    for address in addresses() {
        let answer = site.get(&address).await;
        assert_eq!(answer.status, 200, "{address}");
        let lang: Lang = address.get(1..3).unwrap().parse().unwrap();
        let html = answer.text();
        let opening = format!("<html lang=\"{lang}\" dir=\"{}\">", lang.direction().code());
        assert!(html.contains(&opening), "{address}");
        assert_eq!(html.matches("<h1").count(), 1, "{address} has one heading");
        assert!(html.contains("<title>") && html.contains("id=\"main\""), "{address}");
    }
}

#[tokio::test]
async fn no_page_says_a_key_instead_of_a_text() {
    let site = Site::open().await;
    for address in addresses() {
        let html = site.get(&address).await.text();
        let bare = html.split(['<', '>', '"', '\n']).map(str::trim);
        let key = |t: &&str| {
            ["home-", "error-", "demo-", "about-", "privacy-", "needs-"].iter().any(|k| t.starts_with(k))
        };
        let keys: Vec<_> = bare.filter(key).filter(|t| !t.contains(['.', ' '])).collect();
        assert!(keys.is_empty(), "{address}: {keys:?}");
    }
}

#[tokio::test]
async fn the_switch_keeps_the_page_and_the_question() {
    let site = Site::open().await;
    let html = site.get("/it/needs/work?from=here").await.text();
    let links = attribute(&html, "href");
    for lang in Lang::ALL {
        assert!(links.contains(&format!("/{lang}/needs/work?from=here")), "{lang}");
        assert!(html.contains(lang.endonym()), "{lang}");
    }
}

#[tokio::test]
async fn a_question_cannot_break_out_of_the_page() {
    let site = Site::open().await;
    let html = site.get("/it/about?q=%22%3E%3Cscript%3E&x='").await.text();
    assert!(!html.contains("<script>") && !html.contains("x='"), "the query is text");
}

#[tokio::test]
async fn arabic_has_the_mirrored_style_sheet() {
    if !reticolo_web::assets::built() {
        println!("SKIPPED: the assets were not built");
        return;
    }
    let site = Site::open().await;
    assert!(site.get("/ar/").await.text().contains("/assets/site.rtl."));
    assert!(!site.get("/it/").await.text().contains("/assets/site.rtl."));
}
