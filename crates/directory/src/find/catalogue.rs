//! What is known of every service, in columns: what filters, facets and lists need, and no more.

use super::{
    Area,
    found::{Summary, Worded},
    opening::Openings,
    place::{NONE, Place},
    texts::{Kind, Texts},
};
use crate::{access::AccessRule, reference::Reference};
use reticolo_base::{Instant, Lang};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use uuid::Uuid;

/// Says of a service.
pub(super) mod flag {
    pub(in super::super) const FREE: u16 = 1;
    pub(in super::super) const NOT_FREE: u16 = 1 << 1;
    pub(in super::super) const NO_DOCUMENTS: u16 = 1 << 2;
    pub(in super::super) const DOCUMENTS: u16 = 1 << 3;
    pub(in super::super) const PLACES: u16 = 1 << 4;
    pub(in super::super) const FULL: u16 = 1 << 5;
    pub(in super::super) const WOMAN: u16 = 1 << 6;
    pub(in super::super) const MAN: u16 = 1 << 7;
    pub(in super::super) const SENSITIVE: u16 = 1 << 8;
    pub(in super::super) const DEMONSTRATION: u16 = 1 << 9;
    /// There are more places than the first.
    pub(in super::super) const MORE_PLACES: u16 = 1 << 10;
}

/// So many needs and so many spoken languages have a bit.
pub(super) const BITS: usize = 128;

/// What is known of one service, apart from texts and places.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct Entry {
    pub id: Uuid,
    /// One bit per need, by its place in [`Catalogue::needs`].
    pub needs: u128,
    /// The main need, or 255.
    pub main: u8,
    /// One bit per spoken language, by its place in [`Catalogue::spoken`].
    pub spoken: u128,
    pub flags: u16,
    /// Its set of access rules.
    pub rules: u32,
    /// Its organisation's name, or [`NONE`].
    pub organization: u32,
    /// When a person last confirmed it, in days since the epoch; 0 for never.
    pub verified: u32,
    /// Its first place in [`Catalogue::places`], and how many there are.
    pub first: u32,
    pub count: u32,
}

/// What filters and facets ask of a service, in one line of the processor's cache: thousands are looked at per query.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
pub(super) struct Hot {
    pub needs: u128,
    pub spoken: u128,
    /// The first place.
    pub place: Place,
    pub rules: u32,
    pub flags: u16,
    /// As in [`Entry`]; to the year 2149.
    pub verified: u16,
}

/// What is known of every service.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Catalogue {
    pub(super) entries: Vec<Entry>,
    pub(super) places: Vec<Place>,
    pub(super) texts: Texts,
    pub(super) openings: Openings,
    /// Names of organisations and places.
    pub(super) names: Vec<String>,
    pub(super) areas: Vec<Area>,
    /// Codes of needs, in the order of the list of needs; then codes the list does not know.
    pub(super) needs: Vec<String>,
    /// Codes of languages spoken at desks, most needed first.
    pub(super) spoken: Vec<String>,
    /// Sets of access rules as JSON: the snapshot's format cannot leave fields out.
    pub(super) rules_json: Vec<String>,
    #[serde(skip)]
    pub(super) hot: Vec<Hot>,
    #[serde(skip)]
    pub(super) rules: Vec<Vec<AccessRule>>,
    #[serde(skip)]
    pub(super) by_need: Vec<Vec<u32>>,
    #[serde(skip)]
    pub(super) by_id: HashMap<Uuid, u32>,
    /// For each need, the place of its group in [`Catalogue::groups`].
    #[serde(skip)]
    pub(super) group_of: Vec<u8>,
    #[serde(skip)]
    pub(super) groups: Vec<String>,
}

impl Catalogue {
    /// Fills what follows from the rest.
    pub(super) fn complete(&mut self) {
        self.rules =
            self.rules_json.iter().map(|json| serde_json::from_str(json).unwrap_or_default()).collect();
        self.by_need = vec![Vec::new(); self.needs.len()];
        self.by_id = HashMap::with_capacity(self.entries.len());
        for (ordinal, entry) in self.entries.iter().enumerate() {
            self.by_id.insert(entry.id, ordinal as u32);
            for need in bits(entry.needs) {
                if let Some(services) = self.by_need.get_mut(need) {
                    services.push(ordinal as u32);
                }
            }
        }
        self.hot = self.entries.iter().map(|entry| self.hot_of(entry)).collect();
        self.groups.clear();
        self.group_of.clear();
        for need in &self.needs {
            let group = need.split('.').next().unwrap_or_default();
            let place = self.groups.iter().position(|known| known == group).unwrap_or(self.groups.len());
            if place == self.groups.len() {
                self.groups.push(group.to_owned());
            }
            self.group_of.push(place as u8);
        }
    }

