//! What may stand in a text's variable.

use crate::direction;
use fluent_bundle::FluentValue;
use reticolo_base::Lang;

/// The value of a variable: words, or a number that also chooses the plural.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Words, shown as they are.
    Words(String),
    /// A number, written as the language writes numbers.
    Number(f64),
}

impl Value {
    /// For a text in `lang`. Words that run the other way are isolated, so that they do not turn their neighbours around.
    pub(crate) fn fluent(&self, lang: Lang) -> FluentValue<'static> {
        match self {
            Self::Words(words) => {
                FluentValue::from(direction::isolated(words, lang.direction()).into_owned())
            }
            Self::Number(number) => FluentValue::from(*number),
        }
    }
}

impl From<&str> for Value {
    fn from(words: &str) -> Self {
        Self::Words(words.to_owned())
    }
}

impl From<&String> for Value {
    fn from(words: &String) -> Self {
        Self::Words(words.clone())
    }
}

impl From<String> for Value {
    fn from(words: String) -> Self {
        Self::Words(words)
    }
}

macro_rules! numbers {
    ($($kind:ty),*) => { $(impl From<$kind> for Value {
        fn from(number: $kind) -> Self {
            // Counts on pages are far below 2^53, where every whole number is exact.
            #[allow(clippy::cast_precision_loss, clippy::cast_lossless)]
            Self::Number(number as f64)
        }
    })* };
}
numbers!(i32, i64, u8, u16, u32, u64, usize, f64);
