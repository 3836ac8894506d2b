//! Taking back is as easy as giving: what is in flight stops, the receiver's key is destroyed, and every receiver gets a task
//! with a receipt. What was read cannot be un-known, and the page says so.

use super::{
    Command, Move, Referral, State,
    read::{seat, unseen},
    step::{self, Begun},
};
use crate::{Desk, Refused, access::audit};
use reticolo_store::{Tx, Vault, sql};
use uuid::Uuid;

/// She takes a referral back, herself or through an operator. What is over already cannot be stopped, but its key is
/// destroyed all the same. `version` counts only where it still moves.
///
/// # Errors
/// [`Refused::NotFound`] when it is not hers, nor of the actor's people; [`Refused::Conflict`] when it moved meanwhile.
pub async fn withdraw(desk: Desk<'_>, command: Command) -> Result<(), Refused> {
    let found = unseen(desk, command.referral).await?;
    seat(desk, &found).await?;
    desk.known(found.person).await?;
    if !found.state.is_open() {
        return after_the_end(desk, &found).await;
    }
    let Begun::Now(mut step) = step::begin(desk, command, Move::Withdraw).await? else { return Ok(()) };
    take_away(&mut step.tx, desk.vault, found.id, found.sender).await?;
    ended(&mut step.tx, &found).await?;
    step.finish().await.map(drop)
}

/// She takes back everything that is under way, and every key of what is over. How many referrals it concerned.
///
/// # Errors
/// [`Refused::NotFound`] when the person is not the actor's; [`Refused::Conflict`] when one of them moved meanwhile.
pub async fn withdraw_all(desk: Desk<'_>, person: Uuid) -> Result<usize, Refused> {
    let mut count = 0;
    for referral in super::of_person(desk, person).await? {
        if referral.state == State::Withdrawn {
            continue;
        }
        let command = Command { referral: referral.id, version: referral.version, key: Uuid::now_v7() };
        withdraw(desk, command).await?;
        count += 1;
    }
    Ok(count)
}

async fn after_the_end(desk: Desk<'_>, referral: &Referral) -> Result<(), Refused> {
    let mut tx = desk.db.begin(desk.ctx).await?;
    let taken = desk.vault.unshare_others(&mut tx, referral.id, referral.sender).await?;
    if taken > 0 {
        ended(&mut tx, referral).await?;
        step::tell(&mut tx, referral).await?;
    }
    audit(&mut tx, referral.sender, ("desk.share.withdrawn", "referral", referral.id), "").await?;
    Ok(tx.commit().await?)
}

/// The yes ends, and the receiver gets a task with a receipt.
async fn ended(tx: &mut Tx, referral: &Referral) -> Result<(), Refused> {
    let now = tx.ctx().now;
    let end = sql!(
        "update referral_authorisation set state = 'withdrawn', ended_at = $2 where referral_id = $1 and state = 'given'"
    );
    tx.run(end.bind(referral.id).bind(now)).await?;
    if referral.sent_at.is_some() {
        super::receipt(tx, (referral.id, referral.receiver), "withdrawal", now).await?;
    }
    Ok(())
}

/// Destroys every key but the sender's, and the links. The caller audits.
pub(super) async fn take_away(
    tx: &mut Tx,
    vault: &Vault,
    referral: Uuid,
    sender: Uuid,
) -> Result<(), Refused> {
    vault.unshare_others(tx, referral, sender).await?;
    tx.run(sql!("delete from referral_link where referral_id = $1").bind(referral)).await?;
    Ok(())
}

/// Destroys the rows of everything that a referral carried, when the person is erased; its key is the caller's to destroy,
/// who audits.
pub(crate) async fn forget(tx: &mut Tx, referral: Uuid) -> Result<(), Refused> {
    for forget in [
        sql!(
            "update referral set capsule = null, details = null, case_id = null, clock = 'none', due_at = null,
                state = case when state in ('draft', 'awaiting_person', 'sent', 'seen', 'info_requested', 'accepted',
                    'waitlisted', 'in_progress') then 'withdrawn' else state end,
                version = version + 1
             where id = $1"
        ),
        sql!("update referral_message set sealed = null where referral_id = $1"),
        sql!("delete from referral_link where referral_id = $1"),
        sql!("delete from referral_attempt where referral_id = $1"),
    ] {
        tx.run(forget.bind(referral)).await?;
    }
    Ok(())
}
