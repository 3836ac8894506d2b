//! Today: what is due, what came back, who waits. Each line says why it is there.

use super::super::referral::{self, Clock, Referral, State};
use crate::{Desk, Refused};
use reticolo_accounts::policy::{self, Action, Resource};
use reticolo_base::Instant;
use reticolo_store::sql;
use uuid::Uuid;

/// Why a referral is on today's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// Its clock ran out.
    Overdue,
    /// Somebody escalated it to this house.
    Escalated,
    /// It came in and nobody looked.
    New,
    /// It came back: refused, rerouted, expired, not reached.
    Back,
    /// The receiver asks something.
    Asked,
    /// Its clock runs out within a day.
    Soon,
    /// She has not answered the sheet, or a draft waits.
    Unfinished,
}

impl Why {
    /// Every reason, the most urgent first.
    pub const ALL: [Self; 7] =
        [Self::Overdue, Self::Escalated, Self::New, Self::Back, Self::Asked, Self::Soon, Self::Unfinished];

    /// The last part of its text's key.
    pub fn code(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Escalated => "escalated",
            Self::New => "new",
            Self::Back => "back",
            Self::Asked => "asked",
            Self::Soon => "soon",
            Self::Unfinished => "unfinished",
        }
    }
}

/// Today's work of an organisation.
#[derive(Debug, Clone, Default)]
pub struct Today {
    /// What needs somebody, the most urgent first, each with its reason and whether it came in (or went out).
    pub lines: Vec<(Why, bool, Referral)>,
    /// What must be taken note of.
    pub receipts: Vec<referral::Receipt>,
    /// How many wait in the queue.
    pub waiting: usize,
}

/// Today's work of the actor's organisation.
///
/// # Errors
/// [`Refused::NotFound`] when the actor works at no desk.
pub async fn today(desk: Desk<'_>) -> Result<Today, Refused> {
    let now = desk.ctx.now;
    let mut lines = Vec::new();
    for referral in referral::incoming(desk, true).await? {
        lines.extend(why_in(&referral, now).map(|why| (why, true, referral)));
    }
    for referral in referral::outgoing(desk, true).await? {
        lines.extend(why_out(&referral, now).map(|why| (why, false, referral)));
    }
    lines.sort_by_key(|(why, _, referral)| (*why, referral.due_at.unwrap_or(Instant(i64::MAX)), referral.id));
    let queue = crate::queue::today(desk).await?;
    let waiting = queue.iter().filter(|ticket| ticket.state == crate::queue::State::Waiting).count();
    Ok(Today { lines, receipts: referral::receipts(desk).await?, waiting })
}

fn why_in(referral: &Referral, now: Instant) -> Option<Why> {
    let within = |days| referral.due_at.is_some_and(|due| due <= now.plus_days(days));
    match referral.state {
        State::Sent | State::Seen | State::Accepted if referral.step > 0 => Some(Why::Escalated),
        state if state.at_receiver() && within(0) => Some(Why::Overdue),
        State::Sent => Some(Why::New),
        state if state.at_receiver() && within(1) => Some(Why::Soon),
        _ => None,
    }
}

fn why_out(referral: &Referral, now: Instant) -> Option<Why> {
    let within = |days| referral.due_at.is_some_and(|due| due <= now.plus_days(days));
    match referral.state {
        State::InfoRequested => Some(Why::Asked),
        State::Declined | State::Rerouted | State::Expired | State::NotReached
            if referral.clock != Clock::None || referral.flagged =>
        {
            Some(Why::Back)
        }
        State::Draft | State::AwaitingPerson => Some(Why::Unfinished),
        _ if referral.flagged => Some(Why::Escalated),
        _ if referral.clock != Clock::None && within(0) => Some(Why::Overdue),
        _ => None,
    }
}

/// A referral as it is seen from above: parties, state and deadline, no person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flow {
    /// Its id.
    pub id: Uuid,
    /// Who sent it.
    pub sender: String,
    /// Who has it.
    pub receiver: String,
    /// The group of the need: the part before the dot, no finer.
    pub need: String,
    /// Where it stands.
    pub state: State,
    /// Until when something is due.
    pub due_at: Option<Instant>,
    /// How far it was escalated.
    pub step: i64,
}

/// What has been escalated: for a coordinator in the whole network, for supervisor and data protection in their own house.
///
/// # Errors
/// [`Refused::NotFound`] when the actor may see neither.
pub async fn escalated(desk: Desk<'_>) -> Result<Vec<Flow>, Refused> {
    let own = desk.ctx.actor.organization().ok_or(Refused::NotFound)?;
    policy::may(&desk.ctx.actor, Action::SeeFlow, Resource::Organization(own))?;
    let everywhere =
        policy::may(&desk.ctx.actor, Action::SeeFlow, Resource::Organization(Uuid::nil())).is_ok();
    // A coordinator is asked third; a house sees its own from the first step on.
    let find = sql!(
        "select r.id, o.name, r.receiver_name, r.need, r.state, r.due_at, r.step from referral r
         join account_organization o on o.id = r.sender_id
         where r.state not in ('draft', 'awaiting_person') and r.clock in ('answer', 'contact', 'decide') and r.step > 0
           and (($1 and r.step >= 3) or r.sender_id = $2 or r.receiver_id = $2)
         order by r.step desc, r.due_at, r.id limit 500"
    );
    let mut flows = Vec::new();
    for row in desk.db.rows(find.bind(everywhere).bind(own)).await? {
        let need: String = row.get(3)?;
        flows.push(Flow {
            id: row.get(0)?,
            sender: row.get(1)?,
            receiver: row.get(2)?,
            need: need.split('.').next().unwrap_or_default().to_owned(),
            state: State::parse(&row.get::<String>(4)?).ok_or(Refused::NotFound)?,
            due_at: row.get(5)?,
            step: row.get(6)?,
        });
    }
    Ok(flows)
}
