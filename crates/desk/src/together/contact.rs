//! Whom an organisation names as its contact and as substitute, until when that holds.

use crate::{Desk, Refused, access::audit};
use reticolo_base::Instant;
use reticolo_store::sql;
use uuid::Uuid;

/// How long a naming holds before it must be looked at again, in days.
pub const DAYS: i64 = 180;

/// Somebody who is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// The member.
    pub member: Uuid,
    /// Her name.
    pub name: String,
    /// `contact` or `substitute`.
    pub kind: String,
    /// When it must be looked at again.
    pub review_at: Instant,
}

/// Names a member of the actor's organisation, or confirms that it still holds.
///
/// # Errors
/// [`Refused::NotFound`] when the actor does not supervise, or the member is not of her organisation; [`Refused::Invalid`].
pub async fn name(desk: Desk<'_>, member: Uuid, kind: &str) -> Result<(), Refused> {
    let organization = desk.at_desk()?;
    if !desk.supervises(organization) {
        return Err(Refused::NotFound);
    }
    if !["contact", "substitute"].contains(&kind) {
        return Err(Refused::Invalid("kind", "desk-problem-kind"));
    }
    let mut tx = desk.db.begin(desk.ctx).await?;
    let insert = sql!(
        "insert into desk_contact (organization_id, member_id, kind, review_at)
         select $1, id, $3, $4 from member where id = $2 and organization_id = $1 and ended_at is null
         on conflict (organization_id, member_id) do update set kind = excluded.kind, review_at = excluded.review_at"
    );
    let insert = insert.bind(organization).bind(member).bind(kind).bind(desk.ctx.now.plus_days(DAYS));
    if tx.run(insert).await? == 0 {
        return Err(Refused::NotFound);
    }
    audit(&mut tx, organization, ("desk.contact.named", "member", member), kind).await?;
    Ok(tx.commit().await?)
}

/// Takes a naming back.
///
/// # Errors
/// [`Refused::NotFound`] when the actor does not supervise.
pub async fn unname(desk: Desk<'_>, member: Uuid) -> Result<(), Refused> {
    let organization = desk.at_desk()?;
    if !desk.supervises(organization) {
        return Err(Refused::NotFound);
    }
    let mut tx = desk.db.begin(desk.ctx).await?;
    let delete = sql!("delete from desk_contact where organization_id = $1 and member_id = $2");
    tx.run(delete.bind(organization).bind(member)).await?;
    audit(&mut tx, organization, ("desk.contact.unnamed", "member", member), "").await?;
    Ok(tx.commit().await?)
}

/// Whom an organisation names: workers of every organisation may know.
///
/// # Errors
/// [`Refused::NotFound`] when the actor works at no desk.
pub async fn named(desk: Desk<'_>, organization: Uuid) -> Result<Vec<Contact>, Refused> {
    desk.at_desk()?;
    let find = sql!(
        "select c.member_id, m.name, c.kind, c.review_at from desk_contact c join member m on m.id = c.member_id
         where c.organization_id = $1 and m.ended_at is null order by c.kind, m.name"
    );
    let mut named = Vec::new();
    for row in desk.db.rows(find.bind(organization)).await? {
        named.push(Contact {
            member: row.get(0)?,
            name: row.get(1)?,
            kind: row.get(2)?,
            review_at: row.get(3)?,
        });
    }
    Ok(named)
}
