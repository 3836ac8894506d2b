//! What machines ask: am I alive, may I index, how do I install.

use crate::{App, Fault, render::Answer};
use axum::{
    Json, Router,
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
    routing::get,
};
use reticolo_base::Lang;
use serde_json::json;

/// `/healthz`, `/robots.txt` and the web manifest.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/healthz", get(health))
        .route("/robots.txt", get(robots))
        .route("/manifest/{file}", get(manifest))
}

/// 200 when the database answers, else 503.
async fn health(State(app): State<App>) -> Answer {
    app.db.ping().await.map_err(|failure| Fault::store(&failure))?;
    let body = Json(json!({ "status": "ok", "version": env!("CARGO_PKG_VERSION") }));
    Ok(([(header::CACHE_CONTROL, "no-store")], body).into_response())
}

async fn robots(State(app): State<App>) -> Response {
    let base = &app.settings.base_url;
    let text = if app.settings.demonstration {
        "User-agent: *\nDisallow: /\n".to_owned()
    } else {
        format!("User-agent: *\nDisallow: /*/path\nDisallow: /*/find\nSitemap: {base}/sitemap.xml\n")
    };
    ([(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"))], text).into_response()
}

/// The manifest of the installable page, one per language: `/manifest/fr.webmanifest`.
async fn manifest(State(app): State<App>, Path(file): Path<String>) -> Answer {
    let code = file.strip_suffix(".webmanifest").ok_or_else(Fault::not_found)?;
    let lang = Lang::ALL.into_iter().find(|l| l.code() == code).ok_or_else(Fault::not_found)?;
    let name = app.settings.name.words(lang);
    let body = json!({
        "name": name, "short_name": name, "lang": code, "dir": lang.direction().code(),
        "start_url": format!("/{code}/"), "scope": "/", "display": "standalone",
        "background_color": "#ffffff", "theme_color": "#0066cc",
        "icons": [{ "src": "/favicon.svg", "sizes": "any", "type": "image/svg+xml", "purpose": "any" }],
    });
    let kind = HeaderValue::from_static("application/manifest+json");
    let keep = HeaderValue::from_static("public, max-age=86400");
    Ok(([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, keep)], body.to_string()).into_response())
}
