//! The headers of every answer, and what must hold of a request before it reaches a page.

use crate::{App, Fault, Settings};
use axum::{
    body::to_bytes,
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};

const PERMISSIONS: &str = "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(self), gyroscope=(), \
    microphone=(), midi=(), payment=(), usb=(), browsing-topics=(), interest-cohort=()";

/// Sets the security headers. What a handler set itself stays.
pub async fn security(State(app): State<App>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let fixed = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), PERMISSIONS),
    ];
    for (name, value) in fixed {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if let Ok(policy) = HeaderValue::from_str(&policy(&app.settings)) {
        headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(policy);
    }
    if app.settings.base_url.starts_with("https://") {
        let year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        headers.entry(header::STRICT_TRANSPORT_SECURITY).or_insert(year);
    }
    if app.settings.demonstration {
        headers
            .insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex, nofollow"));
    }
    response
}

/// The content security policy: everything from here, nothing inline, nothing from elsewhere but configured map pictures.
fn policy(settings: &Settings) -> String {
    let tiles = settings.tiles.as_ref().and_then(|t| t.origin()).map(|o| format!(" {o}")).unwrap_or_default();
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'{tiles}; \
         connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}

/// Refuses what another site makes a reader's browser send (cross-site request forgery). The open API has no cookies and
/// is for everyone.
pub async fn same_origin(State(app): State<App>, request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if safe || request.uri().path().starts_with("/api/") || is_own(request.headers(), &app.settings) {
        return next.run(request).await;
    }
    Fault::of(StatusCode::FORBIDDEN).into_response()
}

/// Whether the browser says that the request comes from one of our pages. Without a browser there is nobody to trick.
pub(crate) fn is_own(headers: &HeaderMap, settings: &Settings) -> bool {
    let text = |name: HeaderName| headers.get(name).map(|v| v.to_str().unwrap_or("?"));
    if let Some(site) = text(HeaderName::from_static("sec-fetch-site")) {
        return matches!(site, "same-origin" | "none");
    }
    match (text(header::ORIGIN), text(header::HOST)) {
        (None, _) => true,
        (Some(origin), host) => {
            let own_host = host.is_some_and(|h| origin.split_once("://").is_some_and(|(_, o)| o == h));
            origin == settings.base_url || own_host
        }
    }
}

/// Gives pages an entity tag, so that an unchanged page costs a few bytes.
pub async fn caching(State(_): State<App>, request: Request, next: Next) -> Response {
    let reading = matches!(*request.method(), Method::GET | Method::HEAD);
    let known = request.headers().get(header::IF_NONE_MATCH).cloned();
    let response = next.run(request).await;
    let html =
        response.headers().get(header::CONTENT_TYPE).is_some_and(|v| v.as_bytes().starts_with(b"text/html"));
    if !reading
        || !html
        || response.status() != StatusCode::OK
        || response.headers().contains_key(header::CACHE_CONTROL)
    {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else { return Fault::broken().into_response() };
    let hash = blake3::hash(&bytes).to_hex();
    // Weak: the same page, whichever way it is compressed.
    let Ok(tag) = HeaderValue::from_str(&format!("W/\"{}\"", hash.chars().take(20).collect::<String>()))
    else {
        return Fault::broken().into_response();
    };
    let same = known.is_some_and(|k| k == tag);
    parts.headers.insert(header::ETAG, tag);
    parts.headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    if same {
        parts.status = StatusCode::NOT_MODIFIED;
        parts.headers.remove(header::CONTENT_LENGTH);
        return (parts, ()).into_response();
    }
    (parts, bytes).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Tiles;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(n, v)| (HeaderName::from_static(n), v.parse().unwrap())).collect()
    }

    #[test]
    fn the_policy_allows_nothing_inline_and_nobody_else() {
        let policy = policy(&Settings::default());
        assert!(!policy.contains("unsafe") && !policy.contains("http") && !policy.contains('*'), "{policy}");
    }

    #[test]
    fn a_configured_map_server_enters_for_pictures_only() {
        let tiles = Tiles { template: "https://tiles.example/{z}/{x}/{y}.png".into(), credit: "x".into() };
        let policy = policy(&Settings { tiles: Some(tiles), ..Settings::default() });
        assert!(policy.contains("img-src 'self' https://tiles.example;"), "{policy}");
        assert_eq!(policy.matches("tiles.example").count(), 1);
    }

    #[test]
    fn another_site_is_not_our_own() {
        let settings = Settings::default();
        assert!(!is_own(&headers(&[("sec-fetch-site", "cross-site")]), &settings));
        assert!(!is_own(
            &headers(&[("origin", "https://evil.example"), ("host", "localhost:8080")]),
            &settings
        ));
        assert!(!is_own(&headers(&[("origin", "null")]), &settings));
        assert!(is_own(&headers(&[("sec-fetch-site", "same-origin")]), &settings));
        assert!(is_own(
            &headers(&[("origin", "http://127.0.0.1:9000"), ("host", "127.0.0.1:9000")]),
            &settings
        ));
        assert!(is_own(&HeaderMap::new(), &settings));
    }
}
