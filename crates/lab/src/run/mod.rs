//! A running session: seats, turns, the clock, who moves where, undo.
//!
//! | file | what |
//! | --- | --- |
//! | [`state`] | where the session stands: phase, block, round, clock |
//! | [`hall`] | a block with its people, tables and seats, and what [`reticolo_seating`] makes of it |
//! | [`plan`] | seats before the session |
//! | [`turn`] | the facilitator's clock: open, start with who is here, next, pause, resume, extend, end |
//! | [`reseat`] | who comes late, goes, is moved; hosts who are replaced |
//! | [`hosts`] | who hosts when nobody was chosen, or the host is not there |
//! | [`step`] | every change is one step, written with what was before, and can be undone |
//! | [`place`] | where a person goes now |
//! | [`glance`] | all tables at a glance |
//! | [`announcement`], [`help`] | what is told to all; tables that call |
//! | [`sheet`], [`photo`] | sheets of paper, typed or photographed later |
//! | [`told`] | broken rules and what would help, ready to be said in any language |
//!
//! Rounds and tables count from 1 wherever they are stored or shown, and from 0 only inside the planner.
//!
//! Nothing moves by itself: when the clock runs out the tables see it and the facilitator decides, unless she lets the turns go
//! on alone. Each change names the version it was made from; a stale one is refused and nothing is lost.

pub mod announcement;
pub mod block;
pub mod glance;
pub mod hall;
pub mod help;
pub mod hosts;
pub mod people;
pub mod photo;
pub mod place;
pub mod plan;
pub mod reseat;
pub mod sheet;
pub mod state;
pub mod step;
pub mod tables;
pub mod told;
pub mod turn;

pub use announcement::{Announcement, announce, announcements};
pub use block::{Block, Heading, blocks, heading};
pub use glance::{Console, TableNow, console};
pub use hall::{Hall, Who};
pub use help::{Call, answer_help, call_help, open_calls};
pub use people::Somebody;
pub use place::{Companion, Place, place};
pub use plan::{Planned, Wanted, Worth, plan, worth};
pub use reseat::{Fitted, arrive, fit_table, leave, move_person, pin, reseat, set_host};
pub use state::{Phase, Running, state};
pub use step::{Step, last_step, undo};
pub use tables::{CafeTable, tables, tables_of};
pub use turn::{
    Start, close, due, extend, finish_turn, go_alone, next_turn, open, pause, plenary, resume, start,
    tables_for,
};
