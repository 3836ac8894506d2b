//! Verification: a dated confirmation of one field, by a role or body, never a person's name.

use super::Entity;
use reticolo_base::{Ctx, Instant};
use reticolo_store::{Db, Result, Tx, audit, sql};
use uuid::Uuid;

/// A confirmation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// The kind of record.
    pub entity: Entity,
    /// The record.
    pub id: Uuid,
    /// The field, `*` for the whole record.
    pub field: String,
    /// The role or body that confirmed it.
    pub by: String,
    /// When.
    pub at: Instant,
}

/// Records a confirmation; a later one of the same field takes its place.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn verify(db: &Db, ctx: &Ctx, verified: &Verified) -> Result<()> {
    verify_all(db, ctx, std::slice::from_ref(verified)).await
}

/// Records many confirmations in one transaction; older ones never replace newer ones.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database; then none is recorded.
pub async fn verify_all(db: &Db, ctx: &Ctx, verified: &[Verified]) -> Result<()> {
    let mut tx = db.begin(ctx).await?;
    let mut written = 0;
    for confirmation in verified {
        written += put(&mut tx, confirmation).await?;
    }
    if written > 0 {
        let (entity, id) = match verified {
            [only] => (only.entity.code(), Some(only.id)),
            _ => ("directory", None),
        };
        let detail = format!("fields={written}");
        tx.audit(audit::Entry {
            chain: audit::NETWORK,
            action: "directory.verify",
            entity,
            id,
            detail: &detail,
        })
        .await?;
        tx.run(sql!("update counter set value = value + 1 where name = 'directory'")).await?;
        tx.emit("directory.changed", "{}").await?;
        tx.commit().await?;
    }
    Ok(())
}

pub(super) async fn put(tx: &mut Tx, verified: &Verified) -> Result<u64> {
    let statement = sql!(
        "insert into verification (entity, entity_id, field, verified_by, at) values ($1, $2, $3, $4, $5)
         on conflict (entity, entity_id, field) do update set verified_by = excluded.verified_by, at = excluded.at
         where verification.at < excluded.at"
    );
    let statement = statement.bind(verified.entity.code()).bind(verified.id).bind(&verified.field);
    tx.run(statement.bind(&verified.by).bind(verified.at)).await
}

/// The confirmations of a record, newest first.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn verifications_of(db: &Db, id: Uuid) -> Result<Vec<Verified>> {
    let statement = sql!(
        "select entity, field, verified_by, at from verification where entity_id = $1 order by at desc, field"
    );
    let mut all = Vec::new();
    for row in db.rows(statement.bind(id)).await? {
        let Some(entity) = entity(&row.get::<String>(0)?) else { continue };
        all.push(Verified { entity, id, field: row.get(1)?, by: row.get(2)?, at: row.get(3)? });
    }
    Ok(all)
}

/// The newest confirmation of each service, for the index.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn newest_of_services(db: &Db) -> Result<Vec<(Uuid, Instant)>> {
    let statement =
        sql!("select entity_id, max(at) from verification where entity = 'service' group by entity_id");
    db.rows(statement).await?.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

pub(super) fn entity(code: &str) -> Option<Entity> {
    [Entity::Organization, Entity::Program, Entity::Service, Entity::Location, Entity::Place]
        .into_iter()
        .find(|entity| entity.code() == code)
}
