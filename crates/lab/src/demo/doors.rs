//! As whom a visitor of the demonstration comes in, and what there is to see.

use super::{
    follow::experiment_id,
    play::{id, person, session},
    proposals::choice_id,
};
use reticolo_store::{Db, Result, sql};
use uuid::Uuid;

/// How many seats of the third meeting wait for whoever tries it.
pub const GUESTS: u32 = 4;

/// Whether the demonstration's Lab is filled: its third meeting has begun.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn is_open(db: &Db) -> Result<bool> {
    let begun = sql!("select 1 from run where session_id = $1 and round > 0");
    Ok(db.row(begun.bind(session(3))).await?.is_some())
}

/// The participant of a visitor who sits down, by any number: visitors are spread over the seats that wait.
pub fn guest(number: u32) -> Uuid {
    person(&format!("guest{}", number % GUESTS + 1))
}

/// The participant who reads Arabic and whose words were answered.
pub fn reader() -> Uuid {
    person("amina")
}

/// The choice that was closed.
pub fn choice() -> Uuid {
    choice_id()
}

/// The experiment that runs.
pub fn experiment() -> Uuid {
    experiment_id()
}

/// The draft of a procedure.
pub fn procedure() -> Uuid {
    id("procedure", "desk")
}
