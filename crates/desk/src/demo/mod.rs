//! The demonstration's desks: eight bodies of Foggia, thirty invented people, a hundred requests between them, in every state
//! and with the history that leads there; visits, a queue, a mediator and a room.
//!
//! | module | what |
//! | --- | --- |
//! | `file` | the form of the files in `data/demo/desk/` |
//! | `plan` | who asks for what, and when each act takes place |
//! | `play` | the acts themselves |
//! | `today` | visits, the queue, what can be booked |
//!
//! Everything is done by the functions that people's own acts go through, at moments of the past, in the order in which it
//! happened; what clocks do in between, the clocks do. Nobody is real and no address reaches anybody.

mod file;
mod plan;
mod play;
mod today;

use crate::Refused;
use play::Play;
use reticolo_accounts::demo as accounts;
use reticolo_base::{Actor, Ctx, Instant, Lang, id::foreign};
use reticolo_directory::reference::ReferenceError;
use reticolo_store::{Db, Vault, sql};
use uuid::Uuid;

const SOURCE: &str = "reticolo demo desk";

/// The code of the person whose page a visitor of the demonstration may open. It is no secret: she is invented.
pub const CODE: &str = "DEM0-DEM0-DEM0-DEM0";

/// The body at whose desk the visitor sits.
pub const DESK: &str = "comune-foggia";

/// The body that receives most of what is asked.
pub const RECEIVER: &str = "asl-foggia";

/// Why the demonstration's desks are not there.
#[derive(Debug, thiserror::Error)]
pub enum Unfilled {
    /// A data file is missing or broken; a test forbids it.
    #[error(transparent)]
    File(#[from] ReferenceError),
    /// A line of a data file says what cannot be; a test forbids it.
    #[error("data/demo/desk: {0}")]
    Line(String),
    /// Somebody stopped before the end the last time.
    #[error("the demonstration's desks were left half filled: begin with a new database")]
    Half,
    /// A step was refused.
    #[error("a step of the demonstration was refused: {0}")]
    Refused(#[from] Refused),
}

impl From<reticolo_store::Failure> for Unfilled {
    fn from(failure: reticolo_store::Failure) -> Self {
        Self::Refused(failure.into())
    }
}

/// The id of a thing of the demonstration's desks.
fn id(kind: &str, key: &str) -> Uuid {
    foreign(SOURCE, kind, key)
}

/// One of its people, by her key in `data/demo/desk/people.toml`.
pub fn person(key: &str) -> Uuid {
    id("person", key)
}

/// The person whose page opens with [`CODE`].
pub fn she() -> Uuid {
    person("nadia")
}

/// Whether the desks were filled to the end.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn is_open(db: &Db) -> Result<bool, reticolo_store::Failure> {
    let find = sql!("select 1 from desk_resource where id = $1").bind(id("resource", "room"));
    Ok(db.row(find).await?.is_some())
}

/// Fills the desks as they stand at a moment; whether they were not there before. The directory of the demonstration is there
/// already. Filled again on another day, the queue is drawn anew and all else stays.
///
/// # Errors
/// [`Unfilled`], with what to do.
pub async fn fill(db: &Db, vault: &Vault, now: Instant) -> Result<bool, Unfilled> {
    let begun = now.plus_days(-plan::OLDEST);
    let console = Ctx::new(begun, Actor::Console, Lang::It, Uuid::nil());
    let directory_of = |key: &str| foreign(reticolo_directory::demo::SOURCE, "organization", key);
    let there = is_open(db).await?;
    if !there {
        accounts::fill_bodies(db, vault, &console, directory_of).await.map_err(of_accounts)?;
    }
    let play = Play { db, vault, now };
    if there {
        today::queue(&play).await?;
        return Ok(false);
    }
    let half = sql!("select 1 from desk_person where id = $1").bind(she());
    if db.row(half).await?.is_some() {
        return Err(Unfilled::Half);
    }
    let people = file::people()?;
    let stories = plan::stories(&people, &file::courses()?)?;
    play.tell(&people, &stories).await?;
    today::contacts(&play).await?;
    today::visits(&play).await?;
    today::queue(&play).await?;
    today::resources(&play).await?;
    Ok(true)
}

fn of_accounts(refused: reticolo_accounts::Refused) -> Unfilled {
    match refused {
        reticolo_accounts::Refused::Store(failure) => failure.into(),
        other => Unfilled::Line(other.to_string()),
    }
}
