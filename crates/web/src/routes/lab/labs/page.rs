//! The page of a Lab: what it is for, its meetings, its problems, who runs it, how to take part.

use super::list::days;
use crate::{
    Markup, Shell, Visit,
    render::{self, Answer},
    routes::lab::{form, said},
};
use askama::Template;
use axum::extract::Path;
use reticolo_lab::programme::{self, Session};

#[derive(Template)]
#[template(path = "lab/lab.html")]
struct Page {
    shell: Shell,
    id: String,
    heading: Markup,
    purpose: Markup,
    places: String,
    days: String,
    bearer: String,
    sessions: Vec<Meeting>,
    problems: Vec<(String, Markup, String)>,
    may_prepare: bool,
    draft: bool,
}

/// A meeting in the list of a Lab.
struct Meeting {
    id: String,
    title: Markup,
    purpose: Markup,
    when: String,
    place: String,
    state: String,
}

pub async fn page(visit: Visit, Path((_, lab)): Path<(String, String)>) -> Answer {
    let db = &visit.app.db;
    let lab = programme::visible_lab(db, &visit.ctx, form::id(&lab)?).await?;
    let sessions = programme::sessions_of(db, lab.id).await?;
    let problems = programme::problems_of(db, lab.id).await?;
    let shell = visit.shell(lab.title.seen(visit.lang()).text.to_owned());
    let seen = |session: &&Session| programme::is_session_visible(&visit.ctx, &lab, session.state);
    let page = Page {
        id: lab.id.to_string(),
        heading: said::show(&shell, &lab.title),
        purpose: said::show_with_note(&shell, &lab.purpose),
        places: said::places(shell.words(), &lab.territory),
        days: days(&shell, &lab),
        bearer: lab.organization_name.clone(),
        sessions: sessions.iter().filter(seen).map(|session| Meeting::of(&shell, session)).collect(),
        problems: problems
            .iter()
            .map(|one| (one.id.to_string(), said::show(&shell, &one.title), state(&shell, one.state)))
            .collect(),
        may_prepare: programme::sees_drafts(&visit.ctx, &lab),
        draft: lab.announced == 0,
        shell,
    };
    render::private(&page)
}

impl Meeting {
    fn of(shell: &Shell, session: &Session) -> Self {
        Self {
            id: session.id.to_string(),
            title: said::show(shell, &session.title),
            purpose: said::show(shell, &session.purpose),
            when: said::when(shell.words(), session),
            place: session.place.clone(),
            state: shell.say(&format!("lab-state-{}", session.state.code())),
        }
    }
}

/// What became of a problem, in words.
fn state(shell: &Shell, state: programme::ProblemState) -> String {
    shell.say(&format!("lab-problem-state-{}", state.code().replace('_', "-")))
}
