//! Preparing statements: writing them, making them of contributions, taking them out, opening the vote.

use super::turn::picture;
use crate::{
    Fault, Markup, Shell, Visit,
    fields::Fields,
    render::{self, Answer},
    routes::lab::harvest::{Place, Said, Tab, mistake, uuid},
};
use askama::Template;
use axum::{
    extract::Path,
    response::{IntoResponse as _, Redirect},
};
use reticolo_lab::{
    Refused,
    harvest::{
        notes,
        statement::{self, OpenTo, PICTURES, State},
    },
    translation,
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Statements on one page.
const A_PAGE: i64 = 50;

#[derive(Template)]
#[template(path = "lab/harvest/statements.html")]
struct Page {
    shell: Shell,
    tabs: Vec<Tab>,
    place: Place,
    action: String,
    open_to: Vec<(&'static str, String, bool)>,
    pictures: Vec<(&'static str, Markup, String)>,
    typed: String,
    rows: Vec<Row>,
    notes: Vec<(Uuid, Said)>,
    older: Option<i64>,
    newer: Option<i64>,
    problem: Option<String>,
}

struct Row {
    id: Uuid,
    said: Said,
    picture: Markup,
    out: bool,
}

pub async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Answer {
    let place = Place::of(&visit, &id).await?.running()?;
    render::private(&Page::of(&visit, place, String::new(), None).await?)
}

pub async fn act(visit: Visit, Path((_, id)): Path<(String, String)>, fields: Fields) -> Answer {
    let place = Place::of(&visit, &id).await?.running()?;
    match doing(&visit, &place, &fields).await {
        Ok(()) => Ok(Redirect::to(&visit.href(&place.path("statements"))).into_response()),
        Err(refused) => {
            let (status, problem) = mistake(&visit, refused)?;
            let typed = fields.one("words").unwrap_or_default().chars().take(500).collect();
            render::with_status(status, &Page::of(&visit, place, typed, Some(problem)).await?)
        }
    }
}

async fn doing(visit: &Visit, place: &Place, fields: &Fields) -> Result<(), Refused> {
    let (db, ctx) = (&visit.app.db, &visit.ctx);
    let (deed, of) = fields.one("do").map_or(("", ""), |word| word.split_once(':').unwrap_or((word, "")));
    let id = || uuid(of).map_err(|_| Refused::NotFound);
    match deed {
        "write" => {
            let words = fields.one("words").unwrap_or_default();
            let picture = fields.one("picture").unwrap_or_default();
            statement::write(db, ctx, place.session, Uuid::now_v7(), (words, picture)).await
        }
        "from-notes" => {
            let notes: Vec<(Uuid, Uuid)> =
                fields.all("note").filter_map(|id| Some((id.parse().ok()?, Uuid::now_v7()))).collect();
            statement::from_contributions(db, ctx, place.session, &notes).await.map(drop)
        }
        "out" => statement::moderate(db, ctx, place.lab, id()?, State::Out).await,
        "in" => statement::moderate(db, ctx, place.lab, id()?, State::Open).await,
        "open" => {
            let open = OpenTo::parse(fields.one("open").unwrap_or_default()).ok_or(Refused::NotFound)?;
            statement::open_to(db, ctx, place.lab, open).await
        }
        _ => Err(Refused::NotFound),
    }
}

impl Page {
    async fn of(visit: &Visit, place: Place, typed: String, problem: Option<String>) -> Result<Self, Fault> {
        let (db, shell) =
            (&visit.app.db, visit.shell(visit.words().say("lab-harvest-statements-title").into_owned()));
        let asked = Fields::of_query(visit.query.as_deref());
        let from: i64 =
            asked.one("from").and_then(|from| from.parse().ok()).unwrap_or(0).clamp(0, statement::MOST);
        let mut all = statement::statements(db, place.lab, from, A_PAGE + 1).await?;
        let more = all.len() as i64 > A_PAGE;
        all.truncate(A_PAGE as usize);
        let foreign = all.iter().filter(|s| s.lang != visit.lang());
        let originals: BTreeMap<Uuid, &str> = foreign.map(|s| (s.id, s.words.as_str())).collect();
        let told = translation::of_many(db, "statement", visit.lang(), &originals).await;
        let told = told.map_err(|failure| Fault::store(&failure))?;
        let row = |s: &statement::Statement| Row {
            id: s.id,
            said: Said::new(visit, s.lang, &s.words, told.get(&s.id)),
            picture: picture(&shell, &s.picture),
            out: s.state == State::Out,
        };
        let now = statement::consultation(db, place.lab).await?.open_to;
        let notes = notes::all(db, place.session).await?;
        let strong = notes::strongest(&notes);
        let fresh =
            notes.iter().filter(|n| strong.contains(&n.id) && !all.iter().any(|s| s.words == n.words));
        Ok(Self {
            tabs: place.tabs(&shell, "votes"),
            action: visit.href(&place.path("statements")),
            open_to: OpenTo::ALL
                .map(|open| {
                    (open.code(), shell.say(&format!("lab-harvest-open-{}", open.code())), open == now)
                })
                .into(),
            pictures: PICTURES
                .map(|name| (name, picture(&shell, name), shell.say(&format!("lab-harvest-picture-{name}"))))
                .into(),
            typed,
            rows: all.iter().map(row).collect(),
            notes: fresh.take(60).map(|n| (n.id, Said::new(visit, n.lang, &n.words, None))).collect(),
            older: (from > 0).then(|| (from - A_PAGE).max(0)),
            newer: more.then_some(from + A_PAGE),
            shell: shell.kept_from_robots(),
            place,
            problem,
        })
    }
}
