//! What a member may be in her organisation.

use serde::{Deserialize, Serialize};

/// A role of a member. The words are the glossary's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Welcomes people at a desk.
    Operator,
    /// Answers for the operators of the organisation.
    Supervisor,
    /// Keeps the organisation's own cards true.
    ServiceEditor,
    /// Keeps a theme or a territory true, across organisations.
    Steward,
    /// Coordinates a territory.
    Coordinator,
    /// Prepares and runs Labs.
    Facilitator,
    /// Watches over the protection of personal data.
    DataProtection,
    /// Keeps the members of her organisation; sees nobody's case.
    Administrator,
    /// Keeps the network: its organisations, and who reaches beyond one; sees nobody's case.
    NetworkAdministrator,
}

impl Role {
    /// Every role, in the order of the pages.
    pub const ALL: [Self; 9] = [
        Self::Operator,
        Self::Supervisor,
        Self::ServiceEditor,
        Self::Steward,
        Self::Coordinator,
        Self::Facilitator,
        Self::DataProtection,
        Self::Administrator,
        Self::NetworkAdministrator,
    ];

    /// The stored word, also the last part of its text's key.
    pub fn code(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::Supervisor => "supervisor",
            Self::ServiceEditor => "service_editor",
            Self::Steward => "steward",
            Self::Coordinator => "coordinator",
            Self::Facilitator => "facilitator",
            Self::DataProtection => "data_protection",
            Self::Administrator => "administrator",
            Self::NetworkAdministrator => "network_administrator",
        }
    }

    /// From the stored word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    fn bit(self) -> u16 {
        1 << (self as u16)
    }
}

/// A set of roles.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Roles(u16);

impl Roles {
    /// No role.
    pub const NONE: Self = Self(0);

    /// Whether the role is in the set.
    pub fn has(self, role: Role) -> bool {
        self.0 & role.bit() != 0
    }

    /// The same with a role more.
    #[must_use]
    pub fn with(self, role: Role) -> Self {
        Self(self.0 | role.bit())
    }

    /// The roles, in the order of the pages.
    pub fn iter(self) -> impl Iterator<Item = Role> {
        Role::ALL.into_iter().filter(move |role| self.has(*role))
    }

    /// The stored form: codes with spaces between.
    pub fn written(self) -> String {
        self.iter().map(Role::code).collect::<Vec<_>>().join(" ")
    }

    /// From the stored form; words that are no role are left out.
    pub fn read(written: &str) -> Self {
        written.split_whitespace().filter_map(Role::parse).collect()
    }
}

impl FromIterator<Role> for Roles {
    fn from_iter<I: IntoIterator<Item = Role>>(roles: I) -> Self {
        roles.into_iter().fold(Self::NONE, Self::with)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_of_roles_is_read_back_from_what_is_written() {
        let roles: Roles = [Role::Facilitator, Role::Operator].into_iter().collect();
        assert_eq!(roles.written(), "operator facilitator");
        assert_eq!(Roles::read("facilitator king operator"), roles);
        assert!(!roles.has(Role::Administrator) && roles.has(Role::Facilitator));
        assert_eq!(Role::ALL.into_iter().collect::<Roles>().iter().count(), 9);
    }
}
