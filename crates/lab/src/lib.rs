//! The Living Lab: World Café, from problems to commitments.
//!
//! | module | what |
//! | --- | --- |
//! | [`programme`] | Labs, problems, sessions made from templates, blocks, questions, practices |
//! | [`translation`] | the words of anything in another language, unreviewed, reviewed or outdated |
//! | [`provenance`] | where something came from |
//! | [`people`] | participants, invitations, codes, attendance |
//! | [`run`] | a running session: seats, turns, the clock, who moves where, undo |
//! | [`table`] | what is said at a table |
//! | [`harvest`] | plenary: themes, statements and votes, proposals and how they are chosen |
//! | [`after`] | working groups, experiments, commitments, answers |
//! | [`report`] | minutes that write themselves |
//! | [`demo`] | the demonstration's Lab, and those who move in it |
//! | [`refusal`] | why something was not done |

pub mod after;
pub mod demo;
pub mod harvest;
pub mod people;
pub mod programme;
pub mod provenance;
pub mod refusal;
pub mod report;
pub mod run;
pub mod table;
#[doc(hidden)]
pub mod testing;
pub mod translation;

pub use refusal::Refused;

use reticolo_store::Migration;

/// The schema of this crate.
pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "lab/0001_programme", text: include_str!("../migrations/0001_programme.sql") },
    Migration { name: "lab/0002_people", text: include_str!("../migrations/0002_people.sql") },
    Migration { name: "lab/0003_table", text: include_str!("../migrations/0003_table.sql") },
    Migration { name: "lab/0004_harvest", text: include_str!("../migrations/0004_harvest.sql") },
    Migration { name: "lab/0005_after", text: include_str!("../migrations/0005_after.sql") },
];

/// The chain of the audit in which a Lab's entries stand: that of the organisation which bears it.
pub fn chain(organization: uuid::Uuid) -> String {
    reticolo_store::audit::chain(organization)
}

/// The chain in which a Lab's entries stand.
pub(crate) async fn lab_chain(db: &reticolo_store::Db, lab: uuid::Uuid) -> Result<String, Refused> {
    Ok(chain(programme::bearer_of_lab(db, lab).await?.organization))
}
