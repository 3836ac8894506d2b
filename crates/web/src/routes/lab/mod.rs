//! The Living Lab: programme, people, console, table, plenary, what follows.

mod answers;
mod choice;
mod commitments;
mod experiments;
mod follow;
pub mod form;
mod groups;
mod harvest;
pub mod join;
mod journey;
mod labs;
mod mine;
pub mod people;
mod plenary;
mod practices;
mod problems;
mod procedure_drafts;
mod proposals;
pub mod report;
mod run;
pub mod said;
mod sessions;
pub mod table;
mod translate;
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
        .merge(labs::routes())
        .merge(sessions::routes())
        .merge(problems::routes())
        .merge(practices::routes())
        .merge(translate::routes())
        .merge(journey::routes())
        .merge(run::routes())
        .merge(table::routes())
        .merge(answers::routes())
        .merge(commitments::routes())
        .merge(experiments::routes())
        .merge(groups::routes())
        .merge(mine::routes())
        .merge(procedure_drafts::routes())
        .merge(report::routes())
        .merge(people::routes())
        .merge(join::routes())
}

/// What takes more than a form: it has limits of its own.
pub fn uploads() -> Router<App> {
    Router::new().merge(run::uploads()).merge(people::uploads())
}
