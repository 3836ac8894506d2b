//! Asking the sieve.

use super::{
    Place, Service, Sieve,
    hours::{NONE, Week, open_at},
};
use crate::reference::{Reference, area_contains};
use jiff::civil::Date;
use reticolo_base::{Instant, Point, folding};
use std::collections::HashSet;
use uuid::Uuid;

/// What services and their places must fulfil: all of it.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Each of these words occurs, or begins a word that does.
    pub words: Option<String>,
    /// Or one of these services, whatever their words say: what a search engine understood by the words.
    pub understood: HashSet<Uuid>,
    /// Of this organisation.
    pub organization: Option<Uuid>,
    /// With this term of a taxonomy.
    pub term: Option<Uuid>,
    /// With any term of this taxonomy.
    pub taxonomy: Option<Uuid>,
    /// The service, its place or their link changed here at this moment or later.
    pub modified_after: Option<Instant>,
    /// For somebody of this age or older, years.
    pub minimum_age: Option<f64>,
    /// For somebody of this age or younger, years.
    pub maximum_age: Option<f64>,
    /// Open on days and at times of the coming week.
    pub week: Option<Week>,
    /// Somebody speaks this language (BCP 47; a primary tag finds its variants).
    pub language: Option<String>,
    /// Answers this need, or one of this group.
    pub need: Option<String>,
    /// Surely open at this moment.
    pub open_at: Option<Instant>,
    /// Known to cost nothing, or known to cost something.
    pub free: Option<bool>,
    /// Near a point.
    pub near: Option<Near>,
    /// Serves this postal code.
    pub postcode: Option<String>,
    /// The day from which the coming week counts.
    pub today: Date,
}

/// Near a point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Near {
    /// The point.
    pub point: Point,
    /// Not further than so many metres.
    pub metres: f64,
}

/// What terms must fulfil: all of it.
#[derive(Debug, Clone, Default)]
pub struct Terms {
    /// Each of these words occurs, or begins a word that does.
    pub words: Option<String>,
    /// Of this taxonomy.
    pub taxonomy: Option<Uuid>,
    /// Below this term.
    pub parent: Option<Uuid>,
    /// `true`: below no other term.
    pub top_only: bool,
}

/// A filter made ready for one pass.
struct Pass<'a> {
    filter: &'a Filter,
    words: Option<Vec<String>>,
    languages: Option<HashSet<u32>>,
    needs: Option<HashSet<u32>>,
    open: Option<Vec<bool>>,
    week: Option<Vec<bool>>,
    postal: Option<(Option<u32>, HashSet<u32>)>,
}

impl Sieve {
    /// The services that fulfil the filter, by id.
    pub fn services(&self, filter: &Filter) -> Vec<Uuid> {
        let pass = self.pass(filter);
        let holds = |service: &&Service| {
            let here = |place: &u32| {
                self.places.get(*place as usize).is_some_and(|place| pass.place_holds(service, place))
            };
            pass.service_holds(self, service, &[])
                && pass.worded(service.id, &[&service.text])
                && (!pass.asks_places() || pass.without_place(service) || service.places.iter().any(here))
        };
        let fresh = |service: &&Service| filter.modified_after.is_none_or(|after| service.modified >= after);
        self.services.iter().filter(fresh).filter(holds).map(|service| service.id).collect()
    }

    /// The services that fulfil the filter, with the moment of their last change.
    pub fn moments(&self, filter: &Filter) -> Vec<(Uuid, Instant)> {
        let wanted = self.services(filter);
        let modified = |id: Uuid| {
            let at = self.services.binary_search_by_key(&id, |service| service.id).ok()?;
            self.services.get(at).map(|service| (id, service.modified))
        };
        wanted.into_iter().filter_map(modified).collect()
    }

    /// The services at places that fulfil the filter, by id; none of a protected address.
    pub fn places(&self, filter: &Filter) -> Vec<Uuid> {
        let pass = self.pass(filter);
        let holds = |place: &&Place| {
            let Some(service) = self.services.get(place.service as usize) else { return false };
            filter.modified_after.is_none_or(|after| place.modified >= after || service.modified >= after)
                && pass.service_holds(self, service, &place.terms)
                && pass.worded(service.id, &[&service.text, &place.text])
                && (!pass.asks_places() || pass.place_holds(service, place))
        };
        self.places.iter().filter(holds).map(|place| place.id).collect()
    }

