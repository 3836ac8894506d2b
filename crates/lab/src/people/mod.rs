//! Who takes part: participants of a Lab, their codes, who comes to a session and who is there now.
//!
//! A participant belongs to a Lab and comes with one code; to each session she has an [`Attendance`] with a role and an
//! answer. Her name and kind of body stand on a badge; how she is reached and what she needs is sealed. Where she is from
//! on paper – her legal position – is never asked.

mod attendance;
mod device;
mod entry;
mod kinds;
pub mod list;
mod participant;
mod seat;
#[doc(hidden)]
pub mod testing;

pub use attendance::{Attendance, Reply, Role, everyone, one, sessions_of};
pub use device::{companions, sit_together, sits_alone};
pub use entry::{Newcomer, add, add_at_door, arrive, leave, reply, set_role, set_tongues};
pub use kinds::{Kind, kind, kinds};
pub use participant::{Participant, by_code, code_hash, of_lab, participant, tongues, written_tongues};
pub use seat::{acts_for, apart, keep_apart, let_together, require_seat};
