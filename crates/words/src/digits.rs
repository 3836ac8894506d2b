//! The locale by which numbers and dates of a language are written.

use icu::locale::{Locale, locale};
use reticolo_base::Lang;

/// Arabic is written with Western digits: so are the papers, clocks, doors and telephones around the reader in Italy,
/// and so does the Maghreb, from where most Arabic speakers in Puglia come.
pub(crate) fn locale_of(lang: Lang) -> Locale {
    match lang {
        Lang::It => locale!("it"),
        Lang::En => locale!("en-GB"),
        Lang::Fr => locale!("fr"),
        Lang::Ar => locale!("ar-u-nu-latn"),
        Lang::Ro => locale!("ro"),
        Lang::Sq => locale!("sq"),
    }
}
