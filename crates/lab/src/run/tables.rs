//! The tables of a block.

use crate::{
    Refused,
    run::{block::Block, blocks, state},
};
use reticolo_store::{Db, Row, Tx, sql};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// More tables than these are refused: no café has them.
pub const MOST_TABLES: i64 = 250;

/// A table of a block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CafeTable {
    /// Its number, from 1.
    pub number: i64,
    /// Who hosts it.
    pub host: Option<Uuid>,
    /// The question that is talked about there.
    pub question: Option<Uuid>,
    /// It is reached without steps.
    pub step_free: bool,
    /// The address of its video room; empty for none.
    pub video: String,
    /// Its live room.
    pub room_id: Uuid,
    /// Whether people sit there; a table that was put away is closed.
    pub open: bool,
}

impl CafeTable {
    /// A new table of a block: its question is the next in turn, its room follows from its number.
    pub fn new(block: &Block, number: i64) -> Self {
        let count = block.questions.len().max(1) as i64;
        let question = usize::try_from((number - 1).rem_euclid(count)).unwrap_or(0);
        Self {
            number,
            host: None,
            question: block.questions.get(question).map(|question| question.id),
            step_free: true,
            video: String::new(),
            room_id: Uuid::new_v5(&block.id, format!("table {number}").as_bytes()),
            open: true,
        }
    }

    fn read(row: &Row) -> reticolo_store::Result<Self> {
        Ok(Self {
            number: row.get(0)?,
            host: row.get(1)?,
            question: row.get(2)?,
            step_free: row.get(3)?,
            video: row.get(4)?,
            room_id: row.get(5)?,
            open: row.get(6)?,
        })
    }
}

/// The tables of a block, by number, also those that were put away.
///
/// # Errors
/// [`Refused::Store`] of the database.
pub async fn tables_of(db: &Db, block: Uuid) -> Result<Vec<CafeTable>, Refused> {
    let find = sql!(
        "select number, host, question_id, step_free, video, room_id, open from cafe_table where block_id = $1
         order by number"
    );
    let rows = db.rows(find.bind(block)).await?;
    Ok(rows.iter().map(CafeTable::read).collect::<reticolo_store::Result<_>>()?)
}

/// The open tables of the block that runs; before the first, of the first block with tables.
///
/// # Errors
/// [`Refused::Store`] of the database.
pub async fn tables(db: &Db, session: Uuid) -> Result<Vec<CafeTable>, Refused> {
    let running = state(db, session).await?;
    let first = || async {
        let all = blocks(db, session).await?;
        Ok::<_, Refused>(all.into_iter().find(Block::is_seated).map(|block| block.id))
    };
    let Some(block) = (if running.block.is_some() { running.block } else { first().await? }) else {
        return Ok(Vec::new());
    };
    Ok(tables_of(db, block).await?.into_iter().filter(|table| table.open).collect())
}

/// Writes a table as it shall be.
pub(crate) async fn put(tx: &mut Tx, block: Uuid, table: &CafeTable) -> reticolo_store::Result<()> {
    let put = sql!(
        "insert into cafe_table (block_id, number, host, question_id, step_free, video, room_id, open)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (block_id, number) do update set host = excluded.host, question_id = excluded.question_id,
            step_free = excluded.step_free, video = excluded.video, open = excluded.open"
    );
    let put = put.bind(block).bind(table.number).bind(table.host).bind(table.question);
    let put = put.bind(table.step_free).bind(table.video.as_str()).bind(table.room_id).bind(table.open);
    tx.run(put).await.map(drop)
}
