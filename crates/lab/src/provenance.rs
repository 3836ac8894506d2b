//! Where something came from, so that every step from a word at a table to a promise kept can be walked back.

use reticolo_store::{Db, Result, Row, Tx, sql};
use uuid::Uuid;

/// A thing of a Lab: its kind (`contribution`, `theme`, `proposal`, `group`, `experiment`, `commitment`, `problem`,
/// `procedure`) and its id.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Thing {
    /// The kind.
    pub kind: String,
    /// The id.
    pub id: Uuid,
}

impl Thing {
    /// A thing of a kind.
    pub fn new(kind: impl Into<String>, id: Uuid) -> Self {
        Self { kind: kind.into(), id }
    }

    fn read(row: &Row) -> Result<Self> {
        Ok(Self { kind: row.get(0)?, id: row.get(1)? })
    }
}

/// Records that `thing` came from `origin`, and how: `grouped`, `merged`, `split`, `worked_out`, `chosen`, `tried`. The caller audits.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn record(tx: &mut Tx, thing: &Thing, origin: &Thing, how: &str) -> Result<()> {
    let insert = sql!(
        "insert into provenance (entity, entity_id, from_entity, from_id, how, at) values ($1, $2, $3, $4, $5, $6)
         on conflict (entity, entity_id, from_entity, from_id) do nothing"
    );
    let now = tx.ctx().now;
    let insert = insert.bind(thing.kind.as_str()).bind(thing.id).bind(origin.kind.as_str()).bind(origin.id);
    tx.run(insert.bind(how).bind(now)).await.map(drop)
}

/// Everything that a thing came from, near and far, each once; nearest first.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn ancestors(db: &Db, thing: &Thing) -> Result<Vec<Thing>> {
    let near = sql!(
        "select from_entity, from_id from provenance where entity = $1 and entity_id = $2 order by at, from_id"
    );
    let mut found: Vec<Thing> = Vec::new();
    let mut next = vec![thing.clone()];
    while let Some(one) = next.pop() {
        for row in db.rows(near.bind(one.kind.as_str()).bind(one.id)).await? {
            let origin = Thing::read(&row)?;
            if origin != *thing && !found.contains(&origin) {
                found.push(origin.clone());
                next.insert(0, origin);
            }
        }
    }
    Ok(found)
}

/// Everything that came from a thing, near and far, each once; nearest first.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn descendants(db: &Db, thing: &Thing) -> Result<Vec<Thing>> {
    let near = sql!(
        "select entity, entity_id from provenance where from_entity = $1 and from_id = $2 order by at, entity_id"
    );
    let mut found: Vec<Thing> = Vec::new();
    let mut next = vec![thing.clone()];
    while let Some(one) = next.pop() {
        for row in db.rows(near.bind(one.kind.as_str()).bind(one.id)).await? {
            let heir = Thing::read(&row)?;
            if heir != *thing && !found.contains(&heir) {
                found.push(heir.clone());
                next.insert(0, heir);
            }
        }
    }
    Ok(found)
}
