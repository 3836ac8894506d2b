//! A choice: the ballot of who votes, or the outcome.

use super::outcome::Told;
use crate::{
    Fault, Shell, Visit,
    fields::Fields,
    render::{self, Answer},
    routes::{
        card::reading::{Line, attrs},
        lab::harvest::{Place, Tab, mistake, sum, uuid},
    },
};
use askama::Template;
use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::{IntoResponse as _, Redirect},
};
use reticolo_lab::{
    Refused,
    harvest::{
        choice::{self, Answer as Said, Ballot, Ballots, Choice, State},
        typed,
    },
};

#[derive(Template)]
#[template(path = "lab/harvest/choice.html")]
struct Page {
    shell: Shell,
    tabs: Vec<Tab>,
    place: Place,
    title: Line,
    method: String,
    method_help: String,
    ballots: &'static str,
    open: bool,
    limits: Vec<String>,
    points: i64,
    candidates: Vec<Candidate>,
    cast: i64,
    of: i64,
    voted: bool,
    thanks: bool,
    action: String,
    has_budget: bool,
    told: Option<Told>,
    problem: Option<String>,
}

/// A proposal on the ballot.
struct Candidate {
    number: i64,
    line: Line,
    href: String,
    cost: String,
    /// `yes`, `abstain`, `object`, or empty.
    answer: &'static str,
    points: String,
    words: String,
}

pub async fn show(visit: Visit, Path((_, id, choice)): Path<(String, String, String)>) -> Answer {
    let place = Place::of(&visit, &id).await?;
    let found = find(&visit, &place, &choice).await?;
    let mine = choice::mine(&visit.app.db, &visit.ctx, found.id).await?;
    render::private(&Page::of(&visit, place, &found, mine, None).await?)
}

pub async fn cast(
    visit: Visit,
    Path((_, id, choice)): Path<(String, String, String)>,
    fields: Fields,
) -> Answer {
    let place = Place::of(&visit, &id).await?;
    let found = find(&visit, &place, &choice).await?;
    let typed = read(&found, &fields);
    let done = match typed.clone() {
        Ok(ballot) => choice::cast(&visit.app.db, &visit.ctx, found.id, ballot).await,
        Err(number) => {
            Err(Refused::Invalid("lab-harvest-problem-points", vec![("number", number.to_string())]))
        }
    };
    match done {
        Ok(()) => {
            let path = place.path(&format!("choices/{}?thanks=1", found.id));
            Ok(Redirect::to(&visit.href(&path)).into_response())
        }
        Err(refused) => {
            let (status, problem) = mistake(&visit, refused)?;
            let found = find(&visit, &place, &choice).await?;
            let page = Page::of(&visit, place, &found, typed.ok(), Some(problem)).await?;
            render::with_status(status, &page)
        }
    }
}

pub async fn close(
    visit: Visit,
    Path((_, id, choice)): Path<(String, String, String)>,
    fields: Fields,
) -> Answer {
    let place = Place::of(&visit, &id).await?.running()?;
    let found = find(&visit, &place, &choice).await?;
    let done = if fields.ticked("sure") {
        choice::close(&visit.app.db, &visit.ctx, found.id).await.map(drop)
    } else {
        Err(Refused::invalid("lab-harvest-problem-sure"))
    };
    match done {
        Ok(()) => {
            Ok(Redirect::to(&visit.href(&place.path(&format!("choices/{}", found.id)))).into_response())
        }
        Err(refused) => {
            let (status, problem) = mistake(&visit, refused)?;
            render::with_status(status, &Page::of(&visit, place, &found, None, Some(problem)).await?)
        }
    }
}

pub async fn pb(visit: Visit, Path((_, id, choice)): Path<(String, String, String)>) -> Answer {
    let place = Place::of(&visit, &id).await?.running()?;
    let found = find(&visit, &place, &choice).await?;
    let text = choice::pb(&visit.app.db, &visit.ctx, found.id).await?;
    file(text, "text/plain; charset=utf-8", "attachment; filename=\"ballots.pb\"")
}

pub async fn csv(visit: Visit, Path((_, id, choice)): Path<(String, String, String)>) -> Answer {
    let place = Place::of(&visit, &id).await?.running()?;
    let found = find(&visit, &place, &choice).await?;
    let text = choice::csv(&visit.app.db, &visit.ctx, found.id).await?;
    file(text, "text/csv; charset=utf-8", "attachment; filename=\"ballots.csv\"")
}

