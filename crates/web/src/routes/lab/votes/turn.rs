//! One statement at a time: three big pictures, words, and a voice.

use super::device;
use crate::{
    Fault, Markup, Shell, Visit,
    fields::Fields,
    limits::Deed,
    render::{self, Answer},
    routes::{
        card::reading::{Line, attrs},
        lab::harvest::{Place, Said, Tab, mistake, uuid},
    },
};
use askama::Template;
use axum::{
    extract::Path,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse as _, Redirect, Response},
};
use reticolo_lab::{
    Refused,
    harvest::statement::{self, OpenTo, Statement, Turn, Vote, Voter},
    programme,
};
use uuid::Uuid;

/// The page on which one votes.
#[derive(Template)]
#[template(path = "lab/harvest/vote.html")]
struct Page {
    shell: Shell,
    tabs: Vec<Tab>,
    title: Line,
    action: String,
    opinions: String,
    manage: Option<String>,
    open: bool,
    shown: Option<Shown>,
    turn: Option<Turn>,
    again: Option<String>,
    handed_on: bool,
    problem: Option<String>,
}

/// A statement to vote on.
struct Shown {
    id: Uuid,
    said: Said,
    picture: Markup,
    before: Option<&'static str>,
}

/// The Labs on which everyone may have a say.
#[derive(Template)]
#[template(path = "lab/harvest/say.html")]
struct List {
    shell: Shell,
    labs: Vec<(String, Line)>,
}

/// Where one votes: in a session, or from outside.
struct Scene {
    lab: Uuid,
    title: Line,
    path: String,
    opinions: String,
    place: Option<Place>,
}

impl Scene {
    async fn session(visit: &Visit, id: &str) -> Result<Self, Fault> {
        let place = Place::of(visit, id).await?;
        let (path, opinions) = (place.path("votes"), place.path("opinions"));
        Ok(Self { lab: place.lab, title: place.title.clone(), path, opinions, place: Some(place) })
    }

    async fn public(visit: &Visit, id: &str) -> Result<Self, Fault> {
        let lab = uuid(id)?;
        let consultation = statement::consultation(&visit.app.db, lab).await?;
        if consultation.open_to != OpenTo::Everyone {
            return Err(Fault::not_found());
        }
        let found = programme::lab(&visit.app.db, lab).await?;
        let title = found.title.seen(visit.lang());
        let title =
            Line { text: title.text.to_owned(), attrs: attrs(title.lang, visit.lang()), doubtful: false };
        Ok(Self {
            lab,
            title,
            path: format!("say/{lab}"),
            opinions: format!("say/{lab}/opinions"),
            place: None,
        })
    }
}

pub async fn list(visit: Visit) -> Answer {
    let mut labs = Vec::new();
    for id in statement::public(&visit.app.db).await? {
        let lab = programme::lab(&visit.app.db, id).await?;
        let title = lab.title.seen(visit.lang());
        let attrs = attrs(title.lang, visit.lang());
        labs.push((
            visit.href(&format!("say/{id}")),
            Line { text: title.text.to_owned(), attrs, doubtful: false },
        ));
    }
    render::page(&List { shell: visit.shell(visit.words().say("lab-harvest-say-title").into_owned()), labs })
}

pub async fn show(visit: Visit, headers: HeaderMap, Path((_, id)): Path<(String, String)>) -> Answer {
    let scene = Scene::session(&visit, &id).await?;
    render::private(&Page::of(&visit, &headers, &scene, None).await?)
}

pub async fn show_public(visit: Visit, headers: HeaderMap, Path((_, id)): Path<(String, String)>) -> Answer {
    let scene = Scene::public(&visit, &id).await?;
    render::private(&Page::of(&visit, &headers, &scene, None).await?)
}

