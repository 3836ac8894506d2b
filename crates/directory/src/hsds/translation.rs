//! Translations, paragraph by paragraph, each knowing the source paragraph it was made from.

use reticolo_base::Lang;
use serde::{Deserialize, Serialize};

/// The translation of one field of a record into one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Translation {
    /// The field, e.g. `description`, `profile.how` or `required_documents/{id}/document`.
    pub field: String,
    /// The language of the translation.
    pub lang: Lang,
    /// One entry per line of the source field, in order.
    pub paragraphs: Vec<Paragraph>,
}

/// One translated paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// The translated words.
    pub text: String,
    /// The fingerprint of the source paragraph it was made from: see [`Paragraph::fingerprint`].
    pub source: String,
    /// Whether somebody who knows the language has read it.
    #[serde(default)]
    pub reviewed: bool,
}

/// How far a translated paragraph may be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Review {
    /// It is the source itself.
    Source,
    /// Somebody who knows the language has read it, and the source has not changed since.
    Reviewed,
    /// Nobody has read it yet.
    Unreviewed,
    /// The source has changed since.
    Outdated,
}

/// A paragraph as a reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The words.
    pub text: String,
    /// The language they are in.
    pub lang: Lang,
    /// How far they may be trusted.
    pub review: Review,
}

/// How much harm a stale translation of a field may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Careful {
    /// A stale translation is better than none: it is shown and marked.
    Plain,
    /// A stale translation may cost a person a right or a journey: the source is shown instead.
    Dangerous,
}

impl Careful {
    /// How careful to be with a field: documents, conditions, alerts and access are dangerous.
    pub fn of(field: &str) -> Self {
        let head = field.strip_prefix("profile.").unwrap_or(field);
        let head = head.split(['/', '.']).next().unwrap_or_default();
        match head {
            "required_documents"
            | "not_asked"
            | "conditions"
            | "alert"
            | "access_rules"
            | "eligibility_description" => Self::Dangerous,
            _ => Self::Plain,
        }
    }
}

impl Translation {
    /// The translation of a field as it is made from its present source: lines stand beside lines.
    pub fn made(field: impl Into<String>, lang: Lang, source: &str, text: &str, reviewed: bool) -> Self {
        let paragraph = |(source, text): (&str, &str)| Paragraph {
            text: text.to_owned(),
            source: Paragraph::fingerprint(source),
            reviewed,
        };
        let lines = source.lines().zip(text.lines().chain(std::iter::repeat("")));
        let mut paragraphs: Vec<_> = lines.map(paragraph).collect();
        // What the translator wrote in more lines than the source belongs to the last one.
        for line in text.lines().skip(paragraphs.len()).filter(|line| !line.trim().is_empty()) {
            if let Some(last) = paragraphs.last_mut() {
                last.text.push(' ');
                last.text.push_str(line);
            }
        }
        Self { field: field.into(), lang, paragraphs }
    }

    /// The translation of one line of the source, and whether it was made from that very line. A line that moved
    /// is found by its fingerprint; a line that changed, by its place, unless that translation moved elsewhere.
    fn of_line(&self, place: usize, lines: &[String]) -> Option<(&Paragraph, bool)> {
        let wanted = lines.get(place)?;
        let written = |paragraph: &&Paragraph| !paragraph.text.trim().is_empty();
        let beside = self.paragraphs.get(place).filter(written);
        if let Some(exact) = beside.filter(|p| p.source == *wanted) {
            return Some((exact, true));
        }
        if let Some(moved) = self.paragraphs.iter().filter(written).find(|p| p.source == *wanted) {
            return Some((moved, true));
        }
        beside.filter(|p| !lines.contains(&p.source)).map(|stale| (stale, false))
    }
}

/// What a reader sees of a field, paragraph by paragraph: in her language where there is a translation, marked by
/// how far it may be trusted; otherwise in the language of the source. Blank lines are left out.
pub fn shown(
    source: &str,
    source_lang: Lang,
    translations: &[Translation],
    field: &str,
    reader: Lang,
    careful: Careful,
) -> Vec<Shown> {
    let translation =
        translations.iter().find(|t| t.field == field && t.lang == reader).filter(|_| reader != source_lang);
    let fingerprints: Vec<_> = source.lines().map(Paragraph::fingerprint).collect();
    let mut paragraphs = Vec::new();
    for (place, line) in source.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let found = translation.and_then(|t| t.of_line(place, &fingerprints));
        paragraphs.push(match found {
            Some((paragraph, true)) => {
                let review = if paragraph.reviewed { Review::Reviewed } else { Review::Unreviewed };
                Shown { text: paragraph.text.clone(), lang: reader, review }
            }
            Some((paragraph, false)) if careful == Careful::Plain => {
                Shown { text: paragraph.text.clone(), lang: reader, review: Review::Outdated }
            }
            _ => Shown { text: line.to_owned(), lang: source_lang, review: Review::Source },
        });
    }
    paragraphs
}

