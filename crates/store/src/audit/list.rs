//! Reading the entries of a chain: for whoever answers for data protection.

use crate::{Db, Result, Row, sql};
use reticolo_base::Instant;
use uuid::Uuid;

/// From a moment on, and before another.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Period {
    /// The first moment; from the beginning when there is none.
    pub from: Option<Instant>,
    /// The first moment that is not in it any more; to the end when there is none.
    pub to: Option<Instant>,
}

/// One entry. It holds no personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its number in the chain.
    pub number: i64,
    /// When.
    pub at: Instant,
    /// Who: a code, never a name.
    pub actor: String,
    /// The act.
    pub action: String,
    /// The kind of the thing acted upon.
    pub entity: String,
    /// The thing, where it is one.
    pub id: Option<Uuid>,
    /// Particulars.
    pub detail: String,
    /// The request in which it happened.
    pub request: Uuid,
}

/// The entries of a chain in a period, oldest first, at most `most`, after an entry (0 for the first).
///
/// # Errors
/// [`crate::Failure`] of the database.
pub async fn list(db: &Db, chain: &str, period: Period, after: i64, most: u32) -> Result<Vec<Listed>> {
    let find = sql!(
        "select number, at, actor, action, entity, entity_id, detail, request from audit
         where chain = $1 and number > $2 and at >= $3 and at < $4 order by number limit $5"
    );
    let find = find.bind(chain).bind(after).bind(period.from.map_or(i64::MIN, |from| from.0));
    let rows = db.rows(find.bind(period.to.map_or(i64::MAX, |to| to.0)).bind(most)).await?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Listed> {
    Ok(Listed {
        number: row.get(0)?,
        at: row.get(1)?,
        actor: row.get(2)?,
        action: row.get(3)?,
        entity: row.get(4)?,
        id: row.get(5)?,
        detail: row.get(6)?,
        request: row.get(7)?,
    })
}
