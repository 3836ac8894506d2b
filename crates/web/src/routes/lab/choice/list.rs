//! The choices of a session, and opening one.

use crate::{
    Fault, Shell, Visit,
    fields::Fields,
    render::{self, Answer},
    routes::{
        card::reading::{Line, attrs},
        lab::harvest::{Place, Tab, mistake},
    },
};
use askama::Template;
use axum::{
    extract::Path,
    response::{IntoResponse as _, Redirect},
};
use reticolo_lab::{
    Refused,
    harvest::{
        choice::{self, Ballots, Method, Opening, Rules, State},
        proposal, proposals, typed,
    },
};
use std::collections::BTreeSet;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "lab/harvest/choices.html")]
struct Page {
    shell: Shell,
    tabs: Vec<Tab>,
    place: Place,
    action: String,
    choices: Vec<(String, Line, bool, String)>,
    methods: Vec<(&'static str, String, String, bool)>,
    proposals: Vec<(Uuid, Line, bool)>,
    fields: Fields,
    problem: Option<String>,
}

pub async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Answer {
    let place = Place::of(&visit, &id).await?;
    render::private(&Page::of(&visit, place, Fields::default(), None).await?)
}

pub async fn open(visit: Visit, Path((_, id)): Path<(String, String)>, fields: Fields) -> Answer {
    let place = Place::of(&visit, &id).await?.running()?;
    let id = Uuid::now_v7();
    let opened = match opening(&fields) {
        Ok(opening) => choice::open(&visit.app.db, &visit.ctx, place.session, id, &opening).await,
        Err(refused) => Err(refused),
    };
    match opened {
        Ok(()) => Ok(Redirect::to(&visit.href(&place.path(&format!("choices/{id}")))).into_response()),
        Err(refused) => {
            let (status, problem) = mistake(&visit, refused)?;
            render::with_status(status, &Page::of(&visit, place, fields, Some(problem)).await?)
        }
    }
}

fn opening(fields: &Fields) -> Result<Opening, Refused> {
    let number = |name: &str| typed::amount(fields.one(name).unwrap_or_default(), typed::MOST);
    let method = Method::parse(fields.one("method").unwrap_or_default());
    let rules = Rules {
        method: method.ok_or(Refused::invalid("lab-harvest-problem-method"))?,
        ballots: if fields.ticked("points") { Ballots::Points } else { Ballots::Approval },
        hours: number("hours")?,
        euros: number("euros")?,
        seats: number("seats")?,
        points: 10,
    };
    // Consent asks for no budget: what is left in those fields does not count.
    let rules = if rules.method == Method::Consent {
        Rules { hours: None, euros: None, seats: None, ..rules }
    } else {
        rules
    };
    let proposals: BTreeSet<Uuid> = fields.all("proposal").filter_map(|id| id.parse().ok()).collect();
    Ok(Opening { title: fields.one("title").unwrap_or_default().to_owned(), rules, proposals })
}

impl Page {
    /// What was typed before.
    fn was(&self, name: &str) -> &str {
        self.fields.one(name).unwrap_or_default()
    }

    async fn of(visit: &Visit, place: Place, fields: Fields, problem: Option<String>) -> Result<Self, Fault> {
        let shell =
            visit.shell(visit.words().say("lab-harvest-choices-title").into_owned()).kept_from_robots();
        let line = |text: &str, lang| Line {
            text: text.to_owned(),
            attrs: attrs(lang, visit.lang()),
            doubtful: false,
        };
        let found = choice::choices(&visit.app.db, place.session).await?;
        let choices = found.iter().map(|c| {
            let href = visit.href(&place.path(&format!("choices/{}", c.id)));
            let method = shell.say(&format!("lab-harvest-method-{}", c.rules.method.code()));
            (href, line(&c.title, c.lang), c.state == State::Open, method)
        });
        let choices = choices.collect();
        let chosen = fields.one("method").unwrap_or("consent").to_owned();
        let methods = Method::ALL.map(|method| {
            let code = method.code();
            let (name, help) =
                (format!("lab-harvest-method-{code}"), format!("lab-harvest-method-{code}-help"));
            (code, shell.say(&name), shell.say(&help), code == chosen)
        });
        let ticked: Vec<String> = fields.all("proposal").map(str::to_owned).collect();
        let may_be_chosen =
            |p: &proposal::State| matches!(p, proposal::State::Draft | proposal::State::NotChosen);
        let all = proposals(&visit.app.db, place.lab).await?;
        let among = all.iter().filter(|p| may_be_chosen(&p.state)).map(|p| {
            let on = problem.is_none() || ticked.contains(&p.id.to_string());
            (p.id, line(&p.draft.title, p.lang), on)
        });
        Ok(Self {
            tabs: place.tabs(&shell, "choices"),
            action: visit.href(&place.path("choices")),
            choices,
            methods: methods.into(),
            proposals: among.collect(),
            shell,
            place,
            fields,
            problem,
        })
    }
}
