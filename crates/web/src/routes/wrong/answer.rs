//! Finding the answer by the code. A wrong code says no more than that it is wrong.

use crate::{
    Shell, Visit,
    fields::Fields,
    limits::Deed,
    render,
    render::Answer,
    routes::card::{
        figures::day,
        reading::{Line, Reading, attrs},
    },
    secret,
};
use askama::Template;
use axum::http::StatusCode;
use reticolo_directory::book::{self, Correction, CorrectionRefusal, CorrectionState};

#[derive(Template)]
#[template(path = "wrong/answer.html")]
struct Page {
    shell: Shell,
    typed: String,
    problem: Option<String>,
    told: Option<Told>,
}

/// What was told and what became of it.
struct Told {
    service: String,
    name: Option<Line>,
    field: String,
    message: String,
    when: String,
    state: &'static str,
    words: String,
    answer: Option<Line>,
    answered: Option<String>,
}

pub async fn ask(visit: Visit) -> Answer {
    render::page(&Page::of(&visit, String::new(), None, None))
}

pub async fn find(visit: Visit, fields: Fields) -> Answer {
    visit.app.limits.count(Deed::Code, &visit)?;
    let typed: String = fields.one("code").unwrap_or_default().chars().take(40).collect();
    let unknown = |typed| {
        let page = Page::of(&visit, typed, Some("answer-problem"), None);
        let mut response = render::with_status(StatusCode::NOT_FOUND, &page)?;
        response
            .headers_mut()
            .insert(axum::http::header::CACHE_CONTROL, axum::http::HeaderValue::from_static("no-store"));
        Ok(response)
    };
    let Some(code) = secret::read(&typed) else { return unknown(typed) };
    match book::correction_by_code(&visit.app.db, &code).await {
        Ok(correction) => {
            let told = Told::of(&visit, correction).await;
            render::private(&Page::of(&visit, String::new(), None, Some(told)))
        }
        Err(CorrectionRefusal::NotFound) => unknown(typed),
        Err(refusal) => Err(refusal.into()),
    }
}

impl Page {
    fn of(visit: &Visit, typed: String, problem: Option<&str>, told: Option<Told>) -> Self {
        let words = visit.words();
        let shell = visit.shell(words.say("answer-title").into_owned()).kept_from_robots();
        Self { shell, typed, problem: problem.map(|key| words.say(key).into_owned()), told }
    }
}

impl Told {
    async fn of(visit: &Visit, correction: Correction) -> Self {
        let (words, lang) = (visit.words(), visit.lang());
        // The service may be gone since; then its name is not told.
        let joined = book::card(&visit.app.db, correction.service).await.ok().flatten();
        let name = joined.as_ref().and_then(|joined| {
            Reading::service(&joined.service, lang).line("name", joined.service.name.as_deref())
        });
        let (state, key) = match correction.state {
            CorrectionState::Received => ("unknown", "answer-received"),
            CorrectionState::Mended => ("yes", "answer-mended"),
            CorrectionState::Declined => ("no", "answer-declined"),
        };
        let date = |at| words.date(day(at));
        Self {
            service: correction.service.to_string(),
            name,
            field: words.say(&format!("wrong-field-{}", correction.field)).into_owned(),
            message: correction.message,
            when: words.say_with("answer-told", &[("date", date(correction.at).into())]),
            state,
            words: words.say(key).into_owned(),
            answer: correction.answer.map(|text| Line {
                text,
                attrs: attrs(correction.answer_lang, lang),
                doubtful: false,
            }),
            answered: correction
                .answered_at
                .map(|at| words.say_with("answer-given", &[("date", date(at).into())])),
        }
    }
}
