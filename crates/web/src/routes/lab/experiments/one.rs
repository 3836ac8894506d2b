//! One experiment: what is believed, what was seen, what was decided.

use crate::{
    Fault, Shell, Visit,
    fields::Fields,
    limits::Deed,
    render::{self, Answer},
    routes::lab::follow::{self, Ask, Field, Shown, Top, Way, ask::Look, day, id},
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use reticolo_lab::{
    Refused,
    after::{
        Near,
        experiment::{self, Decision, Experiment, Phase},
    },
    provenance::Thing,
};
use uuid::Uuid;

/// Where an experiment stands, in words and as a look: never by colour alone.
pub struct Sign {
    /// `yes`, `no` or `unknown`.
    pub look: &'static str,
    /// The words.
    pub words: String,
}

/// Where an experiment stands for the visitor.
pub fn sign(visit: &Visit, experiment: &Experiment) -> Sign {
    let words = visit.words();
    let on = |key: &str, at| words.say_with(key, &[("day", day(visit, at).into())]);
    let review = experiment.review_at();
    let (look, words) = match experiment.phase(visit.ctx.now) {
        Phase::Planned => ("unknown", on("lab-after-experiment-planned", experiment.starts_at)),
        Phase::Running => ("yes", on("lab-after-experiment-running", review)),
        Phase::ToReview => ("no", on("lab-after-experiment-to-review", review)),
        Phase::Decided(decision) => {
            let look = if decision == Decision::Drop { "no" } else { "yes" };
            (look, words.say(&format!("lab-after-decision-{}", decision.code())).into_owned())
        }
    };
    Sign { look, words }
}

#[derive(Template)]
#[template(path = "lab/after/experiment.html")]
struct Page {
    shell: Shell,
    top: Top,
    here: String,
    title: Shown,
    sign: Sign,
    hypothesis: Shown,
    place: String,
    measure: Shown,
    weeks: String,
    decided: Option<(String, Shown)>,
    notes: Vec<(String, Shown)>,
    may_write: bool,
    may_decide: bool,
    answer: String,
    version: i64,
    problem: Option<String>,
    words: Field,
    decisions: Vec<(&'static str, String, bool)>,
    wrong_decision: Option<String>,
    reason: Field,
    way: Way,
}

type Address = Path<(String, String, String)>;

fn path(lab: Uuid, experiment: Uuid) -> String {
    format!("labs/{lab}/experiments/{experiment}")
}

pub async fn show(visit: Visit, Path((_, lab, experiment)): Address) -> Answer {
    page(&visit, (id(&lab)?, id(&experiment)?), &Fields::default(), None).await
}

async fn page(
    visit: &Visit,
    (lab, experiment): (Uuid, Uuid),
    typed: &Fields,
    refused: Option<(StatusCode, Refused)>,
) -> Answer {
    let (db, ctx, words) = (&visit.app.db, &visit.ctx, visit.words());
    let (found, _, near) = experiment::one(db, ctx, experiment).await?;
    if found.lab != lab {
        return Err(Fault::not_found());
    }
    let top = Top::of(visit, lab, "experiments").await?;
    let ask = Ask::new(visit, typed, refused.as_ref().map(|(_, refused)| refused));
    let chosen = ask.typed("decision");
    let decide = |decision: Decision| {
        let says = words.say(&format!("lab-after-decide-{}", decision.code())).into_owned();
        (decision.code(), says, decision.code() == chosen)
    };
    let notes = experiment::notes(db, ctx, experiment).await?;
    let weeks = [("n", found.weeks.into()), ("day", day(visit, found.starts_at).into())];
    let page = Page {
        here: visit.href(&path(lab, experiment)),
        shell: visit.shell(found.title.seen().0).kept_from_robots(),
        title: Shown::of(&found.title, visit),
        sign: sign(visit, &found),
        hypothesis: Shown::of(&found.hypothesis, visit),
        place: found.place.clone(),
        measure: Shown::of(&found.measure, visit),
        weeks: words.say_with("lab-after-experiment-when", &weeks),
        decided: found.decision.map(|(_, at)| (day(visit, at), Shown::of(&found.result, visit))),
        notes: notes.iter().map(|note| (day(visit, note.at), Shown::of(&note.words, visit))).collect(),
        may_write: near > Near::Public && found.decision.is_none(),
        may_decide: near == Near::FollowsUp && found.decision.is_none(),
        answer: visit.href(&format!("labs/{lab}/answers/{}/{experiment}", experiment::KIND)),
        version: found.version,
        problem: ask.problem(),
        words: ask.field("words", Look::Text, "lab-after-experiment-seen"),
        decisions: Decision::ALL.map(decide).into(),
        wrong_decision: ask.wrong("decision"),
        reason: ask.field("reason", Look::Text, "lab-after-experiment-reason"),
        way: Way::of(visit, lab, &Thing::new(experiment::KIND, experiment)).await?,
        top,
    };
    render::with_status(refused.map_or(StatusCode::OK, |(status, _)| status), &page)
}

async fn after(visit: &Visit, at: (Uuid, Uuid), fields: &Fields, done: Result<(), Refused>) -> Answer {
    match done {
        Ok(()) => follow::on(visit, &path(at.0, at.1)),
        Err(refused) => page(visit, at, fields, Some(follow::back(refused)?)).await,
    }
}

pub async fn observe(visit: Visit, Path((_, lab, experiment)): Address, fields: Fields) -> Answer {
    visit.app.limits.count(Deed::Ask, &visit)?;
    let at = (id(&lab)?, id(&experiment)?);
    let words = fields.one("words").unwrap_or_default();
    let done = experiment::observe(&visit.app.db, &visit.ctx, at.1, Uuid::now_v7(), words).await;
    after(&visit, at, &fields, done).await
}

pub async fn decide(visit: Visit, Path((_, lab, experiment)): Address, fields: Fields) -> Answer {
    let at = (id(&lab)?, id(&experiment)?);
    let decision = fields.one("decision").and_then(Decision::parse);
    let reason = fields.one("reason").unwrap_or_default();
    let version = follow::version(&fields);
    let done = experiment::decide(&visit.app.db, &visit.ctx, at.1, version, decision, reason).await;
    after(&visit, at, &fields, done).await
}
