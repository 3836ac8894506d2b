//! A site with one meeting, its facilitator and its people.
#![allow(dead_code, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // Each test file uses a part, and all of it is for tests.

use crate::common::{Answer, Site};
use axum::{body::Body, http::Method};
use reticolo_accounts::login::{self, Subject};
use reticolo_base::{Instant, Lang};
use reticolo_store::{Db, sql};
use reticolo_testkit::{
    DOMAINS, at,
    cafe::{Cafe, Guest},
};
use reticolo_web::{App, Settings, app};
use reticolo_words::Words;
use std::ops::Range;
use uuid::Uuid;

/// A Monday, the 23rd of November 2026, at ten in the morning in Italy.
pub const NOW: Instant = Instant(1_795_424_400_000_000);

/// A text in Italian as it stands in HTML.
pub fn said(key: &str) -> String {
    Words::of(Lang::It).say(key).replace('\'', "&#39;")
}

/// The site, the meeting, and the facilitator's cookie.
pub struct Meeting {
    pub site: Site,
    pub cafe: Cafe,
    cookie: String,
    _folder: tempfile::TempDir,
}

impl Meeting {
    /// So many people are invited; one name looks like a formula, one in five reads Arabic.
    pub async fn of(people: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&format!("sqlite://{}", folder.path().join("m.db").display())).await.unwrap();
        db.migrate(&at("2026-11-23"), DOMAINS).await.unwrap();
        let mut cafe = Cafe::open(&db, 3, 3).await;
        let guest = |number: usize| Guest {
            lang: if number % 5 == 2 { Lang::Ar } else { Lang::It },
            kind: ["municipality", "cooperative", "person"][number % 3].to_owned(),
            territory: ["072", "071"][number % 2].to_owned(),
            mediator: number == 1,
            ..Guest::speaking(
                if number == 12 { "=Ospite".to_owned() } else { format!("Ospite {number:02}") },
                if number % 5 == 2 { "ar it" } else { "it" },
            )
        };
        cafe.invite((0..people).map(guest)).await;
        let facilitator = Uuid::now_v7();
        let organization = sql!(
            "insert into account_organization (id, name, kind, territory, created_at) values ($1, 'Ente di prova', 'public', '072', 0)"
        );
        let member = sql!(
            "insert into member (id, organization_id, name, roles, lang, totp_step, created_at)
             values ($1, $2, 'Prova', 'facilitator', 'it', 0, 0)"
        );
        cafe.write(vec![
            organization.bind(cafe.organization),
            member.bind(facilitator).bind(cafe.organization),
        ])
        .await;
        let state = App::new(db, Settings::default(), || NOW);
        let mut meeting = Self { site: Site(app(state)), cafe, cookie: String::new(), _folder: folder };
        meeting.cookie = meeting.sign_in(Subject::Member(facilitator)).await;
        meeting
    }

    /// Thirteen people at three tables, in the first of three turns.
    pub async fn started() -> Self {
        let meeting = Self::of(13).await;
        meeting.post("seating/plan", &[("tables", "3"), ("hosts", "1")]).await;
        meeting.come(0..13).await;
        let block = meeting.cafe.block.to_string();
        let started = meeting.post("console/start", &[("block", &block), ("tables", "3")]).await;
        assert_eq!(started.status.as_u16(), 303, "{}", started.text());
        meeting
    }

    pub async fn come(&self, people: Range<usize>) {
        self.cafe.welcome(&self.cafe.people[people], NOW).await;
    }

    pub async fn version(&self) -> i64 {
        reticolo_lab::run::state(&self.cafe.db, self.cafe.session).await.unwrap().version
    }

    async fn sign_in(&self, subject: Subject) -> String {
        let token: [u8; 32] = std::array::from_fn(|place| Uuid::now_v7().as_bytes()[place % 16]);
        let ctx = reticolo_base::Ctx { now: NOW, ..at("2026-11-23") };
        login::sign_in(&self.cafe.db, &ctx, subject, &token).await.unwrap();
        let hex: String = token.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("reticolo={hex}")
    }

    /// The cookie of a participant.
    pub async fn participant(&self, id: Uuid) -> String {
        self.sign_in(Subject::Participant { id, lab: self.cafe.lab }).await
    }

    /// A page of the session, for the facilitator.
    pub async fn get(&self, path: &str) -> Answer {
        self.get_as(Lang::It, path, &self.cookie).await
    }

    /// The same in another language.
    pub async fn get_in(&self, lang: Lang, path: &str) -> Answer {
        self.get_as(lang, path, &self.cookie).await
    }

    pub async fn get_as(&self, lang: Lang, path: &str, cookie: &str) -> Answer {
        let path = format!("/{lang}/sessions/{}/{path}", self.cafe.session);
        self.site.get_with(&path, &[("cookie", cookie)]).await
    }

    /// An open page asks again, as htmx does; without a cookie, as the facilitator.
    pub async fn look_again(&self, address: &str, cookie: Option<&str>) -> Answer {
        let cookie = cookie.unwrap_or(&self.cookie);
        self.site
            .get_with(&address.replace("&amp;", "&"), &[("cookie", cookie), ("hx-request", "true")])
            .await
    }

    /// A form of the session with the version and block that its page would hold.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let (version, block) = (self.version().await.to_string(), self.cafe.block.to_string());
        let mut all = vec![("version", version), ("block", block)];
        all.extend(fields.iter().map(|(name, value)| (*name, (*value).to_owned())));
        self.post_as_it_is(path, &all).await
    }

    pub async fn post_as_it_is(&self, path: &str, fields: &[(&str, String)]) -> Answer {
        let pairs: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.send_as(&format!("/it/sessions/{}/{path}", self.cafe.session), &pairs, &self.cookie).await
    }

    /// Any page, for whoever has no cookie.
    pub async fn open(&self, path: &str) -> Answer {
        self.site.get(path).await
    }

    pub async fn send(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send_as(path, fields, "").await
    }

    async fn send_as(&self, path: &str, fields: &[(&str, &str)], cookie: &str) -> Answer {
        let pairs: Vec<_> = fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        let query = reticolo_web::fields::query(&pairs);
        let body = Body::from(query.trim_start_matches('?').to_owned());
        let headers = [("content-type", "application/x-www-form-urlencoded"), ("cookie", cookie)];
        self.site.ask(Method::POST, path, &headers, body).await
    }

    /// Sends a photograph of a sheet as a form does.
    pub async fn photograph(&self, code: &str, file: &[u8]) -> Answer {
        let head = format!(
            "--edge\r\nContent-Disposition: form-data; name=\"code\"\r\n\r\n{code}\r\n--edge\r\nContent-Disposition: form-data; \
             name=\"photo\"; filename=\"../../etc/photo.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n"
        );
        let body = [head.as_bytes(), file, b"\r\n--edge--\r\n"].concat();
        let headers = [("content-type", "multipart/form-data; boundary=edge")];
        self.site.ask(Method::POST, "/it/sheet/photo", &headers, Body::from(body)).await
    }
}

/// A small JPEG whose notes tell where it was taken.
pub fn jpeg_with_a_place() -> Vec<u8> {
    let notes = b"Exif\0\0II*\0\x08\0\0\0\0\0 GPS 41.12N";
    let length = u16::try_from(notes.len() + 2).unwrap().to_be_bytes();
    let scan = [0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9];
    [&[0xff, 0xd8, 0xff, 0xe1][..], &length, notes, &scan].concat()
}
