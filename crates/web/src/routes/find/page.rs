//! Everything that the template of results shows.

use super::{
    ask::{Ask, DISTANCES},
    facets::{self, Facet},
    hit::Hit,
};
use crate::{
    Shell, Visit,
    fields::query,
    routes::said::{Form, Hidden},
};
use askama::Template;
use axum::http::StatusCode;
use reticolo_directory::{access::Fact, find::Found, reference::Reference};
use std::collections::BTreeSet;

/// A chip: a need that was heard or chosen.
pub struct Chip {
    label: String,
    chosen: bool,
    fields: Vec<(String, String)>,
    href: String,
}

/// A turn of the page.
pub struct Turn {
    page: u32,
    href: String,
    words: String,
    rel: &'static str,
}

#[derive(Template)]
#[template(path = "find/page.html")]
pub struct Page {
    pub shell: Shell,
    results: Results,
    filters: Filters,
    words: String,
    cut: bool,
    problems: Vec<String>,
    form: Form,
    kept: Hidden,
    private: bool,
    asked: bool,
}

/// The part that changes when a filter changes.
#[derive(Template)]
#[template(path = "find/results.html")]
pub struct Results {
    shell: Shell,
    heading: String,
    corrected: Vec<(String, String)>,
    unknown: Option<String>,
    relaxed: bool,
    chips: Vec<Chip>,
    hits: Vec<Hit>,
    hidden_no: u32,
    show_no: bool,
    show_no_href: String,
    facets: Vec<Facet>,
    turns: Vec<Turn>,
    of_pages: String,
    private: bool,
    /// What she said, for links to cards.
    said: Hidden,
    /// Everything but the page, for turning it.
    all: Hidden,
    first: usize,
    empty: bool,
}

impl askama::filters::HtmlSafe for Results {}

/// The filters as a form.
#[derive(Template)]
#[template(path = "find/filters.html")]
struct Filters {
    shell: Shell,
    ask: Ask,
    needs: Vec<(String, String)>,
    areas: Vec<(String, String)>,
    languages: Vec<(String, String)>,
    distances: Vec<(String, String)>,
    open: bool,
    private: bool,
    kept: Hidden,
    located: bool,
}

impl askama::filters::HtmlSafe for Filters {}

impl Page {
    pub fn of(visit: &Visit, ask: &Ask, found: &Found) -> (StatusCode, Self) {
        let words = visit.words();
        let shell = shell(visit, ask, found);
        let beyond = ask.query.page > found.pages;
        let mut problems: Vec<String> = ask.problems.iter().map(|key| words.say(key).into_owned()).collect();
        if beyond {
            problems.push(words.say("find-problem-page").into_owned());
        }
        let status = match (ask.problems.is_empty(), beyond) {
            (false, _) => StatusCode::UNPROCESSABLE_ENTITY,
            (true, true) => StatusCode::NOT_FOUND,
            (true, false) => StatusCode::OK,
        };
        let page = Self {
            results: Results::of(shell.clone(), visit, ask, found),
            filters: Filters::of(shell.clone(), ask),
            words: ask.query.words.clone(),
            cut: ask.cut,
            problems,
            form: Form::new(words, "tell", facts(ask), &ask.said),
            kept: Hidden { fields: ask.public.iter().chain(&ask.position).cloned().collect() },
            private: ask.is_private(),
            asked: !ask.said.problems.is_empty(),
            shell,
        };
        (status, page)
    }
}

impl Page {
    /// The part that a filter changes.
    pub fn fragment(&self) -> &Results {
        &self.results
    }
}

/// What may be asked; the permit is not, where the law forbids it for a need that was chosen.
fn facts(ask: &Ask) -> BTreeSet<Fact> {
    let mut facts = BTreeSet::from(Fact::ALL);
    if crate::routes::card::may::forbids_position(&ask.query.needs) {
        facts.remove(&Fact::Position);
        facts.remove(&Fact::Standing);
    }
    facts
}

fn shell(visit: &Visit, ask: &Ask, found: &Found) -> Shell {
    let words = visit.words();
    let title = match (ask.query.words.as_str(), ask.query.needs.first()) {
        ("", Some(code)) => label(code, visit).unwrap_or_else(|| words.say("find-title").into_owned()),
        ("", None) => words.say("find-title").into_owned(),
        (typed, _) => words.say_with("find-title-words", &[("words", typed.into())]),
    };
    // The switch of languages leads to the same question without what was said.
    let visit = Visit {
        query: Some(query(&ask.public).trim_start_matches('?').to_owned()).filter(|q| !q.is_empty()),
        ..visit.clone()
    };
    let shell = visit.shell(title).kept_from_robots();
    let needs = Reference::get().needs();
    let chosen = ask.query.needs.iter().any(|code| needs.get(code).is_some_and(|need| need.sensitive));
    let heard =
        found.needs.first().is_some_and(|heard| needs.get(&heard.code).is_some_and(|need| need.sensitive));
    if chosen || heard { shell.with_exit() } else { shell }
}

