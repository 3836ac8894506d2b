//! Who signs in: organisations' members and their roles, sessions, and what each may do.
//!
//! | module | what |
//! | --- | --- |
//! | [`policy`] | role × action × resource, in one place. What one may not see is *not found* |
//! | [`organization`] | organisations, as far as accounts go |
//! | [`member`] | members: invited, joined, their roles, ended |
//! | [`link`] | one-time links: an invitation, a new beginning, a forgotten password |
//! | [`enter`] | signing in: password, then second factor |
//! | [`login`] | a sign-in that holds; members sign in with two factors, participants of a Lab with a code |
//! | [`password`], [`totp`], [`recovery`], [`email`] | what one proves oneself with, and how one is reached |
//! | [`mail`] | the outbox of mails, sealed until they are sent |
//! | [`demo`] | organisation and members of the demonstration |
//! | [`tidy`] | forgets what has run out |
//! | [`refusal`] | why something was not done |

pub mod demo;
pub mod email;
pub mod enter;
pub mod link;
pub mod login;
pub mod mail;
pub mod member;
pub mod organization;
pub mod password;
pub mod policy;
pub mod recovery;
pub mod refusal;
pub mod tidy;
pub mod totp;

pub use email::Email;
pub use password::Password;
pub use refusal::Refused;

use reticolo_store::{Migration, audit::Entry};
use uuid::Uuid;

/// The schema of this crate.
pub const MIGRATIONS: &[Migration] =
    &[Migration { name: "accounts/0001_accounts", text: include_str!("../migrations/0001_accounts.sql") }];

/// The chain of the audit in which an organisation's entries stand.
pub fn chain(organization: Uuid) -> String {
    reticolo_store::audit::chain(organization)
}

/// An entry about a member; it names nobody.
fn entry<'a>(chain: &'a str, action: &'a str, member: Uuid, detail: &'a str) -> Entry<'a> {
    Entry { chain, action, entity: "member", id: Some(member), detail }
}
