//! The operator's desk in a browser: from the welcome to the answer of the other house; who may not, sees nothing.

use crate::common::{Answer, attribute};
use crate::staff::{Browser, Staff, said};
use axum::http::StatusCode;
use reticolo_accounts::{
    login::{self, Subject},
    member::{self, New},
    organization,
};
use reticolo_base::{Actor, Ctx};
use reticolo_base::{Lang, Role, Roles};
use reticolo_desk::{
    Desk,
    field::Field,
    referral::{self, Draft, Priority, Target},
};
use uuid::Uuid;

/// A municipal desk and a health district, each with somebody who is signed in.
struct House {
    staff: Staff,
    operator: Browser,
    doctor: Browser,
    stranger: Browser,
    asl: Uuid,
    operator_id: Uuid,
}

/// A name that must stand on pages of her own house only, and in no address.
const CANARY: &str = "Canarina";

async fn signed_in(staff: &Staff, organization: Uuid, token: u8) -> (Uuid, Browser) {
    let id = Uuid::now_v7();
    let (email, code) = (format!("m{token}@desk.example"), format!("BBBB-BBBB-BBBB-{token:04}"));
    let roles = Roles::NONE.with(Role::Operator);
    let new = New { organization, name: "Rosa Prova", email: &email, roles, lang: Lang::It };
    member::invite(&staff.app.db, &staff.app.vault, &staff.ctx(), (id, &code), new).await.unwrap();
    let secret = [token; 32];
    login::sign_in(&staff.app.db, &staff.ctx(), Subject::Member(id), &secret).await.unwrap();
    let mut browser = Browser::of(staff);
    let hex: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
    browser.hold(&format!("reticolo={hex}"));
    (id, browser)
}

async fn house() -> House {
    let staff = Staff::open().await;
    let (asl, caritas) = (Uuid::now_v7(), Uuid::now_v7());
    for (id, name) in [(asl, "ASL Foggia"), (caritas, "Caritas")] {
        organization::add(&staff.app.db, &staff.ctx(), id, (name, "public", "")).await.unwrap();
    }
    let (operator_id, operator) = signed_in(&staff, staff.organization, 211).await;
    let (_, doctor) = signed_in(&staff, asl, 212).await;
    let (_, stranger) = signed_in(&staff, caritas, 213).await;
    House { staff, operator, doctor, stranger, asl, operator_id }
}

/// The value of a field that nobody sees, of the form with this address.
fn hidden(html: &str, action: &str, name: &str) -> String {
    let form = html.split("<form").find(|form| form.contains(&format!("action=\"{action}\"")));
    let form = form.unwrap_or_else(|| panic!("no form {action} in {html}"));
    let field = form.split("<input").find(|input| input.contains(&format!(" name=\"{name}\"")));
    attribute(field.unwrap_or_else(|| panic!("no {name} in {form}")), "value").remove(0)
}

fn place(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let place = answer.header("location").to_owned();
    assert!(!place.contains(CANARY), "{place}");
    place
}

impl House {
    /// Writes a person down; the address of her page.
    async fn person(&mut self, name: &str) -> String {
        let form = self.operator.get("/it/desk/people/new").await.text();
        let of = |field| hidden(&form, "/it/desk/people/new", field);
        let (person, case) = (of("person"), of("case"));
        let fields = [
            ("person", person.as_str()),
            ("case", &case),
            ("call_name", name),
            ("languages", "ar"),
            ("phone", "333 000 0101"),
            ("safe", "call"),
        ];
        place(&self.operator.post("/it/desk/people/new", &fields).await)
    }

