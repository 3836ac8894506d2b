//! A receiver without an account, by link and second code; and what no trace tells of either.

use super::{CODE, Foggia, NAME, hidden};
use crate::staff::{Browser, said};
use axum::http::StatusCode;
use reticolo_base::Lang;
use reticolo_desk::referral::{self, State};
use reticolo_store::sql;
use uuid::Uuid;

const LINK: &str = "WXYZ-1234-5678-9ABC";
const SECOND: &str = "427193";

/// A request with a link for a receiver without an account.
async fn with_link(foggia: &Foggia) -> Uuid {
    let referral = foggia.sent(foggia.her).await;
    let ctx = foggia.ctx(foggia.operator);
    referral::issue_link(foggia.desk(&ctx), Uuid::now_v7(), referral, (LINK, SECOND)).await.unwrap();
    referral
}

#[tokio::test]
async fn with_link_and_second_code_a_receiver_reads_and_answers() {
    let foggia = Foggia::open().await;
    let referral = with_link(&foggia).await;
    let mut office = Browser::of(&foggia.staff);
    let path = format!("/it/referral/{LINK}");
    let asked = office.get(&path).await;
    assert_eq!((asked.status, asked.header("cache-control")), (StatusCode::OK, "no-store"));
    assert!(!asked.text().contains(NAME), "the link alone tells nothing");
    let wrong = office.post(&path, &[("second", "000000")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!wrong.text().contains(NAME));
    let open = office.post(&path, &[("second", "427 193")]).await;
    let text = open.text();
    assert!(open.status == StatusCode::OK && text.contains(NAME), "{text}");
    assert!(!text.contains("333 000 0101"), "what she did not say yes to is not shown");
    assert_eq!(foggia.found(foggia.operator, referral).await.state, State::Seen);
    assert!(open.header("set-cookie").is_empty(), "there is no sign-in");
    let (version, key) = hidden(&text);
    let form = |day: &str| {
        [
            ("second", SECOND),
            ("version", &version),
            ("key", &key),
            ("act", "accept"),
            ("day", day),
            ("time", "10:00"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
    };
    for (day, status, state) in [
        ("", StatusCode::UNPROCESSABLE_ENTITY, State::Seen),
        ("2020-01-01", StatusCode::UNPROCESSABLE_ENTITY, State::Seen),
        ("2027-01-12", StatusCode::OK, State::Accepted),
        ("2027-01-12", StatusCode::OK, State::Accepted),
    ] {
        let form = form(day);
        let form: Vec<_> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(office.post(&path, &form).await.status, status, "{day}");
        assert_eq!(foggia.found(foggia.operator, referral).await.state, state, "{day}");
    }
    let mut phone = foggia.phone().await;
    assert!(
        phone.get("/it/my-requests").await.text().contains("ti aspetta martedì 12 gennaio 2027, alle 10:00")
    );
}

#[tokio::test]
async fn a_refusal_by_link_ends_the_link_and_no_link_opens_nothing() {
    let foggia = Foggia::open().await;
    let referral = with_link(&foggia).await;
    let mut office = Browser::of(&foggia.staff);
    let path = format!("/it/referral/{LINK}");
    let (version, key) = hidden(&office.post(&path, &[("second", SECOND)]).await.text());
    let decline = [
        ("second", SECOND),
        ("version", version.as_str()),
        ("key", key.as_str()),
        ("act", "decline"),
        ("reason", "no_capacity"),
    ];
    let over = office.post(&path, &decline).await;
    assert!(over.status == StatusCode::OK && over.text().contains(&said(Lang::It, "hers-link-over")));
    assert_eq!(foggia.found(foggia.operator, referral).await.state, State::Declined);
    assert_eq!(office.get(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(office.post(&path, &[("second", SECOND)]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(office.get("/it/referral/0000-0000-0000-0000").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn guessing_the_second_code_is_limited_and_locks_the_link() {
    let foggia = Foggia::open().await;
    with_link(&foggia).await;
    let path = format!("/it/referral/{LINK}");
    for guess in 0..8 {
        let mut office = Browser::from(&foggia.staff, &format!("203.0.113.{guess}"));
        let wrong = office.post(&path, &[("second", &format!("00000{guess}"))]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let mut office = Browser::of(&foggia.staff);
    let locked = office.post(&path, &[("second", SECOND)]).await;
    assert_eq!(locked.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(locked.text().contains(&said(Lang::It, "hers-link-locked")) && !locked.text().contains(NAME));
    let mut guesser = Browser::from(&foggia.staff, "198.51.100.4");
    let mut last = StatusCode::OK;
    for _ in 0..12 {
        last = guesser.get("/it/referral/0000-0000-0000-0000").await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}

/// What audit, events and jobs say.
async fn traces(foggia: &Foggia) -> String {
    let mut said = String::new();
    for statement in [
        sql!("select actor || ' ' || action || ' ' || entity || ' ' || detail from audit"),
        sql!("select kind || ' ' || body from outbox"),
        sql!("select kind || ' ' || subject || ' ' || body || ' ' || coalesce(last_error, '') from job"),
    ] {
        for row in foggia.staff.app.db.rows(statement).await.unwrap() {
            said.push_str(&row.get::<String>(0).unwrap());
            said.push('\n');
        }
    }
    said
}

#[tokio::test]
async fn who_she_is_and_what_she_writes_is_in_no_trace() {
    let foggia = Foggia::open().await;
    let referral = foggia.accepted(foggia.her, foggia.staff.now().plus_days(3)).await;
    let mut phone = foggia.phone().await;
    phone.post(&format!("/it/my-requests/{referral}/message"), &[("words", "Grammofono blu")]).await;
    phone.post("/it/my-requests/reminders", &[("way", "call")]).await;
    phone.post("/it/my-requests/data", &[]).await;
    phone.post("/it/my-requests/withdraw", &[]).await;
    let traces = traces(&foggia).await;
    assert!(traces.contains("desk.message.written") && traces.contains("desk.person.reminders"), "{traces}");
    let plain = CODE.replace('-', "");
    for word in [NAME, "Canarina", "Grammofono", "333 000", CODE, &plain, "Rosa"] {
        assert!(!traces.contains(word), "{word}");
    }
}
