//! Who may sit where she says, who speaks for whom, and who must not sit together.

use super::{Attendance, Participant, entry::whole, one};
use crate::{
    Refused, chain,
    programme::{Bearer, bearer_of_lab, bearer_of_session},
};
use reticolo_accounts::policy::Action;
use reticolo_base::{Actor, Ctx};
use reticolo_store::{Db, Tx, audit::Entry, sql};
use uuid::Uuid;

/// The participant who acts, at this session.
///
/// # Errors
/// [`Refused::NotFound`] for anybody else, members included, and when she is not expected there.
pub async fn require_seat(db: &Db, ctx: &Ctx, session: Uuid) -> Result<Attendance, Refused> {
    bearer_of_session(db, session).await?.may(ctx, Action::TakePart)?;
    one(db, session, ctx.actor.participant().ok_or(Refused::NotFound)?).await
}

/// The person, if the actor is she, sits with her at one device, or runs her Lab.
///
/// # Errors
/// [`Refused::NotFound`] when not.
pub async fn acts_for(db: &Db, ctx: &Ctx, id: Uuid) -> Result<Participant, Refused> {
    let person = whole(db, id).await?;
    if let Actor::Participant { id: actor, .. } = ctx.actor {
        let shares = sql!("select 1 from companion where participant_id = $1 and companion_id = $2");
        let shared = actor == id || db.row(shares.bind(actor).bind(id)).await?.is_some();
        return if shared { Ok(person) } else { Err(Refused::NotFound) };
    }
    bearer_of_lab(db, person.lab).await?.may(ctx, Action::RunSession)?;
    Ok(person)
}

/// The pairs of a Lab that must not sit at one table. It asks no policy: for seating, never for a page of participants.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn apart(db: &Db, lab: Uuid) -> reticolo_store::Result<Vec<(Uuid, Uuid)>> {
    let find = sql!("select a, b from apart where lab_id = $1 order by a, b");
    db.rows(find.bind(lab)).await?.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// Keeps two people from sitting at one table. Nobody but facilitators learns of it.
///
/// # Errors
/// [`Refused::Invalid`] for one and the same person; [`Refused::NotFound`] when they are not of one Lab.
pub async fn keep_apart(db: &Db, ctx: &Ctx, one: Uuid, other: Uuid) -> Result<(), Refused> {
    let (one, other) = (whole(db, one).await?, whole(db, other).await?);
    let bearer = bearer_of_lab(db, one.lab).await?;
    bearer.may(ctx, Action::PrepareLab)?;
    if one.lab != other.lab {
        return Err(Refused::NotFound);
    }
    if one.id == other.id {
        return Err(Refused::invalid("lab-people-problem-apart-self"));
    }
    let mut tx = db.begin(ctx).await?;
    let keep = sql!("insert into apart (lab_id, a, b) values ($1, $2, $3) on conflict (a, b) do nothing");
    tx.run(keep.bind(one.lab).bind(one.id.min(other.id)).bind(one.id.max(other.id))).await?;
    audit(&mut tx, bearer, "people.apart").await?;
    Ok(tx.commit().await?)
}

/// Lets two people sit at one table again.
///
/// # Errors
/// [`Refused::NotFound`] when the actor may not prepare the Lab.
pub async fn let_together(db: &Db, ctx: &Ctx, one: Uuid, other: Uuid) -> Result<(), Refused> {
    let person = whole(db, one).await?;
    let bearer = bearer_of_lab(db, person.lab).await?;
    bearer.may(ctx, Action::PrepareLab)?;
    let mut tx = db.begin(ctx).await?;
    let free = sql!("delete from apart where lab_id = $1 and a = $2 and b = $3");
    tx.run(free.bind(person.lab).bind(one.min(other)).bind(one.max(other))).await?;
    audit(&mut tx, bearer, "people.together").await?;
    Ok(tx.commit().await?)
}

/// An entry about the people of a Lab; it names nobody.
pub(super) async fn audit(tx: &mut Tx, bearer: Bearer, action: &str) -> Result<(), Refused> {
    let chain = chain(bearer.organization);
    Ok(tx.audit(Entry { chain: &chain, action, entity: "lab", id: Some(bearer.lab), detail: "" }).await?)
}
