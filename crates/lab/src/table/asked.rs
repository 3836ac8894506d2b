//! The question of a table in the reader's language, and which block a table's number means.

use crate::{
    Refused,
    table::Table,
    translation::{self, Translation},
};
use reticolo_base::{Lang, Text};
use reticolo_store::{Db, Result, sql};
use uuid::Uuid;

/// A question as a reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The words in all languages in which whoever prepared the session wrote them.
    pub words: Text,
    /// A translation into the reader's language, where the words themselves are not in it.
    pub translation: Option<Translation>,
}

/// The question of a table; without one of its own, the first of its block. Whoever calls this has asked the policy.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn asked(db: &Db, table: &Table, lang: Lang) -> Result<Option<Asked>> {
    let find = sql!(
        "select id, words from question where id = $1 or ($1 is null and block_id = $2) order by position, id limit 1"
    );
    let Some(row) = db.row(find.bind(table.question).bind(table.block)).await? else { return Ok(None) };
    let (id, written): (Uuid, String) = (row.get(0)?, row.get(1)?);
    let words: Text = serde_json::from_str(&written).unwrap_or_else(|_| Text::of(Lang::It, written));
    if words.get(lang).is_some() {
        return Ok(Some(Asked { words, translation: None }));
    }
    let source = words.source().and_then(|lang| words.get(lang)).unwrap_or_default();
    let translation = translation::one(db, ("question", id), lang, source).await?;
    Ok(Some(Asked { words, translation }))
}

/// The block that a table's number means: the one that runs, else the first that has such a table.
///
/// # Errors
/// [`Refused::NotFound`] when no block of the session has it.
pub async fn block_of(db: &Db, session: Uuid, number: i64) -> std::result::Result<Uuid, Refused> {
    let find = sql!(
        "select t.block_id from cafe_table t join block b on b.id = t.block_id
         left join run r on r.session_id = b.session_id
         where b.session_id = $1 and t.number = $2
         order by case when r.block_id = b.id then 0 else 1 end, b.position limit 1"
    );
    let row = db.row(find.bind(session).bind(number)).await?.ok_or(Refused::NotFound)?;
    Ok(row.get(0)?)
}
