//! The queue: a number, a language, no name. Numbers begin anew each day; a screen calls them in their language.

use crate::{Desk, Refused, access::audit};
use jiff::tz::TimeZone;
use reticolo_base::{Instant, folding::one_line};
use reticolo_store::{Db, Row, sql};
use uuid::Uuid;

/// Where a number stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// It waits.
    Waiting,
    /// It is called.
    Called,
    /// Its holder was seen.
    Done,
    /// Nobody came.
    Gone,
}

impl State {
    /// The stored word, also the last part of its text's key.
    pub fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Called => "called",
            Self::Done => "done",
            Self::Gone => "gone",
        }
    }

    /// From the stored word.
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Waiting, Self::Called, Self::Done, Self::Gone].into_iter().find(|state| state.code() == code)
    }
}

/// A number in the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    /// Its id.
    pub id: Uuid,
    /// The number, from 1 each day.
    pub number: i64,
    /// The language in which it is called.
    pub lang: String,
    /// Where it stands.
    pub state: State,
    /// Where its holder is called to: a counter, a room.
    pub place: String,
    /// Since when it waits.
    pub made_at: Instant,
    /// When it was called.
    pub called_at: Option<Instant>,
}

/// The day of the queue, in Italy.
fn day(now: Instant) -> String {
    now.day_in(&TimeZone::get("Europe/Rome").unwrap_or(TimeZone::UTC)).to_string()
}

/// Gives out the next number.
///
/// # Errors
/// [`Refused::NotFound`] when the actor works at no desk, [`Refused::Invalid`] when the language is none.
pub async fn draw(desk: Desk<'_>, id: Uuid, lang: &str) -> Result<i64, Refused> {
    let organization = desk.at_desk()?;
    if reticolo_directory::reference::Reference::get().name_of(lang, desk.ctx.lang).is_none() {
        return Err(Refused::Invalid("lang", "desk-problem-language"));
    }
    let mut tx = desk.db.begin(desk.ctx).await?;
    let (today, now) = (day(desk.ctx.now), desk.ctx.now);
    // The row's lock makes two counters that draw at once take turns.
    let lock = sql!("update account_organization set name = name where id = $1").bind(organization);
    tx.run(lock).await?;
    let insert = sql!(
        "insert into desk_ticket (id, organization_id, day, number, lang, state, place, made_at)
         select $1, $2, $3, coalesce(max(number), 0) + 1, $4, 'waiting', '', $5 from desk_ticket
         where organization_id = $2 and day = $3
         returning number"
    );
    let insert = insert.bind(id).bind(organization).bind(&today).bind(lang).bind(now);
    let row = tx.row(insert).await?.ok_or(Refused::NotFound)?;
    let number: i64 = row.get(0)?;
    audit(&mut tx, organization, ("desk.queue.drawn", "ticket", id), "").await?;
    tx.emit("desk.queue", &serde_json::json!({ "organization": organization }).to_string()).await?;
    tx.commit().await?;
    Ok(number)
}

/// Calls a number to a place, again if need be, or says how it ended.
///
/// # Errors
/// [`Refused::NotFound`] when it is not of today and this desk, [`Refused::Conflict`] when a colleague was faster.
pub async fn set(desk: Desk<'_>, id: Uuid, state: State, place: &str) -> Result<(), Refused> {
    let organization = desk.at_desk()?;
    let now = desk.ctx.now;
    let mut tx = desk.db.begin(desk.ctx).await?;
    let find = sql!("select state from desk_ticket where id = $1 and organization_id = $2 and day = $3");
    tx.row(find.bind(id).bind(organization).bind(day(now))).await?.ok_or(Refused::NotFound)?;
    let place = one_line(place, 40);
    let changed = match state {
        State::Called => {
            let call = sql!(
                "update desk_ticket set state = 'called', place = $2, called_at = $3, ended_at = null
                 where id = $1 and (state in ('waiting', 'gone') or (state = 'called' and place = $2))"
            );
            tx.run(call.bind(id).bind(place).bind(now)).await?
        }
        State::Waiting => {
            let back = sql!(
                "update desk_ticket set state = 'waiting', place = '', called_at = null, ended_at = null where id = $1"
            );
            tx.run(back.bind(id)).await?
        }
        State::Done | State::Gone => {
            let end = sql!(
                "update desk_ticket set state = $2, ended_at = $3 where id = $1 and state in ('called', 'waiting')"
            );
            tx.run(end.bind(id).bind(state.code()).bind(now)).await?
        }
    };
    if changed == 0 {
        return Err(Refused::Conflict("desk-queue-taken"));
    }
    audit(&mut tx, organization, ("desk.queue.moved", "ticket", id), state.code()).await?;
    tx.emit("desk.queue", &serde_json::json!({ "organization": organization }).to_string()).await?;
    Ok(tx.commit().await?)
}

/// Today's queue of the actor's desk: those called first, then those who wait, in order.
///
/// # Errors
/// [`Refused::NotFound`] when the actor works at no desk.
pub async fn today(desk: Desk<'_>) -> Result<Vec<Ticket>, Refused> {
    let organization = desk.at_desk()?;
    let find = sql!(
        "select id, number, lang, state, place, made_at, called_at from desk_ticket
         where organization_id = $1 and day = $2 and state in ('waiting', 'called') order by state, number"
    );
    let rows = desk.db.rows(find.bind(organization).bind(day(desk.ctx.now))).await?;
    rows.iter().map(read).collect()
}

/// What the screen of a desk shows to everybody in the room: numbers that were called within the last quarter of an hour,
/// the newest first, and how many wait. No sign-in.
///
/// # Errors
/// [`Refused::Store`] of the database.
pub async fn screen(db: &Db, organization: Uuid, now: Instant) -> Result<(Vec<Ticket>, i64), Refused> {
    let today = day(now);
    let find = sql!(
        "select id, number, lang, state, place, made_at, called_at from desk_ticket
         where organization_id = $1 and day = $2 and state = 'called' and called_at > $3
         order by called_at desc, number desc limit 6"
    );
    let since = now.plus_seconds(-15 * 60);
    let rows = db.rows(find.bind(organization).bind(&today).bind(since)).await?;
    let called = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let count = sql!(
        "select count(*) from desk_ticket where organization_id = $1 and day = $2 and state = 'waiting'"
    );
    let waiting = db.row(count.bind(organization).bind(&today)).await?.map_or(Ok(0), |row| row.get(0))?;
    Ok((called, waiting))
}

fn read(row: &Row) -> Result<Ticket, Refused> {
    Ok(Ticket {
        id: row.get(0)?,
        number: row.get(1)?,
        lang: row.get(2)?,
        state: State::parse(&row.get::<String>(3)?).unwrap_or(State::Waiting),
        place: row.get(4)?,
        made_at: row.get(5)?,
        called_at: row.get(6)?,
    })
}
