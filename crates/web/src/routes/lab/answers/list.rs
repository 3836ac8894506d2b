//! Every theme, proposal and experiment with what became of it.

use crate::{
    Shell, Visit,
    render::{self, Answer},
    routes::lab::follow::{Shown, Top, day, id, way},
};
use askama::Template;
use axum::extract::Path;
use reticolo_lab::after::{
    answer::{self, Figures, Matter, Outcome},
    clock::Clock,
};

#[derive(Template)]
#[template(path = "lab/after/answers.html")]
struct Page {
    shell: Shell,
    top: Top,
    figures: Vec<(String, String)>,
    overdue: Vec<Line>,
    lines: Vec<Line>,
}

/// A matter in the list.
struct Line {
    href: String,
    kind: String,
    title: Shown,
    given: Vec<Given>,
    clock: Option<Ticking>,
}

/// A clock in words.
pub struct Ticking {
    /// Who answers by when.
    pub words: String,
    /// Whether the day is past.
    pub overdue: bool,
}

/// An answer as it is read.
pub struct Given {
    pub id: String,
    pub outcome: String,
    pub look: &'static str,
    pub words: Shown,
    pub by: String,
    pub at: String,
    pub fresh: bool,
}

impl Given {
    pub fn of(visit: &Visit, given: &answer::Answer, fresh: bool) -> Self {
        let look = match given.outcome {
            Outcome::Accepted => "yes",
            Outcome::Refused => "no",
            Outcome::Merged | Outcome::Happened => "unknown",
        };
        Self {
            id: given.id.to_string(),
            outcome: visit.words().say(&format!("lab-after-outcome-{}", given.outcome.code())).into_owned(),
            look,
            words: Shown::of(&given.words, visit),
            by: given.organization.clone(),
            at: day(visit, given.at),
            fresh,
        }
    }
}

impl Ticking {
    /// A clock that still runs.
    pub fn of(visit: &Visit, clock: Option<&Clock>) -> Option<Self> {
        let clock = clock.filter(|clock| clock.answered_at.is_none())?;
        let overdue = clock.overdue(visit.ctx.now);
        let key = if overdue { "lab-after-clock-overdue" } else { "lab-after-clock-runs-until" };
        let args = [("who", clock.organization.as_str().into()), ("day", day(visit, clock.due).into())];
        Some(Self { words: visit.words().say_with(key, &args), overdue })
    }
}

impl Line {
    fn of(visit: &Visit, lab: uuid::Uuid, matter: &Matter) -> Self {
        let thing = &matter.step.thing;
        Self {
            href: visit.href(&format!("labs/{lab}/answers/{}/{}", thing.kind, thing.id)),
            kind: visit.words().say(&format!("lab-after-kind-{}", thing.kind)).into_owned(),
            title: way::Place::of(visit, lab, &matter.step).title,
            given: matter.answers.iter().map(|given| Given::of(visit, given, false)).collect(),
            clock: Ticking::of(visit, matter.clock.as_ref()),
        }
    }
}

pub async fn show(visit: Visit, Path((_, lab)): Path<(String, String)>) -> Answer {
    let (lab, words) = (id(&lab)?, visit.words());
    let top = Top::of(&visit, lab, "answers").await?;
    let matters = answer::of_lab(&visit.app.db, &visit.ctx, lab).await?;
    let figures = Figures::of(&matters, visit.ctx.now);
    let says = |key: &str| words.say(key).into_owned();
    let mut told = vec![(
        words.say_with(
            "lab-after-answered-of",
            &[("n", figures.answered.into()), ("all", figures.all.into())],
        ),
        says("lab-after-answered"),
    )];
    if let Some(days) = figures.median_days {
        told.push((words.say_with("lab-after-days", &[("n", days.into())]), says("lab-after-median")));
    }
    if figures.overdue > 0 {
        told.push((words.number(figures.overdue), says("lab-after-overdue")));
    }
    let lines = matters.iter().map(|matter| Line::of(&visit, lab, matter));
    let (overdue, lines) = lines.partition(|line| line.clock.as_ref().is_some_and(|clock| clock.overdue));
    let shell = visit.shell(says("lab-after-page-answers"));
    render::page(&Page { shell, top, figures: told, overdue, lines })
}
