//! A draft as a plain form: texts, and lists with one thing a line.

use crate::{
    Fault, Shell, Visit,
    fields::Fields,
    render::{self, Answer},
    routes::lab::follow::{self, Ask, Field, Top, ask::Look, id},
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use reticolo_base::Text;
use reticolo_lab::{
    Refused,
    after::{
        field,
        procedure::{
            Document,
            document::{Scope, Trigger},
            rows,
            shelf::{self, Draft},
        },
    },
};

#[derive(Template)]
#[template(path = "lab/after/procedure-edit.html")]
struct Page {
    shell: Shell,
    top: Top,
    here: String,
    version: String,
    problem: Option<String>,
    fields: Vec<Field>,
}

/// The name of each text, and what the draft says there.
fn texts(d: &Document) -> Vec<(&'static str, String)> {
    vec![
        ("territory", d.scope.territory.clone()),
        ("target", d.scope.target.clone()),
        ("exclusions", d.scope.exclusions.clone()),
        ("trigger", d.trigger.rule.clone()),
        ("eligibility", d.eligibility.clone()),
        ("parties", rows::write(&d.parties)),
        ("documents", rows::papers(&d.documents)),
        ("data", rows::data(&d.data)),
        ("steps", rows::write(&d.steps)),
        ("branches", rows::write(&d.branches)),
        ("escalation", d.escalation.clone()),
        ("safeguards", d.safeguards.clone()),
        ("closing", d.closing.clone()),
        ("indicators", rows::write(&d.indicators)),
        ("feedback", d.feedback.clone()),
        ("legal", d.legal.clone()),
    ]
}

fn label(name: &str) -> String {
    format!("lab-after-procedure-{name}")
}

async fn page(
    visit: &Visit,
    draft: &Draft,
    typed: &Fields,
    refused: Option<(StatusCode, Refused)>,
) -> Answer {
    let ask = Ask::new(visit, typed, refused.as_ref().map(|(_, refused)| refused));
    let title = follow::words_of(&draft.document.title, visit);
    let mut fields = vec![ask.filled("title", Look::Line, &label("title"), &title)];
    for (name, words) in texts(&draft.document) {
        let lines = u8::try_from(words.lines().count() + 2).unwrap_or(20).clamp(3, 20);
        let field = ask.filled(name, Look::Text, &label(name), &words);
        fields.push(field.with_room(lines, field::TEXT_CHARS));
    }
    let page = Page {
        shell: follow::shell(visit, "lab-after-procedure-edit"),
        top: Top::of(visit, draft.lab, "procedures").await?,
        here: visit.href(&format!("labs/{}/procedures/{}", draft.lab, draft.id)),
        version: draft.version.clone(),
        problem: ask.problem(),
        fields,
    };
    render::with_status(refused.map_or(StatusCode::OK, |(status, _)| status), &page)
}

type Address = Path<(String, String, String)>;

async fn newest(visit: &Visit, lab: &str, draft: &str) -> Result<Draft, Fault> {
    let found = shelf::one(&visit.app.db, &visit.ctx, id(draft)?, None).await?;
    let may = Top::of(visit, found.lab, "procedures").await?.follows();
    if found.lab == id(lab)? && may { Ok(found) } else { Err(Fault::not_found()) }
}

pub async fn form(visit: Visit, Path((_, lab, draft)): Address) -> Answer {
    let draft = newest(&visit, &lab, &draft).await?;
    page(&visit, &draft, &Fields::default(), None).await
}

pub async fn save(visit: Visit, Path((_, lab, id)): Address, fields: Fields) -> Answer {
    let draft = newest(&visit, &lab, &id).await?;
    let read = fields.one("version").unwrap_or_default();
    let done = match document(&visit, &draft.document.title, &fields) {
        Ok(document) => shelf::revise(&visit.app.db, &visit.ctx, draft.id, read, document).await.map(drop),
        Err(refused) => Err(refused),
    };
    match done {
        Ok(()) => follow::on(&visit, &format!("labs/{}/procedures/{}", draft.lab, draft.id)),
        Err(refused) => page(&visit, &draft, &fields, Some(follow::back(refused)?)).await,
    }
}

/// The document that was typed; titles in other languages stay.
fn document(visit: &Visit, titles: &Text, fields: &Fields) -> Result<Document, Refused> {
    let one = |name: &'static str| field::text_or_none(name, fields.one(name).unwrap_or_default());
    let mut title = titles.clone();
    title.set(visit.lang(), field::title("title", fields.one("title").unwrap_or_default())?);
    Ok(Document {
        title,
        scope: Scope { territory: one("territory")?, target: one("target")?, exclusions: one("exclusions")? },
        trigger: Trigger { needs: Vec::new(), rule: one("trigger")? },
        eligibility: one("eligibility")?,
        parties: rows::read(&one("parties")?),
        documents: rows::read(&one("documents")?),
        data: rows::read(&one("data")?),
        steps: rows::read(&one("steps")?),
        branches: rows::read(&one("branches")?),
        escalation: one("escalation")?,
        safeguards: one("safeguards")?,
        closing: one("closing")?,
        indicators: rows::read(&one("indicators")?),
        feedback: one("feedback")?,
        legal: one("legal")?,
        provenance: Default::default(),
    })
}
