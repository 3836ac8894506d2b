//! Opening a problem and changing it.

use crate::{
    Visit,
    fields::Fields,
    render::Answer,
    routes::lab::form::{self, Builder, Choice, FormPage, Input},
};
use axum::{extract::Path, http::StatusCode};
use reticolo_accounts::policy::Action;
use reticolo_directory::reference::Reference;
use reticolo_lab::{
    programme::{self, EvidenceTyped, Mistake, Problem, ProblemDraft, typed},
    provenance::Thing,
};
use uuid::Uuid;

/// Which problem: a new one of a Lab, or one that is there.
#[derive(Clone, Copy)]
enum Which {
    New(Uuid),
    There(Uuid),
}

/// The first piece of evidence is edited in the form; those that follow are kept as they are.
fn parse(fields: &Fields, before: Option<&Problem>) -> Result<ProblemDraft, Vec<Mistake>> {
    let one = |name: &'static str| fields.one(name).unwrap_or_default();
    let first = EvidenceTyped {
        words: one("evidence"),
        source: one("source"),
        date: one("evidence_date"),
        url: one("url"),
    };
    let rest = before.map_or(&[][..], |problem| problem.evidence.get(1..).unwrap_or_default());
    let dates: Vec<String> =
        rest.iter().map(|one| one.date.map(|d| d.to_string()).unwrap_or_default()).collect();
    let kept = rest.iter().zip(&dates).map(|(one, date)| EvidenceTyped {
        words: &one.words,
        source: &one.source,
        date,
        url: one.url.as_deref().unwrap_or_default(),
    });
    let another = EvidenceTyped {
        words: one("evidence_more"),
        source: one("source_more"),
        date: "",
        url: one("url_more"),
    };
    let all: Vec<_> = std::iter::once(first).chain(kept).chain([another]).collect();
    let needs: Vec<&str> = fields.all("needs").collect();
    let known = |code: &str| Reference::get().needs().get(code).is_some();
    ProblemDraft::parse((one("title"), one("description")), &all, &needs, known)
}

fn page(visit: &Visit, which: Which, (typed, mistakes): (&Fields, &[Mistake]), notice: String) -> FormPage {
    let words = visit.words();
    let groups = Reference::get().needs().groups().iter();
    let needs = groups.flat_map(|group| group.needs.iter());
    let needs = needs.map(|need| Choice::new(need.code.as_str(), need.label.words(visit.lang()))).collect();
    let mut builder = Builder::new(visit, typed, mistakes)
        .line("title", typed::TITLE_CHARS)
        .area("description", typed::TEXT_CHARS)
        .area("evidence", 500)
        .line("source", 200)
        .of_kind("evidence_date", "date")
        .of_kind("url", "url");
    if matches!(which, Which::There(_)) {
        builder = builder.area("evidence_more", 500).line("source_more", 200).of_kind("url_more", "url");
    }
    let (title, action, back) = match which {
        Which::New(lab) => ("lab-problem-new", format!("labs/{lab}/problems/new"), format!("labs/{lab}")),
        Which::There(id) => ("lab-problem-change", format!("problems/{id}/change"), format!("problems/{id}")),
    };
    let hidden = ["version", "from_kind", "from_id"];
    FormPage {
        shell: visit.shell(words.say(title).into_owned()).kept_from_robots(),
        back: (visit.href(&back), words.say("lab-back").into_owned()),
        intro: words.say("lab-problem-intro").into_owned(),
        notice,
        action: visit.href(&action),
        hidden: hidden.into_iter().filter_map(|name| Some((name, typed.one(name)?.to_owned()))).collect(),
        fields: builder.field("needs", 0, Input::Choice { options: needs, many: true }).fields(),
        submit: words.say("lab-save").into_owned(),
    }
}

