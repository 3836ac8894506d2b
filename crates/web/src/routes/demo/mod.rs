//! The demonstration: a two-minute walk through every part that works, and one tap into each role.

mod desk;
mod find;
mod keeping;
mod lab;

use super::home;
use crate::{App, Fault, Markup, Shell, Visit, assets::icon, render, render::Answer, session, visit};
use askama::Template;
use axum::{
    Router,
    extract::Path,
    http::HeaderMap,
    response::{IntoResponse as _, Redirect, Response},
    routing::{get, post},
};
use reticolo_accounts::{demo, login::Subject};
use uuid::Uuid;

/// `/demo`, `/{lang}/demo` and the taps into its roles.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/demo", get(door))
        .route("/{lang}/demo", get(page))
        .route("/{lang}/demo/enter/{role}", post(enter))
}

/// Signs the visitor in as somebody of the demonstration and leads to what she came for. Outside a demonstration there is
/// no such page.
async fn enter(visit: Visit, Path((_, role)): Path<(String, String)>) -> Answer {
    if !visit.app.settings.demonstration {
        return Err(Fault::not_found());
    }
    let mut tapped = keeping::tap(&visit, &role).await?;
    if tapped.is_none() {
        tapped = lab::tap(&visit, &role).await?;
    }
    if tapped.is_none() {
        tapped = desk::tap(&visit, &role).await?;
    }
    let (subject, mut response) = match tapped {
        Some((subject, to)) => (subject, Redirect::to(&to).into_response()),
        None => (member(&visit, &role).await?, home::to(visit.lang(), "account")),
    };
    session::sign_in_on(&visit.app, &visit.ctx, subject, &visit.device, &mut response).await?;
    Ok(response)
}

/// The demonstration's member of a role.
async fn member(visit: &Visit, role: &str) -> Result<Subject, Fault> {
    let member: Uuid = demo::present(&visit.app.db, role).await?;
    Ok(Subject::Member(member))
}

async fn door(headers: HeaderMap) -> Response {
    home::to(visit::preferred("/", &headers), "demo")
}

/// One stop: where it leads and what to look at there.
struct Stop {
    icon: Markup,
    href: String,
    name: String,
    look: String,
    /// Whether it signs the visitor in first.
    tap: bool,
}

impl Stop {
    fn of(shell: &Shell, icon: Markup, href: String, key: &str) -> Self {
        let look = shell.say(&format!("{key}-look"));
        Self { icon, href, name: shell.say(key), look, tap: false }
    }

    /// The same by a tap that signs in under this word.
    fn tap(shell: &Shell, icon: Markup, word: &str) -> Self {
        let href = shell.href(&format!("demo/enter/{word}"));
        Self { tap: true, ..Self::of(shell, icon, href, &format!("demo-{word}")) }
    }
}

#[derive(Template)]
#[template(path = "demo.html")]
struct Page {
    shell: Shell,
    /// The Lab's stops; none where no Lab is filled.
    lab: Vec<Stop>,
    /// The desk's stops; none where no desk is filled.
    desk: Vec<Stop>,
    stops: Vec<Stop>,
    /// Those who keep cards true; none outside a demonstration.
    keeping: Vec<Stop>,
    roles: Vec<Stop>,
}

async fn page(visit: Visit) -> Answer {
    let shell = visit.shell(visit.words().say("demo-title")).kept_from_robots();
    let lab = lab::stops(&visit, &shell).await?;
    let desk = desk::stops(&visit, &shell).await?;
    let mut roles = roles(&shell);
    if visit.app.settings.demonstration {
        roles.extend(demo::roles().map(|role| into(&shell, role)));
    }
    let keeping = keeping::stops(&visit, &shell).await?;
    render::page(&Page { stops: find::stops(&shell), lab, desk, keeping, roles, shell })
}

fn roles(shell: &Shell) -> Vec<Stop> {
    vec![
        Stop::of(shell, icon("user"), shell.href(""), "demo-role-person"),
        Stop::of(shell, icon("headset"), shell.href("find"), "demo-role-operator"),
        Stop::of(shell, icon("api"), shell.href("api"), "demo-role-integrator"),
    ]
}

/// A tap that enters as a member with a role.
fn into(shell: &Shell, role: &str) -> Stop {
    Stop {
        icon: match role {
            "facilitator" => icon("messages"),
            "coordinator" => icon("map-2"),
            "service_editor" => icon("edit"),
            "steward" => icon("circle-check"),
            _ => icon("users"),
        },
        href: shell.href(&format!("demo/enter/{role}")),
        name: shell.say(&format!("account-role-{role}")),
        look: shell.say(&format!("demo-tap-{role}")),
        tap: true,
    }
}