fn label(code: &str, visit: &Visit) -> Option<String> {
    let needs = Reference::get().needs();
    let label =
        needs.get(code).map(|need| &need.label).or_else(|| needs.group(code).map(|group| &group.label));
    label.map(|label| label.words(visit.lang()).to_owned())
}

impl Results {
    pub fn of(shell: Shell, visit: &Visit, ask: &Ask, found: &Found) -> Self {
        let words = visit.words();
        let first = usize::try_from((found.page.max(1) - 1) * ask.query.per_page).unwrap_or(0);
        let hits = found
            .hits
            .iter()
            .enumerate()
            .map(|(place, hit)| Hit::of(hit, first + place + 1, visit.ctx.now, words));
        let no: &[(&str, &str)] = if ask.query.show_no { &[("no", "1")] } else { &[] };
        let everything = ask.public_with(&[], no).into_iter().chain(ask.private()).collect();
        Self {
            heading: words.say_with("find-count", &[("n", found.total.into())]),
            corrected: found.corrected.clone(),
            unknown: (!found.unknown.is_empty()).then(|| {
                words.say_with("find-unknown-words", &[("words", words.and(&found.unknown).into())])
            }),
            relaxed: found.relaxed,
            chips: chips(visit, ask, found),
            hits: hits.collect(),
            hidden_no: found.hidden_no,
            show_no: ask.query.show_no,
            show_no_href: query(&ask.public_with(&[], &[("no", "1")])),
            facets: facets::of(&found.facets, ask, words),
            turns: turns(visit, ask, found),
            of_pages: words
                .say_with("find-page-of", &[("page", found.page.into()), ("pages", found.pages.into())]),
            private: ask.is_private(),
            said: Hidden { fields: ask.said.fields.clone() },
            all: Hidden { fields: everything },
            first: first + 1,
            empty: found.total == 0,
            shell,
        }
    }

    fn many(&self) -> bool {
        !self.turns.is_empty()
    }
}

fn chips(visit: &Visit, ask: &Ask, found: &Found) -> Vec<Chip> {
    let chosen = ask.query.needs.iter().map(|code| (code, true));
    let heard =
        found.needs.iter().map(|heard| &heard.code).filter(|code| !ask.query.needs.contains(code)).take(4);
    let chip = |(code, chosen): (&String, bool)| {
        let others: Vec<_> = ask
            .query
            .needs
            .iter()
            .filter(|other| *other != code)
            .map(|other| ("need", other.as_str()))
            .collect();
        // Choosing a need that was heard takes the place of the words.
        let public = if chosen {
            ask.public_with(&["need"], &others)
        } else {
            ask.public_with(&["need", "q"], &[("need", code)])
        };
        Some(Chip {
            label: label(code, visit)?,
            chosen,
            href: query(&public),
            fields: public.into_iter().chain(ask.private()).collect(),
        })
    };
    chosen.chain(heard.map(|code| (code, false))).filter_map(chip).collect()
}

fn turns(visit: &Visit, ask: &Ask, found: &Found) -> Vec<Turn> {
    let words = visit.words();
    let to = |page: u32, key: &str, rel: &'static str| {
        let number = page.to_string();
        let mut with = vec![("page", number.as_str())];
        if ask.query.show_no {
            with.push(("no", "1"));
        }
        Turn { page, href: query(&ask.public_with(&[], &with)), words: words.say(key).into_owned(), rel }
    };
    let mut turns = Vec::new();
    if found.page > 1 {
        turns.push(to(found.page - 1, "find-page-before", "prev"));
    }
    if found.page < found.pages {
        turns.push(to(found.page + 1, "find-page-next", "next"));
    }
    turns
}

impl Filters {
    fn of(shell: Shell, ask: &Ask) -> Self {
        let lang = shell.lang;
        let reference = Reference::get();
        let needs =
            reference.needs().iter().map(|need| (need.code.clone(), need.label.words(lang).to_owned()));
        let provinces = reference.territory().provinces().iter().map(|p| (p.istat.clone(), p.name.clone()));
        let languages =
            reference.languages().iter().map(|l| (l.code.clone(), l.names.words(lang).to_owned()));
        let distances = DISTANCES.map(|km| (km.to_string(), shell.words().distance(f64::from(km))));
        let chosen = ask.public.iter().any(|(name, _)| !matches!(name.as_str(), "q" | "need"));
        Self {
            needs: needs.collect(),
            areas: provinces.collect(),
            languages: languages.collect(),
            distances: distances.into(),
            open: chosen,
            private: ask.is_private(),
            kept: Hidden { fields: ask.private() },
            located: !ask.position.is_empty(),
            ask: ask.clone(),
            shell,
        }
    }

    /// The words alone, without any filter.
    fn cleared(&self) -> String {
        let words: Vec<_> = self.ask.public.iter().filter(|(name, _)| name == "q").cloned().collect();
        query(&words)
    }

    /// A municipality that was chosen from the counts is no province: it keeps its place in the list.
    fn other_area(&self) -> Option<(&str, String)> {
        let area = self.ask.query.territory.as_deref()?;
        let known = self.areas.iter().any(|(code, _)| code == area);
        let name = Reference::get().territory().name_of(area).unwrap_or(area).to_owned();
        (!known).then_some((area, name))
    }
}
