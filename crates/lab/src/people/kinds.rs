//! The kinds of body from which people come, with their names: `data/lab/kinds.toml`.

use reticolo_base::{Text, folding};
use serde::Deserialize;
use std::sync::LazyLock;

/// A kind of body.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Kind {
    /// The stored word.
    pub code: String,
    /// The coarse view for figures: `public`, `third`, `migrants`, `person`, `university`, `other`.
    pub group: String,
    /// Whether its people have themselves migrated, or lead those who have.
    #[serde(default)]
    pub experience: bool,
    /// Whether a Lab about access to services is lame without it: it is named while nobody of it is invited.
    #[serde(default)]
    pub core: bool,
    /// Its name in the languages of the pages.
    pub names: Text,
    /// Other words for it in lists.
    heard: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    kind: Vec<Kind>,
}

static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(|| {
    let read = toml::from_str::<File>(include_str!("../../../../data/lab/kinds.toml"));
    // A test forbids a broken file; should it be broken, kinds are unknown and the Lab goes on.
    read.map(|file| file.kind).unwrap_or_else(|error| {
        tracing::error!(%error, "the kinds of body cannot be read");
        Vec::new()
    })
});

/// Every kind, in the order of the pages.
pub fn kinds() -> &'static [Kind] {
    &KINDS
}

/// The kind with this code.
pub fn kind(code: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.code == code)
}

impl Kind {
    /// The kind that somebody wrote in a list: its code, its name in any language, or another word for it.
    pub fn heard(written: &str) -> Option<&'static Self> {
        let written = key(written);
        let is = |kind: &&Kind| {
            kind.code == written
                || kind.names.iter().any(|(_, name)| key(name) == written)
                || kind.heard.iter().any(|word| key(word) == written)
        };
        (!written.is_empty()).then(|| KINDS.iter().find(is)).flatten()
    }

    /// The kind that the name of a body tells: "Comune di Bari" is a municipality, "ASL Foggia" a health service. The longest
    /// word that is heard counts.
    pub fn told_by(body: &str) -> Option<&'static Self> {
        let body = format!(" {} ", key(body));
        let words = KINDS.iter().flat_map(|kind| {
            let names = kind.names.get(reticolo_base::Lang::It).map(str::to_owned);
            kind.heard.iter().cloned().chain(names).map(move |word| (key(&word), kind))
        });
        let told = words.filter(|(word, _)| !word.is_empty() && body.contains(&format!(" {word} ")));
        told.max_by_key(|(word, _)| word.len()).map(|(_, kind)| kind)
    }
}

/// Letters and digits, folded.
fn key(written: &str) -> String {
    folding::words(&folding::fold(written)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use reticolo_base::Lang;
    use std::collections::BTreeMap;

    #[test]
    fn every_kind_has_a_name_in_every_language() {
        assert!(kinds().len() > 20);
        for kind in kinds() {
            for lang in Lang::ALL {
                assert!(kind.names.get(lang).is_some(), "{} in {lang}", kind.code);
            }
        }
    }

    #[test]
    fn no_word_means_two_kinds() {
        let mut words: BTreeMap<String, &str> = BTreeMap::new();
        for kind in kinds() {
            let names = kind.names.iter().map(|(_, name)| name.to_owned());
            for word in names.chain(kind.heard.iter().cloned()).chain([kind.code.clone()]) {
                let other = words.insert(key(&word), &kind.code);
                assert!(other.is_none_or(|other| other == kind.code), "{word}: {} and {other:?}", kind.code);
            }
        }
    }

    #[test]
    fn a_kind_is_known_however_it_is_written() {
        let code = |written| Kind::heard(written).map(|kind| kind.code.as_str());
        assert_eq!(code("ASL"), Some("health"));
        assert_eq!(code(" Centro per l'Impiego "), Some("job_centre"));
        assert_eq!(code("Associazione di migranti"), Some("migrants"));
        assert_eq!((code(""), code("?"), code("gelateria")), (None, None, None));
    }

    #[test]
    fn the_name_of_a_body_tells_its_kind() {
        let code = |body| Kind::told_by(body).map(|kind| kind.code.as_str());
        assert_eq!(code("Comune di Bari"), Some("municipality"));
        assert_eq!(code("ASL Foggia, distretto 51"), Some("health"));
        assert_eq!(code("Cooperativa sociale Il Ponte"), Some("cooperative"));
        assert_eq!((code(""), code("Gelateria Aslan")), (None, None));
    }
}
