//! Which languages she speaks and reads: asked when nobody knows, by their own names; she may skip it.

use super::code;
use crate::{Fault, Shell, Visit, fields::Fields, render, render::Answer};
use askama::Template;
use axum::response::{IntoResponse as _, Redirect};
use reticolo_directory::reference::Reference;
use reticolo_lab::people::{self, Participant};
use std::collections::BTreeSet;
use uuid::Uuid;

/// How many languages stand first; the others are behind "more".
const FIRST: usize = 12;

#[derive(Template)]
#[template(path = "lab/join/languages.html")]
struct Page {
    shell: Shell,
    person: Uuid,
    name: String,
    first: Vec<Tongue>,
    more: Vec<Tongue>,
}

struct Tongue {
    code: String,
    own: String,
    name: String,
    speaks: bool,
    reads: bool,
}

/// The participant who acts, or who sits with her.
async fn person(visit: &Visit, written: Option<&str>) -> Result<Participant, Fault> {
    let actor = visit.ctx.actor.participant().ok_or_else(Fault::not_found)?;
    let id = written.and_then(|id| id.parse().ok()).unwrap_or(actor);
    Ok(people::acts_for(&visit.app.db, &visit.ctx, id).await?)
}

pub async fn form(visit: Visit) -> Answer {
    let fields = Fields::of_query(visit.query.as_deref());
    let person = person(&visit, fields.one("for")).await?;
    let has =
        |known: &Option<BTreeSet<String>>, code: &str| known.as_ref().is_some_and(|all| all.contains(code));
    let mut all: Vec<Tongue> = Reference::get()
        .languages()
        .iter()
        .map(|language| Tongue {
            speaks: has(&person.speaks, &language.code),
            reads: has(&person.reads, &language.code),
            code: language.code.clone(),
            own: language.own.clone(),
            name: language.names.words(visit.lang()).to_owned(),
        })
        .collect();
    all.sort_by_key(|tongue| !(tongue.speaks || tongue.reads));
    let more = all.split_off(FIRST.min(all.len()));
    let shell = visit.shell(visit.words().say("lab-people-languages")).kept_from_robots();
    render::private(&Page { shell, person: person.id, name: person.name, first: all, more })
}

pub async fn keep(visit: Visit, fields: Fields) -> Answer {
    let person = person(&visit, fields.one("person")).await?;
    if fields.one("do") != Some("skip") {
        let known = |name: &str| -> Option<BTreeSet<String>> {
            let all = fields.all(name).filter(|code| Reference::get().languages().get(code).is_some());
            let all: BTreeSet<String> = all.map(str::to_owned).collect();
            (!all.is_empty()).then_some(all)
        };
        let (speaks, reads) = (known("speaks"), known("reads"));
        people::set_tongues(&visit.app.db, &visit.ctx, person.id, speaks.as_ref(), reads.as_ref()).await?;
    }
    let session = code::next(&visit, person.id).await?;
    let path =
        session.map_or_else(|| "join/me".to_owned(), |session| format!("sessions/{}/welcome", session.id));
    Ok(Redirect::to(&visit.href(&path)).into_response())
}
