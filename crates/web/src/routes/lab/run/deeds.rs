//! What the facilitator does on the console: each form names one deed.

use crate::{
    Visit,
    errors::status_of,
    fields::Fields,
    render::Answer,
    routes::lab::run::{console, id},
};
use axum::{
    extract::Path,
    response::{IntoResponse as _, Redirect},
};
use reticolo_base::{Lang, Refusal as _};
use reticolo_lab::{Refused, run};
use uuid::Uuid;

/// What was typed and must come back when the deed was refused.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// The deed.
    pub deed: String,
    /// Words to all.
    pub words: String,
    /// The person who was chosen.
    pub person: String,
    /// The table that was chosen.
    pub table: String,
}

pub async fn act(
    visit: Visit,
    Path((_, session, deed)): Path<(String, String, String)>,
    fields: Fields,
) -> Answer {
    let session = id(&session)?;
    match done(&visit, session, &deed, &fields).await {
        Ok(()) => {
            let to = visit.href(&format!("sessions/{session}/console"));
            Ok(Redirect::to(&to).into_response())
        }
        Err(refused @ (Refused::Invalid(..) | Refused::Conflict(_) | Refused::TooMany(_))) => {
            let field = |name| fields.one(name).unwrap_or_default().to_owned();
            let typed = Typed { words: field("words"), person: field("person"), table: field("table"), deed };
            let status = status_of(refused.kind());
            console::again(&visit, session, (status, &refused), typed).await
        }
        Err(refused) => Err(refused.into()),
    }
}

async fn done(visit: &Visit, session: Uuid, deed: &str, fields: &Fields) -> Result<(), Refused> {
    let (db, ctx) = (&visit.app.db, &visit.ctx);
    // A form without a version is as stale as one can be.
    let version = number(fields, "version").unwrap_or(-1);
    let person = || {
        let chosen = fields.one("person").and_then(|id| id.parse::<Uuid>().ok());
        chosen.ok_or(Refused::invalid("lab-run-choose-person"))
    };
    match deed {
        "open" => run::open(db, ctx, session, version).await?,
        "start" => {
            let block = fields.one("block").and_then(|id| id.parse().ok()).ok_or(Refused::NotFound)?;
            let how = run::Start { tables: number(fields, "tables"), everybody: fields.ticked("everybody") };
            run::start(db, ctx, (session, block), how, version).await?
        }
        "finish" => run::finish_turn(db, ctx, session, version).await?,
        "next" => run::next_turn(db, ctx, session, version).await?,
        "pause" => run::pause(db, ctx, session, version).await?,
        "resume" => run::resume(db, ctx, session, version).await?,
        "extend" => run::extend(db, ctx, session, number(fields, "minutes").unwrap_or(0), version).await?,
        "plenary" => run::plenary(db, ctx, session, version).await?,
        "close" => run::close(db, ctx, session, version).await?,
        "alone" => run::go_alone(db, ctx, session, fields.ticked("alone"), version).await?,
        "reseat" => run::reseat(db, ctx, session, number(fields, "tables"), version).await?,
        "arrive" => run::arrive(db, ctx, session, person()?, version).await?,
        "leave" => run::leave(db, ctx, session, person()?, version).await?,
        "move" => {
            let table = number(fields, "table").ok_or(Refused::invalid("lab-run-choose-table"))?;
            run::move_person(db, ctx, session, (person()?, table), version).await?
        }
        "tell" => {
            let words = fields.one("words").unwrap_or_default();
            let lang = fields.one("lang").and_then(Lang::from_tag).unwrap_or(ctx.lang);
            run::announce(db, ctx, session, (Uuid::now_v7(), words, lang)).await?
        }
        "help" => {
            let call = fields.one("call").and_then(|id| id.parse().ok()).ok_or(Refused::NotFound)?;
            run::answer_help(db, ctx, session, call).await?
        }
        "undo" => run::undo(db, ctx, session, version).await?,
        _ => return Err(Refused::NotFound),
    };
    Ok(())
}

/// A whole number that was typed; one that is too large is as large as one can be, so that it is refused with a clear message.
pub fn number(fields: &Fields, name: &str) -> Option<i64> {
    let typed = fields.one(name)?;
    let digits = typed.chars().all(|c| c.is_ascii_digit());
    typed.parse().ok().or_else(|| digits.then_some(i64::MAX))
}
