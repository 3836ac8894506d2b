//! Why something was not done at the desk.

use reticolo_accounts::policy::Denied;
use reticolo_base::{Kind, Refusal};
use reticolo_store::Failure;

/// The reasons that every part of the desk shares.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// There is no such thing, or one may not see it.
    #[error("no such thing")]
    NotFound,
    /// A field is not as it must be: the field's name in the form, and the key of the message.
    #[error("{0}: {1}")]
    Invalid(&'static str, &'static str),
    /// It changed meanwhile, or the move is not possible now; the key of the message.
    #[error("{0}")]
    Conflict(&'static str),
    /// What she said yes to does not cover this, or holds no more; the key of the message.
    #[error("{0}")]
    Unauthorised(&'static str),
    /// Too much or too often; the key of the message.
    #[error("{0}")]
    TooMany(&'static str),
    /// The database or the vault did not answer.
    #[error(transparent)]
    Store(#[from] Failure),
}

impl From<Denied> for Refused {
    fn from(_: Denied) -> Self {
        Self::NotFound
    }
}

impl Refusal for Refused {
    fn kind(&self) -> Kind {
        match self {
            Self::NotFound => Kind::NotFound,
            Self::Invalid(..) => Kind::Invalid,
            Self::Conflict(_) | Self::Unauthorised(_) => Kind::Conflict,
            Self::TooMany(_) => Kind::TooMany,
            Self::Store(_) => Kind::Unavailable,
        }
    }

    fn key(&self) -> &'static str {
        match self {
            Self::NotFound => "refusal-denied",
            Self::Invalid(_, key) | Self::Conflict(key) | Self::Unauthorised(key) | Self::TooMany(key) => key,
            Self::Store(_) => "refusal-store",
        }
    }
}
