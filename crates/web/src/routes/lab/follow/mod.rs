//! What the pages after the last meeting share: fields, words in two languages, where something comes from.

pub mod ask;
pub mod shown;
pub mod way;

use crate::{Fault, Markup, Shell, Visit, render::Answer, routes::card::reading::attrs};
use axum::{
    http::StatusCode,
    response::{IntoResponse as _, Redirect},
};
use reticolo_base::{Instant, Kind, Refusal as _, Text};
use reticolo_lab::{
    Refused,
    after::{Near, field, near},
};
use uuid::Uuid;

pub use ask::{Ask, Field};
pub use shown::Shown;
pub use way::Way;

/// The id in an address. What is none leads nowhere.
///
/// # Errors
/// 404 when it is none.
pub fn id(text: &str) -> Result<Uuid, Fault> {
    text.parse().map_err(|_| Fault::not_found())
}

/// On to another page after a form was taken.
pub fn on(visit: &Visit, path: &str) -> Answer {
    Ok(Redirect::to(&visit.href(path)).into_response())
}

/// The status with which a form comes back, when the refusal is one that a person can mend; anything else is an error page.
///
/// # Errors
/// The error page of the refusal.
pub fn back(refused: Refused) -> Result<(StatusCode, Refused), Fault> {
    match refused.kind() {
        Kind::Invalid => Ok((StatusCode::UNPROCESSABLE_ENTITY, refused)),
        Kind::Conflict => Ok((StatusCode::CONFLICT, refused)),
        _ => Err(refused.into()),
    }
}

/// A day as people write it.
pub fn day(visit: &Visit, at: Instant) -> String {
    visit.words().date(field::day_of(at))
}

/// A day and an hour as people write them.
pub fn hour(visit: &Visit, at: Instant) -> String {
    let there = at.timestamp().to_zoned(field::zone());
    let words = visit.words();
    format!("{}, {}", words.full_date(there.date()), words.time(there.time()))
}

/// What stands at the top of every page of a Lab after its meetings.
pub struct Top {
    /// The Lab.
    pub lab: Uuid,
    /// Its name.
    pub name: String,
    /// The language of the name, where it is not the reader's.
    pub attrs: Markup,
    /// How close the reader stands.
    pub near: Near,
    /// The pages: address, words, whether it is this one.
    pub pages: Vec<(String, String, bool)>,
}

impl Top {
    /// Of a Lab, on one of its pages.
    ///
    /// # Errors
    /// 404 when there is no such Lab.
    pub async fn of(visit: &Visit, lab: Uuid, here: &str) -> Result<Self, Fault> {
        let (_, near) = near(&visit.app.db, &visit.ctx, lab).await?;
        let stored = reticolo_lab::after::lab_title(&visit.app.db, lab).await?;
        let seen = stored.seen(visit.lang());
        let name = seen.map(|seen| seen.text.to_owned()).unwrap_or_default();
        let attrs = seen.map(|seen| attrs(seen.lang, visit.lang())).unwrap_or_default();
        let words = visit.words();
        let mut names = vec!["answers", "commitments", "experiments", "groups"];
        if near > Near::Public {
            names.push("procedures");
        }
        let mut pages: Vec<_> = names
            .into_iter()
            .map(|page| {
                let says = words.say(&format!("lab-after-page-{page}")).into_owned();
                (visit.href(&format!("labs/{lab}/{page}")), says, page == here)
            })
            .collect();
        if visit.ctx.actor.participant().is_some() && near == Near::TakesPart {
            pages.push((visit.href("mine"), words.say("lab-after-page-mine").into_owned(), here == "mine"));
        }
        Ok(Self { lab, name, attrs, near, pages })
    }

    /// Whether the reader follows the Lab up.
    pub fn follows(&self) -> bool {
        self.near == Near::FollowsUp
    }
}

/// A page of the Lab that only some may see is kept from search engines.
pub fn shell(visit: &Visit, key: &str) -> Shell {
    visit.shell(visit.words().say(key).into_owned()).kept_from_robots()
}

/// The words of a text for the reader.
pub fn words_of(text: &Text, visit: &Visit) -> String {
    text.words(visit.lang()).to_owned()
}

/// The version that a form was made from; none is no version.
pub fn version(fields: &crate::fields::Fields) -> i64 {
    fields.one("version").and_then(|version| version.parse().ok()).unwrap_or(-1)
}
