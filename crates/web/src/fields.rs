//! What came with a form, in an address or in a body: names and values as they were written.

use crate::{App, Fault};
use axum::{
    extract::{FromRequest, Request, rejection::FormRejection},
    http::StatusCode,
};

/// More fields than this no page of ours sends.
const MOST: usize = 120;

/// The fields of a form. The first value of a name that is not blank counts.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// The fields of a query string.
    pub fn of_query(query: Option<&str>) -> Self {
        let Some(uri) = query.and_then(|q| format!("/?{q}").parse().ok()) else { return Self::default() };
        let pairs = axum::extract::Query::<Vec<(String, String)>>::try_from_uri(&uri);
        pairs.map(|pairs| Self::of(pairs.0)).unwrap_or_default()
    }

    /// The fields from names and values.
    pub fn of(mut pairs: Vec<(String, String)>) -> Self {
        pairs.truncate(MOST);
        Self(pairs)
    }

    /// The value of a name, trimmed; `None` when it is absent or blank.
    pub fn one(&self, name: &str) -> Option<&str> {
        self.pairs()
            .filter(|(n, _)| *n == name)
            .map(|(_, value)| value.trim())
            .find(|value| !value.is_empty())
    }

    /// The value of a name exactly as it was typed: blanks belong to a password. Empty when it is absent.
    pub fn secret(&self, name: &str) -> &str {
        self.pairs().find(|(n, _)| *n == name).map_or("", |(_, value)| value)
    }

    /// Every value of a name that is not blank.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(n, _)| n == name).map(|(_, v)| v.trim()).filter(|v| !v.is_empty())
    }

    /// Every name with its value as it was written.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Whether a box was ticked.
    pub fn ticked(&self, name: &str) -> bool {
        self.one(name).is_some_and(|value| value != "0")
    }
}

impl std::fmt::Debug for Fields {
    /// Tells nothing: a form may hold what a person says about herself.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Fields({})", self.0.len())
    }
}

/// The fields of a body. Anything that is no form is refused without a word of the library.
impl FromRequest<App> for Fields {
    type Rejection = Fault;

    async fn from_request(request: Request, app: &App) -> Result<Self, Fault> {
        match axum::Form::<Vec<(String, String)>>::from_request(request, app).await {
            Ok(form) => Ok(Self::of(form.0)),
            Err(FormRejection::InvalidFormContentType(_)) => {
                Err(Fault::of(StatusCode::UNSUPPORTED_MEDIA_TYPE))
            }
            Err(FormRejection::BytesRejection(_)) => Err(Fault::of(StatusCode::PAYLOAD_TOO_LARGE)),
            Err(_) => Err(Fault::of(StatusCode::UNPROCESSABLE_ENTITY)),
        }
    }
}

/// Names and values as the query of an address.
pub fn query(pairs: &[(String, String)]) -> String {
    let mut text = String::new();
    for (name, value) in pairs {
        text.push(if text.is_empty() { '?' } else { '&' });
        encode(name, &mut text);
        text.push('=');
        encode(value, &mut text);
    }
    text
}

/// A value, percent-encoded for the query of an address.
pub fn encoded(value: &str) -> String {
    let mut text = String::new();
    encode(value, &mut text);
    text
}

fn encode(value: &str, text: &mut String) {
    for byte in value.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                text.push(char::from(byte));
            }
            b' ' => text.push('+'),
            _ => {
                let digit = |n: u8| char::from_digit(u32::from(n), 16).unwrap_or('0').to_ascii_uppercase();
                text.extend(['%', digit(byte >> 4), digit(byte & 15)]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_first_value_that_is_not_blank_counts() {
        let fields = Fields::of_query(Some("q=&q=+pane+&need=a&need=b&open=0&free=1"));
        assert_eq!(fields.one("q"), Some("pane"));
        assert_eq!(fields.all("need").collect::<Vec<_>>(), ["a", "b"]);
        assert!(!fields.ticked("open") && fields.ticked("free") && !fields.ticked("documents"));
    }

    #[test]
    fn a_debug_print_tells_nothing() {
        assert_eq!(format!("{:?}", Fields::of(vec![("position".into(), "irregular".into())])), "Fields(1)");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(name in "[a-z]{1,8}", value in "\\PC{1,40}") {
            prop_assume!(!value.trim().is_empty());
            let address = query(&[(name.clone(), value.clone())]);
            let fields = Fields::of_query(address.strip_prefix('?'));
            prop_assert_eq!(fields.one(&name), Some(value.trim()));
        }

        #[test]
        fn no_query_panics(text in "\\PC{0,200}") {
            let _ = Fields::of_query(Some(&text));
        }
    }
}
