//! Languages spoken at desks, with their names in the languages of the pages.

use super::{Data, ReferenceError};
use reticolo_base::{Lang, Text};
use serde::Deserialize;

/// A spoken language.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Language {
    /// BCP 47 code.
    pub code: String,
    /// Rank of need in the territory, from 1.
    pub order: u16,
    /// Its name in itself.
    pub own: String,
    /// Written from right to left.
    #[serde(default)]
    pub rtl: bool,
    /// Mostly heard, seldom read.
    #[serde(default)]
    pub audio: bool,
    /// Its name in the languages of the pages.
    pub names: Text,
}

/// The languages spoken in the territory, most needed first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Languages {
    #[serde(rename = "language")]
    all: Vec<Language>,
}

impl Languages {
    const FILE: &str = "languages.toml";

    pub(super) fn load() -> Result<Self, ReferenceError> {
        let mut languages: Self = Data::toml(Self::FILE)?;
        languages.all.sort_by_key(|language| language.order);
        for language in &languages.all {
            if let Some(lang) = Lang::ALL.into_iter().find(|lang| language.names.get(*lang).is_none()) {
                return Err(ReferenceError::new(Self::FILE, format!("{}: no name in {lang}", language.code)));
            }
        }
        Ok(languages)
    }

    /// Every language, most needed first.
    pub fn iter(&self) -> impl Iterator<Item = &Language> {
        self.all.iter()
    }

    /// A language by its BCP 47 code, else by the code's first part (`fr-SN` is French).
    pub fn get(&self, code: &str) -> Option<&Language> {
        let code = code.trim();
        let primary = code.split(['-', '_']).next()?;
        let by = |wanted: &str| self.all.iter().find(|language| language.code.eq_ignore_ascii_case(wanted));
        by(code).or_else(|| by(primary))
    }

    /// The name of a language in a language of the pages.
    pub fn name_of(&self, code: &str, lang: Lang) -> Option<&str> {
        self.get(code)?.names.seen(lang).map(|seen| seen.text)
    }
}
