//! Who asks, when, in which language, in which request. Domains read no clock: time arrives here.

use crate::{Instant, Lang};
use uuid::Uuid;

/// Who acts. Accounts add the members of organisations; reading needs nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// A reader without an account.
    Anonymous,
    /// The person who runs the command line on the server itself.
    Console,
    /// The software itself: a scheduled job, by its name.
    System(&'static str),
}

impl Actor {
    /// What the audit records: a kind, never a name.
    pub fn code(self) -> &'static str {
        match self {
            Self::Anonymous => "anonymous",
            Self::Console => "console",
            Self::System(job) => job,
        }
    }
}

/// The context of one request or command.
#[derive(Debug, Clone)]
pub struct Ctx {
    /// The moment at which the request counts as made.
    pub now: Instant,
    /// Who acts.
    pub actor: Actor,
    /// The language in which she reads.
    pub lang: Lang,
    /// The request, for logs and audit.
    pub request: Uuid,
}

impl Ctx {
    /// The context of a request of `actor`, at `now`, read in `lang`.
    pub fn new(now: Instant, actor: Actor, lang: Lang, request: Uuid) -> Self {
        Self { now, actor, lang, request }
    }
}
