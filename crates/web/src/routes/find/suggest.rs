//! Suggestions while somebody types: needs that were heard, and services whose names begin so.

use super::hit::Hit;
use crate::{Shell, Visit, fields::Fields, render, render::Answer};
use askama::Template;
use axum::http::{HeaderValue, header};
use reticolo_base::folding;
use reticolo_directory::{access::Person, find::Query, reference::Reference};

#[derive(Template)]
#[template(path = "find/suggest.html")]
struct Suggestions {
    shell: Shell,
    needs: Vec<(String, String)>,
    hits: Vec<Hit>,
}

/// `/{lang}/find/suggest?q=…`: a fragment.
pub async fn suggest(visit: Visit) -> Answer {
    let fields = Fields::of_query(visit.query.as_deref());
    let typed = folding::one_line(fields.one("q").unwrap_or_default(), folding::QUERY_CHARS);
    let mut page = Suggestions { shell: visit.shell(""), needs: Vec::new(), hits: Vec::new() };
    if typed.chars().count() >= 2 {
        let finder = visit.app.finder()?;
        let query = Query { begun: true, per_page: 4, ..Query::of(typed, visit.lang()) };
        let found = finder.find(&query, &Person::default(), visit.ctx.now);
        let label =
            |code: &str| Reference::get().need(code).map(|need| need.label.words(visit.lang()).to_owned());
        page.needs = found
            .needs
            .iter()
            .take(3)
            .filter_map(|heard| Some((heard.code.clone(), label(&heard.code)?)))
            .collect();
        page.hits = found.hits.iter().map(|hit| Hit::of(hit, 0, visit.ctx.now, visit.words())).collect();
    }
    let mut answer = render::page(&page)?;
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=60"));
    Ok(answer)
}
