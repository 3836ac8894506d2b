use super::*;
use std::collections::{BTreeMap, BTreeSet};

fn of_default() -> Value {
    document(&Settings::default())
}

fn walk<'a>(value: &'a Value, call: &mut impl FnMut(&str, &'a Value)) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, inside)| {
            call(key, inside);
            walk(inside, call);
        }),
        Value::Array(items) => items.iter().for_each(|item| walk(item, call)),
        _ => {}
    }
}

#[test]
fn every_reference_leads_somewhere() {
    let document = of_default();
    let mut links = 0;
    walk(&document, &mut |key, value| {
        if key == "$ref" {
            links += 1;
            let pointer = value.as_str().unwrap().strip_prefix('#').unwrap();
            assert!(document.pointer(pointer).is_some(), "{pointer}");
        }
    });
    assert!(links > 100);
}

#[test]
fn every_operation_has_its_own_name_and_tells_its_refusals() {
    let document = of_default();
    let mut names = BTreeMap::new();
    walk(&document, &mut |key, value| {
        if key == "operationId" {
            *names.entry(value.as_str().unwrap()).or_insert(0) += 1;
        }
    });
    // Two about the API; one or two of each endpoint; each list links to one of its objects, by GET and by POST.
    assert_eq!(names.len(), 17);
    let links = |name: &str| {
        if ["Service", "Organization", "Taxonomy", "TaxonomyTerm", "ServiceAtLocation"]
            .iter()
            .any(|kind| name.ends_with(kind) && name.len() == kind.len() + 3)
        {
            2
        } else {
            0
        }
    };
    assert!(names.iter().all(|(name, count)| *count == 1 + links(name)), "{names:?}");
    for endpoint in &ENDPOINTS {
        let get = &document["paths"][endpoint.address()]["get"]["responses"];
        let told: BTreeSet<_> = get.as_object().unwrap().keys().map(String::as_str).collect();
        assert!(["200", "304", "400", "405", "429"].iter().all(|status| told.contains(status)), "{told:?}");
    }
}

#[test]
fn positions_stand_in_bodies_only() {
    let document = of_default();
    assert!(document["components"]["parameters"].get("lat").is_none());
    let post = &document["paths"]["/api/hsds/v3/services"]["post"]["requestBody"];
    assert!(post["content"]["application/json"]["schema"]["properties"].get("lat").is_some());
}
