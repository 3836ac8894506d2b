//! Blocks of a session: add, change, move, take out, put back.

use super::{
    Block, BlockKind, Mistake, Mistakes, OUTPUTS, Question, change::Change, journey, phrase, practice, typed,
};
use crate::{Refused, translation};
use reticolo_base::{Ctx, Lang};
use reticolo_store::{Db, Tx, sql};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The most blocks of a session.
pub const MOST_BLOCKS: usize = 30;

/// The most tables of a block: as many as one room, or one video server, can bear.
pub const MOST_TABLES: u32 = 200;

/// What is said about a block when it is made or changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockDraft {
    kind: BlockKind,
    title: String,
    purpose: String,
    minutes: u32,
    rounds: u32,
    round_minutes: u32,
    tables: u32,
    outputs: Vec<String>,
    journey: Option<String>,
    practice: Option<String>,
}

/// What was typed about a block, as it was typed.
#[derive(Debug, Clone, Default)]
pub struct BlockTyped<'a> {
    /// What people do.
    pub kind: &'a str,
    /// Its title.
    pub title: &'a str,
    /// What it is for.
    pub purpose: &'a str,
    /// How long, in minutes.
    pub minutes: &'a str,
    /// Turns; read only where there are tables.
    pub rounds: &'a str,
    /// How long a turn is, in minutes; read only where there are tables.
    pub round_minutes: &'a str,
    /// Tables; read only where there are tables.
    pub tables: &'a str,
    /// What it leaves behind.
    pub outputs: Vec<&'a str>,
    /// The journey that is walked; read only for a journey.
    pub journey: &'a str,
    /// The practice it follows, where it follows one.
    pub practice: &'a str,
}

impl BlockDraft {
    /// From a form.
    ///
    /// # Errors
    /// A message at each field that is not as it must be.
    pub fn parse(typed: &BlockTyped<'_>) -> Result<Self, Vec<Mistake>> {
        let mut mistakes = Mistakes::default();
        let kind = BlockKind::parse(typed.kind);
        if kind.is_none() {
            mistakes.note("kind", "lab-problem-kind");
        }
        let kind = kind.unwrap_or(BlockKind::Plenary);
        let title = mistakes.take("title", typed::line(typed.title, typed::TITLE_CHARS));
        let purpose = mistakes.take("purpose", typed::text(typed.purpose, typed::TEXT_CHARS));
        let number = |text, most, key| typed::number(text, 1, most).ok_or(key);
        let minutes = mistakes.take("minutes", number(typed.minutes, 720, "lab-problem-minutes"));
        let (mut rounds, mut round_minutes, mut tables) = (0, 0, 0);
        if kind.has_tables() {
            rounds = mistakes.take("rounds", number(typed.rounds, 12, "lab-problem-rounds"));
            round_minutes =
                mistakes.take("round_minutes", number(typed.round_minutes, 180, "lab-problem-round-minutes"));
            tables = mistakes.take("tables", number(typed.tables, MOST_TABLES, "lab-problem-tables"));
            if minutes > 0 && rounds * round_minutes > minutes {
                let needed = (rounds * round_minutes).to_string();
                mistakes.note_with("minutes", "lab-problem-rounds-longer", ("needed", needed));
            }
        }
        let journey = (kind == BlockKind::Journey).then(|| typed.journey.to_owned());
        if journey.as_deref().is_some_and(|code| journey::journey(code).is_none()) {
            mistakes.note("journey", "lab-problem-journey");
        }
        let practice = practice::practice(typed.practice).map(|practice| practice.code.clone());
        let outputs = OUTPUTS.into_iter().filter(|output| typed.outputs.contains(output));
        let outputs = outputs.map(str::to_owned).collect();
        mistakes.or(Self {
            kind,
            title,
            purpose,
            minutes,
            rounds,
            round_minutes,
            tables,
            outputs,
            journey,
            practice,
        })
    }
}

/// Adds a block at the end, written in the language of the context.
///
/// # Errors
/// [`Refused::NotFound`] when the actor may not, [`Refused::Conflict`] when it runs or changed meanwhile,
/// [`Refused::TooMany`] beyond [`MOST_BLOCKS`].
pub async fn add_block(
    db: &Db,
    ctx: &Ctx,
    (session, version): (Uuid, i64),
    id: Uuid,
    draft: &BlockDraft,
) -> Result<i64, Refused> {
    let mut change = Change::begin(db, ctx, session, version).await?;
    if change.plan.blocks.len() >= MOST_BLOCKS {
        return Err(Refused::TooMany("lab-refusal-blocks"));
    }
    let last = change.plan.blocks.iter().map(|block| block.position).max().unwrap_or(0);
    let block = Block {
        id,
        position: last + 1,
        kind: draft.kind,
        title: phrase::Phrase::new(ctx.lang, draft.title.as_str()),
        purpose: phrase::Phrase::new(ctx.lang, draft.purpose.as_str()),
        minutes: draft.minutes,
        rounds: draft.rounds,
        round_minutes: draft.round_minutes,
        tables: draft.tables,
        outputs: draft.outputs.clone(),
        journey: draft.journey.clone(),
        practice: draft.practice.clone(),
        questions: Vec::new(),
    };
    insert(&mut change.tx, session, &block).await?;
    change.end("lab.block.added", Some(id)).await
}

