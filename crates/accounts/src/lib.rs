//! Who signs in: members, roles, sessions, policy.
