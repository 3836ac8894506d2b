//! Feeds: addresses of the settings that are read again on a schedule. There are none by default.

use super::{
    fetch::{check, fetch},
    import::{How, apply},
};
use crate::{clock, settings::Feed};
use anyhow::Result;
use reticolo_base::Ctx;
use reticolo_directory::{
    book::Vanished,
    formats::{self, Report},
};
use reticolo_store::{
    Db, audit,
    job::{self, Job},
};

/// Plans a reading of each feed of the settings now: every start reads them once. One whose address may not be
/// read is passed over with a warning.
///
/// # Errors
/// When the database fails.
pub async fn plan_all(db: &Db, feeds: &[Feed]) -> Result<()> {
    for feed in feeds {
        check(&feed.url)?;
        if !job::is_planned(db, formats::feed::JOB, &feed.name).await? {
            plan(db, &clock::system("feeds"), feed, 0, None).await?;
        }
    }
    Ok(())
}

/// Reads the feed that a job names, and plans its next reading. A feed that left the settings is not read again.
///
/// # Errors
/// When the feed cannot be fetched or read, or the database fails: the job is then tried again later.
pub async fn work(db: &Db, feeds: &[Feed], taken: &Job) -> Result<Option<Report>> {
    let ctx = clock::system("feeds");
    let Some(feed) = feeds.iter().find(|feed| feed.name == taken.subject).cloned() else {
        finish(db, &ctx, taken).await?;
        return Ok(None);
    };
    let report = read(db, &ctx, feed.clone()).await?;
    plan(db, &ctx, &feed, i64::from(feed.every_hours.max(1)) * 3_600, Some(taken)).await?;
    Ok(Some(report))
}

/// Fetches and imports a feed now.
///
/// # Errors
/// When it cannot be fetched or read, or the database fails; then the database is as it was.
pub async fn read(db: &Db, ctx: &Ctx, feed: Feed) -> Result<Report> {
    let reading = tokio::task::spawn_blocking(move || fetch(&feed)).await??;
    apply(db, ctx, reading, How { dry_run: false, vanished: Vanished::Keep }).await
}

async fn plan(db: &Db, ctx: &Ctx, feed: &Feed, seconds: i64, after: Option<&Job>) -> Result<()> {
    let mut tx = db.begin(ctx).await?;
    if let Some(taken) = after {
        job::done(&mut tx, taken.id).await?;
    }
    let due = ctx.now.plus_seconds(seconds);
    job::plan(&mut tx, uuid::Uuid::now_v7(), formats::feed::JOB, &feed.name, due, "{}").await?;
    tx.audit(entry("directory.feed.planned")).await?;
    Ok(tx.commit().await?)
}

async fn finish(db: &Db, ctx: &Ctx, taken: &Job) -> Result<()> {
    let mut tx = db.begin(ctx).await?;
    job::done(&mut tx, taken.id).await?;
    tx.audit(entry("directory.feed.dropped")).await?;
    Ok(tx.commit().await?)
}

fn entry(action: &'static str) -> audit::Entry<'static> {
    audit::Entry { chain: audit::NETWORK, action, entity: "feed", id: None, detail: "" }
}
