//! The demonstration: a two-minute walk through every part that works, and one tap into each role.

use super::home;
use crate::{App, Markup, Shell, Visit, assets::icon, render, render::Answer, visit};
use askama::Template;
use axum::{Router, http::HeaderMap, response::Response, routing::get};
use reticolo_base::{Direction, Lang};

/// An Italian phrase as a foreigner hears it; the walk shows that it is understood.
const AS_HEARD: &str = "permeso di sogiorno";

/// `/demo` and `/{lang}/demo`.
pub fn routes() -> Router<App> {
    Router::new().route("/demo", get(door)).route("/{lang}/demo", get(page))
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
}

async fn page(visit: Visit) -> Answer {
    let shell = visit.shell(visit.words().say("demo-title")).kept_from_robots();
    let (stops, roles) = (stops(&shell), roles(&shell));
    render::page(&Page { shell, stops, roles })
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
