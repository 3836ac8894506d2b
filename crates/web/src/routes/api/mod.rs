//! The open API: Open Referral HSDS 3.1 at `/api/hsds/v3`, without a key, for everyone.
//!
//! [`endpoint`] is the one table of what there is and which parameters it takes: the routes, the reading of parameters
//! and the OpenAPI document are all made from it. `docs/api.md` explains it to integrators.

pub mod endpoint;
mod etag;
mod given;
mod guard;
mod list;
mod objects;
mod one;
mod openapi;
mod page;
mod parameter;
mod problem;
mod selection;
mod shelf;
mod texts;
mod value;

pub use guard::{BURST, PER_SECOND};
pub use problem::Problem;

use crate::{App, Shell, Visit, render, render::Answer, routes::home, visit};
use askama::Template;
use axum::{
    Json, Router,
    extract::{Path, Request, State},
    http::HeaderMap,
    response::{IntoResponse as _, Response},
    routing::get,
};
use endpoint::{ENDPOINTS, Shape};
use shelf::Shelf;
use std::sync::Arc;

/// Where the standard's API begins.
pub const BASE: &str = "/api/hsds/v3";

/// The methods of what is only read.
const READ: &str = "GET,HEAD,OPTIONS";
/// The methods of lists.
const READ_AND_POST: &str = "GET,HEAD,POST,OPTIONS";

/// The API, its description and its page for people.
pub fn routes() -> Router<App> {
    api().merge(Router::new().route("/{lang}/api", get(page)))
}

fn api() -> Router<App> {
    let shelf = Arc::new(Shelf::default());
    let mut router = Router::new()
        .route("/api", get(door))
        .route("/api/openapi.json", get(description).options(|| guard::methods(READ)))
        .route(BASE, get(root).options(|| guard::methods(READ)))
        .route(&format!("{BASE}/"), get(root).options(|| guard::methods(READ)));
    for endpoint in &ENDPOINTS {
        let path = endpoint.address();
        router = match endpoint.shape {
            Shape::List => {
                let (for_get, for_post) = (Arc::clone(&shelf), Arc::clone(&shelf));
                let asked = move |State(app): State<App>, request: Request| {
                    list::answer(app, for_get, endpoint, request)
                };
                let posted = move |State(app): State<App>, request: Request| {
                    list::answer(app, for_post, endpoint, request)
                };
                router.route(&path, get(asked).post(posted).options(|| guard::methods(READ_AND_POST)))
            }
            Shape::One => {
                let shelf = Arc::clone(&shelf);
                let asked = move |State(app): State<App>, Path(id): Path<String>, request: Request| {
                    one::answer(app, shelf, endpoint, id, request)
                };
                router.route(&path, get(asked).options(|| guard::methods(READ)))
            }
        };
    }
    router
        .route(
            "/api/{*rest}",
            axum::routing::any(|| async { Problem::not_found("There is no such address in this API.") }),
        )
        .layer(axum::middleware::from_fn(guard::open))
}

/// `/api` leads people to the page in their language.
async fn door(headers: HeaderMap) -> Response {
    home::to(visit::preferred("/", &headers), "api")
}

/// What this API is.
async fn root(State(app): State<App>) -> Response {
    let base = &app.settings.base_url;
    let about = serde_json::json!({
        "version": "3.1",
        "profile": format!("{base}/en/api"),
        "openapi_url": format!("{base}/api/openapi.json"),
    });
    (etag::keep(), Json(about)).into_response()
}

async fn description(State(app): State<App>) -> Response {
    (etag::keep(), Json(openapi::document(&app.settings))).into_response()
}

#[derive(Template)]
#[template(path = "api.html")]
struct Page {
    shell: Shell,
    base: String,
    openapi: String,
    parameters: Vec<&'static parameter::Parameter>,
}

async fn page(visit: Visit) -> Answer {
    let title = visit.words().say("api-title").into_owned();
    let base = &visit.app.settings.base_url;
    render::page(&Page {
        base: format!("{base}{BASE}"),
        openapi: format!("{base}/api/openapi.json"),
        parameters: parameter::ours().collect(),
        shell: visit.shell(title),
    })
}
