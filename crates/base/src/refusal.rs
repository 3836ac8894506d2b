//! Why something was not done. A refusal is an enum variant of its domain; what a person reads is looked up
//! by its key in the texts of her language. No string of a library ever reaches a page.

/// The kind of a refusal: what the caller may do about it. Pages and exit codes follow from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The input is wrong and may be corrected.
    Invalid,
    /// There is no such thing, or one may not see it.
    NotFound,
    /// It changed meanwhile, or the move is not possible in this state.
    Conflict,
    /// Too much or too often.
    TooMany,
    /// A part of the system cannot answer now; trying again later may help.
    Unavailable,
}

/// A reason for not doing something, known to the texts.
pub trait Refusal: std::error::Error {
    /// What the caller may do about it.
    fn kind(&self) -> Kind;

    /// The key of the message in the texts, e.g. `refusal-unknown-need`.
    fn key(&self) -> &'static str;

    /// The variables of the message.
    fn args(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }
}
