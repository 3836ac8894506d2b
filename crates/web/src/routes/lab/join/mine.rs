//! What the Lab keeps about her, who sits with her, a private wish, her data to take away, leaving.

use super::code;
use crate::{
    Fault, Shell, Visit, fields::Fields, render, render::Answer, routes::lab::people::show, secret, session,
};
use askama::Template;
use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Redirect},
};
use reticolo_lab::{Refused, people};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "lab/join/me.html")]
struct Page {
    shell: Shell,
    session: Option<Uuid>,
    rows: Vec<(String, String)>,
    companions: Vec<(Uuid, String)>,
    wished: bool,
    wish: String,
    problem: Option<(&'static str, String)>,
}

impl Page {
    async fn of(visit: &Visit) -> Result<Self, Fault> {
        let (app, words) = (&visit.app, visit.words());
        let id = visit.ctx.actor.participant().ok_or_else(Fault::not_found)?;
        let person = people::acts_for(&app.db, &visit.ctx, id).await?;
        let private = people::private(&app.db, &app.vault, &visit.ctx, id).await?;
        let tongues = |codes| show::tongues(words, codes).unwrap_or_default();
        let yes = |key: &str, yes: bool| if yes { words.say(key).into_owned() } else { String::new() };
        let rows = [
            ("name", person.name.clone()),
            ("body", person.body.clone()),
            ("kind", show::kind(visit.lang(), &person.kind).to_owned()),
            ("territory", show::place(&person.territory).to_owned()),
            ("speaks", tongues(person.speaks.as_ref())),
            ("reads", tongues(person.reads.as_ref())),
            ("mediator", yes("lab-people-yes", person.mediator)),
            ("steps", yes("lab-people-yes", person.step_free)),
            ("mail", private.mail),
            ("phone", private.phone),
            ("access", private.access),
        ];
        let label = |(code, value): (&str, String)| {
            (words.say(&format!("lab-people-column-{code}")).into_owned(), value)
        };
        let companions = people::companions(&app.db, id).await?;
        let fields = Fields::of_query(visit.query.as_deref());
        Ok(Self {
            shell: visit.shell(words.say("lab-people-me")).kept_from_robots(),
            session: code::next(visit, id).await?.map(|session| session.id),
            rows: rows.into_iter().filter(|(_, value)| !value.is_empty()).map(label).collect(),
            companions: companions.into_iter().map(|other| (other.id, other.name)).collect(),
            wished: fields.one("wished").is_some(),
            wish: String::new(),
            problem: None,
        })
    }

    async fn with(visit: &Visit, at: &'static str, key: &str) -> Result<Self, Fault> {
        let problem = Some((at, visit.words().say(key).into_owned()));
        Ok(Self { problem, ..Self::of(visit).await? })
    }

    fn problem_at(&self, at: &str) -> Option<&str> {
        self.problem.as_ref().filter(|(place, _)| *place == at).map(|(_, text)| text.as_str())
    }
}

pub async fn page(visit: Visit) -> Answer {
    render::private(&Page::of(&visit).await?)
}

pub async fn wish(visit: Visit, fields: Fields) -> Answer {
    let app = &visit.app;
    let id = visit.ctx.actor.participant().ok_or_else(Fault::not_found)?;
    let words = fields.one("wish").unwrap_or_default();
    match people::wish(&app.db, &app.vault, &visit.ctx, (Uuid::now_v7(), id), words).await {
        Ok(()) => Ok(Redirect::to(&visit.href("join/me?wished=1#wish")).into_response()),
        Err(Refused::Invalid(key, _) | Refused::TooMany(key)) => {
            let page = Page { wish: words.to_owned(), ..Page::with(&visit, "wish", key).await? };
            render::with_status(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(refused) => Err(refused.into()),
    }
}

/// Somebody else sits here too, by her own code; or no longer.
pub async fn companion(visit: Visit, fields: Fields) -> Answer {
    let db = &visit.app.db;
    if let Some(other) = fields.one("parted") {
        people::sits_alone(db, &visit.ctx, show::id(other)?).await?;
        return Ok(Redirect::to(&visit.href("join/me#together")).into_response());
    }
    let code = secret::read(fields.one("code").unwrap_or_default()).unwrap_or_default();
    match people::sit_together(db, &visit.ctx, &code).await {
        Ok(other) => {
            for session in people::sessions_of(db, other.id).await.map_err(Refused::from)? {
                let plan = reticolo_lab::programme::session(db, session).await?;
                if code::is_time(&visit, &plan.session) {
                    people::arrive(db, &visit.ctx, session, other.id).await?;
                }
            }
            let next = match other.speaks {
                Some(_) => "join/me#together".to_owned(),
                None => format!("join/languages?for={}", other.id),
            };
            Ok(Redirect::to(&visit.href(&next)).into_response())
        }
        Err(Refused::Invalid(key, _) | Refused::TooMany(key)) => {
            visit.app.limits.count(crate::limits::Deed::Code, &visit)?;
            render::with_status(StatusCode::UNPROCESSABLE_ENTITY, &Page::with(&visit, "together", key).await?)
        }
        Err(refused) => Err(refused.into()),
    }
}

/// Everything the Lab keeps about her, as a file.
pub async fn data(visit: Visit) -> Answer {
    let mine = people::mine(&visit.app.db, &visit.app.vault, &visit.ctx).await?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"reticolo.json\"")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    let text = serde_json::to_string_pretty(&mine).map_err(|_| Fault::broken())?;
    Ok((headers, text).into_response())
}

/// She leaves the Lab: asked twice, then for good.
pub async fn leave(visit: Visit, headers: HeaderMap, fields: Fields) -> Answer {
    let app = &visit.app;
    let id = visit.ctx.actor.participant().ok_or_else(Fault::not_found)?;
    if !fields.ticked("sure") {
        let page = Page::with(&visit, "leave", "lab-people-problem-sure").await?;
        return render::with_status(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    people::leave_lab(&app.db, &app.vault, &visit.ctx, id).await?;
    let mut response = Redirect::to(&visit.href("join?left=1")).into_response();
    session::sign_out(app, &visit.ctx, &headers, &mut response).await?;
    Ok(response)
}
