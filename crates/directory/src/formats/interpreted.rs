//! Languages spoken through a mediator. HSDS `languages` excludes them: on the way out they become the words of
//! `interpretation_services` and, for those who read our profile, a list there; on the way in they come back.

use serde_json::{Map, Value};

/// Where they lie in the profile of a service.
const LIST: &str = "interpreted_languages";
/// Where each stood among the languages.
const PLACE: &str = "position";

/// On the way out: moves interpreted languages of a service out of `languages`.
pub fn scatter(service: &mut Map<String, Value>) {
    let Some(Value::Array(languages)) = service.get_mut("languages") else { return };
    let is = |language: &Value| language.get("interpreted").and_then(Value::as_bool).unwrap_or(false);
    let mut interpreted: Vec<Value> = Vec::new();
    for (position, language) in languages.iter().enumerate().filter(|(_, language)| is(language)) {
        let mut language = language.clone();
        if let Some(map) = language.as_object_mut() {
            map.remove("interpreted");
            map.insert(PLACE.to_owned(), Value::from(position));
        }
        interpreted.push(language);
    }
    if interpreted.is_empty() {
        return;
    }
    languages.retain(|language| !is(language));
    if languages.is_empty() {
        service.remove("languages");
    }
    let told = service.get("interpretation_services").and_then(Value::as_str).unwrap_or_default();
    let words =
        [told, &words(&interpreted)].iter().filter(|w| !w.is_empty()).copied().collect::<Vec<_>>().join("\n");
    service.insert("interpretation_services".to_owned(), Value::String(words));
    let profile = service.entry("profile").or_insert_with(|| Value::Object(Map::new()));
    if let Some(profile) = profile.as_object_mut() {
        profile.insert(LIST.to_owned(), Value::Array(interpreted));
    }
}

/// On the way in: moves them back.
pub fn gather(service: &mut Map<String, Value>) {
    let Some(profile) = service.get_mut("profile").and_then(Value::as_object_mut) else { return };
    let Some(Value::Array(interpreted)) = profile.remove(LIST) else { return };
    let tail = words(&interpreted);
    if let Some(told) = service.get("interpretation_services").and_then(Value::as_str)
        && let Some(own) = told.strip_suffix(&tail)
    {
        let own = own.trim_end().to_owned();
        service.insert("interpretation_services".to_owned(), Value::String(own));
    }
    let languages = service.entry("languages").or_insert_with(|| Value::Array(Vec::new()));
    let Some(languages) = languages.as_array_mut() else { return };
    for mut language in interpreted {
        let Some(map) = language.as_object_mut() else { continue };
        let position = map.remove(PLACE).and_then(|p| p.as_u64()).and_then(|p| usize::try_from(p).ok());
        map.insert("interpreted".to_owned(), Value::Bool(true));
        languages.insert(position.unwrap_or(usize::MAX).min(languages.len()), language);
    }
}

/// `ar (TU, TH; 2 days' notice), wo`
fn words(languages: &[Value]) -> String {
    let one = |language: &Value| {
        let text = |field: &str| language.get(field).and_then(Value::as_str).map(str::to_owned);
        let name = text("name").or_else(|| text("code")).unwrap_or_default();
        let days: Vec<&str> = language
            .get("days")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        let notice = language.get("notice_days").and_then(Value::as_u64).map(|n| format!("{n} days' notice"));
        let when: Vec<String> =
            [(!days.is_empty()).then(|| days.join(", ")), notice].into_iter().flatten().collect();
        if when.is_empty() { name } else { format!("{name} ({})", when.join("; ")) }
    };
    format!("Interpretation: {}", languages.iter().map(one).collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn service() -> Map<String, Value> {
        json!({
            "id": "1", "name": "Ambulatorio", "interpretation_services": "Call first.",
            "languages": [
                {"id": "a", "name": "Arabic", "code": "ar", "interpreted": true, "days": ["TU", "TH"], "notice_days": 2},
                {"id": "b", "name": "English", "code": "en"},
                {"id": "c", "code": "wo", "interpreted": true},
            ],
        })
        .as_object()
        .unwrap()
        .clone()
    }

    #[test]
    fn a_mediator_is_told_in_words_and_not_among_the_languages_of_the_staff() {
        let mut out = service();
        scatter(&mut out);
        assert_eq!(out["languages"], json!([{"id": "b", "name": "English", "code": "en"}]));
        assert_eq!(
            out["interpretation_services"],
            "Call first.\nInterpretation: Arabic (TU, TH; 2 days' notice), wo"
        );
    }

    #[test]
    fn nothing_is_lost_on_the_way_out_and_back() {
        let mut there = service();
        scatter(&mut there);
        gather(&mut there);
        there.remove("profile");
        assert_eq!(there, service());
    }

    #[test]
    fn a_service_without_mediators_stays_as_it_is() {
        let told =
            json!({"id": "1", "languages": [{"id": "b", "name": "English"}]}).as_object().unwrap().clone();
        let mut there = told.clone();
        scatter(&mut there);
        gather(&mut there);
        assert_eq!(there, told);
    }
}
