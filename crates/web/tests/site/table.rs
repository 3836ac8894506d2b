//! The table without a script: every form, and what people may type into it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // What helps the tests is a test.

use crate::cafe::{Cafe, NOW};
use crate::common::{Answer, Site, attribute};
use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use reticolo_accounts::login::{self, Subject};
use reticolo_base::{Actor, Ctx, Lang};
use reticolo_lab::table::{self, Contribution};
use reticolo_store::Db;
use reticolo_web::{App, Settings, Translate, app};
use std::io::{Read as _, Write as _};
use uuid::Uuid;

struct Room {
    site: Site,
    db: Db,
    cafe: Cafe,
}

impl Room {
    async fn open() -> Self {
        Self::with(Settings::default()).await
    }

    async fn with(settings: Settings) -> Self {
        let db = Db::open("sqlite::memory:").await.unwrap();
        let ctx = Ctx::new(NOW, Actor::Console, Lang::It, Uuid::nil());
        let domains = [
            reticolo_accounts::MIGRATIONS,
            reticolo_directory::book::MIGRATIONS,
            reticolo_live::MIGRATIONS,
            reticolo_lab::MIGRATIONS,
        ];
        db.migrate(&ctx, &domains).await.unwrap();
        let cafe = Cafe::open(&db).await;
        Self { site: Site(app(App::new(db.clone(), settings, || NOW))), db, cafe }
    }

    async fn cookie(&self, subject: Subject) -> String {
        let token: [u8; 32] = rand::random();
        let ctx = Ctx::new(NOW, Actor::Anonymous, Lang::It, Uuid::nil());
        login::sign_in(&self.db, &ctx, subject, &token).await.unwrap();
        format!("reticolo={}", token.iter().map(|byte| format!("{byte:02x}")).collect::<String>())
    }

    async fn of(&self, name: &str) -> String {
        self.cookie(Subject::Participant { id: self.cafe.person(name), lab: self.cafe.lab }).await
    }

    fn path(&self, lang: &str, rest: &str) -> String {
        format!("/{lang}/sessions/{}/{rest}", self.cafe.session)
    }

    async fn get(&self, name: &str, path: &str) -> Answer {
        let cookie = self.of(name).await;
        self.site.get_with(path, &[("cookie", &cookie)]).await
    }

    async fn post(&self, name: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let pairs: Vec<_> = fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        let query = reticolo_web::fields::query(&pairs);
        let body = Body::from(query.trim_start_matches('?').to_owned());
        let cookie = self.of(name).await;
        let headers = [("content-type", "application/x-www-form-urlencoded"), ("cookie", &cookie)];
        self.site.ask(Method::POST, path, &headers, body).await
    }

    /// Somebody says something at table 1; what was kept.
    async fn says(&self, name: &str, words: &str) -> Contribution {
        let answer = self
            .post(
                name,
                &self.path("it", "tables/1/notes"),
                &[("words", words), ("kind", "idea"), ("in", "it")],
            )
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        self.said().await.pop().unwrap()
    }

    async fn said(&self) -> Vec<Contribution> {
        table::of_table(&self.db, self.cafe.block, 1, None).await.unwrap()
    }

    async fn deed(&self, name: &str, note: Uuid, deed: &str, fields: &[(&str, &str)]) -> Answer {
        self.post(name, &self.path("it", &format!("tables/1/notes/{note}/{deed}")), fields).await
    }
}

fn say(lang: Lang, key: &str) -> String {
    let text = reticolo_words::Words::of(lang).say(key);
    text.replace('&', "&#38;").replace('\'', "&#39;").replace('"', "&#34;")
}

#[tokio::test]
async fn a_person_finds_her_table_and_says_something_without_a_script() {
    let room = Room::open().await;
    let page = room.get("Constantin", &room.path("ar", "table")).await;
    assert_eq!((page.status, page.header("cache-control")), (StatusCode::OK, "no-store"));
    let html = page.text();
    assert!(
        html.contains("كيف نحسّن الخدمات؟") && html.contains("Come migliorare i servizi?"),
        "the original is there"
    );
    assert!(html.contains(&say(Lang::Ar, "lab-table-empty")) && html.contains("Dritan"));
    let post = attribute(&html, "action").into_iter().find(|action| action.ends_with("/notes")).unwrap();
    let answer = room
        .post("Constantin", &post, &[("words", "شباك واحد للجميع"), ("kind", "idea"), ("in", "ar")])
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let kept = room.said().await.pop().unwrap();
    assert_eq!((kept.words.as_str(), kept.lang.as_str()), ("شباك واحد للجميع", "ar"));
    assert!(answer.header("location").ends_with(&format!("#note-{}", kept.id)));
    let html = room.get("Amina", &room.path("it", "table")).await.text();
    assert!(html.contains("شباك واحد للجميع") && html.contains("lang=\"ar\""));
    assert!(
        html.contains(&say(Lang::It, "lab-table-by-table"))
            && !html.contains(&kept.author.unwrap().to_string().replace('-', ""))
    );
}

