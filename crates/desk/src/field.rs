//! What may be shown to another organisation, field by field, the smallest first. The share sheet starts from the smallest set.

use crate::person::Record;

/// A field of the share sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// What she needs: the code of the need.
    Need,
    /// The languages she speaks, and whether she needs a mediator.
    Languages,
    /// What to call her.
    CallName,
    /// How she may be reached safely.
    Contact,
    /// A few words written for the receiver.
    Note,
    /// Given and family name.
    Names,
    /// The day or year of birth.
    Birth,
    /// Her citizenship.
    Citizenship,
    /// With whom she lives.
    Household,
    /// What she needs in order to come: a lift, somebody with her.
    Access,
    /// Her legal position.
    Position,
    /// Numbers of documents: tax code, STP, ENI, permit.
    Identifiers,
    /// The documents she has.
    Documents,
}

impl Field {
    /// Every field, the smallest first.
    pub const ALL: [Self; 13] = [
        Self::Need,
        Self::Languages,
        Self::CallName,
        Self::Contact,
        Self::Note,
        Self::Names,
        Self::Birth,
        Self::Citizenship,
        Self::Household,
        Self::Access,
        Self::Position,
        Self::Identifiers,
        Self::Documents,
    ];

    /// What a share sheet starts from.
    pub const SMALLEST: [Self; 3] = [Self::Need, Self::Languages, Self::CallName];

    /// The stored word, also the last part of its text's key.
    pub fn code(self) -> &'static str {
        match self {
            Self::Need => "need",
            Self::Languages => "languages",
            Self::CallName => "call-name",
            Self::Contact => "contact",
            Self::Note => "note",
            Self::Names => "names",
            Self::Birth => "birth",
            Self::Citizenship => "citizenship",
            Self::Household => "household",
            Self::Access => "access",
            Self::Position => "position",
            Self::Identifiers => "identifiers",
            Self::Documents => "documents",
        }
    }

    /// From the stored word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.code() == code)
    }

    /// Whether the receiver cannot do without it: a request without a need is none.
    pub fn is_required(self) -> bool {
        self == Self::Need
    }

    /// What it shows of a person; empty when nothing is known. Codes (need, languages, position) stay codes, so that each
    /// reader sees them in her own language.
    pub fn value(self, record: &Record, need: &str, note: &str) -> Vec<String> {
        let (who, contact, life) = (&record.identity, &record.contact, &record.circumstances);
        let one = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty()).into_iter().collect();
        match self {
            Self::Need => one(need),
            Self::Languages => contact.languages.clone(),
            Self::CallName => one(&who.call_name),
            Self::Contact => contact.lines(),
            Self::Note => one(note),
            Self::Names => one(&format!("{} {}", who.given_name, who.family_name)),
            Self::Birth => one(&who.birth),
            Self::Citizenship => one(&who.citizenship),
            Self::Household => one(&life.household),
            Self::Access => one(&life.access),
            Self::Position => one(&life.position),
            Self::Identifiers => {
                who.identifiers.iter().map(|i| format!("{} {}", i.kind.code(), i.value)).collect()
            }
            Self::Documents => life.documents.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_come_first_and_words_are_read_back() {
        assert!(Field::SMALLEST.iter().eq(Field::ALL.iter().take(3)));
        assert!(Field::ALL.iter().all(|field| Field::parse(field.code()) == Some(*field)));
        assert!(Field::ALL.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(Field::parse("everything"), None);
    }

    #[test]
    fn what_is_not_known_shows_nothing() {
        let record = Record::default();
        for field in Field::ALL.into_iter().filter(|field| *field != Field::Need) {
            assert!(field.value(&record, "health.doctor", " ").is_empty(), "{field:?}");
        }
        assert_eq!(Field::Need.value(&record, "health.doctor", ""), ["health.doctor"]);
    }
}
