//! Writing down a person, and changing what is known of her.

use super::{form, list};
use crate::{
    Visit,
    fields::Fields,
    render::Answer,
    routes::desk::{
        ask::{Ask, Wrong},
        carried, desk, house, id,
        part::{Act, Page, Part, Weight},
        to, version,
    },
};
use axum::{extract::Path, http::StatusCode};
use reticolo_desk::person::{self, Found, Record};
use uuid::Uuid;

/// Asks for what to call her.
pub async fn ask_new(visit: Visit) -> Answer {
    house(&visit)?;
    form_new(&visit, &Ask::new(&visit), (Uuid::now_v7(), Uuid::now_v7()), &[])
}

fn form_new(visit: &Visit, ask: &Ask<'_>, ids: (Uuid, Uuid), alike: &[Found]) -> Answer {
    let words = visit.words();
    let mut page = Page::new(visit, words.say("desk-person-new")).after(ask.wrong);
    page.lead = words.say("desk-person-lead").into_owned();
    let mut save = ("check", "desk-person-save");
    if !alike.is_empty() {
        page.status = StatusCode::CONFLICT;
        let mut part = Part::of(visit, "desk-alike").saying(words.say("desk-alike-text"));
        part.lines = alike.iter().map(|found| list::same(visit, found)).collect();
        page.parts.push(part);
        save = ("user-plus", "desk-alike-other");
    }
    let act = Act::button(visit, "person", "desk/people/new", save)
        .hiding("person", ids.0)
        .hiding("case", ids.1)
        .hiding("other_person", i32::from(!alike.is_empty()))
        .weighing(Weight::First);
    page.parts.push(Part { acts: vec![form::filled(act, ask, &Record::default())], ..Part::default() });
    page.answer()
}

/// Writes her down, unless she may be somebody who is known already.
pub async fn add(visit: Visit, fields: Fields) -> Answer {
    house(&visit)?;
    let ids = (carried(&fields, "person")?, carried(&fields, "case")?);
    let read = form::read(&fields);
    let asked = Ask { visit: &visit, typed: Some(&fields), wrong: None };
    if let Ok(record) = &read
        && !record.identity.call_name.is_empty()
        && !fields.ticked("other_person")
    {
        let alike = person::alike(desk(&visit), record).await?;
        if !alike.is_empty() {
            return form_new(&visit, &asked, ids, &alike);
        }
    }
    let done = match read {
        Ok(record) => person::add(desk(&visit), ids, record).await,
        Err(refused) => Err(refused),
    };
    match done {
        Ok(()) => Ok(to(&visit, &format!("desk/people/{}", ids.0))),
        Err(refused) => {
            form_new(&visit, &Ask::again(&visit, &fields, &Wrong::of(&visit, refused)?), ids, &[])
        }
    }
}

/// Shows what is known, to be changed.
pub async fn ask_change(visit: Visit, Path((_, person)): Path<(String, String)>) -> Answer {
    form_change(&visit, &Ask::new(&visit), id(&person)?).await
}

async fn form_change(visit: &Visit, ask: &Ask<'_>, person: Uuid) -> Answer {
    house(visit)?;
    let opened = person::open(desk(visit), person).await?;
    let path = format!("desk/people/{person}");
    let title = opened.record.identity.call_name.clone();
    let mut page = Page::new(visit, visit.words().say("desk-person-edit")).after(ask.wrong);
    page = page.from(visit.href(&path), title);
    // After a conflict the page says so and keeps what was typed; saving again counts on what is there now.
    let act = Act::button(visit, "person", &format!("{path}/edit"), ("check", "desk-person-save"))
        .hiding("version", opened.version)
        .weighing(Weight::First);
    page.parts.push(Part { acts: vec![form::filled(act, ask, &opened.record)], ..Part::default() });
    page.answer()
}

/// Changes what is known of her.
pub async fn change(visit: Visit, Path((_, person)): Path<(String, String)>, fields: Fields) -> Answer {
    let person = id(&person)?;
    let done = match form::read(&fields) {
        Ok(record) => person::change(desk(&visit), person, version(&fields), record).await,
        Err(refused) => Err(refused),
    };
    match done {
        Ok(()) => Ok(to(&visit, &format!("desk/people/{person}"))),
        Err(refused) => {
            let wrong = Wrong::of(&visit, refused)?;
            form_change(&visit, &Ask::again(&visit, &fields, &wrong), person).await
        }
    }
}
