//! The end of the path: services, what to do first, what to bring.

use super::{So, question::shell};
use crate::{
    Fault, Shell, Visit,
    routes::{
        card::documents::{self, Instead, Paper},
        find::hit::Hit,
        said::Hidden,
    },
};
use askama::Template;
use reticolo_directory::{
    book::{self, Joined},
    find::{Near, Query},
    path::{self, first_steps},
    reference::Reference,
};
use std::collections::{BTreeMap, HashSet};
use uuid::Uuid;

/// Services shown at the end: more would not help anybody to begin.
const MOST: usize = 6;

#[derive(Template)]
#[template(path = "path/end.html")]
pub struct End {
    shell: Shell,
    need: Option<String>,
    need_code: Option<String>,
    steps: Vec<Step>,
    papers: Vec<Together>,
    more: Option<String>,
    kept: Hidden,
    said: Hidden,
}

/// A service to go to.
pub struct Step {
    hit: Hit,
    /// Names of the services to go to before.
    after: Vec<String>,
    phone: Option<(String, String)>,
}

/// A document, brought once, for all services that ask for it.
pub struct Together {
    paper: Paper,
    /// The need whose services give it.
    given_by: Option<(String, String)>,
}

impl End {
    pub async fn of(visit: &Visit, so: &So, left: &HashSet<Uuid>) -> Result<Self, Fault> {
        let words = visit.words();
        let found = visit.app.finder()?.find(&query(visit, so), &so.answers.person, visit.ctx.now);
        let kept: Vec<_> =
            found.hits.iter().filter(|hit| left.contains(&hit.summary.id)).take(MOST).collect();
        let mut cards = Vec::new();
        for hit in &kept {
            let card =
                book::card(&visit.app.db, hit.summary.id).await.map_err(|failure| Fault::store(&failure))?;
            cards.extend(card.map(|card| (*hit, card)));
        }
        let more = left.len().saturating_sub(cards.len());
        let label = |code: &str| {
            let needs = Reference::get().needs();
            let label = needs.get(code).map(|n| &n.label).or_else(|| needs.group(code).map(|g| &g.label))?;
            Some(label.words(visit.lang()).to_owned())
        };
        let code = so.answers.need().or_else(|| so.answers.group());
        Ok(Self {
            shell: shell(visit, so, words.say("path-end-title").into_owned()),
            need: code.and_then(label),
            need_code: code.map(str::to_owned),
            papers: together(cards.iter().map(|(_, card)| card), visit),
            steps: steps(&cards, visit),
            more: (more > 0).then(|| words.say_with("path-end-more", &[("n", more.into())])),
            kept: Hidden { fields: so.given.clone() },
            said: Hidden { fields: said(so) },
        })
    }
}

fn query(visit: &Visit, so: &So) -> Query {
    let town = so
        .answers
        .person
        .municipality
        .as_deref()
        .and_then(|istat| Reference::get().territory().municipality(istat));
    Query {
        needs: so.answers.need().or_else(|| so.answers.group()).map(str::to_owned).into_iter().collect(),
        near: town.map(|town| Near { point: town.point, within_km: None }),
        per_page: 100,
        ..Query::of("", visit.lang())
    }
}

fn steps(cards: &[(&reticolo_directory::find::Hit, Joined)], visit: &Visit) -> Vec<Step> {
    let visits: Vec<_> = cards
        .iter()
        .map(|(_, card)| path::Visit {
            needs: &card.service.profile.needs,
            documents: &card.service.required_documents,
        })
        .collect();
    let name = |place: &usize| cards.get(*place).map(|(hit, _)| hit.summary.name.text.clone());
    let ordered = first_steps(&visits);
    let step = |(number, step): (usize, &path::FirstStep)| {
        let (hit, card) = cards.get(step.visit)?;
        let phone = crate::routes::card::place::telephones(&card.service.phones).into_iter().next();
        Some(Step {
            hit: Hit::of(hit, number + 1, visit.ctx.now, visit.words()),
            after: step.after.iter().filter_map(name).collect(),
            phone: phone.map(|phone| (phone.number, phone.dial)),
        })
    };
    ordered.iter().enumerate().filter_map(step).collect()
}

/// Every document once: needed when any service needs it, with all that is accepted everywhere in its place.
fn together<'a>(cards: impl Iterator<Item = &'a Joined>, visit: &Visit) -> Vec<Together> {
    let lang = visit.lang();
    let mut order: Vec<String> = Vec::new();
    let mut papers: BTreeMap<String, Paper> = BTreeMap::new();
    for paper in cards.flat_map(|card| documents::required(&card.service, lang)) {
        match papers.get_mut(&paper.key) {
            None => {
                order.push(paper.key.clone());
                papers.insert(paper.key.clone(), paper);
            }
            Some(known) => {
                known.optional &= paper.optional;
                let accepted: Vec<Instead> = paper.instead;
                known.instead.retain(|own| accepted.iter().any(|other| other.name.text == own.name.text));
            }
        }
    }
    let mut all: Vec<_> = order.iter().filter_map(|key| papers.remove(key)).collect();
    all.sort_by_key(|paper| paper.optional);
    let given = |paper: &Paper| {
        let code = Reference::get().document(&paper.key)?.given_by.as_ref()?;
        Some((code.clone(), Reference::get().need(code)?.label.words(lang).to_owned()))
    };
    all.into_iter().map(|paper| Together { given_by: given(&paper), paper }).collect()
}

/// What was answered, under the names that cards and results know.
fn said(so: &So) -> Vec<(String, String)> {
    let name = |code: &str| match code {
        "municipality" => Some("lives"),
        "with_children" => Some("children"),
        "position" | "age" | "gender" | "registered" | "standing" | "pregnant" | "works" => None,
        _ => Some(""),
    };
    let pair = |(code, value): &(String, String)| match name(code) {
        _ if value.trim().is_empty() => None,
        Some("") => None,
        Some(other) => Some((other.to_owned(), value.clone())),
        None => Some((code.clone(), value.clone())),
    };
    so.given.iter().filter_map(pair).collect()
}
