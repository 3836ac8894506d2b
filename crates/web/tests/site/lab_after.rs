//! After the last meeting, in the browser.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // What helps the tests is a test.

use crate::common::{Answer, Site};
use crate::world::World;
use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use reticolo_accounts::login::{self, Subject};
use reticolo_base::{Ctx, Instant, Lang};
use reticolo_store::{Db, sql};
use reticolo_testkit::{DOMAINS, at};
use reticolo_web::{App, Settings, app};
use reticolo_words::Words;
use std::io::Read as _;
use uuid::Uuid;

const NOW: Instant = Instant(1_795_432_800_000_000);

struct Lab {
    site: Site,
    world: World,
    facilitator: String,
    amina: String,
    _folder: tempfile::TempDir,
}

async fn sign_in(db: &Db, subject: Subject) -> String {
    let token: [u8; 32] = std::array::from_fn(|place| Uuid::now_v7().as_bytes()[place % 16]);
    let ctx = Ctx { now: NOW, ..at("2026-11-23") };
    login::sign_in(db, &ctx, subject, &token).await.unwrap();
    format!("reticolo={}", token.iter().map(|byte| format!("{byte:02x}")).collect::<String>())
}

impl Lab {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&format!("sqlite://{}", folder.path().join("a.db").display())).await.unwrap();
        db.migrate(&at("2026-11-23"), DOMAINS).await.unwrap();
        let world = World::of(db.clone()).await;
        let member = Uuid::now_v7();
        world
            .run(
                sql!("insert into account_organization (id, name, kind, territory, created_at) values ($1, 'Ente di prova', 'public', '071', 0)")
                    .bind(world.organization),
            )
            .await;
        let insert = sql!(
            "insert into member (id, organization_id, name, roles, lang, totp_step, created_at)
             values ($1, $2, 'Prova', 'facilitator', 'it', 0, 0)"
        );
        world.run(insert.bind(member).bind(world.organization)).await;
        let facilitator = sign_in(&db, Subject::Member(member)).await;
        let amina = sign_in(&db, Subject::Participant { id: world.amina, lab: world.lab }).await;
        let site = Site(app(App::new(db, Settings::default(), || NOW)));
        Self { site, world, facilitator, amina, _folder: folder }
    }

    async fn get(&self, who: &str, path: &str) -> Answer {
        self.site.get_with(path, &[("cookie", who)]).await
    }

    async fn post(&self, who: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let pairs: Vec<_> = fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        let body = reticolo_web::fields::query(&pairs);
        let headers = [
            ("cookie", who),
            ("content-type", "application/x-www-form-urlencoded"),
            ("sec-fetch-site", "same-origin"),
        ];
        self.site.ask(Method::POST, path, &headers, Body::from(body.trim_start_matches('?').to_owned())).await
    }

    fn at(&self, lang: Lang, path: &str) -> String {
        format!("/{lang}/labs/{}/{path}", self.world.lab)
    }

    fn minutes(&self, path: &str) -> String {
        format!("/it/sessions/{}/minutes{path}", self.world.session)
    }
}

fn says(lang: Lang, key: &str) -> String {
    Words::of(lang).say(key).replace('\'', "&#39;")
}

