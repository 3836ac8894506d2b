//! Feeds: sources on the web that are read again on a schedule. Fetching is the binary's; this reads what it fetched.

use super::{
    bundle::Bundle,
    read::{Options, Reading, read_bundle},
    refusal::FormatRefusal,
};

/// The kind of the jobs that read feeds: one open job a feed, its subject the feed's name.
pub const JOB: &str = "directory.feed";

/// Reads what a feed answered. `content_type` is the header of the answer; `name` the feed's name, which is its source.
///
/// # Errors
/// [`FormatRefusal`] when nothing at all can be read.
pub fn read_feed(
    bytes: Vec<u8>,
    content_type: &str,
    name: &str,
    options: &Options,
) -> Result<Reading, FormatRefusal> {
    let file = format!("{name}.{}", ending(content_type, &bytes));
    let mut bundle = Bundle::from_bytes(&file, bytes, &options.limits)?;
    bundle.name = name.to_owned();
    read_bundle(bundle, &Options { source: Some(name.to_owned()), ..options.clone() })
}

/// The ending by the type that was told, else by the first bytes.
fn ending(content_type: &str, bytes: &[u8]) -> &'static str {
    let kind = content_type.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    match kind.as_str() {
        "application/x-ndjson" | "application/ndjson" | "application/jsonl" => "ndjson",
        "text/csv" | "text/tab-separated-values" => "csv",
        "application/zip" | "application/x-zip-compressed" => "zip",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => "xlsx",
        _ if kind.ends_with("json") => "json",
        _ if bytes.starts_with(b"PK") => "zip",
        _ if bytes.iter().find(|b| !b.is_ascii_whitespace()).is_some_and(|b| matches!(b, b'{' | b'[')) => {
            "json"
        }
        _ => "csv",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_services_is_read_whatever_type_is_told() {
        let page = br#"{"contents": [{"id": "7", "name": "Sportello", "status": "active"}]}"#;
        for kind in ["application/json; charset=utf-8", "application/octet-stream", ""] {
            let reading = read_feed(page.to_vec(), kind, "bari", &Options::default()).unwrap();
            assert_eq!((reading.source.as_str(), reading.records.services.len()), ("bari", 1), "{kind}");
        }
    }

    #[test]
    fn a_page_of_errors_is_refused() {
        let refused = read_feed(b"<html>502</html>".to_vec(), "text/html", "bari", &Options::default());
        assert!(matches!(refused, Err(FormatRefusal::Unknown { .. })));
    }
}
