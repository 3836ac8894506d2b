//! What changed lately, for feed readers (Atom, RFC 4287): one feed per language. A demonstration has nothing to follow.

use super::sitemap::escaped;
use crate::{App, Visit, render::Answer};
use axum::{
    Router,
    http::{HeaderValue, header},
    response::IntoResponse as _,
    routing::get,
};
use reticolo_base::{Instant, Lang};
use reticolo_directory::{
    book::{self, Joined},
    hsds::{Careful, shown},
};
use std::fmt::Write as _;

/// So many changes stand in a feed.
const MOST: u32 = 50;

/// `/{lang}/changes.atom`.
pub fn routes() -> Router<App> {
    Router::new().route("/{lang}/changes.atom", get(changes))
}

async fn changes(visit: Visit) -> Answer {
    let app = &visit.app;
    let cards = if app.settings.demonstration {
        Vec::new()
    } else {
        let ids = book::newest(&app.db, MOST).await.map_err(|failure| crate::Fault::store(&failure))?;
        book::cards(&app.db, &ids).await.map_err(|failure| crate::Fault::store(&failure))?
    };
    let kind = HeaderValue::from_static("application/atom+xml; charset=utf-8");
    let keep = HeaderValue::from_static("public, max-age=900");
    Ok(([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, keep)], feed(&visit, &cards)).into_response())
}

fn feed(visit: &Visit, cards: &[Joined]) -> String {
    let (settings, lang) = (&visit.app.settings, visit.lang());
    let base = escaped(&settings.base_url);
    let updated = cards.iter().map(|card| card.modified_at).max().unwrap_or(Instant::EPOCH);
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{lang}\">\n\
         <id>{base}/{lang}/changes.atom</id>\n<title>{}</title>\n<updated>{updated}</updated>\n\
         <author><name>{}</name></author>\n<link rel=\"self\" href=\"{base}/{lang}/changes.atom\"/>\n",
        escaped(settings.name.words(lang)),
        escaped(settings.name.words(lang)),
    );
    for card in cards {
        let id = escaped(&card.service.id);
        let _ = writeln!(
            text,
            "<entry><id>urn:uuid:{id}</id><title>{}</title><updated>{}</updated><link href=\"{base}/{lang}/services/{id}\"/></entry>",
            escaped(&name(card, lang)),
            card.modified_at,
        );
    }
    text + "</feed>\n"
}

/// The name as a reader of the language sees it.
fn name(card: &Joined, reader: Lang) -> String {
    let service = &card.service;
    let own = service.profile.lang.unwrap_or(Lang::It);
    let name = service.name.as_deref().unwrap_or_default();
    let shown = shown(name, own, &service.profile.translations, "name", reader, Careful::of("name"));
    shown.into_iter().map(|paragraph| paragraph.text).collect::<Vec<_>>().join(" ")
}
