//! What proves or reaches a person is in no log, audit, event, job, address or readable row. The only test of its process:
//! it listens to every thread.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // What helps the tests is a test.

mod common;
#[path = "common/staff.rs"]
mod staff;

use common::{Answer, attribute};
use reticolo_store::{Db, sql};
use reticolo_web::Settings;
use staff::{Browser, Staff};
use std::{
    io::Write,
    sync::{Arc, Mutex},
};

const EMAIL: &str = "canarino.grammofono@posta.example";
const FIRST: &str = "canarino grammofono tre pioggia";
const SECOND: &str = "grammofono canarino nove sabbia";
const WRONG: &str = "canarino sbagliato nel grammofono";

#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<u8>>>);

impl Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Everything that pages lead to: links, forms, redirections.
#[derive(Default)]
struct Addresses(Vec<String>);

impl Addresses {
    fn see(&mut self, answer: &Answer) {
        self.0.push(answer.header("location").to_owned());
        let html = String::from_utf8_lossy(&answer.body).into_owned();
        // Her own telephone opens her own secret: that address leaves the page for an app, never for a server.
        let leads = |address: &String| !address.starts_with("otpauth:");
        for name in ["href", "action", "src"] {
            self.0.extend(attribute(&html, name).into_iter().filter(leads));
        }
    }
}

/// Joins, signs out and in, mistypes, forgets, changes; the secrets that there were.
async fn a_life(staff: &Staff, addresses: &mut Addresses) -> Vec<String> {
    let code = staff.invite(EMAIL, "administrator").await;
    let secret = staff.secret_of(&code).await;
    let mut browser = Browser::of(staff);
    let digits = secret.digits(staff.now()).unwrap();
    let fields = [("password", FIRST), ("again", FIRST), ("digits", digits.as_str())];
    let joined = browser.post(&format!("/it/invitation/{code}"), &fields).await;
    addresses.see(&joined);
    let cookie = joined.header("set-cookie").split(';').next().unwrap().replace("reticolo=", "");
    let codes = joined.text();
    let spare = codes.split("<li><code>").nth(1).unwrap().split('<').next().unwrap().to_owned();
    for page in
        ["/it/account", "/it/account/password", &format!("/it/organizations/{}/members", staff.organization)]
    {
        addresses.see(&browser.get(page).await);
    }
    addresses.see(&browser.get("/it/account/second-factor").await);
    addresses.see(&browser.post("/it/sign-out", &[]).await);
    addresses.see(&browser.post("/it/sign-in", &[("email", EMAIL), ("password", WRONG)]).await);
    addresses.see(&browser.post("/it/sign-in", &[("email", EMAIL), ("password", FIRST)]).await);
    addresses.see(&browser.post("/it/sign-in/code", &[("digits", &spare)]).await);
    addresses.see(&browser.get("/it/account").await);
    addresses.see(&browser.post("/it/sign-in/forgotten", &[("email", EMAIL)]).await);
    let link = staff.link_in_mail("mail-password").await;
    let chosen = browser.post(&format!("/it/{link}"), &[("password", SECOND), ("again", SECOND)]).await;
    assert_eq!(chosen.header("location"), "/it/sign-in?changed");
    addresses.see(&chosen);
    let reset = link.rsplit('/').next().unwrap().to_owned();
    let bytes = secret.as_bytes().iter().map(|b| format!("{b:02x}")).collect();
    let written = secret.written().replace(' ', "");
    let words = [EMAIL, FIRST, SECOND, WRONG, "canarino.grammofono"].map(str::to_owned);
    [spare, cookie, code, reset, bytes, written].into_iter().chain(words).collect()
}

/// What audit, events and jobs say.
async fn said(db: &Db) -> String {
    let mut said = String::new();
    let statements = [
        sql!("select actor || ' ' || action || ' ' || entity || ' ' || detail from audit"),
        sql!("select kind || ' ' || body from outbox"),
        sql!("select kind || ' ' || subject || ' ' || body || ' ' || coalesce(last_error, '') from job"),
    ];
    for statement in statements {
        for row in db.rows(statement).await.unwrap() {
            said.push_str(&row.get::<String>(0).unwrap());
            said.push('\n');
        }
    }
    said
}

fn contains(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word.as_bytes()))
}

#[tokio::test]
async fn what_proves_or_reaches_a_person_is_nowhere_readable() {
    let heard = Heard::default();
    let writer = heard.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    tracing::subscriber::set_global_default(subscriber).unwrap();

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("canary.db");
    let db = Db::open(&format!("sqlite://{}", path.display())).await.unwrap();
    let staff = Staff::over(db.clone(), Settings::default()).await;
    let mut addresses = Addresses::default();
    let secrets = a_life(&staff, &mut addresses).await;
    assert_eq!(secrets.len(), 11);

    let log = String::from_utf8(heard.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("answered"), "the log is listened to");
    let said = said(&db).await;
    assert!(said.contains("member.joined") && said.contains("mail.queued"));
    db.close().await;
    let mut stored = std::fs::read(&path).unwrap();
    stored.extend(std::fs::read(path.with_extension("db-wal")).unwrap_or_default());
    assert!(contains(&stored, "Comune di Foggia"), "the file is read");
    for secret in &secrets {
        assert!(!log.contains(secret), "in the log: {secret}");
        assert!(!said.contains(secret), "in audit, events or jobs: {secret}");
        assert!(!contains(&stored, secret), "in the database: {secret}");
        let seen = addresses.0.iter().find(|address| address.contains(secret.as_str()));
        assert_eq!(seen, None, "in an address: {secret}");
    }
    assert!(!contains(&stored, &secrets[4]) && addresses.0.len() > 50);
}
