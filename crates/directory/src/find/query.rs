//! What is asked.

use crate::hsds::Gender;
use reticolo_base::{Instant, Lang, Point};

/// The most hits of a page.
pub const MOST_PER_PAGE: u32 = 100;

/// The last page that is looked up: nobody turns further.
const LAST_PAGE: u32 = 10_000;

/// A question to the directory. Everything may be absent: then all services answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// What was typed, in any language; cut to 200 characters and 12 words.
    pub words: String,
    /// The last word may be only begun: search as you type.
    pub begun: bool,
    /// The language of who asks.
    pub lang: Lang,
    /// Codes of needs (`stay.renewal`) or groups (`stay`): one of them must be answered. Unknown codes match nothing.
    pub needs: Vec<String>,
    /// ISTAT code of a region (2 digits), province (3) or municipality (6), or a name from the facet.
    pub territory: Option<String>,
    /// Near a place.
    pub near: Option<Near>,
    /// Open at this moment.
    pub open_at: Option<Instant>,
    /// BCP 47 codes of languages: one of them must be spoken or interpreted.
    pub languages: Vec<String>,
    /// By whom one wants to be received.
    pub staff_gender: Option<Gender>,
    /// Nothing but documents that are not required.
    pub no_documents: bool,
    /// It costs nothing.
    pub free: bool,
    /// It has free places.
    pub places_left: bool,
    /// Show those that one may not use, too.
    pub show_no: bool,
    /// From 1; a page off the end is the last one.
    pub page: u32,
    /// 1 to [`MOST_PER_PAGE`].
    pub per_page: u32,
    /// The order.
    pub sort: Sort,
}

/// Near a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Near {
    /// The place.
    pub point: Point,
    /// Not further than so many kilometres; anywhere when absent.
    pub within_km: Option<f64>,
}

/// The order of hits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// By everything in [`super::rank`].
    #[default]
    Best,
    /// The nearest first; without a place to be near to, as [`Sort::Best`].
    Near,
}

impl Query {
    /// Some words in a language, everything else absent.
    pub fn of(words: impl Into<String>, lang: Lang) -> Self {
        Self {
            words: words.into(),
            begun: false,
            lang,
            needs: Vec::new(),
            territory: None,
            near: None,
            open_at: None,
            languages: Vec::new(),
            staff_gender: None,
            no_documents: false,
            free: false,
            places_left: false,
            show_no: false,
            page: 1,
            per_page: 20,
            sort: Sort::Best,
        }
    }

    /// The page as it can be shown: from 1, and not without end.
    pub(super) fn clamped_page(&self) -> u32 {
        self.page.clamp(1, LAST_PAGE)
    }

    /// Hits of a page as they can be shown.
    pub(super) fn clamped_per_page(&self) -> u32 {
        self.per_page.clamp(1, MOST_PER_PAGE)
    }
}