/// Changes a block. Its texts stay in the language of their originals.
///
/// # Errors
/// [`Refused::NotFound`] when the actor may not, [`Refused::Conflict`] when it runs or changed meanwhile.
pub async fn change_block(
    db: &Db,
    ctx: &Ctx,
    (session, version): (Uuid, i64),
    id: Uuid,
    draft: &BlockDraft,
) -> Result<i64, Refused> {
    let mut change = Change::begin(db, ctx, session, version).await?;
    let before = change.plan.block(id).ok_or(Refused::NotFound)?;
    let update = sql!(
        "update block set kind = $2, title = $3, purpose = $4, minutes = $5, rounds = $6, round_minutes = $7, tables = $8,
            outputs = $9, journey = $10, practice = $11 where id = $1"
    );
    let update = update.bind(id).bind(draft.kind.code());
    let update = update.bind(phrase::stored(before.title.lang, &draft.title));
    let update = update.bind(phrase::stored(before.purpose.lang, &draft.purpose)).bind(draft.minutes);
    let update = update.bind(draft.rounds).bind(draft.round_minutes).bind(draft.tables);
    let update = update.bind(serde_json::json!(draft.outputs).to_string()).bind(draft.journey.clone());
    change.tx.run(update.bind(draft.practice.clone())).await?;
    change.end("lab.block.changed", Some(id)).await
}

/// Where something goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// One place earlier.
    Up,
    /// One place later.
    Down,
}

/// The list with the item at `place` moved by one; unchanged at the ends.
pub(super) fn moved<T: Copy>(items: &[T], place: usize, to: Move) -> Vec<T> {
    let mut items = items.to_vec();
    let other = match to {
        Move::Up => place.checked_sub(1),
        Move::Down => Some(place + 1).filter(|next| *next < items.len()),
    };
    if let Some(other) = other {
        items.swap(place, other);
    }
    items
}

/// Moves a block by one place.
///
/// # Errors
/// [`Refused::NotFound`] when the actor may not, [`Refused::Conflict`] when it runs or changed meanwhile.
pub async fn move_block(
    db: &Db,
    ctx: &Ctx,
    (session, version): (Uuid, i64),
    id: Uuid,
    to: Move,
) -> Result<i64, Refused> {
    let mut change = Change::begin(db, ctx, session, version).await?;
    let ids: Vec<Uuid> = change.plan.blocks.iter().map(|block| block.id).collect();
    let place = ids.iter().position(|block| *block == id).ok_or(Refused::NotFound)?;
    for (position, block) in (1u32..).zip(moved(&ids, place, to)) {
        let update = sql!("update block set position = $2 where id = $1");
        change.tx.run(update.bind(block).bind(position)).await?;
    }
    change.end("lab.block.moved", Some(id)).await
}

/// Takes a block out. It can be [put back](super::restore) until the session runs.
///
/// # Errors
/// [`Refused::NotFound`] when the actor may not, [`Refused::Conflict`] when it runs or changed meanwhile, or its tables are
/// already set.
pub async fn remove_block(
    db: &Db,
    ctx: &Ctx,
    (session, version): (Uuid, i64),
    id: Uuid,
) -> Result<i64, Refused> {
    let mut change = Change::begin(db, ctx, session, version).await?;
    let block = change.plan.block(id).ok_or(Refused::NotFound)?.clone();
    let used = sql!(
        "select 1 where exists (select 1 from cafe_table where block_id = $1)
            or exists (select 1 from seat where block_id = $1) or exists (select 1 from contribution where block_id = $1)
            or exists (select 1 from journey_tick where block_id = $1)
            or exists (select 1 from journey_note where block_id = $1)"
    );
    if change.tx.row(used.bind(id)).await?.is_some() {
        return Err(Refused::Conflict("lab-refusal-block-used"));
    }
    keep(&mut change.tx, session, id, &Removed::Block(KeptBlock::of(&block))).await?;
    change.tx.run(sql!("delete from question where block_id = $1").bind(id)).await?;
    change.tx.run(sql!("delete from block where id = $1").bind(id)).await?;
    change.end("lab.block.removed", Some(id)).await
}

/// What was taken out, as it is kept. Translations stay where they are: they come back with the ids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Removed {
    /// A block with its questions.
    Block(KeptBlock),
    /// A question and its block.
    Question(Uuid, KeptQuestion),
}

