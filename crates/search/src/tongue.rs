//! The languages for which there is an analyser.

use reticolo_base::Lang;

/// The language of a text, as far as analysis goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tongue {
    /// Italian.
    It,
    /// English.
    En,
    /// French.
    Fr,
    /// Arabic.
    Ar,
    /// Romanian.
    Ro,
    /// Albanian.
    Sq,
    /// German.
    De,
    /// Any other: words are only folded.
    Other,
}

impl Tongue {
    /// Every one with an analyser of its own.
    pub const ALL: [Self; 7] = [Self::It, Self::En, Self::Fr, Self::Ar, Self::Ro, Self::Sq, Self::De];

    /// The BCP 47 code; `und` for [`Tongue::Other`].
    pub fn code(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::Other => "und",
            Self::It | Self::En | Self::Fr | Self::Ar | Self::Ro | Self::Sq => {
                Lang::ALL.get(self as usize).map_or("und", |lang| lang.code())
            }
        }
    }

    /// Of a BCP 47 tag such as `de-AT`.
    pub fn from_tag(tag: &str) -> Self {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        Self::ALL.into_iter().find(|tongue| tongue.code() == primary).unwrap_or(Self::Other)
    }
}

impl From<Lang> for Tongue {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::It => Self::It,
            Lang::En => Self::En,
            Lang::Fr => Self::Fr,
            Lang::Ar => Self::Ar,
            Lang::Ro => Self::Ro,
            Lang::Sq => Self::Sq,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_of_the_pages_has_an_analyser_of_the_same_code() {
        for lang in Lang::ALL {
            assert_eq!(Tongue::from(lang).code(), lang.code());
            assert_eq!(Tongue::from_tag(lang.code()), Tongue::from(lang));
        }
        assert_eq!(Tongue::from_tag("de-AT"), Tongue::De);
        assert_eq!(Tongue::from_tag("zh"), Tongue::Other);
    }
}
