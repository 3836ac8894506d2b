//! A session with a facilitator and a participant who are signed in.
#![allow(dead_code, clippy::unwrap_used)] // Each test file uses a part, and all of it is for tests.

use crate::common::{Answer, Site};
use axum::{body::Body, http::Method};
use reticolo_accounts::login::{self, Subject};
use reticolo_base::{Ctx, Instant, Lang};
use reticolo_lab::{
    harvest::theme,
    testing,
    translation::{self, Maker},
};
use reticolo_store::{
    Db,
    audit::{Entry, NETWORK},
    sql,
};
use reticolo_web::{App, Settings, app};
use uuid::Uuid;

/// A Monday, the 23rd of November 2026, at ten in the morning in Italy.
pub const NOW: Instant = Instant(1_795_424_400_000_000);

/// Who asks.
#[derive(Clone, Copy)]
pub enum Who<'a> {
    Facilitator,
    Participant,
    Nobody,
    Cookie(&'a str),
}

pub struct Room {
    pub site: Site,
    pub db: Db,
    pub lab: Uuid,
    pub session: Uuid,
    block: Uuid,
}

const FACILITATOR: [u8; 32] = [1; 32];
const PARTICIPANT: [u8; 32] = [2; 32];

impl Room {
    pub async fn open() -> Self {
        let db = Db::open("sqlite::memory:").await.unwrap();
        let ctx = testing::console(NOW);
        db.migrate(&ctx, &[reticolo_accounts::MIGRATIONS, reticolo_lab::MIGRATIONS]).await.unwrap();
        let made = testing::lab_with_cafe(&db, &ctx, 3, 2).await.unwrap();
        let (member, amina) = (Uuid::now_v7(), Uuid::now_v7());
        let mut tx = db.begin(&ctx).await.unwrap();
        let insert = sql!(
            "insert into member (id, organization_id, name, roles, lang, totp_step, created_at)
             values ($1, $2, 'Fatima', 'facilitator', 'it', 0, 1)"
        );
        tx.run(insert.bind(member).bind(made.organization)).await.unwrap();
        let insert = sql!(
            "insert into participant (id, lab_id, name, body, kind, territory, lang, mediator, step_free, code_hash, created_at)
             values ($1, $2, 'Amina', '', 'association', '072', 'ar', false, false, $3, 1)"
        );
        tx.run(insert.bind(amina).bind(made.lab).bind(vec![7_u8])).await.unwrap();
        keep(tx).await;
        login::sign_in(&db, &ctx, Subject::Member(member), &FACILITATOR).await.unwrap();
        let subject = Subject::Participant { id: amina, lab: made.lab };
        login::sign_in(&db, &ctx, subject, &PARTICIPANT).await.unwrap();
        let site = Site(app(App::new(db.clone(), Settings::default(), || NOW)));
        Self { site, db, lab: made.lab, session: made.session, block: made.block }
    }

    /// Something said at a table.
    pub async fn say(&self, table: i64, words: &str, lang: Lang) -> String {
        self.say_in(table, words, lang.code()).await
    }

    /// The same in a language that may have no pages.
    pub async fn say_in(&self, table: i64, words: &str, tag: &str) -> String {
        let id = Uuid::now_v7();
        let ctx: Ctx = testing::console(NOW);
        let mut tx = self.db.begin(&ctx).await.unwrap();
        let insert = sql!(
            "insert into contribution (id, session_id, block_id, table_number, round, kind, words, lang, signed, way, summary, hidden, hidden_by,
                strong, x, y, written_at, changed_at)
             values ($1, $2, $3, $4, 1, 'idea', $5, $6, false, 'typed', false, false, '', true, 0, 0, 1, 1)"
        );
        let insert = insert.bind(id).bind(self.session).bind(self.block).bind(table);
        tx.run(insert.bind(words).bind(tag)).await.unwrap();
        keep(tx).await;
        id.to_string()
    }

    /// What a person wrote of it in Italian.
    pub async fn translate(&self, note: &str, source: &str, words: &str) {
        let mut tx = self.db.begin(&testing::console(NOW)).await.unwrap();
        let of = ("contribution", note.parse().unwrap());
        translation::put(&mut tx, of, Lang::It, (source, words), (Maker::Person, true)).await.unwrap();
        keep(tx).await;
    }

    pub async fn themes(&self) -> Vec<theme::Theme> {
        theme::themes(&self.db, self.session).await.unwrap()
    }

    /// A page of the session, in Italian.
    pub async fn get(&self, who: Who<'_>, page: &str) -> Answer {
        self.at(who, &format!("/it/sessions/{}/{page}", self.session)).await
    }

    pub async fn at(&self, who: Who<'_>, path: &str) -> Answer {
        self.site.ask(Method::GET, path, &[("cookie", &cookie(who))], Body::empty()).await
    }

    pub async fn post(&self, who: Who<'_>, page: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(who, &format!("/it/sessions/{}/{page}", self.session), fields).await
    }

    pub async fn send(&self, who: Who<'_>, path: &str, fields: &[(&str, &str)]) -> Answer {
        let pairs: Vec<_> = fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        let body = Body::from(reticolo_web::fields::query(&pairs).trim_start_matches('?').to_owned());
        let headers = [("cookie", &*cookie(who)), ("content-type", "application/x-www-form-urlencoded")];
        self.site.ask(Method::POST, path, &headers, body).await
    }
}

fn cookie(who: Who<'_>) -> String {
    let own = |token: [u8; 32]| {
        format!("reticolo={}", token.iter().map(|byte| format!("{byte:02x}")).collect::<String>())
    };
    match who {
        Who::Facilitator => own(FACILITATOR),
        Who::Participant => own(PARTICIPANT),
        Who::Nobody => "x=1".to_owned(),
        Who::Cookie(pair) => pair.to_owned(),
    }
}

async fn keep(mut tx: reticolo_store::Tx) {
    let entry = Entry { chain: NETWORK, action: "test.prepared", entity: "lab", id: None, detail: "" };
    tx.audit(entry).await.unwrap();
    tx.commit().await.unwrap();
}
