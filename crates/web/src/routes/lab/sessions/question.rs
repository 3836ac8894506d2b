//! A guiding question: add, change, move, take out.

use super::{
    block::direction,
    prepare::{prepared, told},
};
use crate::{
    Fault, Visit,
    fields::Fields,
    render::Answer,
    routes::lab::form::{self, Builder, Choice, FormPage, Input},
};
use axum::{extract::Path, http::StatusCode};
use reticolo_lab::{
    Refused,
    programme::{self, Mistake, Problem, SessionPlan, typed},
};
use uuid::Uuid;

type At = Path<(String, String, String)>;

/// Which question: a new one of a block, or one that is there.
#[derive(Clone, Copy)]
enum Which {
    New(Uuid),
    There(Uuid),
}

async fn page(
    visit: &Visit,
    plan: &SessionPlan,
    which: Which,
    (typed, mistakes): (&Fields, &[Mistake]),
    notice: String,
) -> Result<FormPage, Fault> {
    let words = visit.words();
    let mut builder = Builder::new(visit, typed, mistakes).area("question", typed::QUESTION_CHARS);
    if matches!(which, Which::There(_)) {
        let problems = programme::problems_of(&visit.app.db, plan.session.lab).await?;
        let choice = |one: &Problem| Choice::new(one.id.to_string(), one.title.seen(visit.lang()).text);
        let none = Choice::new("", words.say("lab-question-no-problem"));
        let options = std::iter::once(none).chain(problems.iter().map(choice)).collect();
        builder = builder.field("problem", 0, Input::Select { options });
    }
    let here = visit.href(&format!("sessions/{}", plan.session.id));
    let seen = typed.one("version").map_or_else(|| plan.session.version.to_string(), str::to_owned);
    let (title, action) = match which {
        Which::New(block) => ("lab-question-new", format!("{here}/blocks/{block}/questions/new")),
        Which::There(question) => ("lab-question-change", format!("{here}/questions/{question}")),
    };
    Ok(FormPage {
        shell: visit.shell(words.say(title).into_owned()).kept_from_robots(),
        back: (format!("{here}/prepare"), words.say("lab-prepare").into_owned()),
        intro: words.say("lab-question-intro").into_owned(),
        notice,
        action,
        hidden: vec![("version", seen)],
        fields: builder.fields(),
        submit: words.say("lab-save").into_owned(),
    })
}

pub async fn fresh(visit: Visit, Path((_, session, block)): At) -> Answer {
    let plan = prepared(&visit, &session).await?;
    let block = plan.block(form::id(&block)?).ok_or_else(Fault::not_found)?.id;
    let page = page(&visit, &plan, Which::New(block), (&Fields::default(), &[]), String::new()).await?;
    form::page(StatusCode::OK, &page)
}

pub async fn add(visit: Visit, Path((_, session, block)): At, fields: Fields) -> Answer {
    let plan = prepared(&visit, &session).await?;
    let block = form::id(&block)?;
    let at = (plan.session.id, form::version(&fields));
    let new = (Uuid::now_v7(), fields.one("question").unwrap_or_default());
    let done = programme::add_question(&visit.app.db, &visit.ctx, at, block, new).await;
    answer(&visit, &plan, Which::New(block), &fields, done).await
}

pub async fn form(visit: Visit, Path((_, session, question)): At) -> Answer {
    let plan = prepared(&visit, &session).await?;
    let id = form::id(&question)?;
    let (_, question) = plan.question(id).ok_or_else(Fault::not_found)?;
    let pairs = vec![
        ("question".to_owned(), question.words.words.clone()),
        ("problem".to_owned(), question.problem.map(|id| id.to_string()).unwrap_or_default()),
    ];
    let page = page(&visit, &plan, Which::There(id), (&Fields::of(pairs), &[]), String::new()).await?;
    form::page(StatusCode::OK, &page)
}

pub async fn change(visit: Visit, Path((_, session, question)): At, fields: Fields) -> Answer {
    let plan = prepared(&visit, &session).await?;
    let id = form::id(&question)?;
    let at = (plan.session.id, form::version(&fields));
    let problem = fields.one("problem").map(form::id).transpose()?;
    let said = (fields.one("question").unwrap_or_default(), problem);
    let done = programme::change_question(&visit.app.db, &visit.ctx, at, id, said).await;
    answer(&visit, &plan, Which::There(id), &fields, done).await
}

async fn answer(
    visit: &Visit,
    plan: &SessionPlan,
    which: Which,
    fields: &Fields,
    done: Result<i64, Refused>,
) -> Answer {
    let (status, mistakes, notice) = match done {
        Ok(_) => return Ok(form::see(&visit.href(&format!("sessions/{}/prepare", plan.session.id)))),
        Err(Refused::Invalid(key, args)) => {
            let mistake = Mistake { field: "question", key, args };
            (StatusCode::UNPROCESSABLE_ENTITY, vec![mistake], String::new())
        }
        Err(refused) => {
            let (status, notice) = form::sayable(visit, refused)?;
            (status, Vec::new(), notice)
        }
    };
    let page = page(visit, plan, which, (fields, &mistakes), notice).await?;
    form::page(status, &page)
}

pub async fn place(visit: Visit, Path((_, session, question)): At, fields: Fields) -> Answer {
    let plan = prepared(&visit, &session).await?;
    let (at, to) = ((plan.session.id, form::version(&fields)), direction(&fields)?);
    let moved = programme::move_question(&visit.app.db, &visit.ctx, at, form::id(&question)?, to).await;
    told(&visit, plan.session.id, moved.map(drop)).await
}

pub async fn remove(visit: Visit, Path((_, session, question)): At, fields: Fields) -> Answer {
    let plan = prepared(&visit, &session).await?;
    let at = (plan.session.id, form::version(&fields));
    let removed = programme::remove_question(&visit.app.db, &visit.ctx, at, form::id(&question)?).await;
    told(&visit, plan.session.id, removed.map(drop)).await
}
