//! How it ends: done, called off, a mistake; and whether it helped, which only she can say.

use super::{
    Command, Move, Referral, State,
    read::unseen,
    step::{self, Begun},
};
use crate::{Desk, Refused, access::audit, visit};
use reticolo_base::Actor;
use reticolo_store::sql;
use uuid::Uuid;

/// What came of it, in one tap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// What she needed was done.
    Met,
    /// A part of it.
    Partly,
    /// It could not be done.
    NotMet,
    /// She was handed on, in person, to somebody else.
    HandedOn,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 4] = [Self::Met, Self::Partly, Self::NotMet, Self::HandedOn];

    /// The stored word, also the last part of its text's key.
    pub fn code(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Partly => "partly",
            Self::NotMet => "not_met",
            Self::HandedOn => "handed_on",
        }
    }

    /// From the stored word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }
}

/// What she says: did it help?
pub const HELPED: [&str; 3] = ["yes", "partly", "no"];

/// Done, with what came of it.
///
/// # Errors
/// [`Refused::NotFound`], [`Refused::Conflict`].
pub async fn complete(desk: Desk<'_>, command: Command, outcome: Outcome) -> Result<i64, Refused> {
    let Begun::Now(mut step) = step::begin(desk, command, Move::Complete).await? else {
        return Ok(command.version + 1);
    };
    let set = sql!("update referral set outcome = $2 where id = $1");
    step.tx.run(set.bind(command.referral).bind(outcome.code())).await?;
    step.detail(outcome.code());
    step.finish().await
}

/// Calls it off, with a reason.
///
/// # Errors
/// [`Refused::NotFound`]; [`Refused::Invalid`] without words; [`Refused::Conflict`].
pub async fn cancel(desk: Desk<'_>, id: Uuid, command: Command, words: &str) -> Result<i64, Refused> {
    if words.trim().is_empty() {
        return Err(Refused::Invalid("words", "desk-problem-reason"));
    }
    let Begun::Now(mut step) = step::begin(desk, command, Move::Cancel).await? else {
        return Ok(command.version + 1);
    };
    if step.referral.sent_at.is_some() {
        super::answer::say(desk, &mut step, id, words, false).await?;
    }
    super::withdraw::take_away(&mut step.tx, desk.vault, command.referral, step.referral.sender).await?;
    step.finish().await
}

/// It should never have been: sender and supervisor only.
///
/// # Errors
/// [`Refused::NotFound`] when the actor does not supervise the sender's operators, [`Refused::Conflict`].
pub async fn mistake(desk: Desk<'_>, command: Command) -> Result<i64, Refused> {
    let found = unseen(desk, command.referral).await?;
    if !desk.supervises(found.sender) {
        return Err(Refused::NotFound);
    }
    let Begun::Now(mut step) = step::begin(desk, command, Move::Mistake).await? else {
        return Ok(command.version + 1);
    };
    super::withdraw::take_away(&mut step.tx, desk.vault, command.referral, step.referral.sender).await?;
    super::receipt(&mut step.tx, (found.id, found.receiver), "erasure", desk.ctx.now).await?;
    step.finish().await
}

/// She says whether it helped, herself or through the operator to whom she said it.
///
/// # Errors
/// [`Refused::NotFound`]; [`Refused::Invalid`] when it is none of [`HELPED`]; [`Refused::Conflict`].
pub async fn hear(desk: Desk<'_>, command: Command, helped: &str) -> Result<i64, Refused> {
    if !HELPED.contains(&helped) {
        return Err(Refused::Invalid("helped", "desk-problem-helped"));
    }
    let Begun::Now(mut step) = step::begin(desk, command, Move::Hear).await? else {
        return Ok(command.version + 1);
    };
    let set = sql!("update referral set helped = $2 where id = $1");
    step.tx.run(set.bind(command.referral).bind(helped)).await?;
    step.detail(helped);
    step.finish().await
}

/// What the sender does after a refusal that leads nowhere: the clock stops, and with `gap` the network learns that it has
/// nobody for this need.
///
/// # Errors
/// [`Refused::NotFound`]; [`Refused::Conflict`] when nothing is to be decided.
pub async fn settle(desk: Desk<'_>, command: Command, gap: Option<Uuid>) -> Result<(), Refused> {
    desk.at_desk()?;
    let found: Referral = unseen(desk, command.referral).await?;
    let known = desk.known(found.person).await?;
    let to_decide = matches!(
        found.state,
        State::Declined | State::Rerouted | State::Expired | State::NotReached | State::Waitlisted
    );
    if !to_decide || matches!(desk.ctx.actor, Actor::Person { .. }) {
        return Err(Refused::Conflict("desk-referral-not-now"));
    }
    let mut tx = desk.db.begin(desk.ctx).await?;
    let stop = sql!(
        "update referral set clock = case when state = 'waitlisted' then clock else 'none' end,
            due_at = case when state = 'waitlisted' then due_at else null end, flagged = false, version = version + 1,
            changed_at = $3 where id = $1 and version = $2"
    );
    if tx.run(stop.bind(found.id).bind(command.version).bind(desk.ctx.now)).await? == 0 {
        return Err(Refused::Conflict("desk-referral-changed"));
    }
    if let Some(id) = gap {
        visit::gap(&mut tx, (id, known.organization), &found.need, "no-eligible").await?;
    }
    let detail = if gap.is_some() { "gap" } else { "" };
    audit(&mut tx, known.organization, ("desk.referral.settled", "referral", found.id), detail).await?;
    step::tell(&mut tx, &found).await?;
    Ok(tx.commit().await?)
}
