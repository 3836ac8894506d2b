//! Why something about a card was not done.

use reticolo_accounts::policy::Denied;
use reticolo_base::{Kind, Refusal};
use reticolo_store::Failure;

use crate::book::CorrectionRefusal;

/// The reasons.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// There is no such thing, or one may not see it.
    #[error("no such thing")]
    NotFound,
    /// A field is not as it must be: the code of the field, empty for the whole form, and the key of the message.
    #[error("{0}: {1}")]
    Invalid(String, &'static str),
    /// It changed meanwhile, or the move is not possible now; the key of the message.
    #[error("{0}")]
    Conflict(&'static str),
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] Failure),
}

impl Refused {
    /// Something is wrong with the whole of what was sent.
    pub fn invalid(key: &'static str) -> Self {
        Self::Invalid(String::new(), key)
    }

    /// The field that the refusal speaks of; empty when it is none.
    pub fn field(&self) -> &str {
        if let Self::Invalid(field, _) = self { field } else { "" }
    }
}

impl From<Denied> for Refused {
    fn from(_: Denied) -> Self {
        Self::NotFound
    }
}

impl From<CorrectionRefusal> for Refused {
    fn from(refusal: CorrectionRefusal) -> Self {
        match refusal {
            CorrectionRefusal::NotFound => Self::NotFound,
            CorrectionRefusal::Empty => Self::Invalid("answer".to_owned(), "keeping-problem-answer"),
            CorrectionRefusal::Answered => Self::Conflict("keeping-problem-answered"),
            CorrectionRefusal::Store(failure) => Self::Store(failure),
        }
    }
}

impl From<reticolo_accounts::Refused> for Refused {
    fn from(refused: reticolo_accounts::Refused) -> Self {
        match refused {
            reticolo_accounts::Refused::NotFound => Self::NotFound,
            reticolo_accounts::Refused::Invalid(key) => Self::invalid(key),
            reticolo_accounts::Refused::Conflict(key) => Self::Conflict(key),
            reticolo_accounts::Refused::Store(failure) => Self::Store(failure),
        }
    }
}

impl Refusal for Refused {
    fn kind(&self) -> Kind {
        match self {
            Self::NotFound => Kind::NotFound,
            Self::Invalid(..) => Kind::Invalid,
            Self::Conflict(_) => Kind::Conflict,
            Self::Store(_) => Kind::Unavailable,
        }
    }

    fn key(&self) -> &'static str {
        match self {
            Self::NotFound => "refusal-denied",
            Self::Invalid(_, key) | Self::Conflict(key) => key,
            Self::Store(_) => "refusal-store",
        }
    }
}
