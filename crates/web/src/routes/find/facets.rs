//! Filters as choices with the number of services that each would leave.

use super::ask::Ask;
use crate::fields::query;
use reticolo_directory::{
    find::{Count, Facets},
    reference::Reference,
};
use reticolo_words::Words;

/// Choices shown of one filter.
const MOST: usize = 8;

/// One filter.
#[derive(Debug, Clone)]
pub struct Facet {
    /// The field.
    pub field: &'static str,
    /// Its name.
    pub title: String,
    /// Its choices.
    pub choices: Vec<Choice>,
    /// What the form of this filter carries on, where choices travel in a body.
    pub hidden: Vec<(String, String)>,
}

/// One choice.
#[derive(Debug, Clone)]
pub struct Choice {
    /// The value; empty to take the choice back.
    pub value: String,
    /// Its name.
    pub label: String,
    /// How many services it leaves.
    pub count: u32,
    /// It is made; choosing it again takes it back.
    pub chosen: bool,
    /// The address of the page with this choice.
    pub href: String,
}

/// The filters that are worth showing.
pub fn of(facets: &Facets, ask: &Ask, words: &Words) -> Vec<Facet> {
    let lang = words.lang();
    let reference = Reference::get();
    let need = |count: &Count| Some(reference.need(&count.code)?.label.words(lang).to_owned());
    let language = |count: &Count| Some(reference.name_of(&count.code, lang)?.to_owned());
    let area = |count: &Count| {
        count.name.clone().or_else(|| reference.territory().name_of(&count.code).map(str::to_owned))
    };
    let areas = if facets.provinces.len() > 1 { &facets.provinces } else { &facets.municipalities };
    let yes: Vec<_> = [
        ("open", facets.open, "filter-open"),
        ("free", facets.free, "filter-free"),
        ("nodocs", facets.no_documents, "filter-nodocs"),
        ("left", facets.places_left, "filter-left"),
    ]
    .into_iter()
    .filter(|(_, count, _)| *count > 0)
    .map(|(field, count, key)| plain(ask, field, &words.say(key), count))
    .collect();
    let mut all = vec![
        list("need", "facet-needs", &facets.needs, need, ask, words),
        list("territory", "facet-areas", areas, area, ask, words),
        list("language", "facet-languages", &facets.languages, language, ask, words),
    ];
    all.retain(|facet| facet.choices.len() > 1 || facet.choices.iter().any(|choice| choice.chosen));
    all.extend(yes);
    all
}

fn list(
    field: &'static str,
    title: &str,
    counts: &[Count],
    label: impl Fn(&Count) -> Option<String>,
    ask: &Ask,
    words: &Words,
) -> Facet {
    let choice = |count: &Count| Some(made(ask, field, &count.code, label(count)?, count.count));
    let mut choices: Vec<_> = counts.iter().filter_map(choice).collect();
    choices.sort_by_key(|choice| !choice.chosen);
    choices.truncate(MOST);
    Facet { field, title: words.say(title).into_owned(), choices, hidden: hidden(ask, field) }
}

fn plain(ask: &Ask, field: &'static str, label: &str, count: u32) -> Facet {
    Facet {
        field,
        title: String::new(),
        choices: vec![made(ask, field, "1", label.to_owned(), count)],
        hidden: hidden(ask, field),
    }
}

fn made(ask: &Ask, field: &str, code: &str, label: String, count: u32) -> Choice {
    let chosen = ask.has(field, code);
    let public =
        if chosen { ask.public_with(&[field], &[]) } else { ask.public_with(&[field], &[(field, code)]) };
    Choice {
        value: if chosen { String::new() } else { code.to_owned() },
        label,
        count,
        chosen,
        href: query(&public),
    }
}

fn hidden(ask: &Ask, field: &str) -> Vec<(String, String)> {
    ask.public_with(&[field], &[]).into_iter().chain(ask.private()).collect()
}
