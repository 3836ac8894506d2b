//! The programme of a Lab in the browser: making it, preparing a meeting, translating, walking a journey, and bad input.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // What helps the tests is a test.

use crate::common::{Answer, Site, attribute};
use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use reticolo_accounts::login::{self, Subject};
use reticolo_base::{Actor, Ctx, Instant, Lang, Role, Roles};
use reticolo_lab::{
    programme::{self, SessionState},
    testing::{self, Fixture, lab_with_cafe},
};
use reticolo_store::{Db, audit, sql};
use reticolo_web::{App, Settings, app};
use uuid::Uuid;

/// A Monday, the 23rd of November 2026, at ten in the morning in Italy.
const NOW: Instant = Instant(1_795_424_400_000_000);

/// The site with a Lab, and the cookie of its facilitator.
struct Lab {
    site: Site,
    db: Db,
    fixture: Fixture,
    cookie: String,
}

fn console() -> Ctx {
    testing::console(NOW)
}

/// Signs somebody in and gives the cookie.
async fn cookie(db: &Db, subject: Subject, token: [u8; 32]) -> String {
    login::sign_in(db, &console(), subject, &token).await.unwrap();
    format!("reticolo={}", token.iter().map(|byte| format!("{byte:02x}")).collect::<String>())
}

impl Lab {
    async fn open() -> Self {
        let db = Db::open("sqlite::memory:").await.unwrap();
        let all = [
            reticolo_accounts::MIGRATIONS,
            reticolo_directory::book::MIGRATIONS,
            reticolo_live::MIGRATIONS,
            reticolo_lab::MIGRATIONS,
        ];
        db.migrate(&console(), &all).await.unwrap();
        let fixture = lab_with_cafe(&db, &console(), 8, 3).await.unwrap();
        let member = Uuid::now_v7();
        let mut tx = db.begin(&console()).await.unwrap();
        let insert = sql!(
            "insert into member (id, organization_id, name, roles, lang, totp_step, created_at)
             values ($1, $2, 'Ada Prova', $3, 'it', 0, $4)"
        );
        let roles = Roles::NONE.with(Role::Facilitator).written();
        let insert = insert.bind(member).bind(fixture.organization);
        tx.run(insert.bind(roles).bind(NOW)).await.unwrap();
        let chain = reticolo_lab::chain(fixture.organization);
        tx.audit(audit::Entry {
            chain: &chain,
            action: "member.added",
            entity: "member",
            id: None,
            detail: "",
        })
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let cookie = cookie(&db, Subject::Member(member), [7; 32]).await;
        let site = Site(app(App::new(db.clone(), Settings::default(), || NOW)));
        Self { site, db, fixture, cookie }
    }

    async fn get(&self, path: &str) -> Answer {
        self.site.get_with(path, &[("cookie", &self.cookie)]).await
    }

    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_as(&self.cookie, path, fields).await
    }

    async fn post_as(&self, cookie: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let pairs: Vec<_> = fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        let query = reticolo_web::fields::query(&pairs);
        let headers = [("content-type", "application/x-www-form-urlencoded"), ("cookie", cookie)];
        let body = Body::from(query.trim_start_matches('?').to_owned());
        self.site.ask(Method::POST, path, &headers, body).await
    }

    fn session(&self, end: &str) -> String {
        format!("/it/sessions/{}{end}", self.fixture.session)
    }
}

fn said(lang: Lang, key: &str) -> String {
    let text = reticolo_words::Words::of(lang).say(key);
    text.replace('&', "&#38;").replace('\'', "&#39;").replace('"', "&#34;")
}

