//! A proposal to read, print and talk about; and its history.

use super::{edit::find, list::cost};
use crate::{
    Fault, Shell, Visit,
    fields::Fields,
    limits::Deed,
    render::{self, Answer},
    routes::{
        card::{
            figures::day,
            reading::{Line, attrs},
        },
        lab::harvest::{Place, Tab, mistake, uuid},
    },
};
use askama::Template;
use axum::{
    extract::Path,
    response::{IntoResponse as _, Redirect},
};
use reticolo_lab::{
    harvest::{
        Proposal,
        proposal::{self, Change, FIELDS, Field},
        theme,
    },
    provenance::{self, Thing},
};
use reticolo_words::Value;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "lab/harvest/proposal.html")]
struct Page {
    shell: Shell,
    tabs: Vec<Tab>,
    place: Place,
    title: Line,
    state: &'static str,
    state_name: String,
    rows: Vec<(String, Option<Line>)>,
    missing: Vec<String>,
    open: bool,
    cost: Option<String>,
    from: Vec<(Line, Option<String>)>,
    comments: Vec<Comment>,
    href: String,
    changed: String,
    both: bool,
    typed: String,
    problem: Option<String>,
}

/// A comment.
struct Comment {
    id: Uuid,
    author: String,
    when: String,
    line: Line,
}

#[derive(Template)]
#[template(path = "lab/harvest/history.html")]
struct History {
    shell: Shell,
    tabs: Vec<Tab>,
    title: Line,
    href: String,
    versions: Vec<Version>,
}

/// A version.
struct Version {
    heading: String,
    who: String,
    changes: Vec<(String, String, String)>,
}

pub async fn show(visit: Visit, Path((_, id, proposal)): Path<(String, String, String)>) -> Answer {
    let place = Place::of(&visit, &id).await?;
    let now = find(&visit, &place, &proposal).await?;
    render::private(&Page::of(&visit, place, &now, String::new(), None).await?)
}

pub async fn comment(
    visit: Visit,
    Path((_, id, proposal)): Path<(String, String, String)>,
    fields: Fields,
) -> Answer {
    visit.app.limits.count(Deed::Ask, &visit)?;
    let place = Place::of(&visit, &id).await?;
    let now = find(&visit, &place, &proposal).await?;
    let (db, ctx, words) = (&visit.app.db, &visit.ctx, fields.one("words").unwrap_or_default());
    let (deed, of) = fields.one("do").and_then(|word| word.split_once(':')).unwrap_or(("say", ""));
    let done = match deed {
        "hide" => proposal::hide(db, ctx, now.id, uuid(of)?, true).await,
        "withdraw" => proposal::withdraw(db, ctx, now.id).await,
        _ => proposal::comment(db, ctx, now.id, (Uuid::now_v7(), words)).await,
    };
    match done {
        Ok(()) => {
            let path = place.path(&format!("proposals/{}", now.id));
            Ok(Redirect::to(&format!("{}#comments", visit.href(&path))).into_response())
        }
        Err(refused) => {
            let (status, problem) = mistake(&visit, refused)?;
            render::with_status(
                status,
                &Page::of(&visit, place, &now, words.to_owned(), Some(problem)).await?,
            )
        }
    }
}

pub async fn history(visit: Visit, Path((_, id, proposal)): Path<(String, String, String)>) -> Answer {
    let place = Place::of(&visit, &id).await?;
    let now = find(&visit, &place, &proposal).await?;
    let shell = visit.shell(visit.words().say("lab-harvest-history").into_owned()).kept_from_robots();
    let label = |field: Field| shell.say(&format!("lab-harvest-field-{}", field.code()));
    let change = |c: Change| (label(c.field), c.before, c.after);
    let versions = proposal::history(&visit.app.db, &visit.ctx, now.id).await?;
    let version = |v: proposal::Version| {
        let values =
            [("n", Value::from(v.number as f64)), ("date", Value::from(shell.words().date(day(v.at))))];
        Version {
            heading: shell.say_with("lab-harvest-version", &values),
            who: v.editor.unwrap_or_else(|| shell.say("lab-harvest-somebody")),
            changes: v.changes.into_iter().map(change).collect(),
        }
    };
    let versions = versions.into_iter().map(version).collect();
    let href = visit.href(&place.path(&format!("proposals/{}", now.id)));
    let (tabs, title) = (place.tabs(&shell, "proposals"), title(&visit, &now));
    render::private(&History { tabs, title, href, versions, shell })
}