    /// The organisations with these words and terms, by id.
    pub fn organizations(&self, filter: &Filter) -> Vec<Uuid> {
        let words = words(filter.words.as_deref());
        let of = |term: &Uuid, taxonomy: Uuid| self.taxonomy_of.get(term) == Some(&taxonomy);
        self.organizations
            .iter()
            .filter(|o| words.as_ref().is_none_or(|words| occur(words, &[&o.text])))
            .filter(|o| filter.term.is_none_or(|term| o.terms.contains(&term)))
            .filter(|o| filter.taxonomy.is_none_or(|taxonomy| o.terms.iter().any(|term| of(term, taxonomy))))
            .filter(|o| filter.modified_after.is_none_or(|after| o.modified >= after))
            .map(|o| o.id)
            .collect()
    }

    /// The terms that fulfil the filter, by id.
    pub fn terms(&self, filter: &Terms) -> Vec<Uuid> {
        let words = words(filter.words.as_deref());
        self.terms
            .iter()
            .filter(|term| words.as_ref().is_none_or(|words| occur(words, &[&term.text])))
            .filter(|term| filter.taxonomy.is_none_or(|taxonomy| term.taxonomy == Some(taxonomy)))
            .filter(|term| filter.parent.is_none_or(|parent| term.parent == Some(parent)))
            .filter(|term| !filter.top_only || term.parent.is_none())
            .map(|term| term.id)
            .collect()
    }

    /// The taxonomies with these words, by id.
    pub fn taxonomies(&self, search: &str) -> Vec<Uuid> {
        let words = words(Some(search)).unwrap_or_default();
        self.taxonomies.iter().filter(|(_, text)| occur(&words, &[text])).map(|(id, _)| *id).collect()
    }

    /// Whether somebody somewhere speaks a language.
    pub fn speaks(&self, language: &str) -> bool {
        let wanted = self.tongues(language);
        let spoken =
            self.services.iter().map(|s| &s.languages).chain(self.places.iter().map(|p| &p.languages));
        spoken.flatten().any(|tongue| wanted.contains(tongue))
    }

    /// A language and its variants.
    fn tongues(&self, language: &str) -> HashSet<u32> {
        self.matching(|word| {
            word.strip_prefix(language).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        })
    }

    fn matching(&self, holds: impl Fn(&str) -> bool) -> HashSet<u32> {
        self.words.by_text.iter().filter(|(word, _)| holds(word)).map(|(_, number)| *number).collect()
    }

    /// The middle of a postal code: of its municipalities, or of the places that have it; `None` when nobody knows it.
    pub fn middle_of(&self, postcode: &str) -> Option<Point> {
        let territory = Reference::get().territory().municipalities();
        let towns: Vec<Point> = territory
            .iter()
            .filter(|m| m.postal_codes.iter().any(|c| c == postcode))
            .map(|m| m.point)
            .collect();
        if let Some(point) = middle(&towns) {
            return Some(point);
        }
        let code = self.words.get(postcode)?;
        let here: Vec<Point> =
            self.places.iter().filter(|p| p.postal_codes.contains(&code)).filter_map(|p| p.point).collect();
        middle(&here)
    }

    fn pass<'a>(&self, filter: &'a Filter) -> Pass<'a> {
        let needs = filter.need.as_deref().map(|need| {
            self.matching(|word| {
                word.strip_prefix(need).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            })
        });
        let postal = filter.postcode.as_deref().map(|postcode| {
            (self.words.get(postcode), self.matching(|area| area == postcode || serves(area, postcode)))
        });
        Pass {
            filter,
            words: words(filter.words.as_deref()),
            languages: filter.language.as_deref().map(|language| self.tongues(language)),
            needs,
            open: filter.open_at.map(|at| self.hours.judge(|hours| open_at(hours, at))),
            week: filter.week.as_ref().map(|week| self.hours.judge(|hours| week.holds(hours, filter.today))),
            postal,
        }
    }
}

