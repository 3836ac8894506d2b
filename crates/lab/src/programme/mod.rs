//! Labs, problems, sessions made from templates, blocks, questions, practices.
//!
//! | file | what |
//! | --- | --- |
//! | [`lab`] | a Lab: make, change, list what an actor may see |
//! | [`session`] | a session with its blocks and questions |
//! | [`create`] | a session from a template |
//! | [`advance`] | from a draft to approved minutes |
//! | [`change`] | changing a session, by version |
//! | [`block`], [`blocks`], [`questions`] | blocks and questions: what they are, and changing them |
//! | [`advice`] | how many tables and turns, and what is still missing |
//! | [`problem`] | the register of problems with their evidence |
//! | [`translator`] | who translates without an account |
//! | [`practice`] | practices of co-design |
//! | [`journey`] | a person's way through the offices, walked together |
//! | [`phrase`] | the words of all this, in the reader's language |
//! | [`template`] | what a session can begin from |
//! | [`video`] | where people see and hear each other |

mod access;
pub mod advance;
pub mod advice;
pub mod block;
pub mod blocks;
pub mod change;
pub mod create;
mod data;
pub mod journey;
pub mod lab;
mod mistake;
pub mod phrase;
pub mod practice;
pub mod problem;
pub mod questions;
pub mod session;
pub mod template;
pub mod translator;
pub mod typed;
pub mod video;

pub use access::{Bearer, bearer_of_lab, bearer_of_session};
pub use advance::{advance, advance_in};
pub use advice::{Invited, Missing, Seats, invited, missing, seats};
pub use block::{Block, BlockKind, OUTPUTS, Question};
pub use blocks::{BlockDraft, BlockTyped, Move, add_block, change_block, move_block, remove_block};
pub use change::change_session;
pub use create::{MOST_MINUTES, NewIds, SessionDraft, SessionTyped, create_session};
pub use data::Broken;
pub use lab::{
    Lab, LabDraft, change_lab, create_lab, is_session_visible, lab, labs, sees_drafts, translate_lab,
    visible_lab,
};
pub use mistake::{Mistake, Mistakes};
pub use phrase::{Phrase, Reading};
pub use problem::{
    Evidence, EvidenceTyped, Problem, ProblemDraft, ProblemState, change_problem, open_problem, problem,
    problems_of, settle_problem,
};
pub use questions::{
    RemovedPart, add_question, change_question, move_question, remove_question, removed, restore,
};
pub use session::{Session, SessionPlan, SessionState, session, sessions_of};
pub use template::{Template, TemplateBlock, templates};
pub use video::Video;
