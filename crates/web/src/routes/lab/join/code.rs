//! The code: she types it, or the page reads it from behind the `#` of a link, where no server sees it.

use crate::{
    Fault, Shell, Visit, fields::Fields, limits::Deed, render, render::Answer, routes::lab::people::show,
    secret, session,
};
use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse as _, Redirect},
};
use reticolo_accounts::login::Subject;
use reticolo_base::Actor;
use reticolo_lab::{
    Refused,
    people::{self, Newcomer, Participant},
    programme::{self, Session},
};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "lab/join/code.html")]
struct Page {
    shell: Shell,
    typed: String,
    problem: Option<String>,
    inside: Option<String>,
}

#[derive(Template)]
#[template(path = "lab/join/door.html")]
struct Door {
    shell: Shell,
    code: String,
    title: crate::Markup,
    name: String,
    speaks: String,
    problem: Option<String>,
}

pub async fn form(visit: Visit) -> Answer {
    let inside = match visit.ctx.actor {
        Actor::Participant { id, .. } => people::participant(&visit.app.db, id).await.ok().map(|p| p.name),
        _ => None,
    };
    let shell = visit.shell(visit.words().say("lab-people-join")).kept_from_robots();
    render::private(&Page { shell, typed: String::new(), problem: None, inside })
}

/// Signs her in. Only codes that are nobody's count as tries: a room full of people shares one address.
pub async fn enter(visit: Visit, fields: Fields) -> Answer {
    let typed: String = fields.one("code").unwrap_or_default().chars().take(40).collect();
    let Some(code) = secret::read(&typed) else { return unknown(&visit, typed) };
    match people::by_code(&visit.app.db, &code).await {
        Ok(person) => inside(&visit, &person).await,
        Err(Refused::NotFound) => match people::session_of_door(&visit.app.db, &code).await {
            Ok(_) => door(&visit, code, &Fields::default(), None).await,
            Err(Refused::NotFound) => unknown(&visit, typed),
            Err(refused) => Err(refused.into()),
        },
        Err(refused) => Err(refused.into()),
    }
}

fn unknown(visit: &Visit, typed: String) -> Answer {
    visit.app.limits.count(Deed::Code, visit)?;
    let words = visit.words();
    let shell = visit.shell(words.say("lab-people-join")).kept_from_robots();
    let problem = Some(words.say("lab-people-problem-code").into_owned());
    render::with_status(StatusCode::NOT_FOUND, &Page { shell, typed, problem, inside: None })
}

/// Signs in and leads to what comes first: the languages if they are not known, else the welcome room.
async fn inside(visit: &Visit, person: &Participant) -> Answer {
    let (app, lab) = (&visit.app, person.lab);
    let ctx = reticolo_base::Ctx { actor: Actor::Participant { id: person.id, lab }, ..visit.ctx.clone() };
    let session = next(visit, person.id).await?;
    if let Some(session) = session.as_ref().filter(|session| is_time(visit, session)) {
        people::arrive(&app.db, &ctx, session.id, person.id).await?;
    }
    let path = match (&person.speaks, session) {
        (None, _) => "join/languages".to_owned(),
        (Some(_), Some(session)) => format!("sessions/{}/welcome", session.id),
        (Some(_), None) => "join/me".to_owned(),
    };
    let mut response = Redirect::to(&visit.href(&path)).into_response();
    session::sign_in(app, &ctx, Subject::Participant { id: person.id, lab }, &mut response).await?;
    Ok(response)
}

/// The session that she comes for: the first that is not over, else the last.
pub async fn next(visit: &Visit, person: Uuid) -> Result<Option<Session>, Fault> {
    let mut last = None;
    for id in people::sessions_of(&visit.app.db, person).await.map_err(Refused::from)? {
        let session = programme::session(&visit.app.db, id).await?.session;
        let over = session.ends_at.plus_seconds(6 * 3600) < visit.ctx.now
            || session.state > programme::SessionState::Running;
        last = Some(session);
        if !over {
            break;
        }
    }
    Ok(last)
}

/// Whether it is time to be there: from an hour before.
pub fn is_time(visit: &Visit, session: &Session) -> bool {
    let now = visit.ctx.now;
    session.state == programme::SessionState::Running
        || (session.starts_at.plus_seconds(-3600) <= now && now <= session.ends_at)
}

async fn door(visit: &Visit, code: String, fields: &Fields, problem: Option<&str>) -> Answer {
    let session = people::session_of_door(&visit.app.db, &code).await?;
    let plan = programme::session(&visit.app.db, session).await?;
    let shell = visit.shell(visit.words().say("lab-people-join")).kept_from_robots();
    let page = Door {
        code,
        title: show::phrase(&shell, &plan.session.title),
        name: fields.one("name").unwrap_or_default().chars().take(120).collect(),
        speaks: fields.one("speaks").unwrap_or_default().chars().take(200).collect(),
        problem: problem.map(|key| shell.say(key)),
        shell,
    };
    match problem {
        Some(_) => render::with_status(StatusCode::UNPROCESSABLE_ENTITY, &page),
        None => render::private(&page),
    }
}

/// Comes in by the door with the session's code: a name for the badge, and languages.
pub async fn come(visit: Visit, fields: Fields) -> Answer {
    visit.app.limits.count(Deed::Ask, &visit)?;
    let app = &visit.app;
    let Some(code) = secret::read(fields.one("code").unwrap_or_default()) else {
        return unknown(&visit, String::new());
    };
    if people::session_of_door(&app.db, &code).await.is_err() {
        return unknown(&visit, String::new());
    }
    let Some(name) = fields.one("name") else {
        return door(&visit, code, &fields, Some("lab-people-doubt-name")).await;
    };
    let (speaks, doubtful) = show::lexicon().tongues_of(fields.one("speaks").unwrap_or_default());
    if !doubtful.is_empty() {
        return door(&visit, code, &fields, Some("lab-people-problem-languages")).await;
    }
    let new = Newcomer {
        reads: speaks.clone(),
        speaks,
        lang: visit.lang(),
        ..Newcomer::named(Uuid::now_v7(), secret::written((app.secrets)()), name)
    };
    match people::come_by_door(&app.db, &app.vault, &visit.ctx, &code, &new).await {
        Ok((_, person)) => inside(&visit, &person).await,
        Err(Refused::Invalid(key, _)) => door(&visit, code, &fields, Some(key)).await,
        Err(refused) => Err(refused.into()),
    }
}
