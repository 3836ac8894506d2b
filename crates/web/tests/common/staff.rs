//! An organisation whose people sign in with browsers of their own, at a clock that the test moves.
#![allow(dead_code, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // All of it is for tests.

use crate::common::Answer;
use axum::{
    Router,
    body::{Body, to_bytes},
    extract::ConnectInfo,
    http::{Method, Request, header},
};
use reticolo_accounts::{
    link::{self, Choice},
    login::{self, Subject},
    mail,
    member::{self, New},
    organization,
    totp::Secret,
};
use reticolo_base::{Actor, Ctx, Instant, Lang, Role, Roles};
use reticolo_store::{Db, job};
use reticolo_web::{App, Settings, app};
use std::{
    cell::Cell,
    net::SocketAddr,
    sync::atomic::{AtomicI64, Ordering::SeqCst},
};
use tower::ServiceExt as _;
use uuid::Uuid;

pub const PASSWORD: &str = "cavallo tre finestre blu";
const START: i64 = 1_795_432_800;

thread_local! {
    /// Each test has a thread, and so a clock, of its own.
    static SECONDS: Cell<i64> = const { Cell::new(START) };
}

/// Numbers the codes, so that they differ.
static NUMBER: AtomicI64 = AtomicI64::new(0);

fn clock() -> Instant {
    Instant(SECONDS.get() * 1_000_000)
}

/// The organisation.
pub struct Staff {
    pub app: App,
    pub router: Router,
    pub organization: Uuid,
}

impl Staff {
    pub async fn open() -> Self {
        Self::with(Settings::default()).await
    }

    pub async fn with(settings: Settings) -> Self {
        SECONDS.set(START);
        let db = Db::open("sqlite::memory:").await.unwrap();
        Self::over(db, settings).await
    }

    pub async fn over(db: Db, settings: Settings) -> Self {
        let ctx = console();
        db.migrate(&ctx, reticolo_testkit::DOMAINS).await.unwrap();
        let organization = Uuid::now_v7();
        organization::add(&db, &ctx, organization, ("Comune di Foggia", "public", "071024")).await.unwrap();
        let app_state = App::new(db, settings, clock);
        Self { router: app(app_state.clone()), app: app_state, organization }
    }

    pub fn ctx(&self) -> Ctx {
        console()
    }

    pub fn now(&self) -> Instant {
        clock()
    }

    pub fn later(&self, seconds: i64) {
        SECONDS.set(SECONDS.get() + seconds);
    }

    /// Invites somebody; the code of her link.
    pub async fn invite(&self, email: &str, role: &str) -> String {
        let code = format!("AAAA-AAAA-AAAA-{:04}", NUMBER.fetch_add(1, SeqCst));
        let roles = Roles::NONE.with(Role::parse(role).unwrap());
        let new = New { organization: self.organization, name: "Anna Rossi", email, roles, lang: Lang::It };
        member::invite(&self.app.db, &self.app.vault, &console(), (Uuid::now_v7(), &code), new)
            .await
            .unwrap();
        code
    }

    pub async fn secret_of(&self, code: &str) -> Secret {
        link::open(&self.app.db, &self.app.vault, code, clock()).await.unwrap().secret
    }

    /// Anna has joined; the secret of her telephone.
    pub async fn anna(&self, role: &str) -> Secret {
        self.joined("anna@comune.example", role).await.1
    }

    pub async fn joined(&self, email: &str, role: &str) -> (Uuid, Secret) {
        let code = self.invite(email, role).await;
        let secret = self.secret_of(&code).await;
        let digits = secret.digits(clock()).unwrap();
        let choice = Choice { password: PASSWORD, digits: &digits, recovery: &[] };
        let id = link::accept(&self.app.db, &self.app.vault, &console(), &code, choice).await.unwrap();
        (id, secret)
    }

    /// A browser in which a member with this role is signed in.
    pub async fn browser_of(&self, role: &str) -> Browser {
        let (id, _) = self.joined(&format!("{role}@comune.example").replace('_', "-"), role).await;
        let mut browser = Browser::of(self);
        let token = [u8::try_from(NUMBER.fetch_add(1, SeqCst) % 200).unwrap() + 1; 32];
        login::sign_in(&self.app.db, &console(), Subject::Member(id), &token).await.unwrap();
        let hex: String = token.iter().map(|byte| format!("{byte:02x}")).collect();
        browser.hold(&format!("reticolo={hex}"));
        browser
    }

    /// The link in the newest mail of a template; a mail is written after the answer, so it is waited for.
    pub async fn link_in_mail(&self, template: &str) -> String {
        for _ in 0..200 {
            let ctx = console();
            while let Some(job) = job::take_of(&self.app.db, &ctx, mail::JOB).await.unwrap() {
                let id = job.subject.parse().unwrap();
                let post = mail::open(&self.app.db, &self.app.vault, &ctx, id).await.unwrap();
                if let Some(post) = post.filter(|post| post.template == template) {
                    return post.link.unwrap();
                }
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        panic!("no mail {template}")
    }
}

fn console() -> Ctx {
    Ctx::new(clock(), Actor::Console, Lang::It, Uuid::nil())
}

/// A browser: an address and a cookie.
pub struct Browser {
    router: Router,
    address: SocketAddr,
    cookie: Option<String>,
}

impl Browser {
    pub fn of(staff: &Staff) -> Self {
        Self::from(staff, "192.0.2.1")
    }

    pub fn from(staff: &Staff, address: &str) -> Self {
        Self {
            router: staff.router.clone(),
            address: SocketAddr::new(address.parse().unwrap(), 1),
            cookie: None,
        }
    }

    /// Holds the cookie of a `Set-Cookie` line.
    pub fn hold(&mut self, line: &str) {
        self.cookie = line.split(';').next().map(str::to_owned);
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.ask(Method::GET, path, None, Body::empty()).await
    }

    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.ask(Method::POST, path, None, form(fields)).await
    }

    pub async fn post_from(&mut self, origin: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.ask(Method::POST, path, Some(origin), form(fields)).await
    }

    pub async fn sign_in(&mut self, staff: &Staff, email: &str, secret: &Secret) {
        let fields = [("email", email), ("password", PASSWORD)];
        assert_eq!(self.post("/it/sign-in", &fields).await.header("location"), "/it/sign-in/code");
        let digits = secret.digits(staff.now()).unwrap();
        let entered = self.post("/it/sign-in/code", &[("digits", &digits)]).await;
        assert_eq!(entered.header("location"), "/it/account");
    }

    async fn ask(&mut self, method: Method, path: &str, origin: Option<&str>, body: Body) -> Answer {
        let mut request =
            Request::builder().method(method).uri(path).header(header::USER_AGENT, "Firefox/128.0 Linux");
        request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        if let Some(origin) = origin {
            request = request.header(header::ORIGIN, origin).header("sec-fetch-site", "cross-site");
        }
        let mut request = request.body(body).unwrap();
        request.extensions_mut().insert(ConnectInfo(self.address));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        if let Some(line) = parts.headers.get(header::SET_COOKIE) {
            self.hold(line.to_str().unwrap());
        }
        let body = to_bytes(body, 10_000_000).await.unwrap().to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    }
}

fn form(fields: &[(&str, &str)]) -> Body {
    let pairs: Vec<_> = fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
    Body::from(reticolo_web::fields::query(&pairs).trim_start_matches('?').to_owned())
}

/// A text as it stands in HTML.
pub fn said(lang: Lang, key: &str) -> String {
    let text = reticolo_words::Words::of(lang).say(key);
    text.replace('&', "&#38;").replace('\'', "&#39;").replace('"', "&#34;")
}
