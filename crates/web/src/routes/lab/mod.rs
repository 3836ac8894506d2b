//! The Living Lab: programme, people, console, table, plenary, what follows.

pub mod table;

use crate::App;
use axum::Router;

/// Everything under `/{lang}/labs`, `/{lang}/sessions` and `/{lang}/join`.
pub fn routes() -> Router<App> {
    Router::new().merge(table::routes())
}
