//! What a person says about herself: a form that asks only what she wants to tell, and how it travels.
//!
//! It travels in the bodies of posts, from page to page in hidden fields, and nowhere else: never in an address, never in
//! a log, never in a store.

mod form;
mod parse;

pub use form::{Form, Hidden};
pub(crate) use parse::municipality;
pub use parse::{NAMES, Problem, Said};
