#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]
use reticolo_directory::formats::{self, Options, assemble::{Depth, Shelf}};
#[test]
fn eq() {
    let mut bad = Vec::new();
    for entry in std::fs::read_dir(std::env::var("EXAMPLES").unwrap()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if path.extension().is_none_or(|e| e != "json") || name == "base" || name == "tabular" { continue; }
        let told: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let reading = formats::read(&path, &Options::default()).unwrap();
        let (shelf, r) = (Shelf::new(&reading.records), &reading.records);
        let (depth, told) = match told.get("contents") { Some(c) => (Depth::List, c[0].clone()), None => (Depth::Full, told) };
        let made = if name.starts_with("service_at") { shelf.service_at_location(&r.places[0], depth) }
            else if name.starts_with("service") { shelf.service(&r.services[0], depth) }
            else if name.starts_with("organization") { shelf.organization(&r.organizations[0], depth) }
            else if name.starts_with("location") { formats::assemble::location(&r.locations[0], depth) }
            else if name.starts_with("taxonomy_term") { formats::assemble::taxonomy_term(&r.terms[0], depth) }
            else { formats::assemble::taxonomy(&r.taxonomies[0], depth) };
        println!("EQUAL {name} {}", made == told);
        if made != told { diff("", &told, &made); bad.push(name); }
    }
    assert!(bad.is_empty(), "{bad:?}");
}
fn diff(at: &str, a: &serde_json::Value, b: &serde_json::Value) {
    use serde_json::Value::*;
    match (a, b) {
        (Object(x), Object(y)) => { for (k, v) in x { match y.get(k) { Some(w) => diff(&format!("{at}.{k}"), v, w), None => println!("missing {at}.{k}") } } for k in y.keys().filter(|k| !x.contains_key(*k)) { println!("extra {at}.{k} = {}", y[k]) } }
        (Array(x), Array(y)) if x.len() == y.len() => for (i, (v, w)) in x.iter().zip(y).enumerate() { diff(&format!("{at}[{i}]"), v, w) },
        _ if a != b => println!("differs {at}: {a} / {b}"),
        _ => {}
    }
}
