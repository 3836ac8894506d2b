//! Reading choices.

use super::{Ballot, Ballots, Candidate, Choice, Method, Rules, State};
use crate::{Refused, programme::bearer_of_session};
use reticolo_accounts::policy::Action;
use reticolo_base::{Ctx, Lang};
use reticolo_store::{Db, Row, Sql, Tx, sql};
use uuid::Uuid;

/// A choice, for whoever takes part in its Lab.
///
/// # Errors
/// [`Refused::NotFound`] when there is none, or not for this actor.
pub async fn choice(db: &Db, ctx: &Ctx, id: Uuid) -> Result<Choice, Refused> {
    let find = sql!(
        "select id, session_id, title, lang, method, ballots, budget_hours, budget_euros, seats, points, state, outcome,
            created_at, closed_at from choice where id = $1"
    );
    let row = db.row(find.bind(id)).await?.ok_or(Refused::NotFound)?;
    let found = read(&row)?;
    bearer_of_session(db, found.session).await?.may(ctx, Action::TakePart)?;
    Ok(Choice { candidates: candidates(db, id).await?, ..found })
}

/// The choices of a session, oldest first. For other parts of the Lab: asks nobody.
///
/// # Errors
/// [`Refused::Store`] when the database does not answer.
pub async fn choices(db: &Db, session: Uuid) -> Result<Vec<Choice>, Refused> {
    let find = sql!(
        "select id, session_id, title, lang, method, ballots, budget_hours, budget_euros, seats, points, state, outcome,
            created_at, closed_at from choice where session_id = $1 order by created_at, id"
    );
    let mut found = Vec::new();
    for row in db.rows(find.bind(session)).await? {
        let choice = read(&row)?;
        found.push(Choice { candidates: candidates(db, choice.id).await?, ..choice });
    }
    Ok(found)
}

async fn candidates(db: &Db, choice: Uuid) -> Result<Vec<Candidate>, Refused> {
    let find = sql!(
        "select p.id, o.number, p.title, p.lang, o.hours, o.euros from choice_option o
         join proposal p on p.id = o.proposal_id where o.choice_id = $1 order by o.number"
    );
    let read = |row: &Row| {
        let lang = Lang::from_tag(&row.get::<String>(3)?).unwrap_or(Lang::It);
        let (proposal, number, title) = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok(Candidate { proposal, number, title, lang, hours: row.get(4)?, euros: row.get(5)? })
    };
    db.rows(find.bind(choice)).await?.iter().map(read).collect()
}

/// How many ballots were cast, and how many participants the Lab has.
///
/// # Errors
/// [`Refused::Store`] when the database does not answer.
pub async fn turnout(db: &Db, choice: &Choice) -> Result<(i64, i64), Refused> {
    let cast = sql!("select cast(count(*) as bigint) from ballot where choice_id = $1");
    let cast = db.row(cast.bind(choice.id)).await?.map_or(Ok(0), |row| row.get(0))?;
    let of = sql!(
        "select cast(count(*) as bigint) from participant p join lab_session s on s.lab_id = p.lab_id
         where s.id = $1 and p.erased_at is null"
    );
    let of = db.row(of.bind(choice.session)).await?.map_or(Ok(0), |row| row.get(0))?;
    Ok((cast, of))
}

/// The ballots of a choice in the order of their voters' numbers: an order that tells nothing about who they are.
pub(super) async fn ballots(db: &Db, choice: Uuid) -> Result<Vec<(Uuid, Ballot)>, Refused> {
    in_order(choice, &db.rows(BALLOTS.bind(choice)).await?)
}

/// The same inside a transaction.
pub(super) async fn ballots_in(tx: &mut Tx, choice: Uuid) -> Result<Vec<(Uuid, Ballot)>, Refused> {
    in_order(choice, &tx.rows(BALLOTS.bind(choice)).await?)
}

const BALLOTS: Sql = sql!("select voter, body from ballot where choice_id = $1");

fn in_order(choice: Uuid, rows: &[Row]) -> Result<Vec<(Uuid, Ballot)>, Refused> {
    let read = |row: &Row| -> reticolo_store::Result<(Uuid, Ballot)> {
        Ok((row.get(0)?, serde_json::from_str(&row.get::<String>(1)?).unwrap_or_default()))
    };
    let mut found = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    found.sort_by_key(|(voter, _)| shuffled(choice, *voter));
    Ok(found)
}

fn shuffled(choice: Uuid, voter: Uuid) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new_derive_key("reticolo ballot order");
    hasher.update(choice.as_bytes()).update(voter.as_bytes());
    *hasher.finalize().as_bytes()
}

/// The place, from 0, of the participant who asks among the voters of an outcome: only she can find herself there.
///
/// # Errors
/// [`Refused::Store`] when the database does not answer.
pub async fn my_number(db: &Db, ctx: &Ctx, choice: Uuid) -> Result<Option<usize>, Refused> {
    let Some(voter) = ctx.actor.participant() else { return Ok(None) };
    Ok(ballots(db, choice).await?.iter().position(|(id, _)| *id == voter))
}

fn read(row: &Row) -> reticolo_store::Result<Choice> {
    let outcome: String = row.get(11)?;
    Ok(Choice {
        id: row.get(0)?,
        session: row.get(1)?,
        title: row.get(2)?,
        lang: Lang::from_tag(&row.get::<String>(3)?).unwrap_or(Lang::It),
        rules: Rules {
            method: Method::parse(&row.get::<String>(4)?).unwrap_or(Method::Consent),
            ballots: Ballots::parse(&row.get::<String>(5)?).unwrap_or(Ballots::Consent),
            hours: row.get(6)?,
            euros: row.get(7)?,
            seats: row.get(8)?,
            points: row.get(9)?,
        },
        state: if row.get::<String>(10)? == "open" { State::Open } else { State::Closed },
        candidates: Vec::new(),
        outcome: serde_json::from_str(&outcome).ok(),
        created_at: row.get(12)?,
        closed_at: row.get(13)?,
    })
}
