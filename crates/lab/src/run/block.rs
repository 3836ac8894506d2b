//! The blocks of a session, as far as seats and the clock need them.

use crate::Refused;
use reticolo_base::Text;
use reticolo_store::{Db, Row, sql};
use uuid::Uuid;

/// A part of a session. It has seats when it has tables and rounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Its id.
    pub id: Uuid,
    /// Its place in the session.
    pub position: i64,
    /// Its kind.
    pub kind: String,
    /// Its title.
    pub title: Text,
    /// How many rounds.
    pub rounds: i64,
    /// How long a round lasts.
    pub round_minutes: i64,
    /// How many tables were thought of.
    pub tables: i64,
    /// The questions, in order.
    pub questions: Vec<Question>,
}

/// A question that matters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its id.
    pub id: Uuid,
    /// Its words.
    pub words: Text,
}

impl Block {
    /// Whether people sit at tables in it.
    pub fn is_seated(&self) -> bool {
        self.rounds > 0 && self.tables > 0
    }

    fn read(row: &Row) -> reticolo_store::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            position: row.get(1)?,
            kind: row.get(2)?,
            title: text(&row.get::<String>(3)?),
            rounds: row.get(4)?,
            round_minutes: row.get(5)?,
            tables: row.get(6)?,
            questions: Vec::new(),
        })
    }
}

/// A text in several languages as it is stored; words that are no such object count as Italian.
fn text(stored: &str) -> Text {
    serde_json::from_str(stored).unwrap_or_else(|_| Text::of(reticolo_base::Lang::It, stored))
}

/// The blocks of a session, in order, with their questions.
///
/// # Errors
/// [`Refused::Store`] of the database.
pub async fn blocks(db: &Db, session: Uuid) -> Result<Vec<Block>, Refused> {
    let find = sql!(
        "select id, position, kind, title, rounds, round_minutes, tables from block where session_id = $1
         order by position, id"
    );
    let rows = db.rows(find.bind(session)).await?;
    let mut blocks = rows.iter().map(Block::read).collect::<reticolo_store::Result<Vec<_>>>()?;
    let asked = sql!(
        "select q.block_id, q.id, q.words from question q join block b on b.id = q.block_id
         where b.session_id = $1 order by q.position, q.id"
    );
    for row in db.rows(asked.bind(session)).await? {
        let (of, id, words): (Uuid, Uuid, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        if let Some(block) = blocks.iter_mut().find(|block| block.id == of) {
            block.questions.push(Question { id, words: text(&words) });
        }
    }
    for question in blocks.iter_mut().flat_map(|block| &mut block.questions) {
        translated(db, question).await?;
    }
    Ok(blocks)
}

/// Adds the translations that were made of a question to its own words, which stay as they are.
async fn translated(db: &Db, question: &mut Question) -> Result<(), Refused> {
    let Some(source) = question.words.source() else { return Ok(()) };
    let original = question.words.get(source).unwrap_or_default().to_owned();
    for (lang, made) in crate::translation::all(db, "question", question.id, &original).await? {
        if question.words.get(lang).is_none() && made.state != crate::translation::State::Outdated {
            question.words.set(lang, made.words);
        }
    }
    Ok(())
}

/// A block of a session in which people sit at tables.
///
/// # Errors
/// [`Refused::NotFound`] when there is none of this id in the session.
pub async fn seated(db: &Db, session: Uuid, block: Uuid) -> Result<Block, Refused> {
    let mut all = blocks(db, session).await?.into_iter();
    all.find(|one| one.id == block && one.is_seated()).ok_or(Refused::NotFound)
}

/// What stands above every page of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// The session.
    pub session: Uuid,
    /// Its Lab.
    pub lab: Uuid,
    /// Its title.
    pub title: Text,
}

/// What stands above every page of a session.
///
/// # Errors
/// [`Refused::NotFound`] when there is no such session.
pub async fn heading(db: &Db, session: Uuid) -> Result<Heading, Refused> {
    let find = sql!("select lab_id, title from lab_session where id = $1");
    let row = db.row(find.bind(session)).await?.ok_or(Refused::NotFound)?;
    Ok(Heading { session, lab: row.get(0)?, title: text(&row.get::<String>(1)?) })
}
