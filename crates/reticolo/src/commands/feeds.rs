//! Feeds: addresses of the settings that are read again on a schedule. There are none by default.

use super::import::{How, apply};
use crate::{clock, settings::Feed};
use anyhow::{Context as _, Result, bail};
use reticolo_base::{Ctx, Lang};
use reticolo_directory::{
    book::Vanished,
    formats::{self, Limits, Options, Reading, Report},
};
use reticolo_store::{
    Db, audit,
    job::{self, Job},
};
use std::time::Duration;

/// How long an answer may take.
const TIMEOUT: Duration = Duration::from_secs(120);
/// The most bytes that are taken.
const MOST: u64 = 128 << 20;

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
        job::done(&mut tx, taken).await?;
    }
    let due = ctx.now.plus_seconds(seconds);
    job::plan(&mut tx, uuid::Uuid::now_v7(), formats::feed::JOB, &feed.name, due, "{}").await?;
    tx.audit(entry("directory.feed.planned")).await?;
    Ok(tx.commit().await?)
}

async fn finish(db: &Db, ctx: &Ctx, taken: &Job) -> Result<()> {
    let mut tx = db.begin(ctx).await?;
    job::done(&mut tx, taken).await?;
    tx.audit(entry("directory.feed.dropped")).await?;
    Ok(tx.commit().await?)
}

fn entry(action: &'static str) -> audit::Entry<'static> {
    audit::Entry { chain: audit::NETWORK, action, entity: "feed", id: None, detail: "" }
}

/// An address that may be read: https, or http on this machine; no redirection leads away from it.
fn check(url: &str) -> Result<()> {
    let (scheme, rest) =
        url.split_once("://").with_context(|| format!("the feed {url} is no web address"))?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.contains('@') {
        bail!("the feed {url} has a name or password in its address");
    }
    let host = match authority.strip_prefix('[') {
        Some(six) => six.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    };
    let here = host.eq_ignore_ascii_case("localhost")
        || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback());
    match scheme {
        "https" if !host.is_empty() => Ok(()),
        "http" if here => Ok(()),
        _ => bail!("the feed {url} must begin with https:// (http:// only on this machine)"),
    }
}

/// Fetches and reads a feed. Blocking.
fn fetch(feed: &Feed) -> Result<Reading> {
    check(&feed.url)?;
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(Some(TIMEOUT))
        .max_redirects(0)
        .max_redirects_will_error(true)
        .build()
        .into();
    let mut answer = agent
        .get(&feed.url)
        .header("accept", "application/json, application/x-ndjson, text/csv, application/zip;q=0.9")
        .call()
        .with_context(|| format!("the feed {}", feed.name))?;
    let kind =
        answer.headers().get("content-type").and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
    let bytes = answer
        .body_mut()
        .with_config()
        .limit(MOST)
        .read_to_vec()
        .with_context(|| format!("the feed {}", feed.name))?;
    let limits = Limits { total: MOST * 4, ..Limits::default() };
    let options = Options { source: None, lang: feed.lang.unwrap_or(Lang::It), limits };
    Ok(formats::feed::read_feed(bytes, &kind, &feed.name, &options)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read as _, Write as _};

    #[test]
    fn only_safe_addresses_are_read() {
        for good in
            ["https://open.example/hsds", "http://127.0.0.1:9/x", "http://[::1]:9/", "http://localhost/"]
        {
            assert!(check(good).is_ok(), "{good}");
        }
        for bad in [
            "http://open.example/",
            "file:///etc/passwd",
            "open.example",
            "https://a:b@x.example/",
            "http://localhost.example/",
        ] {
            assert!(check(bad).is_err(), "{bad}");
        }
    }

    /// A web server that gives one answer.
    fn once(head: &'static str, body: &'static str) -> String {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        std::thread::spawn(move || {
            let (mut socket, _) = listener.accept().unwrap();
            let _ = socket.read(&mut [0; 2_000]);
            let _ = write!(
                socket,
                "HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
                body.len()
            );
        });
        format!("http://{address}/services")
    }

    fn feed(url: String) -> Feed {
        Feed { name: "bari".into(), url, every_hours: 24, lang: None }
    }

    #[test]
    fn a_feed_is_fetched_and_read() {
        let url = once(
            "200 OK\r\nContent-Type: application/json",
            r#"[{"id": "1", "name": "Mensa", "status": "active"}]"#,
        );
        let reading = fetch(&feed(url)).unwrap();
        assert_eq!((reading.source.as_str(), reading.records.services.len()), ("bari", 1));
    }

    #[test]
    fn a_feed_that_leads_elsewhere_is_not_followed() {
        let url = once("302 Found\r\nLocation: http://127.0.0.1:1/secret", "");
        assert!(fetch(&feed(url)).is_err());
    }
}
