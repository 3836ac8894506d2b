//! Changing one's own password, second factor, recovery codes.

use super::{
    enter::{member, private},
    form::{self, Problem, chosen_password, current_password},
    invited::Codes,
    recovery_codes, shown,
    square::Square,
    to,
};
use crate::{Fault, Markup, Shell, Visit, fields::Fields, render, render::Answer};
use askama::Template;
use reticolo_accounts::member::{self, Change};

#[derive(Template)]
#[template(path = "account/password.html")]
struct Password {
    shell: Shell,
    action: String,
    fields: Vec<Markup>,
    problem: Option<String>,
}

#[derive(Template)]
#[template(path = "account/second-factor.html")]
struct SecondFactor {
    shell: Shell,
    square: Square,
    fields: Vec<Markup>,
    problem: Option<String>,
}

/// Counts a try of the password one has, and says who tries it with which sign-in.
fn change<'a>(visit: &Visit, fields: &'a Fields) -> Result<Change<'a>, Fault> {
    let holder = member(visit)?;
    visit.app.limits.try_account(&holder.login.to_string(), visit)?;
    Ok(Change { password: fields.secret("current"), login: holder.login })
}

/// Asks for the password one has and another one.
pub async fn ask_password(visit: Visit) -> Answer {
    member(&visit)?;
    password_page(&visit, Problem::default(), "account-choose-password", true)
}

fn password_page(visit: &Visit, problem: Problem, title: &str, choosing: bool) -> Answer {
    let chosen = if choosing { chosen_password(visit, problem) } else { Vec::new() };
    let page = Password {
        shell: visit.shell(visit.words().say(title)).kept_from_robots(),
        action: visit.href(&visit.path),
        fields: [current_password(visit, problem)].into_iter().chain(chosen).collect(),
        problem: problem.above(visit),
    };
    private(problem, &page)
}

/// Takes another password.
pub async fn password(visit: Visit, fields: Fields) -> Answer {
    let change = change(&visit, &fields)?;
    let chosen = fields.secret("password");
    if chosen != fields.secret("again") {
        let twice = Problem(Some("account-problem-password-twice"));
        return password_page(&visit, twice, "account-choose-password", true);
    }
    match member::change_password(&visit.app.db, &visit.app.vault, &visit.ctx, change, chosen).await {
        Ok(()) => Ok(to(&visit, "account")),
        Err(refused) => {
            password_page(&visit, Problem(Some(shown(refused)?)), "account-choose-password", true)
        }
    }
}

/// Shows another second factor.
pub async fn ask_second_factor(visit: Visit) -> Answer {
    second_factor_page(&visit, Problem::default()).await
}

async fn second_factor_page(visit: &Visit, problem: Problem) -> Answer {
    let holder = member(visit)?;
    let secret = member::second_factor(&visit.app.db, &visit.app.vault, &visit.ctx, holder.login).await?;
    let page = SecondFactor {
        shell: visit.shell(visit.words().say("account-second-factor")).kept_from_robots(),
        square: Square::of(visit, &secret, holder.name.as_deref().unwrap_or_default()),
        fields: vec![form::digits(visit, problem), current_password(visit, problem)],
        problem: problem.above(visit),
    };
    private(problem, &page)
}

/// Takes another second factor.
pub async fn second_factor(visit: Visit, fields: Fields) -> Answer {
    let change = change(&visit, &fields)?;
    let digits = fields.one("digits").unwrap_or_default();
    match member::renew_second_factor(&visit.app.db, &visit.app.vault, &visit.ctx, change, digits).await {
        Ok(()) => Ok(to(&visit, "account")),
        Err(refused) => second_factor_page(&visit, Problem(Some(shown(refused)?))).await,
    }
}

/// Asks for the password before new recovery codes are shown.
pub async fn ask_recovery(visit: Visit) -> Answer {
    member(&visit)?;
    password_page(&visit, Problem::default(), "account-codes-new", false)
}

/// Shows new recovery codes, once.
pub async fn recovery(visit: Visit, fields: Fields) -> Answer {
    let change = change(&visit, &fields)?;
    let codes = recovery_codes(&visit);
    match member::renew_recovery(&visit.app.db, &visit.ctx, change, &codes).await {
        Ok(()) => render::private(&Codes::of(&visit, codes)),
        Err(refused) => password_page(&visit, Problem(Some(shown(refused)?)), "account-codes-new", false),
    }
}
