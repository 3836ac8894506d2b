//! "Next if refused": what she said yes to beforehand, sealed, released by an operator's tap and never by itself.

use super::{Command, Referral, State, read::unseen, send::send};
use crate::{Desk, Refused, access::audit};
use reticolo_store::sql;
use uuid::Uuid;

/// Puts a referral, whose sheet is before her or has her yes, next in line after another of the same person.
///
/// # Errors
/// [`Refused::NotFound`]; [`Refused::Invalid`] when they are not of one person, or it went out already.
pub async fn add_next(desk: Desk<'_>, referral: Uuid, next: Uuid) -> Result<(), Refused> {
    desk.at_desk()?;
    let (first, second) = (unseen(desk, referral).await?, unseen(desk, next).await?);
    let known = desk.known(first.person).await?;
    desk.known(second.person).await?;
    if first.person != second.person || first.id == second.id || second.state.has_left() {
        return Err(Refused::Invalid("next", "desk-problem-next"));
    }
    let mut tx = desk.db.begin(desk.ctx).await?;
    let insert = sql!(
        "insert into referral_next (referral_id, place, next_id)
         select $1, coalesce(max(place), 0) + 1, $2 from referral_next where referral_id = $1"
    );
    let there = sql!("select 1 from referral_next where referral_id = $1 and next_id = $2");
    if tx.row(there.bind(referral).bind(next)).await?.is_none() {
        tx.run(insert.bind(referral).bind(next)).await?;
    }
    audit(&mut tx, known.organization, ("desk.referral.lined-up", "referral", referral), "").await?;
    Ok(tx.commit().await?)
}

/// Who is next in line, in order: those that have not gone out.
///
/// # Errors
/// [`Refused::NotFound`] when it is none of the actor's people.
pub async fn next_of(desk: Desk<'_>, referral: &Referral) -> Result<Vec<Referral>, Refused> {
    desk.known(referral.person).await?;
    let find =
        sql!("select next_id from referral_next where referral_id = $1 order by place").bind(referral.id);
    let mut next = Vec::new();
    for row in desk.db.rows(find).await? {
        let found = unseen(desk, row.get(0)?).await?;
        if !found.state.has_left() {
            next.push(found);
        }
    }
    Ok(next)
}

/// Releases the next in line after a refusal: it goes out with the yes that was given beforehand.
///
/// # Errors
/// [`Refused::Conflict`] when the first was not refused; otherwise as [`send`].
pub async fn release_next(desk: Desk<'_>, referral: Uuid, command: Command) -> Result<i64, Refused> {
    let first = unseen(desk, referral).await?;
    let refused = matches!(
        first.state,
        State::Declined | State::Rerouted | State::Expired | State::NotReached | State::Cancelled
    );
    if !refused || !next_of(desk, &first).await?.iter().any(|next| next.id == command.referral) {
        return Err(Refused::Conflict("desk-referral-not-now"));
    }
    let version = send(desk, command, None).await?;
    if matches!(first.state, State::Declined | State::Rerouted | State::Expired | State::NotReached) {
        let settled = Command { referral, version: first.version, key: Uuid::now_v7() };
        super::end::settle(desk, settled, None).await?;
    }
    Ok(version)
}
