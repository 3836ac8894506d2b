//! Plenary: themes, statements and votes, proposals and how they are chosen.
//!
//! | module | what |
//! | --- | --- |
//! | [`notes`] | what the tables bring to the wall |
//! | [`theme`] | the wall: notes joined into themes, merged, split, decided by consent; every step can be undone |
//! | [`similar`] | notes that are perhaps about the same thing |
//! | [`statement`] | statements to agree or disagree with, the next one to show, the picture of opinions |
//! | [`proposal`] | a theme worked out by several people |
//! | [`choice`] | choosing among proposals: consent, approval, equal shares |
//! | [`contributors`] | who is behind something, so that an answer reaches them |

pub mod choice;
mod contributors;
pub mod notes;
pub mod proposal;
pub mod similar;
pub mod statement;
pub mod theme;
pub mod typed;

pub use choice::Choice;
pub use contributors::{Contributor, How, contributors};
pub use notes::Note;
pub use proposal::{Proposal, chosen, proposals};
pub use statement::Statement;
pub use theme::{Theme, themes};
