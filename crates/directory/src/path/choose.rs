//! Which question to ask next: the one whose answer tells most about the services that are left.

use super::{Answers, Asks, Candidate, Question, questions};
use crate::{access::Verdict, hsds::Gender, reference::Reference};
use jiff::civil::Date;

/// When no more services than this are left, no question is asked.
pub const FEW: usize = 2;

/// The least information, in bits for each service that is left, for which a question is worth a person's time.
const WORTH: f64 = 0.04;

/// The question to ask next; `None` when none would tell much, or few services are left.
///
/// The need comes first: before it is known nobody can say which questions the law forbids.
pub fn next_question(candidates: &[Candidate<'_>], said: &Answers, today: Date) -> Option<&'static Question> {
    let left: Vec<_> = candidates
        .iter()
        .filter(|candidate| candidate.outcome(said, today) != Verdict::No)
        .copied()
        .collect();
    if left.len() <= FEW {
        return None;
    }
    let open = |question: &&Question| !said.has(question.asks) && !is_idle(question.asks, said);
    let first = |asks: Asks| questions().iter().filter(open).find(|question| question.asks == asks);
    let need = first(Asks::Group).or_else(|| first(Asks::Need).filter(|_| said.group().is_some()));
    if let Some(question) = need.filter(|question| information(question, &left, said, today) >= WORTH) {
        return Some(question);
    }
    let papers = !may_be_forbidden(&left, said);
    let mut best: Option<(f64, &'static Question)> = None;
    for question in questions().iter().filter(open).filter(|q| papers || !q.is_about_papers()) {
        let bits = information(question, &left, said, today);
        if bits >= WORTH && best.is_none_or(|(most, _)| bits > most) {
            best = Some((bits, question));
        }
    }
    best.map(|(_, question)| question)
}

/// Whether she would wonder why she is asked.
fn is_idle(asks: Asks, said: &Answers) -> bool {
    let past_it = said.person.age.is_some_and(|age| !(12..=60).contains(&age));
    asks == Asks::Pregnant && (said.person.gender == Some(Gender::Man) || past_it)
}

/// Whether the law forbids asking for the permit, or may forbid it as long as the need is not known.
fn may_be_forbidden(left: &[Candidate<'_>], said: &Answers) -> bool {
    let forbids = |code: &str| Reference::get().need(code).is_none_or(|need| need.position_not_asked);
    match said.need() {
        Some(need) => forbids(need),
        None => left.iter().any(|candidate| candidate.needs.first().is_none_or(|need| forbids(need))),
    }
}

/// The expected information of a question in bits for each service: the mean over the services of the entropy of
/// yes, unknown and no, as the likely answers would divide them.
pub fn information(question: &Question, left: &[Candidate<'_>], said: &Answers, today: Date) -> f64 {
    let mut outcomes = vec![[0.0f64; 3]; left.len()];
    for (value, likely) in question.tries(said) {
        let mut then = said.clone();
        if then.put(question, &value).is_err() {
            continue;
        }
        for (candidate, outcome) in left.iter().zip(&mut outcomes) {
            let verdict = candidate.outcome(&then, today) as usize;
            if let Some(weight) = outcome.get_mut(verdict) {
                *weight += likely;
            }
        }
    }
    let bits: f64 = outcomes.iter().flatten().map(|p| if *p > 0.0 { -p * p.log2() } else { 0.0 }).sum();
    bits.max(0.0) / left.len().max(1) as f64
}
