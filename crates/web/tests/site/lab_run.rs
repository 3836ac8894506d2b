//! Running a meeting in the browser: seats, console, the way to one's table, the screen, lists, paper.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // What helps the tests is a test.

use crate::common::attribute;
use crate::meeting::{Meeting, said};
use axum::http::StatusCode;
use reticolo_base::Lang;
use reticolo_lab::{run, table};

#[tokio::test]
async fn a_facilitator_plans_starts_with_who_is_here_and_sees_what_changed() {
    let meeting = Meeting::of(20).await;
    let page = meeting.get("seating").await.text();
    assert!(page.contains(&said("lab-run-plan")));
    let planned = meeting.post("seating/plan", &[("tables", "5"), ("hosts", "1")]).await;
    assert_eq!(planned.status, StatusCode::SEE_OTHER);
    let page = meeting.get("seating").await.text();
    assert!(page.contains(&said("lab-run-rules-hold")) && page.contains("<svg class=\"meetings\""), "{page}");

    meeting.come(0..13).await;
    let console = meeting.get("console").await.text();
    assert!(console.contains(&said("lab-run-start")));
    let tables = console.split("id=\"start-tables\"").nth(1).unwrap();
    assert_eq!(attribute(tables, "value")[0], "3", "thirteen people fill three tables");
    let block = meeting.cafe.block.to_string();
    let started = meeting.post("console/start", &[("block", &block), ("tables", "3")]).await;
    assert_eq!(started.status, StatusCode::SEE_OTHER);
    let console = meeting.get("console").await;
    assert_eq!(console.header("cache-control"), "no-store");
    let console = console.text();
    assert!(console.contains("data-left=\"1200\"") && console.contains(">20:00<"), "{console}");
    assert!(console.contains(&said("lab-run-did-start")) && console.contains("id=\"do-undo\""));
    assert_eq!(console.matches(" non serve più").count(), 2, "two of the five tables are not needed");
    assert_eq!(console.matches("class=\"card seats").count(), 3);
    assert!(!console.contains("style=\"") && !console.contains("<script>"));
}

#[tokio::test]
async fn a_stale_press_is_told_and_what_was_chosen_comes_back() {
    let meeting = Meeting::started().await;
    let stale = meeting.version().await;
    meeting.post("console/pause", &[]).await;
    let person = meeting.cafe.people[4].to_string();
    let form = [("version", stale.to_string()), ("person", person.clone()), ("table", "2".to_owned())];
    let answer = meeting.post_as_it_is("console/move", &form).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    let page = answer.text();
    assert!(page.contains(&said("lab-run-changed-meanwhile")));
    assert!(page.contains(&format!("<option value=\"{person}\" selected>")), "{page}");
    assert_eq!(run::state(&meeting.cafe.db, meeting.cafe.session).await.unwrap().phase, run::Phase::Paused);
}

