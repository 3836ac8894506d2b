//! A case: needs, notes, the plan of steps.

use super::{
    ask::{Ask, Wrong, need, needs, said},
    carried, day, desk, house, id, moment,
    part::{Act, Choice, Line, Page, Part, Weight},
    to, typed_moment, version,
};
use crate::{App, Fault, Visit, fields::Fields, render::Answer};
use axum::{
    Router,
    extract::Path,
    routing::{get, post},
};
use reticolo_desk::{
    Refused,
    case::{self, Case, NewStep, State, Step, StepKind},
    person,
};
use uuid::Uuid;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/{lang}/desk/cases/{id}", get(show))
        .route("/{lang}/desk/cases/{id}/needs", post(assess))
        .route("/{lang}/desk/cases/{id}/state", post(advance))
        .route("/{lang}/desk/cases/{id}/notes", post(note))
        .route("/{lang}/desk/cases/{id}/steps", post(add_step))
        .route("/{lang}/desk/cases/{id}/steps/{step}", post(change_step))
}

async fn show(visit: Visit, Path((_, case)): Path<(String, String)>) -> Answer {
    page(&visit, id(&case)?, "", &Ask::new(&visit)).await
}

/// The page; `form` is the one that came back, where one did.
async fn page(visit: &Visit, case: Uuid, form: &str, ask: &Ask<'_>) -> Answer {
    house(visit)?;
    let found = case::open(desk(visit), case).await?;
    let opened = person::open(desk(visit), found.person).await?;
    let name = opened.record.identity.call_name.clone();
    let words = visit.words();
    let title = words.say_with("desk-case-of", &[("day", day(visit, found.opened_at).into())]);
    let mut page = Page::new(visit, title)
        .from(visit.href(&format!("desk/people/{}", found.person)), name)
        .after(ask.wrong);
    page.lead = said(visit, "desk-case-state", found.state.code());
    let fresh = Ask::new(visit);
    let of = |name: &str| if form == name { ask } else { &fresh };
    page.parts.push(needed(visit, &found, of("needs")));
    page.parts.push(plan(visit, &found, of("steps")).await?);
    page.parts.push(notes(visit, &found, of("notes")).await?);
    page.parts.push(states(visit, &found, of("state")));
    page.answer()
}

fn needed(visit: &Visit, found: &Case, ask: &Ask<'_>) -> Part {
    let mut part = Part::of(visit, "desk-needs");
    part = part.saying(found.words.clone());
    // What somebody needs stands in no address: it is asked for with a body.
    for (place, code) in found.needs.iter().enumerate() {
        let path = format!("desk/people/{}/services", found.person);
        let mut act = Act::button(visit, "services", &path, ("search", "desk-way-services"));
        act.submit = visit.words().say_with("desk-services-for", &[("need", need(visit, code).into())]);
        act.weight = if place == 0 { Weight::First } else { Weight::Plain };
        part.acts.push(act.hiding("need", code).hiding("case", found.id));
    }
    // What her words may mean, to be ticked by the operator.
    let typed = ask.typed.and_then(|typed| typed.one("needs_words")).unwrap_or(&found.words);
    let finder = visit.app.finder.as_deref();
    let heard = finder.filter(|_| !typed.is_empty()).map(|finder| finder.hear(typed, visit.lang()));
    let mut options: Vec<Choice> = Vec::new();
    let heard = heard.into_iter().flatten().map(|heard| heard.code);
    for code in found.needs.iter().cloned().chain(heard.take(8)) {
        if !options.iter().any(|option| option.value == code) {
            options.push(Choice::new(code.clone(), need(visit, &code)));
        }
    }
    let mut fields = vec![ask.area("needs_words", &found.words)];
    if !options.is_empty() {
        fields.push(ask.choice("needs", options, true, &found.needs));
    }
    fields.push(ask.select("need", needs(visit), ""));
    let act =
        Act::button(visit, "needs", &format!("desk/cases/{}/needs", found.id), ("check", "desk-needs-save"))
            .hiding("version", found.version)
            .with(fields);
    part.acts.push(if found.needs.is_empty() { act.weighing(Weight::First) } else { act.folded() });
    part
}

async fn plan(visit: &Visit, found: &Case, ask: &Ask<'_>) -> Result<Part, Fault> {
    let mut part = Part::of(visit, "desk-plan");
    let steps = case::steps(desk(visit), found.id).await?;
    part.lines = steps.iter().map(|step| line(visit, found.id, step)).collect();
    let kinds = ask.coded("desk-step", StepKind::ALL.map(StepKind::code));
    let fields = vec![
        ask.choice("kind", kinds, false, &[StepKind::Task.code().to_owned()]),
        ask.line("what", ""),
        ask.line("whereabouts", ""),
        ask.of_kind("due", "datetime-local", ""),
    ];
    let act =
        Act::button(visit, "step", &format!("desk/cases/{}/steps", found.id), ("plus", "desk-step-add"));
    part.acts.push(act.hiding("id", Uuid::now_v7()).with(fields).folded());
    Ok(part)
}

