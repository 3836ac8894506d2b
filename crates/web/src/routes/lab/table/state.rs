//! What an open page asks every few seconds: where the turn stands, and what is said in the reader's language.

use super::{said, seat::reach};
use crate::{Visit, fields::Fields, render::Answer};
use axum::{
    Json,
    extract::Path,
    http::{HeaderValue, header},
    response::IntoResponse as _,
};
use reticolo_lab::table;
use serde::Serialize;
use uuid::Uuid;

#[derive(Serialize)]
struct State {
    /// Milliseconds since the epoch by the server's clock.
    now: i64,
    round: i64,
    rounds: i64,
    ends: Option<i64>,
    paused: Option<i64>,
    over: bool,
    /// The number of the table where her seat is now, when it is another.
    elsewhere: Option<i64>,
    writes: bool,
    hides: bool,
    keeps: bool,
    notes: Vec<Said>,
}

/// A note in the reader's language.
#[derive(Serialize)]
struct Said {
    id: Uuid,
    words: String,
    lang: String,
    original: Option<(String, String, String)>,
    mark: Option<String>,
    by: String,
    mine: bool,
}

pub async fn state(visit: Visit, Path((_, session, number)): Path<(String, String, String)>) -> Answer {
    let query = Fields::of_query(visit.query.as_deref());
    let at = reach(&visit, (&session, &number), query.one("block")).await?;
    let (db, table) = (&visit.app.db, &at.table);
    let turn = table::turn(db, table.session).await.map_err(reticolo_lab::Refused::from)?;
    let mine = if at.who.is_some() { table::mine(db, &visit.ctx, table.session).await? } else { None };
    let shell = visit.shell("");
    let notes = said::notes(&visit, &shell, &at).await?.into_iter().filter(|note| !note.hidden);
    let here = turn.block == Some(table.block);
    let state = State {
        now: visit.ctx.now.0 / 1_000,
        round: table.round,
        rounds: table.rounds,
        ends: turn.ends_at.filter(|_| here && turn.paused_left.is_none()).map(|at| at.0 / 1_000),
        paused: turn.paused_left.filter(|_| here).map(|left| left / 1_000),
        over: table.over,
        elsewhere: mine.filter(|mine| *mine != (table.block, table.number)).map(|(_, number)| number),
        writes: at.writes(),
        hides: at.hides(),
        keeps: at.keeps(),
        notes: notes.map(Said::of).collect(),
    };
    let mut response = Json(state).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

impl Said {
    fn of(note: said::Note) -> Self {
        Self {
            id: note.id,
            words: note.speech.words,
            lang: note.speech.lang,
            original: note.original.map(|(speech, name)| (speech.words, speech.lang, name)),
            mark: note.mark,
            by: note.by,
            mine: note.mine,
        }
    }
}
