//! What is known of a request afterwards: its number, its route, its status, its time. Never its query, address or body.

use crate::App;
use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderValue, header::HeaderName},
    middleware::Next,
    response::Response,
};
use std::time::Instant as Stopwatch;
use uuid::Uuid;

/// The number of a request: in the log, in the audit and in the answer's `X-Request-Id`.
#[derive(Debug, Clone, Copy)]
pub struct RequestId(pub Uuid);

/// Numbers, times, counts and logs each request.
pub async fn observe(State(_): State<App>, mut request: Request, next: Next) -> Response {
    let id = Uuid::now_v7();
    request.extensions_mut().insert(RequestId(id));
    let method = request.method().clone();
    // The route, not the path: a path may hold a code that only its owner knows.
    let route = request.extensions().get::<MatchedPath>().map_or("unknown", MatchedPath::as_str).to_owned();
    let begun = Stopwatch::now();
    let mut response = next.run(request).await;
    let took = begun.elapsed();
    let status = response.status().as_u16();
    metrics::counter!("reticolo_requests_total", "route" => route.clone(), "status" => status.to_string())
        .increment(1);
    metrics::histogram!("reticolo_request_seconds", "route" => route.clone()).record(took.as_secs_f64());
    tracing::info!(request = %id, %method, route, status, micros = took.as_micros(), "answered");
    if let Ok(value) = HeaderValue::from_str(&id.to_string()) {
        response.headers_mut().insert(HeaderName::from_static("x-request-id"), value);
    }
    response
}
