//! The site over the demonstration network, as of one day.
#![allow(dead_code, clippy::unwrap_used)] // Each test file uses a part, and all of it is for tests.

use crate::common::{Answer, Site};
use axum::{body::Body, http::Method};
use reticolo_base::{Actor, Ctx, Instant, Lang};
use reticolo_directory::{book, demo, find::Finder, hsds::Service, records::Records};
use reticolo_store::Db;
use reticolo_web::{App, Settings, app};
use std::sync::Arc;
use uuid::Uuid;

/// A Monday, the 23rd of November 2026, at ten in the morning in Italy.
pub const NOW: Instant = Instant(1_795_424_400_000_000);

/// The site and what it was made from.
pub struct Network {
    pub site: Site,
    pub records: Records,
    pub db: Db,
    _folder: tempfile::TempDir,
}

impl Network {
    pub async fn open() -> Self {
        Self::changed(|_| {}).await
    }

    /// With something changed in the records.
    pub async fn changed(change: impl FnOnce(&mut Records)) -> Self {
        let db = Db::open("sqlite::memory:").await.unwrap();
        let ctx = Ctx::new(NOW, Actor::Console, Lang::It, Uuid::nil());
        db.migrate(&ctx, &[book::MIGRATIONS]).await.unwrap();
        let mut network = demo::records(NOW.day_in(&jiff::tz::TimeZone::UTC)).unwrap();
        change(&mut network.records);
        book::save(&db, &ctx, demo::SOURCE, &network.records, book::Vanished::Remove).await.unwrap();
        book::verify_all(&db, &ctx, &network.verified).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let finder = Finder::open(&db, folder.path(), NOW).await.unwrap();
        let settings = Settings { demonstration: true, ..Settings::default() };
        let state = App::new(db.clone(), settings, || NOW).with_finder(Arc::new(finder));
        Self { site: Site(app(state)), records: network.records, db, _folder: folder }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.site.get(path).await
    }

    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let pairs: Vec<_> = fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        let query = reticolo_web::fields::query(&pairs);
        let body = Body::from(query.trim_start_matches('?').to_owned());
        self.site
            .ask(Method::POST, path, &[("content-type", "application/x-www-form-urlencoded")], body)
            .await
    }

    /// The first service whose main need is this one.
    pub fn service(&self, need: &str) -> &Service {
        let main = |service: &&Service| service.profile.needs.first().is_some_and(|code| code == need);
        self.records.services.iter().find(main).unwrap()
    }

    pub fn card(&self, need: &str, lang: Lang) -> String {
        format!("/{lang}/services/{}", self.service(need).id)
    }
}

/// A text as it stands in HTML.
pub fn said(lang: Lang, key: &str) -> String {
    let text = reticolo_words::Words::of(lang).say(key);
    text.replace('&', "&#38;").replace('\'', "&#39;").replace('"', "&#34;")
}
