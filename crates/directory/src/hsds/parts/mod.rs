//! The parts of HSDS records: what has no life of its own.

mod links;
mod reach;
mod terms;

pub use links::{Attribute, Metadata, OrganizationIdentifier, Url};
pub use reach::{Accessibility, Address, Contact, Language, Phone};
pub use terms::{Capacity, CostOption, Funding, RequiredDocument, Schedule, ServiceArea, Unit};
