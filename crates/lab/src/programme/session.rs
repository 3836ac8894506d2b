//! A session: one meeting of a Lab, made of blocks.

use super::{Block, BlockKind, Phrase, Question, Video, phrase::Shelf};
use crate::Refused;
use reticolo_base::Instant;
use reticolo_store::{Db, Result as Stored, Row, sql};
use std::collections::HashMap;
use uuid::Uuid;

/// How far a session is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SessionState {
    /// It is being prepared; only those who prepare it see it.
    Draft,
    /// People are invited; its title, purpose, day and place are public.
    Inviting,
    /// It runs.
    Running,
    /// It is over; its minutes are written.
    Closed,
    /// Its minutes are approved.
    Approved,
}

impl SessionState {
    /// Every state, in order.
    pub const ALL: [Self; 5] = [Self::Draft, Self::Inviting, Self::Running, Self::Closed, Self::Approved];

    /// The stored word, also the last part of its text's key.
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Inviting => "inviting",
            Self::Running => "running",
            Self::Closed => "closed",
            Self::Approved => "approved",
        }
    }

    /// From the stored word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// The state that follows.
    pub fn next(self) -> Option<Self> {
        Self::ALL.into_iter().find(|state| *state > self)
    }
}

/// A session, without its blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The session.
    pub id: Uuid,
    /// Its Lab.
    pub lab: Uuid,
    /// The template it was made from.
    pub template: String,
    /// Its title.
    pub title: Phrase,
    /// What it is for.
    pub purpose: Phrase,
    /// What people read when they come in.
    pub welcome: Phrase,
    /// When it begins.
    pub starts_at: Instant,
    /// When it ends.
    pub ends_at: Instant,
    /// The IANA time zone of the place.
    pub zone: String,
    /// Where it is; empty when only on line.
    pub place: String,
    /// Where people see and hear each other.
    pub video: Video,
    /// The room of all; only participants know its id.
    pub room: Uuid,
    /// How far it is.
    pub state: SessionState,
    /// Rises with every change; whoever changes says which one she saw.
    pub version: i64,
}

impl Session {
    /// How many minutes there are.
    pub fn minutes(&self) -> u32 {
        u32::try_from((self.ends_at.0 - self.starts_at.0) / 60_000_000).unwrap_or(0)
    }

    /// Whether blocks and questions may still be changed: before it runs.
    pub fn is_prepared(&self) -> bool {
        self.state < SessionState::Running
    }
}

/// A session with its blocks and their questions: everything that was prepared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionPlan {
    /// The session.
    pub session: Session,
    /// The blocks, in order.
    pub blocks: Vec<Block>,
}

impl SessionPlan {
    /// A block of the session.
    pub fn block(&self, id: Uuid) -> Option<&Block> {
        self.blocks.iter().find(|block| block.id == id)
    }

    /// A question of the session, with its block.
    pub fn question(&self, id: Uuid) -> Option<(&Block, &Question)> {
        let of = |block| move |question| (block, question);
        self.blocks
            .iter()
            .flat_map(|block| block.questions.iter().map(of(block)))
            .find(|(_, question)| question.id == id)
    }

    /// The minutes of all blocks.
    pub fn planned(&self) -> u32 {
        self.blocks.iter().fold(0, |sum, block| sum.saturating_add(block.minutes))
    }
}

/// A session with its blocks and questions. Whoever calls has asked whether the actor may.
///
/// # Errors
/// [`Refused::NotFound`] when there is none.
pub async fn session(db: &Db, id: Uuid) -> Result<SessionPlan, Refused> {
    let find = sql!(
        "select id, lab_id, template, title, purpose, welcome, starts_at, ends_at, zone, place, video, state, version, room_id
         from lab_session where id = $1"
    );
    let row = db.row(find.bind(id)).await?.ok_or(Refused::NotFound)?;
    let shelf = translations(db, id).await?;
    let mut questions = questions(db, id, &shelf).await?;
    let blocks = sql!(
        "select id, position, kind, title, purpose, minutes, rounds, round_minutes, tables, outputs, journey, practice
         from block where session_id = $1 order by position, id"
    );
    let rows = db.rows(blocks.bind(id)).await?;
    let block = |row: &Row| {
        let id: Uuid = row.get(0)?;
        read_block(row, &shelf, questions.remove(&id).unwrap_or_default())
    };
    let blocks = rows.iter().map(block).collect::<Stored<_>>()?;
    Ok(SessionPlan { session: read_session(&row, &shelf)?, blocks })
}

