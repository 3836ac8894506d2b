//! A session into which one may come with one code for all, shown on the wall: a name for the badge and languages, no more.

use super::{Newcomer, Participant, code_hash, entry};
use crate::{Refused, programme::bearer_of_session};
use reticolo_accounts::policy::Action;
use reticolo_base::Ctx;
use reticolo_store::{Db, Vault, sql, vault::Class};
use uuid::Uuid;

/// Lets people in with one code, or replaces that code.
///
/// # Errors
/// [`Refused::NotFound`] for whoever may not prepare the Lab.
pub async fn open_door(db: &Db, vault: &Vault, ctx: &Ctx, session: Uuid, code: &str) -> Result<(), Refused> {
    let bearer = bearer_of_session(db, session).await?;
    bearer.may(ctx, Action::PrepareLab)?;
    let mut tx = db.begin(ctx).await?;
    let sealed = vault.seal(&mut tx, bearer.organization, session, Class::Contact, code.as_bytes()).await?;
    let open = sql!(
        "insert into open_door (session_id, code_hash, sealed, opened_at) values ($1, $2, $3, $4)
         on conflict (session_id) do update set code_hash = excluded.code_hash, sealed = excluded.sealed,
            opened_at = excluded.opened_at"
    );
    tx.run(open.bind(session).bind(code_hash(code)).bind(sealed).bind(ctx.now)).await?;
    entry::audit(&mut tx, bearer, "people.door_opened", session, "").await?;
    Ok(tx.commit().await?)
}

/// Lets nobody in any more without a code of her own.
///
/// # Errors
/// [`Refused::NotFound`] for whoever may not prepare the Lab.
pub async fn close_door(db: &Db, ctx: &Ctx, session: Uuid) -> Result<(), Refused> {
    let bearer = bearer_of_session(db, session).await?;
    bearer.may(ctx, Action::PrepareLab)?;
    let mut tx = db.begin(ctx).await?;
    tx.run(sql!("delete from open_door where session_id = $1").bind(session)).await?;
    entry::audit(&mut tx, bearer, "people.door_closed", session, "").await?;
    Ok(tx.commit().await?)
}

/// The code of an open door, for the facilitator; `None` when it is closed.
///
/// # Errors
/// [`Refused::NotFound`] for whoever may not see the Lab.
pub async fn door(db: &Db, vault: &Vault, ctx: &Ctx, session: Uuid) -> Result<Option<String>, Refused> {
    bearer_of_session(db, session).await?.may(ctx, Action::SeeLab)?;
    let find = sql!("select sealed from open_door where session_id = $1");
    let Some(row) = db.row(find.bind(session)).await? else { return Ok(None) };
    let plain = vault.open(db, session, Class::Contact, &row.get::<Vec<u8>>(0)?).await?;
    Ok(plain.and_then(|plain| String::from_utf8(plain).ok()))
}

/// The session whose door a code opens.
///
/// # Errors
/// [`Refused::NotFound`] for any other code.
pub async fn session_of_door(db: &Db, code: &str) -> Result<Uuid, Refused> {
    let find = sql!("select session_id from open_door where code_hash = $1");
    let row = db.row(find.bind(code_hash(code))).await?.ok_or(Refused::NotFound)?;
    Ok(row.get(0)?)
}

/// Somebody comes in by the door: the code of the session is her proof.
///
/// # Errors
/// [`Refused::NotFound`] for a code that opens nothing, [`Refused::Invalid`] without a name.
pub async fn come_by_door(
    db: &Db,
    vault: &Vault,
    ctx: &Ctx,
    code: &str,
    newcomer: &Newcomer,
) -> Result<(Uuid, Participant), Refused> {
    let session = session_of_door(db, code).await?;
    let bearer = bearer_of_session(db, session).await?;
    let mut tx = db.begin(ctx).await?;
    entry::come_in(&mut tx, vault, bearer, session, newcomer).await?;
    tx.commit().await?;
    Ok((session, super::participant(db, newcomer.id).await?))
}
