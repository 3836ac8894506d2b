//! Signing in: the password, then the digits of one's telephone; and signing out.

use super::{
    form::{Input, Problem},
    shown, to,
};
use crate::{Fault, Markup, Shell, Visit, fields::Fields, render, render::Answer, session};
use askama::Template;
use axum::{
    http::{HeaderMap, HeaderValue, header},
    response::IntoResponse as _,
};
use reticolo_accounts::{Refused, enter};

#[derive(Template)]
#[template(path = "account/sign-in.html")]
struct Page {
    shell: Shell,
    problem: Option<String>,
    done: Option<String>,
    email: Markup,
    password: Markup,
}

#[derive(Template)]
#[template(path = "account/code.html")]
struct CodePage {
    shell: Shell,
    digits: Markup,
}

/// Asks for address and password.
pub async fn ask(visit: Visit) -> Answer {
    if visit.ctx.actor.member().is_some() {
        return Ok(to(&visit, "account"));
    }
    let done = visit.query.as_deref() == Some("changed");
    page(&visit, "", Problem::default(), done.then_some("account-password-changed"))
}

fn page(visit: &Visit, email: &str, problem: Problem, done: Option<&str>) -> Answer {
    let none = Problem::default();
    let page = Page {
        shell: visit.shell(visit.words().say("account-sign-in")).kept_from_robots(),
        problem: problem.above(visit),
        done: done.map(|key| visit.words().say(key).into_owned()),
        email: Input::new(visit, none, ("email", "email", "username"), "account-email").holding(email).html(),
        password: Input::new(visit, none, ("password", "password", "current-password"), "account-password")
            .html(),
    };
    private(problem, &page)
}

/// A page that nobody keeps, with the status of its form.
pub fn private(problem: Problem, page: &impl Template) -> Answer {
    let mut response = render::with_status(problem.status(), page)?;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// Takes the password.
pub async fn password(visit: Visit, fields: Fields) -> Answer {
    let email = fields.one("email").unwrap_or_default();
    visit.app.limits.try_account(email, &visit)?;
    let typed = fields.secret("password");
    let token = session::fresh();
    let (app, device) = (&visit.app, visit.device.as_str());
    match enter::password(&app.db, &app.vault, &visit.ctx, (email, typed), (&token, device)).await {
        Ok(()) => {
            let mut response = to(&visit, "sign-in/code");
            session::put(app, &mut response, &token);
            Ok(response)
        }
        Err(refused) => {
            let email: String = email.chars().take(254).collect();
            page(&visit, &email, Problem(Some(shown(refused)?)), None)
        }
    }
}

/// Asks for the digits, once a password was shown.
pub async fn ask_code(visit: Visit, headers: HeaderMap) -> Answer {
    let token = session::token(&visit.app, &headers).unwrap_or_default();
    match enter::waiting(&visit.app.db, &token, &visit.ctx).await {
        Ok(_) => code_page(&visit, Problem::default()),
        Err(Refused::NotFound) => Ok(to(&visit, "sign-in")),
        Err(refused) => Err(refused.into()),
    }
}

fn code_page(visit: &Visit, problem: Problem) -> Answer {
    let digits = Input::new(visit, problem, ("digits", "text", "one-time-code"), "account-digits");
    let page = CodePage {
        shell: visit.shell(visit.words().say("account-code-title")).kept_from_robots(),
        digits: digits.helped(visit, "account-code-help").any_sign().html(),
    };
    private(problem, &page)
}

/// Takes the digits, or a recovery code.
pub async fn code(visit: Visit, headers: HeaderMap, fields: Fields) -> Answer {
    let app = &visit.app;
    let old = session::token(app, &headers).unwrap_or_default();
    let member = match enter::waiting(&app.db, &old, &visit.ctx).await {
        Ok(member) => member,
        Err(Refused::NotFound) => return Ok(to(&visit, "sign-in")),
        Err(refused) => return Err(refused.into()),
    };
    app.limits.try_second_factor(member, &visit)?;
    let new = session::fresh();
    let typed = fields.one("digits").unwrap_or_default();
    match enter::second_factor(&app.db, &app.vault, &visit.ctx, typed, (&old, &new)).await {
        Ok(_) => {
            let mut response = to(&visit, "account");
            session::put(app, &mut response, &new);
            Ok(response)
        }
        Err(Refused::NotFound) => Ok(to(&visit, "sign-in")),
        Err(refused) => code_page(&visit, Problem(Some(shown(refused)?))),
    }
}

/// Signs out.
pub async fn leave(visit: Visit, headers: HeaderMap) -> Answer {
    let mut response = to(&visit, "").into_response();
    session::sign_out(&visit.app, &visit.ctx, &headers, &mut response).await?;
    Ok(response)
}

/// Who is signed in as a member; whoever is not may not see the page.
pub fn member(visit: &Visit) -> Result<&reticolo_accounts::login::Holder, Fault> {
    let held = visit.holder.as_ref().filter(|holder| holder.actor.member().is_some());
    held.ok_or_else(Fault::not_found)
}
