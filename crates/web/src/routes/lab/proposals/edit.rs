//! Writing a proposal. When somebody else changed the same words meanwhile, both stand side by side.

use crate::{
    Fault, Shell, Visit,
    errors::message,
    fields::Fields,
    render::{self, Answer},
    routes::{
        card::reading::{Line, attrs},
        lab::harvest::{Place, Tab, mistake, uuid},
    },
};
use askama::Template;
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse as _, Redirect},
};
use reticolo_lab::{
    Refused,
    harvest::{
        Proposal,
        proposal::{self, Draft, FIELDS, Field, Saved},
        theme,
    },
};
use std::collections::BTreeMap;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "lab/harvest/edit.html")]
struct Page {
    shell: Shell,
    tabs: Vec<Tab>,
    action: String,
    back: String,
    base: i64,
    theme: Option<(Uuid, Line)>,
    fields: Vec<Input>,
    problem: Option<String>,
}

/// A field of the form.
struct Input {
    code: &'static str,
    label: String,
    help: String,
    value: String,
    is_sum: bool,
    is_line: bool,
    problem: Option<String>,
    theirs: Option<String>,
}

/// What stands in the form beside the values.
#[derive(Default)]
struct Told {
    problems: BTreeMap<Field, String>,
    theirs: BTreeMap<Field, String>,
    problem: Option<String>,
}

pub async fn new(visit: Visit, Path((_, id)): Path<(String, String)>) -> Answer {
    let place = Place::of(&visit, &id).await?;
    let asked = Fields::of_query(visit.query.as_deref());
    let theme = theme_of(&visit, &place, &asked).await?;
    // The words that the room agreed on are where one begins.
    let draft = theme.as_ref().map(|(_, own)| Draft {
        title: own.title.clone(),
        change: own.asked.clone(),
        ..Draft::default()
    });
    let draft = draft.unwrap_or_default();
    render::private(&Page::new(&visit, &place, theme.as_ref(), |field| draft.get(field), Told::default()))
}

pub async fn create(visit: Visit, Path((_, id)): Path<(String, String)>, fields: Fields) -> Answer {
    let place = Place::of(&visit, &id).await?;
    let theme = theme_of(&visit, &place, &fields).await?;
    let typed = |field: Field| fields.one(field.code()).unwrap_or_default();
    let refused = |told: Told, status| {
        render::with_status(
            status,
            &Page::new(&visit, &place, theme.as_ref(), |field| typed(field).to_owned(), told),
        )
    };
    let draft = match Draft::parse(typed) {
        Ok(draft) => draft,
        Err(wrong) => return refused(wrong_fields(&visit, &wrong), StatusCode::UNPROCESSABLE_ENTITY),
    };
    let themes: Vec<Uuid> = theme.iter().map(|(id, _)| *id).collect();
    let id = Uuid::now_v7();
    match proposal::create(&visit.app.db, &visit.ctx, place.session, &themes, (id, &draft)).await {
        Ok(()) => Ok(Redirect::to(&visit.href(&place.path(&format!("proposals/{id}")))).into_response()),
        Err(reason) => {
            let (status, problem) = mistake(&visit, reason)?;
            refused(Told { problem: Some(problem), ..Told::default() }, status)
        }
    }
}

pub async fn form(visit: Visit, Path((_, id, proposal)): Path<(String, String, String)>) -> Answer {
    let place = Place::of(&visit, &id).await?;
    let now = find(&visit, &place, &proposal).await?;
    render::private(&Page::edit(&visit, &place, &now, |field| now.draft.get(field), Told::default()))
}

