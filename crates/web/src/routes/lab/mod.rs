//! The Living Lab: programme, people, console, table, plenary, what follows.

pub mod join;
pub mod people;

use crate::App;
use axum::Router;

/// Everything under `/{lang}/labs`, `/{lang}/sessions` and `/{lang}/join`.
pub fn routes() -> Router<App> {
    Router::new().merge(people::routes()).merge(join::routes())
}

/// What takes more than a form: it has limits of its own.
pub fn uploads() -> Router<App> {
    Router::new().merge(people::uploads())
}
