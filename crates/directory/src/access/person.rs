//! What a person chose to say about herself. Never stored by the directory, never in an address, never logged.

use crate::hsds::Gender;
use jiff::civil::Date;

/// What a person chose to say about herself; everything may be absent.
#[derive(Clone, Default, PartialEq)]
pub struct Person {
    /// Code of her legal position.
    pub position: Option<String>,
    /// Age in years.
    pub age: Option<u8>,
    /// By what she is addressed in rules that depend on it.
    pub gender: Option<Gender>,
    /// ISTAT code of the municipality where she lives.
    pub municipality: Option<String>,
    /// Whether her residence is registered.
    pub registered: Option<bool>,
    /// The standing of her permit.
    pub standing: Option<Standing>,
    /// Whether she has children with her.
    pub with_children: Option<bool>,
    /// Whether she expects a child.
    pub pregnant: Option<bool>,
    /// Whether she works.
    pub works: Option<bool>,
}

/// The standing of a permit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Valid on the day asked about.
    Valid,
    /// Valid until this day.
    Until(Date),
    /// Expired, and the receipt of the renewal is in hand.
    Receipt,
    /// Expired, without a receipt.
    Expired,
    /// None was ever given.
    None,
}

impl std::fmt::Debug for Person {
    /// Tells nothing: what a person says about herself must not reach a log by accident.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Person(…)")
    }
}
