//! What was said, as it is read back. The functions here ask no policy: whoever calls them has.

use crate::table::{Kind, Way};
use reticolo_base::{Instant, Lang};
use reticolo_store::{Db, Result, Row, sql};
use uuid::Uuid;

/// One thing said at a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Contribution {
    /// Its id.
    pub id: Uuid,
    /// The session.
    pub session: Uuid,
    /// The block.
    pub block: Uuid,
    /// The table's number in the block.
    pub table: i64,
    /// The round, from 1.
    pub round: i64,
    /// Its kind, if one was chosen.
    pub kind: Option<Kind>,
    /// The original words.
    pub words: String,
    /// Their language, a BCP 47 code.
    pub lang: String,
    /// Who said it, if it was not the whole table. Never shown: it lets answers reach her, and lets her mend her words.
    pub author: Option<Uuid>,
    /// The name to show, when its author signed; otherwise it is the table's.
    pub signed: Option<String>,
    /// How it was written down.
    pub way: Way,
    /// Whether it sums up the round.
    pub summary: bool,
    /// Whether it was taken from the cloth.
    pub hidden: bool,
    /// Whether its author took it away herself.
    pub taken_back: bool,
    /// Whether it is one of the table's strongest.
    pub strong: bool,
    /// Where it lies on the cloth, from 0 to 1200.
    pub x: f64,
    /// Where it lies on the cloth, from 0 to 800.
    pub y: f64,
    /// The problem that it answers.
    pub problem: Option<Uuid>,
    /// When it was written.
    pub written_at: Instant,
    /// When its words or kind last changed; also its version.
    pub changed_at: Instant,
}

impl Contribution {
    /// The language of the page in which it was written, when it is one of those of the pages.
    pub fn page_lang(&self) -> Option<Lang> {
        Lang::from_tag(&self.lang)
    }

    pub(super) fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            session: row.get(1)?,
            block: row.get(2)?,
            table: row.get(3)?,
            round: row.get(4)?,
            kind: row.get::<Option<String>>(5)?.as_deref().and_then(Kind::parse),
            words: row.get(6)?,
            lang: row.get(7)?,
            author: row.get(8)?,
            signed: row.get(9)?,
            way: Way::parse(&row.get::<String>(10)?),
            summary: row.get(11)?,
            hidden: row.get(12)?,
            taken_back: row.get::<String>(13)? == "author",
            strong: row.get(14)?,
            x: row.get(15)?,
            y: row.get(16)?,
            problem: row.get(17)?,
            written_at: row.get(18)?,
            changed_at: row.get(19)?,
        })
    }
}

fn all(rows: &[Row]) -> Result<Vec<Contribution>> {
    rows.iter().map(Contribution::read).collect()
}

/// What was said at a table, hidden ones and summaries too; in the order in which it was written. `round` narrows.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn of_table(db: &Db, block: Uuid, table: i64, round: Option<i64>) -> Result<Vec<Contribution>> {
    let find = sql!(
        "select c.id, c.session_id, c.block_id, c.table_number, c.round, c.kind, c.words, c.lang, c.author, p.name,
                c.way, c.summary, c.hidden, c.hidden_by, c.strong, c.x, c.y, c.problem_id, c.written_at, c.changed_at
         from contribution c left join participant p on p.id = c.author and c.signed
         where c.block_id = $1 and c.table_number = $2 order by c.round, c.written_at, c.id"
    );
    let said = all(&db.rows(find.bind(block).bind(table)).await?)?;
    Ok(said.into_iter().filter(|one| round.is_none_or(|round| one.round == round)).collect())
}

/// What was said in a whole session, hidden ones and summaries too; by table and round.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn of_session(db: &Db, session: Uuid) -> Result<Vec<Contribution>> {
    let find = sql!(
        "select c.id, c.session_id, c.block_id, c.table_number, c.round, c.kind, c.words, c.lang, c.author, p.name,
                c.way, c.summary, c.hidden, c.hidden_by, c.strong, c.x, c.y, c.problem_id, c.written_at, c.changed_at
         from contribution c join block b on b.id = c.block_id left join participant p on p.id = c.author and c.signed
         where c.session_id = $1 order by b.position, c.table_number, c.round, c.written_at, c.id"
    );
    all(&db.rows(find.bind(session)).await?)
}

/// What one participant said, newest first: what became of it is told to her.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn of_author(db: &Db, participant: Uuid) -> Result<Vec<Contribution>> {
    let find = sql!(
        "select c.id, c.session_id, c.block_id, c.table_number, c.round, c.kind, c.words, c.lang, c.author, p.name,
                c.way, c.summary, c.hidden, c.hidden_by, c.strong, c.x, c.y, c.problem_id, c.written_at, c.changed_at
         from contribution c left join participant p on p.id = c.author and c.signed
         where c.author = $1 order by c.written_at desc, c.id"
    );
    all(&db.rows(find.bind(participant)).await?)
}

/// One contribution.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn one(db: &Db, id: Uuid) -> Result<Option<Contribution>> {
    let find = sql!(
        "select c.id, c.session_id, c.block_id, c.table_number, c.round, c.kind, c.words, c.lang, c.author, p.name,
                c.way, c.summary, c.hidden, c.hidden_by, c.strong, c.x, c.y, c.problem_id, c.written_at, c.changed_at
         from contribution c left join participant p on p.id = c.author and c.signed
         where c.id = $1"
    );
    db.row(find.bind(id)).await?.as_ref().map(Contribution::read).transpose()
}
