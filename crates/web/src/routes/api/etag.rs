//! Answers that did not change cost a few bytes: an entity tag from the directory's revision and what was asked.

use axum::{
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse as _, Response},
};
use jiff::civil::Date;

const KEEP: &str = "public, max-age=60";

/// What may be kept for a minute.
pub fn keep() -> [(HeaderName, HeaderValue); 1] {
    [(header::CACHE_CONTROL, HeaderValue::from_static(KEEP))]
}

/// The tag of an answer. Hours and schedules depend on the day.
pub fn tag(revision: i64, uri: &Uri, today: Date) -> Option<HeaderValue> {
    let asked = format!("{}\n{revision}\n{today}\n{uri}", env!("CARGO_PKG_VERSION"));
    let hash: String = blake3::hash(asked.as_bytes()).to_hex().chars().take(20).collect();
    // Weak: the same answer, whichever way it is compressed.
    HeaderValue::from_str(&format!("W/\"{hash}\"")).ok()
}

/// 304 when the reader has this answer already.
pub fn unchanged(headers: &HeaderMap, tag: &HeaderValue) -> Option<Response> {
    let ours = opaque(tag.to_str().ok()?);
    let known = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|known| known.to_str().ok());
    let same = known
        .flat_map(|known| known.split(','))
        .map(str::trim)
        .any(|known| known == "*" || opaque(known) == ours);
    same.then(|| {
        let mut response = StatusCode::NOT_MODIFIED.into_response();
        stamp(&mut response, Some(tag.clone()));
        response
    })
}

/// Weak comparison (RFC 9110, 8.8.3.2).
fn opaque(tag: &str) -> &str {
    tag.strip_prefix("W/").unwrap_or(tag)
}

/// Puts tag and keeping on an answer; without a tag nobody may keep it.
pub fn stamp(response: &mut Response, tag: Option<HeaderValue>) {
    let keep = HeaderValue::from_static(if tag.is_some() { KEEP } else { "no-store" });
    response.headers_mut().insert(header::CACHE_CONTROL, keep);
    response.headers_mut().extend(tag.map(|tag| (header::ETAG, tag)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn another_revision_question_or_day_has_another_tag() {
        let (a, b): (Uri, Uri) = ("/x?page=1".parse().unwrap(), "/x?page=2".parse().unwrap());
        let today = date(2026, 11, 23);
        let first = tag(1, &a, today);
        assert_eq!(first, tag(1, &a, today));
        assert!(
            first != tag(2, &a, today)
                && first != tag(1, &b, today)
                && first != tag(1, &a, date(2026, 11, 24))
        );
    }

    #[test]
    fn a_known_tag_is_recognised_in_any_list() {
        let ours = HeaderValue::from_static("W/\"abc\"");
        let known = |text: &'static str| {
            let headers: HeaderMap =
                [(header::IF_NONE_MATCH, HeaderValue::from_static(text))].into_iter().collect();
            unchanged(&headers, &ours).map(|response| response.status())
        };
        for same in ["W/\"abc\"", "\"abc\"", "\"x\", W/\"abc\"", "*"] {
            assert_eq!(known(same), Some(StatusCode::NOT_MODIFIED), "{same}");
        }
        assert_eq!(known("\"x\""), None);
    }
}
