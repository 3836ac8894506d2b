//! Who is expected at a session, in which role, what she answered, and whether she is there.

use super::Participant;
use crate::Refused;
use reticolo_base::Instant;
use reticolo_store::{Db, Result, Row, sql};
use uuid::Uuid;

/// What somebody is at a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Runs it.
    Facilitator,
    /// Holds a table: stays there through the rounds.
    Host,
    /// Writes down what a table says.
    Scribe,
    /// Sits at tables.
    Participant,
    /// Interprets.
    Mediator,
    /// Looks on; has no seat.
    Observer,
}

impl Role {
    /// Every role, in the order of the pages.
    pub const ALL: [Self; 6] =
        [Self::Facilitator, Self::Host, Self::Scribe, Self::Participant, Self::Mediator, Self::Observer];

    /// The stored word, also the last part of its text's key.
    pub fn code(self) -> &'static str {
        match self {
            Self::Facilitator => "facilitator",
            Self::Host => "host",
            Self::Scribe => "scribe",
            Self::Participant => "participant",
            Self::Mediator => "mediator",
            Self::Observer => "observer",
        }
    }

    /// From the stored word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// Whether one has a seat at a table.
    pub fn sits(self) -> bool {
        !matches!(self, Self::Facilitator | Self::Observer)
    }
}

/// What somebody answered to the invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reply {
    /// Nothing yet.
    Invited,
    /// She comes.
    Coming,
    /// She does not come.
    NotComing,
}

impl Reply {
    /// Every answer.
    pub const ALL: [Self; 3] = [Self::Invited, Self::Coming, Self::NotComing];

    /// The stored word, also the last part of its text's key.
    pub fn code(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Coming => "coming",
            Self::NotComing => "not_coming",
        }
    }

    /// From the stored word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reply| reply.code() == code)
    }
}

/// A participant at a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendance {
    /// The session.
    pub session: Uuid,
    /// Who.
    pub participant: Participant,
    /// As what.
    pub role: Role,
    /// What she answered.
    pub reply: Reply,
    /// When the invitation was last sent or printed.
    pub invited_at: Option<Instant>,
    /// When she came.
    pub arrived_at: Option<Instant>,
    /// When she left; `None` again when she comes back.
    pub left_at: Option<Instant>,
}

impl Attendance {
    /// Whether she is there now.
    pub fn is_here(&self) -> bool {
        self.arrived_at.is_some() && self.left_at.is_none()
    }

    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            participant: Participant::read(row)?,
            session: row.get(13)?,
            role: Role::parse(&row.get::<String>(14)?).unwrap_or(Role::Participant),
            reply: Reply::parse(&row.get::<String>(15)?).unwrap_or(Reply::Invited),
            invited_at: row.get(16)?,
            arrived_at: row.get(17)?,
            left_at: row.get(18)?,
        })
    }
}

/// Everyone of a session who was not erased, by name; also those who said that they do not come. It asks no policy: for
/// other parts of the Lab, not for pages.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn everyone(db: &Db, session: Uuid) -> Result<Vec<Attendance>> {
    let find = sql!(
        "select p.id, p.lab_id, p.name, p.body, p.kind, p.territory, p.speaks, p.reads, p.lang, p.mediator, p.step_free,
                p.created_at, p.erased_at, a.session_id, a.role, a.answer, a.invited_at, a.arrived_at, a.left_at
         from attendance a join participant p on p.id = a.participant_id
         where a.session_id = $1 and p.erased_at is null order by p.name, p.id"
    );
    db.rows(find.bind(session)).await?.iter().map(Attendance::read).collect()
}

/// One person at one session. It asks no policy: for other parts of the Lab, not for pages.
///
/// # Errors
/// [`Refused::NotFound`] when she is not expected there.
pub async fn one(db: &Db, session: Uuid, participant: Uuid) -> std::result::Result<Attendance, Refused> {
    let find = sql!(
        "select p.id, p.lab_id, p.name, p.body, p.kind, p.territory, p.speaks, p.reads, p.lang, p.mediator, p.step_free,
                p.created_at, p.erased_at, a.session_id, a.role, a.answer, a.invited_at, a.arrived_at, a.left_at
         from attendance a join participant p on p.id = a.participant_id
         where a.session_id = $1 and a.participant_id = $2 and p.erased_at is null"
    );
    let row = db.row(find.bind(session).bind(participant)).await?.ok_or(Refused::NotFound)?;
    Ok(Attendance::read(&row)?)
}

/// The sessions at which somebody is expected, in order of time.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn sessions_of(db: &Db, participant: Uuid) -> Result<Vec<Uuid>> {
    let find = sql!(
        "select s.id from attendance a join lab_session s on s.id = a.session_id
         where a.participant_id = $1 order by s.starts_at, s.id"
    );
    db.rows(find.bind(participant)).await?.iter().map(|row| row.get(0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_words_are_read_back() {
        assert!(Role::ALL.into_iter().all(|role| Role::parse(role.code()) == Some(role)));
        assert!(Reply::ALL.into_iter().all(|reply| Reply::parse(reply.code()) == Some(reply)));
        assert!(!Role::Observer.sits() && Role::Host.sits());
    }
}