#[tokio::test]
async fn the_clock_is_stopped_extended_and_a_wrong_number_is_refused_with_a_message() {
    let meeting = Meeting::started().await;
    for (deed, minutes) in [("pause", "0"), ("extend", "5"), ("resume", "0"), ("extend", "2")] {
        let answer = meeting.post(&format!("console/{deed}"), &[("minutes", minutes)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{deed}");
    }
    assert!(meeting.get("console").await.text().contains(">27:00<"));
    let wrong = meeting.post("console/extend", &[("minutes", "999999999999999999999")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("Scegli da 1 a 60 minuti"));
    assert_eq!(meeting.post("console/dance", &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_participant_reads_where_to_go_in_her_language_and_sees_no_console() {
    let meeting = Meeting::started().await;
    let me = meeting.cafe.people[2];
    let cookie = meeting.participant(me).await;
    let place = run::place(&meeting.cafe.db, meeting.cafe.session, me).await.unwrap().unwrap();
    let page = meeting.get_as(Lang::Ar, "place", &cookie).await;
    assert_eq!(page.status, StatusCode::OK);
    let text = page.text();
    assert!(
        text.contains(&format!("<p class=\"go-number\" aria-hidden=\"true\">{}</p>", place.table)),
        "{text}"
    );
    assert!(text.contains("dir=\"rtl\"") && text.contains("http-equiv=\"refresh\""));
    for name in place.companions.iter().map(|one| &one.name) {
        assert!(text.contains(name), "{name}");
    }
    for path in ["console", "seating", "screen", "seats/zoom.csv", "print/cards"] {
        assert_eq!(meeting.get_as(Lang::It, path, &cookie).await.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(meeting.get_as(Lang::It, path, "").await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(meeting.get_as(Lang::It, "place", "").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn words_to_all_reach_the_table_marked_in_their_language_and_can_be_taken_back() {
    let meeting = Meeting::started().await;
    let empty = meeting.post("console/tell", &[("words", "  ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    meeting.post("console/tell", &[("words", "Tra <5> minuti"), ("lang", "it")]).await;
    let cookie = meeting.participant(meeting.cafe.people[1]).await;
    let page = meeting.get_as(Lang::Fr, "place", &cookie).await.text();
    assert!(page.contains("<span lang=\"it\" dir=\"ltr\">Tra &#60;5&#62; minuti</span>"), "{page}");
    meeting.post("console/undo", &[]).await;
    assert!(!meeting.get_as(Lang::Fr, "place", &cookie).await.text().contains("minuti"));
}

#[tokio::test]
async fn a_table_that_calls_is_seen_and_answered() {
    let meeting = Meeting::started().await;
    let (db, session) = (&meeting.cafe.db, meeting.cafe.session);
    let me = meeting.cafe.people[3];
    let number = run::place(db, session, me).await.unwrap().unwrap().table;
    let ctx = meeting.cafe.participant(me, "2026-11-23T10:00:00Z");
    let at = table::gate(db, &ctx, meeting.cafe.block, number).await.unwrap();
    table::call_help(db, &ctx, &at, uuid::Uuid::now_v7()).await.unwrap();
    table::call_help(db, &ctx, &at, uuid::Uuid::now_v7()).await.unwrap();
    let console = meeting.get("console").await.text();
    let calls = console.split("name=\"call\"").skip(1).collect::<Vec<_>>();
    assert_eq!(calls.len(), 1, "who called is not called twice");
    let call = attribute(calls[0], "value")[0].clone();
    meeting.post("console/help", &[("call", &call)]).await;
    assert!(!meeting.get("console").await.text().contains("name=\"call\""));
}

#[tokio::test]
async fn the_screen_and_the_lists_hold_every_name_once() {
    let meeting = Meeting::started().await;
    let screen = meeting.get("screen").await.text();
    let zoom = meeting.get("seats/zoom.csv").await;
    assert!(zoom.header("content-type").starts_with("text/csv"));
    let (zoom, rooms) = (zoom.text(), meeting.get("seats/rooms.txt").await.text());
    let csv = meeting.get("seats/seats.csv").await.text();
    for number in 0..12 {
        let name = format!("Ospite {number:02}");
        for (what, text) in [("screen", &screen), ("zoom", &zoom), ("rooms", &rooms), ("csv", &csv)] {
            assert_eq!(text.matches(&name).count(), 1, "{name} in {what}");
        }
    }
    assert!(zoom.starts_with("Pre-assign Room Name,Email Address,Name\r\nTavolo "));
    assert!(csv.contains("'=Ospite"), "a name is never a formula: {csv}");
    assert_eq!(meeting.get("seats/else.exe").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn paper_has_a_card_for_each_person_and_a_sheet_that_is_typed_and_photographed_later() {
    let meeting = Meeting::started().await;
    let cards = meeting.get("print/cards").await.text();
    assert_eq!(cards.matches("class=\"paper-card\"").count(), 13);
    assert!(cards.contains("lang=\"ar\" dir=\"rtl\"") && cards.contains("اذهب إلى هذه الطاولات"));
    let sheets = meeting.get("print/sheets").await.text();
    assert_eq!(sheets.matches("class=\"paper-sheet\"").count(), 3 * 3, "three tables, three turns");
    let code = sheets.split("<code>").nth(1).unwrap().split('<').next().unwrap().to_owned();
    assert_eq!(code.len(), 9);
    assert!(meeting.get("print/sheets").await.text().contains(&code), "a sheet keeps its code");

    let open = meeting.open(&format!("/it/sheet?code={}", code.to_lowercase())).await;
    assert_eq!(open.status, StatusCode::OK);
    let typed = meeting
        .send(
            "/it/sheet",
            &[
                ("code", code.as_str()),
                ("words", "Uno sportello per tutti"),
                ("kind", "idea"),
                ("lang", "it"),
            ],
        )
        .await;
    assert_eq!(typed.status, StatusCode::SEE_OTHER);
    let page = meeting.open(&format!("/it/sheet?code={code}")).await.text();
    assert!(page.contains("Uno sportello per tutti") && page.contains(">idea</span>"));
    let long = "a".repeat(2_001);
    let refused = meeting.send("/it/sheet", &[("code", code.as_str()), ("words", &long)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains(&long), "what was typed comes back");
    assert_eq!(meeting.open("/it/sheet?code=0000-0000").await.status, StatusCode::NOT_FOUND);

    let photo = meeting.photograph(&code, &crate::meeting::jpeg_with_a_place()).await;
    assert_eq!(photo.status, StatusCode::SEE_OTHER);
    let page = meeting.open(&format!("/it/sheet?code={code}")).await.text();
    let source = attribute(&page, "src").into_iter().find(|src| src.contains("/photo?")).unwrap();
    let kept = meeting.open(&source.replace("&amp;", "&")).await;
    assert_eq!(
        (kept.header("content-type"), kept.header("x-content-type-options")),
        ("image/jpeg", "nosniff")
    );
    assert!(!kept.body.windows(3).any(|bytes| bytes == b"GPS"));
    let svg = meeting.photograph(&code, b"<svg onload=alert(1)>").await;
    assert_eq!(svg.status, StatusCode::UNPROCESSABLE_ENTITY);
    let huge = [&[0xff, 0xd8, 0xff][..], &vec![0; 8 * 1024 * 1024 + 10]].concat();
    assert_eq!(meeting.photograph(&code, &huge).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn what_cannot_be_planned_is_told_at_the_form() {
    let meeting = Meeting::of(3).await;
    for (tables, words) in [
        ("4", "3 persone non bastano per 4 tavoli"),
        ("1000000000", "Scegli da 1 a 250 tavoli"),
        ("99999999999999999999999", "Scegli da 1 a 250 tavoli"),
        ("nonsense", "Scegli da 1 a 250 tavoli"),
    ] {
        let answer = meeting.post("seating/plan", &[("tables", tables)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{tables}");
        let page = answer.text();
        assert!(page.contains(words), "{tables}: {page}");
    }
    let start = meeting.post("console/start", &[("block", &meeting.cafe.block.to_string())]).await;
    assert!(start.text().contains(&said("lab-run-nobody-here")));
}

#[tokio::test]
async fn an_open_page_that_is_still_true_is_not_touched() {
    let meeting = Meeting::started().await;
    let cookie = meeting.participant(meeting.cafe.people[5]).await;
    for (path, cookie) in [("console", None), ("screen", None), ("place", Some(&cookie))] {
        let page = match cookie {
            None => meeting.get(path).await.text(),
            Some(cookie) => meeting.get_as(Lang::It, path, cookie).await.text(),
        };
        let again = attribute(&page, "hx-get")[0].clone();
        let asked = meeting.look_again(&again, cookie.map(String::as_str)).await;
        assert_eq!((asked.status, asked.body.len()), (StatusCode::NO_CONTENT, 0), "{path}");
        meeting.post("console/extend", &[("minutes", "1")]).await;
        let asked = meeting.look_again(&again, cookie.map(String::as_str)).await;
        assert_eq!(asked.status, StatusCode::OK, "{path}");
    }
}
