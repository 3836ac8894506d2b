//! HTML that we wrote ourselves and that a template must not escape again.

use askama::filters::HtmlSafe;
use std::fmt;

/// HTML made by this crate. Never put anything into it that came from outside without escaping it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Markup(pub(crate) String);

impl Markup {
    /// The HTML itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Markup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Markup {}

/// Text made harmless inside HTML, in attributes too.
pub(crate) fn escaped(text: &str) -> String {
    askama::filters::escape(text, askama::filters::Html)
        .map_or_else(|_| String::new(), |safe| safe.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_from_outside_is_text_and_nothing_else() {
        let text = escaped("<b onclick='x'>\"&");
        assert!(!text.contains(['<', '>', '\'', '"']), "{text}");
        assert_eq!(escaped("Sportello"), "Sportello");
    }
}
