//! Writing a draft of a card.

use super::{
    Named, Told,
    form::{self, Making, View},
    id, on, private, version,
};
use crate::{
    Markup, Shell, Visit, fields::Fields, limits::Deed, render::Answer, routes::card::reading::attrs,
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use reticolo_directory::{
    book,
    keeping::{self, Field, Sheet, correction, draft, draft::Draft, overview::Name, scope, translation},
};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "keeping/edit.html")]
struct Page {
    shell: Shell,
    name: Named,
    service: Uuid,
    version: i64,
    draft: Option<Uuid>,
    note: Option<String>,
    /// What people said is wrong: their words, with `lang` and `dir`.
    said: Vec<(String, String, Markup)>,
    written_in: String,
    problem: Option<String>,
    fields: Vec<View>,
    stale: bool,
}

/// What a form of a card is made from.
struct Ground {
    sheet: Sheet,
    fields: Vec<(Field, String)>,
    draft: Option<Draft>,
}

async fn ground(visit: &Visit, service: Uuid) -> Result<Ground, crate::Fault> {
    let (db, ctx) = (&visit.app.db, &visit.ctx);
    let draft = draft::open_of(db, ctx, service).await?;
    let card = book::card(db, service).await.map_err(|failure| crate::Fault::store(&failure))?;
    let sheet = Sheet::of(&card.ok_or_else(crate::Fault::not_found)?);
    let fields =
        keeping::fields(&sheet).into_iter().map(|field| (field, keeping::text(field, &sheet))).collect();
    Ok(Ground { sheet, fields, draft })
}

pub async fn page(visit: Visit, Path((_, service)): Path<(String, String)>) -> Answer {
    let service = id(&service)?;
    show(&visit, service, None, &Told::nothing()).await
}

async fn show(visit: &Visit, service: Uuid, typed: Option<&Fields>, told: &Told) -> Answer {
    let (words, ground) = (visit.words(), ground(visit, service).await?);
    let making = Making { visit, typed, told };
    let wanted = |field| ground.draft.as_ref().and_then(|draft| draft.new_text(field));
    let fields =
        ground.fields.iter().map(|(field, text)| making.view(*field, text, wanted(*field))).collect();
    let mut said = Vec::new();
    if let Some(draft) = &ground.draft {
        for told in correction::of_draft(&visit.app.db, &visit.ctx, draft.id).await? {
            let what = words.say(&format!("wrong-field-{}", told.field)).into_owned();
            said.push((what, told.message, attrs(told.lang, visit.lang())));
        }
    }
    let page = Page {
        shell: visit.shell(words.say("keeping-edit-title")).kept_from_robots(),
        name: Named::of(&Name::of(&ground.sheet.service), visit),
        service,
        version: ground.draft.as_ref().map_or(0, |draft| draft.version),
        note: ground.draft.as_ref().map(|draft| draft.note.clone()).filter(|note| !note.is_empty()),
        draft: ground.draft.as_ref().map(|draft| draft.id),
        said,
        written_in: translation::source_lang(&ground.sheet.service).endonym().to_owned(),
        problem: told.at(visit, ""),
        stale: told.status == StatusCode::CONFLICT,
        fields,
    };
    private(told.status, &page)
}

pub async fn save(visit: Visit, Path((_, service)): Path<(String, String)>, fields: Fields) -> Answer {
    visit.app.limits.count(Deed::Ask, &visit)?;
    let service = id(&service)?;
    scope::keeper(&visit.app.db, &visit.ctx, service).await?;
    let ground = ground(&visit, service).await?;
    let saved = match form::texts(&ground.fields, &fields) {
        Ok(texts) => {
            let at = (Uuid::now_v7(), version(&fields));
            draft::save(&visit.app.db, &visit.ctx, service, at, &texts).await
        }
        Err(refused) => Err(refused),
    };
    match saved {
        Ok(draft) => on(&visit, &format!("keeping/drafts/{draft}")),
        Err(refused) => show(&visit, service, Some(&fields), &Told::of(refused)?).await,
    }
}
