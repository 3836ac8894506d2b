//! The languages of the pages. A language *spoken at a desk* is another thing: a BCP 47 code in the directory.

use serde::{Deserialize, Serialize};

/// A language in which pages are written. The order is the order of the language switch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Italian, the source of all texts.
    It,
    /// English.
    En,
    /// French.
    Fr,
    /// Arabic, written from right to left.
    Ar,
    /// Romanian.
    Ro,
    /// Albanian.
    Sq,
}

/// The direction in which a language is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// The value of the HTML attribute `dir`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

impl Lang {
    /// Every language, in the order of the language switch.
    pub const ALL: [Self; 6] = [Self::It, Self::En, Self::Fr, Self::Ar, Self::Ro, Self::Sq];

    /// The BCP 47 code, as in addresses and in the attribute `lang`.
    pub fn code(self) -> &'static str {
        match self {
            Self::It => "it",
            Self::En => "en",
            Self::Fr => "fr",
            Self::Ar => "ar",
            Self::Ro => "ro",
            Self::Sq => "sq",
        }
    }

    /// The language's own name, as its speakers look for it.
    pub fn endonym(self) -> &'static str {
        match self {
            Self::It => "Italiano",
            Self::En => "English",
            Self::Fr => "Français",
            Self::Ar => "العربية",
            Self::Ro => "Română",
            Self::Sq => "Shqip",
        }
    }

    /// The direction of writing.
    pub fn direction(self) -> Direction {
        match self {
            Self::Ar => Direction::Rtl,
            _ => Direction::Ltr,
        }
    }

    /// Its place in [`Lang::ALL`], from 0.
    pub fn index(self) -> usize {
        self as usize
    }

    /// The language of a BCP 47 tag such as `fr`, `fr-FR` or `ar_EG`; `None` for one in which there are no pages.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
        Self::ALL.into_iter().find(|lang| lang.code() == primary)
    }

    /// The best language for an `Accept-Language` header (RFC 9110, 12.5.4), by quality and then by order.
    pub fn negotiate(accept: &str) -> Option<Self> {
        let mut best: Option<(f32, Self)> = None;
        for part in accept.split(',').take(32) {
            let mut pieces = part.split(';');
            let Some(lang) = pieces.next().and_then(Self::from_tag) else { continue };
            let quality = pieces
                .find_map(|p| p.trim().strip_prefix("q="))
                .map_or(1.0, |q| q.trim().parse::<f32>().unwrap_or(0.0));
            if quality > 0.0 && best.is_none_or(|(other, _)| quality > other) {
                best = Some((quality, lang));
            }
        }
        best.map(|(_, lang)| lang)
    }
}

impl std::fmt::Display for Lang {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

/// A tag that names no language of the pages.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no pages in this language: use one of it, en, fr, ar, ro, sq")]
pub struct UnknownLang;

impl std::str::FromStr for Lang {
    type Err = UnknownLang;
    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        Self::from_tag(tag).ok_or(UnknownLang)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_regional_tag_is_its_language() {
        assert_eq!(Lang::from_tag("fr-CA"), Some(Lang::Fr));
        assert_eq!(Lang::from_tag("AR_eg"), Some(Lang::Ar));
        assert_eq!(Lang::from_tag("zh"), None);
    }

    #[test]
    fn the_phone_decides_by_quality() {
        assert_eq!(Lang::negotiate("wo, fr;q=0.8, en;q=0.9"), Some(Lang::En));
        assert_eq!(Lang::negotiate("sq"), Some(Lang::Sq));
        assert_eq!(Lang::negotiate("de, zh;q=0.5"), None);
        assert_eq!(Lang::negotiate("ar;q=0"), None);
    }

    #[test]
    fn only_arabic_runs_from_the_right() {
        let rtl: Vec<_> = Lang::ALL.into_iter().filter(|l| l.direction() == Direction::Rtl).collect();
        assert_eq!(rtl, [Lang::Ar]);
    }

    proptest! {
        #[test]
        fn no_header_breaks_the_negotiation(header in ".{0,200}") {
            let _ = Lang::negotiate(&header);
        }
    }
}
