//! "This is wrong", from the first word to the answer.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // What helps the tests is a test.

use crate::network::{NOW, Network, said};
use axum::http::StatusCode;
use reticolo_base::{Actor, Ctx, Lang};
use reticolo_directory::book::{self, CorrectionState};
use uuid::Uuid;

fn code_in(html: &str) -> String {
    html.split("<code>").nth(1).unwrap().split("</code>").next().unwrap().to_owned()
}

#[tokio::test]
async fn whoever_tells_gets_a_code_and_by_it_the_answer() {
    let network = Network::open().await;
    let path = format!("{}/wrong", network.card("health.stp", Lang::Ar));
    let thanks = network.post(&path, &[("field", "phone"), ("message", "الرقم لا يعمل")]).await;
    assert_eq!((thanks.status, thanks.header("cache-control")), (StatusCode::OK, "no-store"));
    let code = code_in(&thanks.text());
    assert_eq!(code.len(), 19);

    let typed = code.to_lowercase().replace('-', " ");
    let waiting = network.post("/ar/answer", &[("code", &typed)]).await;
    assert!(
        waiting.text().contains(&said(Lang::Ar, "answer-received"))
            && waiting.text().contains("الرقم لا يعمل")
    );

    let open = book::open_corrections(&network.db, 10).await.unwrap();
    let ctx = Ctx::new(NOW, Actor::Console, Lang::It, Uuid::nil());
    book::answer_correction(&network.db, &ctx, open[0].id, CorrectionState::Mended, "صححنا الرقم")
        .await
        .unwrap();
    let answer = network.post("/ar/answer", &[("code", &code)]).await.text();
    assert!(answer.contains("صححنا الرقم") && answer.contains(&said(Lang::Ar, "answer-mended")));
}

#[tokio::test]
async fn nothing_said_comes_back_with_what_was_chosen() {
    let network = Network::open().await;
    let path = format!("{}/wrong", network.card("health.stp", Lang::It));
    let page = network.post(&path, &[("field", "other"), ("message", " ")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = page.text();
    assert!(
        text.contains("value=\"other\" checked") && text.contains(&said(Lang::It, "wrong-problem-empty"))
    );
}

#[tokio::test]
async fn a_wrong_code_says_only_that_it_is_wrong_and_guessing_has_an_end() {
    let network = Network::open().await;
    let mut seen = Vec::new();
    for _ in 0..14 {
        seen.push(network.post("/en/answer", &[("code", "0000-0000-0000-0000")]).await.status);
    }
    assert_eq!(seen[0], StatusCode::NOT_FOUND);
    assert_eq!(seen.last(), Some(&StatusCode::TOO_MANY_REQUESTS));
}

#[tokio::test]
async fn reports_have_a_limit_too() {
    let network = Network::open().await;
    let path = format!("{}/wrong", network.card("health.stp", Lang::It));
    let mut last = StatusCode::OK;
    for _ in 0..14 {
        last = network.post(&path, &[("field", "hours")]).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_service_that_is_not_there_cannot_be_wrong() {
    let network = Network::open().await;
    let path = "/it/services/00000000-0000-0000-0000-000000000000/wrong";
    assert_eq!(network.get(path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(network.post(path, &[("field", "hours")]).await.status, StatusCode::NOT_FOUND);
}
