//! The one pass: every service that matches is looked at once.

use super::{
    Catalogue, Count, Facets, Found, HeardNeed, Hearing, Hit, Query, Sort, Why,
    catalogue::{Hot, bits, flag},
    document::READ,
    filter::{Filter, Look, fails},
    place::{NONE, km_of},
    rank,
};
use crate::{
    access::{Because, Person, Verdict, verdict},
    hours::OpenState,
    reference::Reference,
};
use reticolo_base::Instant;
use reticolo_search::{Heard, Index, Question};

/// A service among those that answer.
#[derive(Clone, Copy)]
struct Scored {
    order: f32,
    score: f32,
    ordinal: u32,
}

/// What is added up while services are looked at.
struct Pass<'a> {
    catalogue: &'a Catalogue,
    filter: Filter<'a>,
    sort: Sort,
    today: u32,
    scored: Vec<Scored>,
    hidden_no: u32,
    counts: Counts,
}

/// Counts by number; [`Facets`] names them.
struct Counts {
    groups: Vec<u32>,
    needs: Vec<u32>,
    languages: Vec<u32>,
    areas: Vec<u32>,
    facets: Facets,
}

/// Answers a query from a catalogue and its index.
pub(super) fn search(
    catalogue: &Catalogue,
    index: &Index,
    query: &Query,
    person: &Person,
    now: Instant,
) -> Found {
    let mut pass = Pass::new(catalogue, query, person, now);
    let hearing = Hearing::get();
    let words = reticolo_base::folding::one_line(&query.words, reticolo_base::folding::QUERY_CHARS);
    let (mut needs, mut heard) = (Vec::new(), Heard::default());
    if words.is_empty() {
        pass.everything(query);
    } else {
        needs = hearing.numbers_heard(&words, query.lang, |word| is_known(index, word));
        // Of many needs heard only the surest answer: what a word merely touches is told, but finds nothing by itself.
        let sure = needs.iter().take(rank::MOST_NEEDS).map(|(need, strength)| (*need, strength * rank::NEED));
        let tags: Vec<_> = sure.clone().chain(sure.map(|(need, weight)| (READ + need, weight))).collect();
        let question = Question { words: &words, tongue: query.lang.into(), begun: query.begun, tags: &tags };
        heard = index.search(&question, |ordinal, relevance| pass.see(ordinal, relevance));
    }
    let code = |(need, strength): (u32, f32)| {
        Some(HeardNeed { code: catalogue.needs.get(need as usize)?.clone(), strength })
    };
    // A word that somebody says for a need is no typo, though no service writes it.
    let typo = |word: &String| !hearing.knows(word);
    let corrected = heard.corrected.into_iter().filter(|(word, _)| typo(word));
    pass.found(
        query,
        person,
        Found {
            needs: needs.into_iter().filter_map(code).collect(),
            corrected: corrected
                .filter_map(|(word, instead)| Some((word, instead.into_iter().next()?)))
                .collect(),
            unknown: heard.unknown.into_iter().filter(typo).collect(),
            relaxed: heard.relaxed,
            hits: Vec::new(),
            total: 0,
            hidden_no: 0,
            page: 1,
            pages: 1,
            facets: Facets::default(),
        },
    )
}

/// Whether a word is one of the services' texts, or a town.
pub(super) fn is_known(index: &Index, word: &str) -> bool {
    index.vocabulary().contains(word) || Reference::get().territory().named(word).is_some()
}

impl<'a> Pass<'a> {
    fn new(catalogue: &'a Catalogue, query: &Query, person: &'a Person, now: Instant) -> Self {
        Self {
            catalogue,
            filter: Filter::new(catalogue, query, person, now),
            sort: if query.near.is_some() { query.sort } else { Sort::Best },
            today: u32::try_from(now.days_since(Instant::EPOCH)).unwrap_or(0),
            scored: Vec::new(),
            hidden_no: 0,
            counts: Counts {
                groups: vec![0; catalogue.groups.len()],
                needs: vec![0; catalogue.needs.len()],
                languages: vec![0; catalogue.spoken.len()],
                areas: vec![0; catalogue.areas.len()],
                facets: Facets::default(),
            },
        }
    }

