//! Keeping cards true, as a browser does it: a draft from the first word to the card, one tap that confirms, an answer to
//! whoever told us, free places by a link.

use crate::common::attribute;
use crate::network::NOW;
use crate::staff::said;
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use reticolo_accounts::{
    demo as people,
    login::{self, Subject},
};
use reticolo_base::{Actor, Ctx, Lang};
use reticolo_directory::{
    book::{self, CorrectionState},
    demo,
    hsds::Service,
    keeping,
};
use reticolo_store::{Db, audit, sql};
use reticolo_web::{App, Settings, app};
use tower::ServiceExt as _;
use uuid::Uuid;

const CODE: &str = "0000-0000-0000-00AR";

struct Page {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

impl Page {
    fn location(&self) -> &str {
        self.headers.get(header::LOCATION).map_or("", |value| value.to_str().unwrap())
    }
}

/// The demonstration with its keepers.
struct Keepers {
    router: Router,
    db: Db,
    services: Vec<Service>,
}

impl Keepers {
    async fn open() -> Self {
        let db = Db::open("sqlite::memory:").await.unwrap();
        let ctx = Ctx::new(NOW, Actor::Console, Lang::It, Uuid::nil());
        db.migrate(&ctx, reticolo_testkit::DOMAINS).await.unwrap();
        let network = demo::records(NOW.day_in(&jiff::tz::TimeZone::UTC)).unwrap();
        book::save(&db, &ctx, demo::SOURCE, &network.records, book::Vanished::Remove).await.unwrap();
        book::verify_all(&db, &ctx, &network.verified).await.unwrap();
        let app_state = App::new(db.clone(), Settings::default(), || NOW);
        people::fill(&db, &app_state.vault, &ctx).await.unwrap();
        assert!(keeping::demo::fill(&db, NOW, CODE).await.unwrap());
        assert!(!keeping::demo::fill(&db, NOW, CODE).await.unwrap(), "once");
        for (number, role) in people::roles().enumerate() {
            let id = people::member(role).unwrap();
            login::sign_in(&db, &ctx, Subject::Member(id), &token(number)).await.unwrap();
        }
        Self { router: app(app_state), db, services: network.records.services }
    }

    /// The card of the organisation that keeps its own, by its main need.
    fn card(&self, need: &str) -> String {
        let house = people::keeping_card().to_string();
        let of = |service: &&Service| {
            service.organization_id.as_deref() == Some(&house)
                && service.profile.needs.first().is_some_and(|code| code == need)
        };
        self.services.iter().find(of).unwrap().id.clone()
    }

    fn shelter(&self) -> String {
        self.card("home.emergency_shelter")
    }

    async fn get(&self, role: &str, path: &str) -> Page {
        self.ask(role, Method::GET, path, &[]).await
    }

    async fn post(&self, role: &str, path: &str, fields: &[(&str, &str)]) -> Page {
        self.ask(role, Method::POST, path, fields).await
    }

