//! The register of problems: defined beforehand, or opened by what was said at a table; each with its evidence.

use super::{Mistake, Mistakes, Phrase, access, phrase, phrase::Shelf, typed};
use crate::{
    Refused,
    provenance::{self, Thing},
};
use jiff::civil::Date;
use reticolo_accounts::policy::Action;
use reticolo_base::{Ctx, folding};
use reticolo_store::{Db, Result as Stored, Row, audit::Entry, sql};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The most pieces of evidence of a problem.
pub const MOST_EVIDENCE: usize = 12;

/// What became of a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemState {
    /// It waits for an answer.
    Open,
    /// It has one.
    Answered,
    /// Nobody works on it for now.
    SetAside,
}

impl ProblemState {
    /// Every state, in order.
    pub const ALL: [Self; 3] = [Self::Open, Self::Answered, Self::SetAside];

    /// The stored word, also the last part of its text's key.
    pub fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Answered => "answered",
            Self::SetAside => "set_aside",
        }
    }

    /// From the stored word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// What shows that a problem is one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// What is known.
    pub words: String,
    /// Who says so.
    pub source: String,
    /// Of which day it is.
    pub date: Option<Date>,
    /// Where it can be read.
    pub url: Option<String>,
}

/// What was typed as evidence.
#[derive(Debug, Clone, Copy, Default)]
pub struct EvidenceTyped<'a> {
    /// What is known.
    pub words: &'a str,
    /// Who says so.
    pub source: &'a str,
    /// Of which day it is.
    pub date: &'a str,
    /// Where it can be read.
    pub url: &'a str,
}

impl Evidence {
    /// From a form; `None` when nothing was typed.
    fn parse(typed: &EvidenceTyped<'_>, mistakes: &mut Mistakes) -> Option<Self> {
        let all = [typed.words, typed.source, typed.date, typed.url];
        if all.iter().all(|field| folding::one_line(field, 1).is_empty()) {
            return None;
        }
        let words = mistakes.take("evidence", typed::line(typed.words, 500));
        let source = mistakes.take("source", typed::line(typed.source, 200));
        let day = Some(typed.date.trim()).filter(|date| !date.is_empty()).map(typed::day);
        if day == Some(None) {
            mistakes.note("evidence_date", "lab-problem-date");
        }
        let url = Some(typed.url.trim()).filter(|url| !url.is_empty());
        if url.is_some_and(|url| !is_link(url)) {
            mistakes.note("url", "lab-problem-link");
        }
        Some(Self { words, source, date: day.flatten(), url: url.map(str::to_owned) })
    }
}

/// An address that may be opened: evidence may also stand on a page without TLS.
fn is_link(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        url.len() <= 500
            && host.contains('.')
            && host.chars().all(|c| c.is_alphanumeric() || "-.:".contains(c))
            && url.chars().all(|c| !c.is_whitespace() && !c.is_control() && !"<>\"'\\`".contains(c))
    })
}

/// A problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The problem.
    pub id: Uuid,
    /// Its Lab.
    pub lab: Uuid,
    /// Its title.
    pub title: Phrase,
    /// What it is about.
    pub description: Phrase,
    /// What shows that it is one.
    pub evidence: Vec<Evidence>,
    /// Codes of the needs it is about.
    pub needs: Vec<String>,
    /// What became of it.
    pub state: ProblemState,
    /// Rises with every change.
    pub version: i64,
}

/// What is said about a problem when it is opened or changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProblemDraft {
    title: String,
    description: String,
    evidence: Vec<Evidence>,
    needs: Vec<String>,
}

