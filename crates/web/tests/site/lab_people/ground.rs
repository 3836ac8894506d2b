//! A Lab with a session, its facilitator, and browsers with cookies.

use crate::common::{Answer, Site};
use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use reticolo_accounts::login::{self, Subject};
use reticolo_base::{Actor, Ctx, Instant, Lang};
use reticolo_lab::people::{self, Newcomer};
use reticolo_store::{Db, Vault, audit, sql};
use reticolo_web::{App, Settings, app};
use uuid::Uuid;

/// Monday, 23 November 2026, ten in the morning in Italy: a week before the session.
pub const NOW: Instant = Instant(1_795_424_400_000_000);
/// The 30th of November, a quarter of an hour before the session.
pub const BEFORE: Instant = Instant(1_796_049_900_000_000);

pub struct Lab {
    pub site: Site,
    pub db: Db,
    pub vault: Vault,
    pub lab: Uuid,
    pub session: Uuid,
    facilitator: String,
}

/// A browser that holds a cookie.
pub struct Browser<'a> {
    pub lab: &'a Lab,
    pub cookie: String,
}

impl Lab {
    pub async fn open() -> Self {
        Self::at(|| NOW).await
    }

    pub async fn at(clock: fn() -> Instant) -> Self {
        let db = Db::open("sqlite::memory:").await.unwrap();
        let ctx = console(clock());
        db.migrate(&ctx, reticolo_testkit::DOMAINS).await.unwrap();
        let state = App::new(db.clone(), Settings::default(), clock);
        let (vault, organization) = (state.vault.clone(), Uuid::now_v7());
        let (lab, session, member) = (Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7());
        prepare(&db, &ctx, organization, (lab, session, member)).await;
        let token: [u8; 32] = [7; 32];
        login::sign_in(&db, &ctx, Subject::Member(member), &token).await.unwrap();
        let facilitator = format!("reticolo={}", "07".repeat(32));
        Self { site: Site(app(state)), db, vault, lab, session, facilitator }
    }

    pub fn facilitator(&self) -> Browser<'_> {
        Browser { lab: self, cookie: self.facilitator.clone() }
    }

    pub fn stranger(&self) -> Browser<'_> {
        Browser { lab: self, cookie: String::new() }
    }

    /// Somebody who is invited; her id and code.
    pub async fn invited(&self, name: &str, speaks: &str) -> (Uuid, String) {
        let id = Uuid::now_v7();
        let code = people::testing::code_of(id);
        let speaks = (!speaks.is_empty()).then(|| people::tongues(speaks));
        let new = Newcomer { speaks, ..Newcomer::named(id, code.clone(), name) };
        people::add(&self.db, &self.vault, &console(NOW), self.session, &[new]).await.unwrap();
        (id, code)
    }

    /// A browser in which somebody came in with her code.
    pub async fn inside(&self, code: &str) -> Browser<'_> {
        let answer = self.stranger().post("/it/join", &[("code", code)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
        Browser { lab: self, cookie }
    }

    /// The address of a page of the session.
    pub fn path(&self, rest: &str) -> String {
        format!("/it/sessions/{}/{rest}", self.session)
    }
}

impl Browser<'_> {
    pub async fn get(&self, path: &str) -> Answer {
        self.lab.site.get_with(path, &[("cookie", &self.cookie)]).await
    }

    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let pairs: Vec<_> = fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        let query = reticolo_web::fields::query(&pairs);
        let body = Body::from(query.trim_start_matches('?').to_owned());
        self.send(path, "application/x-www-form-urlencoded", body).await
    }

    /// Uploads a list, as a file and as what was pasted.
    pub async fn upload(&self, path: &str, pasted: &str, file: &[u8]) -> Answer {
        let mut body = Vec::new();
        body.extend(
            format!("--x\r\ncontent-disposition: form-data; name=\"list\"\r\n\r\n{pasted}\r\n").bytes(),
        );
        body.extend(b"--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"l\"\r\n\r\n");
        body.extend(file);
        body.extend(b"\r\n--x--\r\n");
        self.send(path, "multipart/form-data; boundary=x", Body::from(body)).await
    }

    async fn send(&self, path: &str, kind: &str, body: Body) -> Answer {
        let headers = [("cookie", self.cookie.as_str()), ("content-type", kind)];
        self.lab.site.ask(Method::POST, path, &headers, body).await
    }
}

pub fn console(now: Instant) -> Ctx {
    Ctx::new(now, Actor::Console, Lang::It, Uuid::nil())
}

async fn prepare(db: &Db, ctx: &Ctx, organization: Uuid, (lab, session, member): (Uuid, Uuid, Uuid)) {
    let mut tx = db.begin(ctx).await.unwrap();
    let insert = sql!(
        "insert into account_organization (id, name, kind, territory, created_at) values ($1, 'Ente di prova', 'public', '16', 0)"
    );
    tx.run(insert.bind(organization)).await.unwrap();
    let insert = sql!(
        "insert into member (id, organization_id, name, roles, lang, totp_step, created_at)
         values ($1, $2, 'Fatima', 'facilitator', 'it', 0, 0)"
    );
    tx.run(insert.bind(member).bind(organization)).await.unwrap();
    let text = r#"{"it":"Incontro di prova"}"#;
    let insert = sql!(
        "insert into lab (id, organization_id, title, purpose, territory, state, version, created_at)
         values ($1, $2, $3, $3, '[\"072\"]', 'open', 1, 0)"
    );
    tx.run(insert.bind(lab).bind(organization).bind(text)).await.unwrap();
    let insert = sql!(
        "insert into lab_session (id, lab_id, template, title, purpose, welcome, starts_at, ends_at, zone, place, video, room_id, state, version, created_at)
         values ($1, $2, 'cafe', $3, $3, $3, $4, $5, 'Europe/Rome', 'Bari, via di prova 1', '', $1, 'inviting', 1, 0)"
    );
    let starts: Instant = "2026-11-30T15:00:00Z".parse().unwrap();
    let insert = insert.bind(session).bind(lab).bind(text).bind(starts).bind(starts.plus_seconds(7_200));
    tx.run(insert).await.unwrap();
    let entry =
        audit::Entry { chain: audit::NETWORK, action: "test", entity: "lab", id: Some(lab), detail: "" };
    tx.audit(entry).await.unwrap();
    tx.commit().await.unwrap();
}
