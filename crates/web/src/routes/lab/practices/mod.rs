//! The library of co-design practices, and of journeys.

use crate::{
    App, Fault, Markup, Shell, Visit,
    fields::Fields,
    render::{self, Answer},
};
use askama::Template;
use axum::{Router, extract::Path, routing::get};
use reticolo_accounts::policy::Action;
use reticolo_lab::programme::{
    self, BlockKind,
    journey::{self, Journey},
    practice::{self, Practice, PracticeFilter},
};

/// `/{lang}/practices`, `/{lang}/practices/{code}`, `/{lang}/journeys`, `/{lang}/journeys/{code}`.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/{lang}/practices", get(list))
        .route("/{lang}/practices/{code}", get(page))
        .route("/{lang}/journeys", get(journeys))
        .route("/{lang}/journeys/{code}", get(journey_page))
}

#[derive(Template)]
#[template(path = "lab/practices.html")]
struct List {
    shell: Shell,
    practices: Vec<Card>,
    kinds: Vec<(&'static str, String, bool)>,
    minutes: String,
    people: String,
    session: Option<String>,
}

struct Card {
    code: &'static str,
    icon: &'static str,
    name: Markup,
    about: Markup,
    facts: String,
}

impl Card {
    fn of(shell: &Shell, practice: &'static Practice) -> Self {
        let (least, most) = practice.people;
        let values = [
            ("minutes", u64::from(practice.minutes).into()),
            ("least", u64::from(least).into()),
            ("most", u64::from(most).into()),
        ];
        Self {
            code: &practice.code,
            icon: &practice.icon,
            name: shell.show(&practice.name),
            about: shell.show(&practice.about),
            facts: shell.say_with("lab-practice-facts", &values),
        }
    }
}

/// The session for which one looks, if one may prepare it.
async fn session(visit: &Visit, asked: &Fields) -> Result<Option<String>, Fault> {
    let Some(id) = asked.one("session").and_then(|id| id.parse().ok()) else { return Ok(None) };
    programme::bearer_of_session(&visit.app.db, id).await?.may(&visit.ctx, Action::PrepareLab)?;
    Ok(Some(id.to_string()))
}

async fn list(visit: Visit) -> Answer {
    let asked = Fields::of_query(visit.query.as_deref());
    let number = |name| asked.one(name).and_then(|n| n.parse().ok());
    let filter = PracticeFilter {
        kind: asked.one("kind").and_then(BlockKind::parse),
        minutes: number("minutes"),
        people: number("people"),
    };
    let shell = visit.shell(visit.words().say("lab-practices-title").into_owned());
    let fits = practice::practices().iter().filter(|practice| filter.takes(practice));
    let kinds = BlockKind::ALL.map(|kind| {
        (kind.code(), shell.say(&format!("lab-kind-{}", kind.code())), filter.kind == Some(kind))
    });
    let page = List {
        practices: fits.map(|practice| Card::of(&shell, practice)).collect(),
        kinds: kinds.into(),
        minutes: filter.minutes.map(|n| n.to_string()).unwrap_or_default(),
        people: filter.people.map(|n| n.to_string()).unwrap_or_default(),
        session: session(&visit, &asked).await?,
        shell,
    };
    render::private(&page)
}

#[derive(Template)]
#[template(path = "lab/practice.html")]
struct Page {
    shell: Shell,
    card: Card,
    steps: Vec<Markup>,
    care: Markup,
    source: &'static str,
    session: Option<String>,
}

async fn page(visit: Visit, Path((_, code)): Path<(String, String)>) -> Answer {
    let practice = practice::practice(&code).ok_or_else(Fault::not_found)?;
    let asked = Fields::of_query(visit.query.as_deref());
    let shell = visit.shell(practice.name.words(visit.lang()).to_owned());
    let page = Page {
        card: Card::of(&shell, practice),
        steps: practice.steps.iter().map(|step| shell.show(step)).collect(),
        care: shell.show(&practice.care),
        source: &practice.source,
        session: session(&visit, &asked).await?,
        shell,
    };
    render::private(&page)
}

#[derive(Template)]
#[template(path = "lab/journeys.html")]
struct Journeys {
    shell: Shell,
    journeys: Vec<(&'static str, Markup, Markup)>,
}

async fn journeys(visit: Visit) -> Answer {
    let shell = visit.shell(visit.words().say("lab-journeys-title").into_owned());
    let line = |one: &'static Journey| (one.code.as_str(), shell.show(&one.name), shell.show(&one.person));
    let page = Journeys { journeys: journey::journeys().iter().map(line).collect(), shell };
    render::page(&page)
}

#[derive(Template)]
#[template(path = "lab/journey.html")]
struct JourneyPage {
    shell: Shell,
    name: Markup,
    person: Markup,
    steps: Vec<(Markup, Markup)>,
    translated: bool,
}

async fn journey_page(visit: Visit, Path((_, code)): Path<(String, String)>) -> Answer {
    let one = journey::journey(&code).ok_or_else(Fault::not_found)?;
    let shell = visit.shell(one.name.words(visit.lang()).to_owned());
    let page = JourneyPage {
        name: shell.show(&one.name),
        person: shell.show(&one.person),
        steps: one.steps.iter().map(|step| (shell.show(&step.office), shell.show(&step.what))).collect(),
        translated: one.name.get(visit.lang()).is_some(),
        shell,
    };
    render::page(&page)
}
