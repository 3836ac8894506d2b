//! The experiments of a Lab.

use super::one::{Sign, sign};
use crate::{
    Shell, Visit,
    fields::Fields,
    render::{self, Answer},
    routes::lab::follow::{
        self, Ask, Field, Shown, Top,
        ask::Look,
        id,
        way::{Origin, origin},
    },
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use reticolo_lab::{
    Refused,
    after::experiment::{self, Draft, Experiment},
};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "lab/after/experiments.html")]
struct Page {
    shell: Shell,
    top: Top,
    experiments: Vec<Line>,
    problem: Option<String>,
    fields: Vec<Field>,
    origin: Option<Origin>,
    open: bool,
}

/// An experiment in the list.
struct Line {
    href: String,
    title: Shown,
    hypothesis: Shown,
    place: String,
    sign: Sign,
}

impl Line {
    fn of(visit: &Visit, experiment: &Experiment) -> Self {
        Self {
            href: visit.href(&format!("labs/{}/experiments/{}", experiment.lab, experiment.id)),
            title: Shown::of(&experiment.title, visit),
            hypothesis: Shown::of(&experiment.hypothesis, visit),
            place: experiment.place.clone(),
            sign: sign(visit, experiment),
        }
    }
}

pub async fn show(visit: Visit, Path((_, lab)): Path<(String, String)>) -> Answer {
    let typed = Fields::of_query(visit.query.as_deref());
    page(&visit, id(&lab)?, &typed, None).await
}

async fn page(visit: &Visit, lab: Uuid, typed: &Fields, refused: Option<(StatusCode, Refused)>) -> Answer {
    let top = Top::of(visit, lab, "experiments").await?;
    let experiments = experiment::of_lab(&visit.app.db, &visit.ctx, lab).await?;
    let ask = Ask::new(visit, typed, refused.as_ref().map(|(_, refused)| refused));
    let origin = origin(visit, typed).await?;
    let title = origin.as_ref().map(|origin| origin.title.text.clone()).unwrap_or_default();
    let page = Page {
        shell: follow::shell(visit, "lab-after-page-experiments"),
        experiments: experiments.iter().map(|experiment| Line::of(visit, experiment)).collect(),
        problem: ask.problem(),
        fields: vec![
            ask.filled("title", Look::Line, "lab-after-experiment-title", &title),
            ask.field("hypothesis", Look::Text, "lab-after-experiment-hypothesis"),
            ask.field("place", Look::Line, "lab-after-experiment-place"),
            ask.field("starts", Look::Day, "lab-after-experiment-starts"),
            ask.field("weeks", Look::Number, "lab-after-experiment-weeks"),
            ask.field("measure", Look::Text, "lab-after-experiment-measure"),
        ],
        open: refused.is_some() || origin.is_some(),
        origin,
        top,
    };
    render::with_status(refused.map_or(StatusCode::OK, |(status, _)| status), &page)
}

pub async fn begin(visit: Visit, Path((_, lab)): Path<(String, String)>, fields: Fields) -> Answer {
    let (lab, new) = (id(&lab)?, Uuid::now_v7());
    let one = |name| fields.one(name).unwrap_or_default();
    let draft = Draft {
        title: one("title"),
        hypothesis: one("hypothesis"),
        place: one("place"),
        measure: one("measure"),
        starts: one("starts"),
        weeks: one("weeks"),
    };
    let from = follow::way::thing(&fields);
    match experiment::begin(&visit.app.db, &visit.ctx, lab, new, draft, from.as_ref()).await {
        Ok(()) => follow::on(&visit, &format!("labs/{lab}/experiments/{new}")),
        Err(refused) => page(&visit, lab, &fields, Some(follow::back(refused)?)).await,
    }
}
