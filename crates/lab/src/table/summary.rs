//! What a round said at a table, summed up by its host in five minutes for those who come next.

use crate::{
    Refused,
    table::{AtTable, Contribution, contribution::of_table, draft::said, tongue, write::changed},
};
use reticolo_base::Ctx;
use reticolo_store::{Db, Result, Tx, sql};
use uuid::Uuid;

/// The longest summary, in characters: what can be read aloud in five minutes.
pub const SUMMARY_CHARS: usize = 4_000;

/// The id of the summary of a round at a table; there is one.
pub fn summary_id(room: Uuid, round: i64) -> Uuid {
    Uuid::new_v5(&room, format!("summary {round}").as_bytes())
}

/// Writes what a round said, or mends it. `lang` is the language of the words.
///
/// # Errors
/// [`Refused::NotFound`] for whoever does not keep the table, [`Refused::Conflict`] when the session is over,
/// [`Refused::Invalid`] for words that cannot be kept or a round that is not.
pub async fn write_summary(
    db: &Db,
    ctx: &Ctx,
    at: &AtTable,
    round: i64,
    (words, lang): (&str, &str),
) -> std::result::Result<(), Refused> {
    at.must(at.keeps())?;
    if !(1..=at.table.rounds.max(at.table.round)).contains(&round) {
        return Err(Refused::invalid("lab-table-problem-round"));
    }
    let words = said(words, SUMMARY_CHARS)?;
    let lang = tongue(lang).unwrap_or_else(|| ctx.lang.code().to_owned());
    let mut tx = db.begin(ctx).await?;
    put(&mut tx, at, round, (&words, &lang)).await?;
    changed(&mut tx, at, "summary.written", Some(summary_id(at.table.room, round)), "").await?;
    Ok(tx.commit().await?)
}

/// Keeps the summary's row. The caller audits.
pub(super) async fn put(tx: &mut Tx, at: &AtTable, round: i64, (words, lang): (&str, &str)) -> Result<()> {
    let put = sql!(
        "insert into contribution (id, session_id, block_id, table_number, round, kind, words, lang, author, signed, way,
            summary, hidden, hidden_by, strong, x, y, problem_id, written_at, changed_at)
         values ($1, $2, $3, $4, $5, null, $6, $7, null, $8, 'form', $9, $8, '', $8, 0, 0, null, $10, $10)
         on conflict (id) do update set words = excluded.words, lang = excluded.lang, changed_at = excluded.changed_at"
    );
    let (table, now) = (&at.table, tx.ctx().now);
    let put =
        put.bind(summary_id(table.room, round)).bind(table.session).bind(table.block).bind(table.number);
    tx.run(put.bind(round).bind(words).bind(lang).bind(false).bind(true).bind(now)).await.map(drop)
}

/// The summaries of a table by round. Whoever calls this has asked the policy.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn summaries(db: &Db, block: Uuid, table: i64) -> Result<Vec<Contribution>> {
    Ok(of_table(db, block, table, None).await?.into_iter().filter(|one| one.summary && !one.hidden).collect())
}
