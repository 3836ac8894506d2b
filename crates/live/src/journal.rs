//! What rooms keep: the journal of updates, whose a client id is, and the state into which a journal is folded.
//!
//! The only file that commits without an audit entry: see docs/decisions/0007.

use crate::wire::{Malformed, Reader, write_bytes, write_number};
use bytes::Bytes;
use reticolo_base::Ctx;
use reticolo_store::{Db, Failure, Result, sql};
use std::sync::Arc;
use uuid::Uuid;

/// An update and whoever wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Who.
    pub who: Arc<str>,
    /// The update, as it came.
    pub update: Bytes,
}

/// What one tick brought to a room.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The room.
    pub room: Uuid,
    /// The updates, in order.
    pub entries: Vec<Entry>,
    /// Client ids that were used for the first time, and whose they are.
    pub claimed: Vec<(u64, Arc<str>)>,
}

/// A page as it was kept.
#[derive(Debug)]
pub struct Kept {
    /// Its number in the room; without gaps.
    pub number: i64,
    /// The updates.
    pub entries: Vec<Entry>,
}

/// All that is kept of a room.
#[derive(Debug, Default)]
pub struct Record {
    /// The folded state; empty at first.
    pub state: Vec<u8>,
    /// Up to which page it is folded.
    pub upto: i64,
    /// The pages after it.
    pub pages: Vec<Kept>,
    /// Whose client ids are.
    pub clients: Vec<(u64, String)>,
}

/// Loads a room; one that was never written is empty.
///
/// # Errors
/// [`Failure`] of the database.
pub async fn load(db: &Db, room: Uuid) -> Result<Record> {
    loop {
        let Some((state, upto)) = folded(db, room).await? else { return Ok(Record::default()) };
        let (pages, clients) = (pages_after(db, room, upto).await?, clients(db, room).await?);
        // Another node may have folded pages between the two questions; then some would be in neither answer.
        if folded_upto(db, room).await? == upto {
            return Ok(Record { state, upto, pages, clients });
        }
    }
}

/// The folded state and up to which page it is folded.
///
/// # Errors
/// [`Failure`] of the database.
pub async fn folded(db: &Db, room: Uuid) -> Result<Option<(Vec<u8>, i64)>> {
    let find = sql!("select state, upto from room where id = $1");
    db.row(find.bind(room)).await?.map(|row| Ok((row.get(0)?, row.get(1)?))).transpose()
}

/// Up to which page a room is folded.
///
/// # Errors
/// [`Failure`] of the database.
pub async fn folded_upto(db: &Db, room: Uuid) -> Result<i64> {
    let find = sql!("select upto from room where id = $1");
    db.row(find.bind(room)).await?.map_or(Ok(0), |row| row.get(0))
}

/// The pages after a number, in order.
///
/// # Errors
/// [`Failure`] of the database.
pub async fn pages_after(db: &Db, room: Uuid, number: i64) -> Result<Vec<Kept>> {
    let find = sql!(
        "select number, authors, body from room_update where room_id = $1 and number > $2 order by number"
    );
    let mut pages = Vec::new();
    for row in db.rows(find.bind(room).bind(number)).await? {
        let (authors, body): (String, Vec<u8>) = (row.get(1)?, row.get(2)?);
        match unfold(&authors, body) {
            Ok(entries) => pages.push(Kept { number: row.get(0)?, entries }),
            Err(Malformed) => tracing::error!(%room, "a page of the journal cannot be read"),
        }
    }
    Ok(pages)
}

/// Whose the client ids of a room are.
///
/// # Errors
/// [`Failure`] of the database.
pub async fn clients(db: &Db, room: Uuid) -> Result<Vec<(u64, String)>> {
    let find = sql!("select client, who from room_client where room_id = $1");
    let rows = db.rows(find.bind(room)).await?;
    rows.iter().map(|row| Ok((row.get::<i64>(0)?.unsigned_abs(), row.get(1)?))).collect()
}

/// The newest page of each of these rooms, where it is newer than the given one.
///
/// # Errors
/// [`Failure`] of the database.
pub async fn newer(db: &Db, rooms: &[(Uuid, i64)]) -> Result<Vec<Uuid>> {
    let newest = sql!("select max(number) from room_update where room_id = $1");
    let mut newer = Vec::new();
    for (room, seen) in rooms {
        let number: Option<i64> = db.row(newest.bind(*room)).await?.map_or(Ok(None), |row| row.get(0))?;
        if number.is_some_and(|number| number > *seen) {
            newer.push(*room);
        }
    }
    Ok(newer)
}

