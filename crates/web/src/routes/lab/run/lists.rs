//! The seats as a list to paste: rooms of a video call, a spreadsheet, a message.

use crate::{
    Fault, Visit,
    fields::Fields,
    render::Answer,
    routes::lab::run::{deeds::number, id},
};
use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::IntoResponse as _,
};
use reticolo_accounts::policy::Action;
use reticolo_lab::{
    programme,
    run::{self, Hall},
};
use reticolo_words::Words;
use std::fmt::Write as _;
use uuid::Uuid;

/// `zoom.csv`, `rooms.txt` or `seats.csv`; `?round=` names a turn, `?block=` a block; otherwise the seats that people take now.
pub async fn file(visit: Visit, Path((_, session, list)): Path<(String, String, String)>) -> Answer {
    let session = id(&session)?;
    let fields = Fields::of_query(visit.query.as_deref());
    let hall = hall(&visit, session, fields.one("block").and_then(|id| id.parse().ok())).await?;
    let round = number(&fields, "round").unwrap_or_else(|| hall.seated_round()).clamp(1, hall.block.rounds);
    let words = visit.words();
    let (kind, text) = match list.as_str() {
        "zoom.csv" => ("text/csv; charset=utf-8", zoom(&hall, round, words)),
        "seats.csv" => ("text/csv; charset=utf-8", all_turns(&hall, words)),
        "rooms.txt" => ("text/plain; charset=utf-8", rooms(&hall, round, words)),
        _ => return Err(Fault::not_found()),
    };
    let shown = if kind.starts_with("text/csv") { "attachment" } else { "inline" };
    let disposition = HeaderValue::try_from(format!("{shown}; filename=\"{list}\""));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, disposition.map_err(|_| Fault::broken())?),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, text).into_response())
}

/// A block of a session for whoever runs it: the one that was named, else the one that runs or comes first.
pub async fn hall(visit: &Visit, session: Uuid, block: Option<Uuid>) -> Result<Hall, Fault> {
    let db = &visit.app.db;
    programme::bearer_of_session(db, session).await?.may(&visit.ctx, Action::RunSession)?;
    let running = run::state(db, session).await?;
    let begun = running.block.filter(|_| running.round > 0);
    let first = run::blocks(db, session).await?.into_iter().find(run::Block::is_seated);
    let block = block.or(begun).or(first.map(|block| block.id)).ok_or_else(Fault::not_found)?;
    Ok(Hall::load(db, session, block).await?)
}

fn room(table: i64, words: &Words) -> String {
    words.say_with("lab-run-table", &[("table", table.into())])
}

/// As Zoom reads room assignments. It wants an address for each person; names stand in a third column, to be matched.
fn zoom(hall: &Hall, round: i64, words: &Words) -> String {
    let mut text = "Pre-assign Room Name,Email Address,Name\r\n".to_owned();
    for table in hall.open_tables() {
        for name in sorted(hall, round, table.number) {
            let _ = write!(text, "{},,{}\r\n", cell(&room(table.number, words)), cell(&name));
        }
    }
    text
}

/// Every person with her table in each turn.
fn all_turns(hall: &Hall, words: &Words) -> String {
    let mut text = cell(&words.say("lab-run-name"));
    for round in 1..=hall.block.rounds {
        let _ = write!(text, ",{}", cell(&words.say_with("lab-run-turn", &[("round", round.into())])));
    }
    text.push_str("\r\n");
    let mut people: Vec<_> = hall.people.iter().collect();
    people.sort_by(|a, b| a.name.cmp(&b.name));
    for person in people {
        let seats: Vec<_> =
            (1..=hall.block.rounds).map(|round| hall.seats.get(&(round, person.id))).collect();
        if seats.iter().all(Option::is_none) {
            continue;
        }
        text.push_str(&cell(&person.name));
        for seat in seats {
            let _ = write!(text, ",{}", seat.map(ToString::to_string).unwrap_or_default());
        }
        text.push_str("\r\n");
    }
    text
}

/// Tables with their people, to paste into a chat or into Teams.
fn rooms(hall: &Hall, round: i64, words: &Words) -> String {
    let mut text = format!("{}\n", words.say_with("lab-run-turn", &[("round", round.into())]));
    for table in hall.open_tables() {
        let people = sorted(hall, round, table.number).join(", ");
        let _ = write!(text, "\n{}: {people}\n", room(table.number, words));
    }
    text
}

fn sorted(hall: &Hall, round: i64, table: i64) -> Vec<String> {
    let mut names: Vec<String> = hall.at(round, table).map(|person| person.name.clone()).collect();
    names.sort();
    names
}

/// A cell of CSV (RFC 4180). What a spreadsheet would take for a formula is led by an apostrophe.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_never_a_formula() {
        assert_eq!(cell("=HYPERLINK(\"http://evil\")"), "\"'=HYPERLINK(\"\"http://evil\"\")\"");
        assert_eq!((cell("Anna"), cell("Rossi, Anna")), ("Anna".into(), "\"Rossi, Anna\"".into()));
    }
}
