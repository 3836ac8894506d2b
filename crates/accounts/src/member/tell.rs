//! Writing to the members of an organisation who have a role, without a word of what waits for them.

use super::{Reach, reach};
use crate::{Refused, mail};
use reticolo_base::{Instant, Role, Roles};
use reticolo_store::{Db, Tx, Vault, sql};
use uuid::Uuid;

/// A member who can be written to.
pub struct Reached(Reach);

/// The members of an organisation with a role who are in and can be reached, by their ids.
///
/// # Errors
/// [`Refused::Store`] of the database or the vault.
pub async fn with_role(
    db: &Db,
    vault: &Vault,
    organization: Uuid,
    role: Role,
) -> Result<Vec<Reached>, Refused> {
    let find = sql!(
        "select id, roles from member where organization_id = $1 and ended_at is null and joined_at is not null order by id"
    );
    let mut reached = Vec::new();
    for row in db.rows(find.bind(organization)).await? {
        if Roles::read(&row.get::<String>(1)?).has(role) {
            reached.extend(reach(db, vault, row.get(0)?).await?.map(Reached));
        }
    }
    Ok(reached)
}

/// Puts a mail into the outbox, by its template and the path of a page that it leads to; of no use any more after `ends_at`.
/// The caller audits.
///
/// # Errors
/// [`Refused::Store`] of the database or the vault.
pub async fn write(
    tx: &mut Tx,
    vault: &Vault,
    to: &Reached,
    (template, path): (&'static str, &str),
    ends_at: Instant,
) -> Result<(), Refused> {
    let letter = mail::Letter::new(to.0.receiver(), template, ends_at).with_link(path);
    mail::queue(tx, vault, letter).await.map(drop)
}
