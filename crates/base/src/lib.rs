//! The words all crates share: ids, time, language, text, place, actor, context, refusal.
//!
//! This crate does no I/O, reads no clock and draws no random number that a caller could not pass in.
//! Everything here is small, total and cheap: a newcomer may read it in one sitting.
//!
//! | module | what |
//! | --- | --- |
//! | [`id`] | typed ids over UUID; deterministic ids for imported records |
//! | [`instant`] | [`Instant`]: microseconds since the epoch, the only time that is stored |
//! | [`lang`] | [`Lang`]: the languages of the pages, their own names and direction |
//! | [`text`] | [`Text`]: one sentence in several languages, and what a reader gets to see of it |
//! | [`folding`] | folding of what people type: case, accents, Arabic letters, control characters |
//! | [`point`] | [`Point`]: a place on earth, and the distance to another |
//! | [`ctx`] | [`Ctx`]: who asks, when, in which language, in which request |
//! | [`role`] | [`Role`]: what a member may be in her organisation |
//! | [`refusal`] | [`Refusal`]: why something was not done, as a message key |

pub mod ctx;
pub mod folding;
pub mod id;
pub mod instant;
pub mod lang;
pub mod point;
pub mod refusal;
pub mod role;
pub mod text;

pub use ctx::{Actor, Ctx};
pub use instant::Instant;
pub use lang::{Direction, Lang};
pub use point::Point;
pub use refusal::{Kind, Refusal};
pub use role::{Role, Roles};
pub use text::{Seen, Text};
