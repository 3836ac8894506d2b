//! A sheet of paper on a table: printed before, filled by hand, typed or photographed later.
//!
//! Whoever holds a sheet may type it: its code is the permission, for this table and round only.

use crate::{
    Refused,
    programme::{SessionState, bearer_of_session},
    run::{Hall, photo::Photo},
    table::{self, Draft, Way},
};
use reticolo_accounts::policy::Action;
use reticolo_base::{Actor, Ctx, Instant, Lang};
use reticolo_store::{Db, Row, audit::Entry, sql};
use uuid::Uuid;

/// More photographs of one sheet are refused.
pub const MOST_PHOTOS: i64 = 6;

/// A sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its code, eight signs.
    pub code: String,
    /// The session.
    pub session: Uuid,
    /// The block.
    pub block: Uuid,
    /// The number of the table.
    pub table: i64,
    /// The round.
    pub round: i64,
    /// When somebody began to type it.
    pub typed_at: Option<Instant>,
}

fn read(row: &Row) -> reticolo_store::Result<Sheet> {
    Ok(Sheet {
        code: row.get(0)?,
        session: row.get(1)?,
        block: row.get(2)?,
        table: row.get(3)?,
        round: row.get(4)?,
        typed_at: row.get(5)?,
    })
}

/// The sheets of a block, one for each open table and round; those that have none yet get the codes that `draw` gives.
///
/// # Errors
/// [`Refused::NotFound`] when one may not run the session.
pub async fn sheets(
    db: &Db,
    ctx: &Ctx,
    hall: &Hall,
    mut draw: impl FnMut() -> String + Send,
) -> Result<Vec<Sheet>, Refused> {
    let bearer = bearer_of_session(db, hall.session).await?;
    bearer.may(ctx, Action::RunSession)?;
    let mut found = of_block(db, hall.block.id).await?;
    let wanted: Vec<(i64, i64)> = hall
        .open_tables()
        .flat_map(|table| (1..=hall.block.rounds).map(move |round| (table.number, round)))
        .collect();
    let is = |sheet: &Sheet, place: &(i64, i64)| (sheet.table, sheet.round) == *place;
    let missing: Vec<_> = wanted.iter().filter(|place| !found.iter().any(|sheet| is(sheet, place))).collect();
    if !missing.is_empty() {
        let mut tx = db.begin(ctx).await?;
        for (table, round) in missing {
            let make = sql!(
                "insert into sheet (code, block_id, table_number, round) values ($1, $2, $3, $4)
                 on conflict (block_id, table_number, round) do nothing"
            );
            tx.run(make.bind(draw()).bind(hall.block.id).bind(*table).bind(*round)).await?;
        }
        let chain = crate::chain(bearer.organization);
        let (entity, id) = ("session", Some(hall.session));
        tx.audit(Entry { chain: &chain, action: "run.sheets-made", entity, id, detail: "" }).await?;
        tx.commit().await?;
        found = of_block(db, hall.block.id).await?;
    }
    found.retain(|sheet| wanted.iter().any(|place| is(sheet, place)));
    Ok(found)
}

async fn of_block(db: &Db, block: Uuid) -> Result<Vec<Sheet>, Refused> {
    let find = sql!(
        "select s.code, b.session_id, s.block_id, s.table_number, s.round, s.typed_at
         from sheet s join block b on b.id = s.block_id where s.block_id = $1 order by s.round, s.table_number"
    );
    let rows = db.rows(find.bind(block)).await?;
    Ok(rows.iter().map(read).collect::<reticolo_store::Result<_>>()?)
}

/// The sheet with this code, in its one form: eight signs, upper case.
///
/// # Errors
/// [`Refused::NotFound`] for any other code.
pub async fn by_code(db: &Db, code: &str) -> Result<Sheet, Refused> {
    let find = sql!(
        "select s.code, b.session_id, s.block_id, s.table_number, s.round, s.typed_at
         from sheet s join block b on b.id = s.block_id where s.code = $1"
    );
    let row = db.row(find.bind(code)).await?.ok_or(Refused::NotFound)?;
    Ok(read(&row)?)
}

/// Keeps a photograph of a sheet.
///
/// # Errors
/// [`Refused::NotFound`] for an unknown code, [`Refused::TooMany`] when there are enough.
pub async fn keep_photo(db: &Db, ctx: &Ctx, code: &str, id: Uuid, photo: &Photo) -> Result<(), Refused> {
    let sheet = by_code(db, code).await?;
    let bearer = bearer_of_session(db, sheet.session).await?;
    let mut tx = db.begin(ctx).await?;
    let count = sql!("select count(*) from sheet_photo where sheet_code = $1").bind(code);
    let kept = tx.row(count).await?.map(|row| row.get::<i64>(0)).transpose()?.unwrap_or(0);
    if kept >= MOST_PHOTOS {
        return Err(Refused::TooMany("lab-run-photo-many"));
    }
    let keep = sql!("insert into sheet_photo (id, sheet_code, kind, bytes, at) values ($1, $2, $3, $4, $5)");
    tx.run(keep.bind(id).bind(code).bind(photo.kind).bind(photo.bytes.clone()).bind(ctx.now)).await?;
    let chain = crate::chain(bearer.organization);
    let (entity, detail) = ("session", photo.kind);
    tx.audit(Entry { chain: &chain, action: "run.sheet-photo", entity, id: Some(sheet.session), detail })
        .await?;
    tx.emit("lab.run", &serde_json::json!({ "session": sheet.session }).to_string()).await?;
    Ok(tx.commit().await?)
}

