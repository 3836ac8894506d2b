//! What does not change from day to day: needs, legal positions, languages, documents, territory, feast days.
//!
//! It comes from the files of `data/`, embedded in the binary, parsed once and checked by tests.

mod document;
mod easter;
mod embedded;
mod feast;
mod italy;
mod language;
mod need;
mod position;
mod shape;
mod territory;

pub use document::{Document, Documents};
pub use easter::easter;
pub use embedded::{Data, ReferenceError};
pub use feast::{Feast, Patron};
pub use italy::{area_contains, region_of};
pub use language::{Language, Languages};
pub use need::{Group, Need, Needs};
pub use position::{Position, Positions};
pub use shape::{Polygon, Shape};
pub use territory::{Municipality, Province, Territory};

use jiff::civil::Date;
use reticolo_base::Lang;
use std::sync::LazyLock;

/// The reference data, all of it.
#[derive(Debug, Default)]
pub struct Reference {
    needs: Needs,
    positions: Positions,
    languages: Languages,
    territory: Territory,
    documents: Documents,
}

impl Reference {
    /// The reference data embedded in the binary. Should a file be broken – a test forbids it – it is logged and
    /// that part stays empty: needs without names are better than no directory at all.
    pub fn get() -> &'static Self {
        static REFERENCE: LazyLock<Reference> = LazyLock::new(|| Reference {
            needs: whole_or_empty(Needs::load()),
            positions: whole_or_empty(Positions::load()),
            languages: whole_or_empty(Languages::load()),
            territory: whole_or_empty(Territory::load()),
            documents: whole_or_empty(Documents::load()),
        });
        &REFERENCE
    }

    /// Reads and checks every file.
    ///
    /// # Errors
    /// The first file that is missing or broken, and why.
    pub fn load() -> Result<Self, ReferenceError> {
        Ok(Self {
            needs: Needs::load()?,
            positions: Positions::load()?,
            languages: Languages::load()?,
            territory: Territory::load()?,
            documents: Documents::load()?,
        })
    }

    /// The needs, in groups.
    pub fn needs(&self) -> &Needs {
        &self.needs
    }

    /// A need by its full code, e.g. `stay.renewal`.
    pub fn need(&self, code: &str) -> Option<&Need> {
        self.needs.get(code)
    }

    /// The legal positions.
    pub fn positions(&self) -> &Positions {
        &self.positions
    }

    /// A legal position by its code.
    pub fn position(&self, code: &str) -> Option<&Position> {
        self.positions.get(code)
    }

    /// The languages spoken in the territory.
    pub fn languages(&self) -> &Languages {
        &self.languages
    }

    /// The name of a spoken language (BCP 47 code) in a language of the pages.
    pub fn name_of(&self, code: &str, lang: Lang) -> Option<&str> {
        self.languages.name_of(code, lang)
    }

    /// The territory: provinces and municipalities.
    pub fn territory(&self) -> &Territory {
        &self.territory
    }

    /// The documents that services ask for.
    pub fn documents(&self) -> &Documents {
        &self.documents
    }

    /// A document by its code.
    pub fn document(&self, key: &str) -> Option<&Document> {
        self.documents.get(key)
    }

    /// The day of the patron saint of a municipality in a year, where it is known.
    pub fn patron_day(&self, istat: &str, year: i16) -> Option<Date> {
        self.territory.patron(istat)?.day.in_year(year)
    }
}

fn whole_or_empty<T: Default>(part: Result<T, ReferenceError>) -> T {
    part.unwrap_or_else(|error| {
        tracing::error!(%error, "reference data is broken");
        T::default()
    })
}

#[cfg(test)]
mod tests;
