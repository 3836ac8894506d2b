//! My account: who I am here, where I am signed in, what I may change.

use super::{enter::member, to};
use crate::{Fault, Shell, Visit, render, render::Answer};
use askama::Template;
use axum::extract::Path;
use jiff::tz::TimeZone;
use reticolo_accounts::{
    login::{self, Session},
    organization,
    policy::{self, Action, Resource},
    recovery,
};
use reticolo_base::{Actor, Instant};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "account/me.html")]
struct Page {
    shell: Shell,
    name: String,
    organization: String,
    roles: Vec<String>,
    sessions: Vec<Line>,
    others: bool,
    codes: String,
    few_codes: bool,
    ways: Vec<(&'static str, String, String)>,
}

/// One sign-in of the list.
struct Line {
    id: Uuid,
    device: String,
    since: String,
    this: bool,
}

/// Shows the account; whoever is not signed in is asked to.
pub async fn page(visit: Visit) -> Answer {
    let Actor::Member { organization, roles, .. } = visit.ctx.actor else { return Ok(to(&visit, "sign-in")) };
    let (holder, app, words) = (member(&visit)?, &visit.app, visit.words());
    let sessions = login::sessions(&app.db, &visit.ctx).await?;
    let left = recovery::left(&app.db, visit.ctx.actor.member().unwrap_or_default());
    let left = left.await.map_err(|failure| Fault::store(&failure))?;
    let page = Page {
        name: holder.name.clone().unwrap_or_default(),
        organization: organization::find(&app.db, organization).await?.name,
        roles: roles
            .iter()
            .map(|role| words.say(&format!("account-role-{}", role.code())).into_owned())
            .collect(),
        others: sessions.len() > 1,
        sessions: sessions.iter().map(|session| line(&visit, session, holder.login)).collect(),
        codes: words.say_with("account-codes-left", &[("n", left.into())]),
        few_codes: left < 3,
        ways: ways(&visit, organization),
        shell: visit.shell(words.say("account-title")).kept_from_robots(),
    };
    render::private(&page)
}

/// Where a member goes from here: icon, address, words.
fn ways(visit: &Visit, organization: Uuid) -> Vec<(&'static str, String, String)> {
    let actor = &visit.ctx.actor;
    let may = |action, resource| policy::may(actor, action, resource).is_ok();
    let own = Resource::Organization(organization);
    let mut ways = Vec::new();
    let mut way = |icon, path: String, key: &str| {
        ways.push((icon, visit.href(&path), visit.words().say(key).into_owned()));
    };
    if may(Action::Welcome, own) {
        way("door-enter", "desk".into(), "desk-title");
    }
    if may(Action::PrepareLab, own) {
        way("messages", "labs".into(), "account-way-labs");
    }
    if may(Action::KeepCards, own) {
        way("clipboard-check", "keeping".into(), "keeping-title");
    }
    if may(Action::KeepMembers, own) {
        way("users", format!("organizations/{organization}/members"), "account-way-members");
    }
    if may(Action::KeepOrganizations, Resource::Network) {
        way("building-community", "organizations".into(), "account-way-organizations");
    }
    ways
}

fn line(visit: &Visit, session: &Session, this: Uuid) -> Line {
    let words = visit.words();
    let device = if session.device.is_empty() {
        words.say("account-device-unknown").into_owned()
    } else {
        session.device.clone()
    };
    let since = words.say_with("account-since", &[("when", when(visit, session.started_at).into())]);
    Line { id: session.id, device, since, this: session.id == this }
}

fn when(visit: &Visit, at: Instant) -> String {
    let zone = TimeZone::get("Europe/Rome").unwrap_or(TimeZone::UTC);
    let local = at.timestamp().to_zoned(zone);
    format!("{}, {}", visit.words().date(local.date()), visit.words().time(local.time()))
}

/// Ends one of one's own sign-ins.
pub async fn end_one(visit: Visit, Path((_, id)): Path<(String, String)>) -> Answer {
    let id: Uuid = id.parse().map_err(|_| Fault::not_found())?;
    login::end_session(&visit.app.db, &visit.ctx, id).await?;
    Ok(to(&visit, "account"))
}

/// Ends all of one's own sign-ins but this one.
pub async fn end_others(visit: Visit) -> Answer {
    let holder = member(&visit)?;
    login::end_others(&visit.app.db, &visit.ctx, holder.login).await?;
    Ok(to(&visit, "account"))
}
