//! What a member changes of her own: password, second factor, recovery codes. Each asks for the password she has.

use super::{Reach, reach};
use crate::{Email, Password, Refused, enter, entry, login, mail, recovery, totp::Secret};
use reticolo_base::Ctx;
use reticolo_store::{Db, Tx, Vault, sql, vault::Class};
use uuid::Uuid;

/// Who changes something, proven by the password she has; `login` is the sign-in she does it with, which goes on.
#[derive(Debug, Clone, Copy)]
pub struct Change<'a> {
    /// Her password, as it was typed.
    pub password: &'a str,
    /// Her sign-in.
    pub login: Uuid,
}

struct Proven {
    id: Uuid,
    organization: Uuid,
    name: String,
    totp_step: i64,
}

async fn proven(db: &Db, ctx: &Ctx, typed: &str) -> Result<Proven, Refused> {
    let (proven, kept) = own(db, ctx).await?;
    if Password::typed(typed).is(kept).await {
        return Ok(proven);
    }
    Err(Refused::Invalid("account-problem-password-wrong"))
}

async fn own(db: &Db, ctx: &Ctx) -> Result<(Proven, Option<String>), Refused> {
    let id = ctx.actor.member().ok_or(Refused::NotFound)?;
    let find = sql!(
        "select organization_id, name, totp_step, password from member where id = $1 and ended_at is null"
    );
    let row = db.row(find.bind(id)).await?.ok_or(Refused::NotFound)?;
    let proven = Proven { id, organization: row.get(0)?, name: row.get(1)?, totp_step: row.get(2)? };
    Ok((proven, row.get(3)?))
}

/// Chooses another password; every other sign-in of hers ends, and a mail tells her.
///
/// # Errors
/// [`Refused::Invalid`] when the old one is wrong or the new one may not be chosen.
pub async fn change_password(
    db: &Db,
    vault: &Vault,
    ctx: &Ctx,
    change: Change<'_>,
    chosen: &str,
) -> Result<(), Refused> {
    let me = proven(db, ctx, change.password).await?;
    let to = reach(db, vault, me.id).await?;
    let address = to.as_ref().map_or("", |to| Email::as_str(&to.address));
    let hashed = Password::choose(chosen, &[&me.name, address])?.hashed().await?;
    let mut tx = db.begin(ctx).await?;
    tx.run(sql!("update member set password = $2 where id = $1").bind(me.id).bind(hashed)).await?;
    login::end_all(&mut tx, me.id, Some(change.login)).await?;
    tell_changed(&mut tx, vault, to).await?;
    let chain = crate::chain(me.organization);
    tx.audit(entry(&chain, "member.password", me.id, "own")).await?;
    Ok(tx.commit().await?)
}

/// The secret that her telephone is to learn when she takes another one: the same until she has shown that it knows it.
///
/// # Errors
/// [`Refused::NotFound`] when no member asks.
pub async fn second_factor(db: &Db, vault: &Vault, ctx: &Ctx, login: Uuid) -> Result<Secret, Refused> {
    let (me, _) = own(db, ctx).await?;
    Ok(Secret::of_beginning(vault, &format!("{login} {}", me.totp_step)))
}

/// Takes another second factor; every other sign-in of hers ends, and a mail tells her.
///
/// # Errors
/// [`Refused::Invalid`] when the password or the digits are wrong.
pub async fn renew_second_factor(
    db: &Db,
    vault: &Vault,
    ctx: &Ctx,
    change: Change<'_>,
    digits: &str,
) -> Result<(), Refused> {
    let me = proven(db, ctx, change.password).await?;
    let secret = second_factor(db, vault, ctx, change.login).await?;
    let step = secret.step_of(digits, ctx.now).ok_or(Refused::Invalid("account-problem-digits"))?;
    let to = reach(db, vault, me.id).await?;
    let mut tx = db.begin(ctx).await?;
    if !enter::accept_step(&mut tx, me.id, step).await? {
        return Err(Refused::Invalid("account-problem-digits"));
    }
    let sealed = vault.seal(&mut tx, me.organization, me.id, Class::Credential, secret.as_bytes()).await?;
    tx.run(sql!("update member set totp = $2 where id = $1").bind(me.id).bind(sealed)).await?;
    login::end_all(&mut tx, me.id, Some(change.login)).await?;
    tell_changed(&mut tx, vault, to).await?;
    let chain = crate::chain(me.organization);
    tx.audit(entry(&chain, "member.second_factor", me.id, "")).await?;
    Ok(tx.commit().await?)
}

/// Takes new recovery codes, drawn by the caller; the old ones open nothing any more.
///
/// # Errors
/// [`Refused::Invalid`] when the password is wrong.
pub async fn renew_recovery(db: &Db, ctx: &Ctx, change: Change<'_>, codes: &[String]) -> Result<(), Refused> {
    let me = proven(db, ctx, change.password).await?;
    let mut tx = db.begin(ctx).await?;
    recovery::renew(&mut tx, me.id, codes).await?;
    let chain = crate::chain(me.organization);
    tx.audit(entry(&chain, "member.recovery_renewed", me.id, "")).await?;
    Ok(tx.commit().await?)
}

/// Tells a member by mail that her password or second factor is another now.
pub(crate) async fn tell_changed(tx: &mut Tx, vault: &Vault, to: Option<Reach>) -> Result<(), Refused> {
    let Some(to) = to else { return Ok(()) };
    let ends_at = tx.ctx().now.plus_days(7);
    mail::queue(tx, vault, mail::Letter::new(to.receiver(), "mail-changed", ends_at)).await.map(drop)
}