#[tokio::test]
async fn a_facilitator_makes_a_lab_and_a_meeting_and_opens_the_invitations() {
    let lab = Lab::open().await;
    let fields = [("title", "Foggia in rete"), ("purpose", ""), ("territory", "071"), ("territory", "072")];
    let made = lab.post("/it/labs/new", &fields).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let page = made.header("location").to_owned();
    assert!(lab.get(&page).await.text().contains("Foggia in rete"));
    assert_eq!(
        lab.site.get(&page).await.status,
        StatusCode::NOT_FOUND,
        "nobody else sees a Lab that is not announced"
    );

    let form = lab.get(&format!("{page}/sessions/new")).await.text();
    assert!(form.contains("value=\"seed-3\" checked") && form.contains("value=\"cafe-90\""));
    let fields = [
        ("template", "seed-3"),
        ("date", "2027-02-01"),
        ("from", "9:30"),
        ("until", "13:00"),
        ("place", "Bari"),
        ("video", "none"),
    ];
    let made = lab.post(&format!("{page}/sessions/new"), &fields).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let prepare = made.header("location").to_owned();
    let text = lab.get(&prepare).await.text();
    assert!(text.contains("Che tipo di procedure di collaborazione servirebbero?"));
    assert!(text.contains(&said(Lang::It, "lab-open")));

    let opening = prepare.replace("/prepare", "/opening");
    assert_eq!(lab.post(&opening, &[]).await.status, StatusCode::SEE_OTHER);
    let public = lab.site.get(&prepare.replace("/prepare", "").replace("/it/", "/ar/")).await;
    assert_eq!(public.status, StatusCode::OK);
    assert!(public.text().contains("أي نوع من إجراءات التعاون نحتاج؟"), "in the reader's language");
    assert!(
        public.text().contains(&said(Lang::Ar, "lab-text-some-unreviewed")),
        "and it says that nobody reviewed it"
    );
    assert_eq!(lab.site.get(&prepare).await.status, StatusCode::NOT_FOUND);
    assert!(lab.site.get("/fr/labs").await.text().contains("Foggia in rete"));
    assert!(!lab.site.get("/fr/labs?territory=075").await.text().contains("Foggia in rete"));
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost() {
    let lab = Lab::open().await;
    let new = format!("/ro/labs/{}/sessions/new", lab.fixture.lab);
    let fields = [
        ("template", "plain"),
        ("title", "Seară <script>alert(1)</script>"),
        ("date", "2020-01-01"),
        ("from", "9:00"),
        ("until", "23:30"),
        ("zone", "Europe/Atlantis"),
        ("video", "own"),
        ("links", "http://zoom.example"),
    ];
    let back = lab.post(&new, &fields).await;
    let text = back.text();
    assert_eq!((back.status, back.header("cache-control")), (StatusCode::UNPROCESSABLE_ENTITY, "no-store"));
    for key in ["lab-problem-past", "lab-problem-zone", "lab-problem-link"] {
        assert!(text.contains(&said(Lang::Ro, key)), "{key}");
    }
    assert!(text.contains("value=\"Seară &#60;script&#62;") && !text.contains("<script>alert"));
    assert!(
        text.contains("aria-invalid=\"true\" aria-describedby=\"date-mistake\"")
            && text.contains("http://zoom.example")
    );

    let block = lab.session(&format!("/blocks/{}", lab.fixture.block));
    let tables = [
        ("version", "1"),
        ("kind", "cafe"),
        ("title", "Tavoli"),
        ("minutes", "65"),
        ("rounds", "3"),
        ("round_minutes", "20"),
        ("tables", "1000000000"),
    ];
    let back = lab.post(&block, &tables).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        back.text().contains(&said(Lang::It, "lab-problem-tables")) && back.text().contains("1000000000")
    );
    assert_eq!(lab.get("/it/labs/not-an-id").await.status, StatusCode::NOT_FOUND);
    let empty = lab.post("/it/labs/new", &[("title", "\u{0}\u{202e}")]).await;
    assert!(empty.text().contains(&said(Lang::It, "lab-problem-territory-none")));
}