/// The photographs of a sheet, oldest first.
///
/// # Errors
/// [`Refused::Store`] of the database.
pub async fn photos(db: &Db, code: &str) -> Result<Vec<Uuid>, Refused> {
    let rows =
        db.rows(sql!("select id from sheet_photo where sheet_code = $1 order by at, id").bind(code)).await?;
    Ok(rows.iter().map(|row| row.get(0)).collect::<reticolo_store::Result<_>>()?)
}

/// A photograph of the sheet with this code: media type and file.
///
/// # Errors
/// [`Refused::NotFound`] when there is none of this id and code.
pub async fn photo(db: &Db, code: &str, id: Uuid) -> Result<(String, Vec<u8>), Refused> {
    let find = sql!("select kind, bytes from sheet_photo where sheet_code = $1 and id = $2");
    let row = db.row(find.bind(code).bind(id)).await?.ok_or(Refused::NotFound)?;
    Ok((row.get(0)?, row.get(1)?))
}

/// The longest contribution, in characters; a note on a table.
pub const MOST_CHARS: usize = table::NOTE_CHARS;

/// Something that stands on a sheet.
#[derive(Debug, Clone, Copy)]
pub struct Note<'a> {
    /// Its id.
    pub id: Uuid,
    /// The words.
    pub words: &'a str,
    /// Its kind, if it stands under one.
    pub kind: Option<&'a str>,
    /// The language of the words.
    pub lang: Lang,
}

/// What was typed from a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its kind, if it has one.
    pub kind: Option<String>,
    /// The words.
    pub words: String,
    /// The language of the words.
    pub lang: String,
}

/// What was typed from a sheet, oldest first.
///
/// # Errors
/// [`Refused::Store`] of the database.
pub async fn written(db: &Db, sheet: &Sheet) -> Result<Vec<Written>, Refused> {
    let find = sql!(
        "select kind, words, lang from contribution
         where block_id = $1 and table_number = $2 and round = $3 and way = 'paper' and hidden = false
         order by written_at, id"
    );
    let rows = db.rows(find.bind(sheet.block).bind(sheet.table).bind(sheet.round)).await?;
    let one = |row: &Row| Ok(Written { kind: row.get(0)?, words: row.get(1)?, lang: row.get(2)? });
    Ok(rows.iter().map(one).collect::<reticolo_store::Result<_>>()?)
}

/// Types one contribution of a sheet. It is said by the table, in the round of the sheet; also when the meeting is over, as long as its
/// minutes are not approved.
///
/// # Errors
/// [`Refused::Invalid`] without words, or with more than a note holds; [`Refused::Conflict`] when the minutes are approved.
pub async fn type_in(db: &Db, ctx: &Ctx, sheet: &Sheet, note: Note<'_>) -> Result<(), Refused> {
    let draft = Draft::parse(note.words, note.kind, note.lang.code())?;
    let draft = Draft { way: Way::Paper, for_table: true, round: Some(sheet.round), ..draft };
    let find = sql!("select state from lab_session where id = $1").bind(sheet.session);
    let state = db.row(find).await?.map(|row| row.get::<String>(0)).transpose()?.unwrap_or_default();
    if SessionState::parse(&state) == Some(SessionState::Approved) {
        return Err(Refused::Conflict("lab-run-sheet-approved"));
    }
    // The code is the permission: whoever holds the sheet writes for its table, and nobody else.
    let holder = Ctx { actor: Actor::System("sheet"), ..ctx.clone() };
    let mut at = table::gate(db, &holder, sheet.block, sheet.table).await?;
    at.table.over = false;
    table::write(db, &holder, &at, note.id, &draft).await?;
    if sheet.typed_at.is_some() {
        return Ok(());
    }
    let chain = crate::chain(bearer_of_session(db, sheet.session).await?.organization);
    let mut tx = db.begin(&holder).await?;
    let begun = sql!("update sheet set typed_at = $2 where code = $1 and typed_at is null");
    tx.run(begun.bind(sheet.code.as_str()).bind(ctx.now)).await?;
    let (entity, id) = ("session", Some(sheet.session));
    tx.audit(Entry { chain: &chain, action: "run.sheet-typed", entity, id, detail: "" }).await?;
    Ok(tx.commit().await?)
}
