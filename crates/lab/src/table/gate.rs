//! The tables, and who may do what at them.

use crate::{
    Refused,
    programme::{Bearer, Video, bearer_of_session},
    table::Contribution,
};
use reticolo_accounts::policy::Action;
use reticolo_base::{Actor, Ctx};
use reticolo_store::{Db, Row, sql};
use uuid::Uuid;

/// States of a session in which nothing is written any more.
const OVER: [&str; 2] = ["closed", "approved"];

/// A table of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The session.
    pub session: Uuid,
    /// The block.
    pub block: Uuid,
    /// Its number in the block, from 1.
    pub number: i64,
    /// The live room of its cloth.
    pub room: Uuid,
    /// The participant who stays.
    pub host: Option<Uuid>,
    /// The question that it answers.
    pub question: Option<Uuid>,
    /// Where its video is: the table's own, else the session's; empty when there is none.
    pub video: String,
    /// The round that runs, or ran last, in its block; from 1.
    pub round: i64,
    /// How many rounds its block has.
    pub rounds: i64,
    /// Whether the session is over: it is read, and not written any more.
    pub over: bool,
}

/// What one is at a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Runs the session.
    Facilitator,
    /// Stays at this table.
    Host,
    /// Sits here, or sat here in an earlier round.
    Guest,
    /// Looks on.
    Observer,
}

/// Somebody who passed the gate of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AtTable {
    /// The table.
    pub table: Table,
    /// What she is there.
    pub standing: Standing,
    /// The participant; none for members of the organisation that bears the Lab.
    pub who: Option<Uuid>,
    /// Whether she writes for the table: a scribe.
    pub scribe: bool,
    pub(super) bearer: Bearer,
}

impl AtTable {
    /// Whether she may write and react here now.
    pub fn writes(&self) -> bool {
        self.standing != Standing::Observer && !self.table.over
    }

    /// Whether she may hide what others wrote.
    pub fn hides(&self) -> bool {
        matches!(self.standing, Standing::Facilitator | Standing::Host) && !self.table.over
    }

    /// Whether she may choose the strongest and sum up: who keeps the table; everybody there while nobody does.
    pub fn keeps(&self) -> bool {
        self.hides() || (self.writes() && (self.scribe || self.table.host.is_none()))
    }

    /// Whether she may write in the name of the whole table.
    pub fn speaks_for_table(&self) -> bool {
        self.hides() || (self.writes() && self.scribe)
    }

    /// Whether she may change the words of a note: her own; the table's, when she speaks for the table.
    pub fn mends(&self, note: &Contribution) -> bool {
        match note.author {
            Some(author) => self.writes() && self.who == Some(author),
            None => self.speaks_for_table(),
        }
    }

    /// The chain of the audit for what is done here.
    pub(super) fn chain(&self) -> String {
        crate::chain(self.bearer.organization)
    }

    /// The id under which her reactions are kept; `None` for whoever has none.
    pub(super) fn hand(&self, ctx: &Ctx) -> Option<Uuid> {
        self.who.or_else(|| ctx.actor.member())
    }

    /// Refuses whoever may not write here now.
    ///
    /// # Errors
    /// [`Refused::Conflict`] when the session is over, [`Refused::NotFound`] for an observer.
    pub fn must_write(&self) -> Result<(), Refused> {
        self.must(self.writes())
    }

    pub(super) fn must(&self, allowed: bool) -> Result<(), Refused> {
        if self.table.over {
            return Err(Refused::Conflict("lab-table-problem-over"));
        }
        allowed.then_some(()).ok_or(Refused::NotFound)
    }
}

/// Lets the actor come to a table, or not: the facilitator and whoever may run the session, its host, who sits there or sat
/// there before, and who came and has no seat yet in this round.
///
/// # Errors
/// [`Refused::NotFound`] for everybody else, and when there is no such table.
pub async fn gate(db: &Db, ctx: &Ctx, block: Uuid, number: i64) -> Result<AtTable, Refused> {
    let found = table(db, block, number).await?.ok_or(Refused::NotFound)?;
    let bearer = bearer_of_session(db, found.session).await?;
    bearer.may(ctx, Action::TakePart)?;
    if bearer.may(ctx, Action::RunSession).is_ok() {
        return Ok(AtTable {
            table: found,
            standing: Standing::Facilitator,
            who: None,
            scribe: true,
            bearer,
        });
    }
    let who = ctx.actor.participant().ok_or(Refused::NotFound)?;
    let role = role_at(db, found.session, who).await?.ok_or(Refused::NotFound)?;
    let standing = if found.host == Some(who) {
        Standing::Host
    } else if role == "observer" {
        Standing::Observer
    } else if has_place(db, &found, who).await? {
        Standing::Guest
    } else {
        return Err(Refused::NotFound);
    };
    Ok(AtTable { table: found, standing, who: Some(who), scribe: role == "scribe", bearer })
}

