//! Who changed what in a proposal, and when.

use super::{Draft, Field, read::proposal};
use crate::Refused;
use reticolo_base::{Ctx, Instant};
use reticolo_store::{Db, Row, sql};
use uuid::Uuid;

/// A field before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The field.
    pub field: Field,
    /// What it said.
    pub before: String,
    /// What it says.
    pub after: String,
}

/// A version as it was saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its number, from 1.
    pub number: i64,
    /// When.
    pub at: Instant,
    /// The name of who saved it, if she is a participant who was not erased.
    pub editor: Option<String>,
    /// What differs from the version before.
    pub changes: Vec<Change>,
}

/// Every version, newest first, for whoever takes part in the Lab.
///
/// # Errors
/// [`Refused::NotFound`] when there is none, or not for this actor.
pub async fn history(db: &Db, ctx: &Ctx, id: Uuid) -> Result<Vec<Version>, Refused> {
    proposal(db, ctx, id).await?;
    let find = sql!(
        "select v.number, v.at, p.name, v.body from proposal_version v
         left join participant p on p.id = v.editor and p.erased_at is null
         where v.proposal_id = $1 order by v.number"
    );
    let mut before = Draft::default();
    let mut versions = Vec::new();
    for row in db.rows(find.bind(id)).await? {
        let (version, draft) = read(&row, &before)?;
        versions.push(version);
        before = draft;
    }
    versions.reverse();
    Ok(versions)
}

fn read(row: &Row, before: &Draft) -> reticolo_store::Result<(Version, Draft)> {
    let draft: Draft = serde_json::from_str(&row.get::<String>(3)?).unwrap_or_default();
    let change = |field| Change { field, before: before.get(field), after: draft.get(field) };
    let changes = before.differs(&draft).into_iter().map(change).collect();
    Ok((Version { number: row.get(0)?, at: row.get(1)?, editor: row.get(2)?, changes }, draft))
}
