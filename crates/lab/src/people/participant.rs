//! A participant of a Lab, as a badge shows her and as seating needs her.

use crate::Refused;
use reticolo_base::{Instant, Lang};
use reticolo_store::{Db, Result, Row, sql};
use std::collections::BTreeSet;
use uuid::Uuid;

/// A participant of a Lab.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// Her id.
    pub id: Uuid,
    /// The Lab.
    pub lab: Uuid,
    /// The name on her badge; empty once she was erased.
    pub name: String,
    /// The body for which she comes, as written; may be empty.
    pub body: String,
    /// The code of its kind; empty when unknown.
    pub kind: String,
    /// ISTAT code of her province (3 digits) or municipality (6); empty when unknown.
    pub territory: String,
    /// The languages she speaks (BCP 47); `None` when unknown.
    pub speaks: Option<BTreeSet<String>>,
    /// The languages she reads; `None` when unknown.
    pub reads: Option<BTreeSet<String>>,
    /// The language in which she is written to.
    pub lang: Lang,
    /// Whether she interprets for others.
    pub mediator: bool,
    /// Whether she needs a table without steps.
    pub step_free: bool,
    /// When she was added.
    pub created_at: Instant,
    /// When name and contacts were erased.
    pub erased_at: Option<Instant>,
}

impl Participant {
    /// Whether she and another share a spoken language. An unknown one is no obstacle yet: it is asked at entry.
    pub fn understands(&self, other: &Self) -> bool {
        match (&self.speaks, &other.speaks) {
            (Some(hers), Some(theirs)) => hers.intersection(theirs).next().is_some(),
            _ => true,
        }
    }

    /// From a row that begins with [`COLUMNS`].
    pub(super) fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            lab: row.get(1)?,
            name: row.get(2)?,
            body: row.get(3)?,
            kind: row.get(4)?,
            territory: row.get(5)?,
            speaks: row.get::<Option<String>>(6)?.map(|text| tongues(&text)),
            reads: row.get::<Option<String>>(7)?.map(|text| tongues(&text)),
            lang: Lang::from_tag(&row.get::<String>(8)?).unwrap_or(Lang::It),
            mediator: row.get(9)?,
            step_free: row.get(10)?,
            created_at: row.get(11)?,
            erased_at: row.get(12)?,
        })
    }
}

/// Languages as they are kept: codes with spaces between.
pub fn tongues(written: &str) -> BTreeSet<String> {
    written.split_whitespace().map(str::to_owned).collect()
}

/// Languages in the form in which they are kept.
pub fn written_tongues(tongues: &BTreeSet<String>) -> String {
    tongues.iter().map(String::as_str).collect::<Vec<_>>().join(" ")
}

/// What is kept of a code. Case, dashes and spaces do not count.
pub fn code_hash(code: &str) -> Vec<u8> {
    let plain: String =
        code.chars().filter(char::is_ascii_alphanumeric).flat_map(char::to_uppercase).take(64).collect();
    blake3::derive_key("reticolo participant code", plain.as_bytes()).to_vec()
}

/// The participant with this code.
///
/// # Errors
/// [`Refused::NotFound`] for any other code.
pub async fn by_code(db: &Db, code: &str) -> std::result::Result<Participant, Refused> {
    let find = sql!(
        "select id, lab_id, name, body, kind, territory, speaks, reads, lang, mediator, step_free, created_at, erased_at
         from participant where code_hash = $1 and erased_at is null"
    );
    let row = db.row(find.bind(code_hash(code))).await?.ok_or(Refused::NotFound)?;
    Ok(Participant::read(&row)?)
}

/// A participant by her id. It asks no policy: for other parts of the Lab, not for pages.
///
/// # Errors
/// [`Refused::NotFound`] when there is none.
pub async fn participant(db: &Db, id: Uuid) -> std::result::Result<Participant, Refused> {
    let find = sql!(
        "select id, lab_id, name, body, kind, territory, speaks, reads, lang, mediator, step_free, created_at, erased_at
         from participant where id = $1"
    );
    let row = db.row(find.bind(id)).await?.ok_or(Refused::NotFound)?;
    Ok(Participant::read(&row)?)
}

/// Every participant of a Lab who was not erased, by name. It asks no policy: for other parts of the Lab, not for pages.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn of_lab(db: &Db, lab: Uuid) -> Result<Vec<Participant>> {
    let find = sql!(
        "select id, lab_id, name, body, kind, territory, speaks, reads, lang, mediator, step_free, created_at, erased_at
         from participant where lab_id = $1 and erased_at is null order by name, id"
    );
    db.rows(find.bind(lab)).await?.iter().map(Participant::read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_the_same_however_it_is_typed() {
        assert_eq!(code_hash("abcd-0123 4567-89ab"), code_hash("ABCD0123456789AB"));
        assert_ne!(code_hash("ABCD0123456789AB"), code_hash("ABCD0123456789AC"));
    }

    #[test]
    fn languages_are_kept_once_each_in_order() {
        let known = tongues("wo  it fr it");
        assert_eq!(written_tongues(&known), "fr it wo");
        assert_eq!(tongues(&written_tongues(&known)), known);
    }
}