/// The sessions of a Lab, by day.
///
/// # Errors
/// [`Refused::Store`] of the database.
pub async fn sessions_of(db: &Db, lab: Uuid) -> Result<Vec<Session>, Refused> {
    let words = sql!(
        "select lang, words, state, source_hash, made_by, at, entity, entity_id from translation
         where entity_id in (select id from lab_session where lab_id = $1)"
    );
    let shelf = Shelf::of(db.rows(words.bind(lab)).await?)?;
    let find = sql!(
        "select id, lab_id, template, title, purpose, welcome, starts_at, ends_at, zone, place, video, state, version, room_id
         from lab_session where lab_id = $1 order by starts_at, id"
    );
    let rows = db.rows(find.bind(lab)).await?;
    Ok(rows.iter().map(|row| read_session(row, &shelf)).collect::<Stored<_>>()?)
}

async fn translations(db: &Db, session: Uuid) -> Stored<Shelf> {
    let find = sql!(
        "select lang, words, state, source_hash, made_by, at, entity, entity_id from translation
         where entity_id = $1 or entity_id in (select id from block where session_id = $1)
            or entity_id in (select q.id from question q join block b on b.id = q.block_id where b.session_id = $1)"
    );
    Shelf::of(db.rows(find.bind(session)).await?)
}

async fn questions(db: &Db, session: Uuid, shelf: &Shelf) -> Stored<HashMap<Uuid, Vec<Question>>> {
    let find = sql!(
        "select q.block_id, q.id, q.position, q.words, q.problem_id from question q
         join block b on b.id = q.block_id where b.session_id = $1 order by q.position, q.id"
    );
    let mut all: HashMap<Uuid, Vec<Question>> = HashMap::new();
    for row in db.rows(find.bind(session)).await? {
        let id = row.get(1)?;
        let list = all.entry(row.get(0)?).or_default();
        list.push(Question {
            id,
            position: place(list.len()),
            words: shelf.phrase("question", id, &row.get::<String>(3)?)?,
            problem: row.get(4)?,
        });
    }
    Ok(all)
}

fn place(before: usize) -> u32 {
    u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1)
}

fn count(row: &Row, column: usize) -> Stored<u32> {
    Ok(u32::try_from(row.get::<i64>(column)?).unwrap_or(0))
}

fn read_session(row: &Row, shelf: &Shelf) -> Stored<Session> {
    let id = row.get(0)?;
    Ok(Session {
        id,
        lab: row.get(1)?,
        template: row.get(2)?,
        title: shelf.phrase("session.title", id, &row.get::<String>(3)?)?,
        purpose: shelf.phrase("session.purpose", id, &row.get::<String>(4)?)?,
        welcome: shelf.phrase("session.welcome", id, &row.get::<String>(5)?)?,
        starts_at: row.get(6)?,
        ends_at: row.get(7)?,
        zone: row.get(8)?,
        place: row.get(9)?,
        video: Video::read(&row.get::<String>(10)?),
        state: SessionState::parse(&row.get::<String>(11)?).unwrap_or(SessionState::Draft),
        version: row.get(12)?,
        room: row.get(13)?,
    })
}

fn read_block(row: &Row, shelf: &Shelf, questions: Vec<Question>) -> Stored<Block> {
    let id = row.get(0)?;
    Ok(Block {
        id,
        position: count(row, 1)?,
        kind: BlockKind::parse(&row.get::<String>(2)?).unwrap_or(BlockKind::Information),
        title: shelf.phrase("block.title", id, &row.get::<String>(3)?)?,
        purpose: shelf.phrase("block.purpose", id, &row.get::<String>(4)?)?,
        minutes: count(row, 5)?,
        rounds: count(row, 6)?,
        round_minutes: count(row, 7)?,
        tables: count(row, 8)?,
        outputs: serde_json::from_str(&row.get::<String>(9)?).unwrap_or_default(),
        journey: row.get(10)?,
        practice: row.get(11)?,
        questions,
    })
}