    /// A draft to the health district, its sheet before her; the referral's id.
    async fn draft(&self, person: &str) -> Uuid {
        let id = Uuid::now_v7();
        let actor = Actor::Member {
            id: self.operator_id,
            organization: self.staff.organization,
            roles: Roles::NONE.with(Role::Operator),
        };
        let ctx = Ctx::new(self.staff.now(), actor, Lang::It, Uuid::now_v7());
        let desk = Desk { db: &self.staff.app.db, vault: &self.staff.app.vault, ctx: &ctx };
        let target = Target { service: None, receiver: Some(self.asl), name: "ASL Foggia".into() };
        let draft = Draft {
            person: person.rsplit('/').next().unwrap().parse().unwrap(),
            case: None,
            parent: None,
            target,
            need: "health.stp",
            priority: Priority::Normal,
            fields: &[Field::Languages, Field::CallName, Field::Contact],
            note: "",
        };
        referral::draft(desk, id, draft).await.unwrap();
        id
    }

    /// Posts a move of the page with what it carries unseen.
    async fn act(browser: &mut Browser, referral: Uuid, act: &str, more: &[(&str, &str)]) -> Answer {
        let page = browser.get(&format!("/it/desk/referrals/{referral}")).await.text();
        let action = format!("/it/desk/referrals/{referral}/{act}");
        let of = |name| hidden(&page, &action, name);
        let (version, key, id) = (of("version"), of("key"), of("id"));
        let mut fields = vec![("version", version.as_str()), ("key", &key), ("id", &id)];
        fields.extend(more);
        browser.post(&action, &fields).await
    }

    /// Shown, and she said yes to what is ticked.
    async fn sent(&mut self, referral: Uuid, ticked: &[&str]) -> Answer {
        place(&Self::act(&mut self.operator, referral, "show", &[]).await);
        let action = format!("/it/desk/referrals/{referral}/share");
        let sheet = self.operator.get(&action).await.text();
        assert!(sheet.contains("lang=\"ar\"") && sheet.contains("dir=\"rtl\""), "in her language");
        let of = |name| hidden(&sheet, &action, name);
        let (version, key, decision) = (of("version"), of("key"), of("decision"));
        let mut fields = vec![
            ("version", version.as_str()),
            ("key", &key),
            ("decision", &decision),
            ("answer", "yes"),
            ("days", "30"),
            ("expressed", "spoken"),
        ];
        fields.extend(ticked.iter().map(|code| ("fields", *code)));
        self.operator.post(&action, &fields).await
    }
}

#[tokio::test]
async fn from_the_welcome_to_the_answer_of_the_other_house() {
    let mut house = house().await;
    let person = house.person(CANARY).await;
    let page = house.operator.get(&person).await;
    assert_eq!((page.status, page.header("cache-control")), (StatusCode::OK, "no-store"));
    assert!(page.text().contains(CANARY) && page.text().contains("333 000 0101"));

    let referral = house.draft(&person).await;
    assert_eq!(
        house.doctor.get(&format!("/it/desk/referrals/{referral}")).await.status,
        StatusCode::NOT_FOUND,
        "nothing is there before she says yes"
    );
    place(&house.sent(referral, &["need", "languages", "call-name"]).await);
    let mine = house.operator.get(&format!("/it/desk/referrals/{referral}")).await.text();
    assert!(mine.contains(&said(Lang::It, "desk-state-sent")));
    assert!(mine.contains(&said(Lang::It, "desk-field-refused")), "what she unticked is written down");

    let received = house.doctor.get(&format!("/it/desk/referrals/{referral}")).await.text();
    assert!(received.contains(CANARY), "she said yes to her name");
    assert!(!received.contains("333 000 0101"), "and no to her telephone");
    let late =
        House::act(&mut house.doctor, referral, "accept", &[("appointment", "2020-01-01T10:00")]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.text().contains(&said(Lang::It, "desk-problem-past")));
    assert!(late.text().contains("2020-01-01T10:00"), "what was typed comes back");
    let words = [("appointment", "2027-01-08T10:00"), ("to_her", "Via di prova 1")];
    place(&House::act(&mut house.doctor, referral, "accept", &words).await);
    let mine = house.operator.get(&format!("/it/desk/referrals/{referral}")).await.text();
    assert!(mine.contains(&said(Lang::It, "desk-state-accepted")) && mine.contains("10:00"));
    assert!(mine.contains("Via di prova 1"));
    place(&House::act(&mut house.doctor, referral, "begin", &[]).await);
    place(&House::act(&mut house.doctor, referral, "complete", &[("outcome", "met")]).await);
    place(&House::act(&mut house.operator, referral, "hear", &[("helped", "yes")]).await);
    let done = house.operator.get(&format!("/it/desk/referrals/{referral}")).await.text();
    assert!(done.contains(&said(Lang::It, "desk-state-loop-closed")));
}

