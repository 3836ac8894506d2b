//! Erasure and restriction. Erasing destroys keys and rows; what had travelled is taken back where it can be, and every
//! receiver gets a task to destroy what it wrote down.

use crate::{Desk, Refused, access::audit};
use reticolo_store::{Tx, sql};
use uuid::Uuid;

/// Erases a person of the actor's organisation: her keys, her rows, the capsules that travelled. Referrals stay as bare
/// moves without a word of her, so that figures stay true.
///
/// # Errors
/// [`Refused::NotFound`] when there is no such person for the actor, [`Refused::Conflict`] when a legal hold forbids it.
pub async fn erase(desk: Desk<'_>, person: Uuid) -> Result<(), Refused> {
    desk.at_desk()?;
    let known = desk.known(person).await?;
    let mut tx = desk.db.begin(desk.ctx).await?;
    let hold = tx.row(sql!("select hold from desk_person where id = $1").bind(person)).await?;
    if hold.is_some_and(|row| row.get::<String>(0).is_ok_and(|hold| !hold.is_empty())) {
        return Err(Refused::Conflict("desk-problem-hold"));
    }
    for referral in forget_rows(&mut tx, person).await? {
        desk.vault.destroy_shared(&mut tx, referral).await?;
    }
    desk.vault.shred(&mut tx, person).await?;
    audit(&mut tx, known.organization, ("desk.person.erased", "person", known.pseudonym), "").await?;
    Ok(tx.commit().await?)
}

/// Erases the rows of a person whose keys were destroyed after this database was copied: it came back from a backup. The
/// receivers get their tasks again. Who is known at no desk changes nothing.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn forget(tx: &mut Tx, subject: Uuid) -> reticolo_store::Result<()> {
    match forget_rows(tx, subject).await {
        Ok(_) => Ok(()),
        Err(Refused::Store(failure)) => Err(failure),
        Err(_) => Err(reticolo_store::Failure::Sealed),
    }
}

/// Erases her rows, and tells every receiver; her referrals, whose keys are still to be destroyed.
async fn forget_rows(tx: &mut Tx, person: Uuid) -> Result<Vec<Uuid>, Refused> {
    let (now, mut referrals) = (tx.ctx().now, Vec::new());
    let find = sql!("select id, receiver_id, sent_at from referral where person_id = $1");
    for row in tx.rows(find.bind(person)).await? {
        let (referral, receiver): (Uuid, Option<Uuid>) = (row.get(0)?, row.get(1)?);
        if row.get::<Option<reticolo_base::Instant>>(2)?.is_some() {
            crate::referral::receipt(tx, (referral, receiver), "erasure", now).await?;
        }
        crate::referral::forget(tx, referral).await?;
        referrals.push(referral);
    }
    for forget in [
        sql!("delete from desk_token where person_id = $1"),
        sql!("delete from desk_code where person_id = $1"),
        sql!("delete from desk_tie where person_id = $1 or other_id = $1"),
        sql!("delete from desk_named where person_id = $1"),
        sql!("delete from desk_step where case_id in (select id from desk_case where person_id = $1)"),
        sql!("delete from desk_note where case_id in (select id from desk_case where person_id = $1)"),
        sql!("update desk_case set sealed = null where person_id = $1"),
        sql!("update desk_emergency set sealed = null where person_id = $1"),
        sql!("update referral_authorisation set sealed = null where person_id = $1"),
    ] {
        tx.run(forget.bind(person)).await?;
    }
    let rows = sql!(
        "update desk_person set identity = null, contact = null, circumstances = null, pseudonym = null, made_by = null,
            erased_at = $2, version = version + 1 where id = $1"
    );
    tx.run(rows.bind(person).bind(now)).await?;
    reticolo_accounts::login::end_all(tx, person, None).await?;
    Ok(referrals)
}

/// Restricts the use of a person's data, or lifts the restriction: while it holds nothing is changed, shared or sent.
///
/// # Errors
/// [`Refused::NotFound`] when there is no such person for the actor.
pub async fn restrict(desk: Desk<'_>, person: Uuid, restricted: bool) -> Result<(), Refused> {
    desk.at_desk()?;
    let known = desk.known(person).await?;
    let since = restricted.then_some(desk.ctx.now);
    let mut tx = desk.db.begin(desk.ctx).await?;
    tx.run(sql!("update desk_person set restricted_at = $2 where id = $1").bind(person).bind(since)).await?;
    let act = if restricted { "desk.person.restricted" } else { "desk.person.released" };
    audit(&mut tx, known.organization, (act, "person", known.pseudonym), "").await?;
    Ok(tx.commit().await?)
}
