//! Who asks, when, in which language, in which request. Domains read no clock: time arrives here.

use crate::{Instant, Lang, role::Roles};
use std::borrow::Cow;
use uuid::Uuid;

/// Who acts. Reading needs nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// A reader without an account.
    Anonymous,
    /// The person who runs the command line on the server itself.
    Console,
    /// The software itself: a scheduled job, by its name.
    System(&'static str),
    /// A member of an organisation who signed in.
    Member {
        /// The member.
        id: Uuid,
        /// The organisation for which she acts.
        organization: Uuid,
        /// What she may be there.
        roles: Roles,
    },
    /// Somebody who came with the code of a Lab.
    Participant {
        /// The participant.
        id: Uuid,
        /// The Lab.
        lab: Uuid,
    },
    /// Somebody whom a desk helps, who came with the code of her own page.
    Person {
        /// The person.
        id: Uuid,
    },
    /// Whoever holds a one-time link, such as a translator.
    Link(Uuid),
}

impl Actor {
    /// What the audit records: a kind and at most a pseudonym, never a name.
    pub fn code(self) -> Cow<'static, str> {
        match self {
            Self::Anonymous => "anonymous".into(),
            Self::Console => "console".into(),
            Self::System(job) => job.into(),
            Self::Member { id, .. } => format!("member:{id}").into(),
            Self::Participant { id, .. } => format!("participant:{id}").into(),
            // Who she is stands in no entry: the thing acted upon tells what concerns her, as long as her keys live.
            Self::Person { .. } => "person".into(),
            Self::Link(id) => format!("link:{id}").into(),
        }
    }

    /// The member, where one signed in.
    pub fn member(self) -> Option<Uuid> {
        if let Self::Member { id, .. } = self { Some(id) } else { None }
    }

    /// The organisation for which a member acts.
    pub fn organization(self) -> Option<Uuid> {
        if let Self::Member { organization, .. } = self { Some(organization) } else { None }
    }

    /// The participant of a Lab, where she came with her code.
    pub fn participant(self) -> Option<Uuid> {
        if let Self::Participant { id, .. } = self { Some(id) } else { None }
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