#[tokio::test]
async fn every_kind_is_told_in_words_and_shape_and_the_clock_stands_there() {
    let room = Room::open().await;
    let html = room.get("Amina", &room.path("it", "tables/1")).await.text();
    for kind in table::Kind::ALL {
        assert!(html.contains(&say(Lang::It, &format!("lab-table-kind-{}-says", kind.code()))), "{kind:?}");
        assert!(html.contains(&format!("kind kind-{}", kind.code())));
    }
    assert!(html.contains("Restano 20 minuti") && html.contains("Turno 1 di 2"), "{html}");
    assert!(html.contains("https://video.example/sala") && html.contains("target=\"_blank\""));
}

#[tokio::test]
async fn what_people_type_is_shown_and_never_run() {
    let room = Room::open().await;
    for words in [
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "👩🏽‍⚕️ 🏳️‍🌈 e 日本",
        "abc مرحبا 123 שלום",
        "x\u{202e}gpj.exe\u{2066}y",
        "{{ 7 * 7 }} { $minutes }",
    ] {
        room.says("Constantin", words).await;
    }
    let html = room.get("Amina", &room.path("it", "tables/1")).await.text();
    assert!(
        !html.contains("<script>alert")
            && !html.contains("<img src=x")
            && html.contains("&#60;script&#62;alert")
    );
    assert!(html.contains("👩🏽‍⚕️ 🏳️‍🌈 e 日本") && html.contains("abc مرحبا 123 שלום"));
    assert!(!html.contains('\u{202e}') && !html.contains('\u{2066}') && html.contains("xgpj.exey"));
    assert_eq!(html.matches("class=\"note-words lines\"").count(), 5 + 1, "five notes and the template");
}

