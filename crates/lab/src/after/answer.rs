//! What an institution says about a theme, a proposal, an experiment: it reaches all who contributed.

use super::{Act, Said, clock, field, near, said, seal, story};
use crate::{
    Refused,
    programme::bearer_of_lab,
    provenance::Thing,
    translation::{self, Maker},
};
use reticolo_accounts::policy::Action;
use reticolo_base::{Ctx, Instant, Lang};
use reticolo_store::{Db, Row, sql};
use uuid::Uuid;

/// The kind of an answer in translations.
pub const KIND: &str = "answer";

/// What stands before the kind of a thing in the subject of its clock's job.
pub const CLOCK_PREFIX: &str = "answer:";

/// What may be answered.
pub const ANSWERABLE: [&str; 3] = ["theme", "proposal", "experiment"];

/// What became of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It will be done.
    Accepted,
    /// It goes on as a part of something else.
    Merged,
    /// It will not be done; the words say why.
    Refused,
    /// What happened since: not a verdict, and may be told again and again.
    Happened,
}

impl Outcome {
    /// Every outcome, in the order of the form.
    pub const ALL: [Self; 4] = [Self::Accepted, Self::Merged, Self::Refused, Self::Happened];

    /// The stored word, also the last part of its text's key.
    pub fn code(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Merged => "merged",
            Self::Refused => "refused",
            Self::Happened => "happened",
        }
    }

    /// From the stored word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The answer.
    pub id: Uuid,
    /// What it is about.
    pub about: Thing,
    /// What became of it.
    pub outcome: Outcome,
    /// In which words.
    pub words: Said,
    /// Who says so.
    pub organization: String,
    /// When.
    pub at: Instant,
}

/// What is typed to answer.
#[derive(Debug, Clone, Copy)]
pub struct Draft<'a> {
    /// What became of it.
    pub outcome: Option<Outcome>,
    /// In which words.
    pub words: &'a str,
    /// Who says so.
    pub organization: &'a str,
}

/// Answers. There is one verdict (accepted, merged, refused); what happened since may be told again and again. A clock
/// that runs for the thing stops.
///
/// # Errors
/// [`Refused::Invalid`] when a field is not as it must be; [`Refused::Conflict`] for a second verdict, or the same news twice.
pub async fn give(
    db: &Db,
    ctx: &Ctx,
    lab: Uuid,
    id: Uuid,
    about: &Thing,
    draft: Draft<'_>,
) -> Result<(), Refused> {
    let bearer = bearer_of_lab(db, lab).await?;
    bearer.may(ctx, Action::FollowUp)?;
    must_be_answerable(db, lab, about).await?;
    let outcome = field::choice("outcome", draft.outcome)?;
    let words = field::text("words", draft.words)?;
    let organization = field::title("organization", draft.organization)?;
    let mut tx = db.begin(ctx).await?;
    // Two who answer at once wait for each other here, so that there is one verdict on both engines.
    let gate = sql!("update lab set state = state where id = $1");
    tx.run(gate.bind(lab)).await?;
    let given =
        sql!("select outcome, words from answer where entity = $1 and entity_id = $2 order by at, id");
    for row in tx.rows(given.bind(about.kind.as_str()).bind(about.id)).await? {
        let (before, said): (String, String) = (row.get(0)?, row.get(1)?);
        let verdict = outcome != Outcome::Happened && before != Outcome::Happened.code();
        if verdict || (before == outcome.code() && said == words) {
            return Err(Refused::Conflict("lab-after-already-answered"));
        }
    }
    let insert = sql!(
        "insert into answer (id, lab_id, entity, entity_id, outcome, words, lang, organization, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    );
    let insert = insert.bind(id).bind(lab).bind(about.kind.as_str()).bind(about.id).bind(outcome.code());
    tx.run(insert.bind(words).bind(ctx.lang.code()).bind(organization).bind(ctx.now)).await?;
    clock::stop(&mut tx, about).await?;
    seal(tx, bearer, Act { name: "lab.answered", entity: KIND, id, detail: outcome.code() }).await
}

/// Whether a thing of this Lab may be answered.
pub(super) async fn must_be_answerable(db: &Db, lab: Uuid, about: &Thing) -> Result<(), Refused> {
    if !ANSWERABLE.contains(&about.kind.as_str()) {
        return Err(Refused::NotFound);
    }
    story::must_be_of(db, lab, Some(about)).await
}

/// The answers about a thing, oldest first.
///
/// # Errors
/// [`Refused::Store`] of the database.
pub async fn about(db: &Db, ctx: &Ctx, thing: &Thing) -> Result<Vec<Answer>, Refused> {
    let find = sql!(
        "select id, entity, entity_id, outcome, words, lang, organization, at from answer
         where entity = $1 and entity_id = $2 order by at, id"
    );
    let mut answers = Vec::new();
    for row in db.rows(find.bind(thing.kind.as_str()).bind(thing.id)).await? {
        answers.push(read(db, ctx, &row).await?);
    }
    Ok(answers)
}

async fn read(db: &Db, ctx: &Ctx, row: &Row) -> Result<Answer, Refused> {
    let (id, lang): (Uuid, _) = (row.get(0)?, said::lang(&row.get::<String>(5)?));
    Ok(Answer {
        id,
        about: Thing { kind: row.get(1)?, id: row.get(2)? },
        outcome: Outcome::parse(&row.get::<String>(3)?).unwrap_or(Outcome::Happened),
        words: Said::to(db, (KIND, id), row.get(4)?, lang, ctx.lang).await?,
        organization: row.get(6)?,
        at: row.get(7)?,
    })
}

/// Puts an answer into another language, as a person does it.
///
/// # Errors
/// [`Refused::NotFound`] for who does not follow the Lab up; [`Refused::Invalid`] when the words are blank or too long.
pub async fn translate(
    db: &Db,
    ctx: &Ctx,
    id: Uuid,
    lang: Lang,
    words: &str,
    reviewed: bool,
) -> Result<(), Refused> {
    let find = sql!("select lab_id, words from answer where id = $1");
    let row = db.row(find.bind(id)).await?.ok_or(Refused::NotFound)?;
    let bearer = bearer_of_lab(db, row.get(0)?).await?;
    bearer.may(ctx, Action::FollowUp)?;
    let (source, words): (String, String) = (row.get(1)?, field::text("words", words)?);
    let mut tx = db.begin(ctx).await?;
    translation::put(&mut tx, (KIND, id), lang, (&source, &words), (Maker::Person, reviewed)).await?;
    seal(tx, bearer, Act { name: "lab.answer.translated", entity: KIND, id, detail: lang.code() }).await
}

/// The participants to whom an answer about this thing goes: everybody who is behind it. For the software only: nobody
/// else learns who said what.
///
/// # Errors
/// [`Refused::Store`] of the database.
pub async fn reached(db: &Db, thing: &Thing) -> Result<Vec<Uuid>, Refused> {
    Ok(crate::harvest::contributors(db, thing).await?.into_iter().map(|one| one.participant).collect())
}

/// A theme or proposal of a Lab with its answers and its clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matter {
    /// What it is.
    pub step: story::Step,
    /// What was said about it, oldest first.
    pub answers: Vec<Answer>,
    /// By when somebody accepted to answer.
    pub clock: Option<clock::Clock>,
    /// Since when it waits.
    pub since: Instant,
}

