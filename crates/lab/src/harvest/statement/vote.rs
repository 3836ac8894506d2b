//! Voting: agree, disagree, pass. The last vote of a voter on a statement counts.

use super::{
    State, Vote,
    open::{OpenTo, changed, finish},
};
use crate::{
    Refused,
    programme::{Bearer, bearer_of_lab},
};
use reticolo_accounts::policy::Action;
use reticolo_base::Ctx;
use reticolo_store::{Db, sql};
use std::collections::HashMap;
use uuid::Uuid;

/// One who votes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voter {
    /// A participant with her own code.
    Participant(Uuid),
    /// Whoever holds a device now: an id made from a secret that only the device has, kept only once she votes.
    Device(Uuid),
}

impl Voter {
    /// Her id.
    pub fn id(self) -> Uuid {
        match self {
            Self::Participant(id) | Self::Device(id) => id,
        }
    }
}

/// Casts a vote, or changes it.
///
/// # Errors
/// [`Refused::NotFound`] when the Lab is not open to this voter, [`Refused::Conflict`] when the statement is not there (any
/// more).
pub async fn cast(
    db: &Db,
    ctx: &Ctx,
    lab: Uuid,
    voter: Voter,
    (statement, vote): (Uuid, Vote),
) -> Result<(), Refused> {
    let bearer = bearer_of_lab(db, lab).await?;
    let mut tx = db.begin(ctx).await?;
    let open = changed(&mut tx, lab).await?;
    may_vote(bearer, ctx, open, voter)?;
    let state = sql!("select state from statement where id = $1 and lab_id = $2");
    let state: Option<String> =
        tx.row(state.bind(statement).bind(lab)).await?.map(|row| row.get(0)).transpose()?;
    if state.as_deref().and_then(State::parse) != Some(State::Open) {
        return Err(Refused::Conflict("lab-harvest-conflict-statement"));
    }
    let first = sql!(
        "insert into voter (lab_id, id, lang, participant, since) values ($1, $2, $3, $4, $5)
         on conflict (lab_id, id) do nothing"
    );
    let participant = matches!(voter, Voter::Participant(_));
    let first = first.bind(lab).bind(voter.id()).bind(ctx.lang.code());
    tx.run(first.bind(participant).bind(ctx.now)).await?;
    let put = sql!(
        "insert into vote (statement_id, voter, vote, at) values ($1, $2, $3, $4)
         on conflict (statement_id, voter) do update set vote = excluded.vote, at = excluded.at"
    );
    let number = vote.number() as i64;
    tx.run(put.bind(statement).bind(voter.id()).bind(number).bind(ctx.now)).await?;
    finish(tx, bearer, ("vote.cast", "")).await
}

/// Whether a voter may vote here. A device at which somebody of the Lab is signed in may be handed on to the next person.
pub(super) fn may_vote(bearer: Bearer, ctx: &Ctx, open: OpenTo, voter: Voter) -> Result<(), Refused> {
    let takes_part = || bearer.may(ctx, Action::TakePart);
    match (open, voter) {
        (OpenTo::Nobody, _) => {
            takes_part()?;
            Err(Refused::Conflict("lab-harvest-conflict-not-open"))
        }
        (_, Voter::Participant(id)) if ctx.actor.participant() != Some(id) => Err(Refused::NotFound),
        (OpenTo::Participants, _) | (_, Voter::Participant(_)) => takes_part(),
        (OpenTo::Everyone, Voter::Device(_)) => Ok(()),
    }
}

/// What a voter said, by statement.
///
/// # Errors
/// [`Refused::Store`] when the database does not answer.
pub async fn mine(db: &Db, lab: Uuid, voter: Voter) -> Result<HashMap<Uuid, Vote>, Refused> {
    let find = sql!(
        "select v.statement_id, v.vote from vote v join statement s on s.id = v.statement_id
         where v.voter = $1 and s.lab_id = $2"
    );
    let rows = db.rows(find.bind(voter.id()).bind(lab)).await?;
    let mut votes = HashMap::with_capacity(rows.len());
    for row in rows {
        votes.extend(
            Vote::from_number(row.get(1)?)
                .map(|vote| (row.get(0), vote))
                .map(|(id, vote)| id.map(|id| (id, vote)))
                .transpose()?,
        );
    }
    Ok(votes)
}
