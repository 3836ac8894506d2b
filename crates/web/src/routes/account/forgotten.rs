//! A forgotten password: a link by mail, and choosing another one.

use super::{
    enter::private,
    form::{Input, Problem, chosen_password},
    shown, to,
};
use crate::{Markup, Shell, Visit, fields::Fields, limits::Deed, render::Answer, secret};
use askama::Template;
use axum::extract::Path;
use reticolo_accounts::link;

#[derive(Template)]
#[template(path = "account/forgotten.html")]
struct Page {
    shell: Shell,
    sent: bool,
    email: Markup,
}

#[derive(Template)]
#[template(path = "account/password.html")]
struct Choose {
    shell: Shell,
    action: String,
    fields: Vec<Markup>,
    problem: Option<String>,
}

/// Asks for the address.
pub async fn ask(visit: Visit) -> Answer {
    page(&visit, false)
}

fn page(visit: &Visit, sent: bool) -> Answer {
    let email = Input::new(visit, Problem::default(), ("email", "email", "username"), "account-email");
    let shell = visit.shell(visit.words().say("account-forgotten")).kept_from_robots();
    private(Problem::default(), &Page { shell, sent, email: email.html() })
}

/// Sends the link, if the address is known. Neither the answer nor its time tells whether it is.
pub async fn send(visit: Visit, fields: Fields) -> Answer {
    visit.app.limits.count(Deed::Code, &visit)?;
    let email: String = fields.one("email").unwrap_or_default().chars().take(254).collect();
    let (app, ctx) = (visit.app.clone(), visit.ctx.clone());
    tokio::spawn(async move {
        let code = secret::written((app.secrets)());
        if let Err(refused) = link::forgotten(&app.db, &app.vault, &ctx, &email, &code).await {
            tracing::error!(cause = ?refused, "a forgotten password");
        }
    });
    page(&visit, true)
}

/// Asks for another password.
pub async fn choose(visit: Visit, Path((_, code)): Path<(String, String)>) -> Answer {
    visit.app.limits.count(Deed::Code, &visit)?;
    link::open(&visit.app.db, &visit.app.vault, &code, visit.ctx.now).await?;
    choose_page(&visit, Problem::default())
}

fn choose_page(visit: &Visit, problem: Problem) -> Answer {
    let page = Choose {
        shell: visit.shell(visit.words().say("account-choose-password")).kept_from_robots(),
        action: visit.href(&visit.path),
        fields: chosen_password(visit, problem),
        problem: problem.above(visit),
    };
    private(problem, &page)
}

/// Takes another password.
pub async fn chosen(visit: Visit, Path((_, code)): Path<(String, String)>, fields: Fields) -> Answer {
    visit.app.limits.count(Deed::Code, &visit)?;
    let (password, again) = (fields.secret("password"), fields.secret("again"));
    if password != again {
        return choose_page(&visit, Problem(Some("account-problem-password-twice")));
    }
    match link::choose_password(&visit.app.db, &visit.app.vault, &visit.ctx, &code, password).await {
        Ok(()) => Ok(to(&visit, "sign-in?changed")),
        Err(refused) => choose_page(&visit, Problem(Some(shown(refused)?))),
    }
}
