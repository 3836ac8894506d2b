//! Where services are, by territory.

use crate::reference::{Territory, area_contains};
use reticolo_base::folding::fold;
use serde::{Deserialize, Serialize};

/// A territory in which there are services.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Area {
    /// ISTAT code; where there is none, the name.
    pub code: String,
    /// The name.
    pub name: String,
}

impl Area {
    /// The area of an ISTAT code.
    pub(super) fn of_code(territory: &Territory, code: &str) -> Self {
        let name = territory.name_of(code).unwrap_or(code);
        Self { code: code.to_owned(), name: name.to_owned() }
    }

    /// The area of a town's name: with its code, where the territory knows it.
    pub(super) fn of_town(territory: &Territory, town: &str) -> Self {
        match territory.named(town) {
            Some(known) => Self { code: known.istat.clone(), name: known.name.clone() },
            None => Self { code: town.to_owned(), name: town.to_owned() },
        }
    }

    /// Whether it lies in a wanted area, or serves one that lies in it. Names are compared folded.
    pub(super) fn serves(&self, wanted: &str) -> bool {
        self.code == wanted
            || area_contains(wanted, &self.code) == Some(true)
            || area_contains(&self.code, wanted) == Some(true)
            || (self.code.len() == 3
                && wanted.len() == 2
                && area_contains(wanted, &format!("{}001", self.code)) == Some(true))
            || fold(&self.name) == fold(wanted)
    }

    /// The province (3 digits) of a municipality or province.
    pub(super) fn province(&self) -> Option<&str> {
        let digits = matches!(self.code.len(), 3 | 6) && self.code.bytes().all(|b| b.is_ascii_digit());
        self.code.get(..3).filter(|_| digits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::Reference;

    #[test]
    fn a_town_lies_in_its_province_and_region_and_is_served_from_above() {
        let territory = Reference::get().territory();
        let foggia = Area::of_town(territory, "foggia");
        assert_eq!((foggia.code.as_str(), foggia.province()), ("071024", Some("071")));
        for wanted in ["071024", "071", "16", "Foggia"] {
            assert!(foggia.serves(wanted), "{wanted}");
        }
        assert!(!foggia.serves("072") && !foggia.serves("071001") && !foggia.serves(""));
        let province = Area::of_code(territory, "071");
        assert!(province.serves("071024") && province.serves("16") && !province.serves("072006"));
    }

    #[test]
    fn a_town_elsewhere_is_known_by_its_name() {
        let miami = Area::of_town(Reference::get().territory(), "Miami");
        assert_eq!((miami.code.as_str(), miami.province()), ("Miami", None));
        assert!(miami.serves("miami") && !miami.serves("16"));
    }
}
