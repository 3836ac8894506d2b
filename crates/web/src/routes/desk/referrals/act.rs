//! What somebody does with a referral: one address for each move. What is refused comes back on the page with what was typed.

use super::page;
use crate::{
    Fault, Visit,
    fields::Fields,
    render::Answer,
    routes::desk::{ask::Wrong, carried, desk, house, id, to, typed_moment, version},
};
use axum::extract::Path;
use reticolo_desk::{
    Refused,
    person::Channel,
    referral::{self, Acceptance, Command, Outcome, Reason, Target},
    together::message::{self, Audience},
};
use uuid::Uuid;

/// By when of a day something is due that was given as a day.
const EVENING: i8 = 18;

/// Makes a move.
pub async fn act(
    visit: Visit,
    Path((_, referral, act)): Path<(String, String, String)>,
    fields: Fields,
) -> Answer {
    house(&visit)?;
    let referral = id(&referral)?;
    let command = Command { referral, version: version(&fields), key: carried(&fields, "key")? };
    match made(&visit, &act, command, &fields).await? {
        Ok(()) if act == "discard" => Ok(to(&visit, "desk/referrals?out=1")),
        Ok(()) if act == "show" => Ok(to(&visit, &format!("desk/referrals/{referral}/share"))),
        Ok(()) => Ok(to(&visit, &format!("desk/referrals/{referral}"))),
        Err(refused) => {
            let wrong = Wrong::of(&visit, refused)?;
            page::with(&visit, referral, &act, Some(&fields), Some(&wrong)).await
        }
    }
}

async fn made(
    visit: &Visit,
    act: &str,
    command: Command,
    fields: &Fields,
) -> Result<Result<(), Refused>, Fault> {
    let desk = desk(visit);
    let (id, words) = (carried(fields, "id")?, fields.one("words").unwrap_or_default());
    let done = match act {
        "accept" => accept(visit, id, command, fields).await,
        "wait" => wait(visit, id, command, fields).await,
        "decline" => decline(visit, id, command, fields).await,
        "reroute" => reroute(visit, id, command, fields).await,
        "complete" => match fields.one("outcome").and_then(Outcome::parse) {
            Some(outcome) => referral::complete(desk, command, outcome).await.map(drop),
            None => Err(Refused::Invalid("outcome", "desk-problem-outcome")),
        },
        "attempt" => match fields.one("channel").and_then(Channel::parse) {
            Some(channel) => referral::attempt(desk, id, command.referral, channel).await,
            None => Err(Refused::Invalid("channel", "desk-problem-kind")),
        },
        "message" => {
            let audience = fields.one("audience").and_then(Audience::parse).unwrap_or(Audience::Workers);
            message::send(desk, id, command.referral, (audience, words)).await
        }
        "begin" => referral::begin(desk, command).await.map(drop),
        "ask" => referral::ask(desk, id, command, words).await.map(drop),
        "reply" => referral::reply(desk, id, command, words).await.map(drop),
        "miss" => referral::miss(desk, command).await.map(drop),
        "withdraw" => referral::withdraw(desk, command).await,
        "cancel" => referral::cancel(desk, id, command, words).await.map(drop),
        "mistake" => referral::mistake(desk, command).await.map(drop),
        "hear" => referral::hear(desk, command, fields.one("helped").unwrap_or_default()).await.map(drop),
        "settle" => referral::settle(desk, command, None).await,
        "gap" => referral::settle(desk, command, Some(id)).await,
        "show" => referral::show(desk, command).await.map(drop),
        "discard" => referral::discard(desk, command).await,
        _ => return Err(Fault::not_found()),
    };
    Ok(done)
}

async fn accept(visit: &Visit, id: Uuid, command: Command, fields: &Fields) -> Result<(), Refused> {
    let at = |name| match fields.one(name) {
        Some(text) => {
            let wrong = Refused::Invalid("appointment", "desk-problem-time");
            typed_moment(text, EVENING).map(Some).ok_or(wrong)
        }
        None => Ok(None),
    };
    let how = Acceptance {
        appointment_at: at("appointment")?,
        contact_by: at("contact_by")?,
        words: fields.one("to_her").unwrap_or_default(),
    };
    referral::accept(desk(visit), id, command, how).await.map(drop)
}

async fn wait(visit: &Visit, id: Uuid, command: Command, fields: &Fields) -> Result<(), Refused> {
    let expected = fields.one("expected").and_then(|text| typed_moment(text, EVENING));
    let expected = expected.ok_or(Refused::Invalid("expected", "desk-problem-time"))?;
    let words = fields.one("to_her").unwrap_or_default();
    referral::wait(desk(visit), id, command, (expected, words)).await.map(drop)
}

async fn decline(visit: &Visit, id: Uuid, command: Command, fields: &Fields) -> Result<(), Refused> {
    let reason = fields.one("reason").and_then(Reason::parse);
    let reason = reason.ok_or(Refused::Invalid("reason", "desk-problem-reason"))?;
    let denied_by = fields.one("denied_by").unwrap_or_default();
    let why = (reason, denied_by, fields.one("words").unwrap_or_default());
    referral::decline(desk(visit), id, command, why).await.map(drop)
}

async fn reroute(visit: &Visit, id: Uuid, command: Command, fields: &Fields) -> Result<(), Refused> {
    let service = fields.one("service").and_then(|id| id.parse().ok());
    let service = service.ok_or(Refused::Invalid("service", "desk-problem-reroute"))?;
    let target: Target = referral::target_of(desk(visit), service).await?;
    let way = (target, fields.one("words").unwrap_or_default());
    referral::reroute(desk(visit), id, command, way).await.map(drop)
}
