//! What one may ask: every parameter once, with what it holds.

use Holds::{
    Age, Choice, Days, Flag, Id, Latitude, Longitude, Metres, Moment, Need, Page, PerPage, Postcode, Tag,
    Time, Words,
};

/// What a parameter holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Words of any language.
    Words,
    /// The number of a page, from 1.
    Page,
    /// How many a page holds.
    PerPage,
    /// One of these.
    Choice(&'static [&'static str]),
    /// A UUID.
    Id,
    /// RFC 3339 or a day; with `true` also the word `now`.
    Moment(bool),
    /// `true` or `false`.
    Flag,
    /// Years.
    Age,
    /// `HH:MM`.
    Time,
    /// `MO,TU`.
    Days,
    /// A BCP 47 tag.
    Tag,
    /// The code of a need or of a group of needs.
    Need,
    /// A postal code.
    Postcode,
    /// A distance.
    Metres,
    /// Degrees.
    Latitude,
    /// Degrees.
    Longitude,
}

/// Where a parameter comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Open Referral HSDS.
    Hsds,
    /// Open Referral UK.
    Uk,
    /// This network's profile.
    Profile,
}

/// One parameter.
#[derive(Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub holds: Holds,
    /// Where it comes from.
    pub origin: Origin,
    /// Only in a body: never part of an address that is logged and kept.
    pub body_only: bool,
    /// What it means, for integrators.
    pub says: &'static str,
}

const fn of(name: &'static str, holds: Holds, origin: Origin, says: &'static str) -> Parameter {
    Parameter { name, holds, origin, body_only: false, says }
}

const fn in_body(name: &'static str, holds: Holds, says: &'static str) -> Parameter {
    Parameter { name, holds, origin: Origin::Profile, body_only: true, says }
}

/// Codes of the languages of texts.
pub const LANGS: &[&str] = &["it", "en", "fr", "ar", "ro", "sq"];
/// Pages go up to here.
pub const LAST_PAGE: u64 = 1_000_000;
/// The most objects of a page.
pub const MOST_PER_PAGE: u64 = 500;
/// The objects of a page when nothing is said.
pub const PER_PAGE: u64 = 50;
/// The most objects that `minimal` answers at once.
pub const MOST_MINIMAL: u64 = 100_000;
/// Metres around a point when nothing is said.
pub const AROUND: f64 = 5_000.0;

/// Every parameter.
pub static PARAMETERS: [Parameter; 27] = [
    of(
        "search",
        Words,
        Origin::Hsds,
        "Words in any language. Each of them occurs, or begins a word that does; of services also what the search of the site understands.",
    ),
    of("page", Page, Origin::Hsds, "The page, from 1. A page behind the last one is empty."),
    of("per_page", PerPage, Origin::Hsds, "Objects on a page: 1 to 500, otherwise 50."),
    of(
        "format",
        Choice(&["json", "ndjson"]),
        Origin::Hsds,
        "json gives a page; ndjson streams everything, one object a line.",
    ),
    of("taxonomy_term_id", Id, Origin::Hsds, "With this term."),
    of("taxonomy_id", Id, Origin::Hsds, "With any term of this taxonomy."),
    of("organization_id", Id, Origin::Hsds, "Of this organisation."),
    of(
        "modified_after",
        Moment(false),
        Origin::Hsds,
        "Changed here at this moment or later; a change of its place counts. RFC 3339, or a day.",
    ),
    of("minimal", Flag, Origin::Hsds, "true: only id and modified_date of everything, in one page."),
    of("full", Flag, Origin::Hsds, "true: whole nested objects; otherwise their simple fields."),
    of("full_service", Flag, Origin::Hsds, "true: the services of an organisation as whole nested objects."),
    of("top_only", Flag, Origin::Hsds, "true: only terms that stand below no other."),
    of("parent_id", Id, Origin::Hsds, "Only terms right below this one."),
    of(
        "postcode",
        Postcode,
        Origin::Hsds,
        "Places in, or serving, this postal code; with proximity: around its middle.",
    ),
    of(
        "proximity",
        Metres,
        Origin::Hsds,
        "Metres around the postal code, or around lat and lon (5000 when not given).",
    ),
    of(
        "minimum_age",
        Age,
        Origin::Uk,
        "For somebody of this age or older, in years. A service that names no age fits.",
    ),
    of(
        "maximum_age",
        Age,
        Origin::Uk,
        "For somebody of this age or younger, in years. A service that names no age fits.",
    ),
    of("start_time", Time, Origin::Uk, "Within the coming week, open from this time (HH:MM) or earlier."),
    of(
        "end_time",
        Time,
        Origin::Uk,
        "Within the coming week, open until this time (HH:MM) or later, in the same opening.",
    ),
    of(
        "day",
        Days,
        Origin::Uk,
        "Within the coming week, open on one of these days: MO, TU, WE, TH, FR, SA, SU, separated by commas.",
    ),
    of(
        "language",
        Tag,
        Origin::Profile,
        "Somebody there speaks this language (BCP 47). Languages through a mediator do not count.",
    ),
    of(
        "lang",
        Choice(LANGS),
        Origin::Profile,
        "The language of the texts, where there is a translation. texts_shown tells how far each may be trusted.",
    ),
    of("need", Need, Origin::Profile, "Answers this need (stay.renewal) or one of this group (stay)."),
    of(
        "open_at",
        Moment(true),
        Origin::Profile,
        "Surely open at this moment: RFC 3339, or now. Holidays and closures count; unknown hours do not.",
    ),
    of("free", Flag, Origin::Profile, "true: known to cost nothing; false: known to cost something."),
    in_body(
        "lat",
        Latitude,
        "Latitude in degrees, together with lon. Only in the body of a POST: positions must not stand in addresses.",
    ),
    in_body("lon", Longitude, "Longitude in degrees, together with lat. Only in the body of a POST."),
];

/// A parameter by its name.
pub fn named(name: &str) -> Option<&'static Parameter> {
    PARAMETERS.iter().find(|parameter| parameter.name == name)
}

/// Those that HSDS does not have.
pub fn ours() -> impl Iterator<Item = &'static Parameter> {
    PARAMETERS.iter().filter(|parameter| parameter.origin != Origin::Hsds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_parameter_stands_once_and_is_explained() {
        let names: BTreeSet<_> = PARAMETERS.iter().map(|p| p.name).collect();
        assert_eq!(names.len(), PARAMETERS.len());
        assert!(PARAMETERS.iter().all(|p| p.says.ends_with('.') && named(p.name) == Some(p)));
    }

    #[test]
    fn a_position_is_never_part_of_an_address() {
        let hidden: Vec<_> = PARAMETERS.iter().filter(|p| p.body_only).map(|p| p.name).collect();
        assert_eq!(hidden, ["lat", "lon"]);
    }

    #[test]
    fn texts_may_be_asked_in_every_language_of_the_pages() {
        assert_eq!(LANGS, reticolo_base::Lang::ALL.map(reticolo_base::Lang::code));
    }
}
