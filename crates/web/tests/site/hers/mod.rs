//! Her own page, as her phone shows it: by her code and nothing else; what she sees, decides, takes back; what nobody learns.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // What helps the tests is a test.

mod link;

use crate::common::{Answer, attribute};
use crate::staff::{Browser, Staff, said};
use axum::http::StatusCode;
use reticolo_accounts::{login, organization};
use reticolo_base::{Actor, Ctx, Instant, Lang, Role, Roles};
use reticolo_desk::{
    Desk,
    field::Field,
    person::{self, Channel, Record},
    referral::{self, Acceptance, Command, Draft, Expressed, Given, Outcome, Priority, State, Target},
};
use reticolo_store::sql;
use uuid::Uuid;

const CODE: &str = "ABCD-EFGH-JKMN-PQRS";
const NAME: &str = "Aïssatou Canarina";

/// A desk in Foggia, a health district, and a person with a code.
struct Foggia {
    staff: Staff,
    operator: Actor,
    doctor: Actor,
    her: Uuid,
    asl: Uuid,
}

impl Foggia {
    async fn open() -> Self {
        let staff = Staff::open().await;
        let asl = Uuid::now_v7();
        let db = staff.app.db.clone();
        organization::add(&db, &staff.ctx(), asl, ("ASL Foggia", "public", "071024")).await.unwrap();
        let operator = worker(&staff, staff.organization).await;
        let doctor = worker(&staff, asl).await;
        let foggia = Self { operator, doctor, her: Uuid::now_v7(), asl, staff };
        foggia.welcome(foggia.her, NAME, CODE).await;
        foggia
    }

    fn ctx(&self, actor: Actor) -> Ctx {
        Ctx { actor, ..self.staff.ctx() }
    }

    fn desk<'a>(&'a self, ctx: &'a Ctx) -> Desk<'a> {
        Desk { db: &self.staff.app.db, vault: &self.staff.app.vault, ctx }
    }

    /// Somebody comes to the desk and gets a code.
    async fn welcome(&self, id: Uuid, name: &str, code: &str) {
        let mut record = Record::default();
        record.identity.call_name = name.into();
        record.contact.languages = vec!["fr".into()];
        record.contact.phone = "333 000 0101".into();
        record.contact.safe = vec![Channel::Call];
        let ctx = self.ctx(self.operator);
        person::add(self.desk(&ctx), (id, Uuid::now_v7()), record).await.unwrap();
        person::issue(self.desk(&ctx), id, code).await.unwrap();
    }

    /// The sheet of a request is before her.
    async fn shown(&self, her: Uuid) -> Uuid {
        let id = Uuid::now_v7();
        let target = Target { service: None, receiver: Some(self.asl), name: "ASL Foggia".into() };
        let draft = Draft {
            person: her,
            case: None,
            parent: None,
            target,
            need: "health.stp",
            priority: Priority::Normal,
            fields: &[Field::Need, Field::Languages, Field::CallName, Field::Contact],
            note: "",
        };
        let ctx = self.ctx(self.operator);
        referral::draft(self.desk(&ctx), id, draft).await.unwrap();
        referral::show(self.desk(&ctx), self.command(self.operator, id).await).await.unwrap();
        id
    }

    async fn sent(&self, her: Uuid) -> Uuid {
        let id = self.shown(her).await;
        let given = Given {
            fields: vec![Field::CallName],
            days: 90,
            expressed: Expressed::Spoken,
            lang: "fr".into(),
            mediator: false,
        };
        let ctx = self.ctx(self.operator);
        let command = self.command(self.operator, id).await;
        referral::send(self.desk(&ctx), command, Some((Uuid::now_v7(), given))).await.unwrap();
        id
    }

    async fn accepted(&self, her: Uuid, at: Instant) -> Uuid {
        let id = self.sent(her).await;
        let ctx = self.ctx(self.doctor);
        let how = Acceptance { appointment_at: Some(at), contact_by: None, words: "Chiedi di Rosa." };
        let command = self.command(self.doctor, id).await;
        referral::accept(self.desk(&ctx), Uuid::now_v7(), command, how).await.unwrap();
        id
    }

    async fn command(&self, actor: Actor, id: Uuid) -> Command {
        Command { referral: id, version: self.found(actor, id).await.version, key: Uuid::now_v7() }
    }

