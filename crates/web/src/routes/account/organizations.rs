//! The organisations of the network, for whoever keeps it.

use super::{
    enter::private,
    form::{Input, Problem},
    shown, to,
};
use crate::{Markup, Shell, Visit, fields::Fields, render::Answer};
use askama::Template;
use reticolo_accounts::organization::{self, KINDS, Organization};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "account/organizations.html")]
struct Page {
    shell: Shell,
    organizations: Vec<(Organization, String)>,
    name: Markup,
    kinds: Vec<(&'static str, String, bool)>,
    problem: Option<String>,
}

/// Shows the organisations.
pub async fn page(visit: Visit) -> Answer {
    show(&visit, "", "public", Problem::default()).await
}

async fn show(visit: &Visit, name: &str, chosen: &str, problem: Problem) -> Answer {
    let words = visit.words();
    let kind = |code: &str| words.say(&format!("account-kind-{code}")).into_owned();
    let organizations = organization::list(&visit.app.db, &visit.ctx).await?;
    let line = |o: Organization| {
        let members = words.say_with("account-members-count", &[("n", o.members.into())]);
        let said = format!("{} · {members}", kind(&o.kind));
        (o, said)
    };
    let page = Page {
        shell: visit.shell(words.say("account-organizations")).kept_from_robots(),
        organizations: organizations.into_iter().map(line).collect(),
        name: Input::new(visit, problem, ("name", "text", "off"), "account-organization-name")
            .holding(name)
            .html(),
        kinds: KINDS.map(|code| (code, kind(code), code == chosen)).into(),
        problem: problem.above(visit),
    };
    private(problem, &page)
}

/// Adds one.
pub async fn add(visit: Visit, fields: Fields) -> Answer {
    let (name, kind) = (fields.one("name").unwrap_or_default(), fields.one("kind").unwrap_or_default());
    let id = Uuid::now_v7();
    match organization::add(&visit.app.db, &visit.ctx, id, (name, kind, "")).await {
        Ok(()) => Ok(to(&visit, &format!("organizations/{id}/members"))),
        Err(refused) => {
            let name: String = name.chars().take(organization::NAME_CHARS).collect();
            show(&visit, &name, kind, Problem(Some(shown(refused)?))).await
        }
    }
}
