//! The filters of a query, made ready: one look at a service tells which of them it fails.

use super::{
    Catalogue, Query,
    catalogue::{Entry, Hot, flag},
    opening::State,
    place::{self, NONE, Place},
};
use crate::{
    access::{Person, Verdict, verdict},
    hsds::Gender,
    reference::Reference,
};
use reticolo_base::Instant;
use std::{cell::RefCell, sync::Arc};

/// Filters, one bit each.
pub(super) mod fails {
    pub(in super::super) const NEED: u16 = 1;
    pub(in super::super) const AREA: u16 = 1 << 1;
    pub(in super::super) const FAR: u16 = 1 << 2;
    pub(in super::super) const SHUT: u16 = 1 << 3;
    pub(in super::super) const LANGUAGE: u16 = 1 << 4;
    pub(in super::super) const GENDER: u16 = 1 << 5;
    pub(in super::super) const DOCUMENTS: u16 = 1 << 6;
    pub(in super::super) const COST: u16 = 1 << 7;
    pub(in super::super) const PLACES: u16 = 1 << 8;
    pub(in super::super) const VERDICT: u16 = 1 << 9;
}

/// What one look at a service tells.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    pub fails: u16,
    pub verdict: Verdict,
    pub open: Option<bool>,
    /// Squared chord to the nearest place; NaN without one.
    pub chord: f32,
}

/// The filters of one query.
pub(super) struct Filter<'a> {
    catalogue: &'a Catalogue,
    needs: Option<u128>,
    areas: Option<Vec<bool>>,
    near: Option<[f32; 3]>,
    furthest: f32,
    at: Instant,
    only_open: bool,
    languages: Option<u128>,
    flags: [(u16, u16); 4],
    show_no: bool,
    person: &'a Person,
    today: jiff::civil::Date,
    /// Per set of rules: 0 not yet asked, else the verdict plus one.
    verdicts: RefCell<Vec<u8>>,
    /// Of every kind of hours, at the moment asked about.
    open: Arc<[State]>,
}

impl<'a> Filter<'a> {
    pub(super) fn new(catalogue: &'a Catalogue, query: &Query, person: &'a Person, now: Instant) -> Self {
        let gender = query.staff_gender.map_or(0, |gender| match gender {
            Gender::Woman => flag::WOMAN,
            Gender::Man => flag::MAN,
        });
        let wanted = |yes: bool, flag: u16| if yes { flag } else { 0 };
        let at = query.open_at.unwrap_or(now);
        Self {
            catalogue,
            needs: (!query.needs.is_empty()).then(|| need_bits(catalogue, &query.needs)),
            areas: query
                .territory
                .as_deref()
                .map(|wanted| catalogue.areas.iter().map(|area| area.serves(wanted.trim())).collect()),
            near: query.near.map(|near| place::vector(near.point)),
            furthest: query.near.and_then(|near| near.within_km).map_or(f32::INFINITY, place::chord_of),
            at,
            only_open: query.open_at.is_some(),
            languages: (!query.languages.is_empty()).then(|| language_bits(catalogue, &query.languages)),
            flags: [
                (gender, fails::GENDER),
                (wanted(query.no_documents, flag::NO_DOCUMENTS), fails::DOCUMENTS),
                (wanted(query.free, flag::FREE), fails::COST),
                (wanted(query.places_left, flag::PLACES), fails::PLACES),
            ],
            show_no: query.show_no,
            person,
            today: now.day_in(rome()),
            verdicts: RefCell::new(vec![0; catalogue.rules.len()]),
            open: catalogue.openings.at(at),
        }
    }

    /// One look at a service. One that fails two filters counts nowhere: it is not looked at further.
    #[inline]
    pub(super) fn look(&self, ordinal: u32, entry: &Hot) -> Look {
        let mut fails = 0;
        if self.needs.is_some_and(|needs| needs & entry.needs == 0) {
            fails |= fails::NEED;
        }
        if self.languages.is_some_and(|languages| languages & entry.spoken == 0) {
            fails |= fails::LANGUAGE;
        }
        for (flag, fail) in self.flags {
            if entry.flags & flag != flag {
                fails |= fail;
            }
        }
        let verdict = self.verdict(entry.rules);
        if verdict == Verdict::No && !self.show_no {
            fails |= fails::VERDICT;
        }
        if fails & fails.wrapping_sub(1) != 0 {
            return Look { fails, verdict, open: None, chord: f32::NAN };
        }
        let (here, open, chord) = self.places(self.catalogue.places_at(ordinal, entry));
        if !here {
            fails |= fails::AREA;
        }
        if self.furthest.is_finite() && (chord.is_nan() || chord > self.furthest) {
            fails |= fails::FAR;
        }
        if self.only_open && open != Some(true) {
            fails |= fails::SHUT;
        }
        Look { fails, verdict, open, chord }
    }

