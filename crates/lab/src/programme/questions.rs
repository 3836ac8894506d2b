//! Guiding questions: add, change, move, take out – and put back whatever was taken out.

use super::{
    Phrase, Question,
    blocks::{self, KeptQuestion, Move, Removed},
    change::Change,
    phrase, typed,
};
use crate::Refused;
use reticolo_base::Ctx;
use reticolo_store::{Db, sql};
use uuid::Uuid;

/// The most questions of a block.
pub const MOST_QUESTIONS: usize = 20;

/// Adds a question to a block, in the language of the context.
///
/// # Errors
/// [`Refused::Invalid`] for words that are none, [`Refused::NotFound`] when the actor may not, [`Refused::Conflict`] when
/// the session runs or changed meanwhile, [`Refused::TooMany`] beyond [`MOST_QUESTIONS`].
pub async fn add_question(
    db: &Db,
    ctx: &Ctx,
    (session, version): (Uuid, i64),
    block: Uuid,
    (id, words): (Uuid, &str),
) -> Result<i64, Refused> {
    let mut change = Change::begin(db, ctx, session, version).await?;
    let words = typed::line(words, typed::QUESTION_CHARS).map_err(Refused::invalid)?;
    let questions = &change.plan.block(block).ok_or(Refused::NotFound)?.questions;
    if questions.len() >= MOST_QUESTIONS {
        return Err(Refused::TooMany("lab-refusal-questions"));
    }
    let last = questions.iter().map(|question| question.position).max().unwrap_or(0);
    let question = Question { id, position: last + 1, words: Phrase::new(ctx.lang, words), problem: None };
    blocks::insert_question(&mut change.tx, block, &question).await?;
    change.end("lab.question.added", Some(id)).await
}

/// Changes the original words of a question, and the problem to which it belongs. Its translations become outdated.
///
/// # Errors
/// As [`add_question`].
pub async fn change_question(
    db: &Db,
    ctx: &Ctx,
    (session, version): (Uuid, i64),
    id: Uuid,
    (words, problem): (&str, Option<Uuid>),
) -> Result<i64, Refused> {
    let mut change = Change::begin(db, ctx, session, version).await?;
    let words = typed::line(words, typed::QUESTION_CHARS).map_err(Refused::invalid)?;
    let (_, before) = change.plan.question(id).ok_or(Refused::NotFound)?;
    if let Some(problem) = problem {
        let known = sql!("select 1 from problem where id = $1 and lab_id = $2");
        let known = change.tx.row(known.bind(problem).bind(change.plan.session.lab)).await?;
        known.ok_or_else(|| Refused::invalid("lab-problem-no-problem"))?;
    }
    let update = sql!("update question set words = $2, problem_id = $3 where id = $1");
    let words = phrase::stored(before.words.lang, &words);
    change.tx.run(update.bind(id).bind(words).bind(problem)).await?;
    change.end("lab.question.changed", Some(id)).await
}

/// Moves a question by one place within its block.
///
/// # Errors
/// As [`add_question`].
pub async fn move_question(
    db: &Db,
    ctx: &Ctx,
    (session, version): (Uuid, i64),
    id: Uuid,
    to: Move,
) -> Result<i64, Refused> {
    let mut change = Change::begin(db, ctx, session, version).await?;
    let (block, _) = change.plan.question(id).ok_or(Refused::NotFound)?;
    let ids: Vec<Uuid> = block.questions.iter().map(|question| question.id).collect();
    let place = ids.iter().position(|question| *question == id).ok_or(Refused::NotFound)?;
    for (position, question) in (1u32..).zip(blocks::moved(&ids, place, to)) {
        let update = sql!("update question set position = $2 where id = $1");
        change.tx.run(update.bind(question).bind(position)).await?;
    }
    change.end("lab.question.moved", Some(id)).await
}

/// Takes a question out. It can be [put back](restore) until the session runs.
///
/// # Errors
/// As [`add_question`]; [`Refused::Conflict`] also when a table already talks about it.
pub async fn remove_question(
    db: &Db,
    ctx: &Ctx,
    (session, version): (Uuid, i64),
    id: Uuid,
) -> Result<i64, Refused> {
    let mut change = Change::begin(db, ctx, session, version).await?;
    let (block, question) = change.plan.question(id).ok_or(Refused::NotFound)?;
    let removed = Removed::Question(block.id, KeptQuestion::of(question));
    let used = sql!("select 1 from cafe_table where question_id = $1 limit 1");
    if change.tx.row(used.bind(id)).await?.is_some() {
        return Err(Refused::Conflict("lab-refusal-question-used"));
    }
    blocks::keep(&mut change.tx, session, id, &removed).await?;
    change.tx.run(sql!("delete from question where id = $1").bind(id)).await?;
    change.end("lab.question.removed", Some(id)).await
}

/// Something that was taken out and can be put back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemovedPart {
    /// Its id, which it gets again.
    pub id: Uuid,
    /// Whether it is a block; otherwise a question.
    pub block: bool,
    /// Its title or words.
    pub words: Phrase,
}

/// What was taken out of a session, the last first. Whoever calls has asked whether the actor may.
///
/// # Errors
/// [`Refused::Store`] of the database.
pub async fn removed(db: &Db, session: Uuid) -> Result<Vec<RemovedPart>, Refused> {
    let find = sql!("select id, body from removed_part where session_id = $1 order by at desc, id limit 20");
    let mut parts = Vec::new();
    for row in db.rows(find.bind(session)).await? {
        let id = row.get(0)?;
        match serde_json::from_str(&row.get::<String>(1)?) {
            Ok(Removed::Block(kept)) => parts.push(RemovedPart { id, block: true, words: kept.back().title }),
            Ok(Removed::Question(_, kept)) => {
                parts.push(RemovedPart { id, block: false, words: kept.back().words });
            }
            Err(error) => tracing::error!(%error, "what was taken out cannot be read"),
        }
    }
    Ok(parts)
}

/// Puts back what was taken out, at its old place.
///
/// # Errors
/// [`Refused::NotFound`] when the actor may not or nothing is there to be put back; [`Refused::Conflict`] when the session
/// runs or changed meanwhile, or the question's block is gone.
pub async fn restore(db: &Db, ctx: &Ctx, (session, version): (Uuid, i64), id: Uuid) -> Result<i64, Refused> {
    let mut change = Change::begin(db, ctx, session, version).await?;
    let find = sql!("select body from removed_part where id = $1 and session_id = $2");
    let row = change.tx.row(find.bind(id).bind(session)).await?.ok_or(Refused::NotFound)?;
    let removed = serde_json::from_str(&row.get::<String>(0)?).map_err(|_| Refused::NotFound)?;
    match removed {
        Removed::Block(kept) => {
            let block = kept.back();
            let later =
                sql!("update block set position = position + 1 where session_id = $1 and position >= $2");
            change.tx.run(later.bind(session).bind(block.position)).await?;
            blocks::insert(&mut change.tx, session, &block).await?;
        }
        Removed::Question(block, kept) => {
            change.plan.block(block).ok_or(Refused::Conflict("lab-refusal-block-gone"))?;
            let question = kept.back();
            let later =
                sql!("update question set position = position + 1 where block_id = $1 and position >= $2");
            change.tx.run(later.bind(block).bind(question.position)).await?;
            blocks::insert_question(&mut change.tx, block, &question).await?;
        }
    }
    change.tx.run(sql!("delete from removed_part where id = $1").bind(id)).await?;
    change.end("lab.part.restored", Some(id)).await
}
