//! The words of anything in another language: by a person or a machine; unreviewed, reviewed or outdated.
//!
//! A translation remembers the words it was made from. When those change it is outdated, and says so; it is never dropped.

use reticolo_base::{Instant, Lang};
use reticolo_store::{Db, Result, Row, Tx, sql};
use std::collections::BTreeMap;
use uuid::Uuid;

/// How far a translation can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nobody looked at it after it was made.
    Unreviewed,
    /// A person who knows both languages found it right.
    Reviewed,
    /// The original changed since.
    Outdated,
}

impl State {
    /// The stored word, also the last part of its text's key.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unreviewed => "unreviewed",
            Self::Reviewed => "reviewed",
            Self::Outdated => "outdated",
        }
    }
}

/// Who made a translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Maker {
    /// A person.
    Person,
    /// A machine; it is marked as such wherever it is shown.
    Machine,
}

impl Maker {
    /// The stored word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Machine => "machine",
        }
    }
}

/// The words in another language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translation {
    /// The words.
    pub words: String,
    /// How far they can be trusted.
    pub state: State,
    /// Who made them.
    pub maker: Maker,
    /// When.
    pub at: Instant,
}

/// What `source` is remembered by.
pub(crate) fn fingerprint(source: &str) -> String {
    blake3::hash(source.trim().as_bytes()).to_hex().chars().take(32).collect()
}

/// Keeps the words of `entity` in `lang`, made from `source`. A person's words are never replaced by a machine's. The caller
/// audits.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn put(
    tx: &mut Tx,
    (entity, id): (&str, Uuid),
    lang: Lang,
    (source, words): (&str, &str),
    (maker, reviewed): (Maker, bool),
) -> Result<()> {
    let state = if reviewed { State::Reviewed } else { State::Unreviewed };
    let now = tx.ctx().now;
    let put = sql!(
        "insert into translation (entity, entity_id, lang, words, state, source_hash, made_by, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (entity, entity_id, lang) do update set words = excluded.words, state = excluded.state,
            source_hash = excluded.source_hash, made_by = excluded.made_by, at = excluded.at
         where excluded.made_by = 'person' or translation.made_by = 'machine'"
    );
    let put = put.bind(entity).bind(id).bind(lang.code()).bind(words.trim()).bind(state.code());
    tx.run(put.bind(fingerprint(source)).bind(maker.code()).bind(now)).await.map(drop)
}

/// Every translation of `entity`, whose original now reads `source`.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn all(db: &Db, entity: &str, id: Uuid, source: &str) -> Result<BTreeMap<Lang, Translation>> {
    let find = sql!(
        "select lang, words, state, source_hash, made_by, at from translation where entity = $1 and entity_id = $2"
    );
    let rows = db.rows(find.bind(entity).bind(id)).await?;
    let read = |row: &Row| read(row, source);
    Ok(rows.iter().map(read).collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
}

/// The translation of `entity` into `lang`, if there is one.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn one(
    db: &Db,
    (entity, id): (&str, Uuid),
    lang: Lang,
    source: &str,
) -> Result<Option<Translation>> {
    let find = sql!(
        "select lang, words, state, source_hash, made_by, at from translation
         where entity = $1 and entity_id = $2 and lang = $3"
    );
    let row = db.row(find.bind(entity).bind(id).bind(lang.code())).await?;
    Ok(row.map(|row| read(&row, source)).transpose()?.flatten().map(|(_, translation)| translation))
}

/// A row of `lang, words, state, source_hash, made_by, at`, judged by what the original says now.
pub(crate) fn read(row: &Row, source: &str) -> Result<Option<(Lang, Translation)>> {
    let Some(lang) = Lang::from_tag(&row.get::<String>(0)?) else { return Ok(None) };
    let state = match row.get::<String>(2)?.as_str() {
        _ if row.get::<String>(3)? != fingerprint(source) => State::Outdated,
        "reviewed" => State::Reviewed,
        _ => State::Unreviewed,
    };
    let maker = if row.get::<String>(4)? == "machine" { Maker::Machine } else { Maker::Person };
    Ok(Some((lang, Translation { words: row.get(1)?, state, maker, at: row.get(5)? })))
}

/// The translations of many things of one kind into `lang`, each with the words it was made from.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn of_many(
    db: &Db,
    entity: &str,
    lang: Lang,
    originals: &BTreeMap<Uuid, &str>,
) -> Result<BTreeMap<Uuid, Translation>> {
    let find = sql!(
        "select lang, words, state, source_hash, made_by, at, entity_id from translation
         where entity = $1 and lang = $2 and entity_id in
            ($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)"
    );
    let ids: Vec<Uuid> = originals.keys().copied().collect();
    let mut found = BTreeMap::new();
    for some in ids.chunks(16) {
        // Neither engine takes a list of any length in one text: the rest is filled with an id that nothing has.
        let filled = some.iter().copied().chain(std::iter::repeat(Uuid::nil())).take(16);
        let find = filled.fold(find.bind(entity).bind(lang.code()), |find, id| find.bind(id));
        for row in db.rows(find).await? {
            let id: Uuid = row.get(6)?;
            let source = originals.get(&id).copied().unwrap_or_default();
            found.extend(read(&row, source)?.map(|(_, translation)| (id, translation)));
        }
    }
    Ok(found)
}
