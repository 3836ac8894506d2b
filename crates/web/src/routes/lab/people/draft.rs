//! Looking through a list: what is doubtful is shown and corrected in place; what is clear is added.

use super::{
    add::prepared,
    row::{self, Cell},
    show,
};
use crate::{Markup, Shell, Visit, fields::Fields, render, render::Answer, secret};
use askama::Template;
use axum::{
    extract::Path,
    response::{IntoResponse as _, Redirect},
};
use reticolo_lab::{
    people::{
        draft::{self, Draft},
        list::{Column, Weighed, weigh},
    },
    programme::SessionPlan,
};
use uuid::Uuid;

/// How many doubtful rows a page shows; the others follow when these are settled.
const SHOWN: usize = 20;

/// The columns that every doubtful row shows.
const ALWAYS: [Column; 2] = [Column::Name, Column::Mail];

#[derive(Template)]
#[template(path = "lab/people/draft.html")]
struct Page {
    shell: Shell,
    session: Uuid,
    draft: Uuid,
    version: i64,
    title: Markup,
    read: String,
    clear: String,
    known: Vec<String>,
    known_line: String,
    unknown: Option<String>,
    doubtful: Vec<Doubtful>,
    more: Option<String>,
    held: Option<String>,
    can_add: bool,
}

/// A row to be looked at.
struct Doubtful {
    place: usize,
    line: String,
    held: bool,
    may_be_two: bool,
    another: bool,
    cells: Vec<Cell>,
}

struct Looked {
    plan: SessionPlan,
    draft: Draft,
    weighed: Vec<Weighed>,
}

async fn looked(visit: &Visit, session: &str, id: Uuid) -> Result<Looked, crate::Fault> {
    let app = &visit.app;
    let plan = prepared(visit, session).await?;
    let draft = draft::load(&app.db, &app.vault, &visit.ctx, plan.session.id, id).await?;
    let known = draft::known(&app.db, &app.vault, &visit.ctx, plan.session.id).await?;
    let weighed = weigh(&draft.sheet.rows, show::lexicon(), &known);
    Ok(Looked { plan, draft, weighed })
}

pub async fn page(visit: Visit, Path((_, session, id)): Path<(String, String, String)>) -> Answer {
    let id = show::id(&id)?;
    let looked = looked(&visit, &session, id).await?;
    render::private(&Page::of(&visit, id, &looked))
}

/// Keeps the corrections; with the second button also adds who is clear.
pub async fn correct(
    visit: Visit,
    Path((_, session, id)): Path<(String, String, String)>,
    fields: Fields,
) -> Answer {
    let (id, app) = (show::id(&id)?, &visit.app);
    let mut looked = looked(&visit, &session, id).await?;
    let at = looked.plan.session.id;
    if fields.one("version") != Some(looked.draft.version.to_string().as_str()) {
        return Err(reticolo_lab::Refused::Conflict("lab-people-list-changed").into());
    }
    apply(&mut looked.draft, &fields);
    draft::keep(&app.db, &app.vault, &visit.ctx, at, (id, &looked.draft)).await?;
    looked.draft.version += 1;
    let mut next = format!("sessions/{at}/people/drafts/{id}");
    if fields.one("do") == Some("add") {
        let known = draft::known(&app.db, &app.vault, &visit.ctx, at).await?;
        let weighed = weigh(&looked.draft.sheet.rows, show::lexicon(), &known);
        let draw = || (Uuid::now_v7(), secret::written((app.secrets)()));
        let taken =
            draft::take(&app.db, &app.vault, &visit.ctx, at, (id, &looked.draft, &weighed), draw).await?;
        if taken.held == 0 {
            next = format!("sessions/{at}/people?added={}", taken.added + taken.expected);
        }
    }
    Ok(Redirect::to(&visit.href(&next)).into_response())
}

