//! What a translator sees who came with a link: no account, one language, one session.

use super::{Sent, Texts, lines};
use crate::{
    App, Fault, Shell, Visit,
    fields::Fields,
    limits::Deed,
    render::{self, Answer},
    routes::lab::form,
    secret,
};
use askama::Template;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use reticolo_lab::{
    Refused,
    programme::{SessionPlan, translator, translator::TranslatorLink},
};

/// The cookie that carries a translator's code from page to page.
const COOKIE: &str = "reticolo-translator";

#[derive(Template)]
#[template(path = "lab/translate.html")]
struct Door {
    shell: Shell,
    code: String,
    problem: String,
}

fn at_door(visit: &Visit, status: StatusCode, code: &str, problem: &str) -> Answer {
    let words = visit.words();
    let page = Door {
        shell: visit.shell(words.say("lab-translate-title").into_owned()).kept_from_robots(),
        code: code.chars().take(40).collect(),
        problem: if problem.is_empty() { String::new() } else { words.say(problem).into_owned() },
    };
    form::page(status, &page)
}

/// Opening a link does nothing yet: previews of messages open links too.
pub async fn door(visit: Visit) -> Answer {
    let asked = Fields::of_query(visit.query.as_deref());
    at_door(&visit, StatusCode::OK, asked.one("code").unwrap_or_default(), "")
}

pub async fn enter(visit: Visit, fields: Fields) -> Answer {
    visit.app.limits.count(Deed::Code, &visit)?;
    let typed = fields.one("code").unwrap_or_default();
    let unknown = || at_door(&visit, StatusCode::NOT_FOUND, typed, "lab-translate-unknown");
    let Some(code) = secret::read(typed) else { return unknown() };
    match translator::link_by_code(&visit.app.db, &code, visit.ctx.now).await {
        Ok(_) => {
            let mut response = form::see(&visit.href("translate/texts"));
            remember(&visit.app, response.headers_mut(), &code);
            Ok(response)
        }
        Err(Refused::NotFound) => unknown(),
        Err(refused) => Err(refused.into()),
    }
}

fn remember(app: &App, headers: &mut HeaderMap, code: &str) {
    let secure = if app.settings.base_url.starts_with("https://") { "; Secure" } else { "" };
    let age = translator::LINK_DAYS * 86_400;
    let cookie = format!("{COOKIE}={code}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax{secure}");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        headers.append(header::SET_COOKIE, cookie);
    }
}

fn remembered(headers: &HeaderMap) -> Option<String> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    secret::read(pairs.find(|(name, _)| *name == COOKIE)?.1)
}

/// The session of whoever brings a code that holds. A code that does not counts as a guess.
async fn opened(visit: &Visit, headers: &HeaderMap) -> Result<(String, TranslatorLink, SessionPlan), Fault> {
    let code = remembered(headers).ok_or_else(Fault::not_found)?;
    match translator::to_translate(&visit.app.db, &code, visit.ctx.now).await {
        Ok((link, plan)) => Ok((code, link, plan)),
        Err(refused) => {
            visit.app.limits.count(Deed::Code, visit)?;
            Err(refused.into())
        }
    }
}

fn page(visit: &Visit, link: &TranslatorLink, plan: &SessionPlan, typed: &Fields, notice: String) -> Texts {
    let words = visit.words();
    Texts {
        shell: visit.shell(words.say("lab-translate-title").into_owned()).kept_from_robots(),
        heading: plan.session.title.seen(visit.lang()).text.to_owned(),
        notice,
        saved: Fields::of_query(visit.query.as_deref()).ticked("saved"),
        action: visit.href("translate/texts"),
        back: None,
        into: link.lang,
        lines: lines(visit, plan, link.lang, typed),
    }
}

pub async fn form(visit: Visit, headers: HeaderMap) -> Answer {
    let (_, link, plan) = opened(&visit, &headers).await?;
    render::private(&page(&visit, &link, &plan, &Fields::default(), String::new()))
}

pub async fn save(visit: Visit, headers: HeaderMap, fields: Fields) -> Answer {
    let (code, link, plan) = opened(&visit, &headers).await?;
    let sent = Sent::of(&fields);
    match translator::translate_by_link(&visit.app.db, &visit.ctx, &code, &sent.given()).await {
        Ok(_) => Ok(form::see(&visit.href("translate/texts?saved=1"))),
        Err(refused) => {
            let (status, notice) = form::sayable(&visit, refused)?;
            form::page(status, &page(&visit, &link, &plan, &fields, notice))
        }
    }
}
