//! Where something comes from, and what came of it.

use super::{Shown, day};
use crate::{Fault, Visit};
use askama::{Template, filters::HtmlSafe};
use reticolo_lab::{
    after::story::{self, Step},
    provenance::Thing,
};
use uuid::Uuid;

/// Both ways from a thing.
#[derive(Template)]
#[template(path = "lab/after/way.html")]
pub struct Way {
    titles: (String, String),
    whence: Vec<Place>,
    became: Vec<Place>,
}

impl HtmlSafe for Way {}

/// One thing on the way.
pub struct Place {
    /// What it is: "theme", in the reader's language.
    pub kind: String,
    /// Its title or words.
    pub title: Shown,
    /// Its page, where it has one.
    pub href: Option<String>,
    /// The table and the round, or the day.
    pub at: String,
}

impl Way {
    /// Of a thing in a Lab.
    ///
    /// # Errors
    /// 503 when the database does not answer.
    pub async fn of(visit: &Visit, lab: Uuid, thing: &Thing) -> Result<Self, Fault> {
        let (db, words) = (&visit.app.db, visit.words());
        let whence = story::whence(db, &visit.ctx, thing).await?;
        let became = story::became(db, &visit.ctx, thing).await?;
        let say = |key| words.say(key).into_owned();
        Ok(Self {
            titles: (say("lab-after-whence"), say("lab-after-became")),
            whence: whence.iter().map(|step| Place::of(visit, lab, step)).collect(),
            became: became.iter().map(|step| Place::of(visit, lab, step)).collect(),
        })
    }
}

impl Place {
    /// A step as a place.
    pub fn of(visit: &Visit, lab: Uuid, step: &Step) -> Self {
        let words = visit.words();
        Self {
            kind: words.say(&format!("lab-after-kind-{}", step.thing.kind)).into_owned(),
            title: Shown::of(&step.title, visit),
            href: page(&step.thing).map(|page| visit.href(&format!("labs/{lab}/{page}"))),
            at: step.said_at.map_or_else(
                || day(visit, step.at),
                |(table, round)| {
                    words.say_with("lab-after-at-table", &[("table", table.into()), ("round", round.into())])
                },
            ),
        }
    }
}

/// The page of a thing behind that of its Lab.
pub fn page(thing: &Thing) -> Option<String> {
    let id = thing.id;
    Some(match thing.kind.as_str() {
        "theme" | "proposal" => format!("answers/{}/{id}", thing.kind),
        "experiment" => format!("experiments/{id}"),
        "group" => format!("groups/{id}"),
        "commitment" => format!("commitments/{id}"),
        "procedure" => format!("procedures/{id}"),
        _ => return None,
    })
}

/// What something new is made from, as an address says it: `from=proposal:…`.
pub struct Origin {
    /// As it travels through the form.
    pub code: String,
    /// What it is, in the reader's language.
    pub kind: String,
    /// Its title.
    pub title: Shown,
}

/// The thing that `from` names.
pub fn thing(fields: &crate::fields::Fields) -> Option<Thing> {
    let (kind, id) = fields.one("from")?.split_once(':')?;
    Some(Thing::new(kind, id.parse().ok()?))
}

/// The origin that `from` names, when there is such a thing.
///
/// # Errors
/// 503 when the database does not answer.
pub async fn origin(visit: &Visit, fields: &crate::fields::Fields) -> Result<Option<Origin>, Fault> {
    let Some(thing) = thing(fields) else { return Ok(None) };
    let step = story::step(&visit.app.db, &visit.ctx, &thing).await?;
    Ok(step.map(|step| Origin {
        code: format!("{}:{}", thing.kind, thing.id),
        kind: visit.words().say(&format!("lab-after-kind-{}", thing.kind)).into_owned(),
        title: Shown::of(&step.title, visit),
    }))
}
