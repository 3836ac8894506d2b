//! The book: the directory's records as they are kept in the database.
//!
//! [`save`] writes a whole set of records in one transaction, changing only what differs; [`load_all`] reads all of
//! them; [`card`] reads one service with everything that belongs to it. Every change raises the [`revision`],
//! by which indexes and nodes know that they are stale.

mod correction;
mod joined;
mod keep;
mod kind;
mod load;
mod pages;
mod run;
mod save;
mod verification;

pub use correction::{
    Correction, CorrectionRefusal, CorrectionState, FIELDS as CORRECTION_FIELDS,
    MESSAGE_CHARS as CORRECTION_CHARS, answer_correction, correction_by_code, open_corrections, report_wrong,
};
pub(crate) use correction::{answer_in, read as read_correction};
pub use joined::{Joined, Place};
pub(crate) use keep::{confirm, locked, rewrite, touched};
pub use kind::Entity;
pub use load::{Counts, card, counts, load_all, locations_of, organization, revision, services_of, sources};
pub use pages::{Body, Listed, cards, moments, newest, organizations, services_at, taxonomies, terms};
pub use run::{Run, record_run, runs};
pub use save::{Changes, Count, Vanished, save};
pub use verification::{Verified, newest_of_services, verifications_of, verify, verify_all};

use reticolo_store::Migration;

/// The migrations of the directory.
pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "directory/0001_directory", text: include_str!("../../migrations/0001_directory.sql") },
    Migration { name: "directory/0002_keeping", text: include_str!("../../migrations/0002_keeping.sql") },
];