#[tokio::test]
async fn she_reads_what_became_of_her_words_in_arabic() {
    let lab = Lab::open().await;
    let proposal = lab.at(Lang::It, &format!("answers/proposal/{}", lab.world.proposal.id));
    let fields = [
        ("outcome", "accepted"),
        ("words", "Da gennaio risponde un mediatore"),
        ("organization", "ASL di prova"),
    ];
    let given = lab.post(&lab.facilitator, &proposal, &fields).await;
    assert_eq!((given.status, given.header("location")), (StatusCode::SEE_OTHER, proposal.as_str()));
    let page = lab.get(&lab.facilitator, &proposal).await.text();
    let answer = page.split("name=\"answer\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let fields = [("answer", answer.as_str()), ("lang", "ar"), ("translation", "من يناير يجيب وسيط")];
    lab.post(&lab.facilitator, &format!("{proposal}/translation"), &fields).await;

    let mine = lab.get(&lab.amina, "/ar/mine").await;
    assert_eq!((mine.status, mine.header("cache-control")), (StatusCode::OK, "no-store"));
    let text = mine.text();
    assert!(text.contains("لا يجيب أحد على الهاتف") && text.contains("من يناير يجيب وسيط"), "{text}");
    assert!(text.contains(&says(Lang::Ar, "lab-after-translated-unreviewed")), "marked as not checked");
    assert!(text.contains("Da gennaio risponde un mediatore"), "the original is there");
    assert!(text.contains(&says(Lang::Ar, "lab-after-new")));
    lab.post(&lab.amina, "/ar/mine/read", &[]).await;
    assert!(!lab.get(&lab.amina, "/ar/mine").await.text().contains(&says(Lang::Ar, "lab-after-mark-read")));
    assert_eq!(lab.get("", "/ar/mine").await.header("location"), "/ar/join", "nobody without a code");

    let twice = lab
        .post(
            &lab.facilitator,
            &proposal,
            &[("outcome", "refused"), ("words", "No"), ("organization", "ASL")],
        )
        .await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
    assert!(twice.text().contains(&says(Lang::It, "lab-after-already-answered")));
    assert_eq!(lab.post(&lab.amina, &proposal, &fields).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_promise_that_cannot_be_comes_back_with_what_was_typed() {
    let lab = Lab::open().await;
    let path = lab.at(Lang::It, "commitments");
    let fields =
        [("who", "ASL <b>"), ("what", "Due mattine & <script>alert(1)</script>"), ("due", "2026-11-01")];
    let back = lab.post(&lab.facilitator, &path, &fields).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = back.text();
    assert!(text.contains(&says(Lang::It, "lab-after-past")) && text.contains("f-due-wrong"));
    assert!(text.contains("Due mattine") && !text.contains("<script>alert"), "kept, and harmless");
    let fields = [
        fields[0],
        fields[1],
        ("due", "2026-12-10"),
        ("from", &format!("proposal:{}", lab.world.proposal.id)),
    ];
    let made = lab.post(&lab.facilitator, &path, &fields).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER);
    let seen = lab.get("", made.header("location")).await;
    let text = seen.text();
    assert!(
        text.contains("Un mediatore al telefono") && text.contains("Essere capiti"),
        "where it comes from"
    );
    assert!(!text.contains("Amina"));
    assert!(lab.get("", &path).await.text().contains("Due mattine"), "everybody sees it");
    assert_eq!(lab.post("", &path, &fields).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_group_is_joined_written_to_and_put_into_the_calendar() {
    let lab = Lab::open().await;
    let fields = [("title", "Telefono"), ("task", "Scegliere"), ("next", "2026-12-01T17:30")];
    let made = lab.post(&lab.facilitator, &lab.at(Lang::It, "groups"), &fields).await;
    let group = made.header("location").replace("/it/", "/ar/");
    assert!(!lab.get(&lab.amina, &group).await.text().contains("id=\"thread\""), "not before she joined");
    assert_eq!(lab.get(&lab.amina, &format!("{group}/calendar.ics")).await.status, StatusCode::NOT_FOUND);
    lab.post(&lab.amina, &format!("{group}/members"), &[]).await;
    lab.post(&lab.amina, &format!("{group}/posts"), &[("words", "مرحبا")]).await;
    let page = lab.get(&lab.facilitator, made.header("location")).await.text();
    assert!(page.contains("مرحبا") && page.contains("lang=\"ar\" dir=\"rtl\""), "{page}");
    let calendar = lab.get(&lab.amina, &format!("{group}/calendar.ics")).await.text();
    assert!(
        calendar.contains("DTSTART:20261201T163000Z") && calendar.contains("SUMMARY:Telefono"),
        "{calendar}"
    );
}

#[tokio::test]
async fn an_experiment_is_decided_once() {
    let lab = Lab::open().await;
    let fields = [
        ("title", "Mediatore"),
        ("hypothesis", "Si capiscono"),
        ("place", "Foggia"),
        ("measure", "Chiamate"),
        ("starts", "2026-11-01"),
        ("weeks", "2"),
    ];
    let made = lab.post(&lab.facilitator, &lab.at(Lang::It, "experiments"), &fields).await;
    let path = made.header("location").to_owned();
    let without = lab
        .post(&lab.facilitator, &format!("{path}/decision"), &[("version", "1"), ("reason", "Va bene")])
        .await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(without.text().contains("Va bene"));
    let keep = [("version", "1"), ("decision", "keep"), ("reason", "Va bene")];
    assert_eq!(
        lab.post(&lab.facilitator, &format!("{path}/decision"), &keep).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        lab.post(&lab.facilitator, &format!("{path}/decision"), &keep).await.status,
        StatusCode::CONFLICT
    );
    assert!(lab.get("", &path).await.text().contains(&says(Lang::It, "lab-after-decision-keep")));
}

#[tokio::test]
async fn minutes_are_corrected_approved_and_taken_away() {
    let lab = Lab::open().await;
    for who in ["", lab.amina.as_str()] {
        assert_eq!(lab.get(who, &lab.minutes("")).await.status, StatusCode::NOT_FOUND);
    }
    let draft = lab.get(&lab.facilitator, &lab.minutes("")).await.text();
    assert!(
        draft.contains("Gli orari cambiano") && draft.contains(&says(Lang::It, "lab-after-minutes-is-draft"))
    );
    let section = lab.minutes("/sections/words");
    let saved = lab
        .post(&lab.facilitator, &section, &[("version", "0"), ("words", "- primo\n- <i>secondo</i>")])
        .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let stale = lab.post(&lab.facilitator, &section, &[("version", "0"), ("words", "perduto?")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.text().contains("perduto?"), "nothing typed is lost");
    let approved = [("version", "1"), ("by", "Dott.ssa Prova"), ("open", "1")];
    assert_eq!(
        lab.post(&lab.facilitator, &lab.minutes("/approval"), &approved).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        lab.post(&lab.facilitator, &lab.minutes("/approval"), &approved).await.status,
        StatusCode::CONFLICT
    );
    let text = lab.get("", &lab.minutes("")).await.text();
    assert!(
        text.contains("&#60;i&#62;secondo")
            && text.contains("Dott.ssa Prova")
            && !text.contains("Gli orari cambiano")
    );

    let odt = lab.get("", &lab.minutes("/minutes.odt")).await;
    assert_eq!(odt.header("content-type"), "application/vnd.oasis.opendocument.text");
    assert_eq!(&odt.body[30..38], b"mimetype", "first, so that programs know what it is");
    assert_eq!(&odt.body[38..38 + 39], b"application/vnd.oasis.opendocument.text", "stored as it is");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(odt.body)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    for name in ["content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml", "Pictures/1.svg"] {
        assert!(names.iter().any(|found| found == name), "{name} in {names:?}");
    }
    let mut content = String::new();
    archive.by_name("content.xml").unwrap().read_to_string(&mut content).unwrap();
    assert!(content.contains("&lt;i&gt;secondo") && content.contains("xlink:href=\"Pictures/1.svg\""));
    let json: serde_json::Value =
        serde_json::from_slice(&lab.get("", &lab.minutes("/minutes.json")).await.body).unwrap();
    assert_eq!(json["state"], "minutes");
    let tables = lab.get("", &lab.minutes("/minutes.zip")).await.body;
    assert!(zip::ZipArchive::new(std::io::Cursor::new(tables)).unwrap().by_name("contributions.csv").is_ok());
}

#[tokio::test]
async fn a_proposal_becomes_a_draft_that_is_edited_and_taken_away() {
    let lab = Lab::open().await;
    let path = lab.at(Lang::It, "procedures");
    let made = lab.post(&lab.facilitator, &path, &[("proposal", &lab.world.proposal.id.to_string())]).await;
    let draft = made.header("location").to_owned();
    let edit = lab.get(&lab.facilitator, &format!("{draft}/edit")).await.text();
    assert!(edit.contains("ASL di prova\nComune di prova"), "{edit}");
    let version =
        edit.split("name=\"version\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let fields =
        [("version", version.as_str()), ("title", "Telefono"), ("steps", "CAF | prenota | 5 giorni")];
    assert_eq!(
        lab.post(&lab.facilitator, &format!("{draft}/edit"), &fields).await.status,
        StatusCode::SEE_OTHER
    );
    let stale = lab.post(&lab.facilitator, &format!("{draft}/edit"), &fields).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let json: serde_json::Value =
        serde_json::from_slice(&lab.get(&lab.amina, &format!("{draft}/procedure.json")).await.body).unwrap();
    assert_eq!(
        (json["status"].as_str(), json["procedure"]["steps"][0]["due"].as_str()),
        (Some("draft"), Some("5 giorni"))
    );
    assert_eq!(json["previous"], version);
    assert_eq!(lab.get("", &draft).await.status, StatusCode::NOT_FOUND);
    assert_eq!(lab.get(&lab.amina, &format!("{draft}/edit")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn every_page_is_there_in_every_language_and_marks_missing_texts_nowhere() {
    let lab = Lab::open().await;
    for lang in Lang::ALL {
        let mut pages: Vec<String> = ["answers", "commitments", "experiments", "groups", "procedures"]
            .map(|page| lab.at(lang, page))
            .into();
        pages.push(lab.at(lang, &format!("answers/theme/{}", lab.world.theme.id)));
        pages.push(format!("/{lang}/sessions/{}/minutes", lab.world.session));
        for page in pages {
            let answer = lab.get(&lab.facilitator, &page).await;
            assert_eq!(answer.status, StatusCode::OK, "{page}");
            let text = answer.text();
            let bare = text.replace("lab-after-pages", "");
            assert!(!bare.contains(">lab-after-"), "{page} shows a key");
        }
    }
    for nonsense in [
        "answers/theme/1",
        "groups/nothing",
        "commitments/019a0000-0000-7000-8000-000000000001",
        "answers/lab/x",
    ] {
        assert_eq!(
            lab.get(&lab.facilitator, &lab.at(Lang::It, nonsense)).await.status,
            StatusCode::NOT_FOUND,
            "{nonsense}"
        );
    }
}
