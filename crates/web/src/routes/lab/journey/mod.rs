//! A journey walked together in a session: at each step one ticks what breaks, and sees what all ticked.

use crate::{
    App, Fault, Markup, Shell, Visit,
    fields::{self, Fields},
    render::Answer,
    routes::lab::{form, said},
};
use askama::Template;
use axum::{Router, extract::Path, http::StatusCode, routing::get};
use reticolo_accounts::policy::Action;
use reticolo_lab::programme::{
    self, Block, BlockKind, SessionPlan,
    journey::{self, FAILURES, StepTally, Ticked},
};
use uuid::Uuid;

/// `/{lang}/sessions/{session}/journey/{block}`.
pub fn routes() -> Router<App> {
    Router::new().route("/{lang}/sessions/{session}/journey/{block}", get(page).post(tick))
}

#[derive(Template)]
#[template(path = "lab/walk.html")]
struct Page {
    shell: Shell,
    session: String,
    block: String,
    title: Markup,
    name: Markup,
    person: Markup,
    table: u32,
    tables: u32,
    notice: String,
    translated: bool,
    steps: Vec<Step>,
}

/// A step with what breaks there.
struct Step {
    number: u32,
    office: Markup,
    what: Markup,
    failures: Vec<Failure>,
    sum: String,
    notes: Vec<(&'static str, &'static str, String)>,
    note: String,
    /// Where a problem is opened from this step, for who may.
    problem: Option<String>,
}

/// A way in which a step breaks.
struct Failure {
    code: &'static str,
    words: String,
    ticked: bool,
    count: u32,
}

/// A block of this session in which a journey is walked, for who is there.
async fn opened(visit: &Visit, session: &str, block: &str) -> Result<(SessionPlan, Block, bool), Fault> {
    let id = form::id(session)?;
    let bearer = programme::bearer_of_session(&visit.app.db, id).await?;
    let prepares = bearer.may(&visit.ctx, Action::PrepareLab).is_ok();
    bearer
        .may(&visit.ctx, Action::TakePart)
        .or_else(|refused| if prepares { Ok(()) } else { Err(refused) })?;
    let plan = programme::session(&visit.app.db, id).await?;
    let block = plan.block(form::id(block)?).filter(|block| block.kind == BlockKind::Journey).cloned();
    let block = block.ok_or_else(Fault::not_found)?;
    Ok((plan, block, prepares))
}

fn table(asked: &Fields) -> u32 {
    asked.one("table").and_then(|table| table.parse().ok()).unwrap_or(1)
}

async fn page(visit: Visit, Path((_, session, block)): Path<(String, String, String)>) -> Answer {
    let (plan, block, prepares) = opened(&visit, &session, &block).await?;
    let asked = Fields::of_query(visit.query.as_deref());
    show(&visit, &plan, &block, prepares, (StatusCode::OK, String::new()), &asked).await
}

async fn show(
    visit: &Visit,
    plan: &SessionPlan,
    block: &Block,
    prepares: bool,
    (status, notice): (StatusCode, String),
    typed: &Fields,
) -> Answer {
    let db = &visit.app.db;
    let walked = block.journey.as_deref().and_then(journey::journey).ok_or_else(Fault::not_found)?;
    let tables = block.tables.max(1);
    let table = table(typed).clamp(1, tables);
    let tallies = journey::tallies(db, &visit.ctx, (plan.session.id, block.id)).await?;
    let own = journey::own_ticks(db, &visit.ctx, block.id, table).await?;
    let shell = visit.shell(block.title.seen(visit.lang()).text.to_owned()).kept_from_robots();
    let step = |(number, step): (u32, &journey::Step)| {
        let empty = StepTally::default();
        let tally = tallies.get(&number).unwrap_or(&empty);
        Step {
            number,
            office: shell.show(&step.office),
            what: shell.show(&step.what),
            failures: failures(&shell, tally, own.get(&number)),
            sum: sum(&shell, tally),
            notes: tally
                .notes
                .iter()
                .map(|(lang, words)| (lang.code(), lang.direction().code(), words.clone()))
                .collect(),
            note: if typed.one("step").and_then(|n| n.parse().ok()) == Some(number) {
                typed.one("note").unwrap_or_default().to_owned()
            } else {
                String::new()
            },
            problem: prepares.then(|| opening(visit, plan, block.id, step, tally)),
        }
    };
    let page = Page {
        session: plan.session.id.to_string(),
        block: block.id.to_string(),
        title: said::show(&shell, &block.title),
        name: shell.show(&walked.name),
        person: shell.show(&walked.person),
        table,
        tables,
        notice,
        translated: walked.name.get(visit.lang()).is_some(),
        steps: (1u32..).zip(&walked.steps).map(step).collect(),
        shell,
    };
    form::page(status, &page)
}

fn failures(shell: &Shell, tally: &StepTally, own: Option<&Vec<String>>) -> Vec<Failure> {
    let failure = |code: &'static str| Failure {
        code,
        words: shell.say(&format!("lab-failure-{code}")),
        ticked: own.is_some_and(|own| own.iter().any(|ticked| ticked == code)),
        count: tally.ticks.get(code).copied().unwrap_or(0),
    };
    FAILURES.map(failure).into()
}

fn sum(shell: &Shell, tally: &StepTally) -> String {
    let values = [("n", u64::from(tally.sum()).into()), ("tables", u64::from(tally.tables).into())];
    shell.say_with("lab-journey-sum", &values)
}

/// The form of a new problem, filled with what was ticked at this step.
fn opening(
    visit: &Visit,
    plan: &SessionPlan,
    block: Uuid,
    step: &journey::Step,
    tally: &StepTally,
) -> String {
    let words = visit.words();
    let mut most: Vec<_> = tally.ticks.iter().collect();
    most.sort_by_key(|(_, n)| std::cmp::Reverse(**n));
    let ticked: Vec<String> =
        most.iter().map(|(code, n)| format!("{}: {n}", words.say(&format!("lab-failure-{code}")))).collect();
    let day = plan.session.starts_at.day_in(&jiff::tz::TimeZone::UTC).to_string();
    let pairs = [
        ("title", format!("{}: {}", step.office.words(visit.lang()), step.what.words(visit.lang()))),
        ("evidence", ticked.join(", ")),
        ("source", plan.session.title.seen(visit.lang()).text.to_owned()),
        ("evidence_date", day),
        ("from_kind", "block".to_owned()),
        ("from_id", block.to_string()),
    ];
    let query = fields::query(&pairs.map(|(name, value)| (name.to_owned(), value)));
    format!("{}{query}", visit.href(&format!("labs/{}/problems/new", plan.session.lab)))
}

async fn tick(
    visit: Visit,
    Path((_, session, block)): Path<(String, String, String)>,
    fields: Fields,
) -> Answer {
    let (plan, block, prepares) = opened(&visit, &session, &block).await?;
    let ticked = Ticked {
        step: fields.one("step").and_then(|step| step.parse().ok()).unwrap_or(0),
        table: table(&fields),
        failures: fields.all("failure").collect(),
        note: fields.one("note").unwrap_or_default(),
    };
    let at = (plan.session.id, block.id);
    match journey::tick(&visit.app.db, &visit.ctx, at, &ticked, Uuid::now_v7()).await {
        Ok(()) => {
            let here = format!("sessions/{}/journey/{}", at.0, at.1);
            Ok(form::see(&visit.href(&format!("{here}?table={}#step-{}", ticked.table, ticked.step))))
        }
        Err(refused) => {
            let said = form::sayable(&visit, refused)?;
            show(&visit, &plan, &block, prepares, said, &fields).await
        }
    }
}