/// Writes what was corrected into the rows that the page showed; rows to be left out go.
fn apply(draft: &mut Draft, fields: &Fields) {
    let places: Vec<usize> = fields.all("row").filter_map(|place| place.parse().ok()).take(SHOWN).collect();
    for place in &places {
        let Some(row) = draft.sheet.rows.get_mut(*place) else { continue };
        for column in Column::ALL {
            let name = format!("r{place}-{}", column.code());
            if fields.pairs().any(|(field, _)| field == name) {
                row.put(column, fields.one(&name).unwrap_or_default());
            }
        }
        row.another = fields.ticked(&format!("r{place}-another"));
    }
    let left_out = |place: &usize| places.contains(place) && fields.ticked(&format!("r{place}-out"));
    let mut place = 0;
    draft.sheet.rows.retain(|_| {
        place += 1;
        !left_out(&(place - 1))
    });
}

pub async fn discard(visit: Visit, Path((_, session, id)): Path<(String, String, String)>) -> Answer {
    let at = show::id(&session)?;
    draft::discard(&visit.app.db, &visit.ctx, at, show::id(&id)?).await?;
    Ok(Redirect::to(&visit.href(&format!("sessions/{at}/people"))).into_response())
}

impl Page {
    fn of(visit: &Visit, id: Uuid, looked: &Looked) -> Self {
        let words = visit.words();
        let shell = visit.shell(words.say("lab-people-draft")).kept_from_robots();
        let count = |key: &str, n: usize| words.say_with(key, &[("n", n.into())]);
        let Looked { plan, draft, weighed } = looked;
        let doubtful: Vec<&Weighed> =
            weighed.iter().filter(|one| one.already.is_none() && !one.doubts.is_empty()).collect();
        let known: Vec<String> =
            weighed.iter().filter(|one| one.already.is_some()).map(|one| one.name.clone()).collect();
        let held = weighed.iter().filter(|one| one.is_held()).count();
        let clear = weighed.iter().filter(|one| one.is_new()).count();
        let sheet = &draft.sheet;
        let of = |one: &&&Weighed| Doubtful::of(visit, draft, one);
        Self {
            session: plan.session.id,
            draft: id,
            version: draft.version,
            title: show::phrase(&shell, &plan.session.title),
            read: count("lab-people-draft-read", sheet.rows.len()),
            clear: count("lab-people-draft-clear", clear),
            known_line: count("lab-people-draft-known", known.len()),
            unknown: (!sheet.unknown.is_empty()).then(|| {
                words.say_with("lab-people-draft-columns", &[("columns", sheet.unknown.join(", ").into())])
            }),
            more: (doubtful.len() > SHOWN).then(|| count("lab-people-draft-more", doubtful.len() - SHOWN)),
            doubtful: doubtful.iter().take(SHOWN).collect::<Vec<_>>().iter().map(of).collect(),
            held: (held > 0).then(|| count("lab-people-draft-held", held)),
            can_add: clear + known.len() > 0,
            known,
            shell,
        }
    }
}

impl Doubtful {
    fn of(visit: &Visit, draft: &Draft, one: &Weighed) -> Self {
        let words = visit.words();
        let row = draft.sheet.rows.get(one.place).cloned().unwrap_or_default();
        let shown = |column: &Column| {
            ALWAYS.contains(column) || one.doubts.iter().any(|doubt| doubt.column == *column)
        };
        let prefix = format!("r{}-", one.place);
        let cells = Column::ALL.into_iter().filter(shown);
        Self {
            place: one.place,
            line: words.say_with("lab-people-draft-line", &[("line", i64::from(row.line).into())]),
            held: one.is_held(),
            may_be_two: row.another
                || one
                    .doubts
                    .iter()
                    .any(|d| matches!(d.about, reticolo_lab::people::list::About::SameName(_))),
            another: row.another,
            cells: cells.map(|column| row::cell(words, &prefix, &row, one, column)).collect(),
        }
    }
}
