//! Reading referrals: who sits on which side, what happened, what is in and out.

use super::{Clock, Priority, Side, State};
use crate::{Desk, Refused};
use reticolo_accounts::policy::{self, Action, Resource};
use reticolo_base::{Actor, Instant};
use reticolo_store::{Row, sql};
use uuid::Uuid;

/// A referral: parties, states and deadlines, and nothing of the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referral {
    /// Its id.
    pub id: Uuid,
    /// The person. Her record is the sender's; the receiver sees the capsule only.
    pub person: Uuid,
    /// The case from which it was made.
    pub case: Option<Uuid>,
    /// The referral that was handed on, or refused before.
    pub parent: Option<Uuid>,
    /// The organisation that sends.
    pub sender: Uuid,
    /// Its name.
    pub sender_name: String,
    /// The organisation that receives; `None` for one without accounts here.
    pub receiver: Option<Uuid>,
    /// Its name.
    pub receiver_name: String,
    /// The service in the directory.
    pub service: Option<Uuid>,
    /// The code of the need.
    pub need: String,
    /// How soon.
    pub priority: Priority,
    /// Where it stands.
    pub state: State,
    /// Why it was refused, called off or handed on: a code.
    pub reason: String,
    /// What came of it: a code.
    pub outcome: String,
    /// What she said: a code, empty before.
    pub helped: String,
    /// The receiver's contact.
    pub contact: Option<Uuid>,
    /// When she is expected.
    pub appointment_at: Option<Instant>,
    /// When a place is expected.
    pub expected_at: Option<Instant>,
    /// Whom the receiver proposes instead: a service.
    pub proposed: Option<Uuid>,
    /// What is awaited.
    pub clock: Clock,
    /// Until when.
    pub due_at: Option<Instant>,
    /// Which step of the clock: 0 before it ran out, then one more each time.
    pub step: i64,
    /// Whether the sender was told that something went wrong.
    pub flagged: bool,
    /// When it went out.
    pub sent_at: Option<Instant>,
    /// When it was begun.
    pub made_at: Instant,
    /// When it moved last.
    pub changed_at: Instant,
    /// For the next move.
    pub version: i64,
    /// What was left of the time to answer when the receiver asked something, in microseconds; below zero once it was used.
    pub(crate) paused: Option<i64>,
}

/// From where somebody sees a referral.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seat {
    /// The side.
    pub side: Side,
    /// The organisation of that side, where it is one.
    pub organization: Option<Uuid>,
}

/// What happened to a referral.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its number, from 1.
    pub number: i64,
    /// When.
    pub at: Instant,
    /// Which side.
    pub side: Side,
    /// Which organisation; its name.
    pub organization: String,
    /// The move: the word of a [`super::Move`], or what a clock did.
    pub made: String,
    /// Where it stood afterwards.
    pub state: State,
    /// A code, or empty.
    pub detail: String,
}

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "select r.id, r.person_id, r.case_id, r.parent_id, r.sender_id, o.name, r.receiver_id, r.receiver_name,
                r.service_id, r.need, r.priority, r.state, r.reason, r.outcome, r.helped, r.contact_member,
                r.appointment_at, r.expected_at, r.proposed_id, r.clock, r.due_at, r.step, r.flagged, r.sent_at,
                r.made_at, r.changed_at, r.version, r.paused
             from referral r join account_organization o on o.id = r.sender_id ",
            $rest
        )
    };
}

pub(super) fn of_row(row: &Row) -> Result<Referral, Refused> {
    Ok(Referral {
        id: row.get(0)?,
        person: row.get(1)?,
        case: row.get(2)?,
        parent: row.get(3)?,
        sender: row.get(4)?,
        sender_name: row.get(5)?,
        receiver: row.get(6)?,
        receiver_name: row.get(7)?,
        service: row.get(8)?,
        need: row.get(9)?,
        priority: Priority::parse(&row.get::<String>(10)?).unwrap_or(Priority::Normal),
        state: State::parse(&row.get::<String>(11)?).ok_or(Refused::NotFound)?,
        reason: row.get(12)?,
        outcome: row.get(13)?,
        helped: row.get(14)?,
        contact: row.get(15)?,
        appointment_at: row.get(16)?,
        expected_at: row.get(17)?,
        proposed: row.get(18)?,
        clock: Clock::parse(&row.get::<String>(19)?),
        due_at: row.get(20)?,
        step: row.get(21)?,
        flagged: row.get(22)?,
        sent_at: row.get(23)?,
        made_at: row.get(24)?,
        changed_at: row.get(25)?,
        version: row.get(26)?,
        paused: row.get(27)?,
    })
}

/// A referral, whoever asks. Code that uses it asks [`seat`] first or afterwards.
pub(super) async fn unseen(desk: Desk<'_>, referral: Uuid) -> Result<Referral, Refused> {
    let find = sql!(columns!("where r.id = $1")).bind(referral);
    desk.db.row(find).await?.as_ref().map_or(Err(Refused::NotFound), of_row)
}

