//! What a participant does: comes in with her code, says her languages, waits, shares a telephone, takes her data, leaves.

use super::ground::{BEFORE, Lab, NOW, console};
use axum::http::StatusCode;
use reticolo_lab::people;
use reticolo_store::{audit, sql};

#[tokio::test]
async fn whoever_comes_with_her_code_is_asked_only_what_nobody_knows() {
    let lab = Lab::open().await;
    let (_, known) = lab.invited("Anna", "it").await;
    let (id, unknown) = lab.invited("Awa", "").await;
    let answer = lab.stranger().post("/it/join", &[("code", &known.to_lowercase())]).await;
    assert_eq!(answer.header("location"), lab.path("welcome"));
    let answer = lab.stranger().post("/it/join", &[("code", &unknown)]).await;
    assert_eq!(answer.header("location"), "/it/join/languages");
    let awa = lab.inside(&unknown).await;
    let page = awa.get("/it/join/languages").await.text();
    assert!(page.contains("Wolof") && page.contains("العربية"));
    let fields = [("speaks", "wo"), ("speaks", "fr"), ("reads", "fr"), ("reads", "klingon"), ("do", "keep")];
    assert_eq!(awa.post("/it/join/languages", &fields).await.header("location"), lab.path("welcome"));
    let known = people::participant(&lab.db, id).await.unwrap();
    assert_eq!((known.speaks, known.reads), (Some(people::tongues("fr wo")), Some(people::tongues("fr"))));
}

#[tokio::test]
async fn languages_may_be_skipped() {
    let lab = Lab::open().await;
    let (id, code) = lab.invited("Awa", "").await;
    let awa = lab.inside(&code).await;
    let skipped = awa.post("/it/join/languages", &[("speaks", "it"), ("do", "skip")]).await;
    assert_eq!(skipped.header("location"), lab.path("welcome"));
    assert_eq!(people::participant(&lab.db, id).await.unwrap().speaks, None);
}

#[tokio::test]
async fn a_room_full_of_people_comes_in_from_one_address_and_guessing_has_an_end() {
    let lab = Lab::open().await;
    for n in 0..30 {
        let (_, code) = lab.invited(&format!("Persona {n}"), "it").await;
        lab.inside(&code).await;
    }
    let mut seen = Vec::new();
    for _ in 0..14 {
        seen.push(lab.stranger().post("/it/join", &[("code", "0000-0000-0000-0000")]).await.status);
    }
    assert_eq!((seen[0], seen[13]), (StatusCode::NOT_FOUND, StatusCode::TOO_MANY_REQUESTS));
    let (_, code) = lab.invited("Anna", "it").await;
    lab.inside(&code).await;
}

