//! Fields that HSDS requires and the source did not tell. They go out with a plain value and a mark in the profile,
//! so that reading our own export does not take the value for something that somebody said.

use serde_json::{Map, Value};

/// Where the names of such fields lie in the profile.
const MARK: &str = "not_told";

/// The required field of a kind that does not go out as an empty text.
fn field(kind: &str) -> Option<&'static str> {
    match kind {
        "service" => Some("status"),
        "location" => Some("location_type"),
        _ => None,
    }
}

/// On the way out: marks the field that is about to be filled.
pub fn mark(kind: &str, map: &mut Map<String, Value>) {
    let Some(field) = field(kind).filter(|field| !map.contains_key(*field)) else { return };
    let profile = map.entry("profile").or_insert_with(|| Value::Object(Map::new()));
    if let Some(profile) = profile.as_object_mut() {
        profile.insert(MARK.to_owned(), Value::Array(vec![Value::from(field)]));
    }
}

/// On the way in: forgets what was only filled.
pub fn forget(map: &mut Map<String, Value>) {
    let Some(profile) = map.get_mut("profile").and_then(Value::as_object_mut) else { return };
    let marked = profile.remove(MARK);
    if profile.is_empty() {
        map.remove("profile");
    }
    for field in marked.as_ref().and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
        if matches!(field, "status" | "location_type") {
            map.remove(field);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_status_that_nobody_told_is_not_told_on_the_way_back() {
        let told = json!({"id": "1", "name": "Mensa"}).as_object().unwrap().clone();
        let mut map = told.clone();
        mark("service", &mut map);
        map.insert("status".to_owned(), "active".into());
        forget(&mut map);
        assert_eq!(map, told);
    }

    #[test]
    fn a_status_that_was_told_stays() {
        let told = json!({"id": "1", "status": "inactive"}).as_object().unwrap().clone();
        let mut map = told.clone();
        mark("service", &mut map);
        forget(&mut map);
        assert_eq!(map, told);
    }
}
