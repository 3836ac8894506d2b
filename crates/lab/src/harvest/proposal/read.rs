//! Reading proposals.

use super::{Draft, Proposal, State};
use crate::{Refused, programme::bearer_of_lab};
use reticolo_accounts::policy::Action;
use reticolo_base::{Ctx, Lang};
use reticolo_store::{Db, Row, sql};
use uuid::Uuid;

/// The proposals of a Lab, oldest first, those withdrawn left out. For other parts of the Lab: asks nobody.
///
/// # Errors
/// [`Refused::Store`] when the database does not answer.
pub async fn proposals(db: &Db, lab: Uuid) -> Result<Vec<Proposal>, Refused> {
    let find = sql!(
        "select id, lab_id, session_id, lang, title, problem, parties, change, beneficiaries, hours, euros, first_step,
            state, version, created_at, changed_at
         from proposal where lab_id = $1 and state <> 'withdrawn' order by created_at, id"
    );
    let rows = db.rows(find.bind(lab)).await?;
    Ok(rows.iter().map(read).collect::<Result<Vec<_>, _>>()?)
}

/// The proposals of a Lab that were chosen, oldest first. For other parts of the Lab: asks nobody.
///
/// # Errors
/// [`Refused::Store`] when the database does not answer.
pub async fn chosen(db: &Db, lab: Uuid) -> Result<Vec<Proposal>, Refused> {
    let mut all = proposals(db, lab).await?;
    all.retain(|proposal| proposal.state == State::Chosen);
    Ok(all)
}

/// The proposals of a Lab, for whoever takes part in it.
///
/// # Errors
/// [`Refused::NotFound`] when there is no such Lab, or not for this actor.
pub async fn proposals_of(db: &Db, ctx: &Ctx, lab: Uuid) -> Result<Vec<Proposal>, Refused> {
    bearer_of_lab(db, lab).await?.may(ctx, Action::TakePart)?;
    proposals(db, lab).await
}

/// A proposal, for whoever takes part in its Lab.
///
/// # Errors
/// [`Refused::NotFound`] when there is none, or not for this actor.
pub async fn proposal(db: &Db, ctx: &Ctx, id: Uuid) -> Result<Proposal, Refused> {
    let find = sql!(
        "select id, lab_id, session_id, lang, title, problem, parties, change, beneficiaries, hours, euros, first_step,
            state, version, created_at, changed_at
         from proposal where id = $1"
    );
    let row = db.row(find.bind(id)).await?.ok_or(Refused::NotFound)?;
    let found = read(&row)?;
    bearer_of_lab(db, found.lab).await?.may(ctx, Action::TakePart)?;
    Ok(found)
}

fn read(row: &Row) -> reticolo_store::Result<Proposal> {
    Ok(Proposal {
        id: row.get(0)?,
        lab: row.get(1)?,
        session: row.get(2)?,
        lang: Lang::from_tag(&row.get::<String>(3)?).unwrap_or(Lang::It),
        draft: Draft {
            title: row.get(4)?,
            problem: row.get(5)?,
            parties: row.get(6)?,
            change: row.get(7)?,
            beneficiaries: row.get(8)?,
            hours: row.get(9)?,
            euros: row.get(10)?,
            first_step: row.get(11)?,
        },
        state: State::parse(&row.get::<String>(12)?).unwrap_or(State::Draft),
        version: row.get(13)?,
        created_at: row.get(14)?,
        changed_at: row.get(15)?,
    })
}