#[tokio::test]
async fn a_refusal_wants_its_reason_and_an_older_page_loses_nothing() {
    let mut house = house().await;
    let person = house.person("Joy").await;
    let referral = house.draft(&person).await;
    place(&house.sent(referral, &["languages"]).await);
    let wordless =
        House::act(&mut house.doctor, referral, "decline", &[("reason", "missing_document")]).await;
    assert_eq!(wordless.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wordless.text().contains(&said(Lang::It, "desk-problem-reason")));

    let old = house.doctor.get(&format!("/it/desk/referrals/{referral}")).await.text();
    place(&House::act(&mut house.doctor, referral, "ask", &[("words", "Ha la tessera?")]).await);
    let action = format!("/it/desk/referrals/{referral}/decline");
    let of = |name| hidden(&old, &action, name);
    let (version, key, id) = (of("version"), of("key"), of("id"));
    let fields = [
        ("version", version.as_str()),
        ("key", &key),
        ("id", &id),
        ("reason", "other"),
        ("words", "Parole che restano <b>"),
    ];
    let late = house.doctor.post(&action, &fields).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let text = late.text();
    assert!(text.contains(&said(Lang::It, "desk-referral-changed")));
    assert!(text.contains("Parole che restano &#60;b&#62;"), "{text}");

    place(&House::act(&mut house.operator, referral, "reply", &[("words", "Sì.")]).await);
    let why = [("reason", "missing_document"), ("denied_by", "office"), ("words", "La tessera STP.")];
    place(&House::act(&mut house.doctor, referral, "decline", &why).await);
    let gone = house.doctor.get(&format!("/it/desk/referrals/{referral}")).await.text();
    assert!(gone.contains(&said(Lang::It, "desk-capsule-gone")), "who refused keeps nothing");
    let today = house.operator.get("/it/desk").await.text();
    assert!(today.contains(&said(Lang::It, "desk-why-back")));
    place(&House::act(&mut house.operator, referral, "gap", &[]).await);
    assert!(!house.operator.get("/it/desk").await.text().contains(&said(Lang::It, "desk-why-back")));
}

#[tokio::test]
async fn what_is_of_another_house_is_not_there() {
    let mut house = house().await;
    let person = house.person(CANARY).await;
    let referral = house.draft(&person).await;
    place(&house.sent(referral, &["call-name"]).await);
    let opened = house.operator.get(&person).await.text();
    let case = attribute(&opened, "href").into_iter().find(|href| href.contains("/desk/cases/")).unwrap();
    let mut facilitator = house.staff.browser_of("facilitator").await;
    let mut nobody = Browser::of(&house.staff);
    let mut pages = vec![person.clone(), case];
    pages.extend(["edit", "erase", "export", "services"].map(|part| format!("{person}/{part}")));
    for page in &pages {
        for browser in [&mut house.stranger, &mut house.doctor, &mut facilitator, &mut nobody] {
            let answer = browser.get(page).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{page}");
            assert!(!answer.text().contains(CANARY));
        }
    }
    // Her own code opens her own page and never the desk's.
    let her = Subject::Person(person.rsplit('/').next().unwrap().parse().unwrap());
    login::sign_in(&house.staff.app.db, &house.staff.ctx(), her, &[215; 32]).await.unwrap();
    let mut herself = Browser::of(&house.staff);
    herself.hold(&format!("reticolo={}", "d7".repeat(32)));
    for page in &pages {
        assert_eq!(herself.get(page).await.status, StatusCode::NOT_FOUND, "{page}");
    }
    let at = format!("/it/desk/referrals/{referral}");
    for browser in [&mut house.stranger, &mut facilitator, &mut nobody] {
        assert_eq!(browser.get(&at).await.status, StatusCode::NOT_FOUND);
        let key = Uuid::now_v7().to_string();
        let fields = [("version", "3"), ("key", key.as_str()), ("id", &key)];
        assert_eq!(browser.post(&format!("{at}/withdraw"), &fields).await.status, StatusCode::NOT_FOUND);
    }
    for page in
        ["/it/desk", "/it/desk/people", "/it/desk/visits/new", "/it/desk/referrals", "/it/desk/people/new"]
    {
        assert_eq!(facilitator.get(page).await.status, StatusCode::NOT_FOUND, "{page}");
        assert_eq!(nobody.get(page).await.status, StatusCode::NOT_FOUND, "{page}");
    }
    for bad in ["/it/desk/people/none", "/it/desk/cases/1", "/it/desk/referrals/x"] {
        assert_eq!(house.operator.get(bad).await.status, StatusCode::NOT_FOUND, "{bad}");
    }
}

