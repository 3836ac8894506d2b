//! What an organisation must take note of, and the receipt that it did: a withdrawal, a correction, an erasure, the notice of
//! article 14 of the GDPR.

use crate::{Desk, Refused, access::audit};
use reticolo_accounts::policy::{self, Action, Resource};
use reticolo_base::Instant;
use reticolo_store::{Tx, sql};
use uuid::Uuid;

/// A task with a receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Its id.
    pub id: Uuid,
    /// The referral.
    pub referral: Uuid,
    /// `withdrawal`, `rectification`, `erasure`, `notice`.
    pub kind: String,
    /// Since when.
    pub made_at: Instant,
    /// Until when.
    pub due_at: Instant,
    /// When it was taken note of.
    pub taken_at: Option<Instant>,
}

/// A task for the receiver of a referral, due within a week. The caller audits.
pub(crate) async fn receipt(
    tx: &mut Tx,
    to: (Uuid, Option<Uuid>),
    kind: &str,
    now: Instant,
) -> Result<(), Refused> {
    wanted(tx, to, kind, now.plus_days(7)).await
}

pub(super) async fn wanted(
    tx: &mut Tx,
    (referral, organization): (Uuid, Option<Uuid>),
    kind: &str,
    due: Instant,
) -> Result<(), Refused> {
    let now = tx.ctx().now;
    let insert = sql!(
        "insert into referral_receipt (id, referral_id, organization_id, kind, made_at, due_at)
         select $1, $2, $3, $4, $5, $6
         where not exists (select 1 from referral_receipt where referral_id = $2 and kind = $4 and taken_at is null)"
    );
    let insert = insert.bind(Uuid::now_v7()).bind(referral).bind(organization).bind(kind).bind(now);
    tx.run(insert.bind(due)).await?;
    Ok(())
}

/// What the actor's organisation must still take note of, the most urgent first.
///
/// # Errors
/// [`Refused::NotFound`] when the actor works at no desk.
pub async fn receipts(desk: Desk<'_>) -> Result<Vec<Receipt>, Refused> {
    let organization = desk.at_desk()?;
    let find = sql!(
        "select id, referral_id, kind, made_at, due_at, taken_at from referral_receipt
         where organization_id = $1 and taken_at is null order by due_at, id limit 200"
    );
    let mut receipts = Vec::new();
    for row in desk.db.rows(find.bind(organization)).await? {
        receipts.push(Receipt {
            id: row.get(0)?,
            referral: row.get(1)?,
            kind: row.get(2)?,
            made_at: row.get(3)?,
            due_at: row.get(4)?,
            taken_at: row.get(5)?,
        });
    }
    Ok(receipts)
}

/// Takes note; the person sees it on her page.
///
/// # Errors
/// [`Refused::NotFound`] when it is none of the actor's organisation.
pub async fn take(desk: Desk<'_>, id: Uuid) -> Result<(), Refused> {
    let organization = desk.ctx.actor.organization().ok_or(Refused::NotFound)?;
    policy::may(&desk.ctx.actor, Action::Welcome, Resource::Organization(organization))?;
    let mut tx = desk.db.begin(desk.ctx).await?;
    let set = sql!(
        "update referral_receipt set taken_at = $3, member_id = $4
         where id = $1 and organization_id = $2 and taken_at is null"
    );
    let member = desk.ctx.actor.member();
    if tx.run(set.bind(id).bind(organization).bind(desk.ctx.now).bind(member)).await? == 0 {
        return Err(Refused::NotFound);
    }
    audit(&mut tx, organization, ("desk.receipt.taken", "receipt", id), "").await?;
    Ok(tx.commit().await?)
}
