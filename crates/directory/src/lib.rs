//! The directory: organisations, services, places, needs and access rules; search by need; HSDS in and out.
//!
//! - [`hsds`] holds the records, as in Open Referral HSDS 3.1, with a `profile` where the standard has no word.
//! - [`access`] answers whether a person may use a service: yes, no, unknown – and why.
//! - [`keeping`] keeps cards true: drafts, reviews, confirmations, corrections, translations, free places.
//!
//! Reading needs no account. Protected addresses never leave the records: not into the index, not into the API,
//! not into an export.

pub mod access;
pub mod book;
pub mod demo;
pub mod find;
pub mod formats;
pub mod hours;
pub mod hsds;
pub mod keeping;
pub mod path;
pub mod records;
pub mod reference;
pub mod sieve;
