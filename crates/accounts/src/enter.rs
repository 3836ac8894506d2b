//! Signing in: first the password, then what only her telephone knows. Nobody learns which of the two was wrong, nor
//! whether an address is known; how often one may try is counted by the caller.

use crate::{Email, Password, Refused, entry, login, login::Subject, member, recovery, totp::Secret};
use reticolo_base::Ctx;
use reticolo_store::{Db, Tx, Vault, sql, vault::Class};
use uuid::Uuid;

/// So many digits may be tried with one password shown; then the password is asked again.
pub const TRIES: i64 = 5;

/// The key of the message when a sign-in did not work.
pub const WRONG: &str = "account-problem-sign-in";

/// Shows the password. The sign-in that starts opens nothing but the page that asks for the second factor.
///
/// # Errors
/// [`Refused::Invalid`] when it is wrong, or nobody with this address has joined: the two take the same time.
pub async fn password(
    db: &Db,
    vault: &Vault,
    ctx: &Ctx,
    (address, typed): (&str, &str),
    (token, device): (&[u8], &str),
) -> Result<(), Refused> {
    let found = match Email::parse(address) {
        Ok(email) => member::by_email(db, vault, &email).await?,
        Err(_) => None,
    };
    let kept = found.as_ref().and_then(|member| member.password.clone());
    let right = Password::typed(typed).is(kept).await;
    let mut tx = db.begin(ctx).await?;
    let Some(member) = found.filter(|_| right) else {
        tx.audit(login::entry("login.refused")).await?;
        tx.commit().await?;
        return Err(Refused::Invalid(WRONG));
    };
    login::start(&mut tx, Subject::Half(member.id), token, device).await?;
    tx.audit(login::entry("login.half")).await?;
    Ok(tx.commit().await?)
}

/// A member between password and second factor.
#[derive(Debug, Clone)]
struct Half {
    member: Uuid,
    organization: Uuid,
    totp: Option<Vec<u8>>,
    device: String,
    tries: i64,
}

async fn half(db: &Db, token: &[u8], ctx: &Ctx) -> Result<Half, Refused> {
    let find = sql!(
        "select m.id, m.organization_id, m.totp, l.device, l.tries from login l
         join member m on m.id = l.subject and m.ended_at is null
         where l.token_hash = $1 and l.ends_at > $2 and l.kind = 'half'"
    );
    let row = db.row(find.bind(login::hash(token)).bind(ctx.now)).await?.ok_or(Refused::NotFound)?;
    Ok(Half {
        member: row.get(0)?,
        organization: row.get(1)?,
        totp: row.get(2)?,
        device: row.get(3)?,
        tries: row.get(4)?,
    })
}

/// Who has shown her password with this token and is to show her second factor.
///
/// # Errors
/// [`Refused::NotFound`] when nobody has, or it took too long.
pub async fn waiting(db: &Db, token: &[u8], ctx: &Ctx) -> Result<Uuid, Refused> {
    Ok(half(db, token, ctx).await?.member)
}

/// How the second factor was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// By the digits of her telephone.
    Digits,
    /// By a code for the day it is lost, which is used up now.
    Recovery,
}

/// Shows the second factor: the digits of her telephone, or a recovery code. The sign-in goes on under a new token.
///
/// # Errors
/// [`Refused::NotFound`] when no password was shown, or too many digits were tried since; [`Refused::Invalid`] when
/// they are wrong, or were used before.
pub async fn second_factor(
    db: &Db,
    vault: &Vault,
    ctx: &Ctx,
    typed: &str,
    (old, new): (&[u8], &[u8]),
) -> Result<Shown, Refused> {
    let half = half(db, old, ctx).await?;
    let step = step_of(db, vault, ctx, &half, typed).await?;
    let mut tx = db.begin(ctx).await?;
    let shown = match step {
        Some(step) => accept_step(&mut tx, half.member, step).await?.then_some(Shown::Digits),
        None => recovery::spend(&mut tx, half.member, typed).await?.then_some(Shown::Recovery),
    };
    let Some(shown) = shown else {
        let left = wrong(&mut tx, &half, old).await?;
        tx.commit().await?;
        return Err(if left { Refused::Invalid("account-problem-digits") } else { Refused::NotFound });
    };
    login::end(&mut tx, old).await?;
    login::start(&mut tx, Subject::Member(half.member), new, &half.device).await?;
    tx.audit(login::entry("login.started")).await?;
    if shown == Shown::Recovery {
        let chain = crate::chain(half.organization);
        tx.audit(entry(&chain, "member.recovery", half.member, "")).await?;
    }
    tx.commit().await?;
    Ok(shown)
}

async fn step_of(
    db: &Db,
    vault: &Vault,
    ctx: &Ctx,
    half: &Half,
    typed: &str,
) -> Result<Option<i64>, Refused> {
    let Some(sealed) = &half.totp else { return Ok(None) };
    let opened = vault.open(db, half.member, Class::Credential, sealed).await?;
    Ok(opened.and_then(|bytes| Secret::from_bytes(bytes).step_of(typed, ctx.now)))
}

/// Digits are accepted once: whoever looked over her shoulder comes too late.
pub(crate) async fn accept_step(tx: &mut Tx, member: Uuid, step: i64) -> Result<bool, Refused> {
    let update = sql!("update member set totp_step = $2 where id = $1 and totp_step < $2");
    Ok(tx.run(update.bind(member).bind(step)).await? == 1)
}

/// Counts a wrong try; whether there is another one.
async fn wrong(tx: &mut Tx, half: &Half, token: &[u8]) -> Result<bool, Refused> {
    let left = half.tries + 1 < TRIES;
    if left {
        let count = sql!("update login set tries = tries + 1 where token_hash = $1");
        tx.run(count.bind(login::hash(token))).await?;
    } else {
        login::end(tx, token).await?;
    }
    tx.audit(login::entry("login.refused")).await?;
    Ok(left)
}
