//! The Living Lab: programme, people, console, table, plenary, what follows.

pub mod form;
mod journey;
mod labs;
mod practices;
mod problems;
mod run;
pub mod said;
mod sessions;
mod translate;

use crate::App;
use axum::Router;

/// Everything under `/{lang}/labs`, `/{lang}/sessions` and `/{lang}/join`.
pub fn routes() -> Router<App> {
    Router::new()
        .merge(labs::routes())
        .merge(sessions::routes())
        .merge(problems::routes())
        .merge(practices::routes())
        .merge(translate::routes())
        .merge(journey::routes())
        .merge(run::routes())
}

/// What takes more than a form: it has limits of its own.
pub fn uploads() -> Router<App> {
    Router::new().merge(run::uploads())
}