    fn hot_of(&self, entry: &Entry) -> Hot {
        let nowhere = Place::new(None, NONE, NONE, NONE);
        Hot {
            needs: entry.needs,
            spoken: entry.spoken,
            place: self.places_of(entry).first().copied().unwrap_or(nowhere),
            rules: entry.rules,
            flags: entry.flags | if entry.count > 1 { flag::MORE_PLACES } else { 0 },
            verified: u16::try_from(entry.verified).unwrap_or(u16::MAX),
        }
    }

    /// How many services there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The territories in which there are services.
    pub fn areas(&self) -> &[Area] {
        &self.areas
    }

    /// Codes of the languages that are spoken somewhere, most needed first.
    pub fn spoken(&self) -> &[String] {
        &self.spoken
    }

    /// The place of a service in the catalogue.
    pub fn ordinal(&self, id: Uuid) -> Option<u32> {
        self.by_id.get(&id).copied()
    }

    /// The codes of the needs that a service answers, the main one first.
    pub(super) fn needs_of(&self, entry: &Entry) -> Vec<String> {
        let main = usize::from(entry.main);
        let rest = bits(entry.needs).filter(|need| *need != main);
        let main = Some(main).filter(|_| entry.needs != 0).into_iter();
        main.chain(rest).filter_map(|need| self.needs.get(need).cloned()).collect()
    }

    pub(super) fn places_of(&self, entry: &Entry) -> &[Place] {
        let first = entry.first as usize;
        self.places.get(first..first + entry.count as usize).unwrap_or_default()
    }

    /// The places of a service, mostly the one at hand.
    #[inline]
    pub(super) fn places_at<'a>(&'a self, ordinal: u32, hot: &'a Hot) -> &'a [Place] {
        if hot.flags & flag::MORE_PLACES == 0 {
            return std::slice::from_ref(&hot.place);
        }
        self.entries.get(ordinal as usize).map(|entry| self.places_of(entry)).unwrap_or_default()
    }

    pub(super) fn rules_of(&self, set: u32) -> &[AccessRule] {
        self.rules.get(set as usize).map(Vec::as_slice).unwrap_or_default()
    }

    fn name(&self, at: u32) -> Option<String> {
        if at == NONE { None } else { self.names.get(at as usize).cloned() }
    }

    /// What a list shows of a service to a reader, at one of its places.
    pub(super) fn summary(&self, ordinal: u32, reader: Lang, place: Option<&Place>) -> Option<Summary> {
        let entry = self.entries.get(ordinal as usize)?;
        let worded = |kind| {
            let (text, lang) = self.texts.seen(ordinal, kind, reader)?;
            Some(Worded { text: text.to_owned(), lang })
        };
        let said = |yes: u16, no: u16| match entry.flags {
            flags if flags & yes != 0 => Some(true),
            flags if flags & no != 0 => Some(false),
            _ => None,
        };
        Some(Summary {
            id: entry.id,
            name: worded(Kind::Name).unwrap_or(Worded { text: entry.id.to_string(), lang: None }),
            summary: worded(Kind::Summary),
            organization: self.name(entry.organization),
            place: place.and_then(|place| self.name(place.name)),
            municipality: place
                .and_then(|place| self.areas.get(place.area as usize))
                .map(|area| area.name.clone()),
            point: place.and_then(Place::point),
            places: entry.count,
            needs: self.needs_of(entry),
            languages: bits(entry.spoken).filter_map(|at| self.spoken.get(at).cloned()).collect(),
            free: said(flag::FREE, flag::NOT_FREE),
            no_documents: said(flag::NO_DOCUMENTS, flag::DOCUMENTS),
            places_left: said(flag::PLACES, flag::FULL),
            verified_at: (entry.verified > 0).then(|| Instant::EPOCH.plus_days(i64::from(entry.verified))),
            sensitive: entry.flags & flag::SENSITIVE != 0,
            demonstration: entry.flags & flag::DEMONSTRATION != 0,
        })
    }
}

/// A second line would double what a query costs.
const _: () = assert!(size_of::<Hot>() == 64);

/// The numbers of the bits that are set.
#[inline]
pub(super) fn bits(mut set: u128) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        if set == 0 {
            return None;
        }
        let bit = set.trailing_zeros() as usize;
        set &= set - 1;
        Some(bit)
    })
}

/// The codes of all needs, in the order of the list of needs: their places are the numbers of their bits.
pub(super) fn need_codes() -> Vec<String> {
    Reference::get().needs().iter().map(|need| need.code.clone()).take(BITS).collect()
}
