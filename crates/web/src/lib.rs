//! The pages, rendered on the server, and the JSON API.
//!
//! [`app`] makes the router from an [`App`] (what every request needs). A handler takes a [`Visit`] (who asks for what, in
//! which language), calls one function of a domain and gives a template to [`render`]. What goes wrong is a [`Fault`];
//! [`errors`] turns it into a page in the person's language, or into a JSON problem.
//!
//! Pages work without JavaScript. No page asks anything of a third party.

pub mod assets;
pub mod errors;
pub mod fields;
pub mod headers;
pub mod jsonld;
pub mod layout;
pub mod limits;
pub mod map;
pub mod markup;
pub mod observe;
pub mod render;
pub mod routes;
pub mod secret;
pub mod session;
pub mod state;
pub mod visit;

pub use errors::Fault;
pub use layout::Shell;
pub use markup::Markup;
pub use routes::lab::report::{html as lab_minutes_html, paper as lab_minutes};
pub use state::{App, Contact, Settings, Tiles, Translate};
pub use visit::Visit;

use axum::{Router, http::StatusCode, middleware::from_fn_with_state};
use std::time::Duration;
use tower_http::{
    catch_panic::CatchPanicLayer, compression::CompressionLayer, limit::RequestBodyLimitLayer,
    timeout::TimeoutLayer,
};

/// The longest body that a page accepts, in bytes. Import goes through the command line.
pub const BODY_LIMIT: usize = 256 * 1024;

/// How long a request may take.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// Everything that is served. The innermost layer stands first.
pub fn app(state: App) -> Router {
    routes::all()
        .layer(RequestBodyLimitLayer::new(BODY_LIMIT))
        .merge(routes::lab::uploads())
        .layer(from_fn_with_state(state.clone(), headers::caching))
        .layer(from_fn_with_state(state.clone(), headers::same_origin))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, PATIENCE))
        .layer(CatchPanicLayer::custom(errors::panicked))
        .layer(from_fn_with_state(state.clone(), errors::dress))
        .layer(from_fn_with_state(state.clone(), headers::security))
        .layer(CompressionLayer::new().br(true).gzip(true).compress_when(assets::not_yet_compressed()))
        .layer(from_fn_with_state(state.clone(), observe::observe))
        .with_state(state)
}