/// Keeps what one tick brought to many rooms, all in one transaction; the number of each page. Other nodes get a hint
/// that begins with this node's name.
///
/// # Errors
/// [`Failure::Clash`] when another node was faster with a page of the same room: try again. Others of the database.
pub async fn append(db: &Db, ctx: &Ctx, node: &str, pages: &[Page]) -> Result<Vec<i64>> {
    let insert = sql!(
        "insert into room_update (room_id, number, at, authors, body)
         select $1, 1 + coalesce((select max(number) from room_update where room_id = $1), r.upto), $2, $3, $4
         from room r where r.id = $1
         returning number"
    );
    let mut tx = db.begin(ctx).await?;
    let mut numbers = Vec::with_capacity(pages.len());
    for page in pages {
        let (authors, body) = fold(&page.entries);
        let row = tx.row(insert.bind(page.room).bind(ctx.now).bind(authors).bind(body)).await?;
        numbers.push(row.map_or(Ok(0), |row| row.get(0))?);
        for (client, who) in &page.claimed {
            let claim = sql!(
                "insert into room_client (room_id, client, who) values ($1, $2, $3) on conflict (room_id, client) do nothing"
            );
            tx.run(claim.bind(page.room).bind(i64::try_from(*client).unwrap_or_default()).bind(&**who))
                .await?;
        }
    }
    for some in pages.chunks(200) {
        let rooms = some.iter().map(|page| page.room.simple().to_string());
        tx.hint(&std::iter::once(node.to_owned()).chain(rooms).collect::<Vec<_>>().join(" ")).await?;
    }
    tx.commit_journal().await?;
    Ok(numbers)
}

/// Makes a room known, so that pages can be appended.
///
/// # Errors
/// [`Failure`] of the database.
pub async fn make(db: &Db, ctx: &Ctx, room: Uuid) -> Result<()> {
    let insert = sql!("insert into room (id, state, upto) values ($1, $2, 0) on conflict (id) do nothing");
    let mut tx = db.begin(ctx).await?;
    tx.run(insert.bind(room).bind(Vec::new())).await?;
    tx.commit_journal().await
}

/// Folds the pages up to a number into the state, in one step: whoever loads the room sees either or.
///
/// # Errors
/// [`Failure`] of the database.
pub async fn compact(db: &Db, ctx: &Ctx, room: Uuid, upto: i64, state: Vec<u8>) -> Result<()> {
    let fold = sql!("update room set state = $3, upto = $2 where id = $1 and upto < $2");
    let mut tx = db.begin(ctx).await?;
    if tx.run(fold.bind(room).bind(upto).bind(state)).await? == 1 {
        tx.run(sql!("delete from room_update where room_id = $1 and number <= $2").bind(room).bind(upto))
            .await?;
    }
    tx.commit_journal().await
}

/// Whether another node was faster, so that the same may be tried again.
pub fn is_clash(failure: &Failure) -> bool {
    matches!(failure, Failure::Clash(_))
}

/// The authors as a JSON list, each once; the body as pairs of an author's place and an update.
fn fold(entries: &[Entry]) -> (String, Vec<u8>) {
    let mut authors: Vec<&str> = Vec::new();
    let mut body = Vec::with_capacity(entries.iter().map(|entry| entry.update.len() + 4).sum());
    for entry in entries {
        let at = authors.iter().position(|who| **who == *entry.who).unwrap_or_else(|| {
            authors.push(&entry.who);
            authors.len() - 1
        });
        write_number(&mut body, at as u64);
        write_bytes(&mut body, &entry.update);
    }
    (serde_json::to_string(&authors).unwrap_or_default(), body)
}

fn unfold(authors: &str, body: Vec<u8>) -> std::result::Result<Vec<Entry>, Malformed> {
    let authors: Vec<Arc<str>> = serde_json::from_str(authors).map_err(|_| Malformed)?;
    let body = Bytes::from(body);
    let mut reader = Reader::new(&body);
    let mut entries = Vec::new();
    while !reader.is_empty() {
        let at = usize::try_from(reader.number()?).map_err(|_| Malformed)?;
        let who = authors.get(at).ok_or(Malformed)?.clone();
        entries.push(Entry { who, update: body.slice_ref(reader.bytes()?) });
    }
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_comes_back_with_its_authors() {
        let entry =
            |who: &str, update: &'static [u8]| Entry { who: who.into(), update: Bytes::from_static(update) };
        let entries = vec![entry("anna", b"1"), entry("bilal", b""), entry("anna", b"three")];
        let (authors, body) = fold(&entries);
        assert_eq!(authors, r#"["anna","bilal"]"#);
        assert_eq!(unfold(&authors, body.clone()), Ok(entries));
        assert_eq!(unfold("[]", body), Err(Malformed));
    }
}
