//! Doing something on the wall: one form, one step.

use super::{
    board::{Ticked, settled},
    page::{Page, Typed},
};
use crate::{
    Fault, Visit,
    fields::Fields,
    render::{self, Answer},
    routes::lab::harvest::{Place, mistake, uuid},
};
use axum::{
    extract::Path,
    response::{IntoResponse as _, Redirect},
};
use reticolo_lab::{
    Refused,
    harvest::{
        theme::{self, Move, ObjectionState, State, Tick, Wall},
        typed,
    },
};
use uuid::Uuid;

pub async fn act(visit: Visit, Path((_, id)): Path<(String, String)>, fields: Fields) -> Answer {
    let place = Place::of(&visit, &id).await?;
    let wall = theme::wall(&visit.app.db, &visit.ctx, place.session).await?;
    let (deed, of) = deed(&fields);
    match do_it(&visit, &place, &wall, &fields, (deed, of)).await {
        Ok(()) => {
            let all = visit.query.as_deref().filter(|query| *query == "notes=all");
            let query = all.map(|query| format!("?{query}")).unwrap_or_default();
            let anchor = Uuid::parse_str(of).map(|id| format!("#t{id}")).unwrap_or_default();
            Ok(Redirect::to(&format!("{}{query}{anchor}", visit.href(&place.path("plenary"))))
                .into_response())
        }
        Err(Problem::Fault(fault)) => Err(fault),
        Err(Problem::Refused(refused)) => {
            let (status, problem) = mistake(&visit, refused)?;
            // What changed meanwhile is shown; what she ticked and typed comes back.
            let wall = theme::wall(&visit.app.db, &visit.ctx, place.session).await?;
            let ticked = ids(&fields, "note").chain(ids(&fields, "theme")).collect();
            let title = fields.one("title").unwrap_or_default().chars().take(typed::TITLE).collect();
            let typed = Typed { ticked: Ticked(ticked), title, problem: Some(problem) };
            render::with_status(status, &Page::of(&visit, place, &wall, typed).await?)
        }
    }
}

enum Problem {
    Refused(Refused),
    Fault(Fault),
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// What is done, and with what: `add:019a…`.
fn deed(fields: &Fields) -> (&str, &str) {
    fields.one("do").map_or(("", ""), |word| word.split_once(':').unwrap_or((word, "")))
}

fn ids<'a>(fields: &'a Fields, name: &'a str) -> impl Iterator<Item = Uuid> + 'a {
    fields.all(name).filter_map(|id| id.parse().ok())
}

async fn do_it(
    visit: &Visit,
    place: &Place,
    wall: &Wall,
    fields: &Fields,
    (deed, of): (&str, &str),
) -> Result<(), Problem> {
    let (db, ctx, session) = (&visit.app.db, &visit.ctx, place.session);
    let tick = match deed {
        "start" => Some(Tick::Start),
        "pause" => Some(Tick::Pause),
        "resume" => Some(Tick::Resume),
        "extend" => Some(Tick::Extend),
        _ => None,
    };
    if let Some(tick) = tick {
        theme::tick(db, ctx, session, tick).await?;
        return Ok(());
    }
    let words = fields.one("words").unwrap_or_default();
    match deed {
        "undo" => {
            let number = of.parse().map_err(|_| Fault::not_found())?;
            theme::undo(db, ctx, session, number).await?;
        }
        "object" => theme::object(db, ctx, session, uuid(of)?, (Uuid::now_v7(), words)).await?,
        "worked-in" | "dissent" => {
            let state = ObjectionState::parse(deed).unwrap_or(ObjectionState::Stands);
            theme::settle(db, ctx, session, uuid(of)?, state).await?;
        }
        _ => {
            let seen = fields.one("seen").and_then(|seen| seen.parse().ok()).unwrap_or(0);
            let step = step(visit, wall, fields, (deed, of))?;
            theme::step(db, ctx, session, seen, &step).await?;
        }
    }
    Ok(())
}

fn step(visit: &Visit, wall: &Wall, fields: &Fields, (deed, of): (&str, &str)) -> Result<Move, Problem> {
    let notes: Vec<Uuid> = ids(fields, "note").collect();
    let lang = visit.lang();
    let place = |theme| wall.board.hang().position(|own| own.id == theme).unwrap_or(0);
    Ok(match deed {
        "group" => {
            let (title, lang) = title_of(visit, wall, fields, &notes)?;
            Move::Group { id: Uuid::now_v7(), title, lang, notes }
        }
        "split" => {
            let (title, lang) = title_of(visit, wall, fields, &notes)?;
            Move::Split { from: uuid(of)?, id: Uuid::now_v7(), title, lang, notes }
        }
        "add" => Move::Add { theme: uuid(of)?, notes },
        "remove" => Move::Remove { notes },
        "merge" => {
            let mut themes = ids(fields, "theme");
            match (themes.next(), themes.next(), themes.next()) {
                (Some(into), Some(from), None) => Move::Merge { into, from },
                _ => return Err(Refused::invalid("lab-harvest-problem-two-themes").into()),
            }
        }
        "rename" => {
            let title = typed::line(fields.one("title").unwrap_or_default(), typed::TITLE)?;
            Move::Rename { theme: uuid(of)?, title, lang }
        }
        "up" => Move::Place { theme: uuid(of)?, at: place(uuid(of)?).saturating_sub(1) },
        "down" => Move::Place { theme: uuid(of)?, at: place(uuid(of)?) + 1 },
        "ask" => {
            let words = typed::lines(fields.one("words").unwrap_or_default(), typed::SHORT)?;
            Move::Ask { theme: uuid(of)?, words }
        }
        "decide" => settled(uuid(of)?, State::Decided, visit.ctx.now),
        "park" => settled(uuid(of)?, State::Parked, visit.ctx.now),
        "reopen" => settled(uuid(of)?, State::Open, visit.ctx.now),
        _ => return Err(Fault::not_found().into()),
    })
}

/// The title that was typed; without one, the first words of the first note: fifteen minutes are short.
fn title_of(
    visit: &Visit,
    wall: &Wall,
    fields: &Fields,
    notes: &[Uuid],
) -> Result<(String, reticolo_base::Lang), Refused> {
    if let Some(title) = fields.one("title") {
        return Ok((typed::line(title, typed::TITLE)?, visit.lang()));
    }
    let first = notes.first().and_then(|id| wall.note(*id));
    let first = first.ok_or(Refused::invalid("lab-harvest-problem-nothing-selected"))?;
    let mut title = String::new();
    for word in first.words.split_whitespace() {
        if title.chars().count() + word.chars().count() > 60 {
            break;
        }
        title.push_str(if title.is_empty() { "" } else { " " });
        title.push_str(word);
    }
    let short: String = first.words.chars().take(60).collect();
    Ok((typed::line(if title.is_empty() { &short } else { &title }, typed::TITLE)?, first.lang))
}
