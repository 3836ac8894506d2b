//! Languages as people write them in a list: a code, or a name in English, Italian or the language itself.

use reticolo_base::folding::fold;

/// Code (ISO 639-1, or 639-3 where there is none), English name, and other names that are heard.
const TONGUES: &[(&str, &str, &[&str])] = &[
    ("am", "Amharic", &["amarico", "amarica"]),
    ("ar", "Arabic", &["arabo", "العربية"]),
    ("bg", "Bulgarian", &["bulgaro"]),
    ("bm", "Bambara", &["bambara", "bamanankan"]),
    ("bn", "Bengali", &["bengalese", "bangla", "বাংলা"]),
    ("de", "German", &["tedesco", "deutsch"]),
    ("el", "Greek", &["greco"]),
    ("en", "English", &["inglese"]),
    ("es", "Spanish", &["spagnolo", "español", "castigliano"]),
    ("fa", "Persian", &["persiano", "farsi", "dari", "فارسی"]),
    ("ff", "Fula", &["fulani", "pular", "peul", "fulfulde"]),
    ("fr", "French", &["francese", "français"]),
    ("ha", "Hausa", &[]),
    ("hi", "Hindi", &[]),
    ("ig", "Igbo", &["ibo"]),
    ("it", "Italian", &["italiano"]),
    ("ka", "Georgian", &["georgiano"]),
    ("ku", "Kurdish", &["curdo", "kurmanji"]),
    ("ln", "Lingala", &[]),
    ("mnk", "Mandinka", &["mandingo", "mandinga", "malinke"]),
    ("om", "Oromo", &[]),
    ("pa", "Punjabi", &["panjabi"]),
    ("pl", "Polish", &["polacco"]),
    ("ps", "Pashto", &["pashtu", "پښتو"]),
    ("pt", "Portuguese", &["portoghese", "português"]),
    ("ro", "Romanian", &["romeno", "rumeno", "română"]),
    ("ru", "Russian", &["russo", "русский"]),
    ("si", "Sinhala", &["singalese"]),
    ("so", "Somali", &["somalo", "soomaali"]),
    ("sq", "Albanian", &["albanese", "shqip"]),
    ("sr", "Serbian", &["serbo"]),
    ("sw", "Swahili", &[]),
    ("ta", "Tamil", &[]),
    ("ti", "Tigrinya", &["tigrino"]),
    ("tl", "Tagalog", &["filippino", "filipino"]),
    ("tr", "Turkish", &["turco", "türkçe"]),
    ("tw", "Twi", &["akan"]),
    ("uk", "Ukrainian", &["ucraino", "українська"]),
    ("ur", "Urdu", &["اردو"]),
    ("wo", "Wolof", &["uolof"]),
    ("yo", "Yoruba", &[]),
    ("zh", "Chinese", &["cinese", "mandarino", "中文"]),
];

/// The English name of a language; the code itself where none is known.
pub fn name(code: &str) -> &str {
    TONGUES.iter().find(|(known, ..)| *known == code).map_or(code, |(_, name, _)| name)
}

/// The code of a language that somebody wrote. A word that is not known stands for itself: two who write it the same share
/// it. `None` for what is no word.
pub fn code(written: &str) -> Option<String> {
    let written = fold(written.trim());
    let word = written.split(['-', '_']).next().unwrap_or_default();
    if !word.chars().any(char::is_alphabetic) {
        return None;
    }
    let is = |known: &(&str, &str, &[&str])| {
        known.0 == word || fold(known.1) == written || known.2.iter().any(|other| fold(other) == written)
    };
    Some(
        TONGUES
            .iter()
            .find(|known| is(known))
            .map_or_else(|| written.clone(), |(code, ..)| (*code).to_owned()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_however_it_is_written() {
        for written in ["it", "IT", "it-IT", "it_CH", "Italiano", "italian", " italiano "] {
            assert_eq!(code(written).as_deref(), Some("it"), "{written}");
        }
        assert_eq!(code("Français").as_deref(), Some("fr"));
        assert_eq!(code("العربية").as_deref(), Some("ar"));
        assert_eq!(code("uolof"), code("Wolof"));
    }

    #[test]
    fn an_unknown_language_stands_for_itself() {
        assert_eq!(code("Soninké"), code("soninke"));
        assert_eq!(name("soninke"), "soninke");
        assert_eq!((code("?"), code(""), code("12")), (None, None, None));
    }

    #[test]
    fn no_name_means_two_languages() {
        for (at, (known, english, others)) in TONGUES.iter().enumerate() {
            for word in others.iter().chain([known, english]) {
                let means = code(word).unwrap();
                assert_eq!(&means, known, "{word} of line {at}");
            }
        }
    }
}
