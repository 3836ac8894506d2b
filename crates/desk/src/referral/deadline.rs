//! What happens when a clock runs out. A job fires once, across restarts and nodes: what it does and its own end are one
//! transaction. The software never accepts and never discloses; it reminds, escalates, and in the end closes.

use super::{
    Calendar, Clock, Referral, State,
    answer::resumed,
    read::unseen,
    state::{Move, Side},
    step::{plan, tell, write_event},
};
use crate::{Desk, Refused, access::audit};
use reticolo_base::Instant;
use reticolo_store::{
    Tx,
    job::{self, Job},
    sql,
};
use uuid::Uuid;

/// The kind of the job; its subject is the referral.
pub const JOB: &str = "desk.deadline";

/// What is written when a clock ran out.
struct Outcome {
    state: State,
    clock: Clock,
    due_at: Option<Instant>,
    step: i64,
    flagged: bool,
    made: &'static str,
}

/// Looks whether a referral's clock ran out, and does what then follows, once.
///
/// # Errors
/// [`Refused::Store`] of the database; [`reticolo_store::Failure::Late`] when another node was faster: nothing is kept then.
pub async fn fire(desk: Desk<'_>, job: &Job) -> Result<bool, Refused> {
    let Ok(id) = job.subject.parse::<Uuid>() else {
        job::close(desk.db, desk.ctx, job).await?;
        return Ok(false);
    };
    let found = match unseen(desk, id).await {
        Ok(found) if found.due_at.is_some_and(|due| due <= desk.ctx.now) => found,
        Ok(_) | Err(Refused::NotFound) => {
            job::close(desk.db, desk.ctx, job).await?;
            return Ok(false);
        }
        Err(refused) => return Err(refused),
    };
    let mut tx = desk.db.begin(desk.ctx).await?;
    job::done(&mut tx, job).await?;
    let Some(outcome) = ran_out(&found, desk.ctx.now) else {
        super::draft::delete(&mut tx, desk.vault, &found).await?;
        audit(&mut tx, found.sender, ("desk.referral.discarded", "referral", id), "deadline").await?;
        tx.commit().await?;
        return Ok(true);
    };
    write(desk, &mut tx, &found, &outcome).await?;
    tx.commit().await?;
    Ok(true)
}

async fn write(desk: Desk<'_>, tx: &mut Tx, found: &Referral, outcome: &Outcome) -> Result<(), Refused> {
    let set = sql!(
        "update referral set state = $3, clock = $4, due_at = $5, step = $6, flagged = $7, changed_at = $8,
            version = version + 1 where id = $1 and version = $2"
    );
    let set = set.bind(found.id).bind(found.version).bind(outcome.state.code()).bind(outcome.clock.code());
    let set = set.bind(outcome.due_at).bind(outcome.step).bind(outcome.flagged).bind(desk.ctx.now);
    if tx.run(set).await? == 0 {
        // Somebody moved it in this very moment; her move planned a deadline of its own.
        return Err(Refused::Conflict("desk-referral-changed"));
    }
    if found.state == State::AwaitingPerson {
        super::authorisation::end(tx, desk.vault, found.id, "ended").await?;
    }
    if outcome.state == State::Expired {
        super::withdraw::take_away(tx, desk.vault, found.id, found.sender).await?;
    }
    let happened = (Side::System, None, outcome.made, outcome.state);
    write_event(tx, found.id, happened, (found.clock.code(), Uuid::now_v7())).await?;
    if outcome.due_at.is_some() {
        plan(tx, found.id, outcome.due_at).await?;
    }
    let act = format!("desk.referral.{}", outcome.made);
    audit(tx, found.sender, (&act, "referral", found.id), found.clock.code()).await?;
    tell(tx, found).await
}

/// What follows when the clock of a referral runs out; `None`: a draft that nobody finished is deleted.
fn ran_out(referral: &Referral, now: Instant) -> Option<Outcome> {
    let calendar = Calendar::default();
    let stay = |made, due_at: Option<Instant>, flagged| {
        Some(Outcome {
            state: referral.state,
            clock: if due_at.is_some() { referral.clock } else { Clock::None },
            due_at,
            step: referral.step + 1,
            flagged,
            made,
        })
    };
    let go = |made: Move, state: State, clock: Clock, due_at| {
        Some(Outcome { state, clock, due_at, step: 0, flagged: true, made: made.code() })
    };
    let due = |clock| calendar.due(clock, now, referral.priority, None);
    match referral.clock {
        // Warned first, deleted a week later.
        Clock::Finish if referral.step == 0 => stay("warned", due(Clock::Finish), true),
        Clock::Finish => None,
        Clock::Consent => go(Move::Rewrite, State::Draft, Clock::Finish, due(Clock::Finish)),
        Clock::Answer if referral.step < 3 => {
            stay("escalated", Some(calendar.half_answer(now, referral.priority)), referral.step >= 1)
        }
        Clock::Answer => go(Move::Expire, State::Expired, Clock::Decide, due(Clock::Decide)),
        Clock::Information => go(Move::Reply, State::Sent, Clock::Answer, resumed(referral, now)),
        // Three steps up, then the sender is told; nothing closes by itself.
        Clock::Contact if referral.step < 3 => {
            stay("escalated", Some(calendar.half_answer(now, referral.priority)), referral.step >= 2)
        }
        Clock::Contact => stay("flagged", None, true),
        Clock::Waiting => stay("asked", due(Clock::Waiting), true),
        Clock::Review => stay("reminded", due(Clock::Review), false),
        // Nobody decided: the sender's supervisor is asked, once.
        Clock::Decide => stay("escalated", None, true),
        Clock::Close | Clock::Hear => go(Move::Unheard, State::LoopUnverified, Clock::None, None),
        Clock::None => stay("reminded", None, referral.flagged),
    }
}
