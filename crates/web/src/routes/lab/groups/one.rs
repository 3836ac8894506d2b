//! One working group: who belongs to it, what it does, when it meets, what its members write.

use crate::{
    Shell, Visit,
    fields::Fields,
    limits::Deed,
    render::{self, Answer},
    routes::lab::follow::{self, Ask, Field, Shown, Top, Way, ask::Look, hour, id},
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use reticolo_base::Lang;
use reticolo_lab::{
    Refused,
    after::{
        field,
        group::{self, Member},
        thread::{self, Post},
    },
    provenance::Thing,
};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "lab/after/group.html")]
struct Page {
    shell: Shell,
    top: Top,
    here: String,
    title: Shown,
    task: Shown,
    next: Option<String>,
    members: String,
    names: Option<Vec<Member>>,
    others: Vec<Member>,
    posts: Option<Vec<Line>>,
    lang: Lang,
    mine: bool,
    me: Option<Uuid>,
    closed: bool,
    version: i64,
    problem: Option<String>,
    words: Field,
    date: Field,
    way: Way,
}

/// A post.
struct Line {
    id: Uuid,
    author: String,
    mine: bool,
    at: String,
    words: Shown,
    foreign: bool,
}

impl Line {
    fn of(visit: &Visit, post: &Post) -> Self {
        let words = visit.words();
        let author = match post.author.as_deref() {
            _ if post.mine => words.say("lab-after-author-me").into_owned(),
            None => words.say("lab-after-author-facilitator").into_owned(),
            Some("") => words.say("lab-after-author-member").into_owned(),
            Some(name) => name.to_owned(),
        };
        Self {
            id: post.id,
            author,
            mine: post.mine,
            at: hour(visit, post.at),
            words: Shown::of(&post.words, visit),
            foreign: post.words.lang != visit.lang(),
        }
    }
}

type Address = Path<(String, String, String)>;

/// The path of a group behind the language.
fn path(lab: Uuid, group: Uuid) -> String {
    format!("labs/{lab}/groups/{group}")
}

pub async fn show(visit: Visit, Path((_, lab, group)): Address) -> Answer {
    page(&visit, id(&lab)?, id(&group)?, &Fields::default(), None).await
}

/// What is inside a group is `None` for those who may not see it.
fn inside<T>(found: Result<T, Refused>) -> Result<Option<T>, Refused> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(Refused::NotFound) => Ok(None),
        Err(refused) => Err(refused),
    }
}

async fn page(
    visit: &Visit,
    lab: Uuid,
    group: Uuid,
    typed: &Fields,
    refused: Option<(StatusCode, Refused)>,
) -> Answer {
    let (db, ctx) = (&visit.app.db, &visit.ctx);
    let (found, ..) = group::one(db, ctx, group).await?;
    if found.lab != lab {
        return Err(crate::Fault::not_found());
    }
    let top = Top::of(visit, lab, "groups").await?;
    let ask = Ask::new(visit, typed, refused.as_ref().map(|(_, refused)| refused));
    let posts = inside(thread::of_group(db, ctx, group).await)?;
    let local = |at: reticolo_base::Instant| {
        at.timestamp().to_zoned(field::zone()).strftime("%Y-%m-%dT%H:%M").to_string()
    };
    let page = Page {
        here: visit.href(&path(lab, group)),
        shell: visit.shell(found.title.seen().0).kept_from_robots(),
        title: Shown::of(&found.title, visit),
        task: Shown::of(&found.task, visit),
        next: found.next_at.map(|at| hour(visit, at)),
        members: visit.words().say_with("lab-after-group-members", &[("n", found.members.into())]),
        names: inside(group::members(db, ctx, group).await)?,
        others: inside(group::others(db, ctx, group).await)?.unwrap_or_default(),
        posts: posts.map(|posts| posts.iter().map(|post| Line::of(visit, post)).collect()),
        lang: visit.lang(),
        mine: found.mine,
        me: ctx.actor.participant().filter(|_| !top.follows()),
        closed: found.closed,
        version: found.version,
        problem: ask.problem(),
        words: ask.field("words", Look::Text, "lab-after-group-write"),
        date: ask.filled(
            "next",
            Look::Hour,
            "lab-after-group-next",
            &found.next_at.map(local).unwrap_or_default(),
        ),
        way: Way::of(visit, lab, &Thing::new(group::KIND, group)).await?,
        top,
    };
    let mut response = render::with_status(refused.map_or(StatusCode::OK, |(status, _)| status), &page)?;
    let no_store = axum::http::HeaderValue::from_static("no-store");
    response.headers_mut().insert(axum::http::header::CACHE_CONTROL, no_store);
    Ok(response)
}

/// Back to the group, or the page with what was wrong.
async fn after(
    visit: &Visit,
    (lab, group): (Uuid, Uuid),
    fields: &Fields,
    done: Result<(), Refused>,
) -> Answer {
    match done {
        Ok(()) => follow::on(visit, &path(lab, group)),
        Err(refused) => page(visit, lab, group, fields, Some(follow::back(refused)?)).await,
    }
}

pub async fn write(visit: Visit, Path((_, lab, group)): Address, fields: Fields) -> Answer {
    visit.app.limits.count(Deed::Ask, &visit)?;
    let at = (id(&lab)?, id(&group)?);
    let words = fields.one("words").unwrap_or_default();
    let done = thread::write(&visit.app.db, &visit.ctx, at.1, Uuid::now_v7(), words).await;
    after(&visit, at, &fields, done).await
}

pub async fn translate(
    visit: Visit,
    Path((_, lab, group, post)): Path<(String, String, String, String)>,
    fields: Fields,
) -> Answer {
    visit.app.limits.count(Deed::Ask, &visit)?;
    let at = (id(&lab)?, id(&group)?);
    let words = fields.one("translation").unwrap_or_default();
    let done = thread::translate(&visit.app.db, &visit.ctx, id(&post)?, visit.lang(), words).await;
    after(&visit, at, &fields, done).await
}

/// The participant that a form names; herself when it names nobody.
fn whom(visit: &Visit, fields: &Fields) -> Result<Uuid, crate::Fault> {
    match fields.one("participant") {
        Some(named) => id(named),
        None => visit.ctx.actor.participant().ok_or_else(crate::Fault::not_found),
    }
}

pub async fn join(visit: Visit, Path((_, lab, group)): Address, fields: Fields) -> Answer {
    let at = (id(&lab)?, id(&group)?);
    let done = group::join(&visit.app.db, &visit.ctx, at.1, whom(&visit, &fields)?).await;
    after(&visit, at, &fields, done).await
}

pub async fn leave(visit: Visit, Path((_, lab, group)): Address, fields: Fields) -> Answer {
    let at = (id(&lab)?, id(&group)?);
    let done = group::leave(&visit.app.db, &visit.ctx, at.1, whom(&visit, &fields)?).await;
    after(&visit, at, &fields, done).await
}

pub async fn meet(visit: Visit, Path((_, lab, group)): Address, fields: Fields) -> Answer {
    let at = (id(&lab)?, id(&group)?);
    let (next, version) = (fields.one("next").unwrap_or_default(), follow::version(&fields));
    let done = group::meet(&visit.app.db, &visit.ctx, at.1, next, version).await;
    after(&visit, at, &fields, done).await
}

pub async fn close(visit: Visit, Path((_, lab, group)): Address, fields: Fields) -> Answer {
    let at = (id(&lab)?, id(&group)?);
    let done = group::close(&visit.app.db, &visit.ctx, at.1, follow::version(&fields)).await;
    after(&visit, at, &fields, done).await
}
