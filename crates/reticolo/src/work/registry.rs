//! Which kind of job is done by whom. A domain that plans jobs (`store::job::plan`) has a line here.

use super::mail::{self, Office};
use crate::{clock, commands::feeds, settings::Feed};
use anyhow::Context as _;
use reticolo_accounts::tidy;
use reticolo_desk::{Desk, referral};
use reticolo_directory::{formats::feed, keeping};
use reticolo_lab::{after::reminder, report::retention, run};
use reticolo_store::{Db, Vault, audit::checkpoint, job::Job};
use std::{pin::Pin, sync::Arc};

/// What jobs are done with. Cheap to clone.
#[derive(Clone)]
pub struct Tools {
    /// The database.
    pub db: Db,
    /// The vault; it opens contacts only.
    pub vault: Vault,
    /// Where mails are handed over; nowhere when no mail server is set, or in a demonstration.
    pub office: Option<Arc<Office>>,
    /// The addresses that are read on a schedule.
    pub feeds: Arc<[Feed]>,
}

/// The work on one job. It ends the job by `store::job::done` in the transaction of its own writes, so that it is done
/// once across restarts and nodes; one that wrote nothing is ended for it.
pub type Doing = Pin<Box<dyn Future<Output = anyhow::Result<()>> + Send>>;

/// Who does a kind of job.
pub type Handler = fn(Tools, Job) -> Doing;

/// Every kind that this node does. What is not listed waits, as mails do without a mail server.
pub fn handlers(tools: &Tools) -> Vec<(&'static str, Handler)> {
    let mut all: Vec<(&'static str, Handler)> = vec![(tidy::JOB, |tools, job| {
        Box::pin(async move { Ok(tidy::work(&tools.db, &tools.vault, &clock::system("tidy"), &job).await?) })
    })];
    all.push((run::step::JOB, |tools, job| {
        Box::pin(async move {
            let session = job.subject.parse().context("the session's id")?;
            Ok(run::turn::due(&tools.db, &clock::system("turns"), session).await.map(drop)?)
        })
    }));
    all.push((reminder::JOB, |tools, job| {
        Box::pin(
            async move { Ok(reminder::run(&tools.db, &clock::system("reminders"), &job).await.map(drop)?) },
        )
    }));
    all.push((retention::JOB, |tools, job| {
        Box::pin(async move {
            let ctx = clock::system("retention");
            Ok(retention::run(&tools.db, &tools.vault, &ctx, &job).await.map(drop)?)
        })
    }));
    all.push((checkpoint::JOB, |tools, job| {
        Box::pin(async move {
            Ok(checkpoint::work(&tools.db, &tools.vault, &clock::system("checkpoints"), &job).await?)
        })
    }));
    all.push((referral::JOB, |tools, job| {
        Box::pin(async move {
            let ctx = clock::system("deadlines");
            let desk = Desk { db: &tools.db, vault: &tools.vault, ctx: &ctx };
            Ok(referral::fire(desk, &job).await.map(drop)?)
        })
    }));
    all.push((keeping::reminder::JOB, |tools, job| {
        Box::pin(async move {
            let ctx = clock::system("keeping");
            Ok(keeping::reminder::work(&tools.db, &tools.vault, &ctx, &job).await.map(drop)?)
        })
    }));
    if !tools.feeds.is_empty() {
        all.push((feed::JOB, |tools, job| {
            Box::pin(async move { feeds::work(&tools.db, &tools.feeds, &job).await.map(drop) })
        }));
    }
    if tools.office.is_some() {
        all.push((reticolo_accounts::mail::JOB, |tools, job| Box::pin(mail::work(tools, job))));
    }
    all
}

/// Plans what is done again and again, at every start.
///
/// # Errors
/// When the database fails.
pub async fn plan(tools: &Tools) -> anyhow::Result<()> {
    feeds::plan_all(&tools.db, &tools.feeds).await?;
    checkpoint::plan(&tools.db, &clock::system("checkpoints")).await?;
    keeping::reminder::plan(&tools.db, &clock::system("keeping")).await?;
    Ok(tidy::plan(&tools.db, &clock::system("tidy")).await?)
}
