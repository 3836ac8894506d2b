//! One person: everything about her, with whom she must not sit, whether she is there, taking her off.

use super::{
    add::prepared,
    row::{self, Cell},
    show,
};
use crate::{Fault, Markup, Shell, Visit, fields::Fields, render, render::Answer};
use askama::Template;
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse as _, Redirect},
};
use reticolo_base::folding;
use reticolo_lab::{
    Refused,
    people::{
        self, Attendance, Participant,
        list::{Column, Row},
    },
    programme::SessionPlan,
};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "lab/people/person.html")]
struct Page {
    shell: Shell,
    session: Uuid,
    person: Uuid,
    title: Markup,
    name: String,
    here: bool,
    kinds: Vec<(&'static str, &'static str)>,
    cells: Vec<Cell>,
    apart: Vec<(Uuid, String)>,
    others: Vec<String>,
    apart_problem: Option<String>,
    problem: Option<String>,
}

async fn found(visit: &Visit, session: &str, person: &str) -> Result<(SessionPlan, Attendance), Fault> {
    let plan = prepared(visit, session).await?;
    let one = people::one(&visit.app.db, plan.session.id, show::id(person)?).await?;
    Ok((plan, one))
}

pub async fn form(visit: Visit, Path((_, session, person)): Path<(String, String, String)>) -> Answer {
    let (plan, one) = found(&visit, &session, &person).await?;
    let private = people::private(&visit.app.db, &visit.app.vault, &visit.ctx, one.participant.id).await?;
    let row = row::of(visit.words(), &one.participant, one.role, &private);
    render::private(&Page::of(&visit, &plan, &one.participant, (&row, one.is_here()), None).await?)
}

