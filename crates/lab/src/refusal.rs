//! Why something was not done in a Lab.

use reticolo_base::{Kind, Refusal};
use reticolo_store::Failure;

/// The reasons that every part of the Lab shares. A part with reasons of its own has its own enum beside.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// There is no such thing, or one may not see it.
    #[error("no such thing")]
    NotFound,
    /// A field is not as it must be; the key of the message, and its variables.
    #[error("{0}")]
    Invalid(&'static str, Vec<(&'static str, String)>),
    /// It changed meanwhile, or the move is not possible now; the key of the message.
    #[error("{0}")]
    Conflict(&'static str),
    /// Too much or too often; the key of the message.
    #[error("{0}")]
    TooMany(&'static str),
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] Failure),
}

impl Refused {
    /// A field is not as it must be.
    pub fn invalid(key: &'static str) -> Self {
        Self::Invalid(key, Vec::new())
    }
}

impl Refusal for Refused {
    fn kind(&self) -> Kind {
        match self {
            Self::NotFound => Kind::NotFound,
            Self::Invalid(..) => Kind::Invalid,
            Self::Conflict(_) => Kind::Conflict,
            Self::TooMany(_) => Kind::TooMany,
            Self::Store(_) => Kind::Unavailable,
        }
    }

    fn key(&self) -> &'static str {
        match self {
            Self::NotFound => "refusal-denied",
            Self::Invalid(key, _) | Self::Conflict(key) | Self::TooMany(key) => key,
            Self::Store(_) => "refusal-store",
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        if let Self::Invalid(_, args) = self { args.clone() } else { Vec::new() }
    }
}