    /// Over the places in the wanted area: whether there is one, whether one is open, the nearest.
    #[inline]
    fn places(&self, places: &[Place]) -> (bool, Option<bool>, f32) {
        let (mut here, mut open, mut nearest) = (false, Some(false), f32::NAN);
        let mut doubt = false;
        for place in places {
            if !self.is_here(place) {
                continue;
            }
            here = true;
            match self.is_open(place.opening) {
                Some(true) => open = Some(true),
                Some(false) => {}
                None => doubt = true,
            }
            if let Some(near) = self.near {
                nearest = nearest.min(place.chord(near));
            }
        }
        if open == Some(false) && (doubt || !here) {
            open = None;
        }
        (here, open, nearest)
    }

    fn is_here(&self, place: &Place) -> bool {
        let Some(areas) = &self.areas else { return true };
        place.area != NONE && areas.get(place.area as usize).copied().unwrap_or(false)
    }

    /// The place to show: in the wanted area the nearest, or the first.
    pub(super) fn place(&self, entry: &Entry) -> Option<&'a Place> {
        let mut best: Option<(&Place, f32)> = None;
        for place in self.catalogue.places_of(entry).iter().filter(|place| self.is_here(place)) {
            let chord = self.near.map_or(0.0, |near| place.chord(near));
            let chord = if chord.is_nan() { f32::INFINITY } else { chord };
            if best.is_none_or(|(_, nearest)| chord < nearest) {
                best = Some((place, chord));
            }
        }
        best.map(|(place, _)| place)
    }

    /// The state at the moment asked about of whichever place here is open, else of the one shown.
    pub(super) fn opening(&self, entry: &Entry, shown: Option<&Place>) -> u32 {
        let here = self.catalogue.places_of(entry).iter().filter(|place| self.is_here(place));
        let open = here.map(|place| place.opening).find(|opening| self.is_open(*opening) == Some(true));
        open.or(shown.map(|place| place.opening)).unwrap_or(NONE)
    }

    pub(super) fn at(&self) -> Instant {
        self.at
    }

    pub(super) fn today(&self) -> jiff::civil::Date {
        self.today
    }

    #[inline]
    fn is_open(&self, opening: u32) -> Option<bool> {
        match self.open.get(opening as usize) {
            Some(State::Open) => Some(true),
            Some(State::Closed) => Some(false),
            Some(State::Unknown) | None => None,
        }
    }

    fn verdict(&self, set: u32) -> Verdict {
        let mut known = self.verdicts.borrow_mut();
        let Some(cell) = known.get_mut(set as usize) else { return Verdict::Unknown };
        if *cell == 0 {
            let rules = self.catalogue.rules_of(set);
            *cell = verdict(rules, self.person, self.today, Reference::get().positions()).0 as u8 + 1;
        }
        match *cell {
            1 => Verdict::Yes,
            3 => Verdict::No,
            _ => Verdict::Unknown,
        }
    }
}

/// The territory's own time zone decides which day it is.
fn rome() -> &'static jiff::tz::TimeZone {
    static ROME: std::sync::LazyLock<jiff::tz::TimeZone> = std::sync::LazyLock::new(|| {
        jiff::tz::TimeZone::get(crate::hours::DEFAULT_ZONE).unwrap_or(jiff::tz::TimeZone::UTC)
    });
    &ROME
}

/// The bits of needs and of all needs of groups.
fn need_bits(catalogue: &Catalogue, codes: &[String]) -> u128 {
    let wanted = |need: &String| {
        codes.iter().any(|code| {
            code == need || need.strip_prefix(code.as_str()).is_some_and(|rest| rest.starts_with('.'))
        })
    };
    catalogue.needs.iter().enumerate().filter(|(_, need)| wanted(need)).map(|(at, _)| 1u128 << at).sum()
}

/// The bits of spoken languages; `fr` finds `fr-SN`, and `fr-SN` finds `fr`.
fn language_bits(catalogue: &Catalogue, codes: &[String]) -> u128 {
    let primary = |code: &str| code.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    let wanted: Vec<_> = codes.iter().map(|code| primary(code.trim())).collect();
    let spoken = catalogue.spoken.iter().enumerate().filter(|(_, code)| wanted.contains(&primary(code)));
    spoken.map(|(at, _)| 1u128 << at).sum()
}
