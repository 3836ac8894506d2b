//! Keeping cards true: what waits for whoever keeps them, one card with its drafts, its history and its translations.

mod capacity;
mod card;
mod draft;
mod edit;
mod form;
mod history;
mod hours;
mod inbox;
mod offer;
mod say;
mod today;
mod translations;

use crate::{
    App, Fault, Markup, Visit, errors, fields::Fields, render, render::Answer, routes::card::reading::attrs,
};
use askama::Template;
use axum::{
    Router,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Redirect},
    routing::{get, post},
};
use reticolo_base::{Instant, Kind, Refusal as _};
use reticolo_directory::keeping::{Refused, overview::Name};
use uuid::Uuid;

/// `/{lang}/keeping…` and `/{lang}/capacity/{code}`.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/{lang}/keeping", get(today::page))
        .route("/{lang}/keeping/services/{id}", get(card::page))
        .route("/{lang}/keeping/services/{id}/verify", post(card::verify))
        .route("/{lang}/keeping/services/{id}/access", post(card::access))
        .route("/{lang}/keeping/services/{id}/capacity", post(capacity::tell))
        .route("/{lang}/keeping/services/{id}/links", post(capacity::link))
        .route("/{lang}/keeping/services/{id}/offers", get(offer::page).post(offer::decide))
        .route("/{lang}/keeping/services/{id}/edit", get(edit::page).post(edit::save))
        .route("/{lang}/keeping/services/{id}/history", get(history::page))
        .route(
            "/{lang}/keeping/services/{id}/translations/{to}",
            get(translations::card).post(translations::save),
        )
        .route("/{lang}/keeping/links/{id}/end", post(capacity::end))
        .route("/{lang}/keeping/versions/{id}/undo", post(history::undo))
        .route("/{lang}/keeping/drafts/{id}", get(draft::page))
        .route("/{lang}/keeping/drafts/{id}/send", post(draft::send))
        .route("/{lang}/keeping/drafts/{id}/publish", post(draft::publish))
        .route("/{lang}/keeping/drafts/{id}/return", post(draft::give_back))
        .route("/{lang}/keeping/drafts/{id}/drop", post(draft::throw_away))
        .route("/{lang}/keeping/corrections/{id}", get(inbox::page))
        .route("/{lang}/keeping/corrections/{id}/take", post(inbox::take))
        .route("/{lang}/keeping/corrections/{id}/answer", post(inbox::answer))
        .route("/{lang}/keeping/translations/{to}", get(translations::list))
        .route("/{lang}/capacity/{code}", get(capacity::by_link).post(capacity::tell_by_link))
}

/// The id in an address. What is none leads nowhere.
fn id(text: &str) -> Result<Uuid, Fault> {
    text.parse().map_err(|_| Fault::not_found())
}

/// On to another page after something was done.
fn on(visit: &Visit, path: &str) -> Answer {
    Ok(Redirect::to(&visit.href(path)).into_response())
}

/// The version that a form was made from; none is no version.
fn version(fields: &Fields) -> i64 {
    fields.one("version").and_then(|version| version.parse().ok()).unwrap_or(-1)
}

/// The status with which a page comes back, when the refusal is one that a person can mend; anything else is an error page.
fn back(refused: Refused) -> Result<(StatusCode, Refused), Fault> {
    match refused.kind() {
        Kind::Invalid => Ok((StatusCode::UNPROCESSABLE_ENTITY, refused)),
        Kind::Conflict => Ok((StatusCode::CONFLICT, refused)),
        _ => Err(refused.into()),
    }
}

/// What a page says about a refusal: the status, and the words where they belong to no field.
struct Told {
    status: StatusCode,
    refused: Option<Refused>,
}

impl Told {
    fn nothing() -> Self {
        Self { status: StatusCode::OK, refused: None }
    }

    fn of(refused: Refused) -> Result<Self, Fault> {
        let (status, refused) = back(refused)?;
        Ok(Self { status, refused: Some(refused) })
    }

    /// What is said about a field; about the whole form, where it is empty.
    fn at(&self, visit: &Visit, field: &str) -> Option<String> {
        let refused = self.refused.as_ref().filter(|refused| refused.field() == field)?;
        Some(errors::message(refused, visit.words()))
    }
}

/// A page of somebody's own, which nobody may keep.
fn private(status: StatusCode, page: &impl Template) -> Answer {
    let mut response = render::with_status(status, page)?;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// A name with its language, where it is not the reader's.
struct Named {
    text: String,
    attrs: Markup,
}

impl Named {
    fn of(name: &Name, visit: &Visit) -> Self {
        let text = if name.text.is_empty() {
            visit.words().say("keeping-no-name").into_owned()
        } else {
            name.text.clone()
        };
        Self { text, attrs: attrs(name.lang, visit.lang()) }
    }
}

/// The language in which a form says that something was written; the page's own where it says none.
fn written_in(fields: &Fields, visit: &Visit) -> reticolo_base::Lang {
    fields.one("lang").and_then(|code| code.parse().ok()).unwrap_or(visit.lang())
}

/// "3 days ago".
fn ago(visit: &Visit, at: Instant) -> String {
    visit.words().relative_days(-visit.ctx.now.days_since(at).max(0))
}
