//! Style sheets, scripts, fonts and icons, built by `assets/build.mjs` and embedded under hashed names.

use crate::{App, Fault, Markup};
use axum::{
    Router,
    extract::Path,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse as _, Response},
    routing::get,
};
use rust_embed::RustEmbed;
use std::{borrow::Cow, collections::HashMap, sync::LazyLock};
use tower_http::compression::{
    DefaultPredicate,
    predicate::{NotForContentType, Predicate},
};

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/assets/dist"]
struct Dist;

/// Plain name → hashed name.
static MANIFEST: LazyLock<HashMap<String, String>> = LazyLock::new(|| table("manifest.json"));

/// Icon name → the inside of its SVG element.
static ICONS: LazyLock<HashMap<String, String>> = LazyLock::new(|| table("icons.json"));

fn table(name: &str) -> HashMap<String, String> {
    Dist::get(name).and_then(|file| serde_json::from_slice(&file.data).ok()).unwrap_or_default()
}

/// Whether the assets were built; without them pages are unstyled.
pub fn built() -> bool {
    !MANIFEST.is_empty()
}

/// The address of an asset by its plain name; an address that does not exist when the assets were not built.
pub fn address(name: &str) -> String {
    format!("/assets/{}", MANIFEST.get(name).map_or(name, String::as_str))
}

/// An icon, drawn in the colour of the text around it.
pub fn icon(name: &str) -> Markup {
    let Some(inside) = ICONS.get(name) else {
        if !built() {
            return Markup::default();
        }
        tracing::warn!(
            name,
            "an icon is missing: the build takes those it finds as icon(\"name\") and in the data"
        );
        return Markup("<svg class=\"icon icon-missing\" aria-hidden=\"true\"></svg>".to_owned());
    };
    Markup(format!(
        "<svg class=\"icon\" viewBox=\"0 0 24 24\" aria-hidden=\"true\" focusable=\"false\">{inside}</svg>"
    ))
}

/// Bytes over the wire of an asset by its address, brotli-compressed where that was built; `None` when there is none.
pub fn weight(address: &str) -> Option<usize> {
    let name = address.strip_prefix("/assets/")?;
    let file = Dist::get(&format!("{name}.br")).or_else(|| Dist::get(name))?;
    Some(file.data.len())
}

/// `/assets/{name}`.
pub fn routes() -> Router<App> {
    Router::new().route("/assets/{name}", get(asset)).route("/favicon.svg", get(favicon))
}

async fn favicon() -> Response {
    const DAY: HeaderValue = HeaderValue::from_static("public, max-age=86400");
    const SVG: HeaderValue = HeaderValue::from_static("image/svg+xml");
    ([(header::CONTENT_TYPE, SVG), (header::CACHE_CONTROL, DAY)], include_str!("../assets/favicon.svg"))
        .into_response()
}

async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Result<Response, Fault> {
    let kind = kind(&name).ok_or_else(Fault::not_found)?;
    let accepts = headers.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let brotli = accepts.split(',').any(|coding| coding.trim() == "br" || coding.trim().starts_with("br;"));
    let compressed = brotli.then(|| Dist::get(&format!("{name}.br"))).flatten();
    let encoded = compressed.is_some();
    let file = compressed.or_else(|| Dist::get(&name)).ok_or_else(Fault::not_found)?;
    let mut response = body(file.data);
    let out = response.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if encoded {
        out.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    Ok(response)
}

fn body(data: Cow<'static, [u8]>) -> Response {
    match data {
        Cow::Borrowed(bytes) => bytes.into_response(),
        Cow::Owned(bytes) => bytes.into_response(),
    }
}

/// Only what the build makes is served; the manifest, the table of icons and the compressed twins are not.
fn kind(name: &str) -> Option<&'static str> {
    match name.rsplit_once('.')?.1 {
        "css" => Some("text/css; charset=utf-8"),
        "js" => Some("text/javascript; charset=utf-8"),
        "woff2" => Some("font/woff2"),
        "svg" => Some("image/svg+xml"),
        "png" => Some("image/png"),
        _ => None,
    }
}

/// Compress what is text, is worth it and is not compressed already.
pub(crate) fn not_yet_compressed() -> impl Predicate {
    DefaultPredicate::new()
        .and(NotForContentType::const_new("font/"))
        .and(NotForContentType::const_new("text/event-stream"))
}