impl Pass<'_> {
    /// What is asked of the service itself; a place may have terms of its own.
    fn service_holds(&self, sieve: &Sieve, service: &Service, more: &[Uuid]) -> bool {
        let filter = self.filter;
        let of = |term: &Uuid, taxonomy: Uuid| sieve.taxonomy_of.get(term) == Some(&taxonomy);
        let terms = || service.terms.iter().chain(more);
        let (from, to) = (service.ages.0.map(f64::from), service.ages.1.map(f64::from));
        filter.organization.is_none_or(|wanted| service.organization == Some(wanted))
            && filter.term.is_none_or(|wanted| terms().any(|term| *term == wanted))
            && filter.taxonomy.is_none_or(|taxonomy| terms().any(|term| of(term, taxonomy)))
            && filter.free.is_none_or(|free| service.free == Some(free))
            && filter.minimum_age.is_none_or(|age| to.is_none_or(|to| to >= age))
            && filter.maximum_age.is_none_or(|age| from.is_none_or(|from| from <= age))
            && self.needs.as_ref().is_none_or(|needs| service.needs.iter().any(|need| needs.contains(need)))
    }

    fn worded(&self, service: Uuid, texts: &[&str]) -> bool {
        self.words
            .as_ref()
            .is_none_or(|words| occur(words, texts) || self.filter.understood.contains(&service))
    }

    /// Whether anything is asked that depends on the place.
    fn asks_places(&self) -> bool {
        self.languages.is_some()
            || self.open.is_some()
            || self.week.is_some()
            || self.postal.is_some()
            || self.filter.near.is_some()
    }

    /// A service without a place: by telephone, or of a protected address.
    fn without_place(&self, service: &Service) -> bool {
        service.places.is_empty()
            && self.filter.near.is_none()
            && self.speaks(&service.languages, &[])
            && self.is_open(service.hours)
            && self
                .postal
                .as_ref()
                .is_none_or(|(_, areas)| service.areas.iter().any(|area| areas.contains(area)))
    }

    /// What is asked of one place of the service.
    fn place_holds(&self, service: &Service, place: &Place) -> bool {
        let hours = if place.hours == NONE { service.hours } else { place.hours };
        let near =
            |near: Near| place.point.is_some_and(|point| point.km_to(near.point) * 1_000.0 <= near.metres);
        self.speaks(&service.languages, &place.languages)
            && self.is_open(hours)
            && self.filter.near.is_none_or(near)
            && self.postal.as_ref().is_none_or(|(code, areas)| {
                code.is_some_and(|code| place.postal_codes.contains(&code))
                    || place.areas.iter().chain(&service.areas).any(|area| areas.contains(area))
            })
    }

    fn speaks(&self, service: &[u32], place: &[u32]) -> bool {
        self.languages
            .as_ref()
            .is_none_or(|wanted| service.iter().chain(place).any(|tongue| wanted.contains(tongue)))
    }

    fn is_open(&self, hours: u32) -> bool {
        [&self.open, &self.week].into_iter().flatten().all(|judged| judged.get(hours as usize) == Some(&true))
    }
}

/// Whether a service area (an ISTAT code, or the name of a town) serves a postal code.
fn serves(area: &str, postcode: &str) -> bool {
    let territory = Reference::get().territory();
    let towns = territory.municipalities().iter().filter(|m| m.postal_codes.iter().any(|c| c == postcode));
    towns.into_iter().any(|town| {
        area == town.istat
            || area_contains(area, &town.istat) == Some(true)
            || territory.named(area).is_some_and(|named| named.istat == town.istat)
    })
}

fn words(search: Option<&str>) -> Option<Vec<String>> {
    let folded = folding::fold(&folding::one_line(search?, folding::QUERY_CHARS));
    Some(folding::words(&folded).map(|word| format!(" {word}")).collect())
}

/// Whether each word begins a word of the texts.
fn occur(words: &[String], texts: &[&str]) -> bool {
    words.iter().all(|word| texts.iter().any(|text| text.contains(word.as_str())))
}

fn middle(points: &[Point]) -> Option<Point> {
    let count = points.len() as f64;
    let sum = points.iter().fold((0.0, 0.0), |(lat, lon), p| (lat + p.lat(), lon + p.lon()));
    (!points.is_empty()).then(|| Point::new(sum.0 / count, sum.1 / count).ok()).flatten()
}
