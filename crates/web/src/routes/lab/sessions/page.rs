//! The page of a session: what it is for, when, where, and what happens; for everybody once people are invited.

use super::edit::minutes;
use crate::{
    Fault, Markup, Shell, Visit,
    render::{self, Answer},
    routes::lab::{form, said},
};
use askama::Template;
use axum::extract::Path;
use reticolo_accounts::policy::Action;
use reticolo_lab::programme::{self, Block, BlockKind, Lab, SessionPlan};

#[derive(Template)]
#[template(path = "lab/session.html")]
struct Page {
    shell: Shell,
    id: String,
    lab: (String, Markup),
    heading: Markup,
    purpose: Markup,
    welcome: Markup,
    when: String,
    zone: String,
    place: String,
    state: String,
    video: Option<String>,
    blocks: Vec<Part>,
    may_prepare: bool,
}

/// A block as everybody sees it.
pub struct Part {
    pub id: String,
    pub title: Markup,
    pub purpose: Markup,
    pub kind: String,
    pub icon: &'static str,
    pub facts: Vec<String>,
    pub questions: Vec<(String, Markup)>,
    pub journey: bool,
}

impl Part {
    pub fn of(visit: &Visit, shell: &Shell, block: &Block) -> Self {
        let words = shell.words();
        let count = |key: &str, n: u32| words.say_with(key, &[("n", u64::from(n).into())]);
        let mut facts = vec![minutes(visit, block.minutes)];
        if block.kind.has_tables() {
            facts.push(count("lab-tables", block.tables));
            facts.push(words.say_with(
                "lab-rounds",
                &[("n", u64::from(block.rounds).into()), ("minutes", u64::from(block.round_minutes).into())],
            ));
        }
        Self {
            id: block.id.to_string(),
            title: said::show_with_note(shell, &block.title),
            purpose: said::show_with_note(shell, &block.purpose),
            kind: words.say(&format!("lab-kind-{}", block.kind.code())).into_owned(),
            icon: picture(block.kind),
            facts,
            questions: block
                .questions
                .iter()
                .map(|one| (one.id.to_string(), said::show_with_note(shell, &one.words)))
                .collect(),
            journey: block.kind == BlockKind::Journey,
        }
    }
}

/// The picture of a kind. The names are marked so that the build of the assets finds them.
fn picture(kind: BlockKind) -> &'static str {
    fn icon(name: &'static str) -> &'static str {
        name
    }
    match kind {
        BlockKind::Cafe => icon("coffee"),
        BlockKind::Journey => icon("route"),
        BlockKind::Plenary => icon("users-group"),
        BlockKind::Decision => icon("checkbox"),
        BlockKind::Information => icon("presentation"),
        BlockKind::Vote => icon("thumb-up"),
    }
}

/// A session that this visitor may see, with its Lab.
pub async fn seen(visit: &Visit, session: &str) -> Result<(Lab, SessionPlan), Fault> {
    let plan = programme::session(&visit.app.db, form::id(session)?).await?;
    let lab = programme::lab(&visit.app.db, plan.session.lab).await?;
    let visible = programme::is_session_visible(&visit.ctx, &lab, plan.session.state);
    if visible { Ok((lab, plan)) } else { Err(Fault::not_found()) }
}

pub async fn page(visit: Visit, Path((_, session)): Path<(String, String)>) -> Answer {
    let (lab, plan) = seen(&visit, &session).await?;
    let bearer = programme::bearer_of_lab(&visit.app.db, lab.id).await?;
    let (session, words) = (&plan.session, visit.words());
    let shell = visit.shell(session.title.seen(visit.lang()).text.to_owned());
    // Only who takes part is told where people see and hear each other.
    let inside = bearer.may(&visit.ctx, Action::TakePart).is_ok();
    let page = Page {
        id: session.id.to_string(),
        lab: (lab.id.to_string(), said::show(&shell, &lab.title)),
        heading: said::show(&shell, &session.title),
        purpose: said::show_with_note(&shell, &session.purpose),
        welcome: said::show_with_note(&shell, &session.welcome),
        when: said::when(words, session),
        zone: session.zone.clone(),
        place: session.place.clone(),
        state: words.say(&format!("lab-state-{}", session.state.code())).into_owned(),
        video: inside.then(|| session.video.plenary(session.room)).flatten(),
        blocks: plan.blocks.iter().map(|block| Part::of(&visit, &shell, block)).collect(),
        may_prepare: programme::sees_drafts(&visit.ctx, &lab),
        shell,
    };
    render::private(&page)
}
