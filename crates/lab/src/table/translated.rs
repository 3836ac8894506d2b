//! Contributions in the reader's language. The original is always there; a translation says who made it and how far it can
//! be trusted.

use crate::{
    Refused,
    table::{NOTE_CHARS, SUMMARY_CHARS, contribution::of_table, draft::said, write::changed, write::note},
    translation::{self, Maker, Translation},
};
use reticolo_base::{Ctx, Lang};
use reticolo_store::{Db, sql};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The kind under which translations of contributions are kept.
const ENTITY: &str = "contribution";

/// Puts a contribution into another language. A person's words are unreviewed until somebody else, or she who wrote the
/// original, finds them right; a machine's are marked as such and never replace a person's.
///
/// # Errors
/// [`Refused::NotFound`] for whoever may not write here, [`Refused::Invalid`] for words that cannot be kept or for the
/// original's own language.
pub async fn translate(
    db: &Db,
    ctx: &Ctx,
    id: Uuid,
    (lang, words): (Lang, &str),
    maker: Maker,
) -> Result<(), Refused> {
    let (at, note) = note(db, ctx, id).await?;
    at.must_write()?;
    if note.page_lang() == Some(lang) {
        return Err(Refused::invalid("lab-table-problem-same-language"));
    }
    let words = said(words, if note.summary { SUMMARY_CHARS } else { NOTE_CHARS * 2 })?;
    let own = note.author.is_some() && note.author == at.who;
    let before = translation::one(db, (ENTITY, id), lang, &note.words).await?;
    let agreed = before.is_some_and(|t| t.words == words && t.state == translation::State::Unreviewed);
    let reviewed = maker == Maker::Person && (own || agreed);
    let mut tx = db.begin(ctx).await?;
    translation::put(&mut tx, (ENTITY, id), lang, (&note.words, &words), (maker, reviewed)).await?;
    changed(&mut tx, &at, "contribution.translated", Some(id), maker.code()).await?;
    Ok(tx.commit().await?)
}

/// The translations of a table's contributions into one language, by contribution. Whoever calls this has asked the policy.
///
/// # Errors
/// [`Refused::Store`] of the database.
pub async fn translations(
    db: &Db,
    (block, table): (Uuid, i64),
    lang: Lang,
) -> Result<BTreeMap<Uuid, Translation>, Refused> {
    let find = sql!(
        "select t.lang, t.words, t.state, t.source_hash, t.made_by, t.at, c.id, c.words from translation t
         join contribution c on c.id = t.entity_id
         where t.entity = 'contribution' and t.lang = $1 and c.block_id = $2 and c.table_number = $3"
    );
    let mut all = BTreeMap::new();
    for row in db.rows(find.bind(lang.code()).bind(block).bind(table)).await? {
        if let Some((_, translation)) = translation::read(&row, &row.get::<String>(7)?)? {
            all.insert(row.get(6)?, translation);
        }
    }
    Ok(all)
}

/// What a machine may still put into `lang`: contributions of the table in another language of the pages, without a
/// translation or with an outdated one of a machine. At most `most`, oldest first.
///
/// # Errors
/// [`Refused::Store`] of the database.
pub async fn untranslated(
    db: &Db,
    (block, table): (Uuid, i64),
    lang: Lang,
    most: usize,
) -> Result<Vec<(Uuid, String, String)>, Refused> {
    let there = translations(db, (block, table), lang).await?;
    let missing = |id: &Uuid| {
        there.get(id).is_none_or(|t| t.state == translation::State::Outdated && t.maker == Maker::Machine)
    };
    let said = of_table(db, block, table, None).await?.into_iter();
    let open = said.filter(|one| !one.hidden && one.lang != lang.code() && missing(&one.id));
    Ok(open.map(|one| (one.id, one.lang, one.words)).take(most).collect())
}
