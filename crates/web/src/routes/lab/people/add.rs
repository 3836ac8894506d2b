//! Pasting or uploading a list.

use super::{show, upload};
use crate::{Fault, Markup, Shell, Visit, render, render::Answer};
use askama::Template;
use axum::{
    extract::{Path, Request, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect},
};
use reticolo_accounts::policy::Action;
use reticolo_lab::{
    people::{
        draft,
        list::{self, Unreadable},
    },
    programme::{SessionPlan, bearer_of_session},
};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "lab/people/add.html")]
struct Page {
    shell: Shell,
    session: Uuid,
    title: Markup,
    pasted: String,
    problem: Option<String>,
}

pub async fn form(visit: Visit, Path((_, session)): Path<(String, String)>) -> Answer {
    let plan = prepared(&visit, &session).await?;
    render::private(&Page::of(&visit, &plan, String::new(), None))
}

/// Reads the list; what cannot be read comes back as it was pasted.
pub async fn read(
    State(app): State<crate::App>,
    visit: Visit,
    Path((_, session)): Path<(String, String)>,
    request: Request,
) -> Answer {
    let plan = prepared(&visit, &session).await?;
    let upload = upload::read(request, &app).await?;
    let bytes = if upload.file.is_empty() { upload.pasted.as_bytes() } else { &upload.file };
    match list::read(bytes) {
        Ok(sheet) => {
            let id = Uuid::now_v7();
            draft::start(&app.db, &app.vault, &visit.ctx, plan.session.id, (id, &sheet)).await?;
            let next = format!("sessions/{}/people/drafts/{id}", plan.session.id);
            Ok(Redirect::to(&visit.href(&next)).into_response())
        }
        Err(unreadable) => {
            let page = Page::of(&visit, &plan, upload.pasted, Some(said(unreadable)));
            render::with_status(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

fn said(unreadable: Unreadable) -> &'static str {
    match unreadable {
        Unreadable::Empty => "lab-people-list-empty",
        Unreadable::Kind => "lab-people-list-kind",
        Unreadable::Damaged => "lab-people-list-damaged",
        Unreadable::TooLong => "lab-people-list-long",
    }
}

/// The session, for those who prepare it.
pub async fn prepared(visit: &Visit, session: &str) -> Result<SessionPlan, Fault> {
    let id = show::id(session)?;
    bearer_of_session(&visit.app.db, id).await?.may(&visit.ctx, Action::PrepareLab)?;
    show::plan(visit, session).await
}

impl Page {
    fn of(visit: &Visit, plan: &SessionPlan, pasted: String, problem: Option<&str>) -> Self {
        let shell = visit.shell(visit.words().say("lab-people-add")).kept_from_robots();
        Self {
            session: plan.session.id,
            title: show::phrase(&shell, &plan.session.title),
            pasted,
            problem: problem.map(|key| shell.say(key)),
            shell,
        }
    }
}
