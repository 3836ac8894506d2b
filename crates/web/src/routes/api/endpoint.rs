//! What there is to ask, and with which parameters.

use super::{
    BASE,
    parameter::{Parameter, named},
};
use What::{Organizations, Places, Services, Taxonomies, Terms};

/// What an address is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Services.
    Services,
    /// Organisations.
    Organizations,
    /// Schemes of terms.
    Taxonomies,
    /// Terms.
    Terms,
    /// Services at places.
    Places,
}

impl What {
    /// The HSDS name of one.
    pub fn object(self) -> &'static str {
        match self {
            Services => "service",
            Organizations => "organization",
            Taxonomies => "taxonomy",
            Terms => "taxonomy_term",
            Places => "service_at_location",
        }
    }

    /// The word in the address.
    pub fn word(self) -> &'static str {
        match self {
            Services => "services",
            Organizations => "organizations",
            Taxonomies => "taxonomies",
            Terms => "taxonomy_terms",
            Places => "service_at_locations",
        }
    }
}

/// Whether an address answers a list or one object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A page, or a stream.
    List,
    /// One object by its id.
    One,
}

/// One address.
#[derive(Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// What it is about.
    pub what: What,
    /// A list, or one object.
    pub shape: Shape,
    /// The names of its parameters.
    pub parameters: &'static [&'static str],
}

const SERVICES: &[&str] = &[
    "search",
    "page",
    "per_page",
    "format",
    "taxonomy_term_id",
    "taxonomy_id",
    "organization_id",
    "modified_after",
    "minimal",
    "full",
    "postcode",
    "proximity",
    "minimum_age",
    "maximum_age",
    "start_time",
    "end_time",
    "day",
    "language",
    "lang",
    "need",
    "open_at",
    "free",
    "lat",
    "lon",
];
const PLACES: &[&str] = &[
    "search",
    "page",
    "per_page",
    "format",
    "taxonomy_term_id",
    "taxonomy_id",
    "organization_id",
    "modified_after",
    "full",
    "postcode",
    "proximity",
    "minimum_age",
    "maximum_age",
    "start_time",
    "end_time",
    "day",
    "language",
    "lang",
    "need",
    "open_at",
    "free",
    "lat",
    "lon",
];
const ORGANIZATIONS: &[&str] = &[
    "search",
    "page",
    "per_page",
    "format",
    "taxonomy_term_id",
    "taxonomy_id",
    "modified_after",
    "full",
    "full_service",
    "lang",
];
const TAXONOMIES: &[&str] = &["search", "page", "per_page", "format"];
const TERMS: &[&str] = &["search", "page", "per_page", "format", "taxonomy_id", "top_only", "parent_id"];

const fn list(what: What, parameters: &'static [&'static str]) -> Endpoint {
    Endpoint { what, shape: Shape::List, parameters }
}

const fn one(what: What, parameters: &'static [&'static str]) -> Endpoint {
    Endpoint { what, shape: Shape::One, parameters }
}

/// Every address below [`BASE`].
pub static ENDPOINTS: [Endpoint; 10] = [
    list(Services, SERVICES),
    one(Services, &["lang"]),
    list(Organizations, ORGANIZATIONS),
    one(Organizations, &["full_service", "lang"]),
    list(Taxonomies, TAXONOMIES),
    one(Taxonomies, &[]),
    list(Terms, TERMS),
    one(Terms, &[]),
    list(Places, PLACES),
    one(Places, &["lang"]),
];

impl Endpoint {
    /// Its address, with `{id}` where one stands.
    pub fn address(&self) -> String {
        match self.shape {
            Shape::List => format!("{BASE}/{}", self.what.word()),
            Shape::One => format!("{BASE}/{}/{{id}}", self.what.word()),
        }
    }

    /// Its parameters.
    pub fn parameters(&self) -> impl Iterator<Item = &'static Parameter> + use<> {
        self.parameters.iter().filter_map(|name| named(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_named_parameter_exists() {
        for endpoint in &ENDPOINTS {
            assert_eq!(endpoint.parameters().count(), endpoint.parameters.len(), "{}", endpoint.address());
        }
    }

    #[test]
    fn lists_may_be_paged_and_streamed() {
        for endpoint in ENDPOINTS.iter().filter(|e| e.shape == Shape::List) {
            for name in ["search", "page", "per_page", "format"] {
                assert!(endpoint.parameters.contains(&name), "{} {name}", endpoint.address());
            }
        }
    }
}
