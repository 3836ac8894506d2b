//! Numbers and lists as a language writes them.

use crate::digits::locale_of;
use icu::decimal::{DecimalFormatter, input::Decimal};
use icu::list::ListFormatter;
use icu::list::options::ListFormatterOptions;
use reticolo_base::Lang;
use std::str::FromStr as _;

pub(crate) struct Numbers {
    decimal: Option<DecimalFormatter>,
    and: Option<ListFormatter>,
    or: Option<ListFormatter>,
}

impl Numbers {
    pub(crate) fn new(lang: Lang) -> Self {
        let locale = locale_of(lang);
        Self {
            decimal: DecimalFormatter::try_new((&locale).into(), Default::default()).ok(),
            and: ListFormatter::try_new_and((&locale).into(), ListFormatterOptions::default()).ok(),
            or: ListFormatter::try_new_or((&locale).into(), ListFormatterOptions::default()).ok(),
        }
    }

    /// At most so many digits after the mark, without zeros at the end.
    pub(crate) fn rounded(&self, number: f64, digits: usize) -> String {
        let plain = format!("{number:.digits$}");
        let plain =
            if plain.contains('.') { plain.trim_end_matches('0').trim_end_matches('.') } else { &plain };
        self.written(if plain == "-0" { "0" } else { plain })
    }

    /// Exactly so many digits after the mark.
    pub(crate) fn fixed(&self, number: f64, digits: usize) -> String {
        self.written(&format!("{number:.digits$}"))
    }

    fn written(&self, plain: &str) -> String {
        match (&self.decimal, Decimal::from_str(plain)) {
            (Some(formatter), Ok(decimal)) => formatter.format(&decimal).to_string(),
            _ => plain.to_owned(),
        }
    }

    pub(crate) fn and(&self, items: &[&str]) -> String {
        joined(self.and.as_ref(), items)
    }

    pub(crate) fn or(&self, items: &[&str]) -> String {
        joined(self.or.as_ref(), items)
    }
}

fn joined(formatter: Option<&ListFormatter>, items: &[&str]) -> String {
    formatter.map_or_else(|| items.join(", "), |f| f.format(items.iter()).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_and_decimals_follow_the_language() {
        assert_eq!(Numbers::new(Lang::It).rounded(12_345.5, 1), "12.345,5");
        assert_eq!(Numbers::new(Lang::En).rounded(12_345.5, 1), "12,345.5");
        assert_eq!(Numbers::new(Lang::Ar).rounded(12.0, 1), "12");
        assert_eq!(Numbers::new(Lang::It).fixed(30.5, 2), "30,50");
    }

    #[test]
    fn rounding_leaves_no_zeros_and_no_minus_before_nothing() {
        let it = Numbers::new(Lang::It);
        assert_eq!(it.rounded(100.0, 0), "100");
        assert_eq!(it.rounded(-0.01, 1), "0");
        assert_eq!(it.rounded(f64::NAN, 1), "NaN");
    }

    #[test]
    fn lists_end_as_people_speak() {
        assert_eq!(Numbers::new(Lang::It).and(&["arabo", "inglese", "wolof"]), "arabo, inglese e wolof");
        assert_eq!(Numbers::new(Lang::Fr).or(&["lundi", "mardi"]), "lundi ou mardi");
        assert_eq!(Numbers::new(Lang::En).and(&[]), "");
    }
}
