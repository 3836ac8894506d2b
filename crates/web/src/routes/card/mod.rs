//! The card of a service: the important first, then the sections of the *Modello Comuni* in their order.

pub mod calendar;
pub mod confirmed;
pub mod documents;
pub mod figures;
pub mod jsonld;
pub mod may;
pub mod opening;
mod page;
pub mod place;
pub mod qr;
pub mod reading;
pub mod tongues;
pub mod vcard;

use super::said::Said;
use crate::{App, Fault, Visit, fields::Fields, limits::Deed, render, render::Answer};
use axum::{
    Router,
    extract::Path,
    http::{HeaderName, HeaderValue, header},
    response::IntoResponse as _,
    routing::get,
};
use reticolo_directory::{
    book::{self, Joined},
    keeping,
};
use uuid::Uuid;

/// `/{lang}/services/{id}` and what one can take away from it.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/{lang}/services/{id}", get(card).post(asked))
        .route("/{lang}/services/{id}/qr.svg", get(square))
        .route("/{lang}/services/{id}/contact.vcf", get(contact))
        .route("/{lang}/services/{id}/hours.ics", get(hours))
}

/// A service that a card shows.
///
/// # Errors
/// 404 when there is none, or it is no more.
pub async fn joined(visit: &Visit, id: &str) -> Result<Joined, Fault> {
    let id: Uuid = id.parse().map_err(|_| Fault::not_found())?;
    let found = book::card(&visit.app.db, id).await.map_err(|failure| Fault::store(&failure))?;
    found.filter(|joined| joined.service.status.as_deref() != Some("defunct")).ok_or_else(Fault::not_found)
}

async fn card(visit: Visit, Path((_, id)): Path<(String, String)>) -> Answer {
    let joined = joined(&visit, &id).await?;
    let mut page = page::Page::of(&visit, &joined, &Said::default());
    page.keeps = keeps(&visit, &joined).await;
    if page.shell.sensitive || page.keeps { render::private(&page) } else { render::page(&page) }
}

/// Whether the visitor keeps this card true.
async fn keeps(visit: &Visit, joined: &Joined) -> bool {
    let (Some(_), Ok(id)) = (visit.ctx.actor.member(), joined.service.id.parse()) else { return false };
    keeping::scope::keeper(&visit.app.db, &visit.ctx, id).await.is_ok()
}

/// The card for somebody who said something about herself.
async fn asked(visit: Visit, Path((_, id)): Path<(String, String)>, fields: Fields) -> Answer {
    visit.app.limits.count(Deed::Ask, &visit)?;
    let joined = joined(&visit, &id).await?;
    render::private(&page::Page::of(&visit, &joined, &Said::of(&fields)))
}

async fn square(visit: Visit, Path((_, id)): Path<(String, String)>) -> Answer {
    let joined = joined(&visit, &id).await?;
    qr::picture(&visit, &format!("services/{}", joined.service.id))
}

async fn contact(visit: Visit, Path((_, id)): Path<(String, String)>) -> Answer {
    let joined = joined(&visit, &id).await?;
    let text = vcard::of(&joined, visit.lang(), &address(&visit, &joined));
    Ok(file("text/vcard; charset=utf-8", "attachment; filename=\"contact.vcf\"", text))
}

async fn hours(visit: Visit, Path((_, id)): Path<(String, String)>) -> Answer {
    let joined = joined(&visit, &id).await?;
    let url = address(&visit, &joined);
    let reading = reading::Reading::service(&joined.service, visit.lang());
    let name = reading.line("name", joined.service.name.as_deref()).map(|line| line.text).unwrap_or_default();
    let about = calendar::About { name: &name, url: &url };
    let text = calendar::of(&joined, visit.ctx.now, &about).ok_or_else(Fault::not_found)?;
    Ok(file("text/calendar; charset=utf-8", "inline; filename=\"hours.ics\"", text))
}

/// The public address of a card.
fn address(visit: &Visit, joined: &Joined) -> String {
    let path = visit.href(&format!("services/{}", joined.service.id));
    format!("{}{path}", visit.app.settings.base_url)
}

fn file(kind: &'static str, disposition: &'static str, text: String) -> axum::response::Response {
    let headers: [(HeaderName, HeaderValue); 3] = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static(disposition)),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
    ];
    (headers, text).into_response()
}
