//! Texts and translators, for who prepares the session.

use super::{Sent, Texts, lines};
use crate::{
    Fault, Shell, Visit,
    fields::Fields,
    render::Answer,
    routes::lab::{form, said, sessions::prepared},
    secret,
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use reticolo_base::Lang;
use reticolo_lab::{
    programme::{self, SessionPlan, advice, translator},
    translation::State,
};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "lab/translators.html")]
struct Overview {
    shell: Shell,
    id: String,
    heading: String,
    langs: Vec<Progress>,
    links: Vec<Link>,
    /// A link that was just made: its address is shown once.
    fresh: Option<(String, String)>,
    notice: String,
}

/// How far a language is.
struct Progress {
    lang: Lang,
    people: String,
    words: String,
    done: bool,
}

/// A translator's link in the list.
struct Link {
    id: String,
    lang: Lang,
    words: String,
    holds: bool,
}

async fn show(
    visit: &Visit,
    plan: &SessionPlan,
    (status, notice): (StatusCode, String),
    fresh: Option<(String, String)>,
) -> Answer {
    let (db, words) = (&visit.app.db, visit.words());
    let invited = programme::invited(db, plan.session.id).await?;
    let texts = advice::texts(plan);
    let progress = |lang: Lang| {
        let count = |wanted: &dyn Fn(&programme::Phrase) -> bool| {
            texts.iter().filter(|(_, _, phrase)| phrase.lang != lang && wanted(phrase)).count() as u64
        };
        let missing = count(&|phrase| !phrase.is_ready(lang));
        let doubtful = count(&|phrase| phrase.seen(lang).state == Some(State::Unreviewed));
        let people = invited.languages.get(&lang).copied().unwrap_or(0);
        Progress {
            lang,
            people: words.say_with("lab-texts-readers", &[("n", u64::from(people).into())]),
            words: words.say_with(
                "lab-texts-progress",
                &[("missing", missing.into()), ("doubtful", doubtful.into())],
            ),
            done: missing == 0 && doubtful == 0,
        }
    };
    let link = |link: &translator::TranslatorLink| {
        let holds = link.holds(visit.ctx.now);
        let key = match (holds, link.used_at) {
            (false, _) => "lab-link-ended",
            (true, None) => "lab-link-unused",
            (true, Some(_)) => "lab-link-used",
        };
        let values = [("date", said::day(words, link.ends_at).into())];
        Link { id: link.id.to_string(), lang: link.lang, words: words.say_with(key, &values), holds }
    };
    let page = Overview {
        id: plan.session.id.to_string(),
        heading: plan.session.title.seen(visit.lang()).text.to_owned(),
        langs: Lang::ALL.into_iter().map(progress).collect(),
        links: translator::translators(db, &visit.ctx, plan.session.id).await?.iter().map(link).collect(),
        fresh,
        notice,
        shell: visit.shell(words.say("lab-texts").into_owned()).kept_from_robots(),
    };
    form::page(status, &page)
}

pub async fn overview(visit: Visit, Path((_, session)): Path<(String, String)>) -> Answer {
    let plan = prepared(&visit, &session).await?;
    show(&visit, &plan, (StatusCode::OK, String::new()), None).await
}

fn language(code: &str) -> Result<Lang, Fault> {
    Lang::ALL.into_iter().find(|lang| lang.code() == code).ok_or_else(Fault::not_found)
}

fn page(visit: &Visit, plan: &SessionPlan, into: Lang, typed: &Fields, notice: String) -> Texts {
    let here = visit.href(&format!("sessions/{}/texts", plan.session.id));
    Texts {
        shell: visit.shell(into.endonym()).kept_from_robots(),
        heading: plan.session.title.seen(visit.lang()).text.to_owned(),
        notice,
        saved: Fields::of_query(visit.query.as_deref()).ticked("saved"),
        action: format!("{here}/{into}"),
        back: Some(here),
        into,
        lines: lines(visit, plan, into, typed),
    }
}

pub async fn form(visit: Visit, Path((_, session, into)): Path<(String, String, String)>) -> Answer {
    let plan = prepared(&visit, &session).await?;
    let into = language(&into)?;
    form::page(StatusCode::OK, &page(&visit, &plan, into, &Fields::default(), String::new()))
}

pub async fn save(
    visit: Visit,
    Path((_, session, into)): Path<(String, String, String)>,
    fields: Fields,
) -> Answer {
    let plan = prepared(&visit, &session).await?;
    let into = language(&into)?;
    let sent = Sent::of(&fields);
    let kept = translator::translate(&visit.app.db, &visit.ctx, plan.session.id, into, &sent.given()).await;
    match kept {
        Ok(_) => Ok(form::see(&visit.href(&format!("sessions/{}/texts/{into}?saved=1", plan.session.id)))),
        Err(refused) => {
            let (status, notice) = form::sayable(&visit, refused)?;
            form::page(status, &page(&visit, &plan, into, &fields, notice))
        }
    }
}

pub async fn invite(visit: Visit, Path((_, session)): Path<(String, String)>, fields: Fields) -> Answer {
    let plan = prepared(&visit, &session).await?;
    let Some(into) = fields.one("into").and_then(|code| language(code).ok()) else {
        let notice = visit.words().say("lab-problem-language").into_owned();
        return show(&visit, &plan, (StatusCode::UNPROCESSABLE_ENTITY, notice), None).await;
    };
    let code = secret::written((visit.app.secrets)());
    let new = (Uuid::now_v7(), code.as_str());
    match translator::invite_translator(&visit.app.db, &visit.ctx, plan.session.id, into, new).await {
        Ok(()) => {
            // In the translator's own language. The code is in the query, which no log keeps.
            let address = format!("{}/{into}/translate?code={code}", visit.app.settings.base_url);
            show(&visit, &plan, (StatusCode::OK, String::new()), Some((into.endonym().to_owned(), address)))
                .await
        }
        Err(refused) => show(&visit, &plan, form::sayable(&visit, refused)?, None).await,
    }
}

pub async fn revoke(visit: Visit, Path((_, session, link)): Path<(String, String, String)>) -> Answer {
    let plan = prepared(&visit, &session).await?;
    let id = form::id(&link)?;
    translator::revoke_translator(&visit.app.db, &visit.ctx, plan.session.id, id).await?;
    Ok(form::see(&visit.href(&format!("sessions/{}/texts", plan.session.id))))
}
