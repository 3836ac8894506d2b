//! From a template to a response.

use crate::Fault;
use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

/// What a handler returns.
pub type Answer = Result<Response, Fault>;

/// A page. It may be kept by the browser as long as the server confirms that it did not change.
///
/// # Errors
/// [`Fault`] when the template cannot be written.
pub fn page(template: &impl Template) -> Answer {
    with_status(StatusCode::OK, template)
}

/// A page that nobody may keep: what a person answered, or a theme that may put her in danger.
///
/// # Errors
/// [`Fault`] when the template cannot be written.
pub fn private(template: &impl Template) -> Answer {
    let mut response = page(template)?;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// A page with another status: 422 for a form that came back, 202 for what waits.
///
/// # Errors
/// [`Fault`] when the template cannot be written.
pub fn with_status(status: StatusCode, template: &impl Template) -> Answer {
    let html = template.render().map_err(|cause| {
        tracing::error!(%cause, "a template could not be written");
        Fault::broken()
    })?;
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    Ok((status, [(header::CONTENT_TYPE, kind)], html).into_response())
}