#[tokio::test]
async fn a_week_before_she_answers_and_takes_the_day_into_her_calendar() {
    let lab = Lab::open().await;
    let (id, code) = lab.invited("Anna", "it").await;
    let anna = lab.inside(&code).await;
    assert!(!people::one(&lab.db, lab.session, id).await.unwrap().is_here(), "it is not time yet");
    let page = anna.get(&lab.path("welcome")).await;
    assert_eq!(page.header("cache-control"), "no-store");
    assert!(page.text().contains("16:00–18:00"), "in the session's own time zone");
    anna.post(&lab.path("welcome/reply"), &[("reply", "not_coming")]).await;
    assert_eq!(people::one(&lab.db, lab.session, id).await.unwrap().reply, people::Reply::NotComing);
    anna.post(&lab.path("welcome/reply"), &[("reply", "coming")]).await;
    assert_eq!(people::one(&lab.db, lab.session, id).await.unwrap().reply, people::Reply::Coming);
    assert_eq!(
        anna.post(&lab.path("welcome/reply"), &[("reply", "x")]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let file = anna.get(&lab.path("calendar.ics")).await.text();
    assert!(file.contains("DTSTART:20261130T150000Z") && !file.contains(&code));
}

#[tokio::test]
async fn at_the_hour_she_is_there_and_when_it_begins_she_is_led_to_her_table() {
    let lab = Lab::at(|| BEFORE).await;
    let (id, code) = lab.invited("Anna", "it").await;
    let anna = lab.inside(&code).await;
    assert!(people::one(&lab.db, lab.session, id).await.unwrap().is_here());
    let now = anna.get(&lab.path("welcome/now")).await;
    assert!(now.text().contains("Anna") && now.header("hx-redirect").is_empty());
    let mut tx = lab.db.begin(&console(BEFORE)).await.unwrap();
    tx.run(sql!("update lab_session set state = 'running' where id = $1").bind(lab.session)).await.unwrap();
    let entry = audit::Entry { chain: audit::NETWORK, action: "test", entity: "lab", id: None, detail: "" };
    tx.audit(entry).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(anna.get(&lab.path("welcome")).await.header("location"), lab.path("table"));
    assert_eq!(anna.get(&lab.path("welcome/now")).await.header("hx-redirect"), lab.path("table"));
    anna.post(&lab.path("welcome/presence"), &[("here", "0")]).await;
    assert_eq!(anna.get(&lab.path("welcome")).await.status, StatusCode::OK, "she left; she may come back");
}

#[tokio::test]
async fn a_welcome_room_is_for_those_who_are_expected() {
    let lab = Lab::open().await;
    let elsewhere = Lab::open().await;
    let (_, code) = lab.invited("Anna", "it").await;
    let anna = lab.inside(&code).await;
    for path in ["welcome", "welcome/now", "calendar.ics", "rehearsal"] {
        assert_eq!(lab.stranger().get(&lab.path(path)).await.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(lab.facilitator().get(&lab.path(path)).await.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(anna.get(&elsewhere.path(path)).await.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(anna.get(&lab.path(path)).await.status, StatusCode::OK, "{path}");
    }
    for path in ["/it/join/me", "/it/join/languages"] {
        assert_eq!(lab.stranger().get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn one_code_on_the_wall_lets_people_in_with_a_name() {
    let lab = Lab::at(|| BEFORE).await;
    lab.facilitator().post(&lab.path("people/door"), &[("open", "1")]).await;
    let code = people::door(&lab.db, &lab.vault, &console(BEFORE), lab.session).await.unwrap().unwrap();
    assert!(lab.facilitator().get(&lab.path("people")).await.text().contains(&code));
    let form = lab.stranger().post("/it/join", &[("code", &code)]).await;
    assert!(form.text().contains("name=\"name\""));
    let wrong = lab.stranger().post("/it/join/door", &[("code", &code), ("name", " ")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let come = lab
        .stranger()
        .post("/it/join/door", &[("code", &code), ("name", "Demba"), ("speaks", "wolof")])
        .await;
    assert_eq!(come.header("location"), lab.path("welcome"));
    assert!(come.header("set-cookie").starts_with("reticolo="));
    lab.facilitator().post(&lab.path("people/door"), &[("open", "0")]).await;
    assert_eq!(lab.stranger().post("/it/join", &[("code", &code)]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn two_share_a_telephone() {
    let lab = Lab::at(|| BEFORE).await;
    let (_, first) = lab.invited("Anna", "it").await;
    let (second, code) = lab.invited("Bruno", "it").await;
    let anna = lab.inside(&first).await;
    let wrong = anna.post("/it/join/me/companion", &[("code", "0000-0000-0000-0000")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    anna.post("/it/join/me/companion", &[("code", &code)]).await;
    assert!(people::one(&lab.db, lab.session, second).await.unwrap().is_here());
    assert!(anna.get(&lab.path("welcome")).await.text().contains("Bruno"));
    anna.post("/it/join/me/companion", &[("parted", &second.to_string())]).await;
    let page = anna.get("/it/join/me").await.text();
    assert!(!page.contains("Bruno"));
}

#[tokio::test]
async fn a_rehearsal_keeps_nothing() {
    let lab = Lab::open().await;
    let (_, code) = lab.invited("Anna", "it").await;
    let anna = lab.inside(&code).await;
    let shown = anna.post(&lab.path("rehearsal"), &[("note", "<b>Prova</b>")]).await.text();
    assert!(shown.contains("&#60;b&#62;Prova"), "as text, not as markup");
    assert!(!anna.get(&lab.path("rehearsal")).await.text().contains("Prova&#60;"));
}

#[tokio::test]
async fn she_takes_her_data_and_leaves() {
    let lab = Lab::open().await;
    let (id, code) = lab.invited("Anna", "it").await;
    let anna = lab.inside(&code).await;
    let data = anna.post("/it/join/me/data", &[]).await;
    assert!(data.header("content-disposition").contains("attachment") && data.text().contains("Anna"));
    let unsure = anna.post("/it/join/me/leaving", &[]).await;
    assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY);
    let left = anna.post("/it/join/me/leaving", &[("sure", "1")]).await;
    assert!(left.header("set-cookie").contains("Max-Age=0"));
    assert!(people::participant(&lab.db, id).await.unwrap().erased_at.is_some());
    assert_eq!(anna.get("/it/join/me").await.status, StatusCode::NOT_FOUND);
    assert_eq!(lab.stranger().post("/it/join", &[("code", &code)]).await.status, StatusCode::NOT_FOUND);
    let gone = people::private(&lab.db, &lab.vault, &console(NOW), id).await.unwrap();
    assert_eq!(gone, people::Private::default());
}