    /// Without words every service is looked at.
    fn everything(&mut self, query: &Query) {
        for (ordinal, entry) in self.catalogue.entries.iter().enumerate() {
            // The main need counts more than a further one.
            let main = self.catalogue.needs.get(usize::from(entry.main));
            let relevance = if main.is_some_and(|main| query.needs.contains(main)) { 1.2 } else { 1.0 };
            self.see(ordinal as u32, relevance);
        }
    }

    #[inline]
    fn see(&mut self, ordinal: u32, relevance: f32) {
        let Some(entry) = self.catalogue.hot.get(ordinal as usize) else { return };
        let look = self.filter.look(ordinal, entry);
        self.counts.add(self.catalogue, ordinal, entry, look);
        if look.fails == fails::VERDICT {
            self.hidden_no += 1;
        }
        if look.fails != 0 {
            return;
        }
        let km = (!look.chord.is_nan()).then(|| km_of(look.chord));
        let age = (entry.verified > 0).then(|| self.today.saturating_sub(u32::from(entry.verified)));
        let score = relevance
            * rank::access(look.verdict)
            * rank::nearness(km)
            * rank::open(look.open)
            * rank::freshness(age);
        let order = match self.sort {
            Sort::Best => score,
            Sort::Near => km.map_or(f32::NEG_INFINITY, |km| -km),
        };
        self.scored.push(Scored { order, score, ordinal });
    }

    /// Cuts out the page and names what was counted.
    fn found(mut self, query: &Query, person: &Person, mut found: Found) -> Found {
        let per_page = query.clamped_per_page() as usize;
        let pages = self.scored.len().div_ceil(per_page).max(1);
        let page = (query.clamped_page() as usize).min(pages);
        let last = (page * per_page).min(self.scored.len());
        let better = |a: &Scored, b: &Scored| {
            b.order.total_cmp(&a.order).then(b.score.total_cmp(&a.score)).then(a.ordinal.cmp(&b.ordinal))
        };
        if last > 0 && last < self.scored.len() {
            self.scored.select_nth_unstable_by(last - 1, better);
        }
        found.total = self.scored.len() as u32;
        self.scored.truncate(last);
        self.scored.sort_unstable_by(better);
        let shown = self.scored.iter().skip((page - 1) * per_page);
        found.hits = shown.filter_map(|scored| self.hit(scored, query, person)).collect();
        found.hidden_no = self.hidden_no;
        (found.page, found.pages) = (page as u32, pages as u32);
        found.facets = self.counts.named(self.catalogue);
        found
    }

    fn hit(&self, scored: &Scored, query: &Query, person: &Person) -> Option<Hit> {
        let entry = self.catalogue.entries.get(scored.ordinal as usize)?;
        let place = self.filter.place(entry);
        let look = self.filter.look(scored.ordinal, self.catalogue.hot.get(scored.ordinal as usize)?);
        let opening = self.filter.opening(entry, place);
        let open = match opening {
            NONE => OpenState::Unknown,
            opening => self.catalogue.openings.state(opening, self.filter.at()),
        };
        Some(Hit {
            ordinal: scored.ordinal,
            summary: self.catalogue.summary(scored.ordinal, query.lang, place)?,
            verdict: look.verdict,
            why: why(self.catalogue, entry.rules, person, self.filter.today()),
            open,
            km: (!look.chord.is_nan()).then(|| f64::from(km_of(look.chord))),
            score: scored.score,
        })
    }
}

/// The rule that decides: the first that answers as all do together.
fn why(catalogue: &Catalogue, set: u32, person: &Person, today: jiff::civil::Date) -> Option<Why> {
    let (joint, reasons) = verdict(catalogue.rules_of(set), person, today, Reference::get().positions());
    let reason = reasons.into_iter().find(|reason| reason.verdict == joint)?;
    Some(Why {
        rule: reason.rule.key.clone(),
        says: reason.rule.says.clone(),
        source: reason.rule.source.clone(),
        because: if joint == Verdict::Unknown { reason.because } else { Because::Condition },
    })
}

