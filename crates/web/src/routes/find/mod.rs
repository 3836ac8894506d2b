//! Results: from words, needs and filters to the services that one may use.

pub mod ask;
mod facets;
pub mod hit;
mod page;
mod suggest;

use crate::{App, Visit, fields::Fields, limits::Deed, render, render::Answer};
use ask::{Ask, Way};
use axum::{
    Router,
    http::{HeaderValue, header},
    routing::get,
};
use page::Page;

/// `/{lang}/find`: by GET with what may stand in an address, by POST with what one says about oneself.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/{lang}/find", get(find).post(asked))
        .route("/{lang}/find/suggest", get(suggest::suggest))
}

async fn find(visit: Visit) -> Answer {
    let ask = Ask::of(&Fields::of_query(visit.query.as_deref()), Way::Address, &visit);
    answer(&visit, &ask)
}

async fn asked(visit: Visit, fields: Fields) -> Answer {
    visit.app.limits.count(Deed::Ask, &visit)?;
    answer(&visit, &Ask::of(&fields, Way::Body, &visit))
}

fn answer(visit: &Visit, ask: &Ask) -> Answer {
    let found = visit.app.finder()?.find(&ask.query, &ask.said.person, visit.ctx.now);
    let (status, page) = Page::of(visit, ask, &found);
    let mut response = if visit.fragment {
        render::with_status(status, page.fragment())
    } else {
        render::with_status(status, &page)
    }?;
    let headers = response.headers_mut();
    // The same address answers a page and a part of it.
    headers.insert(header::VARY, HeaderValue::from_static("hx-request"));
    if ask.is_private() || page.shell.sensitive || !status.is_success() {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    Ok(response)
}
