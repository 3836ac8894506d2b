//! Who signs in: organisations' members and their roles, sessions, and what each may do.
//!
//! - [`login`]: a sign-in that holds; members sign in with password and second factor, participants of a Lab with a code.
//! - [`policy`]: role × action × resource, in one place. What one may not see is *not found*.

pub mod login;
pub mod policy;

use reticolo_store::Migration;

/// The schema of this crate.
pub const MIGRATIONS: &[Migration] =
    &[Migration { name: "accounts/0001_accounts", text: include_str!("../migrations/0001_accounts.sql") }];
