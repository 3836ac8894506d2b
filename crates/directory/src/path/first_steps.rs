//! What to do first, and what to bring: who gives a document comes before who asks for it.

use crate::{hsds::RequiredDocument, reference::Reference};
use std::collections::BTreeSet;

/// A service to go to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Visit<'a> {
    /// Codes of the needs it answers, the main one first.
    pub needs: &'a [String],
    /// The documents it asks for.
    pub documents: &'a [RequiredDocument],
}

/// One step: go there, with these documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstStep {
    /// The place of the service in the list that was given.
    pub visit: usize,
    /// What to bring.
    pub bring: Vec<Bring>,
    /// The places of the services to go to before, because they give something that is asked here.
    pub after: Vec<usize>,
}

/// A document to bring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bring {
    /// Its code.
    pub key: String,
    /// It helps, but one is served without.
    pub optional: bool,
    /// Codes of documents accepted in its place.
    pub substitutes: Vec<String>,
    /// The need whose services give it, when one may not have it yet.
    pub given_by: Option<String>,
}

/// The services in the order in which to go to them. The order given is kept where documents do not say otherwise;
/// where two services each ask for what the other gives, the first given comes first.
pub fn first_steps(visits: &[Visit<'_>]) -> Vec<FirstStep> {
    let before: Vec<BTreeSet<usize>> = (0..visits.len()).map(|place| givers(place, visits)).collect();
    let mut left: Vec<usize> = (0..visits.len()).collect();
    let mut steps = Vec::new();
    while !left.is_empty() {
        let waits =
            |place: &usize| before.get(*place).is_some_and(|b| b.iter().any(|other| left.contains(other)));
        let next = left.iter().position(|place| !waits(place)).unwrap_or(0);
        let place = left.remove(next);
        steps.push(FirstStep {
            visit: place,
            bring: visits
                .get(place)
                .map(|visit| visit.documents.iter().filter_map(bring).collect())
                .unwrap_or_default(),
            after: before.get(place).map(|b| b.iter().copied().collect()).unwrap_or_default(),
        });
    }
    steps
}

fn bring(document: &RequiredDocument) -> Option<Bring> {
    let key = document.key.clone()?;
    Some(Bring {
        given_by: given_by(&key).map(str::to_owned),
        key,
        optional: document.optional,
        substitutes: document.substitutes.clone(),
    })
}

fn given_by(key: &str) -> Option<&'static str> {
    Reference::get().document(key)?.given_by.as_deref()
}

/// The services that give what this one requires. A document counts only when every one accepted in its place
/// must be got too: who may show a passport instead need not go anywhere first.
fn givers(place: usize, visits: &[Visit<'_>]) -> BTreeSet<usize> {
    let Some(visit) = visits.get(place) else { return BTreeSet::new() };
    let mut givers = BTreeSet::new();
    for document in visit.documents.iter().filter(|document| !document.optional) {
        let accepted = document.key.iter().chain(&document.substitutes);
        let Some(needs) = accepted.map(|key| given_by(key)).collect::<Option<Vec<_>>>() else { continue };
        // Who gives it need not be asked to bring it from elsewhere.
        if needs.iter().any(|need| visit.needs.iter().any(|own| own == need)) {
            continue;
        }
        let gives =
            |other: &Visit<'_>| other.needs.first().is_some_and(|main| needs.contains(&main.as_str()));
        givers.extend(visits.iter().enumerate().filter(|(_, other)| gives(other)).map(|(other, _)| other));
    }
    givers.remove(&place);
    givers
}
