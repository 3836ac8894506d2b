//! Search by need: from words in any language to the services that a person may use.
//!
//! - [`Hearing`] understands everyday words as needs: *papers expired* is `stay.renewal`.
//! - [`Catalogue`] is what is known of every service, in columns, in memory: filters, facets and summaries.
//! - [`Finder`] joins both with the text index and answers a [`Query`] for a [`Person`](crate::access::Person):
//!   one pass over the services that match, in which filters, facets, *may I use it* and ranking are computed.
//!
//! *Unknown* is kept and marked. *No* is hidden and counted, and shown when asked for. What a filter wants and a
//! service does not say counts as not given. Ranking is documented in [`rank`], in one file.

mod area;
mod browse;
mod build;
mod catalogue;
mod document;
mod facet;
mod filter;
mod finder;
mod found;
mod hearing;
mod opening;
mod place;
mod query;
pub mod rank;
mod say;
mod search;
mod snapshot;
mod texts;

pub use area::Area;
pub use browse::Candidate;
pub use build::Verification;
pub use catalogue::Catalogue;
pub use facet::{Count, Facets};
pub use finder::{Finder, FinderFailure};
pub use found::{Found, Hit, Summary, Why, Worded};
pub use hearing::{HeardNeed, Hearing};
pub use query::{MOST_PER_PAGE, Near, Query, Sort};

#[cfg(test)]
mod tests;
