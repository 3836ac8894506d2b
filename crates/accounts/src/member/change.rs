//! Other roles, and the end.

use super::find;
use crate::{Refused, demo, entry, login, policy};
use reticolo_base::{Ctx, Role, Roles};
use reticolo_store::{Db, Tx, Vault, sql};
use uuid::Uuid;

/// Gives a member other roles. Every sign-in of hers ends: what she may do is never older than how she signed in.
///
/// # Errors
/// [`Refused::NotFound`] when one may not, [`Refused::Invalid`] without any role, [`Refused::Conflict`] when somebody
/// takes from herself what lets her give it back.
pub async fn set_roles(db: &Db, ctx: &Ctx, id: Uuid, roles: Roles) -> Result<(), Refused> {
    let member = find(db, ctx, id).await?;
    may_change(id)?;
    if roles == Roles::NONE {
        return Err(Refused::Invalid("account-problem-roles"));
    }
    // What is taken away reaches as far as what is given.
    policy::may_grant(&ctx.actor, roles)?;
    policy::may_grant(&ctx.actor, member.roles)?;
    let keeps = |roles: Roles| roles.has(Role::Administrator) || roles.has(Role::NetworkAdministrator);
    if ctx.actor.member() == Some(id) && keeps(member.roles) && !keeps(roles) {
        return Err(Refused::Conflict("account-problem-own-roles"));
    }
    if roles == member.roles {
        return Ok(());
    }
    let mut tx = db.begin(ctx).await?;
    tx.run(sql!("update member set roles = $2 where id = $1").bind(id).bind(roles.written())).await?;
    login::end_all(&mut tx, id, None).await?;
    let chain = crate::chain(member.organization);
    tx.audit(entry(&chain, "member.roles", id, &roles.written())).await?;
    Ok(tx.commit().await?)
}

/// Ends a membership: she is signed out everywhere, and her keys are destroyed, so that address and second factor are
/// unreadable. Her name stays where she did something.
///
/// # Errors
/// [`Refused::NotFound`] when one may not, [`Refused::Conflict`] when somebody would end herself.
pub async fn end(db: &Db, vault: &Vault, ctx: &Ctx, id: Uuid) -> Result<(), Refused> {
    let member = find(db, ctx, id).await?;
    may_change(id)?;
    policy::may_grant(&ctx.actor, member.roles)?;
    if ctx.actor.member() == Some(id) {
        return Err(Refused::Conflict("account-problem-own-end"));
    }
    let mut tx = db.begin(ctx).await?;
    close(&mut tx, id).await?;
    vault.shred(&mut tx, id).await?;
    let chain = crate::chain(member.organization);
    tx.audit(entry(&chain, "member.ended", id, "")).await?;
    Ok(tx.commit().await?)
}

/// Nobody signs in as her any more, and nothing that reaches or proves her is kept.
async fn close(tx: &mut Tx, id: Uuid) -> reticolo_store::Result<()> {
    let now = tx.ctx().now;
    let update = sql!(
        "update member set ended_at = coalesce(ended_at, $2), email = null, email_token = null, password = null, totp = null
         where id = $1"
    );
    tx.run(update.bind(id).bind(now)).await?;
    tx.run(sql!("delete from member_link where member_id = $1").bind(id)).await?;
    tx.run(sql!("delete from member_recovery where member_id = $1").bind(id)).await?;
    login::end_all(tx, id, None).await
}

/// Erases the rows of somebody whose keys were destroyed after this database was copied; an invitation that nobody accepted
/// goes as a whole. Who is no member changes nothing.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn forget(tx: &mut Tx, subject: Uuid) -> reticolo_store::Result<()> {
    close(tx, subject).await?;
    tx.run(sql!("delete from member where id = $1 and joined_at is null").bind(subject)).await.map(drop)
}

/// The members of the demonstration are for every visitor: none may take them from the next.
fn may_change(id: Uuid) -> Result<(), Refused> {
    if demo::is_of_demo(id) { Err(Refused::Conflict("account-problem-demo")) } else { Ok(()) }
}
