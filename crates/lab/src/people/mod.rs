//! Who takes part: participants of a Lab, their codes, who comes to a session and who is there now.
//!
//! A participant belongs to a Lab and comes with one code; to each session she has an [`Attendance`] with a role and an
//! answer. Her name and kind of body stand on a badge; how she is reached and what she needs is sealed. Where she is from
//! on paper – her legal position – is never asked.

mod attendance;
mod device;
mod door;
pub mod draft;
mod entry;
mod farewell;
mod kinds;
pub mod list;
mod missing;
mod participant;
mod private;
mod seat;
#[doc(hidden)]
pub mod testing;
mod wish;

pub use attendance::{Attendance, Reply, Role, everyone, one, sessions_of};
pub use device::{companions, sit_together, sits_alone};
pub use door::{close_door, come_by_door, door, open_door, session_of_door};
pub use entry::{
    Newcomer, add, add_at_door, arrive, expect, leave, mark_invited, reply, set_about, set_role, set_tongues,
};
pub use farewell::{erase_after_approval, forget, leave_lab, mine};
pub use kinds::{Kind, kind, kinds};
pub use missing::{Alone, Missing, Standing};
pub use participant::{Participant, by_code, code_hash, of_lab, participant, tongues, written_tongues};
pub use private::{Private, contacts, private, set_private};
pub use seat::{acts_for, apart, keep_apart, let_together, require_seat};
pub use wish::{WISH_CHARS, Wish, settle, wish, wishes};
