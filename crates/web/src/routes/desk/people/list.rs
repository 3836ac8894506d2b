//! The people of the house: searched by a body, never by an address.

use crate::{
    Visit,
    fields::Fields,
    render::Answer,
    routes::desk::{
        ask::{Ask, language},
        day, desk,
        part::{Act, Line, Page, Part, Way, Weight},
    },
};
use reticolo_desk::person::{self, Found, Row};

/// Those who were dealt with last.
pub async fn show(visit: Visit) -> Answer {
    let found = person::recent(desk(&visit)).await?;
    let mut list = Part::of(&visit, "desk-people-recent");
    list.lines = found.iter().map(|row| line(&visit, row)).collect();
    page(&visit, &Ask::new(&visit), list)
}

/// Those whom the words may mean.
pub async fn search(visit: Visit, fields: Fields) -> Answer {
    let typed = fields.one("words").unwrap_or_default();
    let found = person::find(desk(&visit), typed).await?;
    let mut list = Part::of(&visit, "desk-people-found");
    list.lines = found.iter().map(|found| same(&visit, found)).collect();
    if found.is_empty() {
        list = list.saying(visit.words().say("desk-people-none"));
    }
    let ask = Ask { visit: &visit, typed: Some(&fields), wrong: None };
    page(&visit, &ask, list)
}

fn page(visit: &Visit, ask: &Ask<'_>, list: Part) -> Answer {
    let mut page = Page::new(visit, visit.words().say("desk-people-title"));
    let search = Act::button(visit, "search", "desk/people", ("search", "desk-people-search"))
        .with(vec![ask.line("words", "")])
        .weighing(Weight::First);
    page.parts.push(Part {
        acts: vec![search],
        ways: vec![Way::to(visit, "user-plus", "desk/people/new", "desk-way-person")],
        ..Part::default()
    });
    page.parts.push(list);
    let hidden = Part::default().saying(visit.words().say("desk-people-reserved"));
    page.parts.push(Part {
        ways: vec![Way::to(visit, "lock-open", "desk/emergency", "desk-emergency-title")],
        ..hidden
    });
    page.answer()
}

fn line(visit: &Visit, row: &Row) -> Line {
    let who = &row.identity;
    let reserved = visit.words().say("desk-reserved");
    Line {
        href: visit.href(&format!("desk/people/{}", row.id)),
        title: who.call_name.clone(),
        tag: if row.reserved { reserved.into_owned() } else { String::new() },
        text: [who.given_name.as_str(), who.family_name.as_str(), who.birth.as_str()]
            .join(" ")
            .trim()
            .to_owned(),
        small: [language(visit, &row.lang), day(visit, row.changed_at)].join(" · "),
        acts: Vec::new(),
    }
}

/// Somebody who may be the one that was meant.
pub fn same(visit: &Visit, found: &Found) -> Line {
    let key = if found.sure { "desk-same-number" } else { "desk-same-sound" };
    Line { tag: visit.words().say(key).into_owned(), ..line(visit, &found.row) }
}
