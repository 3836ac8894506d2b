//! Fetching a feed: from where it may be, all its pages, no more than fits.

use crate::settings::Feed;
use anyhow::{Context as _, Result, bail};
use reticolo_base::Lang;
use reticolo_directory::formats::{self, Limits, Options, Reading};
use serde_json::Value;
use std::time::Duration;
use ureq::Agent;

/// How long an answer may take.
const TIMEOUT: Duration = Duration::from_secs(120);
/// The most bytes that are taken, of all pages together.
const MOST: u64 = 128 << 20;
/// The most pages that are asked for.
const MOST_PAGES: u64 = 10_000;

/// An address that may be read: https, or http on this machine; no redirection leads away from it.
pub fn check(url: &str) -> Result<()> {
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
///
/// # Errors
/// When it may not be read, does not answer, is too large or is nothing known.
pub fn fetch(feed: &Feed) -> Result<Reading> {
    check(&feed.url)?;
    let agent: Agent = Agent::config_builder()
        .timeout_global(Some(TIMEOUT))
        .max_redirects(0)
        .max_redirects_will_error(true)
        .build()
        .into();
    let whole = whole(&agent, &feed.url).with_context(|| format!("the feed {}", feed.name))?;
    let limits = Limits { total: MOST * 4, ..Limits::default() };
    let options = Options { source: None, lang: feed.lang.unwrap_or(Lang::It), limits };
    Ok(formats::feed::read_feed(whole.bytes, &whole.kind, &feed.name, &options)?)
}

struct Answer {
    kind: String,
    bytes: Vec<u8>,
}

/// What an address answers; of an HSDS list all pages, as one list.
fn whole(agent: &Agent, url: &str) -> Result<Answer> {
    let first = get(agent, url, MOST)?;
    let Some((mut items, pages)) = page(&first.bytes) else { return Ok(first) };
    if pages > MOST_PAGES {
        bail!("it has {pages} pages; no more than {MOST_PAGES} are read");
    }
    let mut left = MOST.saturating_sub(first.bytes.len() as u64);
    for number in 2..=pages {
        let next =
            get(agent, &numbered(url, number), left).with_context(|| format!("page {number} of {pages}"))?;
        left = left.saturating_sub(next.bytes.len() as u64);
        let (more, _) = page(&next.bytes).with_context(|| format!("page {number} of {pages} is no page"))?;
        items.extend(more);
    }
    Ok(Answer { kind: first.kind, bytes: serde_json::to_vec(&items)? })
}

fn get(agent: &Agent, url: &str, most: u64) -> Result<Answer> {
    let accept = "application/json, application/x-ndjson, text/csv, application/zip;q=0.9";
    let mut answer = agent.get(url).header("accept", accept).call()?;
    let kind =
        answer.headers().get("content-type").and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
    let bytes = answer.body_mut().with_config().limit(most).read_to_vec()?;
    Ok(Answer { kind, bytes })
}

/// The items of an HSDS page and how many pages there are; `None` when it is no page of a list.
fn page(bytes: &[u8]) -> Option<(Vec<Value>, u64)> {
    let mut object = match serde_json::from_slice(bytes).ok()? {
        Value::Object(object) => object,
        _ => return None,
    };
    let pages = object.get("total_pages")?.as_u64()?;
    match object.remove("contents")? {
        Value::Array(items) => Some((items, pages)),
        _ => None,
    }
}

/// The address of another page.
fn numbered(url: &str, number: u64) -> String {
    let (address, query) = url.split_once('?').unwrap_or((url, ""));
    let kept = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("page="));
    let pairs: Vec<String> = kept.map(str::to_owned).chain([format!("page={number}")]).collect();
    format!("{address}?{}", pairs.join("&"))
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

    /// A web server that gives these answers, one after the other.
    fn answering(answers: Vec<(&'static str, &'static str)>) -> String {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        std::thread::spawn(move || {
            for (head, body) in answers {
                let (mut socket, _) = listener.accept().unwrap();
                let _ = socket.read(&mut [0; 2_000]);
                let _ = write!(
                    socket,
                    "HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
                    body.len()
                );
            }
        });
        format!("http://{address}/services")
    }

    fn once(head: &'static str, body: &'static str) -> String {
        answering(vec![(head, body)])
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

    #[test]
    fn all_pages_of_a_list_are_read() {
        let json = "200 OK\r\nContent-Type: application/json";
        let url = answering(vec![
            (
                json,
                r#"{"total_pages": 3, "page_number": 1, "contents": [{"id": "1", "name": "Mensa", "status": "active"}]}"#,
            ),
            (
                json,
                r#"{"total_pages": 3, "page_number": 2, "contents": [{"id": "2", "name": "Docce", "status": "active"}]}"#,
            ),
            (
                json,
                r#"{"total_pages": 3, "page_number": 3, "contents": [{"id": "3", "name": "Vestiti", "status": "active"}]}"#,
            ),
        ]);
        assert_eq!(fetch(&feed(url)).unwrap().records.services.len(), 3);
    }

    #[test]
    fn a_list_that_breaks_off_is_not_taken_for_whole() {
        let json = "200 OK\r\nContent-Type: application/json";
        let url = answering(vec![
            (json, r#"{"total_pages": 2, "contents": [{"id": "1", "name": "Mensa", "status": "active"}]}"#),
            ("500 Internal Server Error", ""),
        ]);
        let told = format!("{:#}", fetch(&feed(url)).map(|_| ()).unwrap_err());
        assert!(told.contains("page 2 of 2"), "{told}");
        let endless = once(json, r#"{"total_pages": 99999999, "contents": []}"#);
        assert!(fetch(&feed(endless)).is_err());
    }

    #[test]
    fn the_address_of_a_page_keeps_what_was_asked() {
        assert_eq!(numbered("https://a.example/services", 2), "https://a.example/services?page=2");
        assert_eq!(
            numbered("https://a.example/s?page=1&per_page=50", 7),
            "https://a.example/s?per_page=50&page=7"
        );
    }
}
