//! The demonstration: a two-minute walk through every part that works, and one tap into each role.

use super::home;
use crate::{App, Fault, Markup, Shell, Visit, assets::icon, render, render::Answer, session, visit};
use askama::Template;
use axum::{
    Router,
    extract::Path,
    http::HeaderMap,
    response::Response,
    routing::{get, post},
};
use reticolo_accounts::{demo, login::Subject};
use reticolo_base::{Direction, Lang};

/// An Italian phrase as a foreigner hears it; the walk shows that it is understood.
const AS_HEARD: &str = "permeso di sogiorno";

/// `/demo`, `/{lang}/demo` and the taps into its roles.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/demo", get(door))
        .route("/{lang}/demo", get(page))
        .route("/{lang}/demo/enter/{role}", post(enter))
}

/// Signs the visitor in as the demonstration's member of a role. Outside a demonstration there is no such page.
async fn enter(visit: Visit, Path((_, role)): Path<(String, String)>) -> Answer {
    if !visit.app.settings.demonstration {
        return Err(Fault::not_found());
    }
    let member = demo::present(&visit.app.db, &role).await?;
    let mut response = home::to(visit.lang(), "account");
    session::sign_in_on(&visit.app, &visit.ctx, Subject::Member(member), &visit.device, &mut response)
        .await?;
    Ok(response)
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
}

#[derive(Template)]
#[template(path = "demo.html")]
struct Page {
    shell: Shell,
    stops: Vec<Stop>,
    roles: Vec<Stop>,
    /// A tap that signs in: address, icon, name, what to look at.
    taps: Vec<Stop>,
}

async fn page(visit: Visit) -> Answer {
    let shell = visit.shell(visit.words().say("demo-title")).kept_from_robots();
    let (stops, roles) = (stops(&shell), roles(&shell));
    let taps = if visit.app.settings.demonstration { taps(&shell) } else { Vec::new() };
    render::page(&Page { shell, stops, roles, taps })
}

fn stops(shell: &Shell) -> Vec<Stop> {
    let find = |query: &str| format!("{}?q={}", shell.href("find"), query.replace(' ', "+"));
    let heard = shell.say_with("demo-heard-look", &[("query", AS_HEARD.into())]);
    let say = |key: &str| shell.say(key);
    let turned = match shell.lang.direction() {
        Direction::Rtl => Lang::It,
        Direction::Ltr => Lang::Ar,
    };
    let stop = |icon, href, name, look| Stop { icon, href, name, look };
    vec![
        stop(icon("message-circle"), find(&say("demo-ask-query")), say("demo-ask"), say("demo-ask-look")),
        stop(icon("ear"), find(AS_HEARD), say("demo-heard"), heard),
        stop(icon("photo"), shell.href("needs/health"), say("demo-pictures"), say("demo-pictures-look")),
        stop(icon("help-circle"), shell.href("path"), say("demo-path"), say("demo-path-look")),
        stop(
            icon("file-text"),
            format!("{}?need=stay.renewal", shell.href("find")),
            say("demo-card"),
            say("demo-card-look"),
        ),
        stop(icon("map-pin"), shell.href("near"), say("demo-near"), say("demo-near-look")),
        stop(icon("language"), format!("/{turned}/"), say("demo-turn"), say("demo-turn-look")),
        stop(icon("door-exit"), shell.href("needs/rights"), say("demo-exit"), say("demo-exit-look")),
    ]
}

fn roles(shell: &Shell) -> Vec<Stop> {
    let say = |key: &str| shell.say(key);
    let role = |icon, href, name, look| Stop { icon, href, name, look };
    vec![
        role(icon("user"), shell.href(""), say("demo-role-person"), say("demo-role-person-look")),
        role(icon("headset"), shell.href("find"), say("demo-role-operator"), say("demo-role-operator-look")),
        role(icon("api"), shell.href("api"), say("demo-role-integrator"), say("demo-role-integrator-look")),
    ]
}

fn taps(shell: &Shell) -> Vec<Stop> {
    let tap = |role: &str| Stop {
        icon: match role {
            "facilitator" => icon("messages"),
            "coordinator" => icon("map-2"),
            _ => icon("users"),
        },
        href: shell.href(&format!("demo/enter/{role}")),
        name: shell.say(&format!("account-role-{role}")),
        look: shell.say(&format!("demo-tap-{role}")),
    };
    demo::roles().map(tap).collect()
}
