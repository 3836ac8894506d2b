//! The Living Lab: programme, people, console, table, plenary, what follows.

mod answers;
mod commitments;
mod experiments;
mod follow;
mod groups;
mod mine;
mod procedure_drafts;
pub mod report;

use crate::App;
use axum::Router;

/// Everything under `/{lang}/labs`, `/{lang}/sessions` and `/{lang}/join`.
pub fn routes() -> Router<App> {
    Router::new()
        .merge(answers::routes())
        .merge(commitments::routes())
        .merge(experiments::routes())
        .merge(groups::routes())
        .merge(mine::routes())
        .merge(procedure_drafts::routes())
        .merge(report::routes())
}
