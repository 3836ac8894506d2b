//! The texts of a record in a wanted language.

use reticolo_base::Lang;
use reticolo_directory::hsds::{Careful, Shown, Translation, shown};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value, json};

/// The record with its texts as a reader of this language sees them. `texts_shown` tells of every paragraph that was
/// translated in which language it is and how far it may be trusted. Translations into other languages are left out.
pub fn in_language<T>(record: T, own: Option<Lang>, translations: &[Translation], wanted: Lang) -> T
where
    T: Serialize + DeserializeOwned,
{
    let Ok(mut value) = serde_json::to_value(&record) else { return record };
    let own = own.unwrap_or(Lang::It);
    let mut told = Map::new();
    for translation in translations.iter().filter(|translation| translation.lang == wanted && wanted != own) {
        let Some(text) = find(&mut value, &translation.field) else { continue };
        let field = translation.field.as_str();
        let paragraphs = shown(text, own, translations, field, wanted, Careful::of(field));
        *text = paragraphs.iter().map(|p| p.text.as_str()).collect::<Vec<_>>().join("\n");
        told.insert(field.to_owned(), paragraphs.iter().map(mark).collect());
    }
    if let Some(map) = value.as_object_mut() {
        if let Some(profile) = map.get_mut("profile").and_then(Value::as_object_mut) {
            profile.remove("translations");
        }
        if !told.is_empty() {
            map.insert("texts_shown".to_owned(), Value::Object(told));
        }
    }
    serde_json::from_value(value).unwrap_or(record)
}

fn mark(paragraph: &Shown) -> Value {
    json!({ "lang": paragraph.lang, "review": paragraph.review })
}

/// The text of a field: `name`, `profile.how`, `required_documents/{id}/document`, `profile.access_rules/0/says`.
fn find<'a>(value: &'a mut Value, field: &str) -> Option<&'a mut String> {
    let mut here = value;
    for step in field.split(['.', '/']) {
        here = match here {
            Value::Object(map) => map.get_mut(step)?,
            Value::Array(items) => {
                match items.iter().position(|item| item.get("id").and_then(Value::as_str) == Some(step)) {
                    Some(at) => items.get_mut(at)?,
                    None => items.get_mut(step.parse::<usize>().ok()?)?,
                }
            }
            _ => return None,
        };
    }
    if let Value::String(text) = here { Some(text) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use reticolo_directory::hsds::{RequiredDocument, Service};

    fn service() -> Service {
        let mut service = Service {
            name: Some("Mensa".into()),
            description: Some("Pasti.\nOgni giorno.".into()),
            ..Service::default()
        };
        service.required_documents = vec![RequiredDocument {
            id: "d1".into(),
            document: Some("Passaporto".into()),
            ..RequiredDocument::default()
        }];
        service.profile.lang = Some(Lang::It);
        service.profile.translations = vec![
            Translation::made("name", Lang::En, "Mensa", "Canteen", true),
            Translation::made("description", Lang::En, "Pasti.\nOgni sera.", "Meals.\nEvery evening.", true),
            Translation::made("required_documents/d1/document", Lang::En, "Passaporto", "Passport", false),
        ];
        service
    }

    fn told(wanted: Lang) -> Service {
        let service = service();
        let translations = service.profile.translations.clone();
        in_language(service, Some(Lang::It), &translations, wanted)
    }

    #[test]
    fn texts_are_in_the_wanted_language_and_marked() {
        let english = told(Lang::En);
        assert_eq!(english.name.as_deref(), Some("Canteen"));
        assert_eq!(english.required_documents[0].document.as_deref(), Some("Passport"));
        let marks = english.other.get("texts_shown").unwrap();
        assert_eq!(marks["name"], json!([{ "lang": "en", "review": "reviewed" }]));
        assert_eq!(marks["description"][1], json!({ "lang": "en", "review": "outdated" }));
        assert_eq!(marks["required_documents/d1/document"][0]["review"], "unreviewed");
        assert!(english.profile.translations.is_empty());
    }

    #[test]
    fn without_a_translation_the_source_stands() {
        let arabic = told(Lang::Ar);
        assert_eq!(arabic.name.as_deref(), Some("Mensa"));
        assert!(!arabic.other.contains_key("texts_shown"));
        assert_eq!(told(Lang::It).description, service().description);
    }

    #[test]
    fn a_field_that_is_not_there_changes_nothing() {
        let translations = [Translation::made("profile.access_rules/7/says", Lang::En, "x", "y", true)];
        let same = in_language(service(), Some(Lang::It), &translations, Lang::En);
        assert_eq!(same.name.as_deref(), Some("Mensa"));
    }
}