pub async fn cast(
    visit: Visit,
    headers: HeaderMap,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Answer {
    visit.app.limits.count(Deed::Ask, &visit)?;
    let scene = Scene::session(&visit, &id).await?;
    take(&visit, &headers, &scene, &fields).await
}

pub async fn cast_public(
    visit: Visit,
    headers: HeaderMap,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Answer {
    visit.app.limits.count(Deed::Ask, &visit)?;
    let scene = Scene::public(&visit, &id).await?;
    take(&visit, &headers, &scene, &fields).await
}

async fn take(visit: &Visit, headers: &HeaderMap, scene: &Scene, fields: &Fields) -> Answer {
    let back = |query: String| Redirect::to(&format!("{}{query}", visit.href(&scene.path))).into_response();
    match fields.one("do") {
        Some("next-person") => {
            let mut response = back(String::new());
            device::hand(&visit.app, &mut response, rand::random());
            return Ok(response);
        }
        Some("me-again") => {
            let mut response = back(String::new());
            device::give_back(&visit.app, &mut response);
            return Ok(response);
        }
        _ => {}
    }
    let token: device::Token = rand::random();
    let known = device::voter(&visit.app, &visit.ctx, headers);
    let voter = known.unwrap_or_else(|| device::of(token));
    let number = match fields.one("vote") {
        Some("agree") => Vote::Agree,
        Some("disagree") => Vote::Disagree,
        Some("pass") => Vote::Pass,
        _ => return told(visit, headers, scene, Refused::invalid("lab-harvest-problem-vote")).await,
    };
    let statement = fields.one("statement").and_then(|id| id.parse().ok()).unwrap_or(Uuid::nil());
    match statement::cast(&visit.app.db, &visit.ctx, scene.lab, voter, (statement, number)).await {
        Ok(()) => {
            let mut response: Response = back(format!("?last={statement}"));
            if known.is_none() {
                device::hand(&visit.app, &mut response, token);
            }
            Ok(response)
        }
        Err(refused) => told(visit, headers, scene, refused).await,
    }
}

async fn told(visit: &Visit, headers: &HeaderMap, scene: &Scene, refused: Refused) -> Answer {
    let (status, problem): (StatusCode, String) = mistake(visit, refused)?;
    render::with_status(status, &Page::of(visit, headers, scene, Some(problem)).await?)
}

impl Page {
    async fn of(
        visit: &Visit,
        headers: &HeaderMap,
        scene: &Scene,
        problem: Option<String>,
    ) -> Result<Self, Fault> {
        let (db, ctx) = (&visit.app.db, &visit.ctx);
        let known = device::voter(&visit.app, ctx, headers);
        let voter = known.unwrap_or_else(device::nobody);
        let open = statement::consultation(db, scene.lab).await?.open_to != OpenTo::Nobody;
        let turn =
            if open { Some(statement::next(db, ctx, scene.lab, voter, rand::random).await?) } else { None };
        let asked = Fields::of_query(visit.query.as_deref());
        let named = |name: &str| asked.one(name).and_then(|id| id.parse::<Uuid>().ok());
        // To change a vote one sees the same statement again.
        let again = match named("show") {
            Some(id) => statement::find(db, id).await.ok().filter(|s| s.lab == scene.lab),
            None => None,
        };
        let statement = again.or_else(|| turn.as_ref().and_then(|turn| turn.statement.clone()));
        let shown = match statement.filter(|_| open) {
            Some(statement) => Some(Shown::of(visit, scene.lab, voter, &statement).await?),
            None => None,
        };
        let shell = visit.shell(visit.words().say("lab-harvest-votes-title").into_owned()).kept_from_robots();
        let last = named("last").map(|id| format!("?show={id}"));
        let place = scene.place.as_ref();
        Ok(Self {
            tabs: place.map(|place| place.tabs(&shell, "votes")).unwrap_or_default(),
            title: scene.title.clone(),
            action: visit.href(&scene.path),
            opinions: visit.href(&scene.opinions),
            manage: place.filter(|place| place.runs).map(|place| visit.href(&place.path("statements"))),
            shell,
            open,
            shown,
            turn,
            again: last,
            handed_on: matches!(known, Some(Voter::Device(_))) && ctx.actor.participant().is_some(),
            problem,
        })
    }
}

impl Shown {
    async fn of(visit: &Visit, lab: Uuid, voter: Voter, statement: &Statement) -> Result<Self, Fault> {
        let votes = statement::mine(&visit.app.db, lab, voter).await?;
        let before = votes.get(&statement.id).map(|vote| match vote {
            Vote::Agree => "agree",
            Vote::Disagree => "disagree",
            Vote::Pass => "pass",
        });
        let said = Said::find(visit, ("statement", statement.id), statement.lang, &statement.words).await?;
        Ok(Self { id: statement.id, said, picture: picture(&visit.shell(""), &statement.picture), before })
    }
}

/// The icon of a statement. Each is named here, so that the build of the assets finds it.
pub fn picture(shell: &Shell, name: &str) -> Markup {
    match name {
        "home" => shell.icon("home"),
        "briefcase" => shell.icon("briefcase"),
        "school" => shell.icon("school"),
        "stethoscope" => shell.icon("stethoscope"),
        "id-badge-2" => shell.icon("id-badge-2"),
        "language" => shell.icon("language"),
        "clock" => shell.icon("clock"),
        "bus" => shell.icon("bus"),
        "users" => shell.icon("users"),
        "baby-carriage" => shell.icon("baby-carriage"),
        "scale" => shell.icon("scale"),
        _ => shell.icon("message-circle"),
    }
}