#[tokio::test]
async fn a_person_is_found_again_and_not_written_down_twice() {
    let mut house = house().await;
    let person = house.person("Mohamed <b>").await;
    let found = house.operator.post("/it/desk/people", &[("words", "Muhammad")]).await;
    assert_eq!(found.status, StatusCode::OK);
    assert!(found.text().contains("Mohamed &#60;b&#62;") && found.text().contains(&person));
    let ids = [Uuid::now_v7().to_string(), Uuid::now_v7().to_string()];
    let mut fields = vec![("person", ids[0].as_str()), ("case", &ids[1]), ("call_name", "Muhamad")];
    let same = house.operator.post("/it/desk/people/new", &fields).await;
    assert_eq!(same.status, StatusCode::CONFLICT);
    assert!(same.text().contains(&said(Lang::It, "desk-alike-other")) && same.text().contains("Muhamad"));
    fields.push(("other_person", "1"));
    place(&house.operator.post("/it/desk/people/new", &fields).await);

    let form = house.operator.get(&format!("{person}/edit")).await.text();
    let version = hidden(&form, &format!("{person}/edit"), "version");
    let wrong = [("version", version.as_str()), ("call_name", "Mohamed"), ("number_stp", "STP1")];
    let answer = house.operator.post(&format!("{person}/edit"), &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("person-number_stp-mistake") && answer.text().contains("STP1"));
    let right = [("version", version.as_str()), ("call_name", "Mohamed")];
    place(&house.operator.post(&format!("{person}/edit"), &right).await);
    let old = house.operator.post(&format!("{person}/edit"), &right).await;
    assert_eq!(old.status, StatusCode::CONFLICT);
    assert!(old.text().contains(&said(Lang::It, "desk-person-changed")));
}

#[tokio::test]
async fn a_visit_is_three_taps_and_can_be_taken_back() {
    let mut house = house().await;
    let form = house.operator.get("/it/desk/visits/new").await.text();
    let id = hidden(&form, "/it/desk/visits/new", "id");
    let missing = house.operator.post("/it/desk/visits/new", &[("id", &id), ("lang", "fr")]).await;
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [
        ("id", id.as_str()),
        ("lang", "fr"),
        ("need", "health.stp"),
        ("outcome", "sent"),
        ("channel", "desk"),
    ];
    assert_eq!(place(&house.operator.post("/it/desk/visits/new", &fields).await), "/it/desk/visits");
    let register = house.operator.get("/it/desk/visits").await.text();
    assert!(register.contains("meno di 5"), "no figure on fewer than five");
    let file = house.operator.get("/it/desk/visits.csv").await;
    assert!(file.header("content-type").starts_with("text/csv"));
    assert!(file.text().contains(",desk,fr,health.stp,sent"));
    assert!(!house.stranger.get("/it/desk/visits.csv").await.text().contains("health.stp"));
    let undo = format!("/it/desk/visits/{id}/undo");
    assert_eq!(house.stranger.post(&undo, &[]).await.status, StatusCode::NOT_FOUND);
    place(&house.operator.post(&undo, &[]).await);
    assert!(!house.operator.get("/it/desk/visits.csv").await.text().contains("health.stp"));
}

