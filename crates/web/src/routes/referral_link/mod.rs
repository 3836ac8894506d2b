//! A receiver without an account: the link that it got, and a second code that came by another way. Together they show what
//! the person said yes to, and take the answer. There is no sign-in: every request brings both, the second in its body.

mod act;

use crate::{
    App, Fault, Markup, Shell, Visit, fields::Fields, limits::Deed, render, render::Answer,
    routes::mine::said,
};
use askama::Template;
use axum::{
    Router,
    extract::Path,
    http::{HeaderValue, StatusCode, header},
    routing::get,
};
use reticolo_base::{Actor, Ctx};
use reticolo_desk::{
    Desk, Refused,
    referral::{self, Move, Opened, Outcome, Reason, Side},
};
use uuid::Uuid;

/// `/{lang}/referral/{code}`.
pub fn routes() -> Router<App> {
    Router::new().route("/{lang}/referral/{code}", get(ask).post(answer))
}

#[derive(Template)]
#[template(path = "mine/link-code.html")]
struct CodePage {
    shell: Shell,
    action: String,
    problem: Option<String>,
}

#[derive(Template)]
#[template(path = "mine/link-over.html")]
struct Over {
    shell: Shell,
}

#[derive(Template)]
#[template(path = "mine/link.html")]
struct Page {
    shell: Shell,
    action: String,
    second: String,
    version: i64,
    key: Uuid,
    from: String,
    need: Markup,
    stands: String,
    lines: Vec<said::Line>,
    until: Option<String>,
    done: bool,
    problem: Option<String>,
    /// What was typed into the form that came back.
    fields: Fields,
    moves: Vec<Move>,
    reasons: Vec<(&'static str, String)>,
    outcomes: Vec<(&'static str, String)>,
}

impl Page {
    fn may(&self, made: &str) -> bool {
        self.moves.iter().any(|one| one.code() == made)
    }

    fn typed(&self, name: &str) -> &str {
        self.fields.one(name).unwrap_or_default()
    }
}

fn desk(visit: &Visit) -> Desk<'_> {
    Desk { db: &visit.app.db, vault: &visit.app.vault, ctx: &visit.ctx }
}

fn shell(visit: &Visit) -> Shell {
    // The address opens the request: another language is chosen before, never by handing it on.
    visit.shell(visit.words().say("hers-link-title")).kept_from_robots()
}

fn private(status: StatusCode, page: &impl Template) -> Answer {
    let mut response = render::with_status(status, page)?;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// Asks for the second code, where the link holds.
pub async fn ask(visit: Visit, Path((_, code)): Path<(String, String)>) -> Answer {
    visit.app.limits.count(Deed::Code, &visit)?;
    referral::for_link(desk(&visit), &code).await?;
    code_page(&visit, StatusCode::OK, None)
}

fn code_page(visit: &Visit, status: StatusCode, problem: Option<&str>) -> Answer {
    let problem = problem.map(|key| said::say(visit, key));
    private(status, &CodePage { action: visit.href(&visit.path), problem, shell: shell(visit) })
}

/// Opens the request with both codes; does what was chosen; shows how it stands then.
pub async fn answer(visit: Visit, Path((_, code)): Path<(String, String)>, fields: Fields) -> Answer {
    visit.app.limits.count(Deed::Code, &visit)?;
    let second = fields.one("second").unwrap_or_default();
    let opened = match referral::open_link(desk(&visit), &code, second).await {
        Ok(opened) => opened,
        Err(refused) => return shut(&visit, refused),
    };
    let Some(deed) = fields.one("act") else { return page(&visit, &opened, &fields, (StatusCode::OK, None)) };
    let ctx = Ctx { actor: Actor::Link(opened.link), ..visit.ctx.clone() };
    let by_link = Desk { ctx: &ctx, ..desk(&visit) };
    let outcome = match act::make(by_link, opened.referral.id, deed, &fields).await {
        Ok(()) => (StatusCode::OK, None),
        Err(Refused::Invalid(_, _)) => (StatusCode::UNPROCESSABLE_ENTITY, Some("hers-link-problem-form")),
        Err(Refused::Conflict(_)) => (StatusCode::CONFLICT, Some("hers-problem-changed")),
        Err(refused) => return Err(refused.into()),
    };
    match referral::open_link(desk(&visit), &code, second).await {
        Ok(opened) => page(&visit, &opened, &fields, outcome),
        // An answer that ends it ends the link too.
        Err(Refused::NotFound) => private(StatusCode::OK, &Over { shell: shell(&visit).switching_at("") }),
        Err(refused) => Err(refused.into()),
    }
}

fn shut(visit: &Visit, refused: Refused) -> Answer {
    match refused {
        Refused::Invalid(..) => {
            code_page(visit, StatusCode::UNPROCESSABLE_ENTITY, Some("hers-link-problem-second"))
        }
        Refused::TooMany(_) => code_page(visit, StatusCode::TOO_MANY_REQUESTS, Some("hers-link-locked")),
        Refused::NotFound => Err(Fault::not_found()),
        other => Err(other.into()),
    }
}

fn page(
    visit: &Visit,
    opened: &Opened,
    fields: &Fields,
    (status, problem): (StatusCode, Option<&str>),
) -> Answer {
    let (words, found, shell) = (visit.words(), &opened.referral, shell(visit));
    let said = |key: String| words.say(&key).into_owned();
    let reasons =
        Reason::ALL.map(|one| (one.code(), said(format!("hers-link-reason-{}", dashed(one.code())))));
    let outcomes =
        Outcome::ALL.map(|one| (one.code(), said(format!("hers-link-outcome-{}", dashed(one.code())))));
    let mut lines = opened.capsule.as_ref().map(|capsule| said::capsule(&shell, capsule)).unwrap_or_default();
    for line in &mut lines {
        line.label = said(format!("hers-link-field-{}", line.code));
    }
    let until = opened.capsule.as_ref().map(|capsule| said::day(words, capsule.until));
    let page = Page {
        action: visit.href(&visit.path),
        second: fields.one("second").unwrap_or_default().to_owned(),
        version: found.version,
        key: Uuid::now_v7(),
        from: words.say_with("hers-link-from", &[("organization", found.sender_name.as_str().into())]),
        need: said::need(&shell, &found.need),
        stands: stands(visit, found),
        lines,
        until: until.map(|when| words.say_with("hers-readable", &[("when", when.into())])),
        done: problem.is_none() && fields.one("act").is_some(),
        problem: problem.map(|key| said::say(visit, key)),
        fields: if problem.is_some() { fields.clone() } else { Fields::default() },
        moves: found.state.moves(Side::Receiver).collect(),
        reasons: reasons.into(),
        outcomes: outcomes.into(),
        shell,
    };
    private(status, &page)
}

/// Where it stands, for the receiver.
fn stands(visit: &Visit, found: &referral::Referral) -> String {
    let words = visit.words();
    let when = found.appointment_at.or(found.due_at).map(|at| said::moment(words, at));
    let when = when.unwrap_or_else(|| words.say("hers-soon").into_owned());
    let key = format!("hers-link-state-{}", dashed(found.state.code()));
    let key = if words.has(&key) { key } else { "hers-link-state-other".to_owned() };
    words.say_with(&key, &[("when", when.into())])
}

fn dashed(code: &str) -> String {
    code.replace('_', "-")
}
