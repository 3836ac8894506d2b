//! The demonstration network behind the API, and ways to ask it.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode},
};
use reticolo_base::{Instant, Lang, Text};
use reticolo_directory::{
    book::{self, Vanished},
    demo,
    records::Records,
};
use reticolo_store::Db;
use reticolo_testkit::{at, on_both};
use reticolo_web::{App, Settings, app};
use serde_json::Value;
use std::sync::OnceLock;
use tower::ServiceExt as _;

/// The moment of all tests: a Monday, ten in the morning in Rome.
pub const NOW: &str = "2026-11-23T09:00:00Z";

/// Where the standard's API begins.
pub const BASE: &str = "/api/hsds/v3";

/// The records of the demonstration.
pub fn records() -> &'static Records {
    static RECORDS: OnceLock<Records> = OnceLock::new();
    RECORDS.get_or_init(|| demo::records("2026-11-23".parse().unwrap()).unwrap().records)
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|e| panic!("{e}: {}", self.text))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The objects of a page.
    pub fn contents(&self) -> Vec<Value> {
        assert_eq!(self.status, StatusCode::OK, "{}", self.text);
        self.json()["contents"].as_array().unwrap().clone()
    }

    pub fn total(&self) -> u64 {
        assert_eq!(self.status, StatusCode::OK, "{}", self.text);
        self.json()["total_items"].as_u64().unwrap()
    }

    /// A refusal: its status and the parameter that it names.
    pub fn refusal(&self) -> (u16, String) {
        assert_eq!(self.header("content-type"), "application/problem+json", "{}", self.text);
        assert_eq!(self.header("access-control-allow-origin"), "*");
        let problem = self.json();
        assert_eq!(problem["status"], self.status.as_u16());
        assert!(problem["detail"].as_str().unwrap().len() > 10);
        (self.status.as_u16(), problem["parameter"].as_str().unwrap_or_default().to_owned())
    }
}

/// A site with the demonstration network.
pub struct Network {
    pub router: Router,
    pub db: Db,
}

impl Network {
    pub async fn of(db: Db, settings: Settings) -> Self {
        book::save(&db, &at(NOW), "demo", records(), Vanished::Remove).await.unwrap();
        let settings = Settings { name: Text::of(Lang::It, "Rete di prova"), ..settings };
        let clock = || NOW.parse::<Instant>().unwrap();
        Self { router: app(App::new(db.clone(), settings, clock)), db }
    }

    pub async fn ask(
        &self,
        method: Method,
        address: &str,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Answer {
        let request = Request::builder().method(method).uri(address);
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        let response = self.router.clone().oneshot(request.body(body.into()).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 100_000_000).await.unwrap();
        Answer {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8(bytes.to_vec()).unwrap(),
        }
    }

    /// GET below the API's base.
    pub async fn get(&self, path: &str) -> Answer {
        self.ask(Method::GET, &format!("{BASE}{path}"), &[], Body::empty()).await
    }

    /// POST of JSON below the API's base.
    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        let kind = [("content-type", "application/json")];
        self.ask(Method::POST, &format!("{BASE}{path}"), &kind, body.to_string()).await
    }
}

/// Tells a story of the network on both engines.
pub async fn with_network(story: impl AsyncFn(Network)) {
    on_both(async |db| story(Network::of(db, Settings::default()).await).await).await;
}

/// The ids of objects, in order.
pub fn ids(objects: &[Value]) -> Vec<String> {
    objects.iter().map(|object| object["id"].as_str().unwrap().to_owned()).collect()
}