    async fn found(&self, actor: Actor, id: Uuid) -> referral::Referral {
        let ctx = self.ctx(actor);
        referral::open(self.desk(&ctx), id).await.unwrap().0
    }

    /// Her phone, inside.
    async fn phone(&self) -> Browser {
        let mut phone = Browser::of(&self.staff);
        let entered = phone.post("/it/my-requests", &[("code", CODE)]).await;
        assert_eq!(
            (entered.status, entered.header("location")),
            (StatusCode::SEE_OTHER, "/it/my-requests"),
            "{}",
            entered.text()
        );
        phone
    }
}

async fn worker(staff: &Staff, organization: Uuid) -> Actor {
    let id = Uuid::now_v7();
    let roles: Roles = [Role::Operator].into_iter().collect();
    let mut tx = staff.app.db.begin(&staff.ctx()).await.unwrap();
    let insert = sql!(
        "insert into member (id, organization_id, name, roles, lang, totp_step, created_at, joined_at)
         values ($1, $2, 'Operatrice di prova', $3, 'it', 0, $4, $4)"
    );
    tx.run(insert.bind(id).bind(organization).bind(roles.written()).bind(Instant(0))).await.unwrap();
    tx.audit(login::entry("member.test")).await.unwrap();
    tx.commit().await.unwrap();
    Actor::Member { id, organization, roles }
}

/// Version and key as the page's forms carry them.
fn hidden(html: &str) -> (String, String) {
    let of = |name: &str| {
        let rest = html.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    (of("version"), of("key"))
}

fn nobody_keeps(answer: &Answer) {
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("referrer-policy"), "no-referrer");
    let title = answer.text().split("<title>").nth(1).unwrap().split("</title>").next().unwrap().to_owned();
    assert!(title.starts_with(&said(Lang::It, "hers-title")), "{title}");
}

#[tokio::test]
async fn her_code_opens_her_page_and_leaving_closes_it() {
    let foggia = Foggia::open().await;
    foggia.accepted(foggia.her, foggia.staff.now().plus_days(3)).await;
    let mut phone = Browser::of(&foggia.staff);
    let asked = phone.get("/it/my-requests").await;
    nobody_keeps(&asked);
    assert!(asked.text().contains("autocomplete=\"off\"") && asked.text().contains("data-exit"));
    let mut phone = foggia.phone().await;
    let page = phone.get("/it/my-requests").await;
    nobody_keeps(&page);
    let text = page.text();
    assert!(text.contains(NAME) && text.contains("ASL Foggia ti aspetta"), "{text}");
    assert!(text.contains("Chiedi di Rosa.") && text.contains("data-exit"));
    assert!(text.contains(&said(Lang::It, "hers-leave")) && text.contains("noindex"));
    let arabic = phone.get("/ar/my-requests").await.text();
    assert!(arabic.contains("dir=\"rtl\"") && arabic.contains(&said(Lang::Ar, "hers-withdraw")));
    let left = phone.post("/it/my-requests/leave", &[]).await;
    assert_eq!((left.status, left.header("clear-site-data")), (StatusCode::SEE_OTHER, "\"cache\""));
    assert!(!phone.get("/it/my-requests").await.text().contains(NAME));
}

#[tokio::test]
async fn the_quick_exit_closes_her_page_and_nobody_elses() {
    let foggia = Foggia::open().await;
    let mut phone = foggia.phone().await;
    assert!(phone.get("/it/my-requests").await.text().contains("href=\"/it/my-requests/exit\""));
    let away = phone.get("/it/my-requests/exit").await;
    assert_eq!((away.status, away.header("location")), (StatusCode::SEE_OTHER, "https://it.wikipedia.org/"));
    assert_eq!(away.header("cache-control"), "no-store");
    assert!(!phone.get("/it/my-requests").await.text().contains(NAME), "back or again shows nothing");
    let mut passer = Browser::of(&foggia.staff);
    assert_eq!(passer.get("/it/my-requests/exit").await.header("set-cookie"), "");
}

#[tokio::test]
async fn a_sheet_without_her_answer_has_no_yes_to_take_back() {
    let foggia = Foggia::open().await;
    foggia.shown(foggia.her).await;
    let mut phone = foggia.phone().await;
    let page = phone.get("/it/my-requests").await.text();
    assert!(page.contains("/sheet") && !page.contains("/withdraw"), "{page}");
}

