//! Notes of a case: what colleagues of the same organisation write for one another.

use crate::{Desk, Refused, access::audit};
use reticolo_base::{Instant, folding::lines};
use reticolo_store::{Tx, sql, vault::Class};
use uuid::Uuid;

/// The longest note, in characters.
pub const NOTE_CHARS: usize = 4_000;

/// A note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its id.
    pub id: Uuid,
    /// Who wrote it, by name; empty when she left.
    pub author: String,
    /// When.
    pub at: Instant,
    /// What.
    pub words: String,
}

/// Writes a note.
///
/// # Errors
/// [`Refused::NotFound`], or [`Refused::Invalid`] when there are no words.
pub async fn note(desk: Desk<'_>, id: Uuid, case: Uuid, words: &str) -> Result<(), Refused> {
    desk.at_desk()?;
    let found = super::unread(desk, case).await?;
    let known = desk.known(found.person).await?;
    if words.trim().is_empty() {
        return Err(Refused::Invalid("words", "desk-problem-words"));
    }
    let mut tx = desk.db.begin(desk.ctx).await?;
    write(desk, &mut tx, (id, case), (found.person, known.organization), words).await?;
    audit(&mut tx, known.organization, ("desk.case.noted", "person", known.pseudonym), "").await?;
    Ok(tx.commit().await?)
}

pub(super) async fn write(
    desk: Desk<'_>,
    tx: &mut Tx,
    (id, case): (Uuid, Uuid),
    (person, organization): (Uuid, Uuid),
    words: &str,
) -> Result<(), Refused> {
    let words = lines(words, NOTE_CHARS);
    let sealed =
        desk.vault.seal_record(tx, organization, (person, Class::Case, id), words.as_bytes()).await?;
    let insert =
        sql!("insert into desk_note (id, case_id, member_id, at, sealed) values ($1, $2, $3, $4, $5)");
    let insert = insert.bind(id).bind(case).bind(desk.ctx.actor.member()).bind(desk.ctx.now);
    tx.run(insert.bind(sealed)).await?;
    Ok(())
}

/// The notes of a case, the newest first.
///
/// # Errors
/// [`Refused::NotFound`] when there is no such case for the actor.
pub async fn notes(desk: Desk<'_>, case: Uuid) -> Result<Vec<Note>, Refused> {
    desk.at_desk()?;
    let found = super::unread(desk, case).await?;
    let find = sql!(
        "select n.id, m.name, n.at, n.sealed from desk_note n left join member m on m.id = n.member_id
         where n.case_id = $1 order by n.at desc, n.id desc"
    );
    let mut notes = Vec::new();
    for row in desk.db.rows(find.bind(case)).await? {
        let id: Uuid = row.get(0)?;
        let Some(sealed) = row.get::<Option<Vec<u8>>>(3)? else { continue };
        let opened = desk.vault.open_record(desk.db, (found.person, Class::Case, id), &sealed).await?;
        let Some(words) = opened.and_then(|plain| String::from_utf8(plain).ok()) else { continue };
        notes.push(Note {
            id,
            author: row.get::<Option<String>>(1)?.unwrap_or_default(),
            at: row.get(2)?,
            words,
        });
    }
    Ok(notes)
}
