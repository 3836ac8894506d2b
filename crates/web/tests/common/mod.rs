//! The application as a whole, asked as a browser asks it.
#![allow(dead_code, clippy::unwrap_used)] // Each test file uses a part, and all of it is for tests.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode},
};
use reticolo_base::{Instant, Lang, Text};
use reticolo_store::Db;
use reticolo_web::{App, Settings, app};
use tower::ServiceExt as _;

/// The pages that need no data.
pub const PAGES: [&str; 6] = ["", "about", "accessibility", "privacy", "demo", "needs/work"];

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

/// The site with an empty database.
pub struct Site(pub Router);

impl Site {
    pub async fn open() -> Self {
        Self::with(Settings::default()).await
    }

    pub async fn with(settings: Settings) -> Self {
        Self(app(state(settings).await))
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.ask(Method::GET, path, &[], Body::empty()).await
    }

    pub async fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.ask(Method::GET, path, headers, Body::empty()).await
    }

    pub async fn ask(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Body) -> Answer {
        let request = Request::builder().method(method).uri(path);
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        let response = self.0.clone().oneshot(request.body(body).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, 10_000_000).await.unwrap().to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    }
}

/// What every request needs, at noon of one day.
pub async fn state(settings: Settings) -> App {
    let settings = Settings { name: Text::of(Lang::It, "Reticolo di prova"), ..settings };
    App::new(Db::open("sqlite::memory:").await.unwrap(), settings, || Instant(1_795_432_800_000_000))
}

/// Every page in every language.
pub fn addresses() -> Vec<String> {
    let pages = |lang: Lang| PAGES.map(|page| format!("/{lang}/{page}"));
    Lang::ALL.into_iter().flat_map(pages).collect()
}

/// The values of an attribute in HTML, in order.
pub fn attribute(html: &str, name: &str) -> Vec<String> {
    let start = format!(" {name}=\"");
    html.split(&start)
        .skip(1)
        .filter_map(|rest| Some(rest.split('"').next()?.replace("&#38;", "&")))
        .collect()
}
