//! The texts of records, per language.

use crate::hsds::{Location, Organization, Service, Translation};
use reticolo_base::Lang;

/// The longest summary made from a description, in characters.
const SUMMARY_CHARS: usize = 220;

/// A text with the language it is in, where that is known.
pub(super) type Said<'a> = (Option<Lang>, &'a str);

/// A field in its own language; nothing for blank ones.
pub(super) fn own(lang: Option<Lang>, text: Option<&String>) -> impl Iterator<Item = Said<'_>> {
    text.map(|text| (lang, text.trim())).filter(|(_, text)| !text.is_empty()).into_iter()
}

/// The paragraphs of a field's translations.
pub(super) fn translated<'a>(
    translations: &'a [Translation],
    wanted: impl Fn(&str) -> bool + 'a,
) -> impl Iterator<Item = Said<'a>> {
    translations
        .iter()
        .filter(move |translation| wanted(&translation.field))
        .flat_map(|t| t.paragraphs.iter().map(move |paragraph| (Some(t.lang), paragraph.text.trim())))
        .filter(|(_, text)| !text.is_empty())
}

/// The names of a service.
pub(super) fn names(service: &Service) -> Vec<Said<'_>> {
    let profile = &service.profile;
    let names = own(profile.lang, service.name.as_ref());
    names.chain(translated(&profile.translations, |field| field == "name")).collect()
}

/// One sentence per language; made from the description where there is none.
pub(super) fn summaries(service: &Service) -> Vec<(Option<Lang>, String)> {
    let profile = &service.profile;
    let summary = own(profile.lang, profile.summary.as_ref());
    let translated =
        translated(&profile.translations, |field| matches!(field, "profile.summary" | "summary"));
    let all: Vec<_> = summary.chain(translated).map(|(lang, text)| (lang, text.to_owned())).collect();
    if all.is_empty() {
        return own(profile.lang, service.description.as_ref())
            .map(|(l, text)| (l, first_sentence(text)))
            .collect();
    }
    all
}

/// Everything else that a service says about itself in words.
pub(super) fn bodies(service: &Service) -> Vec<Said<'_>> {
    let profile = &service.profile;
    let documents = service.required_documents.iter().map(|document| document.document.as_ref());
    let fields = [
        profile.summary.as_ref(),
        service.description.as_ref(),
        profile.who.as_ref(),
        profile.how.as_ref(),
        profile.result.as_ref(),
        profile.times.as_ref(),
        profile.conditions.as_ref(),
        service.eligibility_description.as_ref(),
        service.application_process.as_ref(),
    ];
    let said = fields.into_iter().chain(documents).flat_map(|text| own(profile.lang, text));
    said.chain(translated(&profile.translations, |field| !matches!(field, "name" | "alternate_name")))
        .collect()
}

/// The names of an organisation.
pub(super) fn organization_names(organization: &Organization) -> Vec<Said<'_>> {
    let lang = organization.profile.lang;
    own(lang, organization.name.as_ref()).chain(own(lang, organization.alternate_name.as_ref())).collect()
}

/// The town of a place.
pub(super) fn town(location: &Location) -> Option<&str> {
    let cities = location.addresses.iter().filter_map(|address| address.city.as_deref());
    cities.map(str::trim).find(|city| !city.is_empty())
}

/// The first sentence of a text, or its beginning up to a word's end.
fn first_sentence(text: &str) -> String {
    let line = text.replace("\\n", " ").split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= SUMMARY_CHARS {
        return line;
    }
    let cut: String = line.chars().take(SUMMARY_CHARS).collect();
    let sentence = cut.rfind(". ").map(|end| end + 1).filter(|end| *end > 40);
    match sentence.and_then(|end| cut.get(..end)) {
        Some(sentence) => sentence.to_owned(),
        None => format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_description_becomes_its_first_sentence() {
        let long = format!("We give food to families every week in the city. {}", "More words. ".repeat(40));
        let summary = first_sentence(&long);
        assert!(
            summary.starts_with("We give food") && summary.ends_with('.') && summary.len() <= SUMMARY_CHARS
        );
        assert_eq!(first_sentence("Short\\n and  plain"), "Short and plain");
        assert!(first_sentence(&"x".repeat(900)).chars().count() <= SUMMARY_CHARS + 1);
    }

    #[test]
    fn names_come_in_every_language() {
        let mut service = Service { name: Some("Mensa".into()), ..Service::default() };
        service.profile.lang = Some(Lang::It);
        service.profile.translations = vec![Translation::made("name", Lang::En, "Mensa", "Meals", true)];
        assert_eq!(names(&service), [(Some(Lang::It), "Mensa"), (Some(Lang::En), "Meals")]);
    }
}
