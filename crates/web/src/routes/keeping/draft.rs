//! One draft: old and new side by side; send, publish, give back, throw away.

use super::{Named, Told, ago, id, on, private, say, version};
use crate::{
    Fault, Markup, Shell, Visit, fields::Fields, limits::Deed, render::Answer, routes::card::reading::attrs,
};
use askama::Template;
use axum::extract::Path;
use reticolo_base::Lang;
use reticolo_directory::{
    book,
    keeping::{
        self, Refused, correction, draft, draft::State, overview::Name, scope, translation, version::Change,
    },
};
use reticolo_words::Words;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "keeping/draft.html")]
struct Page {
    shell: Shell,
    name: Named,
    id: Uuid,
    service: Uuid,
    version: i64,
    state: State,
    state_words: String,
    by: String,
    note: Option<String>,
    note_typed: String,
    note_problem: Option<String>,
    problem: Option<String>,
    changes: Vec<Difference>,
    said: Vec<(String, String, Markup)>,
    reviews: bool,
}

impl Page {
    fn is_open(&self) -> bool {
        self.state.is_open()
    }

    fn is_returned(&self) -> bool {
        self.state == State::Returned
    }

    fn waits(&self) -> bool {
        self.state == State::InReview
    }
}

/// A piece that changed, line by line.
pub struct Difference {
    /// Its name.
    pub name: String,
    /// What it says before; whether the line is gone after.
    pub old: Vec<(String, bool)>,
    /// What it says after; whether the line is new.
    pub new: Vec<(String, bool)>,
    /// `lang` and `dir` of the words.
    pub attrs: Markup,
}

impl Difference {
    /// Of a change of a record in a language.
    pub fn of(change: &Change, lang: Lang, visit: &Visit) -> Self {
        let words = visit.words();
        let (old, new) =
            (say::lines(&change.piece, &change.old, words), say::lines(&change.piece, &change.new, words));
        let marked = |lines: &[String], others: &[String]| {
            lines.iter().map(|line| (line.clone(), !others.contains(line))).collect()
        };
        let lang = match keeping::Piece::parse(&change.piece) {
            Some(keeping::Piece::Translation { lang, .. }) => lang,
            _ => lang,
        };
        Self {
            name: say::piece(&change.piece, words),
            old: marked(&old, &new),
            new: marked(&new, &old),
            attrs: attrs(lang, visit.lang()),
        }
    }
}

/// Who wrote, in which role.
pub fn by(role: &str, organization: Option<&str>, words: &Words) -> String {
    let role = say::role(role, words);
    match organization {
        Some(organization) => {
            words.say_with("keeping-by", &[("role", role.into()), ("organization", organization.into())])
        }
        None => role,
    }
}

pub async fn page(visit: Visit, Path((_, draft)): Path<(String, String)>) -> Answer {
    show(&visit, id(&draft)?, "", &Told::nothing()).await
}

async fn show(visit: &Visit, id: Uuid, note: &str, told: &Told) -> Answer {
    let (db, ctx, words) = (&visit.app.db, &visit.ctx, visit.words());
    let draft = draft::find(db, ctx, id).await?;
    let card = book::card(db, draft.service).await.map_err(|failure| Fault::store(&failure))?;
    let service = card.ok_or_else(Fault::not_found)?.service;
    let lang = translation::source_lang(&service);
    let said = correction::of_draft(db, ctx, id).await?;
    let page = Page {
        shell: visit.shell(words.say("keeping-draft-title")).kept_from_robots(),
        name: Named::of(&Name::of(&service), visit),
        id,
        service: draft.service,
        version: draft.version,
        state: draft.state,
        state_words: words.say(&format!("keeping-state-{}", draft.state.code())).into_owned(),
        by: {
            let who = by(&draft.role, draft.organization.as_deref(), words);
            words.say_with(
                "keeping-written",
                &[("by", who.into()), ("when", ago(visit, draft.changed_at).into())],
            )
        },
        note: (!draft.note.is_empty()).then_some(draft.note),
        note_typed: note.to_owned(),
        note_problem: told.at(visit, "note"),
        problem: told.at(visit, ""),
        changes: draft.changes.iter().map(|change| Difference::of(change, lang, visit)).collect(),
        said: said
            .into_iter()
            .map(|c| {
                (
                    words.say(&format!("wrong-field-{}", c.field)).into_owned(),
                    c.message,
                    attrs(c.lang, visit.lang()),
                )
            })
            .collect(),
        reviews: scope::keeper(db, ctx, draft.service).await?.reviews,
    };
    private(told.status, &page)
}

async fn after(visit: &Visit, draft: Uuid, note: &str, done: Result<String, Refused>) -> Answer {
    match done {
        Ok(path) => on(visit, &path),
        // What is wrong with a field of the form is mended in the form.
        Err(refused) => show(visit, draft, note, &Told::of(refused)?).await,
    }
}

pub async fn send(visit: Visit, Path((_, draft)): Path<(String, String)>, fields: Fields) -> Answer {
    visit.app.limits.count(Deed::Ask, &visit)?;
    let id = id(&draft)?;
    let done = draft::send(&visit.app.db, &visit.ctx, id, version(&fields)).await;
    after(&visit, id, "", done.map(|()| format!("keeping/drafts/{id}"))).await
}

pub async fn publish(visit: Visit, Path((_, draft)): Path<(String, String)>, fields: Fields) -> Answer {
    visit.app.limits.count(Deed::Ask, &visit)?;
    let id = id(&draft)?;
    let thanks = |lang: Lang| Words::of(lang).say("keeping-thanks").into_owned();
    let at = (version(&fields), Uuid::now_v7());
    let done = keeping::publish(&visit.app.db, &visit.ctx, id, at, &thanks).await;
    after(&visit, id, "", done.map(|service| format!("keeping/services/{service}"))).await
}

pub async fn give_back(visit: Visit, Path((_, draft)): Path<(String, String)>, fields: Fields) -> Answer {
    visit.app.limits.count(Deed::Ask, &visit)?;
    let (id, note) = (id(&draft)?, fields.one("note").unwrap_or_default());
    let done = draft::give_back(&visit.app.db, &visit.ctx, id, version(&fields), note).await;
    after(&visit, id, note, done.map(|()| format!("keeping/drafts/{id}"))).await
}

pub async fn throw_away(visit: Visit, Path((_, draft)): Path<(String, String)>, fields: Fields) -> Answer {
    visit.app.limits.count(Deed::Ask, &visit)?;
    let id = id(&draft)?;
    let done = draft::throw_away(&visit.app.db, &visit.ctx, id, version(&fields)).await;
    after(&visit, id, "", done.map(|()| "keeping".to_owned())).await
}
