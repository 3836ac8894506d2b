//! A service with everything that belongs to it: what a card shows and the API answers.

use super::Verified;
use crate::hsds::{Location, Organization, Program, Service, ServiceAtLocation};
use reticolo_base::Instant;

/// A service with its organisation, program and places.
#[derive(Debug, Clone, PartialEq)]
pub struct Joined {
    /// The service.
    pub service: Service,
    /// Its organisation, unless the source named none.
    pub organization: Option<Organization>,
    /// Its program, if any.
    pub program: Option<Program>,
    /// Where it is offered.
    pub places: Vec<Place>,
    /// Which fields were confirmed, by whom and when.
    pub verified: Vec<Verified>,
    /// When any of the service's own fields last changed here.
    pub modified_at: Instant,
}

/// A service at a place, with the place.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The link.
    pub at: ServiceAtLocation,
    /// The place; absent when the source named none.
    pub location: Option<Location>,
}

impl Place {
    /// Whether the address must never be shown, indexed or exported.
    pub fn protected(&self) -> bool {
        self.location.as_ref().is_some_and(|l| l.profile.protected)
    }
}
