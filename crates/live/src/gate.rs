//! Who may enter a room, and whom to tell what changed: decided by the domain that has the rooms.

use crate::Cloth;
use reticolo_base::Ctx;
use reticolo_store::Failure;
use std::{future::Future, pin::Pin, sync::Arc};
use uuid::Uuid;

/// What a [`Gate`] answers later.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// As whom somebody is in a room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// Who: a participant's id, or any other code without `|` that stays the same for the same person.
    pub who: Arc<str>,
    /// Whether she may edit what others wrote, hide, and write summaries.
    pub host: bool,
}

/// Stands between rooms and the domain that has them.
pub trait Gate: Send + Sync + 'static {
    /// As whom the actor of this context may be in the room now; `None` when she may not, or there is no such room.
    /// Asked again every half minute while she is connected.
    ///
    /// # Errors
    /// The future yields [`Failure`] when the database does not answer.
    fn seat<'a>(&'a self, ctx: &'a Ctx, room: Uuid) -> Answer<'a, Result<Option<Seat>, Failure>>;

    /// The cloth changed and is durable: called at most once a second for a room, and when everybody has left. After a
    /// failure it is called again. `changed` are the notes that were touched since the last call that succeeded; a note
    /// in `changed` that is not in `cloth.notes` was taken away.
    ///
    /// # Errors
    /// The future yields [`Failure`] when the database does not answer.
    fn changed<'a>(
        &'a self,
        room: Uuid,
        cloth: &'a Cloth,
        changed: &'a [Uuid],
    ) -> Answer<'a, Result<(), Failure>>;
}

/// Why a connection ended, as the close code of its WebSocket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Ending {
    /// The server stops or the storage does not answer: come back in a moment with the same document.
    #[error("come back in a moment")]
    Later,
    /// The reader is too slow for what happens: come back with the same document.
    #[error("too slow")]
    Slow,
    /// The message is no message of the protocol, or hostile.
    #[error("malformed")]
    Malformed,
    /// No longer allowed in this room.
    #[error("not allowed here")]
    NotAllowed,
    /// The client id is somebody else's: come back with a fresh document.
    #[error("this client id is somebody else's")]
    Foreign,
    /// An edit was refused: what somebody else wrote, a shape that a room does not have, or more than it holds. The
    /// edit is nowhere but in that browser: come back with a fresh document.
    #[error("edit refused")]
    Refused,
    /// A message is too large.
    #[error("too large")]
    TooLarge,
    /// Too many messages in too short a time: wait, then come back with the same document.
    #[error("too many messages")]
    TooMany,
}

impl Ending {
    /// The close code (RFC 6455, section 7.4; 4000 and above are ours).
    pub fn code(self) -> u16 {
        match self {
            Self::Later => 1012,
            Self::Slow => 1013,
            Self::Malformed => 4400,
            Self::NotAllowed => 4403,
            Self::Foreign => 4409,
            Self::Refused => 4422,
            Self::TooLarge => 4413,
            Self::TooMany => 4429,
        }
    }
}
