//! The working groups of a Lab.

use crate::{
    Fault, Shell, Visit,
    fields::Fields,
    render::{self, Answer},
    routes::lab::follow::{
        self, Ask, Field, Shown, Top,
        ask::Look,
        hour, id,
        way::{Origin, origin},
    },
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use reticolo_lab::{
    Refused,
    after::group::{self, Draft, Group},
};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "lab/after/groups.html")]
struct Page {
    shell: Shell,
    top: Top,
    groups: Vec<Line>,
    problem: Option<String>,
    fields: Vec<Field>,
    origin: Option<Origin>,
    open: bool,
}

/// A group in the list.
struct Line {
    href: String,
    title: Shown,
    task: Shown,
    next: Option<String>,
    members: String,
    mine: bool,
    closed: bool,
}

impl Line {
    fn of(visit: &Visit, group: &Group) -> Self {
        let members = [("n", group.members.into())];
        Self {
            href: visit.href(&format!("labs/{}/groups/{}", group.lab, group.id)),
            title: Shown::of(&group.title, visit),
            task: Shown::of(&group.task, visit),
            next: group.next_at.filter(|at| *at >= visit.ctx.now).map(|at| hour(visit, at)),
            members: visit.words().say_with("lab-after-group-members", &members),
            mine: group.mine,
            closed: group.closed,
        }
    }
}

pub async fn show(visit: Visit, Path((_, lab)): Path<(String, String)>) -> Answer {
    let typed = Fields::of_query(visit.query.as_deref());
    page(&visit, id(&lab)?, &typed, None).await
}

async fn page(visit: &Visit, lab: Uuid, typed: &Fields, refused: Option<(StatusCode, Refused)>) -> Answer {
    let top = Top::of(visit, lab, "groups").await?;
    let groups = group::of_lab(&visit.app.db, &visit.ctx, lab).await?;
    let ask = Ask::new(visit, typed, refused.as_ref().map(|(_, refused)| refused));
    let origin = origin(visit, typed).await?;
    let title = origin.as_ref().map(|origin| origin.title.text.clone()).unwrap_or_default();
    let page = Page {
        shell: follow::shell(visit, "lab-after-page-groups"),
        groups: groups.iter().map(|group| Line::of(visit, group)).collect(),
        problem: ask.problem(),
        fields: vec![
            ask.filled("title", Look::Line, "lab-after-group-title", &title),
            ask.field("task", Look::Text, "lab-after-group-task"),
            ask.field("next", Look::Hour, "lab-after-group-next"),
        ],
        open: refused.is_some() || origin.is_some(),
        origin,
        top,
    };
    render::with_status(refused.map_or(StatusCode::OK, |(status, _)| status), &page)
}

pub async fn form(visit: Visit, Path((_, lab)): Path<(String, String)>, fields: Fields) -> Answer {
    let (lab, new) = (id(&lab)?, Uuid::now_v7());
    let one = |name| fields.one(name).unwrap_or_default();
    let draft = Draft { title: one("title"), task: one("task"), next: one("next") };
    let from = follow::way::thing(&fields);
    match group::form(&visit.app.db, &visit.ctx, lab, new, draft, from.as_ref()).await {
        Ok(()) => follow::on(&visit, &format!("labs/{lab}/groups/{new}")),
        Err(refused) => {
            let back: Result<_, Fault> = follow::back(refused);
            page(&visit, lab, &fields, Some(back?)).await
        }
    }
}
