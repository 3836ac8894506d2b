//! A rehearsal: what will happen, step by step, and a note that is not kept.

use crate::{Fault, Markup, Shell, Visit, fields::Fields, render, render::Answer, routes::lab::people::show};
use askama::Template;
use axum::extract::Path;
use reticolo_base::folding;
use reticolo_lab::people;
use uuid::Uuid;

/// The longest note, in characters.
const NOTE_CHARS: usize = 400;

#[derive(Template)]
#[template(path = "lab/join/rehearsal.html")]
struct Page {
    shell: Shell,
    session: Uuid,
    title: Markup,
    note: Option<String>,
    video: Option<String>,
}

pub async fn page(visit: Visit, Path((_, session)): Path<(String, String)>) -> Answer {
    render::private(&Page::of(&visit, &session, None).await?)
}

/// Shows the note where it would lie, and forgets it.
pub async fn write(visit: Visit, Path((_, session)): Path<(String, String)>, fields: Fields) -> Answer {
    let note = folding::lines(fields.one("note").unwrap_or_default(), NOTE_CHARS);
    render::private(&Page::of(&visit, &session, (!note.is_empty()).then_some(note)).await?)
}

impl Page {
    async fn of(visit: &Visit, session: &str, note: Option<String>) -> Result<Self, Fault> {
        people::require_seat(&visit.app.db, &visit.ctx, show::id(session)?).await?;
        let plan = show::plan(visit, session).await?;
        let shell = visit.shell(visit.words().say("lab-people-rehearsal")).kept_from_robots();
        let video = plan.session.video.plenary(plan.session.room);
        Ok(Self {
            session: plan.session.id,
            title: show::phrase(&shell, &plan.session.title),
            note,
            video,
            shell,
        })
    }
}
