//! Experiments: something is tried for some weeks at one place, and then kept, changed or dropped.

use super::{Act, Near, Said, field, near, reminder, said, seal};
use crate::{
    Refused,
    programme::{Bearer, bearer_of_lab},
    provenance::{self, Thing},
};
use reticolo_accounts::policy::Action;
use reticolo_base::{Ctx, Instant};
use reticolo_store::{Db, Row, sql};
use uuid::Uuid;

/// The kind of an experiment in translations and provenance.
pub const KIND: &str = "experiment";

/// The most weeks that something is tried: what lasts longer is no experiment.
pub const MOST_WEEKS: i64 = 104;

/// What is typed to begin an experiment.
#[derive(Debug, Clone, Copy, Default)]
pub struct Draft<'a> {
    /// The name.
    pub title: &'a str,
    /// What is believed to happen.
    pub hypothesis: &'a str,
    /// Where.
    pub place: &'a str,
    /// How one will see whether it did.
    pub measure: &'a str,
    /// The first day, `2026-12-01`; it may be past.
    pub starts: &'a str,
    /// For how many weeks.
    pub weeks: &'a str,
}

/// How an experiment ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// It goes on as it is.
    Keep,
    /// It goes on in another way.
    Change,
    /// It ends.
    Drop,
}

impl Decision {
    /// Every decision, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Keep, Self::Change, Self::Drop];

    /// The stored word, also the last part of its text's key.
    pub fn code(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Change => "change",
            Self::Drop => "drop",
        }
    }

    /// From the stored word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|decision| decision.code() == code)
    }
}

/// Where an experiment stands at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// It begins later.
    Planned,
    /// It runs.
    Running,
    /// Its weeks are over and nobody has decided.
    ToReview,
    /// It was decided.
    Decided(Decision),
}

/// Something tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Experiment {
    /// The experiment.
    pub id: Uuid,
    /// The Lab.
    pub lab: Uuid,
    /// The name.
    pub title: Said,
    /// What is believed to happen.
    pub hypothesis: Said,
    /// Where.
    pub place: String,
    /// How one will see whether it did.
    pub measure: Said,
    /// The first day.
    pub starts_at: Instant,
    /// For how many weeks.
    pub weeks: i64,
    /// Why it was decided so.
    pub result: Said,
    /// What was decided, and when.
    pub decision: Option<(Decision, Instant)>,
    /// For the next change.
    pub version: i64,
}

impl Experiment {
    /// The day on which one decides.
    pub fn review_at(&self) -> Instant {
        self.starts_at.plus_days(self.weeks * 7)
    }

    /// Where it stands.
    pub fn phase(&self, now: Instant) -> Phase {
        match self.decision {
            Some((decision, _)) => Phase::Decided(decision),
            None if now < self.starts_at => Phase::Planned,
            None if now < self.review_at() => Phase::Running,
            None => Phase::ToReview,
        }
    }
}

/// What was seen on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The note.
    pub id: Uuid,
    /// The words.
    pub words: Said,
    /// When it was written.
    pub at: Instant,
}

/// Begins an experiment and plans the reminder of its review. `from` is what it came from, such as a proposal.
///
/// # Errors
/// [`Refused`] when a field is not as it must be, or the actor does not follow the Lab up.
pub async fn begin(
    db: &Db,
    ctx: &Ctx,
    lab: Uuid,
    id: Uuid,
    draft: Draft<'_>,
    from: Option<&Thing>,
) -> Result<(), Refused> {
    let bearer = bearer_of_lab(db, lab).await?;
    bearer.may(ctx, Action::FollowUp)?;
    let title = field::title("title", draft.title)?;
    let hypothesis = field::text("hypothesis", draft.hypothesis)?;
    let (place, measure) = (field::title("place", draft.place)?, field::text("measure", draft.measure)?);
    let starts = field::day("starts", draft.starts)?;
    let weeks = field::number("weeks", draft.weeks, (1, MOST_WEEKS))?;
    if starts.days_since(ctx.now).abs() > field::MOST_DAYS {
        return Err(Refused::Invalid("lab-after-far", vec![(field::FIELD, "starts".to_owned())]));
    }
    super::story::must_be_of(db, lab, from).await?;
    let mut tx = db.begin(ctx).await?;
    let insert = sql!(
        "insert into experiment (id, lab_id, title, hypothesis, place, lang, starts_at, weeks, measure, result, version, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', 1, $10)"
    );
    let insert = insert.bind(id).bind(lab).bind(title).bind(hypothesis).bind(place).bind(ctx.lang.code());
    tx.run(insert.bind(starts).bind(weeks).bind(measure).bind(ctx.now)).await?;
    if let Some(origin) = from {
        provenance::record(&mut tx, &Thing::new(KIND, id), origin, "tried").await?;
    }
    reminder::plan(&mut tx, KIND, id, starts.plus_days(weeks * 7)).await?;
    seal(tx, bearer, Act { name: "lab.experiment.begun", entity: KIND, id, detail: "" }).await
}

