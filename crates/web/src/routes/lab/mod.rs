//! The Living Lab: programme, people, console, table, plenary, what follows.

mod run;

use crate::App;
use axum::Router;

/// Everything under `/{lang}/labs`, `/{lang}/sessions` and `/{lang}/join`.
pub fn routes() -> Router<App> {
    Router::new().merge(run::routes())
}

/// What takes more than a form: it has limits of its own.
pub fn uploads() -> Router<App> {
    Router::new().merge(run::uploads())
}
