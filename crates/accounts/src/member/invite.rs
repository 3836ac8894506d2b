//! Inviting: a mail with a one-time link.

use super::{TOKEN, by_email, find, reach};
use crate::{
    Email, Refused, entry, link,
    link::Purpose,
    mail, organization,
    policy::{self, Action, Resource},
};
use reticolo_base::{Ctx, Lang, Roles};
use reticolo_store::{Db, Failure, Vault, sql, vault::Class};
use uuid::Uuid;

/// Whom somebody invites, as it was typed.
#[derive(Debug, Clone)]
pub struct New<'a> {
    /// The organisation.
    pub organization: Uuid,
    /// Her name.
    pub name: &'a str,
    /// Her address.
    pub email: &'a str,
    /// What she may be.
    pub roles: Roles,
    /// The language in which she reads.
    pub lang: Lang,
}

/// Invites somebody: she gets a mail with a link that holds for seven days. `code` is drawn by the caller.
///
/// # Errors
/// [`Refused::NotFound`] when one may not, [`Refused::Invalid`] for a field, [`Refused::Conflict`] when somebody with this
/// address is a member already.
pub async fn invite(
    db: &Db,
    vault: &Vault,
    ctx: &Ctx,
    (id, code): (Uuid, &str),
    new: New<'_>,
) -> Result<(), Refused> {
    policy::may(&ctx.actor, Action::KeepMembers, Resource::Organization(new.organization))?;
    let organization = organization::find(db, new.organization).await?;
    let (name, email) = (organization::named(new.name)?, Email::parse(new.email)?);
    if new.roles == Roles::NONE {
        return Err(Refused::Invalid("account-problem-roles"));
    }
    policy::may_grant(&ctx.actor, new.roles)?;
    if by_email(db, vault, &email).await?.is_some() {
        return Err(Refused::Conflict("account-problem-email-taken"));
    }
    let mut tx = db.begin(ctx).await?;
    let sealed = vault.seal(&mut tx, organization.id, id, Class::Contact, email.as_str().as_bytes()).await?;
    let insert = sql!(
        "insert into member (id, organization_id, name, email, email_token, roles, lang, totp_step, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, 0, $8)"
    );
    let insert = insert.bind(id).bind(organization.id).bind(&name).bind(sealed);
    let insert =
        insert.bind(vault.token(TOKEN, &email.folded())).bind(new.roles.written()).bind(new.lang.code());
    match tx.run(insert.bind(ctx.now)).await {
        Err(Failure::Clash(_)) => return Err(Refused::Conflict("account-problem-email-taken")),
        inserted => inserted?,
    };
    let to = mail::Receiver {
        organization: organization.id,
        organization_name: &organization.name,
        subject: id,
        name: &name,
        address: &email,
        lang: new.lang,
    };
    link::send(&mut tx, vault, Purpose::Invitation, code, to).await?;
    let chain = crate::chain(organization.id);
    tx.audit(entry(&chain, "member.invited", id, &new.roles.written())).await?;
    Ok(tx.commit().await?)
}

/// Sends a new link: an invitation again, or to a member who lost her second factor a new beginning.
///
/// # Errors
/// [`Refused::NotFound`] when one may not, or there is no such member.
pub async fn again(db: &Db, vault: &Vault, ctx: &Ctx, id: Uuid, code: &str) -> Result<Purpose, Refused> {
    let member = find(db, ctx, id).await?;
    let to = reach(db, vault, id).await?.ok_or(Refused::NotFound)?;
    let purpose = if member.joined_at.is_some() { Purpose::Beginning } else { Purpose::Invitation };
    let mut tx = db.begin(ctx).await?;
    link::send(&mut tx, vault, purpose, code, to.receiver()).await?;
    let chain = crate::chain(member.organization);
    tx.audit(entry(&chain, "member.linked", id, "")).await?;
    tx.commit().await?;
    Ok(purpose)
}
