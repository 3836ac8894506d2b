//! A new session from a template, and its day, place and words.

use crate::{
    Visit,
    fields::Fields,
    render::Answer,
    routes::lab::{
        form::{self, Builder, Choice, FormPage, Input},
        said,
    },
};
use axum::{extract::Path, http::StatusCode};
use jiff::tz::TimeZone;
use reticolo_accounts::policy::Action;
use reticolo_lab::programme::{self, Mistake, NewIds, Session, SessionDraft, SessionTyped, Video, typed};
use uuid::Uuid;

fn parse(visit: &Visit, fields: &Fields, whole: bool) -> Result<SessionDraft, Vec<Mistake>> {
    let one = |name: &'static str| fields.one(name).unwrap_or_default();
    let long = |name: &'static str| whole.then(|| one(name));
    let typed = SessionTyped {
        title: one("title"),
        purpose: long("purpose"),
        welcome: long("welcome"),
        date: one("date"),
        from: one("from"),
        until: one("until"),
        zone: one("zone"),
        place: one("place"),
        video: one("video"),
        links: one("links"),
    };
    SessionDraft::parse(typed, visit.ctx.now)
}

fn when_and_where<'a>(visit: &'a Visit, builder: Builder<'a>) -> Builder<'a> {
    let words = visit.words();
    let video = |kind: &&'static str| {
        let key = kind.replace('_', "-");
        Choice {
            hint: words.say(&format!("lab-video-{key}-hint")).into_owned(),
            ..Choice::new(*kind, words.say(&format!("lab-video-{key}")))
        }
    };
    builder
        .of_kind("date", "date")
        .of_kind("from", "time")
        .of_kind("until", "time")
        .line("zone", 60)
        .line("place", 300)
        .field("video", 0, Input::Choice { options: Video::KINDS.iter().map(video).collect(), many: false })
        .area("links", 8_000)
}

fn new_page(visit: &Visit, lab: Uuid, typed: &Fields, mistakes: &[Mistake], notice: String) -> FormPage {
    let words = visit.words();
    let template = |one: &programme::Template| Choice {
        value: one.code.clone(),
        label: format!("{} ({})", one.name.words(visit.lang()), minutes(visit, one.minutes)),
        hint: one.about.words(visit.lang()).to_owned(),
    };
    let options = programme::templates().iter().map(template).collect();
    let builder = Builder::new(visit, typed, mistakes)
        .field("template", 0, Input::Choice { options, many: false })
        .line("title", typed::TITLE_CHARS);
    FormPage {
        shell: visit.shell(words.say("lab-session-new").into_owned()).kept_from_robots(),
        back: (visit.href(&format!("labs/{lab}")), words.say("lab-back").into_owned()),
        intro: words.say("lab-session-new-intro").into_owned(),
        notice,
        action: visit.href(&format!("labs/{lab}/sessions/new")),
        hidden: Vec::new(),
        fields: when_and_where(visit, builder).fields(),
        submit: words.say("lab-session-make").into_owned(),
    }
}

/// So many minutes, in words.
pub fn minutes(visit: &Visit, minutes: u32) -> String {
    visit.words().say_with("lab-minutes", &[("n", u64::from(minutes).into())])
}

pub async fn fresh(visit: Visit, Path((_, lab)): Path<(String, String)>) -> Answer {
    let lab = form::id(&lab)?;
    programme::bearer_of_lab(&visit.app.db, lab).await?.may(&visit.ctx, Action::PrepareLab)?;
    let pairs = [
        ("template", "seed-3"),
        ("from", "09:30"),
        ("until", "13:00"),
        ("zone", "Europe/Rome"),
        ("video", "none"),
    ];
    let typed = Fields::of(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).into());
    form::page(StatusCode::OK, &new_page(&visit, lab, &typed, &[], String::new()))
}

