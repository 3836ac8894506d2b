//! One message that something is wrong: into a draft by one tap, or an answer.

use super::{Named, Told, ago, id, on, private, written_in};
use crate::{
    Markup, Shell, Visit, fields::Fields, limits::Deed, render::Answer, routes::card::reading::attrs,
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use reticolo_base::Lang;
use reticolo_directory::{
    book::{CORRECTION_CHARS, CorrectionState},
    keeping::correction,
};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "keeping/correction.html")]
struct Page {
    shell: Shell,
    name: Named,
    id: Uuid,
    service: Uuid,
    field: String,
    message: String,
    attrs: Markup,
    when: String,
    lang: Lang,
    draft: Option<Uuid>,
    answered: Option<(String, String, Markup)>,
    typed: String,
    mended: bool,
    langs: Vec<(Lang, bool)>,
    most: usize,
    problem: Option<String>,
    answer_problem: Option<String>,
}

pub async fn page(visit: Visit, Path((_, message)): Path<(String, String)>) -> Answer {
    show(&visit, id(&message)?, &Fields::default(), &Told::nothing()).await
}

async fn show(visit: &Visit, id: Uuid, typed: &Fields, told: &Told) -> Answer {
    let words = visit.words();
    let found = correction::find(&visit.app.db, &visit.ctx, id).await?;
    let message = found.correction;
    let chosen = if told.status == StatusCode::OK { message.lang } else { written_in(typed, visit) };
    let answered = message.answer.map(|answer| {
        let key = if message.state == CorrectionState::Mended { "answer-mended" } else { "answer-declined" };
        (words.say(key).into_owned(), answer, attrs(message.answer_lang, visit.lang()))
    });
    let page = Page {
        shell: visit.shell(words.say("keeping-correction-title")).kept_from_robots(),
        name: Named::of(&found.name, visit),
        id,
        service: message.service,
        field: words.say(&format!("wrong-field-{}", message.field)).into_owned(),
        attrs: attrs(message.lang, visit.lang()),
        message: message.message,
        when: ago(visit, message.at),
        lang: message.lang,
        draft: found.draft,
        answered,
        typed: typed.one("answer").unwrap_or_default().to_owned(),
        mended: typed.one("mended") == Some("1"),
        langs: Lang::ALL.map(|lang| (lang, lang == chosen)).into(),
        most: CORRECTION_CHARS,
        problem: told.at(visit, ""),
        answer_problem: told.at(visit, "answer"),
    };
    private(told.status, &page)
}

pub async fn take(visit: Visit, Path((_, message)): Path<(String, String)>) -> Answer {
    visit.app.limits.count(Deed::Ask, &visit)?;
    let id = id(&message)?;
    match correction::take_up(&visit.app.db, &visit.ctx, id, Uuid::now_v7()).await {
        Ok(_) => {
            let service = correction::find(&visit.app.db, &visit.ctx, id).await?.correction.service;
            on(&visit, &format!("keeping/services/{service}/edit"))
        }
        Err(refused) => show(&visit, id, &Fields::default(), &Told::of(refused)?).await,
    }
}

pub async fn answer(visit: Visit, Path((_, message)): Path<(String, String)>, fields: Fields) -> Answer {
    visit.app.limits.count(Deed::Ask, &visit)?;
    let id = id(&message)?;
    let mended = fields.one("mended") == Some("1");
    let said = (written_in(&fields, &visit), fields.one("answer").unwrap_or_default());
    match correction::answer(&visit.app.db, &visit.ctx, id, mended, said).await {
        Ok(()) => on(&visit, "keeping"),
        Err(refused) => show(&visit, id, &fields, &Told::of(refused)?).await,
    }
}
