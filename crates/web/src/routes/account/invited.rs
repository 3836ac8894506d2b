//! Joining by a one-time link: password, second factor, recovery codes.

use super::{
    enter::private,
    form::{self, Problem, chosen_password},
    recovery_codes, shown,
    square::Square,
};
use crate::{Markup, Shell, Visit, fields::Fields, limits::Deed, render, render::Answer, session};
use askama::Template;
use axum::extract::Path;
use reticolo_accounts::{
    Refused,
    link::{self, Choice, Opened, Purpose},
    login::Subject,
};

#[derive(Template)]
#[template(path = "account/invitation.html")]
struct Page {
    shell: Shell,
    action: String,
    welcome: String,
    roles: String,
    square: Square,
    passwords: Vec<Markup>,
    digits: Markup,
    problem: Option<String>,
}

#[derive(Template)]
#[template(path = "account/codes.html")]
pub struct Codes {
    shell: Shell,
    codes: Vec<String>,
}

impl Codes {
    /// The page that shows recovery codes once.
    pub fn of(visit: &Visit, codes: Vec<String>) -> Self {
        let shell = visit.shell(visit.words().say("account-codes-title")).kept_from_robots();
        Self { shell: shell.switching_at("account"), codes }
    }
}

/// Shows who invites, and asks for a password and the digits of one's telephone.
pub async fn ask(visit: Visit, Path((_, code)): Path<(String, String)>) -> Answer {
    visit.app.limits.count(Deed::Code, &visit)?;
    page(&visit, &opened(&visit, &code).await?, Problem::default())
}

async fn opened(visit: &Visit, code: &str) -> Result<Opened, Refused> {
    let opened = link::open(&visit.app.db, &visit.app.vault, code, visit.ctx.now).await?;
    if opened.purpose == Purpose::Password { Err(Refused::NotFound) } else { Ok(opened) }
}

fn page(visit: &Visit, opened: &Opened, problem: Problem) -> Answer {
    let words = visit.words();
    let roles: Vec<_> = opened
        .roles
        .iter()
        .map(|role| words.say(&format!("account-role-{}", role.code())).into_owned())
        .collect();
    let key =
        if opened.purpose == Purpose::Invitation { "account-join-intro" } else { "account-begin-intro" };
    let values =
        [("name", opened.name.as_str().into()), ("organization", opened.organization_name.as_str().into())];
    let page = Page {
        shell: visit.shell(words.say("account-join-title")).kept_from_robots(),
        action: visit.href(&visit.path),
        welcome: words.say_with(key, &values),
        roles: words.and(&roles),
        square: Square::of(visit, &opened.secret, &opened.name),
        passwords: chosen_password(visit, problem),
        digits: form::digits(visit, problem),
        problem: problem.above(visit),
    };
    private(problem, &page)
}

/// Takes password and digits; she is signed in and sees her recovery codes once.
pub async fn accept(visit: Visit, Path((_, code)): Path<(String, String)>, fields: Fields) -> Answer {
    visit.app.limits.count(Deed::Code, &visit)?;
    let opened = opened(&visit, &code).await?;
    visit.app.limits.try_second_factor(opened.member, &visit)?;
    let password = fields.secret("password");
    if password != fields.secret("again") {
        return page(&visit, &opened, Problem(Some("account-problem-password-twice")));
    }
    let codes = recovery_codes(&visit);
    let choice = Choice { password, digits: fields.one("digits").unwrap_or_default(), recovery: &codes };
    match link::accept(&visit.app.db, &visit.app.vault, &visit.ctx, &code, choice).await {
        Ok(member) => {
            let mut response = render::private(&Codes::of(&visit, codes))?;
            let subject = Subject::Member(member);
            session::sign_in_on(&visit.app, &visit.ctx, subject, &visit.device, &mut response).await?;
            Ok(response)
        }
        Err(refused) => page(&visit, &opened, Problem(Some(shown(refused)?))),
    }
}