pub async fn save(
    visit: Visit,
    Path((_, id, proposal)): Path<(String, String, String)>,
    fields: Fields,
) -> Answer {
    let place = Place::of(&visit, &id).await?;
    let now = find(&visit, &place, &proposal).await?;
    let base: i64 = fields.one("base").and_then(|base| base.parse().ok()).unwrap_or(now.version);
    let typed = |field: Field| fields.one(field.code()).unwrap_or_default();
    // The page keeps the version from which she began, until what she typed is saved.
    let from = Proposal { version: base, ..now.clone() };
    let draft = match Draft::parse(typed) {
        Ok(draft) => draft,
        Err(wrong) => {
            let told = wrong_fields(&visit, &wrong);
            let page = Page::edit(&visit, &place, &from, |field| typed(field).to_owned(), told);
            return render::with_status(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    match proposal::save(&visit.app.db, &visit.ctx, now.id, base, &draft).await {
        Ok(Saved::Kept { theirs, .. }) => {
            let query = if theirs.is_empty() { "" } else { "?both=1" };
            let path = place.path(&format!("proposals/{}{query}", now.id));
            Ok(Redirect::to(&visit.href(&path)).into_response())
        }
        Ok(Saved::Clash { now, typed, fields }) => {
            let theirs = fields.iter().map(|field| (*field, now.draft.get(*field))).collect();
            let problem = visit.words().say("lab-harvest-conflict-fields").into_owned();
            let told = Told { theirs, problem: Some(problem), ..Told::default() };
            let page = Page::edit(&visit, &place, &now, |field| typed.get(field), told);
            render::with_status(StatusCode::CONFLICT, &page)
        }
        Err(reason) => {
            let (status, problem) = mistake(&visit, reason)?;
            let told = Told { problem: Some(problem), ..Told::default() };
            let page = Page::edit(&visit, &place, &from, |field| typed(field).to_owned(), told);
            render::with_status(status, &page)
        }
    }
}

/// A proposal of this session's Lab.
pub async fn find(visit: &Visit, place: &Place, id: &str) -> Result<Proposal, Fault> {
    let found = proposal::proposal(&visit.app.db, &visit.ctx, uuid(id)?).await?;
    if found.lab == place.lab { Ok(found) } else { Err(Fault::not_found()) }
}

async fn theme_of(
    visit: &Visit,
    place: &Place,
    fields: &Fields,
) -> Result<Option<(Uuid, theme::Theme)>, Fault> {
    let Some(id) = fields.one("theme") else { return Ok(None) };
    let (session, own) = theme::theme(&visit.app.db, uuid(id)?).await?;
    if session == place.session { Ok(Some((own.id, own))) } else { Err(Fault::not_found()) }
}

fn wrong_fields(visit: &Visit, wrong: &[(Field, Refused)]) -> Told {
    let problems = wrong.iter().map(|(field, reason)| (*field, message(reason, visit.words()))).collect();
    let problem = visit.words().say("lab-harvest-problem-fields").into_owned();
    Told { problems, problem: Some(problem), ..Told::default() }
}

impl Page {
    fn new(
        visit: &Visit,
        place: &Place,
        theme: Option<&(Uuid, theme::Theme)>,
        value: impl Fn(Field) -> String,
        told: Told,
    ) -> Self {
        let line = |own: &theme::Theme| Line {
            text: own.title.clone(),
            attrs: attrs(own.lang, visit.lang()),
            doubtful: false,
        };
        let theme = theme.map(|(id, own)| (*id, line(own)));
        let paths = (place.path("proposals/new"), place.path("proposals"));
        Self { theme, ..Self::of(visit, place, paths, (0, "lab-harvest-proposal-new"), value, told) }
    }

    fn edit(
        visit: &Visit,
        place: &Place,
        now: &Proposal,
        value: impl Fn(Field) -> String,
        told: Told,
    ) -> Self {
        let own = place.path(&format!("proposals/{}", now.id));
        let paths = (format!("{own}/edit"), own);
        Self::of(visit, place, paths, (now.version, "lab-harvest-proposal-edit"), value, told)
    }

    fn of(
        visit: &Visit,
        place: &Place,
        (action, back): (String, String),
        (base, title): (i64, &str),
        value: impl Fn(Field) -> String,
        mut told: Told,
    ) -> Self {
        let shell = visit.shell(visit.words().say(title).into_owned()).kept_from_robots();
        let mut input = |field: Field| Input {
            code: field.code(),
            label: shell.say(&format!("lab-harvest-field-{}", field.code())),
            help: shell.say(&format!("lab-harvest-help-{}", field.code())),
            value: value(field),
            is_sum: field.is_sum(),
            is_line: field == Field::Title,
            problem: told.problems.remove(&field),
            theirs: told.theirs.remove(&field),
        };
        let fields = FIELDS.map(&mut input).into();
        Self {
            tabs: place.tabs(&shell, "proposals"),
            action: visit.href(&action),
            back: visit.href(&back),
            shell,
            base,
            theme: None,
            fields,
            problem: told.problem,
        }
    }
}