    async fn ask(&self, role: &str, method: Method, path: &str, fields: &[(&str, &str)]) -> Page {
        let mut request = Request::builder().method(method).uri(path);
        if let Some(number) = people::roles().position(|known| known == role) {
            let hex: String = token(number).iter().map(|byte| format!("{byte:02x}")).collect();
            request = request.header(header::COOKIE, format!("reticolo={hex}"));
        }
        let pairs: Vec<_> = fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        let body = reticolo_web::fields::query(&pairs).trim_start_matches('?').to_owned();
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let response = self.router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let text = String::from_utf8(to_bytes(body, 10_000_000).await.unwrap().to_vec()).unwrap();
        Page { status: parts.status, headers: parts.headers, text }
    }
}

fn token(number: usize) -> [u8; 32] {
    [u8::try_from(number).unwrap() + 1; 32]
}

/// The path that a page leads to and that begins so.
fn leads(html: &str, start: &str) -> String {
    let found = attribute(html, "href").into_iter().find(|href| href.starts_with(start));
    found.unwrap_or_else(|| panic!("nothing leads to {start}"))
}

/// What stands in a hidden field.
fn hidden(html: &str, name: &str) -> String {
    let start = format!("name=\"{name}\" value=\"");
    html.split(&start).nth(1).unwrap_or_else(|| panic!("no {name}")).split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_draft_goes_from_the_first_word_to_the_card_and_back() {
    let keepers = Keepers::open().await;
    let turning = keepers.card("children.turning_18");
    let edit = format!("/it/keeping/services/{turning}/edit");
    let form = keepers.get("service_editor", &edit).await;
    assert_eq!(
        (form.status, form.headers[header::CACHE_CONTROL].to_str().unwrap()),
        (StatusCode::OK, "no-store")
    );
    assert!(form.text.contains("name=\"hours-mo\"") && form.text.contains("name=\"languages-ar\""));

    let wrong = [("version", "0"), ("name", ""), ("alert", "Chiuso sabato.")];
    let back = keepers.post("service_editor", &edit, &wrong).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        back.text.contains(&said(Lang::It, "keeping-problem-name")) && back.text.contains("Chiuso sabato.")
    );
    assert!(back.text.contains("aria-describedby=\"f-name-problem\""));

    let hours = [("version", "0"), ("hours-week", "1"), ("hours-mo", "sempre")];
    let back = keepers.post("service_editor", &edit, &hours).await;
    assert!(
        back.text.contains(&said(Lang::It, "keeping-problem-hours"))
            && back.text.contains("value=\"sempre\"")
    );

    let right = [
        ("version", "0"),
        ("alert", "Chiuso sabato."),
        ("hours-week", "1"),
        ("hours-mo", "9-12"),
        ("hours-feasts", "1"),
    ];
    let saved = keepers.post("service_editor", &edit, &right).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let path = saved.location().to_owned();
    let draft = keepers.get("service_editor", &path).await.text;
    assert!(draft.contains("<ins>Chiuso sabato.</ins>") && draft.contains("lunedì: 09:00-12:00"));
    assert!(!draft.contains("/publish\""), "an editor does not publish");
    let version = hidden(&draft, "version");
    let stale = keepers.post("service_editor", &edit, &[("version", "0"), ("alert", "Altro.")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.text.contains("Altro.") && stale.text.contains(&said(Lang::It, "keeping-problem-stale")));
    let refused = keepers.post("service_editor", &format!("{path}/publish"), &[("version", &version)]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    let sent = keepers.post("service_editor", &format!("{path}/send"), &[("version", &version)]).await;
    assert_eq!(sent.location(), path);

    let read = keepers.get("steward", &path).await.text;
    let version = hidden(&read, "version");
    let empty = keepers.post("steward", &format!("{path}/return"), &[("version", &version)]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let published = keepers.post("steward", &format!("{path}/publish"), &[("version", &version)]).await;
    assert_eq!(published.location(), format!("/it/keeping/services/{turning}"));
    let card = keepers.get("", &format!("/it/services/{turning}")).await.text;
    assert!(card.contains("Chiuso sabato.") && !card.contains("keeping/services"));

    let history = keepers.get("steward", &format!("/it/keeping/services/{turning}/history")).await.text;
    assert!(history.contains(&said(Lang::It, "account-role-steward")) && history.contains(people::NAME));
    let undo = attribute(&history, "action").into_iter().find(|action| action.ends_with("/undo")).unwrap();
    assert_eq!(keepers.post("service_editor", &undo, &[]).await.status, StatusCode::CONFLICT);
    assert_eq!(keepers.post("steward", &undo, &[]).await.status, StatusCode::SEE_OTHER);
    assert!(!keepers.get("", &format!("/it/services/{turning}")).await.text.contains("Chiuso sabato."));
}

#[tokio::test]
async fn the_page_of_today_says_what_waits_and_why() {
    let keepers = Keepers::open().await;
    for lang in [Lang::It, Lang::Ar] {
        let page = keepers.get("service_editor", &format!("/{lang}/keeping")).await;
        assert_eq!(page.status, StatusCode::OK);
        for key in [
            "keeping-drafts",
            "keeping-messages",
            "keeping-aging",
            "keeping-places",
            "keeping-cards",
            "keeping-why-never",
        ] {
            assert!(page.text.contains(&said(lang, key)), "{lang}: {key}");
        }
        assert!(
            page.text.contains("lang=\"ar\" dir=\"rtl\"") || lang == Lang::Ar,
            "her words are marked as Arabic"
        );
    }
    let network = keepers.get("steward", "/it/keeping").await.text;
    assert!(network.contains(&said(Lang::It, "keeping-state-in-review")));
    let account = keepers.get("service_editor", "/it/account").await.text;
    assert_eq!(leads(&account, "/it/keeping"), "/it/keeping");
    let shelter = keepers.shelter();
    let card = keepers.get("service_editor", &format!("/it/services/{shelter}")).await.text;
    assert!(card.contains(&format!("/it/keeping/services/{shelter}")), "her card leads to where it is kept");
}

#[tokio::test]
async fn who_has_no_part_in_it_finds_nothing() {
    let keepers = Keepers::open().await;
    let shelter = keepers.shelter();
    let waiting = keepers.get("steward", "/it/keeping").await.text;
    let draft = leads(&waiting, "/it/keeping/drafts/");
    let message = leads(&waiting, "/it/keeping/corrections/");
    let pages = [
        "/it/keeping".to_owned(),
        format!("/it/keeping/services/{shelter}"),
        format!("/it/keeping/services/{shelter}/edit"),
        format!("/it/keeping/services/{shelter}/history"),
        format!("/it/keeping/services/{shelter}/offers"),
        format!("/it/keeping/services/{shelter}/translations/ar"),
        draft,
        message,
    ];
    for page in &pages {
        for role in ["", "facilitator", "coordinator"] {
            assert_eq!(keepers.get(role, page).await.status, StatusCode::NOT_FOUND, "{role}: {page}");
        }
        assert_eq!(keepers.get("steward", page).await.status, StatusCode::OK, "{page}");
        assert_eq!(keepers.get("service_editor", page).await.status, StatusCode::OK, "{page}");
    }
    let foreign = keepers
        .services
        .iter()
        .find(|s| s.organization_id.as_deref() != Some(&people::keeping_card().to_string()));
    let foreign = format!("/it/keeping/services/{}", foreign.unwrap().id);
    assert_eq!(keepers.get("service_editor", &foreign).await.status, StatusCode::NOT_FOUND);
    assert_eq!(keepers.get("steward", &foreign).await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_she_told_us_is_taken_up_in_one_tap_and_she_reads_the_answer_in_arabic() {
    let keepers = Keepers::open().await;
    let shelter = keepers.shelter();
    let message = leads(&keepers.get("service_editor", "/it/keeping").await.text, "/it/keeping/corrections/");
    let page = keepers.get("service_editor", &message).await.text;
    assert!(page.contains("متى تفتحون"));
    let taken = keepers.post("service_editor", &format!("{message}/take"), &[]).await;
    assert_eq!(taken.location(), format!("/it/keeping/services/{shelter}/edit"));
    let form = keepers.get("service_editor", taken.location()).await.text;
    assert!(form.contains("متى تفتحون"), "her words stand above the form");
    let draft = leads(&keepers.get("service_editor", "/it/keeping").await.text, "/it/keeping/drafts/");
    let version = hidden(&keepers.get("steward", &draft).await.text, "version");
    let published = keepers.post("steward", &format!("{draft}/publish"), &[("version", &version)]).await;
    assert_eq!(published.status, StatusCode::SEE_OTHER);
    let answer = keepers.post("", "/ar/answer", &[("code", CODE)]).await.text;
    assert!(
        answer.contains(&said(Lang::Ar, "keeping-thanks"))
            && answer.contains(&said(Lang::Ar, "answer-mended"))
    );
    let late = keepers.post("service_editor", &format!("{message}/answer"), &[("answer", "No.")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn an_answer_needs_words_and_says_in_which_language_they_are() {
    let keepers = Keepers::open().await;
    let message = leads(&keepers.get("service_editor", "/it/keeping").await.text, "/it/keeping/corrections/");
    let empty = keepers.post("service_editor", &format!("{message}/answer"), &[("mended", "0")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text.contains("aria-describedby=\"answer-problem\""));
    let fields = [("mended", "0"), ("answer", "Apriamo alle 20, suona il campanello."), ("lang", "it")];
    assert_eq!(
        keepers.post("service_editor", &format!("{message}/answer"), &fields).await.location(),
        "/it/keeping"
    );
    let found = book::correction_by_code(&keepers.db, CODE).await.unwrap();
    assert_eq!((found.state, found.answer_lang), (CorrectionState::Declined, Lang::It));
    let page = keepers.post("", "/ar/answer", &[("code", CODE)]).await.text;
    assert!(page.contains("lang=\"it\" dir=\"ltr\"") && page.contains("suona il campanello"));
}

#[tokio::test]
async fn free_places_are_told_by_a_link_and_guessing_is_hopeless() {
    let keepers = Keepers::open().await;
    let shelter = keepers.shelter();
    let made = keepers.post("service_editor", &format!("/it/keeping/services/{shelter}/links"), &[]).await;
    let address =
        made.text.split("<code class=\"secret\" dir=\"ltr\">").nth(1).unwrap().split('<').next().unwrap();
    let link = address.trim_start_matches("http://localhost:8080").to_owned();
    assert!(link.starts_with("/it/capacity/"));
    let code = link.rsplit('/').next().unwrap().to_owned();
    let page = keepers.get("", &link).await;
    assert_eq!(
        (page.status, page.headers[header::CACHE_CONTROL].to_str().unwrap()),
        (StatusCode::OK, "no-store")
    );
    assert!(page.text.contains("noindex") && !page.text.contains("keeping/services"));
    assert_eq!(keepers.post("", &link, &[("change", "full")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(keepers.post("", &link, &[("change", "-1")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let card = keepers.get("", &format!("/it/services/{shelter}")).await.text;
    assert!(card.contains(&said(Lang::It, "places-none")) && card.contains(&said(Lang::It, "when-today")));
    keepers
        .post("service_editor", &format!("/it/keeping/services/{shelter}/capacity"), &[("change", "more")])
        .await;
    let end = keepers.get("service_editor", &format!("/it/keeping/services/{shelter}")).await.text;
    let end =
        attribute(&end, "action").into_iter().find(|action| action.contains("/keeping/links/")).unwrap();
    assert_eq!(keepers.post("service_editor", &end, &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(keepers.get("", &link).await.status, StatusCode::NOT_FOUND, "it was taken back");
    let mut last = StatusCode::OK;
    for number in 0..12 {
        last = keepers.get("", &format!("/it/capacity/0000-0000-0000-{number:04}")).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    let said: Vec<String> = {
        let all = sql!(
            "select actor || ' ' || action || ' ' || detail from audit union all select kind || ' ' || body from outbox"
        );
        keepers.db.rows(all).await.unwrap().iter().map(|row| row.get(0).unwrap()).collect()
    };
    let plain = code.replace('-', "");
    assert!(said.iter().any(|line| line.contains("card.capacity")), "who told is on record");
    assert!(!said.iter().any(|line| line.contains(&code) || line.contains(&plain)), "the code is not");
    assert_eq!(audit::verify(&keepers.db).await.unwrap().1, []);
}

#[tokio::test]
async fn a_stale_translation_is_mended_beside_its_source() {
    let keepers = Keepers::open().await;
    let turning = keepers.card("children.turning_18");
    let list = keepers.get("service_editor", "/it/keeping/translations/ar").await.text;
    let path = leads(&list, &format!("/it/keeping/services/{turning}/translations/ar"));
    let page = keepers.get("service_editor", &path).await.text;
    assert!(page.contains(&said(Lang::It, "keeping-paragraph-outdated")));
    let form = page.split("<form").find(|form| form.contains("value=\"profile.summary\"")).unwrap();
    let (seen, count) = (hidden(form, "seen"), form.matches("<textarea").count());
    let names: Vec<String> = (0..count).map(|number| format!("p{number}")).collect();
    let mut fields = vec![("field", "profile.summary"), ("seen", seen.as_str()), ("reviewed", "1")];
    fields.extend(names.iter().map(|name| (name.as_str(), "اتصل أولًا.")));
    let stale: Vec<_> = fields.iter().map(|(n, v)| if *n == "seen" { (*n, "0") } else { (*n, *v) }).collect();
    let back = keepers.post("service_editor", &path, &stale).await;
    assert_eq!(back.status, StatusCode::CONFLICT);
    assert!(back.text.contains("اتصل أولًا."), "nothing typed is lost");
    assert_eq!(keepers.post("service_editor", &path, &fields).await.location(), path);
    let card = keepers.get("", &format!("/ar/services/{turning}")).await.text;
    assert!(card.contains("اتصل أولًا.") && !card.contains(&said(Lang::Ar, "card-mark-outdated")));
    assert_eq!(
        keepers.get("service_editor", &path.replace("translations/ar", "translations/it")).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn one_tap_confirms_and_a_doubtful_rule_answers_that_it_does_not_know() {
    let keepers = Keepers::open().await;
    let turning = keepers.card("children.turning_18");
    let path = format!("/it/keeping/services/{turning}");
    assert!(keepers.get("service_editor", &path).await.text.contains("class=\"card aged\""));
    let done = keepers.post("service_editor", &format!("{path}/verify"), &[("topic", "*")]).await;
    assert_eq!(done.location(), path);
    let page = keepers.get("service_editor", &path).await.text;
    assert!(!page.contains("class=\"card aged\"") && page.contains(&said(Lang::It, "keeping-still-true")));
    let none = keepers.post("service_editor", &format!("{path}/verify"), &[("topic", "tutto")]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    let card = keepers.get("", &format!("/it/services/{turning}")).await.text;
    assert!(card.contains(people::KEEPING_NAME));
    let doubt = keepers.post("service_editor", &format!("{path}/access"), &[("look", "doubtful")]).await;
    assert_eq!(doubt.status, StatusCode::SEE_OTHER);
    let card = keepers.get("", &format!("/it/services/{turning}")).await.text;
    assert!(card.contains(&said(Lang::It, "may-overdue")));
    let refused = keepers.post("service_editor", &format!("{path}/access"), &[("look", "true")]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert_eq!(
        keepers.post("steward", &format!("{path}/access"), &[("look", "true")]).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn what_a_source_says_newly_is_taken_into_a_draft_or_left() {
    let keepers = Keepers::open().await;
    let turning = keepers.card("children.turning_18");
    let mut changed = demo::records(NOW.day_in(&jiff::tz::TimeZone::UTC)).unwrap().records;
    let service = changed.services.iter_mut().find(|service| service.id == turning).unwrap();
    service.profile.summary = Some("Vieni allo sportello.".to_owned());
    let ctx = Ctx::new(NOW, Actor::Console, Lang::It, Uuid::nil());
    book::save(&keepers.db, &ctx, demo::SOURCE, &changed, book::Vanished::Keep).await.unwrap();
    let today = keepers.get("service_editor", "/it/keeping").await.text;
    let path = leads(&today, &format!("/it/keeping/services/{turning}/offers"));
    assert!(keepers.get("service_editor", &path).await.text.contains("Vieni allo sportello."));
    let nonsense =
        keepers.post("service_editor", &path, &[("piece", "organization_id"), ("take", "1")]).await;
    assert_eq!(nonsense.status, StatusCode::UNPROCESSABLE_ENTITY);
    let taken = keepers.post("service_editor", &path, &[("piece", "summary"), ("take", "1")]).await;
    assert!(taken.location().starts_with("/it/keeping/drafts/"));
    assert!(
        keepers
            .get("service_editor", taken.location())
            .await
            .text
            .contains("<ins>Vieni allo sportello.</ins>")
    );
    let twice = keepers.post("service_editor", &path, &[("piece", "summary"), ("take", "0")]).await;
    assert_eq!(twice.status, StatusCode::NOT_FOUND);
}

/// What a keeper may be told; each is there in every language.
#[test]
fn every_problem_has_words() {
    let sources = concat!(env!("CARGO_MANIFEST_DIR"), "/../directory/src/keeping");
    let mut keys = std::collections::BTreeSet::new();
    for entry in std::fs::read_dir(sources).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        keys.extend(
            text.split("\"keeping-problem-").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()),
        );
    }
    assert!(keys.len() > 15, "{keys:?}");
    for lang in Lang::ALL {
        let words = reticolo_words::Words::of(lang);
        let missing: Vec<_> =
            keys.iter().filter(|key| !words.has(&format!("keeping-problem-{key}"))).collect();
        assert!(missing.is_empty(), "{lang}: {missing:?}");
    }
}