type Original = BTreeMap<Lang, String>;

fn original(phrase: &phrase::Phrase) -> Original {
    BTreeMap::from([(phrase.lang, phrase.words.clone())])
}

fn back(original: &Original) -> phrase::Phrase {
    let first = original.iter().next();
    first.map_or_else(
        || phrase::Phrase::new(Lang::It, ""),
        |(lang, words)| phrase::Phrase::new(*lang, words.as_str()),
    )
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct KeptBlock {
    id: Uuid,
    position: u32,
    kind: String,
    pub(super) title: Original,
    purpose: Original,
    minutes: u32,
    rounds: u32,
    round_minutes: u32,
    tables: u32,
    outputs: Vec<String>,
    journey: Option<String>,
    practice: Option<String>,
    questions: Vec<KeptQuestion>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct KeptQuestion {
    id: Uuid,
    position: u32,
    pub(super) words: Original,
    problem: Option<Uuid>,
}

impl KeptBlock {
    fn of(block: &Block) -> Self {
        Self {
            id: block.id,
            position: block.position,
            kind: block.kind.code().to_owned(),
            title: original(&block.title),
            purpose: original(&block.purpose),
            minutes: block.minutes,
            rounds: block.rounds,
            round_minutes: block.round_minutes,
            tables: block.tables,
            outputs: block.outputs.clone(),
            journey: block.journey.clone(),
            practice: block.practice.clone(),
            questions: block.questions.iter().map(KeptQuestion::of).collect(),
        }
    }

    pub(super) fn back(&self) -> Block {
        Block {
            id: self.id,
            position: self.position,
            kind: BlockKind::parse(&self.kind).unwrap_or(BlockKind::Plenary),
            title: back(&self.title),
            purpose: back(&self.purpose),
            minutes: self.minutes,
            rounds: self.rounds,
            round_minutes: self.round_minutes,
            tables: self.tables,
            outputs: self.outputs.clone(),
            journey: self.journey.clone(),
            practice: self.practice.clone(),
            questions: self.questions.iter().map(KeptQuestion::back).collect(),
        }
    }
}

impl KeptQuestion {
    pub(super) fn of(question: &Question) -> Self {
        let Question { id, position, ref words, problem } = *question;
        Self { id, position, words: original(words), problem }
    }

    pub(super) fn back(&self) -> Question {
        Question { id: self.id, position: self.position, words: back(&self.words), problem: self.problem }
    }
}

pub(super) async fn keep(tx: &mut Tx, session: Uuid, id: Uuid, removed: &Removed) -> Result<(), Refused> {
    let kind = if matches!(removed, Removed::Block(_)) { "block" } else { "question" };
    let body = serde_json::to_string(removed).unwrap_or_default();
    let now = tx.ctx().now;
    let insert =
        sql!("insert into removed_part (id, session_id, kind, body, at) values ($1, $2, $3, $4, $5)");
    tx.run(insert.bind(id).bind(session).bind(kind).bind(body).bind(now)).await?;
    Ok(())
}

/// Writes a block with its questions.
pub(super) async fn insert(tx: &mut Tx, session: Uuid, block: &Block) -> Result<(), Refused> {
    let insert = sql!(
        "insert into block (id, session_id, position, kind, title, purpose, minutes, rounds, round_minutes, tables, outputs,
            journey, practice)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
    );
    let insert = insert.bind(block.id).bind(session).bind(block.position).bind(block.kind.code());
    let insert = insert.bind(phrase::stored(block.title.lang, &block.title.words));
    let insert = insert.bind(phrase::stored(block.purpose.lang, &block.purpose.words)).bind(block.minutes);
    let insert = insert.bind(block.rounds).bind(block.round_minutes).bind(block.tables);
    let insert = insert.bind(serde_json::json!(block.outputs).to_string()).bind(block.journey.clone());
    tx.run(insert.bind(block.practice.clone())).await?;
    for question in &block.questions {
        insert_question(tx, block.id, question).await?;
    }
    for (entity, phrase) in [("block.title", &block.title), ("block.purpose", &block.purpose)] {
        for (lang, other) in &phrase.others {
            let words = (phrase.words.as_str(), other.words.as_str());
            translation::put(tx, (entity, block.id), *lang, words, (other.maker, false)).await?;
        }
    }
    Ok(())
}

/// Writes a question.
pub(super) async fn insert_question(tx: &mut Tx, block: Uuid, question: &Question) -> Result<(), Refused> {
    let insert =
        sql!("insert into question (id, block_id, position, words, problem_id) values ($1, $2, $3, $4, $5)");
    let insert = insert.bind(question.id).bind(block).bind(question.position);
    let insert = insert.bind(phrase::stored(question.words.lang, &question.words.words));
    tx.run(insert.bind(question.problem)).await?;
    Ok(())
}
