//! What the receiver says, and what the sender answers.

use super::{
    Calendar, Command, Move, Target,
    read::unseen,
    step::{self, Begun, Step},
};
use crate::{Desk, Refused, together::message};
use reticolo_base::Instant;
use reticolo_store::sql;
use uuid::Uuid;

/// Why a referral is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// No place now.
    NoCapacity,
    /// Not for her; which criterion is said.
    NotEligible,
    /// Another territory.
    OutsideArea,
    /// The service does not do this.
    NotProvided,
    /// She is in charge there already.
    AlreadyInCharge,
    /// A document is missing; which one is said.
    MissingDocument,
    /// Too little is known.
    InsufficientInformation,
    /// Nobody who interprets.
    NoMediator,
    /// A conflict of interest, or safety.
    ConflictOrSafety,
    /// She does not want to.
    PersonDeclined,
    /// She was not reached.
    CouldNotContact,
    /// The same request twice.
    Duplicate,
    /// Something else, in words.
    Other,
}

impl Reason {
    /// Every reason, in the order of the pages.
    pub const ALL: [Self; 13] = [
        Self::NoCapacity,
        Self::NotEligible,
        Self::OutsideArea,
        Self::NotProvided,
        Self::AlreadyInCharge,
        Self::MissingDocument,
        Self::InsufficientInformation,
        Self::NoMediator,
        Self::ConflictOrSafety,
        Self::PersonDeclined,
        Self::CouldNotContact,
        Self::Duplicate,
        Self::Other,
    ];

    /// The stored word, also the last part of its text's key.
    pub fn code(self) -> &'static str {
        match self {
            Self::NoCapacity => "no_capacity",
            Self::NotEligible => "not_eligible",
            Self::OutsideArea => "outside_area",
            Self::NotProvided => "not_provided",
            Self::AlreadyInCharge => "already_in_charge",
            Self::MissingDocument => "missing_document",
            Self::InsufficientInformation => "insufficient_information",
            Self::NoMediator => "no_mediator",
            Self::ConflictOrSafety => "conflict_or_safety",
            Self::PersonDeclined => "person_declined",
            Self::CouldNotContact => "could_not_contact",
            Self::Duplicate => "duplicate",
            Self::Other => "other",
        }
    }

    /// From the stored word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }

    /// Whether it must be said which, or in words.
    pub fn wants_words(self) -> bool {
        matches!(self, Self::NotEligible | Self::MissingDocument | Self::Other)
    }
}

/// How the receiver takes it.
#[derive(Debug, Clone, Default)]
pub struct Acceptance<'a> {
    /// When she is expected; or
    pub appointment_at: Option<Instant>,
    /// by when somebody gets in touch.
    pub contact_by: Option<Instant>,
    /// Where to come, whom to ask for: the person reads it too.
    pub words: &'a str,
}

/// Takes it, with a named contact and a date.
///
/// # Errors
/// [`Refused::NotFound`]; [`Refused::Invalid`] without a date, or one that is past; [`Refused::Conflict`].
pub async fn accept(desk: Desk<'_>, id: Uuid, command: Command, how: Acceptance<'_>) -> Result<i64, Refused> {
    let now = desk.ctx.now;
    let Some(date) = how.appointment_at.or(how.contact_by) else {
        return Err(Refused::Invalid("appointment", "desk-problem-appointment"));
    };
    if date <= now {
        return Err(Refused::Invalid("appointment", "desk-problem-past"));
    }
    let Begun::Now(mut step) = step::begin(desk, command, Move::Accept).await? else {
        return Ok(command.version + 1);
    };
    let set = sql!(
        "update referral set appointment_at = $2, expected_at = null, contact_member = $3 where id = $1"
    );
    let set = set.bind(command.referral).bind(how.appointment_at).bind(desk.ctx.actor.member());
    step.tx.run(set).await?;
    let due = if how.appointment_at.is_some() { Calendar::default().working_days(date, 1) } else { date };
    step.due(Some(due));
    say(desk, &mut step, id, how.words, true).await?;
    step.finish().await
}

/// Puts it on the waiting list, with the day on which a place is expected.
///
/// # Errors
/// [`Refused::NotFound`]; [`Refused::Invalid`] when the day is past; [`Refused::Conflict`].
pub async fn wait(
    desk: Desk<'_>,
    id: Uuid,
    command: Command,
    (expected, words): (Instant, &str),
) -> Result<i64, Refused> {
    if expected <= desk.ctx.now {
        return Err(Refused::Invalid("expected", "desk-problem-past"));
    }
    let Begun::Now(mut step) = step::begin(desk, command, Move::Wait).await? else {
        return Ok(command.version + 1);
    };
    let set = sql!("update referral set expected_at = $2, appointment_at = null where id = $1");
    step.tx.run(set.bind(command.referral).bind(expected)).await?;
    say(desk, &mut step, id, words, true).await?;
    step.finish().await
}

/// The first real contact was made.
///
/// # Errors
/// [`Refused::NotFound`], [`Refused::Conflict`].
pub async fn begin(desk: Desk<'_>, command: Command) -> Result<i64, Refused> {
    match step::begin(desk, command, Move::Begin).await? {
        Begun::Before => Ok(command.version + 1),
        Begun::Now(step) => step.finish().await,
    }
}