pub async fn fresh(visit: Visit, Path((_, lab)): Path<(String, String)>) -> Answer {
    let lab = form::id(&lab)?;
    programme::bearer_of_lab(&visit.app.db, lab).await?.may(&visit.ctx, Action::PrepareLab)?;
    let asked = Fields::of_query(visit.query.as_deref());
    form::page(StatusCode::OK, &page(&visit, Which::New(lab), (&asked, &[]), String::new()))
}

pub async fn open(visit: Visit, Path((_, lab)): Path<(String, String)>, fields: Fields) -> Answer {
    let lab = form::id(&lab)?;
    programme::bearer_of_lab(&visit.app.db, lab).await?.may(&visit.ctx, Action::PrepareLab)?;
    let draft = match parse(&fields, None) {
        Ok(draft) => draft,
        Err(mistakes) => {
            let back = page(&visit, Which::New(lab), (&fields, &mistakes), String::new());
            return form::page(StatusCode::UNPROCESSABLE_ENTITY, &back);
        }
    };
    let kind = fields.one("from_kind").filter(|kind| ["contribution", "block", "theme"].contains(kind));
    let origin = kind.zip(fields.one("from_id").and_then(|id| id.parse().ok()));
    let origin = origin.map(|(kind, id): (&str, Uuid)| Thing::new(kind, id));
    let opened =
        programme::open_problem(&visit.app.db, &visit.ctx, (lab, Uuid::now_v7()), &draft, origin.as_ref())
            .await;
    match opened {
        Ok(id) => Ok(form::see(&visit.href(&format!("problems/{id}")))),
        Err(refused) => {
            let (status, notice) = form::sayable(&visit, refused)?;
            form::page(status, &page(&visit, Which::New(lab), (&fields, &[]), notice))
        }
    }
}

async fn mine(visit: &Visit, problem: &str) -> Result<Problem, crate::Fault> {
    let problem = programme::problem(&visit.app.db, form::id(problem)?).await?;
    programme::bearer_of_lab(&visit.app.db, problem.lab).await?.may(&visit.ctx, Action::PrepareLab)?;
    Ok(problem)
}

pub async fn form(visit: Visit, Path((_, problem)): Path<(String, String)>) -> Answer {
    let problem = mine(&visit, &problem).await?;
    let mut pairs = vec![
        ("title".to_owned(), problem.title.words.clone()),
        ("description".to_owned(), problem.description.words.clone()),
        ("version".to_owned(), problem.version.to_string()),
    ];
    if let Some(first) = problem.evidence.first() {
        let date = first.date.map(|date| date.to_string()).unwrap_or_default();
        pairs.extend([
            ("evidence".to_owned(), first.words.clone()),
            ("source".to_owned(), first.source.clone()),
            ("evidence_date".to_owned(), date),
            ("url".to_owned(), first.url.clone().unwrap_or_default()),
        ]);
    }
    pairs.extend(problem.needs.iter().map(|need| ("needs".to_owned(), need.clone())));
    let page = page(&visit, Which::There(problem.id), (&Fields::of(pairs), &[]), String::new());
    form::page(StatusCode::OK, &page)
}

pub async fn change(visit: Visit, Path((_, problem)): Path<(String, String)>, fields: Fields) -> Answer {
    let problem = mine(&visit, &problem).await?;
    let which = Which::There(problem.id);
    let draft = match parse(&fields, Some(&problem)) {
        Ok(draft) => draft,
        Err(mistakes) => {
            let back = page(&visit, which, (&fields, &mistakes), String::new());
            return form::page(StatusCode::UNPROCESSABLE_ENTITY, &back);
        }
    };
    let at = (problem.id, form::version(&fields));
    match programme::change_problem(&visit.app.db, &visit.ctx, at, &draft).await {
        Ok(()) => Ok(form::see(&visit.href(&format!("problems/{}", problem.id)))),
        Err(refused) => {
            let (status, notice) = form::sayable(&visit, refused)?;
            form::page(status, &page(&visit, which, (&fields, &[]), notice))
        }
    }
}
