//! The members of an organisation, for whoever keeps them.

use super::{
    enter::private,
    form::{Input, Problem},
    shown, to,
};
use crate::{Fault, Markup, Shell, Visit, fields::Fields, render::Answer, secret, session};
use askama::Template;
use axum::extract::Path;
use reticolo_accounts::{
    link::Purpose,
    login::Subject,
    member::{self, Member, New},
    organization, policy,
};
use reticolo_base::{Lang, Role, Roles};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "account/members.html")]
struct Page {
    shell: Shell,
    id: Uuid,
    organization: String,
    members: Vec<Line>,
    name: Markup,
    email: Markup,
    roles: Vec<Choice>,
    roles_problem: Option<String>,
    langs: Vec<(Lang, bool)>,
    problem: Option<String>,
    link: Option<Link>,
}

/// A role that may be given.
struct Choice {
    code: &'static str,
    label: String,
    chosen: bool,
}

/// A member in the list.
struct Line {
    id: Uuid,
    name: String,
    email: Option<String>,
    roles: String,
    joined: bool,
    choices: Vec<Choice>,
    own: bool,
    changeable: bool,
}

/// The link that was just made, shown once.
struct Link {
    address: String,
    said: String,
}

/// What the form holds when it comes back.
#[derive(Default)]
struct Typed<'a> {
    name: &'a str,
    email: &'a str,
    roles: Roles,
    lang: Option<Lang>,
}

/// Shows the members.
pub async fn page(visit: Visit, Path((_, id)): Path<(String, String)>) -> Answer {
    show(&visit, parsed(&id)?, Typed::default(), Problem::default(), None).await
}

fn parsed(id: &str) -> Result<Uuid, Fault> {
    id.parse().map_err(|_| Fault::not_found())
}

async fn show(visit: &Visit, id: Uuid, typed: Typed<'_>, problem: Problem, link: Option<Link>) -> Answer {
    let (app, words) = (&visit.app, visit.words());
    let members = member::list(&app.db, &app.vault, &visit.ctx, id).await?;
    let organization = organization::find(&app.db, id).await?;
    let lang = typed.lang.unwrap_or(visit.lang());
    let page = Page {
        shell: visit.shell(words.say("account-members")).kept_from_robots(),
        id,
        organization: organization.name,
        members: members.into_iter().map(|member| line(visit, member)).collect(),
        name: Input::new(visit, problem, ("name", "text", "off"), "account-name").holding(typed.name).html(),
        email: Input::new(visit, problem, ("email", "email", "off"), "account-email")
            .holding(typed.email)
            .html(),
        roles: choices(visit, typed.roles),
        roles_problem: problem.at("roles", visit),
        langs: Lang::ALL.map(|each| (each, each == lang)).into(),
        problem: problem.above(visit),
        link,
    };
    private(problem, &page)
}

fn label(visit: &Visit, role: Role) -> String {
    visit.words().say(&format!("account-role-{}", role.code())).into_owned()
}

fn choices(visit: &Visit, chosen: Roles) -> Vec<Choice> {
    let choice =
        |role: Role| Choice { code: role.code(), label: label(visit, role), chosen: chosen.has(role) };
    policy::grantable(&visit.ctx.actor).into_iter().map(choice).collect()
}

fn line(visit: &Visit, member: Member) -> Line {
    let roles: Vec<_> = member.roles.iter().map(|role| label(visit, role)).collect();
    Line {
        id: member.id,
        name: member.name,
        email: member.email.map(|email| email.as_str().to_owned()),
        roles: visit.words().and(&roles),
        joined: member.joined_at.is_some(),
        choices: choices(visit, member.roles),
        own: visit.ctx.actor.member() == Some(member.id),
        changeable: policy::may_grant(&visit.ctx.actor, member.roles).is_ok(),
    }
}

fn roles_of(fields: &Fields) -> Roles {
    fields.all("roles").filter_map(Role::parse).collect()
}

/// Invites somebody; the link is shown once, to be handed over where no mail arrives.
pub async fn invite(visit: Visit, Path((_, id)): Path<(String, String)>, fields: Fields) -> Answer {
    let (organization, app) = (parsed(&id)?, &visit.app);
    let typed = Typed {
        name: fields.one("name").unwrap_or_default(),
        email: fields.one("email").unwrap_or_default(),
        roles: roles_of(&fields),
        lang: fields.one("lang").and_then(|code| code.parse().ok()),
    };
    let code = secret::written((app.secrets)());
    let lang = typed.lang.unwrap_or(visit.lang());
    let new = New { organization, name: typed.name, email: typed.email, roles: typed.roles, lang };
    match member::invite(&app.db, &app.vault, &visit.ctx, (Uuid::now_v7(), &code), new).await {
        Ok(()) => {
            let link = Link {
                address: format!("{}/{lang}/{}", app.settings.base_url, Purpose::Invitation.path(&code)),
                said: visit.words().say_with("account-invited", &[("name", typed.name.into())]),
            };
            show(&visit, organization, Typed::default(), Problem::default(), Some(link)).await
        }
        Err(refused) => show(&visit, organization, typed, Problem(Some(shown(refused)?)), None).await,
    }
}

/// Gives a member other roles. She signs in anew; whoever changes her own goes on under a new sign-in.
pub async fn roles(visit: Visit, Path((_, id)): Path<(String, String)>, fields: Fields) -> Answer {
    let (id, app) = (parsed(&id)?, &visit.app);
    let organization = member::find(&app.db, &visit.ctx, id).await?.organization;
    if let Err(refused) = member::set_roles(&app.db, &visit.ctx, id, roles_of(&fields)).await {
        return show(&visit, organization, Typed::default(), Problem(Some(shown(refused)?)), None).await;
    }
    let mut response = to(&visit, &format!("organizations/{organization}/members"));
    if visit.ctx.actor.member() == Some(id) {
        session::sign_in_on(app, &visit.ctx, Subject::Member(id), &visit.device, &mut response).await?;
    }
    Ok(response)
}

/// Ends a membership.
pub async fn end(visit: Visit, Path((_, id)): Path<(String, String)>) -> Answer {
    let (id, app) = (parsed(&id)?, &visit.app);
    let organization = member::find(&app.db, &visit.ctx, id).await?.organization;
    match member::end(&app.db, &app.vault, &visit.ctx, id).await {
        Ok(()) => Ok(to(&visit, &format!("organizations/{organization}/members"))),
        Err(refused) => {
            show(&visit, organization, Typed::default(), Problem(Some(shown(refused)?)), None).await
        }
    }
}

/// Sends a new link by mail only: nobody but its receiver begins anew in her name.
pub async fn link(visit: Visit, Path((_, id)): Path<(String, String)>) -> Answer {
    let (id, app) = (parsed(&id)?, &visit.app);
    let organization = member::find(&app.db, &visit.ctx, id).await?.organization;
    let code = secret::written((app.secrets)());
    member::again(&app.db, &app.vault, &visit.ctx, id, &code).await?;
    Ok(to(&visit, &format!("organizations/{organization}/members")))
}
