//! What was asked and what was said.

use super::text;
use crate::{
    Refused,
    report::minutes::{Asked, AtTable, Told, Word},
};
use reticolo_store::{Db, sql};
use uuid::Uuid;

pub(super) async fn questions(db: &Db, session: Uuid) -> Result<Vec<Asked>, Refused> {
    let blocks =
        sql!("select id, title, rounds, tables from block where session_id = $1 order by position, id");
    let asked = sql!("select words from question where block_id = $1 order by position, id");
    let mut all = Vec::new();
    for row in db.rows(blocks.bind(session)).await? {
        let block: Uuid = row.get(0)?;
        let mut questions = Vec::new();
        for question in db.rows(asked.bind(block)).await? {
            questions.push(text(&question.get::<String>(0)?));
        }
        let title = text(&row.get::<String>(1)?);
        all.push(Asked { block, title, questions, rounds: row.get(2)?, tables: row.get(3)? });
    }
    Ok(all)
}

/// What was said, table by table and round by round; what was hidden is left out.
pub(super) async fn words(db: &Db, session: Uuid) -> Result<Vec<AtTable>, Refused> {
    let find = sql!(
        "select c.id, c.block_id, c.table_number, c.round, c.kind, c.summary, c.words, c.lang
         from contribution c join block b on b.id = c.block_id
         where c.session_id = $1 and not c.hidden
         order by b.position, c.block_id, c.table_number, c.round, c.summary, c.written_at, c.id"
    );
    let mut all: Vec<AtTable> = Vec::new();
    for row in db.rows(find.bind(session)).await? {
        let (id, block, table, round): (Uuid, Uuid, i64, i64) =
            (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        let words = Told::of(db, ("contribution", id), row.get(6)?, &row.get::<String>(7)?).await?;
        let word = Word { id, kind: row.get(4)?, summary: row.get(5)?, words };
        match all.last_mut() {
            Some(last) if (last.block, last.table, last.round) == (block, table, round) => {
                last.said.push(word);
            }
            _ => all.push(AtTable { block, table, round, said: vec![word] }),
        }
    }
    Ok(all)
}