pub async fn make(visit: Visit, Path((_, lab)): Path<(String, String)>, fields: Fields) -> Answer {
    let lab = form::id(&lab)?;
    programme::bearer_of_lab(&visit.app.db, lab).await?.may(&visit.ctx, Action::PrepareLab)?;
    let code = fields.one("template").unwrap_or_default();
    // Without a title of its own, a meeting has its template's.
    let mut pairs: Vec<_> = fields.pairs().map(|(n, v)| (n.to_owned(), v.to_owned())).collect();
    if let (None, Some(template)) = (fields.one("title"), programme::template::template(code)) {
        pairs.push(("title".to_owned(), template.title.words(visit.lang()).to_owned()));
    }
    let filled = Fields::of(pairs);
    let draft = match parse(&visit, &filled, false) {
        Ok(draft) => draft,
        Err(mistakes) => {
            let back = new_page(&visit, lab, &fields, &mistakes, String::new());
            return form::page(StatusCode::UNPROCESSABLE_ENTITY, &back);
        }
    };
    let ids = NewIds { session: Uuid::now_v7(), room: Uuid::now_v7() };
    match programme::create_session(&visit.app.db, &visit.ctx, ids, lab, code, &draft).await {
        Ok(id) => Ok(form::see(&visit.href(&format!("sessions/{id}/prepare")))),
        Err(refused) => {
            let (status, notice) = form::sayable(&visit, refused)?;
            form::page(status, &new_page(&visit, lab, &fields, &[], notice))
        }
    }
}

fn change_page(
    visit: &Visit,
    session: Uuid,
    typed: &Fields,
    mistakes: &[Mistake],
    notice: String,
) -> FormPage {
    let words = visit.words();
    let builder = Builder::new(visit, typed, mistakes)
        .line("title", typed::TITLE_CHARS)
        .area("purpose", typed::TEXT_CHARS)
        .area("welcome", typed::TEXT_CHARS);
    let here = visit.href(&format!("sessions/{session}"));
    FormPage {
        shell: visit.shell(words.say("lab-session-change").into_owned()).kept_from_robots(),
        back: (format!("{here}/prepare"), words.say("lab-prepare").into_owned()),
        intro: words.say("lab-original-intro").into_owned(),
        notice,
        action: format!("{here}/change"),
        hidden: vec![("version", form::version(typed).to_string())],
        fields: when_and_where(visit, builder).fields(),
        submit: words.say("lab-save").into_owned(),
    }
}

fn filled(session: &Session) -> Fields {
    let zone = TimeZone::get(&session.zone).unwrap_or(TimeZone::UTC);
    let (from, until) = (said::at(session.starts_at, &zone), said::at(session.ends_at, &zone));
    let pairs = [
        ("title", session.title.words.clone()),
        ("purpose", session.purpose.words.clone()),
        ("welcome", session.welcome.words.clone()),
        ("date", from.date().to_string()),
        ("from", format!("{:02}:{:02}", from.hour(), from.minute())),
        ("until", format!("{:02}:{:02}", until.hour(), until.minute())),
        ("zone", session.zone.clone()),
        ("place", session.place.clone()),
        ("video", session.video.kind().to_owned()),
        ("links", session.video.typed()),
        ("version", session.version.to_string()),
    ];
    Fields::of(pairs.map(|(name, value)| (name.to_owned(), value)).into())
}

pub async fn form(visit: Visit, Path((_, session)): Path<(String, String)>) -> Answer {
    let id = form::id(&session)?;
    programme::bearer_of_session(&visit.app.db, id).await?.may(&visit.ctx, Action::PrepareLab)?;
    let plan = programme::session(&visit.app.db, id).await?;
    form::page(StatusCode::OK, &change_page(&visit, id, &filled(&plan.session), &[], String::new()))
}

pub async fn change(visit: Visit, Path((_, session)): Path<(String, String)>, fields: Fields) -> Answer {
    let id = form::id(&session)?;
    programme::bearer_of_session(&visit.app.db, id).await?.may(&visit.ctx, Action::PrepareLab)?;
    let draft = match parse(&visit, &fields, true) {
        Ok(draft) => draft,
        Err(mistakes) => {
            let back = change_page(&visit, id, &fields, &mistakes, String::new());
            return form::page(StatusCode::UNPROCESSABLE_ENTITY, &back);
        }
    };
    match programme::change_session(&visit.app.db, &visit.ctx, id, form::version(&fields), &draft).await {
        Ok(_) => Ok(form::see(&visit.href(&format!("sessions/{id}/prepare")))),
        Err(refused) => {
            let (status, notice) = form::sayable(&visit, refused)?;
            form::page(status, &change_page(&visit, id, &fields, &[], notice))
        }
    }
}
