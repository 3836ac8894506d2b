//! Two people at one device: the cookie is one person's, and others sit with her.

use super::{Participant, by_code, entry::whole};
use crate::{Refused, programme::bearer_of_lab};
use reticolo_base::{Actor, Ctx};
use reticolo_store::{Db, sql};
use uuid::Uuid;

/// How many may share one device.
const MOST: usize = 4;

/// Those who sit at the device of a participant beside herself, in the order in which they came.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn companions(db: &Db, id: Uuid) -> Result<Vec<Participant>, Refused> {
    let find =
        sql!("select companion_id from companion where participant_id = $1 order by since, companion_id");
    let mut found = Vec::new();
    for row in db.rows(find.bind(id)).await? {
        match whole(db, row.get(0)?).await {
            Ok(person) => found.push(person),
            Err(Refused::NotFound) => {}
            Err(refused) => return Err(refused),
        }
    }
    Ok(found)
}

/// Somebody else sits at the actor's device, as her own code proves.
///
/// # Errors
/// [`Refused::Invalid`] for a code that is nobody's of this Lab, or her own; [`Refused::TooMany`] beyond four.
pub async fn sit_together(db: &Db, ctx: &Ctx, code: &str) -> Result<Participant, Refused> {
    let Actor::Participant { id, lab } = ctx.actor else { return Err(Refused::NotFound) };
    let other = match by_code(db, code).await {
        Ok(other) if other.lab == lab && other.id != id => other,
        Ok(_) | Err(Refused::NotFound) => return Err(Refused::invalid("lab-people-problem-code")),
        Err(refused) => return Err(refused),
    };
    if companions(db, id).await?.len() + 1 >= MOST {
        return Err(Refused::TooMany("lab-people-problem-device"));
    }
    let add = sql!(
        "insert into companion (participant_id, companion_id, since) values ($1, $2, $3)
         on conflict (participant_id, companion_id) do nothing"
    );
    write(db, ctx, lab, "people.device_shared", add.bind(id).bind(other.id).bind(ctx.now)).await?;
    Ok(other)
}

/// Somebody no longer sits at the actor's device.
///
/// # Errors
/// [`Refused::NotFound`] when the actor is no participant.
pub async fn sits_alone(db: &Db, ctx: &Ctx, companion: Uuid) -> Result<(), Refused> {
    let Actor::Participant { id, lab } = ctx.actor else { return Err(Refused::NotFound) };
    let end = sql!("delete from companion where participant_id = $1 and companion_id = $2");
    write(db, ctx, lab, "people.device_parted", end.bind(id).bind(companion)).await
}

async fn write(
    db: &Db,
    ctx: &Ctx,
    lab: Uuid,
    action: &str,
    statement: impl Into<reticolo_store::Statement>,
) -> Result<(), Refused> {
    let bearer = bearer_of_lab(db, lab).await?;
    let mut tx = db.begin(ctx).await?;
    tx.run(statement).await?;
    super::seat::audit(&mut tx, bearer, action).await?;
    Ok(tx.commit().await?)
}
