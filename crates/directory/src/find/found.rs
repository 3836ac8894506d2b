//! What is answered.

use super::{Facets, HeardNeed};
use crate::{
    access::{Because, Verdict},
    hours::OpenState,
};
use reticolo_base::{Instant, Lang, Text};
use uuid::Uuid;

/// The answer to a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Needs that were heard in the words, the surest first.
    pub needs: Vec<HeardNeed>,
    /// Words that occur nowhere, and what was taken for each: "did you mean".
    pub corrected: Vec<(String, String)>,
    /// Words that occur nowhere, and nothing like them.
    pub unknown: Vec<String>,
    /// Some hits have only most of the words.
    pub relaxed: bool,
    /// One page of hits.
    pub hits: Vec<Hit>,
    /// How many there are on all pages.
    pub total: u32,
    /// How many are not shown because the person may not use them.
    pub hidden_no: u32,
    /// The page that is shown, from 1.
    pub page: u32,
    /// How many pages there are; at least 1.
    pub pages: u32,
    /// Counts for filters: of each, what would be found if only that filter changed.
    pub facets: Facets,
}

/// One service that answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Its place in the catalogue; stable only within one revision.
    pub ordinal: u32,
    /// What a list shows.
    pub summary: Summary,
    /// May she use it?
    pub verdict: Verdict,
    /// The rule that decides, if any rule says anything.
    pub why: Option<Why>,
    /// Whether it is open at the moment asked about, or now.
    pub open: OpenState,
    /// Kilometres from where she is.
    pub km: Option<f64>,
    /// Its score; only its order means something.
    pub score: f32,
}

/// The rule that decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// Its code.
    pub rule: String,
    /// The rule as one plain sentence.
    pub says: Text,
    /// Where it comes from.
    pub source: String,
    /// Why it answers as it does.
    pub because: Because,
}

/// Some words and the language they are in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worded {
    /// The words.
    pub text: String,
    /// Their language, to be marked with `lang`; absent when the source did not tell.
    pub lang: Option<Lang>,
}

/// What a list shows of a service, as a reader of one language sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: Worded,
    /// One sentence.
    pub summary: Option<Worded>,
    /// Who offers it.
    pub organization: Option<String>,
    /// The place: the nearest or the first; never of a protected address.
    pub place: Option<String>,
    /// The name of the municipality or territory.
    pub municipality: Option<String>,
    /// Where it is on earth: the nearest or the first place; never of a protected address.
    pub point: Option<reticolo_base::Point>,
    /// How many places it has.
    pub places: u32,
    /// Codes of its needs, the main one first.
    pub needs: Vec<String>,
    /// BCP 47 codes of the languages spoken or interpreted, most needed first.
    pub languages: Vec<String>,
    /// Costs nothing; absent when unknown.
    pub free: Option<bool>,
    /// No document is required; absent when unknown.
    pub no_documents: Option<bool>,
    /// Free places; absent when unknown.
    pub places_left: Option<bool>,
    /// When a person last confirmed it.
    pub verified_at: Option<Instant>,
    /// Its page has a quick exit.
    pub sensitive: bool,
    /// Part of a demonstration.
    pub demonstration: bool,
}
