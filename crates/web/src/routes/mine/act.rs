//! What she does: takes back, writes, says whether it helped, chooses reminders.

use super::{
    desk, enter, her, id, outside,
    page::{self, Problem},
    said, to,
};
use crate::{Fault, Shell, Visit, fields::Fields, limits::Deed, render, render::Answer};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use reticolo_desk::{
    Refused, hers,
    person::Channel,
    referral::{self, HELPED},
    together::message::{self, Audience},
};
use uuid::Uuid;

/// After something was done: her page, or her page with what stood against it.
pub async fn done(
    visit: &Visit,
    made: Result<(), Refused>,
    (at, key, typed): (Option<Uuid>, &str, &str),
) -> Answer {
    let (status, key, at) = match made {
        Ok(()) => return Ok(to(visit, "my-requests?done")),
        Err(Refused::Invalid(..)) => (StatusCode::UNPROCESSABLE_ENTITY, key, at),
        Err(Refused::Conflict(_) | Refused::Unauthorised(_)) => {
            (StatusCode::CONFLICT, "hers-problem-changed", at.filter(|_| !typed.is_empty()))
        }
        Err(other) => return Err(Fault::from(other)),
    };
    page::show(visit, status, Some(&Problem { at, key, typed })).await
}

/// She takes one request back.
pub async fn withdraw(visit: Visit, Path((_, referral)): Path<(String, String)>, fields: Fields) -> Answer {
    if her(&visit).is_none() {
        return outside(&visit);
    }
    let command = said::command(id(&referral)?, &fields)?;
    let made = referral::withdraw(desk(&visit), command).await;
    done(&visit, made, (None, "hers-problem-changed", "")).await
}

/// She takes everything back.
pub async fn withdraw_all(visit: Visit) -> Answer {
    let Some(her) = her(&visit) else { return outside(&visit) };
    let made = referral::withdraw_all(desk(&visit), her).await.map(drop);
    done(&visit, made, (None, "hers-problem-changed", "")).await
}

/// She writes beside a request.
pub async fn write(visit: Visit, Path((_, referral)): Path<(String, String)>, fields: Fields) -> Answer {
    if her(&visit).is_none() {
        return outside(&visit);
    }
    visit.app.limits.count(Deed::Ask, &visit)?;
    let (referral, words) = (id(&referral)?, fields.one("words").unwrap_or_default());
    let made = message::send(desk(&visit), Uuid::now_v7(), referral, (Audience::Person, words)).await;
    done(&visit, made, (Some(referral), "hers-problem-words", words)).await
}

#[derive(Template)]
#[template(path = "mine/sure.html")]
struct Sure {
    shell: Shell,
    action: String,
    version: i64,
    key: Uuid,
    helped: &'static str,
    says: String,
}

/// She says whether it helped. It stays as it is said, so she is asked once whether it is right.
pub async fn hear(visit: Visit, Path((_, referral)): Path<(String, String)>, fields: Fields) -> Answer {
    if her(&visit).is_none() {
        return outside(&visit);
    }
    let command = said::command(id(&referral)?, &fields)?;
    let given = fields.one("helped").unwrap_or_default();
    let Some(helped) = HELPED.into_iter().find(|word| *word == given) else {
        return Err(Fault::of(StatusCode::UNPROCESSABLE_ENTITY));
    };
    if !fields.ticked("sure") {
        let shell = visit.shell(said::say(&visit, "hers-title")).kept_from_robots().with_exit_by(enter::EXIT);
        let answer = shell.say(&format!("hers-helped-{helped}"));
        let page = Sure {
            action: visit.href(&visit.path),
            says: shell.say_with("hers-helped-sure", &[("answer", answer.into())]),
            version: command.version,
            key: command.key,
            helped,
            shell: shell.switching_at("my-requests"),
        };
        return render::private(&page);
    }
    let made = referral::hear(desk(&visit), command, helped).await.map(drop);
    done(&visit, made, (None, "hers-problem-changed", "")).await
}

/// She chooses whether and how she is reminded.
pub async fn remind(visit: Visit, fields: Fields) -> Answer {
    if her(&visit).is_none() {
        return outside(&visit);
    }
    let typed = fields.one("way");
    let way = typed.and_then(Channel::parse);
    if typed.is_some() != way.is_some() {
        return Err(Fault::of(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let made = hers::remind(desk(&visit), way).await;
    done(&visit, made, (None, "hers-problem-reminders", "")).await
}
