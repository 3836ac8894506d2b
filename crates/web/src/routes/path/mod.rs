//! The guided path: one question a page. Answers travel in bodies only and are kept nowhere.

mod end;
mod question;
mod shelf;

pub use shelf::Shelf;

use crate::{App, Visit, fields::Fields, limits::Deed, render, render::Answer};
use axum::{
    Router,
    http::{HeaderValue, StatusCode, header},
    response::Response,
    routing::get,
};
use question::Asked;
use reticolo_directory::{
    access::Verdict,
    path::{Answers, next_question, questions},
};

/// `/{lang}/path`: the first question by GET, all others by POST.
pub fn routes() -> Router<App> {
    Router::new().route("/{lang}/path", get(begin).post(step))
}

/// What was answered so far, in the order in which it was asked.
pub(crate) struct So {
    answers: Answers,
    given: Vec<(String, String)>,
    /// The last answer could not be understood.
    misunderstood: bool,
    /// She wants to see the services now.
    finish: bool,
}

impl So {
    fn of(fields: &Fields) -> Self {
        let known = |code: &str| questions().iter().any(|question| question.code == code);
        let mut given: Vec<(String, String)> = Vec::new();
        for (code, value) in fields.pairs().filter(|(code, _)| known(code)) {
            if !given.iter().any(|(other, _)| other == code) {
                given.push((code.to_owned(), value.to_owned()));
            }
        }
        if fields.ticked("back") {
            given.pop();
        }
        let answers = Answers::from_fields(given.iter().map(|(code, value)| (code.as_str(), value.as_str())));
        let asks = |code: &str| {
            questions().iter().find(|question| question.code == code).map(|question| question.asks)
        };
        let before = given.len();
        given.retain(|(code, _)| asks(code).is_some_and(|asks| answers.has(asks)));
        Self { misunderstood: given.len() < before, answers, given, finish: fields.ticked("finish") }
    }
}

async fn begin(visit: Visit) -> Answer {
    next(&visit, So::of(&Fields::default())).await
}

async fn step(visit: Visit, fields: Fields) -> Answer {
    visit.app.limits.count(Deed::Ask, &visit)?;
    next(&visit, So::of(&fields)).await
}

async fn next(visit: &Visit, so: So) -> Answer {
    let shelf = visit.app.shelf.load(&visit.app).await?;
    let today = crate::routes::card::figures::day(visit.ctx.now);
    let candidates: Vec<_> = shelf.iter().map(shelf::Known::candidate).collect();
    let left: Vec<_> = (0..candidates.len())
        .filter(|place| candidates.get(*place).is_some_and(|c| c.outcome(&so.answers, today) != Verdict::No))
        .collect();
    let question = if so.finish { None } else { next_question(&candidates, &so.answers, today) };
    let status = if so.misunderstood { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let response = match question {
        Some(question) => render::with_status(status, &Asked::of(visit, &so, question, left.len())),
        None => {
            let ids = left.iter().filter_map(|place| shelf.get(*place)).map(|known| known.id).collect();
            render::page(&end::End::of(visit, &so, &ids).await?)
        }
    };
    Ok(unkept(response?))
}

fn unkept(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
