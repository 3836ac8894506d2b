//! The desk: somebody is welcomed, understood, and – with her yes – brought to whoever can help.
//!
//! | module | what |
//! | --- | --- |
//! | [`visit`], [`queue`] | somebody came: language, need, outcome; numbers that are called. No person needed |
//! | [`person`] | people as an organisation knows them: sealed, found by keyed tokens, read with a trace |
//! | [`case`] | a taking in charge: needs, notes, the plan of steps |
//! | [`field`] | what may be shown to another organisation, smallest first |
//! | [`referral`] | the request to another organisation: states, clocks, share sheet, capsule, answer, withdrawal |
//! | [`together`] | what is written beside a referral, today's work |
//! | [`hers`] | her own page: what is happening, who knows what, who looked |
//! | [`demo`] | the demonstration's desks: bodies, people, a hundred requests with their history |
//! | [`access`] | who may see whom; every look is an entry of the audit |
//! | [`refusal`] | why something was not done |

pub mod access;
pub mod case;
pub mod demo;
pub mod field;
pub mod hers;
pub mod person;
pub mod queue;
pub mod referral;
pub mod refusal;
pub mod together;
pub mod visit;

pub use refusal::Refused;

use reticolo_base::Ctx;
use reticolo_store::{Db, Migration, Vault};

/// The schema of this crate.
pub const MIGRATIONS: &[Migration] =
    &[Migration { name: "desk/0001_desk", text: include_str!("../migrations/0001_desk.sql") }];

/// What every function of the desk works with: the database, the vault, and who asks when.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// The database.
    pub db: &'a Db,
    /// The vault.
    pub vault: &'a Vault,
    /// Who asks, when.
    pub ctx: &'a Ctx,
}

/// The chain of the audit in which an organisation's entries stand.
pub(crate) fn chain(organization: uuid::Uuid) -> String {
    reticolo_accounts::chain(organization)
}