impl Counts {
    /// A service counts for a filter when no other filter leaves it out.
    #[inline]
    fn add(&mut self, catalogue: &Catalogue, ordinal: u32, entry: &Hot, look: Look) {
        let only = |fail: u16| look.fails & !fail == 0;
        if look.fails != 0 && !look.fails.is_power_of_two() {
            return;
        }
        if only(fails::NEED) {
            let mut groups = 0u32;
            for need in bits(entry.needs) {
                bump(&mut self.needs, need);
                groups |= 1 << catalogue.group_of.get(need).copied().unwrap_or(31).min(31);
            }
            while groups != 0 {
                bump(&mut self.groups, groups.trailing_zeros() as usize);
                groups &= groups - 1;
            }
        }
        if only(fails::LANGUAGE) {
            for language in bits(entry.spoken) {
                bump(&mut self.languages, language);
            }
        }
        if only(fails::AREA) {
            let mut last = NONE;
            for place in catalogue.places_at(ordinal, entry) {
                if place.area != last && place.area != NONE {
                    bump(&mut self.areas, place.area as usize);
                }
                last = place.area;
            }
        }
        self.add_flags(entry.flags, look, only);
    }

    #[inline]
    fn add_flags(&mut self, flags: u16, look: Look, only: impl Fn(u16) -> bool) {
        let facets = &mut self.facets;
        facets.open += u32::from(look.open == Some(true) && only(fails::SHUT));
        facets.free += u32::from(flags & flag::FREE != 0 && only(fails::COST));
        facets.no_documents += u32::from(flags & flag::NO_DOCUMENTS != 0 && only(fails::DOCUMENTS));
        facets.places_left += u32::from(flags & flag::PLACES != 0 && only(fails::PLACES));
        facets.woman += u32::from(flags & flag::WOMAN != 0 && only(fails::GENDER));
        facets.man += u32::from(flags & flag::MAN != 0 && only(fails::GENDER));
        if only(fails::VERDICT)
            && let Some(count) = facets.verdicts.get_mut(look.verdict as usize)
        {
            *count += 1;
        }
    }

    fn named(self, catalogue: &Catalogue) -> Facets {
        fn plain(codes: &[String]) -> impl Fn(usize) -> Option<(String, Option<String>)> + '_ {
            |at| codes.get(at).map(|code| (code.clone(), None))
        }
        let area =
            |at: usize| catalogue.areas.get(at).map(|area| (area.code.clone(), Some(area.name.clone())));
        Facets {
            groups: Facets::ordered(&self.groups, plain(&catalogue.groups)),
            needs: Facets::frequent(&self.needs, plain(&catalogue.needs)),
            languages: Facets::frequent(&self.languages, plain(&catalogue.spoken)),
            provinces: provinces(catalogue, &self.areas),
            municipalities: Facets::frequent(&self.areas, area),
            ..self.facets
        }
    }
}

/// Areas summed up by province. A service in two towns of one province counts twice: good enough for a hint.
fn provinces(catalogue: &Catalogue, counts: &[u32]) -> Vec<Count> {
    let mut sums: std::collections::BTreeMap<&str, u32> = std::collections::BTreeMap::new();
    for (area, count) in catalogue.areas.iter().zip(counts).filter(|(_, count)| **count > 0) {
        if let Some(province) = area.province() {
            *sums.entry(province).or_insert(0) += count;
        }
    }
    let territory = Reference::get().territory();
    let named = |(code, count): (&str, u32)| Count {
        code: code.to_owned(),
        name: territory.name_of(code).map(str::to_owned),
        count,
    };
    let mut all: Vec<_> = sums.into_iter().map(named).collect();
    all.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.code.cmp(&b.code)));
    all
}

#[inline]
fn bump(counts: &mut [u32], at: usize) {
    if let Some(count) = counts.get_mut(at) {
        *count += 1;
    }
}
