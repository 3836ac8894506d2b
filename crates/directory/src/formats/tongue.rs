//! In which language a record is written, by its small words; and the codes of languages by their names.

use reticolo_base::{Lang, folding};

const SMALL: [(Lang, &[&str]); 5] = [
    (
        Lang::It,
        &[
            "il", "lo", "la", "gli", "di", "del", "della", "dei", "che", "per", "con", "una", "sono", "nel",
            "alla", "e", "chi",
        ],
    ),
    (
        Lang::En,
        &[
            "the", "of", "and", "to", "for", "in", "is", "are", "with", "by", "or", "on", "from", "you",
            "your", "an",
        ],
    ),
    (
        Lang::Fr,
        &[
            "le", "les", "des", "du", "et", "pour", "une", "dans", "est", "vous", "votre", "aux", "avec",
            "sur", "qui",
        ],
    ),
    (
        Lang::Ro,
        &[
            "si",
            "sau",
            "pentru",
            "din",
            "este",
            "sunt",
            "cu",
            "unei",
            "pe",
            "care",
            "dumneavoastra",
            "la",
            "prin",
        ],
    ),
    (Lang::Sq, &["dhe", "per", "nga", "eshte", "jane", "te", "ne", "se", "me", "ose", "qe", "juaj", "nje"]),
];

/// The language of a text; `None` when it is too short to tell.
pub fn detect(text: &str) -> Option<Lang> {
    let start: String = text.chars().take(1_500).collect();
    let arabic = start.chars().filter(|c| ('\u{600}'..='\u{6ff}').contains(c)).count();
    if arabic * 3 > start.chars().filter(|c| c.is_alphabetic()).count() {
        return (arabic > 3).then_some(Lang::Ar);
    }
    let folded = folding::fold(&start);
    let mut scores = SMALL.map(|(lang, _)| (0_usize, lang));
    for word in folding::words(&folded) {
        for ((_, small), (score, _)) in SMALL.iter().zip(&mut scores) {
            *score += usize::from(small.contains(&word));
        }
    }
    scores.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    match scores {
        [(best, lang), (second, _), ..] if best >= 2 && best > second => Some(lang),
        _ => None,
    }
}

/// Languages by their English, Italian and own names, folded.
const NAMES: &[(&str, &[&str])] = &[
    ("it", &["italian", "italiano", "italiana"]),
    ("en", &["english", "inglese"]),
    ("fr", &["french", "francese", "francais"]),
    ("ar", &["arabic", "arabo", "arabe", "العربيه"]),
    ("ro", &["romanian", "rumeno", "romeno", "romana"]),
    ("sq", &["albanian", "albanese", "shqip"]),
    ("es", &["spanish", "spagnolo", "espanol", "castellano"]),
    ("pt", &["portuguese", "portoghese", "portugues"]),
    ("de", &["german", "tedesco", "deutsch"]),
    ("ru", &["russian", "russo"]),
    ("uk", &["ukrainian", "ucraino"]),
    ("zh", &["chinese", "cinese", "mandarin", "mandarino"]),
    ("yue", &["cantonese"]),
    ("bn", &["bengali", "bengalese", "bangla"]),
    ("ur", &["urdu"]),
    ("pa", &["punjabi", "panjabi"]),
    ("hi", &["hindi"]),
    ("ta", &["tamil"]),
    ("si", &["sinhala", "singalese"]),
    ("fa", &["farsi", "persian", "persiano", "dari"]),
    ("ps", &["pashto", "pashtu"]),
    ("tr", &["turkish", "turco"]),
    ("ku", &["kurdish", "curdo"]),
    ("so", &["somali", "somalo"]),
    ("ti", &["tigrinya", "tigrino"]),
    ("am", &["amharic", "amarico"]),
    ("wo", &["wolof"]),
    ("ff", &["fula", "fulani", "pular", "peul"]),
    ("bm", &["bambara"]),
    ("man", &["mandinka", "mandingo", "mandinga"]),
    ("ha", &["hausa"]),
    ("yo", &["yoruba"]),
    ("ig", &["igbo"]),
    ("bin", &["edo", "bini"]),
    ("pcm", &["pidgin", "nigerian pidgin"]),
    ("sw", &["swahili"]),
    ("tl", &["tagalog", "filipino"]),
    ("vi", &["vietnamese", "vietnamita"]),
    ("ko", &["korean", "coreano"]),
    ("ja", &["japanese", "giapponese"]),
    ("pl", &["polish", "polacco"]),
    ("bg", &["bulgarian", "bulgaro"]),
    ("sr", &["serbian", "serbo"]),
    ("hr", &["croatian", "croato"]),
    ("mk", &["macedonian", "macedone"]),
    ("ka", &["georgian", "georgiano"]),
    ("el", &["greek", "greco"]),
    ("he", &["hebrew", "ebraico"]),
    ("yi", &["yiddish"]),
    ("ht", &["haitian creole", "creole", "haitian"]),
    ("ase", &["american sign language", "asl"]),
    ("ise", &["lingua dei segni italiana", "lis"]),
    ("sgn", &["sign language", "lingua dei segni"]),
];

/// The BCP 47 code of a language by its name; `None` for a name that is more than a name, e.g. *Spanish (limited)*
/// gives `es` but *other languages on request* gives none.
pub fn code(name: &str) -> Option<&'static str> {
    let folded = folding::fold(name);
    let plain = folded.split(['(', '.', ';']).next().unwrap_or("").replace('-', " ");
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    NAMES
        .iter()
        .find(|(code, names)| plain == *code || names.contains(&plain.as_str()))
        .map(|(code, _)| *code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_words_tell_the_language() {
        assert_eq!(detect("Il servizio è per chi chiede il permesso di soggiorno"), Some(Lang::It));
        assert_eq!(detect("The service is for people who ask for a permit"), Some(Lang::En));
        assert_eq!(detect("Le service est pour les personnes"), Some(Lang::Fr));
        assert_eq!(detect("خدمة للمهاجرين في باري"), Some(Lang::Ar));
        assert_eq!(detect("Serviciul este pentru persoane care sunt din Bari"), Some(Lang::Ro));
        assert_eq!(detect("Shërbimi është për njerëzit që janë nga Bari"), Some(Lang::Sq));
        assert_eq!(detect("Caritas"), None);
    }

    #[test]
    fn a_language_is_known_by_any_of_its_names() {
        assert_eq!(code("Arabo"), Some("ar"));
        assert_eq!(code("Spanish (limited)"), Some("es"));
        assert_eq!(code("Haitian-Creole"), Some("ht"));
        assert_eq!(code("other languages available upon request"), None);
    }
}
