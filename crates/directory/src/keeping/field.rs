//! The fields of a card that its keepers write, each as a text: one thing a line.

use uuid::Uuid;

/// A field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// What it is called.
    Name,
    /// Whether it is there: a word of HSDS.
    Status,
    /// What everybody must know now.
    Alert,
    /// One sentence for lists.
    Summary,
    /// *A chi è rivolto.*
    Who,
    /// *Come fare*: one step a line.
    How,
    /// *Cosa serve*: one document a line; `? ` before one that helps, `-` when none is needed.
    Documents,
    /// *Cosa si ottiene.*
    Result,
    /// More about it.
    Description,
    /// *Tempi e scadenze.*
    Times,
    /// Days that people usually wait, or words.
    Waiting,
    /// *Condizioni di servizio.*
    Conditions,
    /// One cost a line, the sum first; `0` when it is free.
    Costs,
    /// When it is open, as OpenStreetMap writes it, wherever a place has no hours of its own.
    Hours,
    /// When it is open at one place that has hours of its own.
    PlaceHours(Uuid),
    /// One number a line, words behind it.
    Phones,
    /// Its address for mails.
    Email,
    /// Its page on the web.
    Url,
    /// Somebody to turn to a line: name – role.
    Contacts,
    /// One language code a line; `+` behind one that a mediator speaks.
    Languages,
}

impl Field {
    /// Every field that any card has, in the order of the form.
    pub const ALL: [Self; 19] = [
        Self::Name,
        Self::Status,
        Self::Alert,
        Self::Summary,
        Self::Who,
        Self::How,
        Self::Documents,
        Self::Result,
        Self::Description,
        Self::Times,
        Self::Waiting,
        Self::Hours,
        Self::Phones,
        Self::Email,
        Self::Url,
        Self::Contacts,
        Self::Languages,
        Self::Costs,
        Self::Conditions,
    ];

    /// The word by which it is stored and sent.
    pub fn code(self) -> String {
        match self {
            Self::PlaceHours(place) => format!("hours/{place}"),
            other => other.word().to_owned(),
        }
    }

    /// The last part of its text's key.
    pub fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Status => "status",
            Self::Alert => "alert",
            Self::Summary => "summary",
            Self::Who => "who",
            Self::How => "how",
            Self::Documents => "documents",
            Self::Result => "result",
            Self::Description => "description",
            Self::Times => "times",
            Self::Waiting => "waiting",
            Self::Conditions => "conditions",
            Self::Costs => "costs",
            Self::Hours | Self::PlaceHours(_) => "hours",
            Self::Phones => "phones",
            Self::Email => "email",
            Self::Url => "url",
            Self::Contacts => "contacts",
            Self::Languages => "languages",
        }
    }

    /// From the stored word.
    pub fn parse(code: &str) -> Option<Self> {
        match code.strip_prefix("hours/") {
            Some(place) => place.parse().ok().map(Self::PlaceHours),
            None => Self::ALL.into_iter().find(|field| field.word() == code),
        }
    }

    /// The most characters.
    pub fn most(self) -> usize {
        match self {
            Self::Name | Self::Email | Self::Waiting => 200,
            Self::Url | Self::Summary => 400,
            Self::Hours | Self::PlaceHours(_) => 1_500,
            _ => 4_000,
        }
    }

    /// Whether it is one line.
    pub fn is_line(self) -> bool {
        matches!(
            self,
            Self::Name
                | Self::Status
                | Self::Summary
                | Self::Email
                | Self::Url
                | Self::Waiting
                | Self::Hours
                | Self::PlaceHours(_)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_field_is_read_back_from_its_word() {
        let of_place = Field::PlaceHours(Uuid::from_u128(7));
        for field in Field::ALL.into_iter().chain([of_place]) {
            assert_eq!(Field::parse(&field.code()), Some(field));
        }
        assert_eq!((Field::parse("hours/x"), Field::parse("organization_id")), (None, None));
    }

    proptest! {
        #[test]
        fn no_word_breaks_the_reading_of_fields(word in "\\PC{0,40}") {
            let _ = Field::parse(&word);
        }
    }
}
