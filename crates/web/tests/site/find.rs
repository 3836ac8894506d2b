//! Results, as a person finds them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // What helps the tests is a test.

use crate::common::*;
use crate::network::{Network, said};
use axum::http::StatusCode;
use proptest::prelude::*;
use reticolo_base::Lang;

#[tokio::test]
async fn everyday_words_in_every_language_lead_to_the_renewal() {
    let network = Network::open().await;
    for (lang, words) in [
        ("it", "rinnovare+il+permesso"),
        ("en", "renew+my+permit"),
        ("fr", "renouveler+titre+de+sejour"),
        ("ar", "%D8%AA%D8%AC%D8%AF%D9%8A%D8%AF+%D8%A7%D9%84%D8%A5%D9%82%D8%A7%D9%85%D8%A9"),
        ("ro", "reinnoire+permis"),
        ("sq", "rinovim+leje"),
    ] {
        let page = network.get(&format!("/{lang}/find?q={words}")).await;
        assert_eq!(page.status, StatusCode::OK, "{lang}");
        let text = page.text();
        assert!(
            text.contains("stay.renewal") || text.contains(&network.service("stay.renewal").id),
            "{lang}"
        );
        assert!(text.contains("class=\"verdict verdict-"), "{lang}: may I use it");
        assert!(
            page.headers.get_all("vary").iter().any(|v| v == "hx-request"),
            "{lang}: the same address answers a part"
        );
    }
}

#[tokio::test]
async fn a_part_alone_answers_a_filter() {
    let network = Network::open().await;
    let part = network.site.get_with("/it/find?need=health.stp", &[("hx-request", "true")]).await.text();
    assert!(!part.contains("<html") && part.contains("class=\"card hit\""), "{part}");
}

#[tokio::test]
async fn what_is_said_travels_in_bodies_and_nowhere_else() {
    let network = Network::open().await;
    let said = [
        ("need", "stay.renewal"),
        ("position", "irregular"),
        ("age", "93"),
        ("lives", "Lecce"),
        ("lat", "41.46"),
        ("lon", "15.54"),
    ];
    let page = network.post("/it/find", &said).await;
    assert_eq!((page.status, page.header("cache-control")), (StatusCode::OK, "no-store"));
    let text = page.text();
    for address in attribute(&text, "href")
        .into_iter()
        .chain(attribute(&text, "action"))
        .chain(attribute(&text, "formaction"))
    {
        for canary in ["irregular", "93", "position", "lives", "41.46", "15.54"] {
            assert!(!address.contains(canary) || address.contains("/services/"), "{address}");
        }
    }
    assert!(text.contains("name=\"position\" value=\"irregular\""), "it is carried on in hidden fields");
    // In an address it does not count.
    let ignored =
        network.get("/it/find?need=stay.renewal&position=irregular&lat=41.46&lon=15.54").await.text();
    assert!(
        !ignored.contains("value=\"irregular\" selected") && !ignored.contains("name=\"lat\" value"),
        "an address says nothing about a person"
    );
}

#[tokio::test]
async fn no_is_hidden_behind_one_tap_with_its_count() {
    let network = Network::open().await;
    let page = network.post("/it/find", &[("need", "stay.renewal"), ("position", "irregular")]).await.text();
    assert!(page.contains("name=\"no\" value=\"1\""), "the tap is there");
    let all = network
        .post("/it/find", &[("need", "stay.renewal"), ("position", "irregular"), ("no", "1")])
        .await
        .text();
    assert!(all.contains("verdict-no") && all.contains(&said(Lang::It, "may-no")));
}

#[tokio::test]
async fn nothing_found_teaches_what_to_do() {
    let network = Network::open().await;
    for lang in Lang::ALL {
        let text = network.get(&format!("/{lang}/find?q=zzqqxxyy")).await.text();
        for way in [
            format!("href=\"/{lang}/path\""),
            format!("href=\"/{lang}/near\""),
            "tel:112".into(),
            "tel:1522".into(),
        ] {
            assert!(text.contains(&way), "{lang} {way}");
        }
    }
}