/// Keeps what was changed, if nothing is doubtful; otherwise it comes back as it was written.
pub async fn change(
    visit: Visit,
    Path((_, session, person)): Path<(String, String, String)>,
    fields: Fields,
) -> Answer {
    let (plan, one) = found(&visit, &session, &person).await?;
    let (app, ctx) = (&visit.app, &visit.ctx);
    let row = row::typed(&fields);
    let Some(weighed) = row::weighed(&row, &[]).filter(|weighed| weighed.doubts.is_empty()) else {
        let page = Page::of(&visit, &plan, &one.participant, (&row, one.is_here()), None).await?;
        return render::with_status(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let id = one.participant.id;
    let after = Participant {
        name: weighed.name,
        body: weighed.body,
        kind: weighed.kind,
        territory: weighed.territory,
        lang: weighed.lang,
        mediator: weighed.mediator,
        step_free: weighed.step_free,
        ..one.participant
    };
    people::set_about(&app.db, ctx, &after).await?;
    people::set_tongues(&app.db, ctx, id, weighed.speaks.as_ref(), weighed.reads.as_ref()).await?;
    people::set_private(&app.db, &app.vault, ctx, &after, (&weighed.mail, &weighed.phone, &weighed.access))
        .await?;
    people::set_role(&app.db, ctx, plan.session.id, id, weighed.role).await?;
    back(&visit, &plan, &format!("#p-{id}"))
}

/// Keeps two people apart, or lets them sit together again.
pub async fn apart(
    visit: Visit,
    Path((_, session, person)): Path<(String, String, String)>,
    fields: Fields,
) -> Answer {
    let (plan, one) = found(&visit, &session, &person).await?;
    let (app, id) = (&visit.app, one.participant.id);
    if let Some(other) = fields.one("together") {
        people::let_together(&app.db, &visit.ctx, id, show::id(other)?).await?;
        return back(&visit, &plan, &format!("/{id}#apart"));
    }
    let name = folding::fold(fields.one("name").unwrap_or_default());
    let everybody = people::of_lab(&app.db, one.participant.lab).await.map_err(Refused::from)?;
    let other = everybody.iter().find(|other| folding::fold(&other.name) == name && other.id != id);
    let kept = match other {
        Some(other) => people::keep_apart(&app.db, &visit.ctx, id, other.id).await,
        None => Err(Refused::invalid("lab-people-problem-apart")),
    };
    match kept {
        Ok(()) => back(&visit, &plan, &format!("/{id}#apart")),
        Err(Refused::Invalid(key, _)) => {
            let private = people::private(&app.db, &app.vault, &visit.ctx, id).await?;
            let row = row::of(visit.words(), &one.participant, one.role, &private);
            let page = Page::of(&visit, &plan, &one.participant, (&row, one.is_here()), Some(key)).await?;
            render::with_status(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(refused) => Err(refused.into()),
    }
}

/// She is there, or went.
pub async fn presence(
    visit: Visit,
    Path((_, session, person)): Path<(String, String, String)>,
    fields: Fields,
) -> Answer {
    let (session, person) = (show::id(&session)?, show::id(&person)?);
    let db = &visit.app.db;
    match fields.one("here") {
        Some("1") => people::arrive(db, &visit.ctx, session, person).await?,
        _ => people::leave(db, &visit.ctx, session, person).await?,
    }
    Ok(Redirect::to(&visit.href(&format!("sessions/{session}/people#p-{person}"))).into_response())
}

/// Takes her off the Lab: everything private about her is erased.
pub async fn remove(
    visit: Visit,
    Path((_, session, person)): Path<(String, String, String)>,
    fields: Fields,
) -> Answer {
    let (plan, one) = found(&visit, &session, &person).await?;
    let (app, person) = (&visit.app, &one.participant);
    if !fields.ticked("sure") {
        let private = people::private(&app.db, &app.vault, &visit.ctx, person.id).await?;
        let row = row::of(visit.words(), person, one.role, &private);
        let mut page = Page::of(&visit, &plan, person, (&row, one.is_here()), None).await?;
        page.problem = Some(visit.words().say("lab-people-problem-sure").into_owned());
        return render::with_status(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    people::leave_lab(&app.db, &app.vault, &visit.ctx, person.id).await?;
    back(&visit, &plan, "")
}

/// A wish was seen to.
pub async fn settle(visit: Visit, Path((_, session, wish)): Path<(String, String, String)>) -> Answer {
    let plan = prepared(&visit, &session).await?;
    people::settle(&visit.app.db, &visit.ctx, plan.session.lab, show::id(&wish)?).await?;
    back(&visit, &plan, "")
}

fn back(visit: &Visit, plan: &SessionPlan, rest: &str) -> Answer {
    Ok(Redirect::to(&visit.href(&format!("sessions/{}/people{rest}", plan.session.id))).into_response())
}

impl Page {
    async fn of(
        visit: &Visit,
        plan: &SessionPlan,
        person: &Participant,
        (row, here): (&Row, bool),
        apart_problem: Option<&str>,
    ) -> Result<Self, Fault> {
        let (db, words) = (&visit.app.db, visit.words());
        let everybody = people::of_lab(db, person.lab).await.map_err(Refused::from)?;
        let pairs = people::apart(db, person.lab).await.map_err(Refused::from)?;
        let of_pair =
            |(a, b): &(Uuid, Uuid)| (*a == person.id).then_some(*b).or((*b == person.id).then_some(*a));
        let named = |id: Uuid| Some((id, everybody.iter().find(|other| other.id == id)?.name.clone()));
        let shell = visit.shell(person.name.clone()).kept_from_robots();
        let weighed = row::weighed(row, &[]);
        let columns = Column::ALL.into_iter().filter(|column| *column != Column::Apart);
        let cells = |weighed| columns.map(|column| row::cell(words, "", row, weighed, column)).collect();
        Ok(Self {
            session: plan.session.id,
            person: person.id,
            title: show::phrase(&shell, &plan.session.title),
            name: person.name.clone(),
            here,
            kinds: show::kinds(visit.lang()),
            cells: weighed.as_ref().map(cells).unwrap_or_default(),
            apart: pairs.iter().filter_map(of_pair).filter_map(named).collect(),
            others: everybody
                .iter()
                .filter(|other| other.id != person.id)
                .take(500)
                .map(|o| o.name.clone())
                .collect(),
            apart_problem: apart_problem.map(|key| words.say(key).into_owned()),
            problem: None,
            shell,
        })
    }

    fn roles(&self) -> Vec<(&'static str, String)> {
        let name = |role: people::Role| self.shell.say(&format!("lab-people-role-{}", role.code()));
        people::Role::ALL.map(|role| (role.code(), name(role))).into()
    }

    fn langs(&self) -> Vec<(&'static str, &'static str)> {
        reticolo_base::Lang::ALL.map(|lang| (lang.code(), lang.endonym())).into()
    }
}
