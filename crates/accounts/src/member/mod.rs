//! Members of an organisation: invited, joined, with what roles, and gone.

mod change;
mod invite;
mod own;
mod tell;

pub use change::{end, forget, set_roles};
pub use invite::{New, again, invite};
pub(crate) use own::tell_changed;
pub use own::{Change, change_password, renew_recovery, renew_second_factor, second_factor};
pub use tell::{Reached, with_role, write};

use crate::{
    Email, Refused, link, mail,
    policy::{self, Action, Resource},
};
use reticolo_base::{Ctx, Instant, Lang, Roles};
use reticolo_store::{Db, Row, Vault, sql, vault::Class};
use uuid::Uuid;

/// The domain of the tokens by which addresses are found.
pub(crate) const TOKEN: &str = "member mail";

/// A member as the administrator of her organisation sees her.
#[derive(Debug, Clone)]
pub struct Member {
    /// Her id.
    pub id: Uuid,
    /// Her organisation.
    pub organization: Uuid,
    /// Her name.
    pub name: String,
    /// What she may be there.
    pub roles: Roles,
    /// The language in which she reads.
    pub lang: Lang,
    /// When she was invited.
    pub invited_at: Instant,
    /// Since when she is in; not yet, when she was only invited.
    pub joined_at: Option<Instant>,
    /// Her address.
    pub email: Option<Email>,
}

/// The members of an organisation who have not left it, by name.
///
/// # Errors
/// [`Refused::NotFound`] when one may not see them.
pub async fn list(db: &Db, vault: &Vault, ctx: &Ctx, organization: Uuid) -> Result<Vec<Member>, Refused> {
    policy::may(&ctx.actor, Action::KeepMembers, Resource::Organization(organization))?;
    let find = sql!(
        "select id, organization_id, name, roles, lang, created_at, joined_at, email from member
         where organization_id = $1 and ended_at is null order by name, id"
    );
    let rows = db.rows(find.bind(organization)).await?;
    let contacts = vault.reader(db, organization, Class::Contact).await?;
    rows.iter().map(|row| read(row, |id, sealed| contacts.open(id, sealed))).collect()
}

/// A member who has not left, for whoever keeps the members of her organisation.
///
/// # Errors
/// [`Refused::NotFound`] when there is none, or one may not see her.
pub async fn find(db: &Db, ctx: &Ctx, id: Uuid) -> Result<Member, Refused> {
    let find = sql!(
        "select id, organization_id, name, roles, lang, created_at, joined_at, email from member
         where id = $1 and ended_at is null"
    );
    let row = db.row(find.bind(id)).await?.ok_or(Refused::NotFound)?;
    let member = read(&row, |_, _| Ok(None))?;
    policy::may(&ctx.actor, Action::KeepMembers, Resource::Organization(member.organization))?;
    Ok(member)
}

fn read(
    row: &Row,
    open: impl Fn(Uuid, &[u8]) -> reticolo_store::Result<Option<Vec<u8>>>,
) -> Result<Member, Refused> {
    let id = row.get(0)?;
    let sealed: Option<Vec<u8>> = row.get(7)?;
    let opened = sealed.map_or(Ok(None), |sealed| open(id, &sealed))?;
    Ok(Member {
        id,
        organization: row.get(1)?,
        name: row.get(2)?,
        roles: Roles::read(&row.get::<String>(3)?),
        lang: link::lang(&row.get::<String>(4)?),
        invited_at: row.get(5)?,
        joined_at: row.get(6)?,
        email: opened.as_deref().and_then(address),
    })
}

fn address(opened: &[u8]) -> Option<Email> {
    std::str::from_utf8(opened).ok().and_then(|text| Email::parse(text).ok())
}

/// What signing in needs to know of a member.
pub(crate) struct Known {
    pub(crate) id: Uuid,
    pub(crate) organization: Uuid,
    pub(crate) password: Option<String>,
    pub(crate) joined: bool,
}

/// The member with an address, if there is one who has not left.
pub(crate) async fn by_email(db: &Db, vault: &Vault, email: &Email) -> Result<Option<Known>, Refused> {
    let find = sql!(
        "select m.id, m.organization_id, m.password, m.joined_at from member m
         join account_organization o on o.id = m.organization_id
         where m.email_token = $1 and m.ended_at is null and o.left_at is null"
    );
    let Some(row) = db.row(find.bind(vault.token(TOKEN, &email.folded()))).await? else { return Ok(None) };
    Ok(Some(Known {
        id: row.get(0)?,
        organization: row.get(1)?,
        password: row.get(2)?,
        joined: row.get::<Option<Instant>>(3)?.is_some(),
    }))
}

/// How a member is reached.
pub(crate) struct Reach {
    pub(crate) id: Uuid,
    pub(crate) organization: Uuid,
    pub(crate) organization_name: String,
    pub(crate) name: String,
    pub(crate) lang: Lang,
    pub(crate) address: Email,
}

impl Reach {
    pub(crate) fn receiver(&self) -> mail::Receiver<'_> {
        mail::Receiver {
            organization: self.organization,
            organization_name: &self.organization_name,
            subject: self.id,
            name: &self.name,
            address: &self.address,
            lang: self.lang,
        }
    }
}

/// How a member is reached; not at all when she left.
pub(crate) async fn reach(db: &Db, vault: &Vault, id: Uuid) -> Result<Option<Reach>, Refused> {
    let find = sql!(
        "select m.organization_id, o.name, m.name, m.lang, m.email from member m
         join account_organization o on o.id = m.organization_id where m.id = $1 and m.ended_at is null"
    );
    let Some(row) = db.row(find.bind(id)).await? else { return Ok(None) };
    let Some(sealed) = row.get::<Option<Vec<u8>>>(4)? else { return Ok(None) };
    let opened = vault.open(db, id, Class::Contact, &sealed).await?;
    let Some(address) = opened.as_deref().and_then(address) else { return Ok(None) };
    Ok(Some(Reach {
        id,
        organization: row.get(0)?,
        organization_name: row.get(1)?,
        name: row.get(2)?,
        lang: link::lang(&row.get::<String>(3)?),
        address,
    }))
}
