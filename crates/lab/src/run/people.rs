//! Who may take a seat, as far as seating needs to know her.

use crate::Refused;
use reticolo_base::{Instant, Lang};
use reticolo_seating::tongues;
use reticolo_store::{Db, Row, sql};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Somebody on the list of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Somebody {
    /// The participant.
    pub id: Uuid,
    /// What the others call her.
    pub name: String,
    /// The kind of body she comes from; empty when unknown.
    pub kind: String,
    /// The territory she comes from; empty when unknown.
    pub territory: String,
    /// What she speaks; `None` while nobody has asked.
    pub speaks: Option<BTreeSet<String>>,
    /// The language in which she reads.
    pub lang: Lang,
    /// She interprets.
    pub mediator: bool,
    /// She needs a table without steps.
    pub step_free: bool,
    /// Her part: `participant`, `host`, `scribe`, `mediator`, `facilitator`, `observer`.
    pub role: String,
    /// She said that she will not come.
    pub declined: bool,
    /// When she came.
    pub arrived_at: Option<Instant>,
    /// When she went for good.
    pub left_at: Option<Instant>,
}

impl Somebody {
    /// Whether she sits at tables: facilitators and observers do not.
    pub fn takes_a_seat(&self) -> bool {
        !matches!(self.role.as_str(), "facilitator" | "observer")
    }

    /// Whether she is here now.
    pub fn is_here(&self) -> bool {
        self.arrived_at.is_some() && self.left_at.is_none()
    }

    /// Whether one can still count on her.
    pub fn is_expected(&self) -> bool {
        self.left_at.is_none() && (!self.declined || self.arrived_at.is_some())
    }

    fn read(row: &Row) -> reticolo_store::Result<Self> {
        let speaks: Option<String> = row.get(4)?;
        Ok(Self {
            id: row.get(0)?,
            name: row.get(1)?,
            kind: row.get(2)?,
            territory: row.get(3)?,
            speaks: speaks.as_deref().and_then(languages),
            lang: Lang::from_tag(&row.get::<String>(5)?).unwrap_or(Lang::It),
            mediator: row.get::<bool>(6)? || row.get::<String>(8)? == "mediator",
            step_free: row.get(7)?,
            role: row.get(8)?,
            declined: row.get::<String>(9)? == "not_coming",
            arrived_at: row.get(10)?,
            left_at: row.get(11)?,
        })
    }
}

/// The languages in a stored list: codes with spaces or commas between, or a JSON array of them; `None` when it names none.
fn languages(stored: &str) -> Option<BTreeSet<String>> {
    let found: BTreeSet<String> =
        stored.split(|c: char| c.is_whitespace() || ",;[]\"".contains(c)).filter_map(tongues::code).collect();
    (!found.is_empty()).then_some(found)
}

/// Everybody on the list of a session who has a seat at tables, by id.
///
/// # Errors
/// [`Refused::Store`] of the database.
pub async fn on_the_list(db: &Db, session: Uuid) -> Result<Vec<Somebody>, Refused> {
    let find = sql!(
        "select p.id, p.name, p.kind, p.territory, p.speaks, p.lang, p.mediator, p.step_free, a.role, a.answer,
                a.arrived_at, a.left_at
         from attendance a join participant p on p.id = a.participant_id
         where a.session_id = $1 and p.erased_at is null order by p.id"
    );
    let rows = db.rows(find.bind(session)).await?;
    let all = rows.iter().map(Somebody::read).collect::<reticolo_store::Result<Vec<_>>>()?;
    Ok(all.into_iter().filter(Somebody::takes_a_seat).collect())
}

/// Pairs of people of the session's Lab who must not sit together.
pub(crate) async fn kept_apart(db: &Db, session: Uuid) -> Result<Vec<(Uuid, Uuid)>, Refused> {
    let find = sql!("select x.a, x.b from apart x join lab_session s on s.lab_id = x.lab_id where s.id = $1");
    let rows = db.rows(find.bind(session)).await?;
    Ok(rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect::<reticolo_store::Result<_>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_read_however_they_are_listed() {
        let both: BTreeSet<String> = ["ar".to_owned(), "it".to_owned()].into();
        for stored in ["it ar", "ar,it", "[\"it\",\"ar\"]", "Italiano, arabo"] {
            assert_eq!(languages(stored), Some(both.clone()), "{stored}");
        }
        assert_eq!(languages("  "), None, "nobody has asked");
    }
}