#[tokio::test]
async fn a_case_has_needs_a_plan_and_notes() {
    let mut house = house().await;
    let person = house.person("Joy").await;
    let opened = house.operator.get(&person).await.text();
    let case = attribute(&opened, "href").into_iter().find(|href| href.contains("/desk/cases/")).unwrap();
    let page = house.operator.get(&case).await.text();
    let version = hidden(&page, &format!("{case}/needs"), "version");
    let fields = [("version", version.as_str()), ("needs_words", "Tosse"), ("need", "health.stp")];
    place(&house.operator.post(&format!("{case}/needs"), &fields).await);
    let again = house.operator.post(&format!("{case}/needs"), &fields).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(again.text().contains("Tosse"));
    let id = Uuid::now_v7().to_string();
    let step = [
        ("id", id.as_str()),
        ("kind", "document"),
        ("what", "Portare il passaporto"),
        ("due", "2027-01-08T10:00"),
    ];
    place(&house.operator.post(&format!("{case}/steps"), &step).await);
    place(&house.operator.post(&format!("{case}/steps/{id}"), &[("act", "done")]).await);
    let note = Uuid::now_v7().to_string();
    let empty = house.operator.post(&format!("{case}/notes"), &[("id", &note)]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    place(&house.operator.post(&format!("{case}/notes"), &[("id", &note), ("words", "<script>nota")]).await);
    let page = house.operator.get(&case).await.text();
    assert!(page.contains("Portare il passaporto") && page.contains("&#60;script&#62;nota"));
    assert!(!page.contains("<script>nota"));
    place(&house.operator.post(&format!("{case}/steps/{id}"), &[("act", "drop")]).await);
    assert!(!house.operator.get(&case).await.text().contains("Portare il passaporto"));
}

#[tokio::test]
async fn a_reserved_person_is_opened_in_an_emergency_only() {
    let mut house = house().await;
    let person = house.person(CANARY).await;
    let (_, mut colleague) = signed_in(&house.staff, house.staff.organization, 214).await;
    assert_eq!(colleague.get(&person).await.status, StatusCode::OK);
    place(&house.operator.post(&format!("{person}/reserve"), &[("on", "1")]).await);
    assert_eq!(colleague.get(&person).await.status, StatusCode::NOT_FOUND);
    assert!(!colleague.post("/it/desk/people", &[("words", CANARY)]).await.text().contains(&person));
    let id = Uuid::now_v7().to_string();
    let short = [("id", id.as_str()), ("reserved", person.as_str()), ("kind", "danger"), ("reason", "ora")];
    let answer = colleague.post("/it/desk/emergency", &short).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [short[0], short[1], short[2], ("reason", "Sta male e nessuno risponde.")];
    assert_eq!(
        house.stranger.post("/it/desk/emergency", &fields).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(place(&colleague.post("/it/desk/emergency", &fields).await), person);
    assert!(colleague.get(&person).await.text().contains(CANARY));
    let mut supervisor = house.staff.browser_of("supervisor").await;
    assert!(supervisor.get("/it/desk").await.text().contains("Sta male e nessuno risponde."));
    place(&supervisor.post(&format!("/it/desk/emergencies/{id}/review"), &[]).await);
    house.staff.later(3_601);
    assert_eq!(colleague.get(&person).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn her_code_is_shown_once_in_her_language_and_her_data_can_be_taken_and_erased() {
    let mut house = house().await;
    let person = house.person(CANARY).await;
    let ticket = house.operator.post(&format!("{person}/code"), &[]).await.text();
    assert!(
        ticket.contains("<svg")
            && ticket.contains("lang=\"ar\"")
            && ticket.contains(&said(Lang::Ar, "desk-ticket-title"))
    );
    assert!(house.operator.get(&person).await.text().contains(&said(Lang::It, "desk-code-again")));
    let export = house.operator.get(&format!("{person}/export")).await;
    assert!(export.text().contains(CANARY) && export.header("content-disposition").contains("attachment"));
    let referral = house.draft(&person).await;
    place(&house.sent(referral, &["call-name"]).await);
    let sure = house.operator.get(&format!("{person}/erase")).await;
    assert_eq!(sure.status, StatusCode::OK);
    place(&house.operator.post(&format!("{person}/erase"), &[]).await);
    assert_eq!(house.operator.get(&person).await.status, StatusCode::NOT_FOUND);
    let today = house.doctor.get("/it/desk").await.text();
    assert!(today.contains(&said(Lang::It, "desk-receipt-erasure")) && !today.contains(CANARY));
    let receipt =
        attribute(&today, "action").into_iter().find(|action| action.contains("/receipts/")).unwrap();
    assert_eq!(house.stranger.post(&receipt, &[]).await.status, StatusCode::NOT_FOUND);
    place(&house.doctor.post(&receipt, &[]).await);
}

#[tokio::test]
async fn every_page_of_the_desk_speaks_every_language() {
    let mut house = house().await;
    let person = house.person("Joy").await;
    let referral = house.draft(&person).await;
    place(&house.sent(referral, &["call-name"]).await);
    let inner = person.trim_start_matches("/it/").to_owned();
    for lang in Lang::ALL {
        for page in [
            "desk".to_owned(),
            "desk/visits/new".to_owned(),
            "desk/visits".to_owned(),
            "desk/people/new".to_owned(),
            "desk/emergency".to_owned(),
            "desk/referrals?out=1".to_owned(),
            inner.clone(),
            format!("desk/referrals/{referral}"),
        ] {
            let answer = house.operator.get(&format!("/{lang}/{page}")).await;
            assert_eq!(answer.status, StatusCode::OK, "{lang} {page}");
            let text = answer.text();
            let unsaid = text.split(">desk-").nth(1).and_then(|rest| rest.split('<').next());
            assert_eq!(unsaid, None, "{lang} {page}");
        }
    }
}

#[tokio::test]
async fn a_number_is_called_on_a_screen_in_its_own_language() {
    let mut house = house().await;
    let page = house.operator.get("/it/desk/queue").await.text();
    let id = hidden(&page, "/it/desk/queue", "id");
    let none = house.operator.post("/it/desk/queue", &[("id", &id)]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    place(&house.operator.post("/it/desk/queue", &[("id", &id), ("lang", "ar")]).await);
    let screen = format!("/it/queue/{}", house.staff.organization);
    let mut television = Browser::of(&house.staff);
    let before = television.get(&screen).await.text();
    assert!(!before.contains("desk-number") && before.contains("1 in attesa"), "{before}");
    let ticket = format!("/it/desk/queue/{id}");
    let call = [("state", "called"), ("place", "2 <b>")];
    assert_eq!(house.stranger.post(&ticket, &call).await.status, StatusCode::NOT_FOUND);
    place(&house.operator.post(&ticket, &call).await);
    let colleague = house.operator.post(&ticket, &[("state", "called"), ("place", "3")]).await;
    assert_eq!(colleague.status, StatusCode::CONFLICT);
    let after = television.get(&screen).await.text();
    assert!(after.contains("lang=\"ar\"") && after.contains("2 &#60;b&#62;") && !after.contains("<script"));
    place(&house.operator.post(&ticket, &[("state", "done")]).await);
    assert!(!television.get(&screen).await.text().contains("desk-number"));
    let nobody = format!("/it/queue/{}", Uuid::nil());
    assert_eq!(television.get(&nobody).await.status, StatusCode::NOT_FOUND);
}
