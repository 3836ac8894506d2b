//! People as an organisation knows them. Nothing is required but what to call her; everything else when it serves.

mod code;
mod emergency;
mod erase;
mod find;
mod guardian;
pub mod identifier;
mod keep;
mod read;
pub mod token;

pub use code::{enter, has_code, issue};
pub use emergency::{Emergency, Waiting, declare, emergencies, review};
pub use erase::{erase, forget, restrict};
pub use find::{Found, Row, alike, find, recent};
pub use guardian::{Tie, TieKind, tie, ties, untie};
pub use identifier::Identifier;
pub use keep::{add, change, reserve};
pub use read::{Person, export, open};

pub(crate) use code::hash as code_hash;
pub(crate) use read::{contact, record as read_record};

use serde::{Deserialize, Serialize};

/// The longest line that somebody types about a person, in characters.
pub const LINE_CHARS: usize = 160;

/// Who she is. A debug print tells nothing.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Identity {
    /// What to call her; the only thing that is required.
    pub call_name: String,
    /// Given name, as it stands in a document.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// Day, month or year of birth, as far as it is known: `1990-05-01`, `1990`.
    pub birth: String,
    /// Citizenship, in words.
    pub citizenship: String,
    /// Numbers of documents, of any kind or none.
    pub identifiers: Vec<Identifier>,
}

/// How she is reached, and which ways are safe. A debug print tells nothing.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contact {
    /// Languages she speaks, the one she prefers first (codes of the directory's list).
    pub languages: Vec<String>,
    /// Whether she needs somebody who interprets.
    pub mediator: bool,
    /// A telephone.
    pub phone: String,
    /// A mail address.
    pub email: String,
    /// Another way: through whom, where.
    pub other: String,
    /// Which ways are safe.
    pub safe: Vec<Channel>,
    /// When, and what not to do: "mornings only", "never write".
    pub care: String,
    /// The way on which she wants to be reminded, without any content; none unless she chose it.
    pub reminders: Option<Channel>,
}

/// A way to reach somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// A call.
    Call,
    /// A message on the telephone.
    Message,
    /// A mail.
    Mail,
    /// Through somebody she trusts, or at a place.
    Other,
}

impl Channel {
    /// Every way.
    pub const ALL: [Self; 4] = [Self::Call, Self::Message, Self::Mail, Self::Other];

    /// The stored word, also the last part of its text's key.
    pub fn code(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Message => "message",
            Self::Mail => "mail",
            Self::Other => "other",
        }
    }

    /// From the stored word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.code() == code)
    }
}

impl Contact {
    /// The safe ways, as they are shown to another organisation: unsafe ones never are.
    pub fn lines(&self) -> Vec<String> {
        let by = |channel: Channel| match channel {
            Channel::Call | Channel::Message => &self.phone,
            Channel::Mail => &self.email,
            Channel::Other => &self.other,
        };
        let mut lines: Vec<String> = Vec::new();
        for reach in self.safe.iter().map(|channel| by(*channel)).filter(|reach| !reach.is_empty()) {
            if !lines.contains(reach) {
                lines.push(reach.clone());
            }
        }
        if !lines.is_empty() && !self.care.is_empty() {
            lines.push(self.care.clone());
        }
        lines
    }
}

/// What she told of her life, as far as it serves. A debug print tells nothing.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Circumstances {
    /// The code of her legal position; empty when unknown or not asked.
    pub position: String,
    /// With whom she lives, in words.
    pub household: String,
    /// What she needs in order to come.
    pub access: String,
    /// The documents she has: keys of the directory's list.
    pub documents: Vec<String>,
    /// The municipality where she lives: ISTAT code, or empty.
    pub municipality: String,
    /// Whether she is under eighteen.
    pub minor: bool,
    /// What a child itself thinks, in her words.
    pub opinion: String,
    /// A court's order about her, in words.
    pub order: String,
}

/// All that is known of a person.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Record {
    /// Who she is.
    pub identity: Identity,
    /// How she is reached.
    pub contact: Contact,
    /// What she told of her life.
    pub circumstances: Circumstances,
}

macro_rules! tells_nothing {
    ($($name:ident),*) => {$(
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(stringify!($name))
            }
        }
    )*};
}
tells_nothing!(Identity, Contact, Circumstances, Record);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_safe_ways_are_shown_to_others() {
        let mut contact =
            Contact { phone: "333 000 0101".into(), email: "a@posta.example".into(), ..Contact::default() };
        assert!(contact.lines().is_empty());
        contact.safe = vec![Channel::Call, Channel::Message];
        contact.care = "solo la mattina".into();
        assert_eq!(contact.lines(), ["333 000 0101", "solo la mattina"]);
    }

    #[test]
    fn a_debug_print_tells_nothing() {
        let record = Record {
            identity: Identity { call_name: "Canarina".into(), ..Identity::default() },
            ..Record::default()
        };
        assert!(!format!("{record:?} {:?}", record.identity).contains("Canarina"));
    }
}