fn line(visit: &Visit, case: Uuid, step: &Step) -> Line {
    let words = visit.words();
    let path = format!("desk/cases/{case}/steps/{}", step.id);
    let act = |id, icon, label, what: &str| {
        Act::button(visit, id, &path, (icon, label)).hiding("act", what).weighing(Weight::Quiet)
    };
    let tick = if step.done_at.is_some() {
        act("undone", "arrow-back-up", "desk-step-undone", "undone")
    } else {
        act("done", "check", "desk-step-done", "done").weighing(Weight::Plain)
    };
    let when = step.due_at.map(|at| moment(visit, at));
    let done = step.done_at.map(|at| words.say_with("desk-step-done-on", &[("day", day(visit, at).into())]));
    Line {
        href: step.referral.map(|id| visit.href(&format!("desk/referrals/{id}"))).unwrap_or_default(),
        title: step.what.clone(),
        tag: done.unwrap_or_else(|| said(visit, "desk-step", step.kind.code())),
        text: step.whereabouts.clone(),
        small: when.unwrap_or_default(),
        acts: vec![
            tick,
            act("up", "arrow-up", "desk-step-up", "up"),
            act("down", "arrow-down", "desk-step-down", "down"),
            act("drop", "trash", "desk-step-drop", "drop"),
        ],
    }
}

async fn notes(visit: &Visit, found: &Case, ask: &Ask<'_>) -> Result<Part, Fault> {
    let mut part = Part::of(visit, "desk-notes");
    let notes = case::notes(desk(visit), found.id).await?;
    part.lines = notes
        .into_iter()
        .map(|note| Line {
            title: note.author,
            text: note.words,
            small: moment(visit, note.at),
            ..Line::default()
        })
        .collect();
    let act =
        Act::button(visit, "note", &format!("desk/cases/{}/notes", found.id), ("plus", "desk-note-add"));
    part.acts.push(act.hiding("id", Uuid::now_v7()).with(vec![ask.area("words", "")]).folded());
    Ok(part)
}

fn states(visit: &Visit, found: &Case, ask: &Ask<'_>) -> Part {
    let others = State::ALL.into_iter().filter(|state| *state != found.state).map(State::code);
    let fields =
        vec![ask.choice("state", ask.coded("desk-case-state", others), false, &[]), ask.area("words", "")];
    let act =
        Act::button(visit, "state", &format!("desk/cases/{}/state", found.id), ("flag", "desk-case-move"));
    let act = act.hiding("version", found.version).hiding("id", Uuid::now_v7()).with(fields);
    Part { acts: vec![act.weighing(Weight::Quiet).folded()], ..Part::default() }
}

/// What became of a form: back to the case, or the form with what was typed.
async fn after(
    visit: &Visit,
    case: Uuid,
    (form, fields): (&str, &Fields),
    done: Result<(), Refused>,
) -> Answer {
    match done {
        Ok(()) => Ok(to(visit, &format!("desk/cases/{case}"))),
        Err(refused) => {
            let wrong = Wrong::of(visit, refused)?;
            page(visit, case, form, &Ask::again(visit, fields, &wrong)).await
        }
    }
}

async fn assess(visit: Visit, Path((_, case)): Path<(String, String)>, fields: Fields) -> Answer {
    let case = id(&case)?;
    let chosen: Vec<String> = fields.all("needs").chain(fields.all("need")).map(str::to_owned).collect();
    let said = fields.one("needs_words").unwrap_or_default();
    let done = case::assess(desk(&visit), case, version(&fields), (&chosen, said)).await;
    after(&visit, case, ("needs", &fields), done).await
}

async fn advance(visit: Visit, Path((_, case)): Path<(String, String)>, fields: Fields) -> Answer {
    house(&visit)?;
    let case = id(&case)?;
    let done = match fields.one("state").and_then(State::parse) {
        Some(state) => {
            let words = fields.one("words").unwrap_or_default();
            let way = (state, carried(&fields, "id")?, words);
            case::advance(desk(&visit), case, version(&fields), way).await
        }
        None => Err(Refused::Invalid("state", "desk-problem-kind")),
    };
    after(&visit, case, ("state", &fields), done).await
}

async fn note(visit: Visit, Path((_, case)): Path<(String, String)>, fields: Fields) -> Answer {
    house(&visit)?;
    let case = id(&case)?;
    let words = fields.one("words").unwrap_or_default();
    let done = case::note(desk(&visit), carried(&fields, "id")?, case, words).await;
    after(&visit, case, ("notes", &fields), done).await
}

async fn add_step(visit: Visit, Path((_, case)): Path<(String, String)>, fields: Fields) -> Answer {
    house(&visit)?;
    let case = id(&case)?;
    let step = NewStep {
        kind: fields.one("kind").and_then(StepKind::parse).unwrap_or(StepKind::Task),
        what: fields.one("what").unwrap_or_default(),
        whereabouts: fields.one("whereabouts").unwrap_or_default(),
        due_at: fields.one("due").and_then(|text| typed_moment(text, 18)),
        service: None,
        referral: None,
    };
    let done = case::add_step(desk(&visit), carried(&fields, "id")?, case, step).await;
    after(&visit, case, ("steps", &fields), done).await
}

async fn change_step(
    visit: Visit,
    Path((_, case, step)): Path<(String, String, String)>,
    fields: Fields,
) -> Answer {
    let (case, step) = (id(&case)?, id(&step)?);
    let desk = desk(&visit);
    match fields.one("act") {
        Some("done") => case::done_step(desk, case, step, true).await?,
        Some("undone") => case::done_step(desk, case, step, false).await?,
        Some("up") => case::move_step(desk, case, step, true).await?,
        Some("down") => case::move_step(desk, case, step, false).await?,
        Some("drop") => case::drop_step(desk, case, step).await?,
        _ => return Err(Fault::not_found()),
    }
    Ok(to(&visit, &format!("desk/cases/{case}")))
}
