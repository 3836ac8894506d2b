//! What was published of a card, the newest first, and putting it back.

use super::{
    Named, Told,
    draft::{Difference, by},
    id, on, private,
};
use crate::{Fault, Shell, Visit, limits::Deed, render::Answer, routes::card::figures::day};
use askama::Template;
use axum::extract::Path;
use reticolo_directory::{
    book,
    keeping::{overview::Name, scope, translation, version},
};
use uuid::Uuid;

/// So many versions are shown.
const MOST: u32 = 100;

#[derive(Template)]
#[template(path = "keeping/history.html")]
struct Page {
    shell: Shell,
    name: Named,
    service: Uuid,
    problem: Option<String>,
    versions: Vec<Line>,
}

/// One version.
struct Line {
    id: Uuid,
    title: String,
    by: String,
    changes: Vec<Difference>,
    undone: bool,
    may_undo: bool,
    newest: bool,
}

pub async fn page(visit: Visit, Path((_, service)): Path<(String, String)>) -> Answer {
    show(&visit, id(&service)?, &Told::nothing()).await
}

async fn show(visit: &Visit, service: Uuid, told: &Told) -> Answer {
    let (db, ctx, words) = (&visit.app.db, &visit.ctx, visit.words());
    let versions = version::history(db, ctx, service, MOST).await?;
    let reviews = scope::keeper(db, ctx, service).await?.reviews;
    let card = book::card(db, service).await.map_err(|failure| Fault::store(&failure))?;
    let record = card.ok_or_else(Fault::not_found)?.service;
    let lang = translation::source_lang(&record);
    let line = |(place, version): (usize, version::Version)| Line {
        id: version.id,
        title: words.say_with(
            "keeping-version",
            &[
                ("n", version.number.into()),
                ("date", words.date(day(version.at)).into()),
                ("cause", words.say(&format!("keeping-cause-{}", version.cause.code())).into_owned().into()),
            ],
        ),
        by: by(&version.role, version.organization.as_deref(), words),
        changes: version.changes.iter().map(|change| Difference::of(change, lang, visit)).collect(),
        undone: version.undone,
        may_undo: reviews && !version.undone,
        newest: place == 0,
    };
    let page = Page {
        shell: visit.shell(words.say("keeping-history-title")).kept_from_robots(),
        name: Named::of(&Name::of(&record), visit),
        service,
        problem: told.at(visit, ""),
        versions: versions.into_iter().enumerate().map(line).collect(),
    };
    private(told.status, &page)
}

pub async fn undo(visit: Visit, Path((_, undone)): Path<(String, String)>) -> Answer {
    visit.app.limits.count(Deed::Ask, &visit)?;
    let undone = id(&undone)?;
    let service = version::service_of(&visit.app.db, &visit.ctx, undone).await?;
    match version::undo(&visit.app.db, &visit.ctx, undone, Uuid::now_v7()).await {
        Ok(service) => on(&visit, &format!("keeping/services/{service}/history")),
        Err(refused) => show(&visit, service, &Told::of(refused)?).await,
    }
}