#[tokio::test]
async fn after_twenty_minutes_the_page_is_closed() {
    let foggia = Foggia::open().await;
    let referral = foggia.sent(foggia.her).await;
    let mut phone = foggia.phone().await;
    foggia.staff.later(20 * 60 + 1);
    assert!(!phone.get("/it/my-requests").await.text().contains(NAME));
    let late = phone.post(&format!("/it/my-requests/{referral}/message"), &[("words", "?")]).await;
    assert_eq!(late.header("location"), "/it/my-requests?over");
    assert!(phone.get("/it/my-requests?over").await.text().contains(&said(Lang::It, "hers-over")));
}

#[tokio::test]
async fn guessing_is_slowed_down_also_when_the_guess_is_right() {
    let foggia = Foggia::open().await;
    let mut guesser = Browser::from(&foggia.staff, "203.0.113.9");
    let wrong = guesser.post("/it/my-requests", &[("code", "0000-0000-0000-0000")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains(&said(Lang::It, "hers-problem-code")));
    assert!(!wrong.text().contains("0000-0000"), "what was typed does not stay on the screen");
    assert!(wrong.header("set-cookie").is_empty());
    let short = guesser.post("/it/my-requests", &[("code", "<script>")]).await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    for _ in 0..10 {
        guesser.post("/it/my-requests", &[("code", "0000-0000-0000-0001")]).await;
    }
    let right = guesser.post("/it/my-requests", &[("code", CODE)]).await;
    assert_eq!(right.status, StatusCode::TOO_MANY_REQUESTS);
    foggia.phone().await;
}

#[tokio::test]
async fn a_foreign_request_is_no_request() {
    let foggia = Foggia::open().await;
    let other = Uuid::now_v7();
    foggia.welcome(other, "Un'altra", "2222-2222-2222-2222").await;
    let (sheet, sent) = (foggia.shown(other).await, foggia.sent(other).await);
    let mut phone = foggia.phone().await;
    let (version, key) = ("3".to_owned(), Uuid::now_v7().to_string());
    let form = [
        ("version", version.as_str()),
        ("key", key.as_str()),
        ("helped", "yes"),
        ("sure", "1"),
        ("words", "x"),
        ("answer", "yes"),
    ];
    for (referral, what) in
        [(sent, "withdraw"), (sent, "answer"), (sent, "message"), (sheet, "sheet"), (Uuid::nil(), "withdraw")]
    {
        let answer = phone.post(&format!("/it/my-requests/{referral}/{what}"), &form).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{what}");
    }
    for path in [format!("{sheet}/sheet"), format!("{sent}/calendar.ics"), "nothing/sheet".to_owned()] {
        assert_eq!(
            phone.get(&format!("/it/my-requests/{path}")).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    assert!(!phone.get("/it/my-requests").await.text().contains("altra</bdi>"));
}

#[tokio::test]
async fn only_she_is_inside() {
    let foggia = Foggia::open().await;
    let referral = foggia.sent(foggia.her).await;
    let mut member = foggia.staff.browser_of("operator").await;
    let form = [("version", "3"), ("key", "00000000-0000-0000-0000-000000000000")];
    for path in
        ["withdraw", "data", "reminders", &format!("{referral}/withdraw"), &format!("{referral}/sheet")]
    {
        let answer = member.post(&format!("/it/my-requests/{path}"), &form).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    let mut nobody = Browser::of(&foggia.staff);
    assert_eq!(nobody.post("/it/my-requests/data", &[]).await.header("location"), "/it/my-requests?over");
    // On a worker's browser her code replaces the worker, who is signed in no longer.
    let entered = member.post("/it/my-requests", &[("code", CODE)]).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER);
    assert_eq!(member.get("/it/account").await.header("location"), "/it/sign-in");
    assert!(member.get("/it/my-requests").await.text().contains(NAME));
}

#[tokio::test]
async fn she_takes_it_back_and_sees_the_receipt() {
    let foggia = Foggia::open().await;
    let referral = foggia.sent(foggia.her).await;
    let mut phone = foggia.phone().await;
    let page = phone.get("/it/my-requests").await.text();
    assert!(
        page.contains(&said(Lang::It, "hers-withdraw-what")),
        "it is said that what was read stays known"
    );
    let (version, key) = hidden(&page);
    let path = format!("/it/my-requests/{referral}/withdraw");
    let old = phone.post(&path, &[("version", "1"), ("key", &key)]).await;
    assert_eq!(old.status, StatusCode::CONFLICT);
    assert!(old.text().contains(&said(Lang::It, "hers-problem-changed")));
    let fields = [("version", version.as_str()), ("key", key.as_str())];
    assert_eq!(phone.post(&path, &fields).await.header("location"), "/it/my-requests?done");
    assert_eq!(phone.post(&path, &fields).await.status, StatusCode::SEE_OTHER, "twice is once");
    let page = phone.get("/it/my-requests").await.text();
    assert!(page.contains(&said(Lang::It, "hers-state-withdrawn")));
    assert!(page.contains("non ha ancora confermato"));
    let doctor = foggia.ctx(foggia.doctor);
    let tasks = referral::receipts(foggia.desk(&doctor)).await.unwrap();
    let task = tasks.iter().find(|task| task.kind == "withdrawal").unwrap();
    referral::take(foggia.desk(&doctor), task.id).await.unwrap();
    assert!(phone.get("/it/my-requests").await.text().contains("ha preso atto"));
}

#[tokio::test]
async fn she_takes_everything_back() {
    let foggia = Foggia::open().await;
    let all = [foggia.sent(foggia.her).await, foggia.shown(foggia.her).await];
    let mut phone = foggia.phone().await;
    assert!(phone.get("/it/my-requests").await.text().contains(&said(Lang::It, "hers-withdraw-all-what")));
    let done = phone.post("/it/my-requests/withdraw", &[]).await;
    assert_eq!(done.header("location"), "/it/my-requests?done");
    for referral in all {
        assert_eq!(foggia.found(foggia.operator, referral).await.state, State::Withdrawn);
    }
}

#[tokio::test]
async fn she_answers_the_sheet_field_by_field() {
    let foggia = Foggia::open().await;
    let referral = foggia.shown(foggia.her).await;
    let mut phone = foggia.phone().await;
    let path = format!("/it/my-requests/{referral}/sheet");
    assert!(phone.get("/it/my-requests").await.text().contains(&path));
    let sheet = phone.get(&path).await;
    nobody_keeps(&sheet);
    let text = sheet.text();
    assert!(text.contains("333 000 0101") && text.contains(&said(Lang::It, "hers-sheet-known")), "{text}");
    let ticks = attribute(&text, "value");
    assert!(ticks.contains(&"contact".to_owned()) && ticks.contains(&"call-name".to_owned()));
    let (version, key) = hidden(&text);
    let yes = |version: &str, field: &str| {
        [("version", version), ("key", key.as_str()), ("answer", "yes"), ("field", field)]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
    };
    let send = |form: [(String, String); 4]| form;
    for (version, field, status) in [
        ("1", "call-name", StatusCode::CONFLICT),
        (version.as_str(), "identifiers", StatusCode::UNPROCESSABLE_ENTITY),
        (version.as_str(), "call-name", StatusCode::SEE_OTHER),
    ] {
        let form = send(yes(version, field));
        let form: Vec<_> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(phone.post(&path, &form).await.status, status, "{field}");
    }
    assert!(phone.get(&path).await.text().contains(&said(Lang::It, "hers-sheet-given")));
    assert!(
        phone.get("/it/my-requests").await.text().contains("/withdraw"),
        "a yes is taken back also before it goes out"
    );
    let ctx = foggia.ctx(foggia.operator);
    let command = foggia.command(foggia.operator, referral).await;
    referral::send(foggia.desk(&ctx), command, None).await.unwrap();
    let doctor = foggia.ctx(foggia.doctor);
    let found = foggia.found(foggia.doctor, referral).await;
    let capsule = referral::capsule(foggia.desk(&doctor), &found).await.unwrap().unwrap();
    let fields: Vec<Field> = capsule.fields.iter().map(|shown| shown.field).collect();
    assert_eq!(fields, [Field::Need, Field::CallName], "what she unticked is not shown");
}

#[tokio::test]
async fn she_says_no_to_the_sheet() {
    let foggia = Foggia::open().await;
    let referral = foggia.shown(foggia.her).await;
    let mut phone = foggia.phone().await;
    let path = format!("/it/my-requests/{referral}/sheet");
    let (version, key) = hidden(&phone.get(&path).await.text());
    let form = [("version", version.as_str()), ("key", key.as_str()), ("answer", "no")];
    assert_eq!(phone.post(&path, &form).await.header("location"), "/it/my-requests?done");
    assert_eq!(foggia.found(foggia.operator, referral).await.state, State::Draft);
    assert_eq!(phone.get(&path).await.status, StatusCode::NOT_FOUND, "a draft is not before her");
}

#[tokio::test]
async fn she_writes_and_what_is_wrong_comes_back() {
    let foggia = Foggia::open().await;
    let referral = foggia.sent(foggia.her).await;
    let mut phone = foggia.phone().await;
    let path = format!("/it/my-requests/{referral}/message");
    let empty = phone.post(&path, &[("words", "  ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text().contains(&format!("aria-describedby=\"p-{referral}\"")));
    phone.post(&path, &[("words", "<b>Vengo</b> con mia sorella")]).await;
    let page = phone.get("/it/my-requests").await.text();
    assert!(page.contains("&#60;b&#62;Vengo") && !page.contains("<b>Vengo"), "{page}");
    let (version, key) = hidden(&page);
    let fields = [("version", version.as_str()), ("key", key.as_str())];
    phone.post(&format!("/it/my-requests/{referral}/withdraw"), &fields).await;
    let late = phone.post(&path, &[("words", "Ci siete?")]).await;
    assert_ne!(late.status, StatusCode::INTERNAL_SERVER_ERROR);
}

#[tokio::test]
async fn did_it_help_is_asked_once_and_confirmed() {
    let foggia = Foggia::open().await;
    let referral = foggia.accepted(foggia.her, foggia.staff.now().plus_days(3)).await;
    let doctor = foggia.ctx(foggia.doctor);
    let command = foggia.command(foggia.doctor, referral).await;
    referral::complete(foggia.desk(&doctor), command, Outcome::Met).await.unwrap();
    let mut phone = foggia.phone().await;
    let page = phone.get("/it/my-requests").await.text();
    let (version, key) = hidden(&page);
    let path = format!("/it/my-requests/{referral}/answer");
    let tap = [("version", version.as_str()), ("key", key.as_str()), ("helped", "partly")];
    let asked = phone.post(&path, &tap).await;
    assert_eq!(asked.status, StatusCode::OK);
    assert_eq!(
        foggia.found(foggia.operator, referral).await.state,
        State::Completed,
        "a tap alone decides nothing"
    );
    let sure = [tap[0], tap[1], tap[2], ("sure", "1")];
    assert_eq!(phone.post(&path, &sure).await.header("location"), "/it/my-requests?done");
    let found = foggia.found(foggia.operator, referral).await;
    assert_eq!((found.state, found.helped.as_str()), (State::LoopClosed, "partly"));
    let wrong = [tap[0], tap[1], ("helped", "maybe")];
    assert_eq!(phone.post(&path, &wrong).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn the_calendar_and_the_copy_tell_only_what_they_should() {
    let foggia = Foggia::open().await;
    let referral = foggia.accepted(foggia.her, foggia.staff.now().plus_days(3)).await;
    let mut phone = foggia.phone().await;
    let file = phone.get(&format!("/it/my-requests/{referral}/calendar.ics")).await;
    let text = file.text();
    assert!(text.contains("SUMMARY:Appuntamento") && text.contains("BEGIN:VEVENT"), "{text}");
    for word in ["ASL", "STP", "Rosa", "Canarina", "Foggia", "reticolo", &referral.to_string()] {
        assert!(!text.contains(word), "{word}: {text}");
    }
    let copy = phone.post("/it/my-requests/data", &[]).await;
    assert!(copy.header("content-disposition").contains("data.json"));
    let copy: serde_json::Value = serde_json::from_str(&copy.text()).unwrap();
    assert_eq!(copy["identity"]["call_name"], NAME);
    assert!(phone.get("/it/my-requests/data").await.text().contains("333 000 0101"));
}

#[tokio::test]
async fn reminders_only_by_a_way_that_is_safe() {
    let foggia = Foggia::open().await;
    let mut phone = foggia.phone().await;
    for (way, status) in [
        ("call", StatusCode::SEE_OTHER),
        ("mail", StatusCode::UNPROCESSABLE_ENTITY),
        ("", StatusCode::SEE_OTHER),
    ] {
        assert_eq!(phone.post("/it/my-requests/reminders", &[("way", way)]).await.status, status, "{way}");
    }
}
