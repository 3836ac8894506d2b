//! The welcome room: what it is for, when what happens, who has come, how we treat each other – and from there to her table.

use super::code::is_time;
use crate::{Fault, Markup, Shell, Visit, fields::Fields, render, render::Answer, routes::lab::people::show};
use askama::Template;
use axum::{
    extract::Path,
    http::{HeaderName, HeaderValue, StatusCode},
    response::{IntoResponse as _, Redirect},
};
use reticolo_base::Instant;
use reticolo_lab::{
    Refused,
    people::{self, Attendance, Reply},
    programme::{SessionPlan, SessionState},
};
use std::collections::BTreeMap;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "lab/join/welcome.html")]
struct Page {
    shell: Shell,
    session: Uuid,
    title: Markup,
    purpose: Markup,
    welcome: Markup,
    when: String,
    place: String,
    agenda: Vec<(String, String, Markup)>,
    companions: Vec<String>,
    reply: &'static str,
    is_time: bool,
    is_over: bool,
    now: Now,
}

/// What changes while one waits.
#[derive(Template)]
#[template(path = "lab/join/now.html")]
struct Now {
    shell: Shell,
    here: bool,
    names: Vec<String>,
    count: String,
    kinds: String,
    tongues: String,
}

async fn seat(visit: &Visit, session: &str) -> Result<(SessionPlan, Attendance), Fault> {
    let id = show::id(session)?;
    let seat = people::require_seat(&visit.app.db, &visit.ctx, id).await?;
    Ok((show::plan(visit, session).await?, seat))
}

/// Whether she is to go to her table now.
fn begins(plan: &SessionPlan, seat: &Attendance) -> bool {
    plan.session.state == SessionState::Running && seat.is_here()
}

pub async fn page(visit: Visit, Path((_, session)): Path<(String, String)>) -> Answer {
    let (plan, seat) = seat(&visit, &session).await?;
    if begins(&plan, &seat) {
        return Ok(Redirect::to(&visit.href(&format!("sessions/{}/table", plan.session.id))).into_response());
    }
    let shell = visit.shell(visit.words().say("lab-people-welcome")).kept_from_robots();
    let companions = people::companions(&visit.app.db, seat.participant.id).await?;
    let mut at = plan.session.starts_at;
    let agenda = plan.blocks.iter().map(|block| {
        let from = at;
        at = at.plus_seconds(i64::from(block.minutes) * 60);
        (clock(&visit, &plan, from), iso(from), show::phrase(&shell, &block.title))
    });
    let agenda = agenda.collect();
    render::private(&Page {
        session: plan.session.id,
        title: show::phrase(&shell, &plan.session.title),
        purpose: show::phrase(&shell, &plan.session.purpose),
        welcome: show::phrase(&shell, &plan.session.welcome),
        when: show::when(visit.words(), &plan.session),
        place: plan.session.place.clone(),
        agenda,
        companions: companions.into_iter().map(|other| other.name).collect(),
        reply: seat.reply.code(),
        is_time: is_time(&visit, &plan.session),
        is_over: plan.session.state > SessionState::Running,
        now: Now::of(&visit, &plan, &seat).await?,
        shell,
    })
}

/// The part that changes, for whoever waits with the page open. When it begins, it leads to the table.
pub async fn now(visit: Visit, Path((_, session)): Path<(String, String)>) -> Answer {
    let (plan, seat) = seat(&visit, &session).await?;
    let mut response = render::private(&Now::of(&visit, &plan, &seat).await?)?;
    if begins(&plan, &seat) {
        let table = visit.href(&format!("sessions/{}/table", plan.session.id));
        let table = HeaderValue::from_str(&table).map_err(|_| Fault::broken())?;
        response.headers_mut().insert(HeaderName::from_static("hx-redirect"), table);
    }
    Ok(response)
}

pub async fn reply(visit: Visit, Path((_, session)): Path<(String, String)>, fields: Fields) -> Answer {
    let (plan, seat) = seat(&visit, &session).await?;
    let reply = fields.one("reply").and_then(Reply::parse).filter(|reply| *reply != Reply::Invited);
    let reply = reply.ok_or_else(|| Fault::of(StatusCode::UNPROCESSABLE_ENTITY))?;
    people::reply(&visit.app.db, &visit.ctx, plan.session.id, seat.participant.id, reply).await?;
    back(&visit, &plan)
}

pub async fn presence(visit: Visit, Path((_, session)): Path<(String, String)>, fields: Fields) -> Answer {
    let (plan, seat) = seat(&visit, &session).await?;
    let (db, id) = (&visit.app.db, seat.participant.id);
    match fields.one("here") {
        Some("1") => people::arrive(db, &visit.ctx, plan.session.id, id).await?,
        _ => people::leave(db, &visit.ctx, plan.session.id, id).await?,
    }
    back(&visit, &plan)
}

fn back(visit: &Visit, plan: &SessionPlan) -> Answer {
    Ok(Redirect::to(&visit.href(&format!("sessions/{}/welcome", plan.session.id))).into_response())
}

fn clock(visit: &Visit, plan: &SessionPlan, at: Instant) -> String {
    visit.words().time(show::local(&plan.session, at).time())
}

fn iso(at: Instant) -> String {
    at.timestamp().to_string()
}

impl Now {
    async fn of(visit: &Visit, plan: &SessionPlan, seat: &Attendance) -> Result<Self, Fault> {
        let words = visit.words();
        let everyone = people::everyone(&visit.app.db, plan.session.id).await.map_err(Refused::from)?;
        let here: Vec<&Attendance> = everyone.iter().filter(|one| one.is_here()).collect();
        let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
        let mut tongues: BTreeMap<String, usize> = BTreeMap::new();
        for one in &here {
            let kind = show::kind(visit.lang(), &one.participant.kind);
            if !kind.is_empty() {
                *kinds.entry(kind).or_default() += 1;
            }
            for code in one.participant.speaks.iter().flatten() {
                *tongues.entry(show::tongue(visit.lang(), code)).or_default() += 1;
            }
        }
        let counted = |name: &str, n: usize| format!("{name} {}", words.number(n));
        let join = |all: Vec<String>| all.join(" · ");
        Ok(Self {
            shell: visit.shell(""),
            here: seat.is_here(),
            names: here.iter().map(|one| one.participant.name.clone()).take(300).collect(),
            count: words.say_with("lab-people-here", &[("n", here.len().into())]),
            kinds: join(kinds.iter().map(|(name, n)| counted(name, *n)).collect()),
            tongues: join(tongues.iter().map(|(name, n)| counted(name, *n)).collect()),
        })
    }
}
