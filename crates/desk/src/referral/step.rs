//! The one place where a referral moves: the move is possible, the version is the one that was seen, the key is new; then
//! state, clock, event, audit and what others hear are written together.

use super::{
    Calendar, Clock, Command, Move, Referral, Side, State, deadline,
    read::{seat, unseen},
};
use crate::{Desk, Refused, access::audit};
use reticolo_base::Instant;
use reticolo_store::{Tx, job, sql};
use uuid::Uuid;

/// A move that may be made, in an open transaction.
pub(super) struct Step {
    pub(super) tx: Tx,
    pub(super) referral: Referral,
    made: Move,
    to: State,
    side: Side,
    organization: Option<Uuid>,
    key: Uuid,
    detail: String,
    clock: Clock,
    due_at: Option<Instant>,
    number: i64,
}

/// What became of a command.
pub(super) enum Begun {
    /// It may be made now.
    Now(Box<Step>),
    /// It was made before, with the same key: nothing is left to do.
    Before,
}

/// Begins a move of the actor.
///
/// # Errors
/// [`Refused::NotFound`] when there is no such referral for her, [`Refused::Conflict`] when it moved meanwhile or the move is
/// not possible now.
pub(super) async fn begin(desk: Desk<'_>, command: Command, made: Move) -> Result<Begun, Refused> {
    let found = unseen(desk, command.referral).await?;
    let seat = seat(desk, &found).await?;
    let side = seat_for(desk, &found, seat.side, made);
    if let Some(before) = made_before(desk, command, made).await? {
        return before;
    }
    begin_as(desk, (command.version, command.key), found, (made, side, seat.organization)).await
}

/// An organisation that sends to itself sits on both sides: the move decides on which.
fn seat_for(desk: Desk<'_>, referral: &Referral, side: Side, made: Move) -> Side {
    let inside = side == Side::Sender
        && desk.ctx.actor.organization().is_some()
        && desk.ctx.actor.organization() == referral.receiver;
    if inside && referral.state.after(made, Side::Sender).is_none() { Side::Receiver } else { side }
}

async fn made_before(
    desk: Desk<'_>,
    command: Command,
    made: Move,
) -> Result<Option<Result<Begun, Refused>>, Refused> {
    let find = sql!("select referral_id, move from referral_event where key = $1").bind(command.key);
    let Some(row) = desk.db.row(find).await? else { return Ok(None) };
    let same = row.get::<Uuid>(0)? == command.referral && row.get::<String>(1)? == made.code();
    Ok(Some(if same { Ok(Begun::Before) } else { Err(Refused::Conflict("desk-referral-key")) }))
}

pub(super) async fn begin_as(
    desk: Desk<'_>,
    (version, key): (i64, Uuid),
    referral: Referral,
    (made, side, organization): (Move, Side, Option<Uuid>),
) -> Result<Begun, Refused> {
    if referral.version != version {
        return Err(Refused::Conflict("desk-referral-changed"));
    }
    let to = referral.state.after(made, side).ok_or(Refused::Conflict("desk-referral-not-now"))?;
    let tx = desk.db.begin(desk.ctx).await?;
    let clock = clock_of(to);
    let mut step = Step {
        tx,
        made,
        to,
        side,
        organization,
        key,
        detail: String::new(),
        clock,
        due_at: None,
        number: 0,
        referral,
    };
    step.due_at = Calendar::default().due(clock, desk.ctx.now, step.referral.priority, None);
    Ok(Begun::Now(Box::new(step)))
}

/// What is awaited in a state.
fn clock_of(state: State) -> Clock {
    match state {
        State::Draft => Clock::Finish,
        State::AwaitingPerson => Clock::Consent,
        State::Sent | State::Seen => Clock::Answer,
        State::InfoRequested => Clock::Information,
        State::Accepted => Clock::Contact,
        State::Waitlisted => Clock::Waiting,
        State::InProgress => Clock::Review,
        State::Declined | State::Rerouted | State::Expired => Clock::Decide,
        State::NotReached => Clock::Close,
        State::Completed => Clock::Hear,
        State::Withdrawn
        | State::Cancelled
        | State::EnteredInError
        | State::LoopClosed
        | State::LoopUnverified => Clock::None,
    }
}