impl ProblemDraft {
    /// From a form. `known` says whether a code is a need.
    ///
    /// # Errors
    /// A message at each field that is not as it must be.
    pub fn parse(
        (title, description): (&str, &str),
        evidence: &[EvidenceTyped<'_>],
        needs: &[&str],
        known: impl Fn(&str) -> bool,
    ) -> Result<Self, Vec<Mistake>> {
        let mut mistakes = Mistakes::default();
        let title = mistakes.take("title", typed::line(title, typed::TITLE_CHARS));
        let description = mistakes.take("description", typed::text(description, typed::TEXT_CHARS));
        if evidence.len() > MOST_EVIDENCE {
            mistakes.note("evidence", "lab-problem-evidence-many");
        }
        let evidence = evidence
            .iter()
            .take(MOST_EVIDENCE)
            .filter_map(|one| Evidence::parse(one, &mut mistakes))
            .collect();
        let mut needs: Vec<String> = needs.iter().map(|code| (*code).to_owned()).collect();
        needs.sort();
        needs.dedup();
        if needs.len() > 20 || !needs.iter().all(|code| known(code)) {
            mistakes.note("needs", "lab-problem-needs");
        }
        mistakes.or(Self { title, description, evidence, needs })
    }

    fn evidence(&self) -> String {
        serde_json::to_string(&self.evidence).unwrap_or_default()
    }
}

/// Opens a problem, in the language of the context. `origin` is what opened it: a contribution, a journey's block.
///
/// # Errors
/// [`Refused::NotFound`] when the actor may not; [`Refused::TooMany`] beyond 500.
pub async fn open_problem(
    db: &Db,
    ctx: &Ctx,
    (lab, id): (Uuid, Uuid),
    draft: &ProblemDraft,
    origin: Option<&Thing>,
) -> Result<Uuid, Refused> {
    let bearer = access::bearer_of_lab(db, lab).await?;
    bearer.may(ctx, Action::PrepareLab)?;
    let mut tx = db.begin(ctx).await?;
    let count = tx.row(sql!("select count(*) from problem where lab_id = $1").bind(lab)).await?;
    if count.map(|row| row.get::<i64>(0)).transpose()?.unwrap_or(0) >= 500 {
        return Err(Refused::TooMany("lab-refusal-problems"));
    }
    let insert = sql!(
        "insert into problem (id, lab_id, title, description, evidence, needs, state, version, created_at)
         values ($1, $2, $3, $4, $5, $6, 'open', 1, $7)"
    );
    let insert = insert.bind(id).bind(lab).bind(phrase::stored(ctx.lang, &draft.title));
    let insert = insert.bind(phrase::stored(ctx.lang, &draft.description)).bind(draft.evidence());
    tx.run(insert.bind(serde_json::json!(draft.needs).to_string()).bind(ctx.now)).await?;
    if let Some(origin) = origin {
        provenance::record(&mut tx, &Thing::new("problem", id), origin, "opened").await?;
    }
    let chain = crate::chain(bearer.organization);
    tx.audit(entry(&chain, "lab.problem.opened", id, "")).await?;
    tx.emit("lab.problem.changed", &serde_json::json!({ "problem": id }).to_string()).await?;
    tx.commit().await?;
    Ok(id)
}

/// Changes a problem, as whoever saw `version` wants it.
///
/// # Errors
/// [`Refused::NotFound`] when the actor may not, [`Refused::Conflict`] when it changed meanwhile.
pub async fn change_problem(
    db: &Db,
    ctx: &Ctx,
    (id, version): (Uuid, i64),
    draft: &ProblemDraft,
) -> Result<(), Refused> {
    let before = problem(db, id).await?;
    let bearer = access::bearer_of_lab(db, before.lab).await?;
    bearer.may(ctx, Action::PrepareLab)?;
    let mut tx = db.begin(ctx).await?;
    let update = sql!(
        "update problem set title = $3, description = $4, evidence = $5, needs = $6, version = version + 1
         where id = $1 and version = $2"
    );
    let update = update.bind(id).bind(version).bind(phrase::stored(before.title.lang, &draft.title));
    let update = update.bind(phrase::stored(before.description.lang, &draft.description));
    let update = update.bind(draft.evidence()).bind(serde_json::json!(draft.needs).to_string());
    if tx.run(update).await? == 0 {
        return Err(Refused::Conflict("lab-refusal-stale"));
    }
    let chain = crate::chain(bearer.organization);
    tx.audit(entry(&chain, "lab.problem.changed", id, "")).await?;
    tx.emit("lab.problem.changed", &serde_json::json!({ "problem": id }).to_string()).await?;
    Ok(tx.commit().await?)
}

/// Says what became of a problem. It can be opened again.
///
/// # Errors
/// [`Refused::NotFound`] when the actor may not.
pub async fn settle_problem(db: &Db, ctx: &Ctx, id: Uuid, state: ProblemState) -> Result<(), Refused> {
    let before = problem(db, id).await?;
    let bearer = access::bearer_of_lab(db, before.lab).await?;
    bearer.may(ctx, Action::FollowUp)?;
    let mut tx = db.begin(ctx).await?;
    let update = sql!("update problem set state = $2, version = version + 1 where id = $1");
    tx.run(update.bind(id).bind(state.code())).await?;
    let chain = crate::chain(bearer.organization);
    tx.audit(entry(&chain, "lab.problem.settled", id, state.code())).await?;
    tx.emit("lab.problem.changed", &serde_json::json!({ "problem": id }).to_string()).await?;
    Ok(tx.commit().await?)
}

/// A problem. Whoever calls has asked whether the actor may.
///
/// # Errors
/// [`Refused::NotFound`] when there is none.
pub async fn problem(db: &Db, id: Uuid) -> Result<Problem, Refused> {
    let find = sql!(
        "select id, lab_id, title, description, evidence, needs, state, version from problem where id = $1"
    );
    let row = db.row(find.bind(id)).await?.ok_or(Refused::NotFound)?;
    let words = sql!(
        "select lang, words, state, source_hash, made_by, at, entity, entity_id from translation where entity_id = $1"
    );
    Ok(read(&row, &Shelf::of(db.rows(words.bind(id)).await?)?)?)
}

/// The problems of a Lab: the open ones first, then by age.
///
/// # Errors
/// [`Refused::Store`] of the database.
pub async fn problems_of(db: &Db, lab: Uuid) -> Result<Vec<Problem>, Refused> {
    let words = sql!(
        "select lang, words, state, source_hash, made_by, at, entity, entity_id from translation
         where entity_id in (select id from problem where lab_id = $1)"
    );
    let shelf = Shelf::of(db.rows(words.bind(lab)).await?)?;
    let find = sql!(
        "select id, lab_id, title, description, evidence, needs, state, version from problem where lab_id = $1
         order by case state when 'open' then 0 when 'answered' then 1 else 2 end, created_at, id"
    );
    let rows = db.rows(find.bind(lab)).await?;
    Ok(rows.iter().map(|row| read(row, &shelf)).collect::<Stored<_>>()?)
}

fn read(row: &Row, shelf: &Shelf) -> Stored<Problem> {
    let id = row.get(0)?;
    Ok(Problem {
        id,
        lab: row.get(1)?,
        title: shelf.phrase("problem.title", id, &row.get::<String>(2)?)?,
        description: shelf.phrase("problem.description", id, &row.get::<String>(3)?)?,
        evidence: serde_json::from_str(&row.get::<String>(4)?).unwrap_or_default(),
        needs: serde_json::from_str(&row.get::<String>(5)?).unwrap_or_default(),
        state: ProblemState::parse(&row.get::<String>(6)?).unwrap_or(ProblemState::Open),
        version: row.get(7)?,
    })
}

fn entry<'a>(chain: &'a str, action: &'a str, id: Uuid, detail: &'a str) -> Entry<'a> {
    Entry { chain, action, entity: "problem", id: Some(id), detail }
}
