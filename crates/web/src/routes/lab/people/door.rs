//! The door: somebody comes without an invitation, or anybody may come with one code.

use super::{
    add::prepared,
    row::{self, Cell},
    show,
};
use crate::{Markup, Shell, Visit, fields::Fields, render, render::Answer, secret};
use askama::Template;
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse as _, Redirect},
};
use reticolo_accounts::policy::Action;
use reticolo_lab::{
    people::{
        self, Newcomer, draft,
        list::{Column, Row},
    },
    programme::bearer_of_session,
};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "lab/people/walk-in.html")]
struct Page {
    shell: Shell,
    session: Uuid,
    title: Markup,
    cells: Vec<Cell>,
    may_be_two: bool,
}

/// What is asked at the door: ten seconds.
const ASKED: [Column; 2] = [Column::Name, Column::Speaks];

pub async fn form(visit: Visit, Path((_, session)): Path<(String, String)>) -> Answer {
    runs(&visit, &session).await?;
    render::private(&page(&visit, &session, None).await?)
}

/// Adds her: she is there at once, and her code is shown.
pub async fn add(visit: Visit, Path((_, session)): Path<(String, String)>, fields: Fields) -> Answer {
    let (app, row) = (&visit.app, row::typed(&fields));
    let at = runs(&visit, &session).await?;
    let known = draft::known(&app.db, &app.vault, &visit.ctx, at).await?;
    let weighed = row::weighed(&row, &known).filter(|one| one.doubts.is_empty());
    let Some(weighed) = weighed else {
        let page = page(&visit, &session, Some(&row)).await?;
        return render::with_status(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    if let Some(known) = weighed.already {
        // She was invited after all.
        if people::one(&app.db, at, known).await.is_ok() {
            people::arrive(&app.db, &visit.ctx, at, known).await?;
            return Ok(Redirect::to(&visit.href(&format!("sessions/{at}/people#p-{known}"))).into_response());
        }
    }
    let id = Uuid::now_v7();
    let new = Newcomer {
        speaks: weighed.speaks,
        reads: weighed.reads,
        lang: weighed.lang,
        ..Newcomer::named(id, secret::written((app.secrets)()), weighed.name)
    };
    people::add_at_door(&app.db, &app.vault, &visit.ctx, at, &new).await?;
    Ok(Redirect::to(&visit.href(&format!("sessions/{at}/people/{id}/invitation"))).into_response())
}

/// Lets people in with one code, or no longer.
pub async fn turn(visit: Visit, Path((_, session)): Path<(String, String)>, fields: Fields) -> Answer {
    let (app, plan) = (&visit.app, prepared(&visit, &session).await?);
    let at = plan.session.id;
    match fields.one("open") {
        Some("1") => {
            let code = secret::written((app.secrets)());
            people::open_door(&app.db, &app.vault, &visit.ctx, at, &code).await?;
        }
        _ => people::close_door(&app.db, &visit.ctx, at).await?,
    }
    Ok(Redirect::to(&visit.href(&format!("sessions/{at}/people#door"))).into_response())
}

async fn runs(visit: &Visit, session: &str) -> Result<Uuid, crate::Fault> {
    let at = show::id(session)?;
    bearer_of_session(&visit.app.db, at).await?.may(&visit.ctx, Action::RunSession)?;
    Ok(at)
}

async fn page(visit: &Visit, session: &str, row: Option<&Row>) -> Result<Page, crate::Fault> {
    let words = visit.words();
    let plan = show::plan(visit, session).await?;
    let shell = visit.shell(words.say("lab-people-walk-in")).kept_from_robots();
    let empty = Row::default();
    let mut cells = Vec::new();
    if let Some(weighed) = row::weighed(row.unwrap_or(&empty), &[]) {
        cells = ASKED.map(|column| row::cell(words, "", row.unwrap_or(&empty), &weighed, column)).into();
    }
    if row.is_none() {
        cells.iter_mut().for_each(|cell| cell.problem = None);
    }
    let title = show::phrase(&shell, &plan.session.title);
    Ok(Page { shell, session: plan.session.id, title, cells, may_be_two: row.is_some() })
}
