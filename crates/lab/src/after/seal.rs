//! The end of a write: audited, told, committed.

use crate::{Refused, chain, programme::Bearer};
use reticolo_store::{Tx, audit::Entry};
use uuid::Uuid;

/// What was done to what.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Act<'a> {
    /// The act, which is also the event: `lab.commitment.made`.
    pub name: &'a str,
    /// The kind of the thing.
    pub entity: &'a str,
    /// The thing.
    pub id: Uuid,
    /// Codes and counts, never words of a person.
    pub detail: &'a str,
}

/// Audits the act in the chain of the organisation that bears the Lab, tells it, and commits.
pub(crate) async fn seal(mut tx: Tx, bearer: Bearer, act: Act<'_>) -> Result<(), Refused> {
    let chain = chain(bearer.organization);
    let entry =
        Entry { chain: &chain, action: act.name, entity: act.entity, id: Some(act.id), detail: act.detail };
    tx.audit(entry).await?;
    let body = serde_json::json!({ "id": act.id, "lab": bearer.lab });
    tx.emit(act.name, &body.to_string()).await?;
    Ok(tx.commit().await?)
}
