//! The sieve: what the lists of the open standard are filtered by, in memory, made anew when the directory changes.
//!
//! [`Sieve::load`] reads of every record only what can be asked for; [`Sieve::services`], [`Sieve::places`],
//! [`Sieve::organizations`] and [`Sieve::terms`] answer with ids in order, which pages are cut from. All that is asked
//! must hold, and what a record does not say does not hold. Places of a protected address are not in it.

mod facts;
mod filter;
mod hours;
mod load;

pub use filter::{Filter, Near, Terms};
pub use hours::Week;

use reticolo_base::{Instant, Point};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// What lists are filtered by, at one revision of the directory.
#[derive(Debug, Default)]
pub struct Sieve {
    /// The revision of the directory of which it was made.
    pub revision: i64,
    services: Vec<Service>,
    places: Vec<Place>,
    organizations: Vec<Organization>,
    terms: Vec<Term>,
    taxonomies: Vec<(Uuid, String)>,
    hours: hours::Shelf,
    words: Words,
    /// For each term the taxonomy it belongs to.
    taxonomy_of: HashMap<Uuid, Uuid>,
}

#[derive(Debug)]
struct Service {
    id: Uuid,
    organization: Option<Uuid>,
    modified: Instant,
    ages: (Option<f32>, Option<f32>),
    free: Option<bool>,
    needs: Box<[u32]>,
    languages: Box<[u32]>,
    terms: Box<[Uuid]>,
    hours: u32,
    areas: Box<[u32]>,
    /// Its places in the list of places; none of a protected address.
    places: Vec<u32>,
    text: Box<str>,
}

#[derive(Debug)]
struct Place {
    id: Uuid,
    service: u32,
    modified: Instant,
    point: Option<Point>,
    postal_codes: Box<[u32]>,
    languages: Box<[u32]>,
    terms: Box<[Uuid]>,
    hours: u32,
    areas: Box<[u32]>,
    text: Box<str>,
}

#[derive(Debug)]
struct Organization {
    id: Uuid,
    modified: Instant,
    terms: HashSet<Uuid>,
    text: String,
}

#[derive(Debug)]
struct Term {
    id: Uuid,
    parent: Option<Uuid>,
    taxonomy: Option<Uuid>,
    text: String,
}

/// Short words, each kept once.
#[derive(Debug, Default)]
struct Words {
    by_text: HashMap<String, u32>,
}

impl Words {
    fn put(&mut self, word: &str) -> u32 {
        let next = u32::try_from(self.by_text.len()).unwrap_or(u32::MAX);
        *self.by_text.entry(word.to_owned()).or_insert(next)
    }

    /// `None` for a word that no record has.
    fn get(&self, word: &str) -> Option<u32> {
        self.by_text.get(word).copied()
    }
}
