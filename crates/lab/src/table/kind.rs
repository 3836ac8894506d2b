//! The six kinds of contribution of the World Café's harvest, and the signs of a reaction.

/// What sort of thing was said. A contribution may have none yet: kinds are chosen at harvest if not before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Something lived: "it happened to me that …".
    Experience,
    /// How something works, and why.
    Analysis,
    /// Something that is hard.
    Challenge,
    /// Something that could be done.
    Idea,
    /// A thought to dwell on.
    Reflection,
    /// Something that is still to be asked.
    Question,
}

impl Kind {
    /// Every kind, in the order of the pages.
    pub const ALL: [Self; 6] =
        [Self::Experience, Self::Analysis, Self::Challenge, Self::Idea, Self::Reflection, Self::Question];

    /// The stored word, also the last part of its text's key and of its class.
    pub fn code(self) -> &'static str {
        match self {
            Self::Experience => "experience",
            Self::Analysis => "analysis",
            Self::Challenge => "challenge",
            Self::Idea => "idea",
            Self::Reflection => "reflection",
            Self::Question => "question",
        }
    }

    /// From the stored word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A reaction: a sign that needs no words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sign {
    /// "I think so too."
    Thumb,
    /// "This matters to me."
    Heart,
    /// "I would like to understand."
    Ask,
}

impl Sign {
    /// Every sign, in the order of the pages.
    pub const ALL: [Self; 3] = [Self::Thumb, Self::Heart, Self::Ask];

    /// The stored word, also the last part of its text's key.
    pub fn code(self) -> &'static str {
        match self {
            Self::Thumb => "thumb",
            Self::Heart => "heart",
            Self::Ask => "ask",
        }
    }

    /// From the stored word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sign| sign.code() == code)
    }
}
