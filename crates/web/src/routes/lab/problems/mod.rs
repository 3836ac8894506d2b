//! The register of problems: one problem with its evidence, opening and changing it, saying what became of it.

mod edit;

use crate::{
    App, Fault, Markup, Shell, Visit,
    fields::Fields,
    render::{self, Answer},
    routes::lab::{form, said},
};
use askama::Template;
use axum::{
    Router,
    extract::Path,
    http::StatusCode,
    routing::{get, post},
};
use reticolo_directory::reference::Reference;
use reticolo_lab::programme::{self, Evidence, ProblemState};

/// `/{lang}/labs/{lab}/problems/new` and `/{lang}/problems/{problem}`.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/{lang}/labs/{lab}/problems/new", get(edit::fresh).post(edit::open))
        .route("/{lang}/problems/{problem}", get(page))
        .route("/{lang}/problems/{problem}/change", get(edit::form).post(edit::change))
        .route("/{lang}/problems/{problem}/state", post(settle))
}

#[derive(Template)]
#[template(path = "lab/problem.html")]
struct Page {
    shell: Shell,
    id: String,
    lab: (String, Markup),
    heading: Markup,
    description: Markup,
    state: String,
    evidence: Vec<Proof>,
    needs: Vec<(String, Markup)>,
    states: Vec<(&'static str, String)>,
    may_prepare: bool,
}

/// A piece of evidence as it is shown.
struct Proof {
    words: String,
    source: String,
    date: String,
    url: Option<String>,
}

fn state_words(shell: &Shell, state: ProblemState) -> String {
    shell.say(&format!("lab-problem-state-{}", state.code().replace('_', "-")))
}

async fn page(visit: Visit, Path((_, problem)): Path<(String, String)>) -> Answer {
    let db = &visit.app.db;
    let problem = programme::problem(db, form::id(&problem)?).await?;
    let lab = programme::visible_lab(db, &visit.ctx, problem.lab).await?;
    let shell = visit.shell(problem.title.seen(visit.lang()).text.to_owned());
    let needs = Reference::get().needs();
    let proof = |one: &Evidence| Proof {
        words: one.words.clone(),
        source: one.source.clone(),
        date: one.date.map(|date| shell.words().date(date)).unwrap_or_default(),
        url: one.url.clone(),
    };
    let others = ProblemState::ALL.into_iter().filter(|state| *state != problem.state);
    let page = Page {
        id: problem.id.to_string(),
        lab: (lab.id.to_string(), said::show(&shell, &lab.title)),
        heading: said::show(&shell, &problem.title),
        description: said::show_with_note(&shell, &problem.description),
        state: state_words(&shell, problem.state),
        evidence: problem.evidence.iter().map(proof).collect(),
        needs: problem
            .needs
            .iter()
            .filter_map(|code| Some((code.clone(), shell.show(&needs.get(code)?.label))))
            .collect(),
        states: others.map(|state| (state.code(), state_words(&shell, state))).collect(),
        may_prepare: programme::sees_drafts(&visit.ctx, &lab),
        shell,
    };
    render::private(&page)
}

async fn settle(visit: Visit, Path((_, problem)): Path<(String, String)>, fields: Fields) -> Answer {
    let id = form::id(&problem)?;
    let state = fields.one("state").and_then(ProblemState::parse);
    let state = state.ok_or_else(|| Fault::of(StatusCode::UNPROCESSABLE_ENTITY))?;
    programme::settle_problem(&visit.app.db, &visit.ctx, id, state).await?;
    Ok(form::see(&visit.href(&format!("problems/{id}"))))
}