/// Asks the sender for something first. The receiver sees nothing more by it. The clock of the answer stands still, once.
///
/// # Errors
/// [`Refused::NotFound`]; [`Refused::Invalid`] without words; [`Refused::Conflict`].
pub async fn ask(desk: Desk<'_>, id: Uuid, command: Command, words: &str) -> Result<i64, Refused> {
    wanted(words)?;
    let Begun::Now(mut step) = step::begin(desk, command, Move::Ask).await? else {
        return Ok(command.version + 1);
    };
    let left = match (step.referral.paused, step.referral.due_at) {
        // What was left the first time is given back once; later questions cost the receiver her own time.
        (None, Some(due)) => (due.0 - desk.ctx.now.0).max(0),
        _ => -1,
    };
    if left >= 0 {
        step.tx
            .run(sql!("update referral set paused = $2 where id = $1").bind(command.referral).bind(left))
            .await?;
    } else {
        let used = sql!("update referral set paused = -abs(coalesce(due_at, 0)) where id = $1");
        step.tx.run(used.bind(command.referral)).await?;
    }
    say(desk, &mut step, id, words, false).await?;
    step.finish().await
}

/// Answers what the receiver asked; her clock goes on where it stood.
///
/// # Errors
/// [`Refused::NotFound`]; [`Refused::Invalid`] without words; [`Refused::Conflict`].
pub async fn reply(desk: Desk<'_>, id: Uuid, command: Command, words: &str) -> Result<i64, Refused> {
    wanted(words)?;
    let Begun::Now(mut step) = step::begin(desk, command, Move::Reply).await? else {
        return Ok(command.version + 1);
    };
    let due = resumed(&step.referral, desk.ctx.now);
    step.due(due);
    say(desk, &mut step, id, words, false).await?;
    step.finish().await
}

/// When the answer is due after a question was answered: what was left then, or the deadline that never stood still.
pub(super) fn resumed(referral: &super::Referral, now: Instant) -> Option<Instant> {
    match referral.paused {
        Some(left) if left >= 0 => Some(Instant(now.0.saturating_add(left))),
        Some(due) => Some(Instant(-due).max(now)),
        None => Calendar::default().due(super::Clock::Answer, now, referral.priority, None),
    }
}

/// Does not take it, and says why and who denied.
///
/// # Errors
/// [`Refused::NotFound`]; [`Refused::Invalid`] when the reason wants words; [`Refused::Conflict`].
pub async fn decline(
    desk: Desk<'_>,
    id: Uuid,
    command: Command,
    (reason, denied_by, words): (Reason, &str, &str),
) -> Result<i64, Refused> {
    if reason.wants_words() && words.trim().is_empty() {
        return Err(Refused::Invalid("words", "desk-problem-reason"));
    }
    let Begun::Now(mut step) = step::begin(desk, command, Move::Decline).await? else {
        return Ok(command.version + 1);
    };
    let set = sql!("update referral set reason = $2, denied_by = $3 where id = $1");
    // Who denied is a function ("the office"), not a person: one of a short list.
    let denied_by = if ["operator", "office", "rule"].contains(&denied_by) { denied_by } else { "operator" };
    step.tx.run(set.bind(command.referral).bind(reason.code()).bind(denied_by)).await?;
    step.detail(reason.code());
    say(desk, &mut step, id, words, false).await?;
    super::withdraw::take_away(&mut step.tx, desk.vault, command.referral, step.referral.sender).await?;
    step.finish().await
}

/// Says who should have it; sender and person decide anew, nothing is handed on by itself.
///
/// # Errors
/// [`Refused::NotFound`]; [`Refused::Invalid`] when the service is the one that was asked; [`Refused::Conflict`].
pub async fn reroute(
    desk: Desk<'_>,
    id: Uuid,
    command: Command,
    (to, words): (Target, &str),
) -> Result<i64, Refused> {
    let found = unseen(desk, command.referral).await?;
    if to.service.is_none() || to.service == found.service {
        return Err(Refused::Invalid("service", "desk-problem-reroute"));
    }
    let Begun::Now(mut step) = step::begin(desk, command, Move::Reroute).await? else {
        return Ok(command.version + 1);
    };
    let set = sql!("update referral set proposed_id = $2, reason = 'rerouted' where id = $1");
    step.tx.run(set.bind(command.referral).bind(to.service)).await?;
    say(desk, &mut step, id, words, false).await?;
    super::withdraw::take_away(&mut step.tx, desk.vault, command.referral, step.referral.sender).await?;
    step.finish().await
}

fn wanted(words: &str) -> Result<(), Refused> {
    if words.trim().is_empty() { Err(Refused::Invalid("words", "desk-problem-words")) } else { Ok(()) }
}

/// Writes the words of a move into the thread, before keys are taken away; nothing when there are none.
pub(super) async fn say(
    desk: Desk<'_>,
    step: &mut Step,
    id: Uuid,
    words: &str,
    to_her: bool,
) -> Result<(), Refused> {
    if words.trim().is_empty() {
        return Ok(());
    }
    let audience = if to_her { message::Audience::Person } else { message::Audience::Workers };
    let side = step.side();
    message::write(desk, &mut step.tx, (id, &step.referral), (audience, side), words).await
}