/// The experiments of a Lab: those to review first, then by their review day. Anybody may read them.
///
/// # Errors
/// [`Refused::NotFound`] when there is no such Lab.
pub async fn of_lab(db: &Db, ctx: &Ctx, lab: Uuid) -> Result<Vec<Experiment>, Refused> {
    near(db, ctx, lab).await?;
    let find = sql!(
        "select id, lab_id, title, hypothesis, place, lang, starts_at, weeks, measure, result, decision, decided_at, version
         from experiment where lab_id = $1 order by decided_at is not null, starts_at + weeks * 604800000000, id"
    );
    let mut all = Vec::new();
    for row in db.rows(find.bind(lab)).await? {
        all.push(read(db, ctx, &row).await?);
    }
    Ok(all)
}

/// An experiment with its Lab's bearer and how close the reader stands.
///
/// # Errors
/// [`Refused::NotFound`] when there is none.
pub async fn one(db: &Db, ctx: &Ctx, id: Uuid) -> Result<(Experiment, Bearer, Near), Refused> {
    let find = sql!(
        "select id, lab_id, title, hypothesis, place, lang, starts_at, weeks, measure, result, decision, decided_at, version
         from experiment where id = $1"
    );
    let row = db.row(find.bind(id)).await?.ok_or(Refused::NotFound)?;
    let experiment = read(db, ctx, &row).await?;
    let (bearer, near) = near(db, ctx, experiment.lab).await?;
    Ok((experiment, bearer, near))
}

async fn read(db: &Db, ctx: &Ctx, row: &Row) -> Result<Experiment, Refused> {
    let (id, lang): (Uuid, _) = (row.get(0)?, said::lang(&row.get::<String>(5)?));
    let decision = row.get::<Option<String>>(10)?.and_then(|code| Decision::parse(&code));
    Ok(Experiment {
        id,
        lab: row.get(1)?,
        title: Said::to(db, ("experiment.title", id), row.get(2)?, lang, ctx.lang).await?,
        hypothesis: Said::to(db, ("experiment.hypothesis", id), row.get(3)?, lang, ctx.lang).await?,
        place: row.get(4)?,
        starts_at: row.get(6)?,
        weeks: row.get(7)?,
        measure: Said::to(db, ("experiment.measure", id), row.get(8)?, lang, ctx.lang).await?,
        result: Said::to(db, ("experiment.result", id), row.get(9)?, lang, ctx.lang).await?,
        decision: decision.zip(row.get::<Option<Instant>>(11)?),
        version: row.get(12)?,
    })
}

/// What was seen along the way, oldest first.
///
/// # Errors
/// [`Refused::Store`] of the database.
pub async fn notes(db: &Db, ctx: &Ctx, id: Uuid) -> Result<Vec<Note>, Refused> {
    let find =
        sql!("select id, words, lang, at from experiment_note where experiment_id = $1 order by at, id");
    let mut notes = Vec::new();
    for row in db.rows(find.bind(id)).await? {
        let (id, lang): (Uuid, _) = (row.get(0)?, said::lang(&row.get::<String>(2)?));
        let words = Said::to(db, ("experiment_note", id), row.get(1)?, lang, ctx.lang).await?;
        notes.push(Note { id, words, at: row.get(3)? });
    }
    Ok(notes)
}

/// Writes down what was seen; also a participant may, for she sees it from the other side of the desk.
///
/// # Errors
/// [`Refused::Invalid`] when the words are blank or too long; [`Refused::Conflict`] once it was decided.
pub async fn observe(db: &Db, ctx: &Ctx, id: Uuid, note: Uuid, words: &str) -> Result<(), Refused> {
    let (experiment, bearer, near) = one(db, ctx, id).await?;
    if near == Near::Public {
        return Err(Refused::NotFound);
    }
    if experiment.decision.is_some() {
        return Err(Refused::Conflict("lab-after-decided"));
    }
    let words = field::text("words", words)?;
    let mut tx = db.begin(ctx).await?;
    let insert =
        sql!("insert into experiment_note (id, experiment_id, words, lang, at) values ($1, $2, $3, $4, $5)");
    tx.run(insert.bind(note).bind(id).bind(words).bind(ctx.lang.code()).bind(ctx.now)).await?;
    seal(tx, bearer, Act { name: "lab.experiment.observed", entity: KIND, id, detail: "" }).await
}

/// Ends an experiment: keep, change or drop, and why.
///
/// # Errors
/// [`Refused::Invalid`] without a decision or a reason; [`Refused::Conflict`] when it was decided, or changed meanwhile.
pub async fn decide(
    db: &Db,
    ctx: &Ctx,
    id: Uuid,
    version: i64,
    decision: Option<Decision>,
    reason: &str,
) -> Result<(), Refused> {
    let (experiment, bearer, _) = one(db, ctx, id).await?;
    bearer.may(ctx, Action::FollowUp)?;
    if experiment.decision.is_some() {
        return Err(Refused::Conflict("lab-after-decided"));
    }
    let decision = field::choice("decision", decision)?;
    let reason = field::text("reason", reason)?;
    let mut tx = db.begin(ctx).await?;
    // The words are read back in the language of the experiment; a reason in another is its translation's business.
    let set = sql!(
        "update experiment set decision = $3, result = $4, decided_at = $5, version = version + 1
         where id = $1 and version = $2 and decision is null"
    );
    let set = set.bind(id).bind(version).bind(decision.code()).bind(reason).bind(ctx.now);
    if tx.run(set).await? == 0 {
        return Err(Refused::Conflict("lab-after-stale"));
    }
    reminder::cancel(&mut tx, KIND, id).await?;
    seal(tx, bearer, Act { name: "lab.experiment.decided", entity: KIND, id, detail: decision.code() }).await
}