fn file(text: String, kind: &'static str, name: &'static str) -> Answer {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static(name)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, text).into_response())
}

async fn find(visit: &Visit, place: &Place, id: &str) -> Result<Choice, Fault> {
    let found = choice::choice(&visit.app.db, &visit.ctx, uuid(id)?).await?;
    if found.session == place.session { Ok(found) } else { Err(Fault::not_found()) }
}

/// The ballot as it was typed; the number of the first proposal whose points are no number.
fn read(choice: &Choice, fields: &Fields) -> Result<Ballot, i64> {
    let mut ballot = Ballot::default();
    for candidate in &choice.candidates {
        let number = candidate.number;
        let value = fields.one(&format!("p{number}")).unwrap_or_default().to_owned();
        let answer = match (choice.rules.ballots, value.as_str()) {
            (_, "") => continue,
            (Ballots::Points, points) => match typed::amount(points, typed::MOST) {
                Ok(Some(points)) => Said::Points(points),
                Ok(None) => continue,
                Err(_) => return Err(number),
            },
            (Ballots::Consent, "object") => {
                Said::Object(fields.one(&format!("why{number}")).unwrap_or_default().to_owned())
            }
            (Ballots::Consent, "abstain") => Said::Abstain,
            _ => Said::Yes,
        };
        ballot.0.insert(number, answer);
    }
    Ok(ballot)
}

impl Page {
    async fn of(
        visit: &Visit,
        place: Place,
        choice: &Choice,
        ballot: Option<Ballot>,
        problem: Option<String>,
    ) -> Result<Self, Fault> {
        let shell = visit.shell(choice.title.clone()).kept_from_robots();
        let line = |text: &str, lang| Line {
            text: text.to_owned(),
            attrs: attrs(lang, visit.lang()),
            doubtful: false,
        };
        let voted = choice::mine(&visit.app.db, &visit.ctx, choice.id).await?.is_some();
        let ballot = ballot.unwrap_or_default();
        let candidate = |c: &choice::Candidate| {
            let said = ballot.0.get(&c.number);
            let costs = [
                sum(&shell, "lab-harvest-hours", c.hours as f64),
                sum(&shell, "lab-harvest-euros", c.euros as f64),
            ];
            Candidate {
                number: c.number,
                line: line(&c.title, c.lang),
                href: visit.href(&place.path(&format!("proposals/{}", c.proposal))),
                cost: shell.words().and(&costs),
                answer: match said {
                    Some(Said::Yes) => "yes",
                    Some(Said::Abstain) => "abstain",
                    Some(Said::Object(_)) => "object",
                    _ => "",
                },
                points: if let Some(Said::Points(points)) = said {
                    points.to_string()
                } else {
                    String::new()
                },
                words: if let Some(Said::Object(words)) = said { words.clone() } else { String::new() },
            }
        };
        let candidates = choice.candidates.iter().map(candidate).collect();
        let limit = |key, limit: Option<i64>| limit.map(|limit| sum(&shell, key, limit as f64));
        let rules = &choice.rules;
        let limits = [limit("lab-harvest-hours", rules.hours), limit("lab-harvest-euros", rules.euros)];
        let seats = rules.seats.map(|n| shell.say_with("lab-harvest-seats", &[("n", (n as f64).into())]));
        let (cast, of) = choice::turnout(&visit.app.db, choice).await?;
        let told = match &choice.outcome {
            Some(outcome) => {
                let mine = choice::my_number(&visit.app.db, &visit.ctx, choice.id).await?;
                Some(Told::of(visit, &shell, choice, outcome, mine))
            }
            None => None,
        };
        Ok(Self {
            tabs: place.tabs(&shell, "choices"),
            title: line(&choice.title, choice.lang),
            method: shell.say(&format!("lab-harvest-method-{}", rules.method.code())),
            method_help: shell.say(&format!("lab-harvest-method-{}-help", rules.method.code())),
            ballots: rules.ballots.code(),
            open: choice.state == State::Open,
            limits: limits.into_iter().flatten().chain(seats).collect(),
            points: rules.points,
            candidates,
            cast,
            of,
            voted,
            thanks: Fields::of_query(visit.query.as_deref()).ticked("thanks"),
            action: visit.href(&place.path(&format!("choices/{}", choice.id))),
            has_budget: rules.hours.is_some() || rules.euros.is_some(),
            told,
            shell,
            place,
            problem,
        })
    }
}
