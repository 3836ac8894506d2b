//! After the last meeting: working groups, experiments, commitments, answers to those who contributed.
//!
//! | module | what |
//! | --- | --- |
//! | [`group`] | working groups: members, task, next date; [`thread`] what they write to each other |
//! | [`experiment`] | something tried for some weeks, and kept, changed or dropped |
//! | [`commitment`] | who promised what by when |
//! | [`answer`] | what an institution says about a theme, a proposal, an experiment; [`clock`] by when it accepted to |
//! | [`mine`] | what became of what I said |
//! | [`story`] | where something comes from, and what came of it |
//! | [`procedure`] | a proposal as the draft of a collaboration procedure |
//! | [`reminder`] | jobs that remind of days |
//! | [`said`] | words with their language and translation |
//! | [`field`] | what people type into the forms of this part |

pub mod answer;
pub mod clock;
pub mod commitment;
pub mod experiment;
pub mod field;
pub mod group;
pub mod mine;
mod nearness;
pub mod procedure;
pub mod reminder;
pub mod said;
mod seal;
pub mod story;
pub mod thread;

pub use nearness::{Near, lab_title, near};
pub use said::Said;
pub(crate) use seal::{Act, seal};
