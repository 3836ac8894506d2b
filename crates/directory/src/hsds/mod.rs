//! The records of the directory: Open Referral HSDS 3.1, one struct per object, with a `profile` where HSDS has no word.
//!
//! A record is stored, imported and exported as it stands here. Children that have a life of their own
//! (a service's organisation, its places) are records of their own and are joined when a card is shown.
//! Ids are text as in the standard: a UUID, since importing turns any other id into one.

mod location;
mod organization;
mod parts;
mod profile;
mod program;
mod service;
mod service_at_location;
mod taxonomy;
mod taxonomy_term;
mod translation;
mod weekday;

pub use location::Location;
pub use organization::Organization;
pub use parts::*;
pub use profile::*;
pub use program::Program;
pub use service::Service;
pub use service_at_location::ServiceAtLocation;
pub use taxonomy::Taxonomy;
pub use taxonomy_term::TaxonomyTerm;
pub use translation::{Careful, Paragraph, Review, Shown, Translation, shown};
pub use weekday::Weekday;

/// Whether a value says nothing, so that it need not be written.
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
