//! Results as JSON, for programs.

use reticolo_directory::{
    access::Because,
    find::{Count, Found, Hit, Worded},
    hours::OpenState,
};
use serde_json::{Value, json};

/// A page of results.
pub fn found(found: &Found) -> Value {
    json!({
        "total": found.total,
        "hidden_no": found.hidden_no,
        "page": found.page,
        "pages": found.pages,
        "relaxed": found.relaxed,
        "needs": found.needs.iter().map(|need| json!({ "code": need.code, "strength": need.strength })).collect::<Vec<_>>(),
        "corrected": found.corrected.iter().map(|(word, taken)| json!({ "word": word, "taken": taken })).collect::<Vec<_>>(),
        "unknown": found.unknown,
        "hits": found.hits.iter().map(hit).collect::<Vec<_>>(),
        "facets": facets(found),
    })
}

fn hit(hit: &Hit) -> Value {
    let summary = &hit.summary;
    json!({
        "id": summary.id,
        "name": worded(&summary.name),
        "summary": summary.summary.as_ref().map(worded),
        "organization": summary.organization,
        "place": summary.place,
        "municipality": summary.municipality,
        "point": summary.point,
        "needs": summary.needs,
        "languages": summary.languages,
        "free": summary.free,
        "no_documents": summary.no_documents,
        "places_left": summary.places_left,
        "verified_at": summary.verified_at.map(|at| at.to_string()),
        "verdict": hit.verdict,
        "why": hit.why.as_ref().map(|why| json!({
            "rule": why.rule,
            "says": why.says,
            "source": why.source,
            "because": match why.because {
                Because::Condition => "condition",
                Because::NotSaid => "not_said",
                Because::Overdue => "overdue",
            },
        })),
        "open": open(&hit.open),
        "km": hit.km.map(|km| (km * 100.0).round() / 100.0),
    })
}

fn worded(worded: &Worded) -> Value {
    json!({ "text": worded.text, "lang": worded.lang })
}

fn open(state: &OpenState) -> Value {
    match state {
        OpenState::Open { until } => json!({ "state": "open", "until": until.map(|at| at.to_string()) }),
        OpenState::Closed { opens_next } => {
            json!({ "state": "closed", "opens_next": opens_next.map(|at| at.to_string()) })
        }
        OpenState::Unknown => json!({ "state": "unknown" }),
    }
}

fn facets(found: &Found) -> Value {
    let facets = &found.facets;
    let [yes, unknown, no] = facets.verdicts;
    json!({
        "groups": counts(&facets.groups),
        "needs": counts(&facets.needs),
        "languages": counts(&facets.languages),
        "provinces": counts(&facets.provinces),
        "municipalities": counts(&facets.municipalities),
        "open": facets.open,
        "free": facets.free,
        "no_documents": facets.no_documents,
        "places_left": facets.places_left,
        "staff": { "f": facets.woman, "m": facets.man },
        "verdict": { "yes": yes, "unknown": unknown, "no": no },
    })
}

fn counts(counts: &[Count]) -> Vec<Value> {
    counts
        .iter()
        .map(|count| json!({ "code": count.code, "name": count.name, "count": count.count }))
        .collect()
}
