//! Keeping cards true: who keeps them, what changes, what ages, what people say is wrong.
//!
//! ```text
//! a keeper writes ──▶ draft ──▶ in review ──▶ published: the card, the index and the open API follow
//!                       ▲           │              └─ a version, which can be put back
//!                       └─ returned ┘
//! one tap: "still true" · free places by −, + · "this is wrong": into a draft, or an answer
//! ```
//!
//! | module | what |
//! | --- | --- |
//! | [`scope`] | an editor keeps the cards of her organisation, a steward those of the network |
//! | [`Field`], [`text`], [`put`], [`Week`] | the fields that are written, each as a text |
//! | [`draft`], [`publish`] | what is to change, from the first word to the card |
//! | [`version`] | history, differences, putting back |
//! | [`Piece`], [`upstream`] | what is kept here although a source tells it too |
//! | [`topic`], [`verify`] | what ages, and one tap that confirms |
//! | [`correction`] | the inbox of "this is wrong" |
//! | [`translation`] | translations with review |
//! | [`capacity`] | free places, also by a link without an account |
//! | [`overview`], [`reminder`] | what waits for whom |
//! | [`demo`] | the demonstration's drafts and messages |
//!
//! Rules of access are the law: they are not written here, only confirmed or doubted.

pub mod capacity;
pub mod correction;
pub mod demo;
pub mod draft;
mod field;
mod lines;
pub mod overview;
mod piece;
pub mod publish;
mod read;
mod refusal;
pub mod reminder;
pub mod scope;
mod sheet;
pub mod topic;
pub mod translation;
pub mod upstream;
pub mod verify;
pub mod version;
mod week;
mod write;

#[cfg(test)]
mod tests;

pub use field::Field;
pub use piece::Piece;
pub use publish::publish;
pub use read::{fields, text};
pub use refusal::Refused;
pub use scope::{Scope, scope};
pub use sheet::Sheet;
pub use topic::Topic;
pub(crate) use upstream::over;
pub use week::{NoHours, Week, day_code};
pub use write::{STATUSES, put, tidied};
