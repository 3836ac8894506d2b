//! Reading themes and the wall.

use super::{Board, Clock, Theme, clock, keep};
use crate::{
    Refused,
    harvest::notes::{self, Note},
    programme::bearer_of_session,
};
use reticolo_accounts::policy::Action;
use reticolo_base::Ctx;
use reticolo_store::{Db, sql};
use uuid::Uuid;

/// A wall as one sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wall {
    /// The themes.
    pub board: Board,
    /// Every note that may hang, table by table.
    pub notes: Vec<Note>,
    /// How many steps were made: who acts says up to which one she has seen.
    pub steps: i64,
    /// The clock.
    pub clock: Clock,
}

impl Wall {
    /// The notes that hang loose: of all notes, or only of those the tables bring.
    pub fn loose(&self, all: bool) -> Vec<&Note> {
        let brought = notes::strongest(&self.notes);
        let hangs =
            |note: &&Note| (all || brought.contains(&note.id)) && self.board.holder(note.id).is_none();
        self.notes.iter().filter(hangs).collect()
    }

    /// A note by its contribution.
    pub fn note(&self, id: Uuid) -> Option<&Note> {
        self.notes.iter().find(|note| note.id == id)
    }
}

/// The themes that hang on the wall of a session, in order. For other parts of the Lab: asks nobody.
///
/// # Errors
/// [`Refused::Store`] when the database does not answer.
pub async fn themes(db: &Db, session: Uuid) -> Result<Vec<Theme>, Refused> {
    Ok(keep::board(db, session).await?.themes.into_iter().filter(|theme| theme.state.hangs()).collect())
}

/// One theme with its session, whatever became of it. For other parts of the Lab: asks nobody.
///
/// # Errors
/// [`Refused::NotFound`] when there is none.
pub async fn theme(db: &Db, id: Uuid) -> Result<(Uuid, Theme), Refused> {
    let row = db.row(sql!("select session_id from theme where id = $1").bind(id)).await?;
    let session: Uuid = row.ok_or(Refused::NotFound)?.get(0)?;
    let found = keep::board(db, session).await?.themes.into_iter().find(|theme| theme.id == id);
    Ok((session, found.ok_or(Refused::NotFound)?))
}

/// The wall, for whoever takes part.
///
/// # Errors
/// [`Refused::NotFound`] when there is no such session, or not for this actor.
pub async fn wall(db: &Db, ctx: &Ctx, session: Uuid) -> Result<Wall, Refused> {
    bearer_of_session(db, session).await?.may(ctx, Action::TakePart)?;
    let (steps, clock) = clock::read(db, session).await?;
    Ok(Wall { board: keep::board(db, session).await?, notes: notes::all(db, session).await?, steps, clock })
}
