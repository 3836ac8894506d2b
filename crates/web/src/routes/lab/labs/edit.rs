//! Making a Lab and changing it.

use crate::{
    Fault, Visit,
    fields::Fields,
    render::Answer,
    routes::lab::form::{self, Builder, Choice, FormPage, Input},
};
use axum::{extract::Path, http::StatusCode};
use reticolo_accounts::policy::{self, Action, Resource};
use reticolo_base::Actor;
use reticolo_directory::reference::Reference;
use reticolo_lab::programme::{self, LabDraft, Mistake};
use uuid::Uuid;

/// The organisation for which a member acts.
fn organization(visit: &Visit) -> Result<Uuid, Fault> {
    let Actor::Member { organization, .. } = visit.ctx.actor else { return Err(Fault::not_found()) };
    let resource = Resource::Organization(organization);
    policy::may(&visit.ctx.actor, Action::PrepareLab, resource).map_err(|_| Fault::not_found())?;
    Ok(organization)
}

fn page(visit: &Visit, lab: Option<Uuid>, typed: &Fields, mistakes: &[Mistake], notice: String) -> FormPage {
    let words = visit.words();
    let provinces = Reference::get().territory().provinces();
    let options = provinces.iter().map(|one| Choice::new(one.istat.as_str(), one.name.as_str())).collect();
    let fields = Builder::new(visit, typed, mistakes)
        .line("title", programme::typed::TITLE_CHARS)
        .area("purpose", programme::typed::TEXT_CHARS)
        .field("territory", 0, Input::Choice { options, many: true })
        .fields();
    let title = if lab.is_some() { "lab-change" } else { "lab-new" };
    let here = lab.map_or_else(|| visit.href("labs"), |lab| visit.href(&format!("labs/{lab}")));
    FormPage {
        shell: visit.shell(words.say(title).into_owned()).kept_from_robots(),
        action: if lab.is_some() { format!("{here}/change") } else { format!("{here}/new") },
        back: (here, words.say(if lab.is_some() { "lab-back" } else { "lab-list-title" }).into_owned()),
        intro: if lab.is_some() { String::new() } else { words.say("lab-new-intro").into_owned() },
        notice,
        hidden: typed.one("version").map(|version| ("version", version.to_owned())).into_iter().collect(),
        fields,
        submit: words.say("lab-save").into_owned(),
    }
}

fn parse(fields: &Fields) -> Result<LabDraft, Vec<Mistake>> {
    let codes: Vec<&str> = fields.all("territory").collect();
    let known = |code: &str| Reference::get().territory().name_of(code).is_some();
    let [title, purpose] = ["title", "purpose"].map(|name| fields.one(name).unwrap_or_default());
    LabDraft::parse(title, purpose, &codes, known)
}

pub async fn fresh(visit: Visit) -> Answer {
    organization(&visit)?;
    form::page(StatusCode::OK, &page(&visit, None, &Fields::default(), &[], String::new()))
}

pub async fn make(visit: Visit, fields: Fields) -> Answer {
    let organization = organization(&visit)?;
    let draft = match parse(&fields) {
        Ok(draft) => draft,
        Err(mistakes) => {
            let back = page(&visit, None, &fields, &mistakes, String::new());
            return form::page(StatusCode::UNPROCESSABLE_ENTITY, &back);
        }
    };
    let id = programme::create_lab(&visit.app.db, &visit.ctx, Uuid::now_v7(), organization, &draft).await?;
    Ok(form::see(&visit.href(&format!("labs/{id}"))))
}

pub async fn form(visit: Visit, Path((_, lab)): Path<(String, String)>) -> Answer {
    let lab = form::id(&lab)?;
    programme::bearer_of_lab(&visit.app.db, lab).await?.may(&visit.ctx, Action::PrepareLab)?;
    let now = programme::lab(&visit.app.db, lab).await?;
    let mut pairs = vec![
        ("title".to_owned(), now.title.words),
        ("purpose".to_owned(), now.purpose.words),
        ("version".to_owned(), now.version.to_string()),
    ];
    pairs.extend(now.territory.into_iter().map(|code| ("territory".to_owned(), code)));
    form::page(StatusCode::OK, &page(&visit, Some(lab), &Fields::of(pairs), &[], String::new()))
}

pub async fn change(visit: Visit, Path((_, lab)): Path<(String, String)>, fields: Fields) -> Answer {
    let lab = form::id(&lab)?;
    programme::bearer_of_lab(&visit.app.db, lab).await?.may(&visit.ctx, Action::PrepareLab)?;
    let draft = match parse(&fields) {
        Ok(draft) => draft,
        Err(mistakes) => {
            let back = page(&visit, Some(lab), &fields, &mistakes, String::new());
            return form::page(StatusCode::UNPROCESSABLE_ENTITY, &back);
        }
    };
    match programme::change_lab(&visit.app.db, &visit.ctx, lab, form::version(&fields), &draft).await {
        Ok(()) => Ok(form::see(&visit.href(&format!("labs/{lab}")))),
        Err(refused) => {
            let (status, notice) = form::sayable(&visit, refused)?;
            form::page(status, &page(&visit, Some(lab), &fields, &[], notice))
        }
    }
}