impl Matter {
    /// Whether there is a verdict.
    pub fn answered(&self) -> bool {
        self.answers.iter().any(|answer| answer.outcome != Outcome::Happened)
    }
}

/// How a Lab answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    /// Themes, proposals and experiments.
    pub all: usize,
    /// Those with a verdict.
    pub answered: usize,
    /// Half of the verdicts came within so many days.
    pub median_days: Option<i64>,
    /// Clocks that have run out without an answer.
    pub overdue: usize,
}

impl Figures {
    /// Of these matters at a moment.
    pub fn of(matters: &[Matter], now: Instant) -> Self {
        let first = |matter: &Matter| {
            let verdict = matter.answers.iter().find(|answer| answer.outcome != Outcome::Happened)?;
            Some(verdict.at.days_since(matter.since).max(0))
        };
        let mut days: Vec<i64> = matters.iter().filter_map(first).collect();
        days.sort_unstable();
        Self {
            all: matters.len(),
            answered: days.len(),
            median_days: days.get(days.len().saturating_sub(1) / 2).copied(),
            overdue: matters.iter().filter(|m| m.clock.as_ref().is_some_and(|c| c.overdue(now))).count(),
        }
    }
}

/// Every theme, proposal and experiment of a Lab with what became of it; anybody may read it. Those whose clock has run
/// out come first, then those that wait, then the answered.
///
/// # Errors
/// [`Refused::NotFound`] when there is no such Lab.
pub async fn of_lab(db: &Db, ctx: &Ctx, lab: Uuid) -> Result<Vec<Matter>, Refused> {
    near(db, ctx, lab).await?;
    let find = sql!(
        "select 'theme', t.id, t.created_at from theme t join lab_session s on s.id = t.session_id
         where s.lab_id = $1 and t.state <> 'gone'
         union all select 'proposal', id, created_at from proposal where lab_id = $1
         union all select 'experiment', id, created_at from experiment where lab_id = $1
         order by 3, 2"
    );
    let mut matters = Vec::new();
    for row in db.rows(find.bind(lab)).await? {
        let thing = Thing { kind: row.get(0)?, id: row.get(1)? };
        let Some(step) = story::step(db, ctx, &thing).await? else { continue };
        matters.push(Matter {
            step,
            answers: about(db, ctx, &thing).await?,
            clock: clock::of(db, &thing).await?,
            since: row.get(2)?,
        });
    }
    matters.sort_by_key(|matter| {
        let overdue = matter.clock.as_ref().is_some_and(|clock| clock.overdue(ctx.now));
        (!overdue, matter.answered())
    });
    Ok(matters)
}
