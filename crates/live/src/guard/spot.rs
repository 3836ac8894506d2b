//! Where in the shape of a cloth something stands, and who may change it there.

use crate::wire::Value;
use crate::wire::update::Content;

/// Somebody of a room, by place in its list of people.
pub type Person = u32;
/// A note of a room, by place in its list of notes.
pub type NoteAt = u32;

/// Where a unit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// Nowhere any more: it was deleted and forgotten.
    Gone,
    /// A note itself, in the root of notes.
    Note(NoteAt),
    /// A field of a note.
    Field(NoteAt, Field),
    /// Characters of a note's text.
    Words(NoteAt),
    /// A link, in the root of links.
    Link,
    /// A stroke, in the root of ink; of whomever the client belongs to.
    Stroke,
    /// A reaction, of whomever the client belongs to.
    Reaction,
    /// A summary itself, in the root of summaries.
    Summary,
    /// Characters of a summary, by its place in the list of summaries.
    Summing(u32),
}

impl Spot {
    /// Whether what stands here may hold other things.
    pub fn may_be_a_type(self) -> bool {
        matches!(self, Self::Note(_) | Self::Field(_, Field::Text) | Self::Summary)
    }
}

/// A field of a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Whom it shows as author.
    Author,
    /// Its kind.
    Kind,
    /// Its language.
    Lang,
    /// Its text.
    Text,
    /// From left.
    X,
    /// From top.
    Y,
    /// One of the strongest.
    Strong,
    /// Hidden by the host.
    Hidden,
    /// The round.
    Round,
    /// The moment.
    At,
}

impl Field {
    /// By its key.
    pub fn of(key: &str) -> Option<Self> {
        Some(match key {
            "author" => Self::Author,
            "kind" => Self::Kind,
            "lang" => Self::Lang,
            "text" => Self::Text,
            "x" => Self::X,
            "y" => Self::Y,
            "strong" => Self::Strong,
            "hidden" => Self::Hidden,
            "round" => Self::Round,
            "at" => Self::At,
            _ => return None,
        })
    }

    /// Whether everyone in the room may change it.
    pub fn is_common(self) -> bool {
        matches!(self, Self::X | Self::Y | Self::Strong)
    }

    /// Whether the field holds such a thing; `maker` is who made the note.
    pub fn holds(self, content: &Content<'_>, maker: &str) -> bool {
        let values = match content {
            // Set and overwritten before it was sent.
            Content::Deleted => return true,
            Content::YText => return self == Self::Text,
            Content::Values(values) => values.as_slice(),
            _ => return false,
        };
        let [value] = values else { return false };
        match (self, value) {
            (Self::Author, Value::Text(author)) => *author == maker || *author == "table",
            (Self::Kind, Value::Nothing) => true,
            (Self::Kind, Value::Text(kind)) => kind.chars().count() <= 40,
            (Self::Lang, Value::Text(lang)) => lang.chars().count() <= 12,
            (Self::X | Self::Y | Self::Round | Self::At, Value::Number(number)) => number.is_finite(),
            (Self::Strong | Self::Hidden, Value::Bool(_)) => true,
            _ => false,
        }
    }
}

/// Whether this is the id of a note: 36 letters, as browsers write a UUID.
pub fn is_id(key: &str) -> bool {
    key.len() == 36 && uuid::Uuid::try_parse(key).is_ok()
}

/// Whether this is the key of a link: two ids.
pub fn is_link(key: &str) -> bool {
    key.split_once('|').is_some_and(|(a, b)| is_id(a) && is_id(b))
}

/// Who reacts, by the key of a reaction.
pub fn who_reacts(key: &str) -> Option<&str> {
    let (note, rest) = key.split_once('|')?;
    let (who, sign) = rest.rsplit_once('|')?;
    (is_id(note) && !sign.is_empty() && sign.len() <= 32).then_some(who)
}

/// Whether this is the key of a summary: a round.
pub fn is_round(key: &str) -> bool {
    (1..=3).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a link or a reaction holds such a thing.
pub fn is_mark(content: &Content<'_>) -> bool {
    match content {
        Content::Deleted => true,
        Content::Values(values) => matches!(values.as_slice(), [Value::Bool(true)]),
        _ => false,
    }
}

/// Whether these are strokes of `who`, or of nobody in particular.
pub fn are_strokes(content: &Content<'_>, who: &str) -> bool {
    let own = |value: &Value<'_>| match value {
        Value::Object { by } => by.is_none_or(|by| by == who || by == "table"),
        _ => false,
    };
    match content {
        Content::Deleted => true,
        Content::Values(values) => values.iter().all(own),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "018f2d6e-7b1c-7a63-9d55-0b6a5f6b2a11";

    #[test]
    fn keys_are_what_they_say() {
        assert!(is_id(ID) && !is_id("018f2d6e7b1c7a639d550b6a5f6b2a11") && !is_id("note"));
        assert!(is_link(&format!("{ID}|{ID}")) && !is_link(ID));
        assert_eq!(who_reacts(&format!("{ID}|anna|heart")), Some("anna"));
        assert_eq!(who_reacts(&format!("{ID}|heart")), None);
        assert!(is_round("1") && !is_round("") && !is_round("1000") && !is_round("-1"));
    }

    #[test]
    fn a_field_holds_what_belongs_there() {
        let text = |words| Content::Values(vec![Value::Text(words)]);
        assert!(Field::Author.holds(&text("anna"), "anna") && Field::Author.holds(&text("table"), "anna"));
        assert!(!Field::Author.holds(&text("bilal"), "anna"));
        assert!(!Field::X.holds(&Content::Values(vec![Value::Number(f64::NAN)]), "anna"));
        assert!(!Field::Text.holds(&text("not a text type"), "anna"));
        assert!(!Field::Kind.holds(&text(&"k".repeat(41)), "anna"));
    }
}