#[tokio::test]
async fn bad_input_gets_a_message_in_the_language() {
    let network = Network::open().await;
    for (query, status, key) in [
        ("need=stay.nothing", StatusCode::UNPROCESSABLE_ENTITY, "find-problem-need"),
        ("page=-1", StatusCode::UNPROCESSABLE_ENTITY, "find-problem-page"),
        ("page=1000000000", StatusCode::UNPROCESSABLE_ENTITY, "find-problem-page"),
        ("page=900", StatusCode::NOT_FOUND, "find-problem-page"),
        ("language=tlh", StatusCode::UNPROCESSABLE_ENTITY, "find-problem-language"),
        ("place=Atlantis", StatusCode::UNPROCESSABLE_ENTITY, "find-problem-place"),
        ("km=-4", StatusCode::UNPROCESSABLE_ENTITY, "find-problem-distance"),
        ("at=yesterday", StatusCode::UNPROCESSABLE_ENTITY, "find-problem-time"),
    ] {
        for lang in [Lang::It, Lang::Ar] {
            let page = network.get(&format!("/{lang}/find?{query}")).await;
            assert_eq!(page.status, status, "{query}");
            assert!(page.text().contains(&said(lang, key)), "{lang} {query}");
        }
    }
    let off = network.post("/it/find", &[("lat", "91"), ("lon", "NaN")]).await;
    assert_eq!(off.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(off.text().contains(&said(Lang::It, "find-problem-earth")));
}

#[tokio::test]
async fn ten_thousand_characters_and_marks_that_turn_the_text_do_no_harm() {
    let network = Network::open().await;
    let long = network.get(&format!("/it/find?q={}", "pane+".repeat(2_000))).await;
    assert_eq!(long.status, StatusCode::OK);
    assert!(long.text().contains(&said(Lang::It, "find-cut")));
    let text = network.get("/it/find?q=%00%E2%80%AEabc%07%3Cscript%3E").await.text();
    assert!(!text.contains('\u{202e}') && !text.contains("<script>") && !text.contains('\0'));
}

#[tokio::test]
async fn suggestions_are_a_few_lines() {
    let network = Network::open().await;
    let text = network.get("/it/find/suggest?q=permess").await.text();
    assert!(text.contains("<li>") && !text.contains("<html") && text.matches("<li>").count() <= 7, "{text}");
    assert!(
        !network.get("/it/find/suggest?q=p").await.text().contains("<li>"),
        "one letter suggests nothing"
    );
}

#[tokio::test]
async fn a_sensitive_need_has_a_quick_exit() {
    let network = Network::open().await;
    let text = network.get("/it/find?need=rights.domestic_violence").await;
    assert!(text.text().contains("data-exit") && text.header("cache-control") == "no-store");
}

#[tokio::test]
async fn too_many_questions_have_to_wait() {
    let network = Network::open().await;
    let mut last = StatusCode::OK;
    for _ in 0..80 {
        last = network.post("/it/find", &[("age", "30")]).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}

#[test]
fn no_parameter_breaks_the_page() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let network = runtime.block_on(Network::open());
    let names = [
        "q",
        "need",
        "territory",
        "place",
        "km",
        "open",
        "at",
        "language",
        "staff",
        "nodocs",
        "free",
        "left",
        "sort",
        "no",
        "page",
    ];
    let pairs = proptest::collection::vec((proptest::sample::select(names.to_vec()), "\\PC{0,30}"), 0..6);
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: 128,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    runner
        .run(&pairs, |pairs| {
            let pairs: Vec<_> = pairs.into_iter().map(|(n, v)| (n.to_owned(), v)).collect();
            let query = reticolo_web::fields::query(&pairs);
            let status = runtime.block_on(network.get(&format!("/sq/find{query}"))).status;
            prop_assert!(!status.is_server_error(), "{query}: {status}");
            Ok(())
        })
        .unwrap();
}
