//! The drafts of a Lab, and one to read or print.

use crate::{
    Fault, Shell, Visit,
    fields::Fields,
    render::{self, Answer},
    routes::lab::follow::{self, Top, Way, day, id},
};
use askama::Template;
use axum::{extract::Path, http::header, response::IntoResponse as _};
use reticolo_lab::{
    after::procedure::{
        self, Document,
        shelf::{self, Draft},
    },
    provenance::Thing,
};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "lab/after/procedures.html")]
struct List {
    shell: Shell,
    top: Top,
    drafts: Vec<(String, String, String)>,
}

#[derive(Template)]
#[template(path = "lab/after/procedure.html")]
struct Page {
    shell: Shell,
    top: Top,
    here: String,
    title: String,
    number: i64,
    hash: String,
    at: String,
    newest: bool,
    tables: Vec<String>,
    d: Document,
    versions: Vec<(i64, String, String)>,
    way: Way,
}

impl Page {
    /// How a paper or field is asked, in words.
    fn asked(&self, code: &str) -> String {
        self.shell.say(&format!("lab-after-asked-{}", code.replace('_', "-")))
    }
}

/// The first signs of a hash: enough to tell versions apart by eye.
fn short(hash: &str) -> String {
    hash.chars().take(12).collect()
}

pub async fn list(visit: Visit, Path((_, lab)): Path<(String, String)>) -> Answer {
    let lab = id(&lab)?;
    let drafts = shelf::of_lab(&visit.app.db, &visit.ctx, lab).await?;
    let line = |draft: &Draft| {
        let href = visit.href(&format!("labs/{lab}/procedures/{}", draft.id));
        (href, follow::words_of(&draft.document.title, &visit), day(&visit, draft.at))
    };
    let page = List {
        shell: follow::shell(&visit, "lab-after-page-procedures"),
        top: Top::of(&visit, lab, "procedures").await?,
        drafts: drafts.iter().map(line).collect(),
    };
    render::private(&page)
}

pub async fn begin(visit: Visit, Path((_, lab)): Path<(String, String)>, fields: Fields) -> Answer {
    let lab = id(&lab)?;
    let proposal = id(fields.one("proposal").unwrap_or_default())?;
    let draft = shelf::begin(&visit.app.db, &visit.ctx, proposal, Uuid::now_v7()).await?;
    follow::on(&visit, &format!("labs/{lab}/procedures/{draft}"))
}

/// The draft of an address, in the version that it names.
async fn draft(visit: &Visit, lab: &str, draft: &str) -> Result<(Draft, bool), Fault> {
    let (lab, draft) = (id(lab)?, id(draft)?);
    let query = Fields::of_query(visit.query.as_deref());
    let number = query.one("version").and_then(|version| version.parse().ok());
    let newest = shelf::one(&visit.app.db, &visit.ctx, draft, None).await?;
    let found = match number {
        Some(number) => shelf::one(&visit.app.db, &visit.ctx, draft, Some(number)).await?,
        None => newest.clone(),
    };
    if found.lab == lab { Ok((found.clone(), found == newest)) } else { Err(Fault::not_found()) }
}

pub async fn show(visit: Visit, Path((_, lab, id)): Path<(String, String, String)>) -> Answer {
    let (found, newest) = draft(&visit, &lab, &id).await?;
    let words = visit.words();
    let versions = shelf::versions(&visit.app.db, &visit.ctx, found.id).await?;
    let title = follow::words_of(&found.document.title, &visit);
    let at = |(_, table, round): &(Uuid, i64, i64)| {
        words.say_with("lab-after-at-table", &[("table", (*table).into()), ("round", (*round).into())])
    };
    let page = Page {
        shell: visit.shell(title.as_str()).kept_from_robots(),
        top: Top::of(&visit, found.lab, "procedures").await?,
        here: visit.href(&format!("labs/{}/procedures/{}", found.lab, found.id)),
        title,
        number: found.number,
        hash: short(&found.version),
        at: day(&visit, found.at),
        newest,
        tables: found.document.provenance.tables.iter().map(at).collect(),
        versions: versions.iter().map(|v| (v.number, short(&v.hash), day(&visit, v.at))).collect(),
        way: Way::of(&visit, found.lab, &Thing::new(procedure::KIND, found.id)).await?,
        d: found.document,
    };
    render::private(&page)
}

pub async fn json(visit: Visit, Path((_, lab, id)): Path<(String, String, String)>) -> Answer {
    let (found, _) = draft(&visit, &lab, &id).await?;
    let previous = shelf::versions(&visit.app.db, &visit.ctx, found.id).await?;
    let previous = previous.iter().find(|version| version.number == found.number - 1);
    let body = serde_json::json!({
        "id": found.id,
        "version": found.version,
        "previous": previous.map(|version| &version.hash),
        "status": "draft",
        "written": found.at.to_string(),
        "procedure": found.document,
    });
    let kind = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"procedure.json\""),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((kind, serde_json::to_string_pretty(&body).unwrap_or_default()).into_response())
}
