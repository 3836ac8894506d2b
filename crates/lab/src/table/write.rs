//! Saying something at a table, mending one's own words, moving a note.

use crate::{
    Refused,
    table::{AtTable, Contribution, Draft, Kind, NOTE_CHARS, contribution::one, draft::said, gate, tongue},
};
use reticolo_base::{Ctx, Instant};
use reticolo_store::{Db, Tx, audit::Entry, sql};
use uuid::Uuid;

/// More notes than this no table reads.
pub const MOST_NOTES: i64 = 600;

/// The size of the cloth on which notes lie, in its own units.
pub(super) const CLOTH: (f64, f64) = (1200.0, 800.0);

/// Whether this draft may be laid on this table: what a live room asks before it takes words from a form.
///
/// # Errors
/// [`Refused::Conflict`] when the session is over, [`Refused::NotFound`] for whoever only looks on or may not speak for the
/// table, [`Refused::TooMany`] when the table is full.
pub async fn check(db: &Db, at: &AtTable, draft: &Draft) -> Result<(), Refused> {
    at.must_write()?;
    if draft.for_table && !at.speaks_for_table() {
        return Err(Refused::NotFound);
    }
    if count(db, at).await? >= MOST_NOTES {
        return Err(Refused::TooMany("lab-table-problem-full"));
    }
    Ok(())
}

async fn count(db: &Db, at: &AtTable) -> Result<i64, Refused> {
    let find = sql!("select count(*) from contribution where block_id = $1 and table_number = $2");
    let row = db.row(find.bind(at.table.block).bind(at.table.number)).await?;
    Ok(row.map(|row| row.get(0)).transpose()?.unwrap_or(0))
}

/// Lays a contribution on a table. The same id twice is one contribution: a form that was sent twice says it once.
///
/// # Errors
/// As [`check`]; [`Refused::Conflict`] when the id is somebody else's.
pub async fn write(
    db: &Db,
    ctx: &Ctx,
    at: &AtTable,
    id: Uuid,
    draft: &Draft,
) -> Result<Contribution, Refused> {
    check(db, at, draft).await?;
    let author = if draft.for_table { None } else { at.who };
    let (x, y) = spot(count(db, at).await?);
    let insert = sql!(
        "insert into contribution (id, session_id, block_id, table_number, round, kind, words, lang, author, signed, way,
            summary, hidden, hidden_by, strong, x, y, problem_id, written_at, changed_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, '', $12, $13, $14, $15, $16, $16)
         on conflict (id) do nothing"
    );
    let table = &at.table;
    let round = draft.round.unwrap_or(table.round).clamp(1, table.rounds.max(table.round));
    let insert = insert.bind(id).bind(table.session).bind(table.block).bind(table.number).bind(round);
    let insert = insert.bind(draft.kind.map(Kind::code)).bind(draft.words.as_str()).bind(draft.lang.as_str());
    let insert =
        insert.bind(author).bind(draft.signed && author.is_some()).bind(draft.way.code()).bind(false);
    let insert = insert.bind(x).bind(y).bind(draft.problem).bind(ctx.now);
    let mut tx = db.begin(ctx).await?;
    if tx.run(insert).await? > 0 {
        changed(&mut tx, at, "contribution.written", Some(id), draft.way.code()).await?;
        tx.commit().await?;
    }
    let written = one(db, id).await?.ok_or(Refused::NotFound)?;
    let same = written.block == table.block && written.table == table.number && written.author == author;
    same.then_some(written).ok_or(Refused::Conflict("lab-table-problem-twice"))
}

/// Where the next note lies when nobody said: beside the last, row by row.
pub fn spot(before: i64) -> (f64, f64) {
    let place = u16::try_from(before.rem_euclid(20)).unwrap_or(0);
    (f64::from(place % 5).mul_add(236.0, 20.0), f64::from(place / 5).mul_add(190.0, 20.0))
}

/// Mends one's own words. `seen` is the version that she had before her.
///
/// # Errors
/// [`Refused::NotFound`] for what others wrote, [`Refused::Conflict`] when it changed meanwhile or the session is over,
/// [`Refused::Invalid`] for words that cannot be kept.
pub async fn edit(
    db: &Db,
    ctx: &Ctx,
    id: Uuid,
    (words, kind, lang): (&str, Option<Kind>, &str),
    seen: Instant,
) -> Result<(), Refused> {
    let (at, note) = note(db, ctx, id).await?;
    at.must(at.mends(&note))?;
    let words = said(words, NOTE_CHARS)?;
    let lang = tongue(lang).unwrap_or_else(|| note.lang.clone());
    let update = sql!(
        "update contribution set words = $2, kind = $3, lang = $4, changed_at = $5 where id = $1 and changed_at = $6"
    );
    let update = update.bind(id).bind(words).bind(kind.map(Kind::code)).bind(lang);
    // Two changes at one moment are still two versions.
    let now = Instant(ctx.now.0.max(note.changed_at.0.saturating_add(1)));
    let mut tx = db.begin(ctx).await?;
    if tx.run(update.bind(now).bind(seen)).await? == 0 {
        return Err(Refused::Conflict("lab-table-problem-changed"));
    }
    changed(&mut tx, &at, "contribution.mended", Some(id), "").await?;
    Ok(tx.commit().await?)
}

/// Moves a note on the cloth. Everybody at the table may: the cloth is shared. What lies outside is laid on its edge.
///
/// # Errors
/// [`Refused::NotFound`] for whoever may not write here, [`Refused::Conflict`] when the session is over.
pub async fn place(db: &Db, ctx: &Ctx, id: Uuid, (x, y): (f64, f64)) -> Result<(), Refused> {
    let (at, _) = note(db, ctx, id).await?;
    at.must_write()?;
    let (x, y) = on_cloth(x, y);
    let mut tx = db.begin(ctx).await?;
    tx.run(sql!("update contribution set x = $2, y = $3 where id = $1").bind(id).bind(x).bind(y)).await?;
    changed(&mut tx, &at, "contribution.moved", Some(id), "").await?;
    Ok(tx.commit().await?)
}

/// The nearest point of the cloth; what is no number lies in its corner.
pub(super) fn on_cloth(x: f64, y: f64) -> (f64, f64) {
    let within = |v: f64, most: f64| if v.is_finite() { v.clamp(0.0, most) } else { 0.0 };
    (within(x, CLOTH.0), within(y, CLOTH.1))
}

/// A contribution, and its table's gate.
pub(super) async fn note(db: &Db, ctx: &Ctx, id: Uuid) -> Result<(AtTable, Contribution), Refused> {
    let note = one(db, id).await?.ok_or(Refused::NotFound)?;
    let at = gate(db, ctx, note.block, note.table).await?;
    Ok((at, note))
}

/// Leaves the audit entry, and tells the pages that something changed on this table.
pub(super) async fn changed(
    tx: &mut Tx,
    at: &AtTable,
    action: &str,
    id: Option<Uuid>,
    detail: &str,
) -> Result<(), Refused> {
    let chain = at.chain();
    tx.audit(Entry { chain: &chain, action, entity: "contribution", id, detail }).await?;
    told(tx, at).await
}

/// Tells the pages that something changed on this table.
pub(super) async fn told(tx: &mut Tx, at: &AtTable) -> Result<(), Refused> {
    let table = &at.table;
    let body = serde_json::json!({ "session": table.session, "block": table.block, "table": table.number });
    tx.emit("lab.said", &body.to_string()).await?;
    Ok(())
}