impl Step {
    /// Who makes the move.
    pub(super) fn side(&self) -> Side {
        self.side
    }

    /// With a code that is kept with the event.
    pub(super) fn detail(&mut self, detail: &str) {
        detail.clone_into(&mut self.detail);
    }

    /// With another deadline than the usual one.
    pub(super) fn due(&mut self, at: Option<Instant>) {
        self.due_at = at;
    }

    /// With the step of the clock, for one that goes on where it was.
    pub(super) fn number(&mut self, number: i64) {
        self.number = number;
    }

    /// Writes it all and commits; the version that counts from now on.
    pub(super) async fn finish(mut self) -> Result<i64, Refused> {
        let now = self.tx.ctx().now;
        let referral = self.referral.id;
        let set = sql!(
            "update referral set state = $3, clock = $4, due_at = $5, step = $6, flagged = $7, changed_at = $8,
                version = version + 1
             where id = $1 and version = $2"
        );
        let set = set.bind(referral).bind(self.referral.version).bind(self.to.code()).bind(self.clock.code());
        let set = set.bind(self.due_at).bind(self.number).bind(false).bind(now);
        if self.tx.run(set).await? == 0 {
            return Err(Refused::Conflict("desk-referral-changed"));
        }
        let happened = (self.side, self.organization, self.made.code(), self.to);
        write_event(&mut self.tx, referral, happened, (&self.detail, self.key)).await?;
        plan(&mut self.tx, referral, self.due_at).await?;
        let act = format!("desk.referral.{}", self.made.code());
        let chain = self.organization.unwrap_or(self.referral.sender);
        audit(&mut self.tx, chain, (&act, "referral", referral), self.to.code()).await?;
        tell(&mut self.tx, &self.referral).await?;
        self.tx.commit().await?;
        Ok(self.referral.version + 1)
    }
}

/// What happened, with the next number.
pub(super) async fn write_event(
    tx: &mut Tx,
    referral: Uuid,
    (side, organization, made, state): (Side, Option<Uuid>, &str, State),
    (detail, key): (&str, Uuid),
) -> Result<(), Refused> {
    let now = tx.ctx().now;
    let insert = sql!(
        "insert into referral_event (referral_id, number, at, side, organization_id, move, state, detail, key)
         select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7, $8 from referral_event where referral_id = $1"
    );
    let insert = insert.bind(referral).bind(now).bind(side.code()).bind(organization).bind(made);
    tx.run(insert.bind(state.code()).bind(detail).bind(key)).await?;
    Ok(())
}

/// Plans the moment at which the clock runs out; one job per referral, so that the newest deadline counts.
pub(super) async fn plan(tx: &mut Tx, referral: Uuid, due: Option<Instant>) -> Result<(), Refused> {
    // Without a deadline the job finds nothing due and ends.
    let at = due.unwrap_or_else(|| tx.ctx().now);
    Ok(job::plan(tx, Uuid::now_v7(), deadline::JOB, &referral.to_string(), at, "{}").await?)
}

/// Lets open pages of both sides know; ids only.
pub(crate) async fn tell(tx: &mut Tx, referral: &Referral) -> Result<(), Refused> {
    let body = serde_json::json!({
        "referral": referral.id,
        "sender": referral.sender,
        "receiver": referral.receiver,
        "person": referral.person,
    });
    tx.emit("desk.referral", &body.to_string()).await?;
    Ok(())
}

/// The receiver's first look.
pub(super) async fn opened(desk: Desk<'_>, referral: Referral) -> Result<Referral, Refused> {
    let id = referral.id;
    let (due, number, version) = (referral.due_at, referral.step, referral.version);
    let organization = desk.ctx.actor.organization().or(referral.receiver);
    let act = (Move::Open, Side::Receiver, organization);
    match begin_as(desk, (version, Uuid::now_v7()), referral, act).await? {
        Begun::Before => {}
        Begun::Now(mut step) => {
            // The same clock goes on: looking is no answer.
            step.due(due);
            step.number(number);
            match step.finish().await {
                // A colleague looked at the same moment: it is seen all the same.
                Ok(_) | Err(Refused::Conflict(_)) => {}
                Err(refused) => return Err(refused),
            }
        }
    }
    unseen(desk, id).await
}
