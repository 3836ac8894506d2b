//! What went wrong, said in the person's language with what to do next; as a JSON problem to programs.

use crate::{App, Visit, render, visit};
use askama::Template;
use axum::{
    Json,
    body::Body,
    extract::{FromRequestParts as _, Request, State},
    http::{HeaderMap, HeaderValue, Response as HttpResponse, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use reticolo_base::{Kind, Lang, Refusal};
use reticolo_words::{Value, Words};
use std::any::Any;

/// Why a request got no answer. It becomes a page, or a JSON problem, on the way out.
#[derive(Debug, Clone)]
pub struct Fault {
    /// The status.
    pub status: StatusCode,
    /// The key of a message that says more than the status, and its variables.
    pub message: Option<(&'static str, Vec<(&'static str, String)>)>,
}

impl Fault {
    /// A status alone.
    pub fn of(status: StatusCode) -> Self {
        Self { status, message: None }
    }

    /// There is no such page or thing, or one may not see it.
    pub fn not_found() -> Self {
        Self::of(StatusCode::NOT_FOUND)
    }

    /// Our own mistake; the cause was logged where it was found.
    pub fn broken() -> Self {
        Self::of(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// A refusal by its message key.
    pub fn said(status: StatusCode, key: &'static str) -> Self {
        Self { status, message: Some((key, Vec::new())) }
    }

    /// A failure of the database: logged here, once.
    pub fn store(failure: &reticolo_store::Failure) -> Self {
        tracing::error!(cause = ?failure, "the database failed");
        Self::of(StatusCode::SERVICE_UNAVAILABLE)
    }
}

/// The status of a kind of refusal.
pub fn status_of(kind: Kind) -> StatusCode {
    match kind {
        Kind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        Kind::NotFound => StatusCode::NOT_FOUND,
        Kind::Conflict => StatusCode::CONFLICT,
        Kind::TooMany => StatusCode::TOO_MANY_REQUESTS,
        Kind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// The message of a refusal in a language.
pub fn message(refusal: &dyn Refusal, words: &Words) -> String {
    let args: Vec<_> = refusal.args().into_iter().map(|(name, value)| (name, Value::from(value))).collect();
    words.say_with(refusal.key(), &args)
}

impl<R: Refusal> From<R> for Fault {
    fn from(refusal: R) -> Self {
        let status = status_of(refusal.kind());
        if status.is_server_error() {
            tracing::error!(cause = ?refusal, "refused");
        }
        Self { status, message: Some((refusal.key(), refusal.args())) }
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// The answer after a panic; the panic itself is in the log.
// The layer hands the payload over by value.
#[allow(clippy::needless_pass_by_value)]
pub fn panicked(_: Box<dyn Any + Send>) -> HttpResponse<Body> {
    tracing::error!("a request panicked");
    Fault::broken().into_response()
}

#[derive(Template)]
#[template(path = "error.html")]
struct Page {
    shell: crate::Shell,
    heading: String,
    text: String,
    number: u16,
    request: String,
}

/// Gives every bare error (ours, the router's, a limit's, a panic's) its page or its JSON problem.
pub async fn dress(State(app): State<App>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let lang = visit::preferred(parts.uri.path(), &parts.headers);
    let json = wants_json(parts.uri.path(), &parts.headers);
    let visit = Visit::from_request_parts(&mut parts, &app).await.ok();
    let visit = visit.unwrap_or_else(|| Visit::astray(&parts, &app, lang));
    let response = next.run(Request::from_parts(parts, body)).await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) || has_page(&response) {
        return response;
    }
    let fault = response.extensions().get::<Fault>().cloned().unwrap_or_else(|| Fault::of(status));
    let mut dressed = if json { problem(&fault, lang) } else { error_page(&fault, &visit) };
    for name in [header::ALLOW, header::RETRY_AFTER] {
        if let Some(value) = response.headers().get(&name) {
            dressed.headers_mut().insert(name, value.clone());
        }
    }
    dressed.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    dressed
}

fn has_page(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    kind.starts_with("text/html") || kind.contains("json")
}

fn wants_json(path: &str, headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    path.starts_with("/api/") || (accept.contains("json") && !accept.contains("text/html"))
}

/// Title and text of a fault, by its status and, where there is one, its own message.
fn said(fault: &Fault, words: &Words) -> (String, String) {
    let (title, text) = match fault.status.as_u16() {
        404 | 410 => ("error-404-title", "error-404-text"),
        405 => ("error-405-title", "error-405-text"),
        403 => ("error-403-title", "error-403-text"),
        409 => ("error-409-title", "error-409-text"),
        413 | 414 | 431 => ("error-413-title", "error-413-text"),
        429 => ("error-429-title", "error-429-text"),
        408 | 503 | 504 => ("error-503-title", "error-503-text"),
        400..=499 => ("error-422-title", "error-422-text"),
        _ => ("error-500-title", "error-500-text"),
    };
    let own = fault.message.as_ref().map(|(key, args)| {
        let args: Vec<_> = args.iter().map(|(name, value)| (*name, Value::from(value))).collect();
        words.say_with(key, &args)
    });
    (words.say(title).into_owned(), own.unwrap_or_else(|| words.say(text).into_owned()))
}

fn problem(fault: &Fault, lang: Lang) -> Response {
    let (title, detail) = said(fault, Words::of(lang));
    let body = serde_json::json!({
        "type": "about:blank", "title": title, "status": fault.status.as_u16(), "detail": detail,
        "code": fault.message.as_ref().map(|(key, _)| *key),
    });
    let kind = HeaderValue::from_static("application/problem+json");
    (fault.status, [(header::CONTENT_TYPE, kind)], Json(body).into_response().into_body()).into_response()
}

fn error_page(fault: &Fault, visit: &Visit) -> Response {
    let (heading, text) = said(fault, visit.words());
    let shell = visit.shell(heading.clone()).kept_from_robots();
    let number = fault.status.as_u16();
    let page = Page { shell, heading, text, number, request: visit.ctx.request.to_string() };
    // Without a page there is still the status: never a loop.
    render::with_status(fault.status, &page).unwrap_or_else(|_| fault.status.into_response())
}