/// From where the actor sees a referral. Whoever works on neither side finds nothing; the receiver finds nothing before it
/// went out; the person sees her own.
///
/// # Errors
/// [`Refused::NotFound`].
pub(super) async fn seat(desk: Desk<'_>, referral: &Referral) -> Result<Seat, Refused> {
    match desk.ctx.actor {
        Actor::System(_) => Ok(Seat { side: Side::System, organization: None }),
        Actor::Person { id } if id == referral.person => Ok(Seat { side: Side::Person, organization: None }),
        Actor::Link(_) if referral.state.has_left() => link_seat(desk, referral).await,
        Actor::Member { organization, .. } => {
            let resource = Resource::Organization(organization);
            policy::may(&desk.ctx.actor, Action::Welcome, resource)?;
            let seat = |side| Seat { side, organization: Some(organization) };
            if organization == referral.sender {
                // Whoever may not see a reserved person does not see her referrals either.
                desk.known(referral.person).await.map(|_| seat(Side::Sender)).or_else(|refused| {
                    let inside = Some(organization) == referral.receiver && referral.state.has_left();
                    if inside { Ok(seat(Side::Receiver)) } else { Err(refused) }
                })
            } else if Some(organization) == referral.receiver && referral.state.has_left() {
                Ok(seat(Side::Receiver))
            } else {
                Err(Refused::NotFound)
            }
        }
        _ => Err(Refused::NotFound),
    }
}

/// A referral and from where the actor sees it, for other parts of the desk, which leave their own traces.
pub(crate) async fn authorised_seat(desk: Desk<'_>, referral: Uuid) -> Result<(Referral, Seat), Refused> {
    let found = unseen(desk, referral).await?;
    let seat = seat(desk, &found).await?;
    Ok((found, seat))
}

/// Whoever came by a link and its second code sits on the receiver's side, as long as the link holds.
async fn link_seat(desk: Desk<'_>, referral: &Referral) -> Result<Seat, Refused> {
    let Actor::Link(link) = desk.ctx.actor else { return Err(Refused::NotFound) };
    let find = sql!("select 1 from referral_link where id = $1 and referral_id = $2 and ends_at > $3");
    let row = desk.db.row(find.bind(link).bind(referral.id).bind(desk.ctx.now)).await?;
    row.map(|_| Seat { side: Side::Receiver, organization: referral.receiver }).ok_or(Refused::NotFound)
}

/// A referral and from where the actor sees it, which leaves a trace in the chain of her organisation. The receiver's first
/// look is a move: it was seen.
///
/// # Errors
/// [`Refused::NotFound`] when there is none for the actor.
pub async fn open(desk: Desk<'_>, referral: Uuid) -> Result<(Referral, Seat), Refused> {
    let found = unseen(desk, referral).await?;
    let seat = seat(desk, &found).await?;
    let found = if seat.side == Side::Receiver && found.state == State::Sent {
        super::step::opened(desk, found).await?
    } else {
        found
    };
    let chain = seat.organization.unwrap_or(found.sender);
    if seat.side != Side::System {
        desk.looked(chain, "desk.referral.read", "referral", found.id).await?;
    }
    Ok((found, seat))
}

/// What the actor's organisation sent, or is about to: what needs her first.
///
/// # Errors
/// [`Refused::NotFound`] when the actor works at no desk.
pub async fn outgoing(desk: Desk<'_>, open_only: bool) -> Result<Vec<Referral>, Refused> {
    let organization = desk.at_desk()?;
    let member = desk.ctx.actor.member();
    let find = sql!(columns!(
        "join desk_person p on p.id = r.person_id
         where r.sender_id = $1 and p.erased_at is null
           and (not $2 or r.clock <> 'none')
           and (not p.reserved or exists (select 1 from desk_named n where n.person_id = p.id and n.member_id = $3))
         order by case when r.due_at is null then 1 else 0 end, r.due_at, r.changed_at desc, r.id limit 500"
    ));
    let rows = desk.db.rows(find.bind(organization).bind(open_only).bind(member)).await?;
    rows.iter().map(of_row).collect()
}

/// What came to the actor's organisation: what is due first.
///
/// # Errors
/// [`Refused::NotFound`] when the actor works at no desk.
pub async fn incoming(desk: Desk<'_>, open_only: bool) -> Result<Vec<Referral>, Refused> {
    let organization = desk.at_desk()?;
    let find = sql!(columns!(
        "where r.receiver_id = $1 and r.state not in ('draft', 'awaiting_person')
           and (not $2 or r.state in ('sent', 'seen', 'info_requested', 'accepted', 'waitlisted', 'in_progress'))
         order by case when r.due_at is null then 1 else 0 end, r.due_at, r.changed_at desc, r.id limit 500"
    ));
    let rows = desk.db.rows(find.bind(organization).bind(open_only)).await?;
    rows.iter().map(of_row).collect()
}

/// The referrals of a person, the newest first: for her organisation and for herself.
///
/// # Errors
/// [`Refused::NotFound`] when there is no such person for the actor.
pub async fn of_person(desk: Desk<'_>, person: Uuid) -> Result<Vec<Referral>, Refused> {
    desk.known(person).await?;
    let find = sql!(columns!("where r.person_id = $1 order by r.made_at desc, r.id desc")).bind(person);
    desk.db.rows(find).await?.iter().map(of_row).collect()
}

/// What happened to a referral, oldest first.
///
/// # Errors
/// [`Refused::NotFound`] when there is none for the actor.
pub async fn events(desk: Desk<'_>, referral: &Referral) -> Result<Vec<Event>, Refused> {
    seat(desk, referral).await?;
    let find = sql!(
        "select e.number, e.at, e.side, o.name, e.move, e.state, e.detail from referral_event e
         left join account_organization o on o.id = e.organization_id
         where e.referral_id = $1 order by e.number"
    );
    let read = |row: &Row| {
        Ok(Event {
            number: row.get(0)?,
            at: row.get(1)?,
            side: Side::parse(&row.get::<String>(2)?).unwrap_or(Side::System),
            organization: row.get::<Option<String>>(3)?.unwrap_or_default(),
            made: row.get(4)?,
            state: State::parse(&row.get::<String>(5)?).ok_or(Refused::NotFound)?,
            detail: row.get(6)?,
        })
    };
    desk.db.rows(find.bind(referral.id)).await?.iter().map(read).collect()
}
