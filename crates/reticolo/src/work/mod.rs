//! What runs beside the pages: hearing of changes, taking them into the index, doing jobs.

mod jobs;
pub mod mail;
pub mod moving;
mod registry;

pub use registry::Tools;

use crate::clock;
use reticolo_directory::find::Finder;
use reticolo_store::Db;
use std::{sync::Arc, time::Duration};

/// How often the index looks after itself although nothing was heard: hours move on.
const UPKEEP: Duration = Duration::from_secs(60);

/// Starts the work; it ends with the process.
pub fn start(finder: &Arc<Finder>, tools: Tools) {
    let listening = tools.db.clone();
    tokio::spawn(async move { listening.listen().await });
    tokio::spawn(keep_index(tools.db.clone(), finder.clone()));
    tokio::spawn(jobs::do_for_ever(tools));
}

async fn keep_index(db: Db, finder: Arc<Finder>) {
    let mut newest = db.newest();
    loop {
        match finder.refresh(&db, clock::now()).await {
            Ok(true) => {
                tracing::info!(
                    services = finder.services(),
                    revision = finder.revision(),
                    "the index is new"
                );
            }
            Ok(false) => {}
            Err(error) => tracing::error!(%error, "the index goes on with what it has"),
        }
        let _ = tokio::time::timeout(UPKEEP, newest.changed()).await;
    }
}
