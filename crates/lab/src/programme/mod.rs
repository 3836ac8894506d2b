//! Labs, problems, sessions made from templates, blocks, questions, practices.
//!
//! | file | what |
//! | --- | --- |
//! | [`lab`] | a Lab: make, change, list what an actor may see |
//! | [`session`] | a session with its blocks and questions |
//! | [`create`] | a session from a template |
//! | [`advance`] | from a draft to approved minutes |
//! | [`block`] | blocks and questions |
//! | [`phrase`] | the words of all this, in the reader's language |
//! | [`template`] | what a session can begin from |
//! | [`video`] | where people see and hear each other |

mod access;
pub mod advance;
pub mod block;
pub mod create;
mod data;
pub mod lab;
mod mistake;
pub mod phrase;
pub mod session;
pub mod template;
pub mod typed;
pub mod video;

pub use access::{Bearer, bearer_of_lab, bearer_of_session};
pub use advance::{advance, advance_in};
pub use block::{Block, BlockKind, OUTPUTS, Question};
pub use create::{MOST_MINUTES, NewIds, SessionDraft, SessionTyped, create_session};
pub use data::Broken;
pub use lab::{
    Lab, LabDraft, change_lab, create_lab, is_session_visible, lab, labs, sees_drafts, translate_lab,
    visible_lab,
};
pub use mistake::{Mistake, Mistakes};
pub use phrase::{Phrase, Reading};
pub use session::{Session, SessionPlan, SessionState, session, sessions_of};
pub use template::{Template, TemplateBlock, templates};
pub use video::Video;
