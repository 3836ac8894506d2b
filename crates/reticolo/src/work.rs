//! What runs beside the pages: hearing of changes, taking them into the index, doing jobs.

use crate::{
    clock,
    commands::feeds,
    settings::{Feed, Settings},
};
use reticolo_directory::find::Finder;
use reticolo_store::{Db, job};
use std::{sync::Arc, time::Duration};

/// How often the index looks after itself although nothing was heard: hours move on.
const UPKEEP: Duration = Duration::from_secs(60);
/// How often due jobs are looked for.
const JOBS: Duration = Duration::from_secs(15);

/// Starts the work; it ends with the process.
pub fn start(db: &Db, finder: &Arc<Finder>, settings: &Settings) {
    let listening = db.clone();
    tokio::spawn(async move { listening.listen().await });
    tokio::spawn(keep_index(db.clone(), finder.clone()));
    if !settings.file.feeds.is_empty() {
        tokio::spawn(do_jobs(db.clone(), settings.file.feeds.clone()));
    }
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

async fn do_jobs(db: Db, feeds: Vec<Feed>) {
    if let Err(error) = feeds::plan_all(&db, &feeds).await {
        tracing::error!(%error, "the feeds cannot be planned");
    }
    loop {
        match job::take(&db, &clock::system("scheduler")).await {
            Ok(Some(job)) => read_feed(&db, &feeds, &job).await,
            Ok(None) => tokio::time::sleep(JOBS).await,
            Err(error) => {
                tracing::error!(%error, "jobs cannot be taken");
                tokio::time::sleep(JOBS).await;
            }
        }
    }
}

async fn read_feed(db: &Db, feeds: &[Feed], job: &job::Job) {
    match feeds::work(db, feeds, job).await {
        Ok(_) => tracing::info!(feed = job.subject, "read"),
        Err(error) => {
            let told = format!("{error:#}");
            tracing::warn!(feed = job.subject, error = told, "not read; it will be tried again");
            if let Err(error) = job::failed(db, &clock::system("scheduler"), job, &told).await {
                tracing::error!(%error, "the job cannot be given back");
            }
        }
    }
}
