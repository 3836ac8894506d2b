//! Legal positions, and what follows from them.

use super::{Data, ReferenceError};
use reticolo_base::{Lang, Text};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// A legal position.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Position {
    /// Its code.
    pub code: String,
    /// Whether she is a citizen of the European Union.
    pub eu: Option<bool>,
    /// Whether her stay is regular; absent when it depends.
    pub regular: Option<bool>,
    /// Whether it implies a permit that is valid or being renewed.
    pub permit: Option<bool>,
    /// The youngest age in years at which one can be in it.
    pub youngest: Option<u8>,
    /// The oldest age in years at which one can be in it.
    pub oldest: Option<u8>,
    /// Its name, as people say it.
    pub label: Text,
    /// How to recognise it.
    pub hint: Text,
    /// Everyday words for it.
    pub words: BTreeMap<Lang, Vec<String>>,
}

impl Position {
    /// Adds what follows from its very definition, where the file does not say otherwise. Sources: L. 47/2017,
    /// art. 2 (a minor is under 18); D.Lgs. 286/1998, art. 32 (permits at the coming of age) and art. 5 c. 9-bis
    /// (the receipt stands for the permit).
    fn completed(mut self) -> Self {
        match self.code.as_str() {
            "minor" | "unaccompanied_minor" => self.oldest = self.oldest.or(Some(17)),
            "newly_adult" => self.youngest = self.youngest.or(Some(18)),
            "awaiting_renewal" => self.permit = self.permit.or(Some(true)),
            _ => {}
        }
        self
    }

    /// The ages in years, both included, at which one can be in it.
    pub fn ages(&self) -> (u8, u8) {
        (self.youngest.unwrap_or(0), self.oldest.unwrap_or(u8::MAX))
    }

    /// Whether there is a permit that is valid or being renewed, where the position tells: who is not
    /// regularly here, and is no EU citizen, has none.
    pub fn permit(&self) -> Option<bool> {
        self.permit.or((self.regular == Some(false) && self.eu != Some(true)).then_some(false))
    }
}

/// The legal positions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Positions {
    #[serde(rename = "position")]
    all: Vec<Position>,
}

impl FromIterator<Position> for Positions {
    fn from_iter<I: IntoIterator<Item = Position>>(positions: I) -> Self {
        Self { all: positions.into_iter().collect() }
    }
}

impl Positions {
    const FILE: &str = "positions.toml";

    pub(super) fn load() -> Result<Self, ReferenceError> {
        let positions: Self =
            Data::toml::<Self>(Self::FILE)?.all.into_iter().map(Position::completed).collect();
        let mut codes = BTreeSet::new();
        for position in &positions.all {
            let wrong =
                |what: &str| Err(ReferenceError::new(Self::FILE, format!("{}: {what}", position.code)));
            if position.code.is_empty() || !codes.insert(&position.code) {
                return wrong("the code is empty or there twice");
            }
            if Lang::ALL.into_iter().any(|lang| position.label.get(lang).is_none()) {
                return wrong("the label is missing in a language");
            }
        }
        Ok(positions)
    }

    /// Every position, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &Position> {
        self.all.iter()
    }

    /// A position by its code.
    pub fn get(&self, code: &str) -> Option<&Position> {
        self.all.iter().find(|position| position.code == code)
    }
}
