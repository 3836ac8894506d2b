//! What was wrong with a request, for programs (RFC 9457), in English.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use reticolo_store::Failure;
use serde_json::json;

/// Why a request got no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    status: StatusCode,
    detail: String,
    parameter: Option<String>,
}

impl Problem {
    /// A value that cannot be read: 400, naming the parameter.
    pub fn value(parameter: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { status: StatusCode::BAD_REQUEST, detail: detail.into(), parameter: Some(parameter.into()) }
    }

    /// Values that can be read, but to which there is no answer: 422, naming the parameter.
    pub fn meaning(parameter: impl Into<String>, detail: impl Into<String>) -> Self {
        Self {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            detail: detail.into(),
            parameter: Some(parameter.into()),
        }
    }

    /// A status with an explanation.
    pub fn of(status: StatusCode, detail: impl Into<String>) -> Self {
        Self { status, detail: detail.into(), parameter: None }
    }

    /// There is no such thing.
    pub fn not_found(detail: impl Into<String>) -> Self {
        Self::of(StatusCode::NOT_FOUND, detail)
    }

    /// The problem of an answer that says nothing but its status.
    pub fn bare(status: StatusCode) -> Self {
        let detail = match status.as_u16() {
            404 => "There is no such address in this API.",
            405 => "This address takes other methods: see the Allow header.",
            413 => "The body is too long.",
            429 => "Too many requests from your address. Wait for the seconds in Retry-After.",
            503 => "The directory cannot answer right now. Try again in a minute.",
            400..=499 => "The request was not understood.",
            _ => "We made a mistake. Try again in a minute.",
        };
        Self::of(status, detail)
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        tracing::error!(cause = ?failure, "the database failed");
        Self::bare(StatusCode::SERVICE_UNAVAILABLE)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let title = self.status.canonical_reason().unwrap_or("Problem");
        let mut body = json!({
            "type": "about:blank", "title": title, "status": self.status.as_u16(), "detail": self.detail,
        });
        if let (Some(parameter), Some(map)) = (self.parameter, body.as_object_mut()) {
            map.insert("parameter".to_owned(), parameter.into());
        }
        let kind = HeaderValue::from_static("application/problem+json");
        let keep = HeaderValue::from_static("no-store");
        (self.status, [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, keep)], body.to_string())
            .into_response()
    }
}