/// The same by the id of the table's live room.
///
/// # Errors
/// As [`gate`].
pub async fn gate_room(db: &Db, ctx: &Ctx, room: Uuid) -> Result<AtTable, Refused> {
    let find = sql!("select block_id, number from cafe_table where room_id = $1");
    let row = db.row(find.bind(room)).await?.ok_or(Refused::NotFound)?;
    gate(db, ctx, row.get(0)?, row.get(1)?).await
}

/// A table. Whoever asks has passed the policy.
///
/// # Errors
/// [`Refused::Store`] of the database.
pub async fn table(db: &Db, block: Uuid, number: i64) -> Result<Option<Table>, Refused> {
    let find = sql!(
        "select b.session_id, t.room_id, t.host, t.question_id, t.video, s.video, s.state, b.rounds, b.position,
                r.block_id, r.round, rb.position, s.room_id
         from cafe_table t join block b on b.id = t.block_id join lab_session s on s.id = b.session_id
         left join run r on r.session_id = s.id left join block rb on rb.id = r.block_id
         where t.block_id = $1 and t.number = $2"
    );
    let row = db.row(find.bind(block).bind(number)).await?;
    Ok(row.map(|row| read(&row, block, number)).transpose()?)
}

fn read(row: &Row, block: Uuid, number: i64) -> reticolo_store::Result<Table> {
    let (own, of_session): (String, String) = (row.get(4)?, row.get(5)?);
    let room: Uuid = row.get(1)?;
    let (rounds, position): (i64, i64) = (row.get(7)?, row.get(8)?);
    let running: Option<Uuid> = row.get(9)?;
    let turn = row.get::<Option<i64>>(10)?.unwrap_or(1);
    let passed = row.get::<Option<i64>>(11)?.is_some_and(|now| now > position);
    let round = match running {
        Some(running) if running == block => turn,
        _ if passed => rounds,
        _ => 1,
    };
    Ok(Table {
        session: row.get(0)?,
        block,
        number,
        room,
        host: row.get(2)?,
        question: row.get(3)?,
        video: link(own, &of_session, (number, room), row.get(12)?),
        round: round.max(1),
        rounds,
        over: OVER.contains(&row.get::<String>(6)?.as_str()),
    })
}

/// The table's own link, else what the session says; everybody stays in the one meeting of an organiser who has her own.
fn link(own: String, of_session: &str, (number, room): (i64, Uuid), plenary: Uuid) -> String {
    if !own.trim().is_empty() {
        return own;
    }
    let video = Video::read(of_session);
    let table = u32::try_from(number).ok().and_then(|number| video.table(number, room));
    let all = || matches!(video, Video::Own { .. }).then(|| video.plenary(plenary)).flatten();
    table.or_else(all).unwrap_or_default()
}

async fn role_at(db: &Db, session: Uuid, who: Uuid) -> Result<Option<String>, Refused> {
    let find = sql!("select role from attendance where session_id = $1 and participant_id = $2");
    let row = db.row(find.bind(session).bind(who)).await?;
    Ok(row.map(|row| row.get(0)).transpose()?)
}

/// Whether she sits or sat here; or has no seat in this round, and then every table is open to her.
async fn has_place(db: &Db, table: &Table, who: Uuid) -> Result<bool, Refused> {
    let find = sql!(
        "select round, table_number from seat where block_id = $1 and participant_id = $2 and round <= $3"
    );
    let rows = db.rows(find.bind(table.block).bind(who).bind(table.round)).await?;
    let seats: Vec<(i64, i64)> =
        rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect::<reticolo_store::Result<_>>()?;
    let seated_now = seats.iter().any(|(round, _)| *round == table.round);
    Ok(seats.iter().any(|(_, number)| *number == table.number) || !seated_now)
}

/// The table at which the actor sits now, as its block and number: her seat in the round that runs, or the table she keeps.
///
/// # Errors
/// [`Refused::NotFound`] when she does not take part in the session.
pub async fn mine(db: &Db, ctx: &Ctx, session: Uuid) -> Result<Option<(Uuid, i64)>, Refused> {
    bearer_of_session(db, session).await?.may(ctx, Action::TakePart)?;
    let Actor::Participant { id, .. } = ctx.actor else { return Ok(None) };
    let seat = sql!(
        "select s.block_id, s.table_number from run r
         join seat s on s.block_id = r.block_id and s.round = case when r.round < 1 then 1 else r.round end
         where r.session_id = $1 and s.participant_id = $2"
    );
    let kept = sql!(
        "select t.block_id, t.number from run r join cafe_table t on t.block_id = r.block_id
         where r.session_id = $1 and t.host = $2 order by t.number limit 1"
    );
    let row = match db.row(seat.bind(session).bind(id)).await? {
        Some(row) => Some(row),
        None => db.row(kept.bind(session).bind(id)).await?,
    };
    Ok(row.map(|row| Ok::<_, reticolo_store::Failure>((row.get(0)?, row.get(1)?))).transpose()?)
}
