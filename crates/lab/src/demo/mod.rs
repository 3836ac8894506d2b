//! The demonstration's Lab: Bari, Foggia and Lecce, two meetings behind it and a third that is going on.
//!
//! | module | what |
//! | --- | --- |
//! | `file` | the form of the files in `data/demo/lab/` |
//! | `play` | who acts when; ids that are always the same |
//! | `prepare` | the Lab, its problems, a meeting with its people |
//! | `meeting`, `wall` | a meeting from its first turn to its last theme |
//! | `votes` | statements, and sixty who vote on them |
//! | `proposals` | proposals and the choice among them |
//! | `follow` | group, experiment, promises; `told`: answers, clocks, minutes |
//! | `now` | the third meeting, which is going on |
//! | [`moving`] | simulated participants who write at its tables |
//! | [`doors`] | as whom a visitor of the demonstration comes in, and what there is to see |
//!
//! Everything is done by the functions that people's own acts go through, at moments of the past: nothing is written into a table
//! by hand. People and bodies are invented, and no address reaches anybody.

pub mod doors;
mod file;
mod follow;
mod meeting;
pub mod moving;
mod now;
mod play;
mod prepare;
mod proposals;
mod told;
mod votes;
mod wall;

pub use file::Unreadable;
pub use play::{lab, person, session};

use crate::Refused;
use play::Play;
use reticolo_base::Instant;
use reticolo_live::Hub;
use reticolo_store::{Db, Vault, sql};
use std::sync::Arc;

/// Why the demonstration's Lab is not there.
#[derive(Debug, thiserror::Error)]
pub enum Unfilled {
    /// A data file is missing or broken; a test forbids it.
    #[error(transparent)]
    File(#[from] Unreadable),
    /// Somebody stopped before the end the last time.
    #[error("the demonstration's Lab was left half filled: begin with a new database")]
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

/// Fills the Lab as it stands at a moment; whether it was not there before. The organisation and its members are
/// ([`reticolo_accounts::demo::fill`]). `draw` gives the participants their codes: nobody else's knowledge lets one in.
///
/// # Errors
/// [`Unfilled`], with what to do.
pub async fn fill(
    db: &Db,
    vault: &Vault,
    hub: &Arc<Hub>,
    now: Instant,
    draw: impl FnMut() -> String,
) -> Result<bool, Unfilled> {
    if doors::is_open(db).await? {
        return Ok(false);
    }
    let begun = db.row(sql!("select 1 from lab where id = $1").bind(lab())).await?;
    if begun.is_some() {
        return Err(Unfilled::Half);
    }
    let play = Play::open(db, vault, now, draw)?;
    prepare::lab(&play).await?;
    for (number, file) in [(1, "first.toml"), (2, "second.toml")] {
        meeting::hold(&play, number, &file::read(file)?).await?;
    }
    votes::cast(&play, &file::read("votes.toml")?).await?;
    proposals::work_out(&play).await?;
    follow::carry_on(&play).await?;
    told::tell(&play).await?;
    now::begin(&play, hub).await?;
    Ok(true)
}
