//! Why something about an account was not done.

use crate::policy::Denied;
use reticolo_base::{Kind, Refusal};
use reticolo_store::Failure;

/// The reasons.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// There is no such thing, one may not see it, or the link was used or has run out.
    #[error("no such thing")]
    NotFound,
    /// A field is not as it must be; the key of the message.
    #[error("{0}")]
    Invalid(&'static str),
    /// It is not possible now; the key of the message.
    #[error("{0}")]
    Conflict(&'static str),
    /// The database, or the vault, did not answer.
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
            Self::Invalid(_) => Kind::Invalid,
            Self::Conflict(_) => Kind::Conflict,
            Self::Store(_) => Kind::Unavailable,
        }
    }

    fn key(&self) -> &'static str {
        match self {
            Self::NotFound => "refusal-denied",
            Self::Invalid(key) | Self::Conflict(key) => key,
            Self::Store(_) => "refusal-store",
        }
    }
}