fn title(visit: &Visit, now: &Proposal) -> Line {
    Line { text: now.draft.title.clone(), attrs: attrs(now.lang, visit.lang()), doubtful: false }
}

/// The themes a proposal was worked out of, each with the tables behind it.
async fn origins(visit: &Visit, now: &Proposal) -> Result<Vec<(Line, Option<String>)>, Fault> {
    let thing = Thing::new("proposal", now.id);
    let ancestors =
        provenance::ancestors(&visit.app.db, &thing).await.map_err(|cause| Fault::store(&cause))?;
    let mut found = Vec::new();
    for origin in ancestors.iter().filter(|origin| origin.kind == "theme") {
        let (_, own) = theme::theme(&visit.app.db, origin.id).await?;
        let table = |a: &theme::Ancestor| {
            let values = [("table", Value::from(a.table as f64)), ("round", Value::from(a.round as f64))];
            visit.words().say_with("lab-harvest-table-round", &values)
        };
        let mut tables: Vec<String> =
            theme::ancestors(&visit.app.db, own.id).await?.iter().map(table).collect();
        tables.dedup();
        let list =
            visit.words().say_with("lab-harvest-from", &[("list", Value::from(visit.words().and(&tables)))]);
        let line = Line { text: own.title.clone(), attrs: attrs(own.lang, visit.lang()), doubtful: false };
        found.push((line, (!tables.is_empty()).then_some(list)));
    }
    Ok(found)
}

impl Page {
    async fn of(
        visit: &Visit,
        place: Place,
        now: &Proposal,
        typed: String,
        problem: Option<String>,
    ) -> Result<Self, Fault> {
        let shell = visit.shell(now.draft.title.clone()).kept_from_robots();
        let label = |field: Field| shell.say(&format!("lab-harvest-field-{}", field.code()));
        let line = |text: String| Line { text, attrs: attrs(now.lang, visit.lang()), doubtful: false };
        let told = FIELDS.into_iter().filter(|field| !field.is_sum() && *field != Field::Title);
        let row = |field: Field| {
            let text = now.draft.get(field);
            (label(field), (!text.is_empty()).then(|| line(text)))
        };
        let comments = proposal::comments(&visit.app.db, &visit.ctx, now.id).await?;
        let comment = |c: proposal::Comment| Comment {
            id: c.id,
            author: c.author.unwrap_or_else(|| shell.say("lab-harvest-somebody")),
            when: shell.words().date(day(c.at)),
            line: Line { text: c.words, attrs: attrs(c.lang, visit.lang()), doubtful: false },
        };
        let date = Value::from(shell.words().date(day(now.changed_at)));
        let values = [("n", Value::from(now.version as f64)), ("date", date)];
        Ok(Self {
            tabs: place.tabs(&shell, "proposals"),
            title: title(visit, now),
            state: now.state.code(),
            state_name: shell.say(&format!("lab-harvest-proposal-{}", now.state.code())),
            rows: told.map(row).collect(),
            missing: now.draft.missing().into_iter().map(label).collect(),
            open: matches!(now.state, proposal::State::Draft | proposal::State::NotChosen),
            cost: cost(&shell, now),
            from: origins(visit, now).await?,
            comments: comments.into_iter().map(comment).collect(),
            href: visit.href(&place.path(&format!("proposals/{}", now.id))),
            changed: shell.say_with("lab-harvest-version", &values),
            both: Fields::of_query(visit.query.as_deref()).ticked("both"),
            shell,
            place,
            typed,
            problem,
        })
    }
}
