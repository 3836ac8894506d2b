//! Showing the wall.

use super::board::{Board, Ticked, settlements};
use crate::{
    Shell, Visit,
    fields::Fields,
    render::{self, Answer},
    routes::lab::harvest::{Place, Tab},
};
use askama::Template;
use axum::{extract::Path, http::StatusCode, response::IntoResponse as _};
use reticolo_lab::harvest::theme::{self, Step};

/// The wall.
#[derive(Template)]
#[template(path = "lab/harvest/wall.html")]
pub struct Page {
    shell: Shell,
    place: Place,
    tabs: Vec<Tab>,
    board: Board,
    /// Shown to all, with nothing to do.
    beamer: bool,
    all: bool,
    action: String,
    typed_title: String,
    problem: Option<String>,
    undo: Option<(i64, String)>,
    settlements: Vec<(&'static str, String)>,
}

/// What was typed and ticked when something went wrong.
#[derive(Default)]
pub struct Typed {
    pub ticked: Ticked,
    pub title: String,
    pub problem: Option<String>,
}

pub async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Answer {
    let asked = Fields::of_query(visit.query.as_deref());
    let place = Place::of(&visit, &id).await?;
    let seen: Option<i64> = asked.one("seen").and_then(|seen| seen.parse().ok());
    let wall = theme::wall(&visit.app.db, &visit.ctx, place.session).await?;
    // Whoever has seen everything gets nothing: the answer to most questions of a beamer.
    if seen == Some(wall.steps) {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    render::private(&Page::of(&visit, place, &wall, Typed::default()).await?)
}

impl Page {
    pub async fn of(
        visit: &Visit,
        place: Place,
        wall: &theme::Wall,
        typed: Typed,
    ) -> Result<Self, crate::Fault> {
        let asked = Fields::of_query(visit.query.as_deref());
        let (beamer, all) =
            (asked.one("view") == Some("beamer") || !place.runs, asked.one("notes") == Some("all"));
        let shell =
            visit.shell(visit.words().say("lab-harvest-plenary-title").into_owned()).kept_from_robots();
        let steps = if place.runs {
            theme::steps(&visit.app.db, &visit.ctx, place.session, 40).await?
        } else {
            Vec::new()
        };
        let open = |step: &&Step| !step.undone && step.what != "undo";
        let undo = steps.iter().find(open).map(|step| {
            (step.number, visit.words().say(&format!("lab-harvest-step-{}", step.what)).into_owned())
        });
        let board = Board::of(visit, &place, wall, all, &typed.ticked).await?;
        let query = if all { "?notes=all" } else { "" };
        Ok(Self {
            tabs: place.tabs(&shell, "plenary"),
            action: format!("{}{query}", visit.href(&place.path("plenary"))),
            settlements: settlements(&shell),
            shell,
            place,
            board,
            beamer,
            all,
            typed_title: typed.title,
            problem: typed.problem,
            undo,
        })
    }
}
