//! Services by need, for the guided path and the pictures of needs.

use super::{Catalogue, catalogue::bits};
use crate::access::AccessRule;
use reticolo_base::Lang;
use uuid::Uuid;

/// A service that answers a need, with what decides whether a person may use it.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// Its place in the catalogue.
    pub ordinal: u32,
    /// Its id.
    pub id: Uuid,
    /// Its access rules; all must hold.
    pub rules: &'a [AccessRule],
    /// Services with the same number have the same rules.
    pub set: u32,
    /// The need is its main one.
    pub main: bool,
    languages: u128,
    catalogue: &'a Catalogue,
}

impl<'a> Candidate<'a> {
    /// Codes of the languages spoken or interpreted there.
    pub fn languages(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let catalogue = self.catalogue;
        bits(self.languages).filter_map(|at| catalogue.spoken.get(at).map(String::as_str))
    }

    /// What a list shows of it.
    pub fn summary(&self, reader: Lang) -> Option<super::Summary> {
        let entry = self.catalogue.entries.get(self.ordinal as usize)?;
        self.catalogue.summary(self.ordinal, reader, self.catalogue.places_of(entry).first())
    }
}

impl Catalogue {
    /// The services that answer a need, in the order of the catalogue.
    pub fn candidates(&self, need: &str) -> Vec<Candidate<'_>> {
        let at = self.needs.iter().position(|code| code == need);
        let services = at.and_then(|at| self.by_need.get(at)).map(Vec::as_slice).unwrap_or_default();
        let candidate = |ordinal: &u32| {
            let entry = self.entries.get(*ordinal as usize)?;
            Some(Candidate {
                ordinal: *ordinal,
                id: entry.id,
                rules: self.rules_of(entry.rules),
                set: entry.rules,
                main: Some(usize::from(entry.main)) == at,
                languages: entry.spoken,
                catalogue: self,
            })
        };
        services.iter().filter_map(candidate).collect()
    }

    /// How many services answer a need.
    pub fn count_of(&self, need: &str) -> usize {
        let at = self.needs.iter().position(|code| code == need);
        at.and_then(|at| self.by_need.get(at)).map_or(0, Vec::len)
    }

    /// The summary of a service.
    pub fn summary_of(&self, id: Uuid, reader: Lang) -> Option<super::Summary> {
        let ordinal = self.ordinal(id)?;
        let entry = self.entries.get(ordinal as usize)?;
        self.summary(ordinal, reader, self.places_of(entry).first())
    }
}
