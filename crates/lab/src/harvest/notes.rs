//! What the tables bring to the wall: by default the three strongest contributions of each.

use crate::{Refused, translation, translation::Translation};
use reticolo_base::Lang;
use reticolo_store::{Db, Row, sql};
use std::collections::BTreeMap;
use uuid::Uuid;

/// How many contributions a table brings unless it chose itself.
pub const STRONGEST: usize = 3;

/// Notes beyond so many are not laid on a wall: nobody could read them.
pub const MOST: u32 = 2_000;

/// A contribution as it hangs on the wall.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The contribution.
    pub id: Uuid,
    /// The block in which it was said.
    pub block: Uuid,
    /// The table's number.
    pub table: i64,
    /// The round, from 1.
    pub round: i64,
    /// One of the six kinds, if it was given one.
    pub kind: Option<String>,
    /// Its words.
    pub words: String,
    /// Their language.
    pub lang: Lang,
    /// Whether the table marked it as one of its strongest.
    pub strong: bool,
    /// How many signs it got from others.
    pub reactions: i64,
}

/// Every contribution of a session that is not hidden, table by table. A host's summary is not a note.
///
/// # Errors
/// [`Refused::Store`] when the database does not answer.
pub async fn all(db: &Db, session: Uuid) -> Result<Vec<Note>, Refused> {
    let find = sql!(
        "select c.id, c.block_id, c.table_number, c.round, c.kind, c.words, c.lang, c.strong,
            (select cast(count(*) as bigint) from reaction r where r.contribution_id = c.id)
         from contribution c join block b on b.id = c.block_id
         where c.session_id = $1 and not c.hidden and not c.summary
         order by b.position, c.table_number, c.round, c.written_at, c.id limit $2"
    );
    let rows = db.rows(find.bind(session).bind(MOST)).await?;
    Ok(rows.iter().map(read).collect::<Result<Vec<_>, _>>()?)
}

fn read(row: &Row) -> reticolo_store::Result<Note> {
    Ok(Note {
        id: row.get(0)?,
        block: row.get(1)?,
        table: row.get(2)?,
        round: row.get(3)?,
        kind: row.get(4)?,
        words: row.get(5)?,
        lang: Lang::from_tag(&row.get::<String>(6)?).unwrap_or(Lang::It),
        strong: row.get(7)?,
        reactions: row.get(8)?,
    })
}

/// The ones each table brings: those it marked; a table that marked none brings the [`STRONGEST`] that got most signs, of
/// equal ones the first. In the order of `notes`.
pub fn strongest(notes: &[Note]) -> Vec<Uuid> {
    let mut tables: BTreeMap<(Uuid, i64), Vec<&Note>> = BTreeMap::new();
    for note in notes {
        tables.entry((note.block, note.table)).or_default().push(note);
    }
    let mut brought = std::collections::HashSet::new();
    for own in tables.values_mut() {
        if own.iter().any(|note| note.strong) {
            own.retain(|note| note.strong);
        } else {
            own.sort_by_key(|note| -note.reactions);
            own.truncate(STRONGEST);
        }
        brought.extend(own.iter().map(|note| note.id));
    }
    notes.iter().map(|note| note.id).filter(|id| brought.contains(id)).collect()
}

/// The words of notes in another language, where there are some.
///
/// # Errors
/// [`Refused::Store`] when the database does not answer.
pub async fn translated(db: &Db, notes: &[Note], lang: Lang) -> Result<BTreeMap<Uuid, Translation>, Refused> {
    let originals: BTreeMap<Uuid, &str> = notes.iter().map(|note| (note.id, note.words.as_str())).collect();
    Ok(translation::of_many(db, "contribution", lang, &originals).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(table: i64, words: &str, strong: bool, reactions: i64) -> Note {
        let id = Uuid::new_v5(&Uuid::nil(), format!("{table}{words}").as_bytes());
        let block = Uuid::nil();
        Note {
            id,
            block,
            table,
            round: 1,
            kind: None,
            words: words.into(),
            lang: Lang::It,
            strong,
            reactions,
        }
    }

    fn words(notes: &[Note]) -> Vec<&str> {
        let brought = strongest(notes);
        notes.iter().filter(|note| brought.contains(&note.id)).map(|note| note.words.as_str()).collect()
    }

    #[test]
    fn a_table_brings_what_it_marked_and_nothing_else() {
        let notes =
            [note(1, "a", false, 9), note(1, "b", true, 0), note(2, "c", true, 0), note(2, "d", true, 0)];
        assert_eq!(words(&notes), ["b", "c", "d"]);
    }

    #[test]
    fn a_table_that_marked_nothing_brings_what_moved_most_people() {
        let notes =
            [note(1, "a", false, 1), note(1, "b", false, 0), note(1, "c", false, 4), note(1, "d", false, 1)];
        assert_eq!(words(&notes), ["a", "c", "d"]);
        assert_eq!(words(&[]), Vec::<&str>::new());
    }
}
