//! Preparing a session: its blocks, what is still missing, what was taken out, opening the invitations.

use super::{edit::minutes, page::Part};
use crate::{
    Fault, Markup, Shell, Visit,
    fields::Fields,
    render::Answer,
    routes::lab::{form, said},
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use reticolo_accounts::policy::Action;
use reticolo_lab::programme::{self, Invited, Missing, SessionPlan, SessionState, advice};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "lab/prepare.html")]
struct Page {
    shell: Shell,
    id: String,
    lab: String,
    version: i64,
    heading: Markup,
    when: String,
    state: String,
    is_draft: bool,
    notice: String,
    blocks: Vec<Part>,
    sum: String,
    too_long: bool,
    /// Whether it is serious, and what it is.
    missing: Vec<(bool, String)>,
    removed: Vec<(String, Markup)>,
    people: String,
    seats: String,
}

/// A session that this visitor prepares.
///
/// # Errors
/// 404 for everybody else.
pub async fn prepared(visit: &Visit, session: &str) -> Result<SessionPlan, Fault> {
    let id = form::id(session)?;
    programme::bearer_of_session(&visit.app.db, id).await?.may(&visit.ctx, Action::PrepareLab)?;
    Ok(programme::session(&visit.app.db, id).await?)
}

pub async fn page(visit: Visit, Path((_, session)): Path<(String, String)>) -> Answer {
    let plan = prepared(&visit, &session).await?;
    show(&visit, &plan, StatusCode::OK, String::new()).await
}

/// The page, with something to say on top.
pub async fn show(visit: &Visit, plan: &SessionPlan, status: StatusCode, notice: String) -> Answer {
    let (session, words) = (&plan.session, visit.words());
    let mut invited = programme::invited(&visit.app.db, session.id).await?;
    let asked = Fields::of_query(visit.query.as_deref());
    let guessed =
        asked.one("people").and_then(|people| people.parse().ok()).filter(|n| (1..=5_000).contains(n));
    if let Some(people) = guessed {
        invited.people = people;
    }
    let removed = programme::removed(&visit.app.db, session.id).await?;
    let shell = visit.shell(words.say("lab-prepare").into_owned()).kept_from_robots();
    let page = Page {
        id: session.id.to_string(),
        lab: session.lab.to_string(),
        version: session.version,
        heading: said::show(&shell, &session.title),
        when: said::when(words, session),
        state: words.say(&format!("lab-state-{}", session.state.code())).into_owned(),
        is_draft: session.state == SessionState::Draft,
        notice,
        blocks: plan.blocks.iter().map(|block| Part::of(visit, &shell, block)).collect(),
        sum: words.say_with(
            "lab-sum",
            &[
                ("planned", u64::from(plan.planned()).into()),
                ("available", u64::from(session.minutes()).into()),
            ],
        ),
        too_long: plan.planned() > session.minutes(),
        missing: missing(visit, plan, &invited),
        removed: removed.iter().map(|part| (part.id.to_string(), said::show(&shell, &part.words))).collect(),
        people: if invited.people > 0 { invited.people.to_string() } else { String::new() },
        seats: programme::seats(invited.people).map_or_else(String::new, |seats| {
            let values = [
                ("people", u64::from(invited.people).into()),
                ("tables", u64::from(seats.tables).into()),
                ("most", u64::from(seats.most).into()),
                ("rounds", u64::from(seats.rounds).into()),
            ];
            words.say_with("lab-seats", &values)
        }),
        shell,
    };
    form::page(status, &page)
}

fn missing(visit: &Visit, plan: &SessionPlan, invited: &Invited) -> Vec<(bool, String)> {
    let words = visit.words();
    let title = |id: &Uuid| {
        plan.block(*id).map_or_else(String::new, |block| block.title.seen(visit.lang()).text.to_owned())
    };
    let line = |missing: &Missing| match missing {
        Missing::Blocks => words.say("lab-missing-blocks").into_owned(),
        Missing::Minutes { planned, available } => {
            let (planned, available) = (minutes(visit, *planned), minutes(visit, *available));
            words.say_with(
                "lab-missing-minutes",
                &[("planned", planned.into()), ("available", available.into())],
            )
        }
        Missing::Questions(block) => {
            words.say_with("lab-missing-questions", &[("block", title(block).into())])
        }
        Missing::Repeats { block, possible } => {
            let values = [("block", title(block).into()), ("n", u64::from(*possible).into())];
            words.say_with("lab-missing-repeats", &values)
        }
        Missing::Tables { block, better } => {
            let values = [("block", title(block).into()), ("n", u64::from(*better).into())];
            words.say_with("lab-missing-tables", &values)
        }
        Missing::Texts { lang, people, texts } => {
            let values = [
                ("language", lang.endonym().into()),
                ("people", u64::from(*people).into()),
                ("texts", u64::from(*texts).into()),
            ];
            words.say_with("lab-missing-texts", &values)
        }
        Missing::Unreviewed { lang, texts } => {
            let values = [("language", lang.endonym().into()), ("texts", u64::from(*texts).into())];
            words.say_with("lab-missing-unreviewed", &values)
        }
        Missing::Place => words.say("lab-missing-place").into_owned(),
        Missing::Welcome => words.say("lab-missing-welcome").into_owned(),
    };
    advice::missing(plan, invited).iter().map(|one| (one.is_serious(), line(one))).collect()
}

pub async fn open(visit: Visit, Path((_, session)): Path<(String, String)>) -> Answer {
    let plan = prepared(&visit, &session).await?;
    let moved = programme::advance(&visit.app.db, &visit.ctx, plan.session.id, SessionState::Inviting).await;
    told(&visit, plan.session.id, moved).await
}

pub async fn restore(
    visit: Visit,
    Path((_, session, part)): Path<(String, String, String)>,
    fields: Fields,
) -> Answer {
    let plan = prepared(&visit, &session).await?;
    let (id, part) = (plan.session.id, form::id(&part)?);
    let done = programme::restore(&visit.app.db, &visit.ctx, (id, form::version(&fields)), part).await;
    told(&visit, id, done.map(drop)).await
}

/// Back to the page; what was refused is said on top of it.
pub async fn told(visit: &Visit, id: Uuid, done: Result<(), reticolo_lab::Refused>) -> Answer {
    match done {
        Ok(()) => Ok(form::see(&visit.href(&format!("sessions/{id}/prepare")))),
        Err(refused) => {
            let (status, notice) = form::sayable(visit, refused)?;
            let plan = programme::session(&visit.app.db, id).await?;
            show(visit, &plan, status, notice).await
        }
    }
}
