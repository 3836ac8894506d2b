//! What search engines may read, in every language. A demonstration has nothing for them.

use crate::{App, Fault, render::Answer};
use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
    routing::get,
};
use reticolo_base::{Instant, Lang};
use reticolo_directory::{
    book::{self, Listed},
    reference::Reference,
};
use std::fmt::Write as _;

/// Services in one file: with all languages far below the 50,000 addresses and 50 MB that the protocol allows.
pub const SERVICES_PER_FILE: u64 = 3_000;

/// Pages that are not about one service.
const PAGES: [&str; 5] = ["", "near", "about", "privacy", "accessibility"];

/// `/sitemap.xml`, and its parts when one file is not enough.
pub fn routes() -> Router<App> {
    Router::new().route("/sitemap.xml", get(whole)).route("/sitemap/{file}", get(part))
}

async fn whole(State(app): State<App>) -> Answer {
    let files = files(&app).await?;
    if files > 1 {
        return Ok(xml(&index(&app.settings.base_url, files)));
    }
    Ok(xml(&urls(&app, 1).await?))
}

async fn part(State(app): State<App>, Path(file): Path<String>) -> Answer {
    let number = file.strip_suffix(".xml").and_then(|number| number.parse::<u64>().ok());
    let files = files(&app).await?;
    let number = number.filter(|number| (1..=files).contains(number)).ok_or_else(Fault::not_found)?;
    Ok(xml(&urls(&app, number).await?))
}

async fn files(app: &App) -> Result<u64, Fault> {
    if app.settings.demonstration {
        return Ok(1);
    }
    let services = Listed::Services.count(&app.db).await.map_err(|failure| Fault::store(&failure))?;
    Ok(services.div_ceil(SERVICES_PER_FILE).max(1))
}

fn index(base: &str, files: u64) -> String {
    let mut text = String::from("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for number in 1..=files {
        let _ = writeln!(text, "<sitemap><loc>{}/sitemap/{number}.xml</loc></sitemap>", escaped(base));
    }
    text + "</sitemapindex>\n"
}

async fn urls(app: &App, number: u64) -> Result<String, Fault> {
    let mut text = String::from(
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    if app.settings.demonstration {
        return Ok(text + "</urlset>\n");
    }
    let base = escaped(&app.settings.base_url);
    if number == 1 {
        let groups = Reference::get().needs().groups().iter().map(|group| format!("needs/{}", group.code));
        for page in PAGES.into_iter().map(str::to_owned).chain(groups) {
            put(&mut text, &base, &page, None);
        }
    }
    let most = i64::try_from(SERVICES_PER_FILE).unwrap_or(i64::MAX);
    let skip = i64::try_from(number - 1).unwrap_or(i64::MAX).saturating_mul(most);
    for (id, modified) in
        book::moments(&app.db, skip, most).await.map_err(|failure| Fault::store(&failure))?
    {
        put(&mut text, &base, &format!("services/{id}"), Some(modified));
    }
    Ok(text + "</urlset>\n")
}

/// A page in every language, each naming all others.
fn put(text: &mut String, base: &str, page: &str, modified: Option<Instant>) {
    let mut others = String::new();
    for lang in Lang::ALL {
        let _ = write!(
            others,
            "<xhtml:link rel=\"alternate\" hreflang=\"{lang}\" href=\"{base}/{lang}/{page}\"/>"
        );
    }
    let modified = modified.map(|at| format!("<lastmod>{at}</lastmod>")).unwrap_or_default();
    for lang in Lang::ALL {
        let _ = writeln!(text, "<url><loc>{base}/{lang}/{page}</loc>{modified}{others}</url>");
    }
}

fn xml(body: &str) -> Response {
    let kind = HeaderValue::from_static("application/xml; charset=utf-8");
    let keep = HeaderValue::from_static("public, max-age=3600");
    let text = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{body}");
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, keep)], text).into_response()
}

/// Text for XML.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // XML 1.0 has no other control characters.
            c if c.is_control() && !matches!(c, '\n' | '\r' | '\t') => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_names_all_others() {
        let mut text = String::new();
        put(&mut text, "https://x.example", "services/7", Some(Instant::EPOCH));
        assert_eq!(text.matches("<url>").count(), 6);
        assert_eq!(text.matches("hreflang=\"ar\" href=\"https://x.example/ar/services/7\"").count(), 6);
        assert!(text.contains("<lastmod>1970-01-01T00:00:00Z</lastmod>"));
    }

    #[test]
    fn a_large_network_has_an_index() {
        let text = index("https://x.example", 2);
        assert!(text.contains("https://x.example/sitemap/2.xml") && !text.contains("/3.xml"));
    }

    #[test]
    fn no_name_breaks_the_file() {
        assert_eq!(escaped("a&b<c>\"\u{1}"), "a&amp;b&lt;c&gt;&quot;");
    }
}
