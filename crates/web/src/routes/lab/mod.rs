//! The Living Lab: programme, people, console, table, plenary, what follows.

mod choice;
mod harvest;
mod plenary;
mod proposals;
mod votes;

use crate::App;
use axum::Router;

/// Everything under `/{lang}/labs`, `/{lang}/sessions` and `/{lang}/join`.
pub fn routes() -> Router<App> {
    Router::new()
        .merge(plenary::routes())
        .merge(votes::routes())
        .merge(proposals::routes())
        .merge(choice::routes())
}
