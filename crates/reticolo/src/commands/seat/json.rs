//! A plan for programs.

use super::Seated;
use reticolo_seating::{Bound, Score};
use serde::Serialize;

/// The plan with names instead of numbers.
#[derive(Debug, Serialize)]
pub struct Json<'a> {
    /// Round, table, names.
    rounds: Vec<Vec<Vec<&'a str>>>,
    /// Who stays, by table; null where nobody does.
    hosts: Vec<Option<&'a str>>,
    /// Meetings that are not the first of their pair.
    repeats: u64,
    /// In no more rounds than these can it be that nobody meets twice.
    bound: usize,
    /// No plan has fewer repeats.
    repeats_bound: u64,
    score: Score,
    broken: Vec<Broken>,
    /// What would keep the broken rules; tried out.
    would_help: Vec<String>,
    doubts: &'a [String],
    /// Who has not been asked for her languages.
    languages_unknown: Vec<&'a str>,
    seconds: f64,
}

/// A hard rule that the plan breaks. Rounds and tables count from 1.
#[derive(Debug, Serialize)]
struct Broken {
    rule: &'static str,
    round: usize,
    table: Option<usize>,
    words: String,
}

/// The answer.
pub fn of(seated: &Seated) -> Json<'_> {
    let Seated { gathering, outcome, .. } = seated;
    let name = |person: &usize| gathering.people.get(*person).map_or("", |person| person.name.as_str());
    let host =
        |table: usize| gathering.people.iter().find(|p| p.host == Some(table)).map(|p| p.name.as_str());
    let unknown = gathering.people.iter().filter(|person| person.languages.is_none());
    let Bound { rounds: bound, repeats: repeats_bound } = outcome.bound;
    Json {
        rounds: outcome
            .plan
            .rounds
            .iter()
            .map(|tables| tables.iter().map(|members| members.iter().map(name).collect()).collect())
            .collect(),
        hosts: (0..gathering.tables.len()).map(host).collect(),
        repeats: outcome.score.repeats,
        bound,
        repeats_bound,
        score: outcome.score,
        broken: outcome
            .broken
            .iter()
            .map(|broken| Broken {
                rule: broken.rule(),
                round: broken.round() + 1,
                table: broken.table().map(|table| table + 1),
                words: broken.words(gathering),
            })
            .collect(),
        would_help: seated.changes.iter().map(|change| change.words(gathering)).collect(),
        doubts: &seated.doubts,
        languages_unknown: unknown.map(|person| person.name.as_str()).collect(),
        seconds: seated.taken.as_secs_f64(),
    }
}
