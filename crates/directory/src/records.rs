//! A set of records, as an importer reads them and an exporter writes them.

use crate::hsds::{Location, Organization, Program, Service, ServiceAtLocation, Taxonomy, TaxonomyTerm};

/// Records of every kind. Children refer to parents by id (`service.organization_id`, `place.location_id` …).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Records {
    /// Organisations.
    pub organizations: Vec<Organization>,
    /// Programs of organisations.
    pub programs: Vec<Program>,
    /// Services of organisations.
    pub services: Vec<Service>,
    /// Places.
    pub locations: Vec<Location>,
    /// Services at places.
    pub places: Vec<ServiceAtLocation>,
    /// Schemes of terms.
    pub taxonomies: Vec<Taxonomy>,
    /// Terms.
    pub terms: Vec<TaxonomyTerm>,
}

impl Records {
    /// How many records there are in all.
    pub fn len(&self) -> usize {
        self.organizations.len()
            + self.programs.len()
            + self.services.len()
            + self.locations.len()
            + self.places.len()
            + self.taxonomies.len()
            + self.terms.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
