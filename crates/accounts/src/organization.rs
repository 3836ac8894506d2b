//! Organisations of the network, as far as accounts go.

use crate::{
    Refused,
    policy::{self, Action, Resource},
};
use reticolo_base::Ctx;
use reticolo_store::{Db, Row, audit::Entry, sql};
use uuid::Uuid;

/// The longest name, in characters.
pub const NAME_CHARS: usize = 120;

/// The kinds of body that an organisation may be, as participants of a Lab say it too.
pub const KINDS: [&str; 6] = ["public", "third_sector", "association", "university", "business", "informal"];

/// An organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organization {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// One of [`KINDS`].
    pub kind: String,
    /// Where it works: a code of the territory, or empty.
    pub territory: String,
    /// How many members it has now, those invited included.
    pub members: i64,
}

/// Adds an organisation.
///
/// # Errors
/// [`Refused::NotFound`] when one may not, [`Refused::Invalid`] when name or kind are none, [`Refused::Conflict`] when
/// there is one of this name.
pub async fn add(
    db: &Db,
    ctx: &Ctx,
    id: Uuid,
    (name, kind, territory): (&str, &str, &str),
) -> Result<(), Refused> {
    policy::may(&ctx.actor, Action::KeepOrganizations, Resource::Network)?;
    let name = named(name)?;
    if !KINDS.contains(&kind) {
        return Err(Refused::Invalid("account-problem-kind"));
    }
    let mut tx = db.begin(ctx).await?;
    let same = sql!("select 1 from account_organization where name = $1 and left_at is null").bind(&name);
    if tx.row(same).await?.is_some() {
        return Err(Refused::Conflict("account-problem-organization-there"));
    }
    let insert = sql!(
        "insert into account_organization (id, name, kind, territory, created_at) values ($1, $2, $3, $4, $5)"
    );
    tx.run(insert.bind(id).bind(name).bind(kind).bind(territory).bind(ctx.now)).await?;
    let chain = crate::chain(id);
    let entry = Entry {
        chain: &chain,
        action: "organization.added",
        entity: "organization",
        id: Some(id),
        detail: kind,
    };
    tx.audit(entry).await?;
    Ok(tx.commit().await?)
}

/// Ties an organisation to its card in the directory, so that its editors keep the cards of its services; `None` unties it.
/// The caller knows that there is such a card.
///
/// # Errors
/// [`Refused::NotFound`] when one may not or there is no such organisation, [`Refused::Conflict`] when another one is tied to
/// that card.
pub async fn tie(db: &Db, ctx: &Ctx, id: Uuid, directory: Option<Uuid>) -> Result<(), Refused> {
    policy::may(&ctx.actor, Action::KeepOrganizations, Resource::Network)?;
    let mut tx = db.begin(ctx).await?;
    let other =
        sql!("select 1 from account_organization where directory_id = $1 and id <> $2 and left_at is null");
    if tx.row(other.bind(directory).bind(id)).await?.is_some() {
        return Err(Refused::Conflict("account-problem-tied"));
    }
    let tie = sql!("update account_organization set directory_id = $2 where id = $1 and left_at is null");
    if tx.run(tie.bind(id).bind(directory)).await? == 0 {
        return Err(Refused::NotFound);
    }
    let chain = crate::chain(id);
    let (action, entity) = ("organization.tied", "organization");
    tx.audit(Entry { chain: &chain, action, entity, id: Some(id), detail: "" }).await?;
    Ok(tx.commit().await?)
}

/// Every organisation of the network, by name.
///
/// # Errors
/// [`Refused::NotFound`] when one may not see them.
pub async fn list(db: &Db, ctx: &Ctx) -> Result<Vec<Organization>, Refused> {
    policy::may(&ctx.actor, Action::KeepOrganizations, Resource::Network)?;
    let find = sql!(
        "select o.id, o.name, o.kind, o.territory, count(m.id) from account_organization o
         left join member m on m.organization_id = o.id and m.ended_at is null
         where o.left_at is null group by o.id, o.name, o.kind, o.territory order by o.name, o.id"
    );
    db.rows(find).await?.iter().map(read).collect()
}

/// An organisation by its id. Its name is no secret; the caller asks whether the rest may be seen.
///
/// # Errors
/// [`Refused::NotFound`] when there is none, or it left.
pub async fn find(db: &Db, id: Uuid) -> Result<Organization, Refused> {
    let find = sql!(
        "select o.id, o.name, o.kind, o.territory, count(m.id) from account_organization o
         left join member m on m.organization_id = o.id and m.ended_at is null
         where o.id = $1 and o.left_at is null group by o.id, o.name, o.kind, o.territory"
    );
    db.row(find.bind(id)).await?.as_ref().map_or(Err(Refused::NotFound), read)
}

/// The organisation that somebody means on the command line: by its id, or by its name.
///
/// # Errors
/// [`Refused::NotFound`] when there is none.
pub async fn named_or_numbered(db: &Db, ctx: &Ctx, meant: &str) -> Result<Organization, Refused> {
    let all = list(db, ctx).await?;
    let meant = meant.trim();
    all.into_iter().find(|o| o.id.to_string() == meant || o.name == meant).ok_or(Refused::NotFound)
}

fn read(row: &Row) -> Result<Organization, Refused> {
    Ok(Organization {
        id: row.get(0)?,
        name: row.get(1)?,
        kind: row.get(2)?,
        territory: row.get(3)?,
        members: row.get(4)?,
    })
}

/// A name in one line without signs that cannot be seen.
pub(crate) fn named(typed: &str) -> Result<String, Refused> {
    let name: String = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let good = !name.is_empty()
        && name.chars().count() <= NAME_CHARS
        && !name.chars().any(|c| {
            c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c) || ('\u{2066}'..='\u{2069}').contains(&c)
        });
    if good { Ok(name) } else { Err(Refused::Invalid("account-problem-name")) }
}