impl Paragraph {
    /// A short fingerprint of a source paragraph; white space does not count.
    pub fn fingerprint(source: &str) -> String {
        let words = source.split_whitespace().collect::<Vec<_>>().join(" ");
        blake3::hash(words.as_bytes()).to_hex().chars().take(16).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HOW: &str = "Prendi il numero.\nPorta la ricevuta.";

    fn english(text: &str, reviewed: bool) -> [Translation; 1] {
        [Translation::made("profile.how", Lang::En, HOW, text, reviewed)]
    }

    fn seen(
        source: &str,
        translations: &[Translation],
        reader: Lang,
        careful: Careful,
    ) -> Vec<(String, Lang, Review)> {
        let shown = shown(source, Lang::It, translations, "profile.how", reader, careful);
        shown.into_iter().map(|s| (s.text, s.lang, s.review)).collect()
    }

    #[test]
    fn a_translation_is_marked_by_whether_somebody_read_it() {
        for (reviewed, mark) in [(true, Review::Reviewed), (false, Review::Unreviewed)] {
            let translations = english("Take a number.\nBring the receipt.", reviewed);
            let paragraphs = seen(HOW, &translations, Lang::En, Careful::Dangerous);
            assert_eq!(paragraphs[0], ("Take a number.".into(), Lang::En, mark));
            assert_eq!(paragraphs[1], ("Bring the receipt.".into(), Lang::En, mark));
        }
    }

    #[test]
    fn a_changed_paragraph_is_marked_and_only_that_one() {
        let translations = english("Take a number.\nBring the receipt.", true);
        let source = "Prendi il numero.\nPorta il permesso.";
        let paragraphs = seen(source, &translations, Lang::En, Careful::Plain);
        assert_eq!(paragraphs[0].2, Review::Reviewed);
        assert_eq!(paragraphs[1], ("Bring the receipt.".into(), Lang::En, Review::Outdated));
    }

    #[test]
    fn where_a_stale_line_is_dangerous_the_source_stands() {
        let translations = english("Take a number.\nBring the receipt.", true);
        let source = "Prendi il numero.\nPorta il permesso.";
        let paragraphs = seen(source, &translations, Lang::En, Careful::Dangerous);
        assert_eq!(paragraphs[0].2, Review::Reviewed);
        assert_eq!(paragraphs[1], ("Porta il permesso.".into(), Lang::It, Review::Source));
    }

    #[test]
    fn a_line_put_before_the_others_does_not_make_them_stale() {
        let translations = english("Take a number.\nBring the receipt.", true);
        let source = "Vieni presto.\nPrendi il numero.\nPorta la ricevuta.";
        let paragraphs = seen(source, &translations, Lang::En, Careful::Plain);
        let marks: Vec<_> = paragraphs.iter().map(|p| p.2).collect();
        assert_eq!(marks, [Review::Source, Review::Reviewed, Review::Reviewed]);
        assert_eq!(paragraphs[2].0, "Bring the receipt.");
    }

    #[test]
    fn what_is_not_translated_is_shown_in_its_own_language() {
        let translations = english("Take a number.\n", true);
        assert_eq!(seen(HOW, &translations, Lang::En, Careful::Plain)[1].1, Lang::It);
        assert!(seen(HOW, &translations, Lang::Ar, Careful::Plain).iter().all(|p| p.1 == Lang::It));
        assert!(seen(HOW, &[], Lang::It, Careful::Plain).iter().all(|p| p.2 == Review::Source));
    }

    #[test]
    fn white_space_does_not_make_a_translation_stale() {
        let translations = english("Take a number.\nBring the receipt.", true);
        let paragraphs =
            seen("Prendi  il numero. \n\nPorta la ricevuta.", &translations, Lang::En, Careful::Plain);
        assert_eq!(paragraphs.len(), 2);
        assert!(paragraphs.iter().all(|p| p.2 == Review::Reviewed));
    }

    #[test]
    fn documents_conditions_alerts_and_access_are_dangerous() {
        for field in [
            "required_documents/17/document",
            "profile.conditions",
            "alert",
            "profile.access_rules/0/says",
            "profile.not_asked/3/document",
        ] {
            assert_eq!(Careful::of(field), Careful::Dangerous, "{field}");
        }
        for field in ["name", "description", "profile.how", "profile.result"] {
            assert_eq!(Careful::of(field), Careful::Plain, "{field}");
        }
    }

    proptest! {
        #[test]
        fn nothing_is_hidden(source in "[a-c \\n]{0,30}", then in "[a-c \\n]{0,30}", text in "[x-z \\n]{0,30}") {
            let translations = [Translation::made("name", Lang::Sq, &source, &text, false)];
            let shown = shown(&then, Lang::It, &translations, "name", Lang::Sq, Careful::Plain);
            prop_assert_eq!(shown.len(), then.lines().filter(|line| !line.trim().is_empty()).count());
            prop_assert!(shown.iter().all(|s| !s.text.trim().is_empty()));
        }
    }
}
