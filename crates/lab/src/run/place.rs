//! Where a person goes now.

use crate::{
    Refused,
    run::{
        Hall,
        block::{Block, Question},
        blocks,
        state::{Phase, state},
    },
};
use reticolo_store::Db;
use uuid::Uuid;

/// The table where a person sits now, or goes next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The block.
    pub block: Uuid,
    /// The round, from 1.
    pub round: i64,
    /// The number of the table.
    pub table: i64,
    /// Whether that round runs already; otherwise it is where she goes next.
    pub now: bool,
    /// Who hosts the table.
    pub host: Option<Uuid>,
    /// The question that is talked about there.
    pub question: Option<Question>,
    /// The live room of the table.
    pub room_id: Uuid,
    /// The address of its video room; empty for none.
    pub video: String,
    /// Who else sits there.
    pub companions: Vec<Companion>,
}

/// Somebody else at the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Companion {
    /// The participant.
    pub id: Uuid,
    /// Her name.
    pub name: String,
    /// What she speaks; `None` while nobody has asked.
    pub speaks: Option<Vec<String>>,
    /// She interprets.
    pub mediator: bool,
    /// She hosts the table.
    pub host: bool,
}

/// Where a participant of a session sits now, or goes next; `None` when she has no seat. The caller has made sure that she may know.
///
/// # Errors
/// [`Refused::Store`] of the database.
pub async fn place(db: &Db, session: Uuid, participant: Uuid) -> Result<Option<Place>, Refused> {
    let running = state(db, session).await?;
    if running.phase == Phase::Closed {
        return Ok(None);
    }
    if let Some(block) = running.block {
        let hall = Hall::load(db, session, block).await?;
        let found = place_in(&hall, participant);
        if found.is_some() || running.in_turn() {
            return Ok(found);
        }
    }
    // Between blocks, and before the first: where the next one seats her.
    let all = blocks(db, session).await?;
    let after = running.block.and_then(|id| all.iter().find(|block| block.id == id)).map(|b| b.position);
    let next = |block: &&Block| block.is_seated() && after.is_none_or(|after| block.position > after);
    let Some(next) = all.iter().find(next) else { return Ok(None) };
    Ok(place_in(&Hall::load(db, session, next.id).await?, participant))
}

/// Where a participant sits in a block now, or goes next.
pub fn place_in(hall: &Hall, participant: Uuid) -> Option<Place> {
    let round = hall.seated_round();
    let number = *hall.seats.get(&(round, participant))?;
    let table = hall.table(number)?;
    let companions = hall.at(round, number).filter(|person| person.id != participant);
    Some(Place {
        block: hall.block.id,
        round,
        table: number,
        now: hall.running.block == Some(hall.block.id) && hall.running.in_turn(),
        host: table.host,
        question: hall.block.questions.iter().find(|q| Some(q.id) == table.question).cloned(),
        room_id: table.room_id,
        video: table.video.clone(),
        companions: companions
            .map(|person| Companion {
                id: person.id,
                name: person.name.clone(),
                speaks: person.speaks.as_ref().map(|all| all.iter().cloned().collect()),
                mediator: person.mediator,
                host: table.host == Some(person.id),
            })
            .collect(),
    })
}