#[tokio::test]
async fn an_older_page_changes_nothing_and_keeps_what_was_typed() {
    let lab = Lab::open().await;
    let question = lab.session(&format!("/questions/{}", lab.fixture.questions[0]));
    let first = lab.post(&question, &[("version", "1"), ("question", "Da dove si comincia?")]).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.text());
    let late = lab.post(&question, &[("version", "1"), ("question", "La mia versione")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(
        late.text().contains("La mia versione") && late.text().contains(&said(Lang::It, "lab-refusal-stale"))
    );
    let plan = programme::session(&lab.db, lab.fixture.session).await.unwrap();
    assert_eq!(plan.question(lab.fixture.questions[0]).unwrap().1.words.words, "Da dove si comincia?");
}

#[tokio::test]
async fn a_block_that_was_taken_out_can_be_put_back() {
    let lab = Lab::open().await;
    let removal = lab.session(&format!("/blocks/{}/removal", lab.fixture.block));
    assert_eq!(lab.post(&removal, &[("version", "1")]).await.status, StatusCode::SEE_OTHER);
    let text = lab.get(&lab.session("/prepare")).await.text();
    assert!(text.contains(&said(Lang::It, "lab-restore")));
    let restore = lab.session(&format!("/removed/{}", lab.fixture.block));
    assert_eq!(lab.post(&restore, &[("version", "2")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(programme::session(&lab.db, lab.fixture.session).await.unwrap().blocks.len(), 3);
    let tables = lab.get(&lab.session("/prepare?people=40")).await.text();
    assert!(
        tables.contains(">40<") || tables.contains("value=\"40\""),
        "tables are recommended for forty people"
    );
}

#[tokio::test]
async fn a_translator_comes_with_a_link_and_guessing_has_an_end() {
    let lab = Lab::open().await;
    let made = lab.post(&lab.session("/translators"), &[("into", "sq")]).await.text();
    let address = made.split("<code>").nth(1).unwrap().split("</code>").next().unwrap();
    let code = address.rsplit("code=").next().unwrap().to_owned();
    assert!(address.contains("/sq/translate?"));
    assert!(!lab.get(&lab.session("/texts")).await.text().contains(&code), "it is shown once");

    let door = lab.site.get(&format!("/sq/translate?code={code}")).await;
    assert!(door.text().contains(&code));
    let entered = lab.post_as("", "/sq/translate", &[("code", &code)]).await;
    assert_eq!((entered.status, entered.header("location")), (StatusCode::SEE_OTHER, "/sq/translate/texts"));
    let cookie = entered.header("set-cookie").split(';').next().unwrap().to_owned();
    assert!(entered.header("set-cookie").contains("HttpOnly; SameSite=Lax"));
    let form = lab.site.get_with("/sq/translate/texts", &[("cookie", &cookie)]).await.text();
    let (ids, seen) = (attribute(&form, "value"), form.contains("Terzo incontro"));
    assert!(seen && ids.contains(&lab.fixture.session.to_string()));
    let fingerprint = programme::translator::seen("Terzo incontro");
    let id = lab.fixture.session.to_string();
    let fields = [
        ("entity_0", "session.title"),
        ("id_0", id.as_str()),
        ("seen_0", fingerprint.as_str()),
        ("words_0", "Takimi i tretë"),
        ("reviewed_0", "1"),
    ];
    let kept = lab.post_as(&cookie, "/sq/translate/texts", &fields).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text());
    let plan = programme::session(&lab.db, lab.fixture.session).await.unwrap();
    assert_eq!(plan.session.title.seen(Lang::Sq).text, "Takimi i tretë");

    let mut last = StatusCode::OK;
    for _ in 0..14 {
        last = lab.post_as("", "/sq/translate", &[("code", "0000-0000-0000-0000")]).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(lab.site.get("/sq/translate/texts").await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        lab.post(&lab.session("/translators"), &[("into", "xx")]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}

#[tokio::test]
async fn a_problem_is_opened_from_a_journey_that_was_walked() {
    let lab = Lab::open().await;
    let session = testing::session(&lab.db, &console(), lab.fixture.lab, "seed-2").await.unwrap();
    let plan = programme::session(&lab.db, session).await.unwrap();
    let block = plan.blocks.iter().find(|block| block.journey.is_some()).unwrap().id;
    let walk = format!("/en/sessions/{session}/journey/{block}");
    assert_eq!(lab.site.get(&walk).await.status, StatusCode::NOT_FOUND);
    let participant =
        cookie(&lab.db, Subject::Participant { id: Uuid::now_v7(), lab: lab.fixture.lab }, [9; 32]).await;
    let fields = [
        ("step", "2"),
        ("table", "1"),
        ("failure", "language"),
        ("failure", "fear"),
        ("note", "Nobody speaks Arabic"),
    ];
    let ticked = lab.post_as(&participant, &walk, &fields).await;
    assert_eq!(ticked.status, StatusCode::SEE_OTHER, "{}", ticked.text());
    let page = lab.site.get_with(&walk, &[("cookie", &participant)]).await.text();
    assert!(page.contains("Nobody speaks Arabic") && page.contains("value=\"fear\" checked"));
    assert!(!page.contains("/problems/new"), "participants do not open problems here");
    let bad = lab.post_as(&participant, &walk, &[("step", "99"), ("note", "kept")]).await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);

    let page = lab.get(&walk).await.text();
    let links = attribute(&page, "href");
    let problem = links.iter().find(|href| href.contains("/problems/new?")).unwrap();
    let form = lab.get(problem).await.text();
    assert!(form.contains("name=\"from_id\"") && form.contains(&block.to_string()));
    let id = block.to_string();
    let fields = [
        ("title", "Nobody speaks Arabic there"),
        ("needs", "stay.renewal"),
        ("from_kind", "block"),
        ("from_id", id.as_str()),
    ];
    let opened = lab.post(problem.split('?').next().unwrap(), &fields).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text());
    let page = opened.header("location").to_owned();
    assert!(lab.get(&page).await.text().contains("Nobody speaks Arabic there"));
    let settled = lab.post(&format!("{page}/state"), &[("state", "answered")]).await;
    assert_eq!(settled.status, StatusCode::SEE_OTHER);
    assert!(lab.get(&page).await.text().contains(&said(Lang::En, "lab-problem-state-answered")));
}

#[tokio::test]
async fn practices_and_journeys_are_open_to_all_and_become_blocks_for_who_prepares() {
    let lab = Lab::open().await;
    for lang in Lang::ALL {
        for path in ["practices", "practices/consent", "journeys", "journeys/J1", "labs", "translate"] {
            let answer = lab.site.get(&format!("/{lang}/{path}")).await;
            assert_eq!(answer.status, StatusCode::OK, "{lang} {path}");
            assert!(!answer.text().contains(">lab-"), "{lang} {path} says a key");
        }
    }
    let filtered = lab.site.get("/it/practices?kind=decision&minutes=15").await.text();
    assert!(filtered.contains("practices/commitments-round") && !filtered.contains("practices/world-cafe"));
    assert_eq!(lab.site.get("/it/practices/seance").await.status, StatusCode::NOT_FOUND);
    let foreign = format!("/it/practices/consent?session={}", lab.fixture.session);
    assert_eq!(lab.site.get(&foreign).await.status, StatusCode::NOT_FOUND);
    assert!(lab.get(&foreign).await.text().contains("/blocks/new?practice=consent"));
    let form = lab.get(&lab.session("/blocks/new?practice=consent")).await.text();
    assert!(form.contains("value=\"decision\" checked") && form.contains("value=\"20\""));
}

#[tokio::test]
async fn every_page_of_who_prepares_says_its_words_in_six_languages() {
    let lab = Lab::open().await;
    let (session, block, question) = (lab.fixture.session, lab.fixture.block, lab.fixture.questions[0]);
    for lang in Lang::ALL {
        for path in [
            "labs/new".to_owned(),
            format!("labs/{}", lab.fixture.lab),
            format!("labs/{}/change", lab.fixture.lab),
            format!("labs/{}/sessions/new", lab.fixture.lab),
            format!("labs/{}/problems/new", lab.fixture.lab),
            format!("sessions/{session}"),
            format!("sessions/{session}/prepare?people=40"),
            format!("sessions/{session}/change"),
            format!("sessions/{session}/blocks/{block}"),
            format!("sessions/{session}/blocks/new"),
            format!("sessions/{session}/blocks/{block}/questions/new"),
            format!("sessions/{session}/questions/{question}"),
            format!("sessions/{session}/texts"),
            format!("sessions/{session}/texts/ar"),
        ] {
            let answer = lab.get(&format!("/{lang}/{path}")).await;
            assert_eq!(answer.status, StatusCode::OK, "{lang} {path}");
            let html = answer.text();
            let bare = html.split(['<', '>', '"', '\n']).map(str::trim);
            let keys: Vec<_> = bare
                .filter(|t| t.starts_with("lab-") && !t.contains(['.', ' ']) && *t != "lab-form")
                .collect();
            assert!(keys.is_empty(), "{lang} {path}: {keys:?}");
            let anonymous = lab.site.get(&format!("/{lang}/{path}")).await;
            assert_eq!(anonymous.status, StatusCode::NOT_FOUND, "{path} is for who prepares");
        }
    }
}

#[tokio::test]
async fn only_who_takes_part_is_told_where_the_video_is() {
    let lab = Lab::open().await;
    let fields = [
        ("version", "1"),
        ("title", "Terzo incontro"),
        ("date", "2027-02-01"),
        ("from", "9:00"),
        ("until", "13:00"),
        ("zone", "Europe/Rome"),
        ("video", "own"),
        ("links", "https://zoom.example/j/123"),
    ];
    let changed = lab.post(&lab.session("/change"), &fields).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.text());
    let facilitator = Ctx { actor: lab.fixture.facilitator(), ..console() };
    programme::advance(&lab.db, &facilitator, lab.fixture.session, SessionState::Inviting).await.unwrap();
    let inside = lab.get(&lab.session("")).await.text();
    assert!(
        inside.contains("href=\"https://zoom.example/j/123\" target=\"_blank\" rel=\"noopener noreferrer\"")
    );
    assert!(!lab.site.get(&lab.session("")).await.text().contains("zoom.example"));
    assert!(matches!(facilitator.actor, Actor::Member { .. }));
}