#[tokio::test]
async fn too_much_comes_back_whole_and_a_million_characters_are_told() {
    let room = Room::open().await;
    let path = room.path("it", "tables/1/notes");
    let long = "parola ".repeat(3_000);
    let page =
        room.post("Constantin", &path, &[("words", &long), ("kind", "challenge"), ("signed", "1")]).await;
    assert_eq!((page.status, page.header("cache-control")), (StatusCode::UNPROCESSABLE_ENTITY, "no-store"));
    let html = page.text();
    assert!(html.contains(long.trim()), "nothing that she typed is lost");
    assert!(html.contains("20.999") || html.contains("20999"), "how much it is");
    assert!(html.contains("value=\"challenge\" checked") && html.contains("aria-invalid=\"true\""));
    let million = room.post("Constantin", &path, &[("words", &"a".repeat(1_000_000))]).await;
    assert_eq!(million.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(million.text().contains(&say(Lang::It, "error-413-text")));
    let nothing = room.post("Constantin", &path, &[("words", " \u{202e} ")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.text().contains(&say(Lang::It, "lab-table-problem-empty")));
    assert!(room.said().await.is_empty());
}

#[tokio::test]
async fn a_form_sent_twice_says_it_once() {
    let room = Room::open().await;
    let html = room.get("Constantin", &room.path("it", "table")).await.text();
    let id = html.split("name=\"id\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    for _ in 0..2 {
        let path = room.path("it", "tables/1/notes");
        let answer = room.post("Constantin", &path, &[("id", &id), ("words", "una volta")]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(room.said().await.len(), 1);
}

#[tokio::test]
async fn whoever_may_not_come_finds_nothing() {
    let room = Room::open().await;
    let note = room.says("Constantin", "parole").await.id;
    let far = room.path("it", "tables/2");
    assert_eq!(room.get("Constantin", &far).await.status, StatusCode::NOT_FOUND);
    let note_path = room.path("it", &format!("tables/1/notes/{note}"));
    assert_eq!(room.get("Elena", &note_path).await.status, StatusCode::NOT_FOUND);
    for path in
        [room.path("it", "tables/1"), room.path("it", "table"), room.path("it", "tables/1/state"), note_path]
    {
        assert_eq!(room.site.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    for deed in ["words", "hidden", "strong", "signs", "links", "place", "translations"] {
        let answer = room.deed("Elena", note, deed, &[("on", "1"), ("sign", "heart"), ("into", "ar")]).await;
        assert!(answer.status.is_client_error(), "{deed}: {}", answer.status);
    }
    let stranger =
        room.cookie(Subject::Participant { id: room.cafe.person("Amina"), lab: Uuid::now_v7() }).await;
    let answer = room.site.get_with(&room.path("it", "tables/1"), &[("cookie", &stranger)]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    for nonsense in ["tables/0", "tables/-1", "tables/x", "tables/99999999999999999999", "tables/1?block=x"] {
        assert_eq!(
            room.get("Amina", &room.path("it", nonsense)).await.status,
            StatusCode::NOT_FOUND,
            "{nonsense}"
        );
    }
}

#[tokio::test]
async fn the_host_hides_undoes_and_chooses_and_a_guest_mends_only_her_own() {
    let room = Room::open().await;
    let note = room.says("Constantin", "un portello").await;
    assert_eq!(room.deed("Dritan", note.id, "hidden", &[("on", "1")]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(room.deed("Amina", note.id, "hidden", &[("on", "1")]).await.status, StatusCode::SEE_OTHER);
    let guest = room.get("Dritan", &room.path("it", "tables/1")).await.text();
    assert!(!guest.contains("un portello"), "hidden means hidden");
    let host = room.get("Amina", &room.path("it", "tables/1")).await.text();
    assert!(host.contains("un portello") && host.contains(&say(Lang::It, "lab-table-unhide")));
    room.deed("Amina", note.id, "hidden", &[("on", "0")]).await;
    assert!(!room.said().await[0].hidden);
    room.deed("Amina", note.id, "strong", &[("on", "1")]).await;
    assert!(room.said().await[0].strong);

    let version = note.changed_at.0.to_string();
    let mend = [("words", "uno sportello"), ("version", version.as_str()), ("kind", "question")];
    assert_eq!(room.deed("Dritan", note.id, "words", &mend).await.status, StatusCode::NOT_FOUND);
    assert_eq!(room.deed("Constantin", note.id, "words", &mend).await.status, StatusCode::SEE_OTHER);
    let stale = [("words", "una porta"), ("version", version.as_str())];
    let conflict = room.deed("Constantin", note.id, "words", &stale).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    let html = conflict.text();
    assert!(html.contains("una porta") && html.contains(&say(Lang::It, "lab-table-problem-changed")));
    assert_eq!(room.said().await[0].words, "uno sportello");
}

#[tokio::test]
async fn signs_links_and_places_need_no_script() {
    let room = Room::open().await;
    let (a, b) = (room.says("Constantin", "prima").await.id, room.says("Dritan", "seconda").await.id);
    assert_eq!(room.deed("Amina", a, "signs", &[("sign", "heart")]).await.status, StatusCode::SEE_OTHER);
    let html = room.get("Amina", &room.path("it", "tables/1")).await.text();
    assert!(html.contains("value=\"heart\" aria-pressed=\"true\""));
    room.deed("Dritan", a, "links", &[("other", &b.to_string()), ("on", "1")]).await;
    let html = room.get("Amina", &room.path("it", "tables/1")).await.text();
    assert!(html.contains(&format!("href=\"#note-{a}\"")) && html.contains(&format!("href=\"#note-{b}\"")));
    let before = room.said().await.iter().find(|one| one.id == a).unwrap().x;
    room.deed("Dritan", a, "place", &[("way", "right")]).await;
    assert!(room.said().await.iter().find(|one| one.id == a).unwrap().x > before);
    assert_eq!(room.deed("Dritan", a, "signs", &[("sign", "anger")]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_next_group_reads_what_the_last_one_said() {
    let room = Room::open().await;
    let path = room.path("it", "tables/1/summary");
    let kept = room.post("Amina", &path, &[("words", "Orari e lingue."), ("round", "1")]).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER);
    assert_eq!(room.post("Constantin", &path, &[("words", "mio")]).await.status, StatusCode::NOT_FOUND);
    room.cafe.turn(&room.db, 2).await;
    let html = room.get("Dritan", &room.path("it", "table")).await.text();
    assert!(html.contains(&say(Lang::It, "lab-table-before")) && html.contains("Orari e lingue."));
    let long = room.post("Amina", &path, &[("words", &"a".repeat(4_001))]).await;
    assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(long.text().contains(&"a".repeat(4_001)));
}

#[tokio::test]
async fn a_session_that_is_over_is_read_and_an_observer_only_looks() {
    let room = Room::open().await;
    room.says("Constantin", "parole").await;
    let html = room.get("Fatima", &room.path("it", "tables/1")).await.text();
    assert!(html.contains(&say(Lang::It, "lab-table-observer")) && !html.contains("id=\"write-form\""));
    room.cafe.state(&room.db, "closed").await;
    let html = room.get("Constantin", &room.path("it", "table")).await.text();
    assert!(
        html.contains(&say(Lang::It, "lab-table-over"))
            && html.contains("parole")
            && !html.contains("id=\"write-form\"")
    );
    let late = room.post("Constantin", &room.path("it", "tables/1/notes"), &[("words", "tardi")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let html = late.text();
    assert!(
        html.contains(&say(Lang::It, "lab-table-problem-over")) && html.contains(">tardi</textarea>"),
        "{html}"
    );
}

#[tokio::test]
async fn when_the_turn_changes_the_page_offers_the_new_table_and_help_is_called() {
    let room = Room::open().await;
    room.cafe.turn(&room.db, 2).await;
    let html = room.get("Constantin", &room.path("it", "tables/1")).await.text();
    assert!(html.contains("Vai al tavolo 2"));
    let state = room.get("Constantin", &room.path("it", "tables/1/state")).await;
    let state: serde_json::Value = serde_json::from_slice(&state.body).unwrap();
    assert_eq!((&state["elsewhere"], &state["round"]), (&2.into(), &2.into()));
    let called = room.post("Constantin", &room.path("it", "tables/2/help"), &[]).await;
    assert_eq!(called.status, StatusCode::SEE_OTHER);
    let nobody = room.get("Giorgio", &room.path("it", "table")).await;
    assert_eq!(nobody.status, StatusCode::OK);
    assert!(nobody.text().contains(&say(Lang::It, "lab-table-no-seat-text")));
}

#[tokio::test]
async fn a_person_translates_and_the_original_stays() {
    let room = Room::open().await;
    let note = room.says("Constantin", "Uno sportello").await.id;
    let done =
        room.deed("Amina", note, "translations", &[("into", "ar"), ("translation", "شباك واحد")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let html = room.get("Dritan", &room.path("ar", "tables/1")).await.text();
    assert!(html.contains("شباك واحد") && html.contains("Uno sportello"));
    assert!(html.contains(&say(Lang::Ar, "lab-table-mark-unreviewed")));
    let machine = room.deed("Amina", note, "translations", &[("into", "ar"), ("machine", "1")]).await;
    assert_eq!(machine.status, StatusCode::NOT_FOUND, "off unless it is configured");
    let none = room.deed("Amina", note, "translations", &[("into", "xx"), ("translation", "resta")]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.text().contains("resta"));
}

/// A server on this machine that answers one request like LibreTranslate, and gives back what it was asked.
fn translator(answer: &'static str) -> (String, std::thread::JoinHandle<String>) {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let heard = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let (mut request, mut buffer) = (Vec::new(), [0; 4096]);
        while !String::from_utf8_lossy(&request).contains("\"api_key\"") {
            let read = stream.read(&mut buffer).unwrap();
            assert!(read > 0, "the question ended early");
            request.extend_from_slice(&buffer[..read]);
        }
        write!(
            stream,
            "HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{answer}",
            answer.len()
        )
        .unwrap();
        String::from_utf8(request).unwrap()
    });
    (url, heard)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_configured_machine_translates_when_asked_and_is_marked() {
    let (url, heard) = translator(r#"{"translatedText":"A help desk"}"#);
    let translate = Some(Translate { url, key: Some("prova".into()) });
    assert!(!format!("{translate:?}").contains("prova"), "the key is in no log");
    let room = Room::with(Settings { translate, ..Settings::default() }).await;
    let note = room.says("Constantin", "Uno sportello").await.id;
    let done = room.deed("Amina", note, "translations", &[("into", "en"), ("machine", "1")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let heard = heard.join().unwrap();
    assert!(
        heard.starts_with("POST /translate ")
            && heard.contains("Uno sportello")
            && heard.contains("\"target\":\"en\"")
    );
    let html = room.get("Dritan", &room.path("en", "tables/1")).await.text();
    assert!(html.contains("A help desk") && html.contains(&say(Lang::En, "lab-table-mark-machine")));
    assert!(html.contains("Uno sportello"));
    // The server is gone now: a clear sentence, and nothing is lost.
    let gone = room
        .deed(
            "Amina",
            note,
            "translations",
            &[("into", "fr"), ("machine", "1"), ("translation", "Un guichet")],
        )
        .await;
    assert_eq!(gone.status, StatusCode::CONFLICT);
    let html = gone.text();
    assert!(html.contains(&say(Lang::It, "lab-table-problem-machine")) && html.contains("Un guichet"));
}
